//! The library says what the app says, to the bit: the sample's tables, given to one as rows and imported by the
//! other as files, for the same model and dates.
#![allow(clippy::unwrap_used)] // a test fails by it

use perennial_data::{Column, Dataset, Day, FieldKind, Language, TableId, merge};
use perennial_engine::{Model, shipped};
use perennial_library::Portfolio;
use perennial_protocol::view::{CustomerLifeView, CustomerView, TaskState};
use perennial_protocol::{Packed, Request, Response, SnapshotQuery};
use perennial_snapshot::{PartKind, Snapshot};
use perennial_workbench::{BuiltInDecoders, FileFacts, Workbench};
use serde_json::{Map, Value, json};
use std::rc::Rc;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn today() -> Day {
    day("2026-03-31")
}

/// The tables of the sample as rows, as a program would hold them.
fn rows(data: &Dataset) -> String {
    let mut tables = Map::new();
    for id in TableId::ALL {
        let table = data.table(id);
        let fields = id.spec().fields.iter();
        let names: Vec<&str> = (fields
            .filter(|f| f.kind != FieldKind::Account)
            .map(|f| f.name))
        .chain(table.custom().iter().map(|custom| custom.name.as_str()))
        .collect();
        let row = |at: usize| {
            let mut row = Map::new();
            if let Some(&account) = table.accounts().get(at) {
                row.insert("account_id".to_owned(), json!(data.account_id(account)));
            }
            for name in &names {
                let Some(column) = table.column(name) else {
                    continue;
                };
                let value = column.written(at).map(|text| match column {
                    Column::Number(_) => json!([text]),
                    Column::Flag(_) => json!(text == "true"),
                    _ => json!(text),
                });
                row.insert((*name).to_owned(), value.unwrap_or(Value::Null));
            }
            Value::Object(row)
        };
        if !table.is_empty() {
            let all: Vec<Value> = (0..table.len()).map(row).collect();
            tables.insert(id.name().to_owned(), Value::Array(all));
        }
    }
    Value::Object(tables).to_string()
}

/// The workbench with the same tables, imported as files.
fn app(data: &Dataset) -> Workbench {
    let named = |id: TableId| (format!("{}.csv", id.name()), data.to_csv(id));
    let with_rows = TableId::ALL
        .into_iter()
        .filter(|id| !data.table(*id).is_empty());
    let files: Vec<(String, String)> = with_rows.map(named).collect();
    let mut bench = Workbench::new(Rc::new(BuiltInDecoders)).unwrap();
    let facts = files.iter().map(|(name, text)| FileFacts {
        modified: Some(today()),
        ..FileFacts::named(name, text.len() as u64)
    });
    bench.inspect_begin(facts.collect());
    for (at, (_, text)) in files.iter().enumerate() {
        while let Some((offset, len)) = bench.inspect_wanted(at) {
            let from = usize::try_from(offset).unwrap();
            let to = text.len().min(from + usize::try_from(len).unwrap());
            bench.inspect_feed(at, offset, &text.as_bytes()[from..to]);
        }
    }
    bench.inspect_end().unwrap();
    for at in bench.read_begin().unwrap() {
        bench.read_feed(at, files[at].1.as_bytes()).unwrap();
    }
    bench.read_end(0.0).unwrap();
    bench
}

fn customer(bench: &mut Workbench, id: &str) -> (CustomerView, CustomerLifeView) {
    let account = id.to_owned();
    let (as_of, since) = (today(), today().plus_days(-30));
    let asked = Request::Customer {
        account: account.clone(),
        as_of,
        since,
    };
    let Response::Customer(view) = bench.handle(&asked).unwrap() else {
        panic!("no customer");
    };
    match bench
        .handle(&Request::CustomerLife { account, as_of })
        .unwrap()
    {
        Response::CustomerLife(life) => (*view, life.read().unwrap()),
        other => panic!("{other:?}"),
    }
}

fn bits(value: Option<f64>) -> Option<u64> {
    value.map(f64::to_bits)
}

fn same(snapshot: &Snapshot, view: &CustomerView, life: &CustomerLifeView) {
    let id = &view.id;
    let own = &view.explanation;
    assert_eq!(bits(snapshot.health.value), bits(own.health), "{id}");
    let bands = (snapshot.health.band, format!("{:?}", own.band));
    let word = bands
        .0
        .map_or("NoData".to_owned(), |band| format!("{band:?}"));
    assert_eq!(word, bands.1, "{id}");
    assert_eq!(
        snapshot.health.coverage.to_bits(),
        own.coverage.to_bits(),
        "{id}"
    );
    assert_eq!(snapshot.health.edges, own.edges, "{id}");
    let trend: Vec<_> = snapshot
        .trend
        .iter()
        .map(|p| (p.on, bits(p.health)))
        .collect();
    let shown = view.trend.iter().map(|p| (p.on, bits(p.health)));
    let shown: Vec<_> = shown.skip_while(|(_, health)| health.is_none()).collect();
    assert_eq!(trend, shown, "{id}");
    for reason in &snapshot.reasons {
        let measure = own
            .measures
            .iter()
            .find(|m| m.id == reason.measure)
            .unwrap();
        assert_eq!(bits(Some(reason.score)), bits(measure.score), "{id}");
        let lost = measure.weight * (100.0 - reason.score);
        assert_eq!(reason.lost.to_bits(), lost.to_bits(), "{id}");
    }
    let change = snapshot.change.as_ref().unwrap();
    let moved = |kind: PartKind| change.parts.iter().filter(move |part| part.kind == kind);
    for part in moved(PartKind::Measure) {
        let mut parts = view.change.parts.iter();
        let found = parts.find(|other| {
            let measure = other.measure.as_ref().map(|(id, _)| id);
            measure == part.measure.as_ref() && other.points.to_bits() == part.points.to_bits()
        });
        assert!(found.is_some(), "{id}: {part:?}");
    }
    let stage = snapshot
        .stage
        .as_ref()
        .map(|stage| (stage.id.as_str(), stage.since));
    let shown = life
        .stage
        .as_ref()
        .map(|stage| (stage.id.as_str(), stage.entered_on));
    assert_eq!(stage, shown, "{id}");
    let mut tasks = life.tasks.iter();
    let first = tasks.find(|task| task.state == TaskState::Open);
    let task = snapshot
        .next_task
        .as_ref()
        .map(|task| (&task.title, task.due));
    assert_eq!(task, first.map(|task| (&task.title, task.due)), "{id}");
}

#[test]
fn the_library_says_what_the_app_says() {
    let batches = perennial_sample::portfolio(Language::En, today());
    let data = merge(&Dataset::default(), batches).0;
    let mut bench = app(&data);
    let model = shipped()[0].id;
    let library = Portfolio::new(&rows(&data), model).unwrap();
    let scores = library.score(today());
    assert!(scores.accounts.len() > 30, "{}", scores.accounts.len());
    let mut n_staged = 0;
    for account in scores.accounts.iter().step_by(8) {
        let (view, life) = customer(&mut bench, &account.id);
        assert_eq!(bits(account.health), bits(view.explanation.health));
        let snapshot = library.snapshot(Some(&account.id), None, today()).unwrap();
        same(&snapshot, &view, &life);
        // What the app gives to other pages is the same document.
        let query = Packed::of(&SnapshotQuery {
            account: account.id.clone(),
            as_of: today(),
            since: today().plus_days(-30),
        });
        let asked = Request::Snapshot(query.unwrap());
        let Response::File { bytes, .. } = bench.handle(&asked).unwrap() else {
            panic!("no snapshot");
        };
        let given = String::from_utf8(bytes).unwrap();
        let made = serde_json::to_string(&snapshot).unwrap();
        assert_eq!(given, made, "{}", account.id);
        n_staged += usize::from(snapshot.stage.is_some() && snapshot.next_task.is_some());
    }
    assert!(n_staged > 5, "{n_staged} with stage and task");
}

#[test]
fn a_document_that_ships_is_the_model_that_ships_and_faults_are_named() {
    let json = shipped()[2].json();
    let rows = include_str!("../hosts/rows.json");
    let rows = serde_json::from_str::<Value>(rows).unwrap()["rows"].to_string();
    let by_name = Portfolio::new(&rows, "quick-start").unwrap();
    let by_text = Portfolio::new(&rows, json).unwrap();
    let value = by_name.score(today()).accounts[0].health;
    assert!(value.is_some_and(|value| value > 0.0), "{value:?}");
    assert_eq!(by_name.score(today()), by_text.score(today()));
    let code = |model: &str| Portfolio::new(&rows, model).err().unwrap().code();
    assert_eq!(code("none-such"), "model-unknown-name");
    assert_eq!(code("{}"), "model-syntax");
    let model = Model::parse(json).unwrap();
    let typo = json.replacen("\"weight\"", "\"wieght\"", 1);
    assert_eq!(
        (code(&typo), model.id.as_str()),
        ("model-syntax", "quick-start")
    );
    let asked = by_name.snapshot(Some("B"), None, today()).unwrap_err();
    assert_eq!(asked.code(), "rows-no-account");
    let asked = by_name.snapshot(None, None, day("2020-01-01")).unwrap_err();
    assert_eq!(asked.code(), "rows-not-yet");
}
