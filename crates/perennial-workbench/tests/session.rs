//! What a workspace promises: views that agree, changes that can be taken back, nothing lost in
//! storage, imports that join or leave everything as it was.

#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers of tests stand outside test functions

use perennial_data::{Day, Join, Language, TableId};
use perennial_protocol::view::{
    Band, CellView, CustomerView, CustomersView, ImportView, PortfolioView, TargetView,
    WorkspaceView,
};
use perennial_protocol::{
    ColumnRef, CustomersQuery, Failure, Filter, ImportEdit, Request, Response, Sort, Window,
};
use perennial_workbench::{BuiltInDecoders, FileFacts, Workbench, chunk_names, read_model};
use std::collections::BTreeMap;
use std::rc::Rc;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn today() -> Day {
    day("2026-03-31")
}

fn empty() -> Workbench {
    Workbench::new(Rc::new(BuiltInDecoders)).unwrap()
}

fn sample() -> Workbench {
    let mut bench = empty();
    workspace(
        &mut bench,
        &Request::LoadSample {
            language: Language::En,
            as_of: today(),
        },
    );
    bench
}

fn workspace(bench: &mut Workbench, request: &Request) -> WorkspaceView {
    match bench.handle(request).unwrap() {
        Response::Workspace(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn portfolio(bench: &mut Workbench) -> PortfolioView {
    match bench
        .handle(&Request::Portfolio {
            as_of: today(),
            since: day("2026-03-24"),
        })
        .unwrap()
    {
        Response::Portfolio(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn customer(bench: &mut Workbench, id: &str) -> CustomerView {
    let request = Request::Customer {
        account: id.to_owned(),
        as_of: today(),
        since: day("2026-03-01"),
    };
    match bench.handle(&request).unwrap() {
        Response::Customer(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn query() -> CustomersQuery {
    CustomersQuery {
        as_of: today(),
        since: day("2026-03-24"),
        columns: vec![
            ColumnRef::Health,
            ColumnRef::Arr,
            ColumnRef::Field("owner".to_owned()),
        ],
        search: String::new(),
        filters: Vec::new(),
        sort: None,
        window: Window {
            offset: 0,
            len: 1000,
        },
    }
}

fn customers(bench: &mut Workbench, query: &CustomersQuery) -> CustomersView {
    match bench.handle(&Request::Customers(query.clone())).unwrap() {
        Response::Customers(view) => view,
        other => panic!("{other:?}"),
    }
}

fn set_override(value: f64) -> Request {
    Request::SetOverride {
        account: "C001".to_owned(),
        value,
        author: "CSM".to_owned(),
        reason: "met the board".to_owned(),
        set_on: day("2026-03-01"),
        expires_on: day("2026-04-30"),
    }
}

/// Reads files, and takes them in where what would change is shown first.
fn import(bench: &mut Workbench, files: &[(&str, &str)]) -> Result<Response, Failure> {
    inspect(bench, files)?;
    match read(bench, files)? {
        Response::Imported(view) if view.is_preview => bench.handle(&Request::ApplyImport),
        response => Ok(response),
    }
}

/// Looks into files as the worker does: what is wanted.
fn inspect(bench: &mut Workbench, files: &[(&str, &str)]) -> Result<Response, Failure> {
    let facts = |(name, text): &(&str, &str)| FileFacts {
        modified: Some(today()),
        ..FileFacts::named(name, text.len() as u64)
    };
    bench.inspect_begin(files.iter().map(facts).collect());
    for (at, (_, text)) in files.iter().enumerate() {
        while let Some((offset, len)) = bench.inspect_wanted(at) {
            let from = usize::try_from(offset).unwrap();
            let to = text.len().min(from + usize::try_from(len).unwrap());
            bench.inspect_feed(at, offset, &text.as_bytes()[from..to]);
        }
    }
    bench.inspect_end()
}

/// Reads them: everything in pieces.
fn read(bench: &mut Workbench, files: &[(&str, &str)]) -> Result<Response, Failure> {
    for at in bench.read_begin()? {
        for piece in files[at].1.as_bytes().chunks(7) {
            bench.read_feed(at, piece)?;
        }
    }
    bench.read_end(0.0)
}

#[test]
fn the_sample_is_scored_and_every_view_counts_the_same() {
    let mut bench = sample();
    let portfolio = portfolio(&mut bench);
    let list = customers(&mut bench, &query());
    assert_eq!(list.n_existing, portfolio.n_existing);
    let by_band: Vec<u32> = portfolio.bands.iter().map(|band| band.n).collect();
    assert_eq!(by_band, list.by_band);
    assert!(
        by_band[1..].iter().all(|&n| n > 0),
        "the story needs every colour: {by_band:?}"
    );
    let arr: f64 = list
        .rows
        .iter()
        .filter_map(|row| match row.cells[1] {
            CellView::Number(arr) => Some(arr),
            _ => None,
        })
        .sum();
    assert!(
        (arr - portfolio.arr).abs() < 0.01,
        "{arr} {}",
        portfolio.arr
    );
    let owners: u32 = portfolio.owners.iter().flat_map(|owner| owner.n).sum();
    assert_eq!(owners, portfolio.n_existing);
}

#[test]
fn contributions_sum_to_health_and_parts_to_the_change_for_every_customer() {
    let mut bench = sample();
    for row in customers(&mut bench, &query()).rows {
        let view = customer(&mut bench, &row.id);
        if let Some(health) = view.explanation.before_caps {
            let sum: f64 = view
                .explanation
                .measures
                .iter()
                .map(|measure| measure.contribution)
                .sum();
            assert!((sum - health).abs() < 1e-9, "{}: {sum} {health}", row.id);
        }
        assert_eq!(view.explanation.health, row.health.health, "{}", row.id);
        assert_eq!(
            view.trend.last().unwrap().health,
            row.health.health,
            "{}",
            row.id
        );
        if let (Some(from), Some(to)) = (view.change.from_health, view.change.to_health) {
            let parts: f64 = view.change.parts.iter().map(|part| part.points).sum();
            assert!(
                (parts - (to - from)).abs() < 1e-6,
                "{}: {parts} {}",
                row.id,
                to - from
            );
        }
    }
}

#[test]
fn lists_filter_search_sort_and_window() {
    let mut bench = sample();
    let red = Filter::OneOf(ColumnRef::Band, vec!["red".to_owned()]);
    let sort = Sort {
        column: ColumnRef::Health,
        descending: false,
    };
    let reds = CustomersQuery {
        filters: vec![red],
        sort: Some(sort),
        ..query()
    };
    let all = customers(&mut bench, &reds);
    assert!(all.n_matching > 1 && all.rows.iter().all(|row| row.health.band == Band::Red));
    assert!(
        all.rows
            .is_sorted_by(|a, b| a.health.health <= b.health.health)
    );
    let second = CustomersQuery {
        window: Window { offset: 1, len: 1 },
        ..reds
    };
    assert_eq!(customers(&mut bench, &second).rows, all.rows[1..2]);
    let search = CustomersQuery {
        search: "QUIETWATER  logi".to_owned(),
        ..query()
    };
    let found = customers(&mut bench, &search);
    assert_eq!(
        found
            .rows
            .iter()
            .map(|row| row.id.as_str())
            .collect::<Vec<_>>(),
        ["C001"]
    );
    assert_eq!(
        customers(
            &mut bench,
            &CustomersQuery {
                search: "zzz".to_owned(),
                ..query()
            }
        )
        .n_matching,
        0
    );
}

#[test]
fn an_override_shows_both_numbers_ends_by_itself_and_is_taken_back() {
    let mut bench = sample();
    let before = customer(&mut bench, "C001").explanation;
    workspace(&mut bench, &set_override(12.0));
    let after = customer(&mut bench, "C001").explanation;
    assert_eq!(
        (after.health, after.after_caps),
        (Some(12.0), before.after_caps)
    );
    let later = Request::Customer {
        account: "C001".to_owned(),
        as_of: day("2026-05-01"),
        since: today(),
    };
    let Response::Customer(later) = bench.handle(&later).unwrap() else {
        panic!()
    };
    assert!(!later.explanation.override_.unwrap().active);
    workspace(&mut bench, &Request::Undo);
    assert_eq!(customer(&mut bench, "C001").explanation, before);
    workspace(&mut bench, &Request::Redo);
    assert_eq!(customer(&mut bench, "C001").explanation.health, Some(12.0));
    assert_eq!(
        bench.handle(&set_override(101.0)).unwrap_err().code,
        "override-range"
    );
}

#[test]
fn a_model_of_the_users_own_asks_for_the_reader_and_a_shipped_one_does_not() {
    let mut bench = sample();
    let open = |bench: &mut Workbench, reader| {
        let stored = bench.stored_form().unwrap();
        let chunk = |name: &str| Some(bench.chunk_bytes(name));
        let decoders = Rc::new(BuiltInDecoders);
        Workbench::open_stored(&stored.manifest, chunk, decoders, reader).map(|_| ())
    };
    open(&mut bench, None).unwrap();
    let own = perennial_engine::shipped()[0]
        .json()
        .replacen("b2b-saas", "own", 1);
    bench.handle(&Request::LoadModel { json: own }).unwrap();
    assert_eq!(open(&mut bench, None).unwrap_err().code, "part-not-loaded");
    open(&mut bench, Some(read_model)).unwrap();
}

#[test]
fn what_is_stored_opens_as_it_was_and_unchanged_tables_keep_their_chunks() {
    let mut bench = sample();
    let stored = bench.stored_form().unwrap();
    let chunks: BTreeMap<String, Vec<u8>> = stored
        .chunks
        .iter()
        .map(|name| (name.clone(), bench.chunk_bytes(name)))
        .collect();
    assert_eq!(chunk_names(&stored.manifest).unwrap(), stored.chunks);
    let mut again = Workbench::open_stored(
        &stored.manifest,
        |name| chunks.get(name).cloned(),
        Rc::new(BuiltInDecoders),
        Some(read_model),
    )
    .unwrap();
    assert_eq!(portfolio(&mut again), portfolio(&mut bench));
    workspace(&mut again, &set_override(50.0));
    assert_eq!(again.stored_form().unwrap().chunks, stored.chunks);
    let lost = Workbench::open_stored(&stored.manifest, |_| None, Rc::new(BuiltInDecoders), None);
    assert_eq!(lost.err().unwrap().code, "stored-damaged");
    let mut newer = stored.manifest.clone();
    newer[0] += 1;
    assert_eq!(chunk_names(&newer).unwrap_err().code, "newer-format");
}

#[test]
fn a_backup_restores_everything_and_a_broken_one_nothing() {
    let mut bench = sample();
    workspace(&mut bench, &set_override(50.0));
    let Response::File { bytes, .. } = bench.handle(&Request::Backup { passphrase: None }).unwrap()
    else {
        panic!()
    };
    let mut other = empty();
    other.restore(&bytes).unwrap();
    assert_eq!(customer(&mut other, "C001"), customer(&mut bench, "C001"));
    for broken in [
        &bytes[..bytes.len() / 2],
        b"PERENNIAL\x01",
        b"name,health\n",
    ] {
        assert!(bench.restore(broken).is_err());
    }
    assert_eq!(customer(&mut other, "C001"), customer(&mut bench, "C001"));
}

#[test]
fn an_import_takes_the_place_of_the_sample_and_undo_brings_it_back() {
    let mut bench = sample();
    let sheet = "客户名称,客户经理,合同金额,到期日,最近登录,近30天登录次数,NPS\n\
                 星河科技,林晓,12万,2026-12-31,2026-03-30,25,9\n\
                 青木物流,周然,80000,2026-06-30,2026-01-02,1,3\n";
    let Response::Imported(view) = import(&mut bench, &[("客户.csv", sheet)]).unwrap() else {
        panic!()
    };
    assert_eq!(view.files[0].rows, 2);
    let now = workspace(&mut bench, &Request::Open);
    assert!(!now.is_sample);
    assert_eq!((now.n_accounts, now.model.id.as_str()), (2, "quick-start"));
    let list = customers(&mut bench, &query());
    let health: Vec<_> = list
        .rows
        .iter()
        .map(|row| (row.name.as_str(), row.health.health.is_some()))
        .collect();
    assert_eq!(health.len(), 2);
    assert!(health.iter().all(|(_, scored)| *scored), "{list:?}");
    assert_eq!(workspace(&mut bench, &Request::Undo).n_accounts, 200);
}

#[test]
fn the_quick_start_makes_room_for_the_general_model_when_more_tables_come() {
    let mut bench = empty();
    let sheet = "客户名称,最近登录,近30天登录次数\n星河科技,2026-03-30,25\n";
    import(&mut bench, &[("客户.csv", sheet)]).unwrap();
    assert_eq!(
        workspace(&mut bench, &Request::Open).model.id,
        "quick-start"
    );
    let usage = "account_id,date,feature,events\n星河科技,2026-03-30,core,5\n";
    import(&mut bench, &[("usage.csv", usage)]).unwrap();
    let now = workspace(&mut bench, &Request::Open);
    assert_eq!((now.n_accounts, now.model.id.as_str()), (1, "b2b-saas"));
}

#[test]
fn an_import_that_gives_no_row_leaves_everything_as_it_was() {
    let mut bench = sample();
    let before = portfolio(&mut bench);
    for file in [
        ("empty.csv", ""),
        ("head.csv", "account_id,name\n"),
        ("zip.csv", "PK\u{3}\u{4}\0\0"),
    ] {
        assert!(import(&mut bench, &[file]).is_err(), "{}", file.0);
    }
    assert_eq!(portfolio(&mut bench), before);
}

#[test]
fn a_metric_opens_down_to_its_rows() {
    let mut bench = sample();
    for measure in customer(&mut bench, "C004").explanation.measures {
        let request = Request::Metric {
            metric: measure.metric.clone(),
            account: "C004".to_owned(),
            as_of: today(),
            window: Window { offset: 0, len: 5 },
        };
        let Response::Metric(view) = bench.handle(&request).unwrap() else {
            panic!()
        };
        assert_eq!(view.value, measure.value, "{}", measure.metric);
        assert!(!view.metric.definition.zh.is_empty());
    }
    let unknown = Request::Rows {
        account: "nobody".to_owned(),
        table: TableId::Usage,
        as_of: today(),
        window: Window { offset: 0, len: 5 },
    };
    assert_eq!(bench.handle(&unknown).unwrap_err().code, "unknown-account");
}

#[test]
fn an_import_over_own_data_shows_first_what_would_change() {
    let mut bench = empty();
    let list = "account_id,name,owner,arr\nA1,Amber,Ann,100\nA2,Birch,Ben,200\nA3,Cedar,Ann,300\n";
    let usage = "account_id,date,feature,events\nA1,2026-03-01,core,5\nA3,2026-03-02,core,7\n";
    import(&mut bench, &[("accounts.csv", list), ("usage.csv", usage)]).unwrap();
    bench.handle(&set_override_of("A1")).unwrap();

    // A1 as before, A2 changed, A3 gone, A4 new.
    let next =
        "account_id,name,owner,arr\nA1,Amber,Ann,100\nA2,Birch,Ben,250\nA4,Dogwood,Ann,400\n";
    let files = [("accounts.csv", next)];
    let preview = |bench: &mut Workbench, join| {
        let Response::Import(view) = inspect(bench, &files).unwrap() else {
            panic!("files are looked into");
        };
        assert_eq!(view.files[0].join, Some(Join::Update));
        let edit = ImportEdit::Join { file: 0, join };
        bench.handle(&Request::EditImport(edit)).unwrap();
        let revision = bench.revision();
        let Response::Imported(view) = read(bench, &files).unwrap() else {
            panic!("rows are read");
        };
        assert!(view.is_preview && bench.revision() == revision, "{view:?}");
        let table = view.tables[0].clone();
        let counts = [
            table.added,
            table.changed,
            table.same,
            table.gone,
            table.left_out,
        ];
        (counts, view.orphaned)
    };
    assert_eq!(preview(&mut bench, Join::Update), ([1, 1, 1, 0, 0], 0));
    assert_eq!(preview(&mut bench, Join::Add), ([1, 0, 0, 0, 2], 0));
    assert_eq!(preview(&mut bench, Join::Replace), ([1, 1, 1, 1, 0], 1));

    // A change meanwhile that is no change of the data is kept; one undo takes the import back.
    bench.handle(&set_override_of("A2")).unwrap();
    bench.handle(&Request::ApplyImport).unwrap();
    assert_eq!(ids(&mut bench), ["A1", "A2", "A4"]);
    for id in ["A1", "A2"] {
        assert!(customer(&mut bench, id).explanation.override_.is_some());
    }
    bench.handle(&Request::Undo).unwrap();
    assert_eq!(ids(&mut bench), ["A1", "A2", "A3"]);

    // Other data meanwhile: it would be joined to what is not there any more.
    preview(&mut bench, Join::Update);
    bench.handle(&Request::Redo).unwrap();
    let outdated = bench.handle(&Request::ApplyImport).unwrap_err();
    assert_eq!(outdated.code, "import-outdated");
}

fn ids(bench: &mut Workbench) -> Vec<String> {
    let rows = customers(bench, &query()).rows;
    let mut ids: Vec<String> = rows.into_iter().map(|row| row.id).collect();
    ids.sort();
    ids
}

fn set_override_of(account: &str) -> Request {
    let Request::SetOverride {
        value,
        author,
        reason,
        set_on,
        expires_on,
        ..
    } = set_override(50.0)
    else {
        unreachable!()
    };
    Request::SetOverride {
        account: account.to_owned(),
        value,
        author,
        reason,
        set_on,
        expires_on,
    }
}

#[test]
fn a_file_with_known_columns_is_read_as_the_last_one() {
    let mut bench = empty();
    let file = |day: &str| format!("客户,签约日,码,随便\n云帆,{day},A1,x\n恒信,05/06/2024,A2,y\n");
    let first = file("03/04/2024");
    let look = |bench: &mut Workbench, text: &str| match inspect(bench, &[("客户.csv", text)]) {
        Ok(Response::Import(view)) => *view,
        other => panic!("{other:?}"),
    };
    let view = look(&mut bench, &first);
    let open = |view: &ImportView| view.questions.iter().filter(|q| !q.answered).count();
    assert!(open(&view) > 0 && !view.files[0].is_remembered, "{view:?}");
    for question in view.questions {
        // The day first, and what else is proposed.
        let answers = question.answers;
        let day_first = answers.iter().find(|(code, _)| code.contains("day-first"));
        let (_, edit) = day_first.unwrap_or(&answers[0]).clone();
        bench.handle(&Request::EditImport(edit)).unwrap();
    }
    let ignore = ImportEdit::Target {
        file: 0,
        column: 3,
        target: TargetView::Ignore,
    };
    bench.handle(&Request::EditImport(ignore)).unwrap();
    read(&mut bench, &[("客户.csv", &first)]).unwrap();

    // What is stored knows it too.
    let stored = bench.stored_form().unwrap();
    let chunk = |name: &str| Some(bench.chunk_bytes(name));
    let decoders = Rc::new(BuiltInDecoders);
    let mut bench =
        Workbench::open_stored(&stored.manifest, chunk, decoders, Some(read_model)).unwrap();
    let again = look(&mut bench, &first);
    assert!(again.files[0].is_remembered);
    assert_eq!(open(&again), 0, "{:?}", again.questions);
    assert_eq!(again.files[0].columns[3].target, TargetView::Ignore);
    assert_eq!(again.files[0].columns[1].understood[0], "2024-04-03");

    // What only fits the other way round is said by the file itself; and one can decide anew.
    let other = look(&mut bench, &file("03/25/2024"));
    assert_eq!(other.files[0].columns[1].understood[0], "2024-03-25");
    bench
        .handle(&Request::EditImport(ImportEdit::Anew { file: 0 }))
        .unwrap();
    let Response::Import(anew) = look_again(&mut bench) else {
        panic!("the import is still there");
    };
    assert!(!anew.files[0].is_remembered);
    assert_eq!(anew.files[0].columns[3].target, TargetView::Custom);
}

/// The import as it is now.
fn look_again(bench: &mut Workbench) -> Response {
    let key = perennial_protocol::view::KeyView::Name;
    let edit = ImportEdit::Key { file: 0, key };
    bench.handle(&Request::EditImport(edit)).unwrap()
}
