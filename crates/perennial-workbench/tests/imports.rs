//! What importing again promises: it shows first, joins as asked for, remembers what was decided, and finds the
//! customers of rows that wait.

#![allow(clippy::unwrap_used)] // helpers of tests stand outside test functions

mod common;

use common::{customer, customers, empty, import, inspect, query, read, set_override, today};
use perennial_data::{Join, TableId};
use perennial_protocol::view::{CellView, ImportView, TargetView};
use perennial_protocol::{ImportEdit, Request, Response, Window};
use perennial_workbench::{BuiltInDecoders, Workbench, read_model};
use std::rc::Rc;

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

#[test]
fn rows_without_a_customer_are_listed_and_joined_by_a_word() {
    let mut bench = empty();
    let list = "account_id,name,arr\nA1,Amberline,100\nA2,Birch,200\n";
    let usage = "account_id,date,feature,events\nAmberline old,2026-03-01,core,5\n\
        Amberline old,2026-03-02,core,7\nnobody,2026-03-02,core,1\nA2,2026-03-02,core,1\n";
    import(&mut bench, &[("accounts.csv", list), ("usage.csv", usage)]).unwrap();
    let unmatched = |bench: &mut Workbench| {
        let window = Window { offset: 0, len: 10 };
        match bench.handle(&Request::Unmatched { window }).unwrap() {
            Response::Unmatched(view) => view.read().unwrap().keys,
            other => panic!("{other:?}"),
        }
    };
    let keys = unmatched(&mut bench);
    assert_eq!(keys.len(), 2);
    assert_eq!(
        (keys[0].key.as_str(), &keys[0].rows),
        ("Amberline old", &vec![(TableId::Usage, 2)])
    );
    let amber = Some(("A1".to_owned(), "Amberline".to_owned()));
    assert_eq!((&keys[0].suggestion, &keys[1].suggestion), (&amber, &None));

    let assign = |account: &str| Request::Assign {
        key: "Amberline old".to_owned(),
        account: account.to_owned(),
    };
    let unknown = bench.handle(&assign("A7")).unwrap_err();
    assert_eq!(unknown.code, "unknown-account");
    bench.handle(&assign("A1")).unwrap();
    assert_eq!(unmatched(&mut bench).len(), 1);
    // It holds for what comes later, and undo takes it back.
    let more = "account_id,date,feature,events\nAmberline old,2026-03-05,core,5\n";
    import(&mut bench, &[("usage.csv", more)]).unwrap();
    assert_eq!(unmatched(&mut bench).len(), 1);
    bench.handle(&Request::Undo).unwrap();
    bench.handle(&Request::Undo).unwrap();
    assert_eq!(unmatched(&mut bench), keys);
}

#[test]
fn several_tables_in_one_file_come_in_each_as_what_it_is() {
    let mut bench = empty();
    let text = "account_id,name,seats\nA1,Acme,3\nA2,Beta,4\n\nUsage\n\
        date,account_id,feature,events\n2026-03-01,A1,reports,12\n2026-03-02,A2,reports,7\n2026-03-03,A1,boards,3\n";
    let Response::Imported(view) = import(&mut bench, &[("all.csv", text)]).unwrap() else {
        panic!("an import");
    };
    let rows: Vec<_> = view
        .tables
        .iter()
        .map(|table| (table.table, table.added))
        .collect();
    assert_eq!(rows, [(TableId::Accounts, 2), (TableId::Usage, 3)]);
    let metric = bench.handle(&Request::Rows {
        account: "A1".to_owned(),
        table: TableId::Usage,
        as_of: today(),
        window: Window { offset: 0, len: 10 },
    });
    let Ok(Response::Rows(rows)) = metric else {
        panic!("rows");
    };
    assert_eq!(rows.total, 2);
    // What another table begins with is no row of the first.
    assert_eq!(ids(&mut bench), ["A1", "A2"]);
}

#[test]
fn data_quality_names_its_findings_and_their_rows() {
    let mut bench = empty();
    let accounts = "account_id,name\nA1,Acme\nA2,Beta\n";
    let tickets = "ticket_id,account_id,opened_at,resolved_at\nT1,A1,2026-01-05,2026-01-02\n\
        T2,A2,2026-01-05,2026-01-06\nT3,A9,2026-02-05,2026-02-01\n";
    import(
        &mut bench,
        &[("accounts.csv", accounts), ("tickets.csv", tickets)],
    )
    .unwrap();
    let as_of = today();
    let Ok(Response::Quality(view)) = bench.handle(&Request::Quality { as_of }) else {
        panic!("findings");
    };
    let findings = view.read().unwrap().findings;
    let wrong = |finding: &perennial_protocol::view::FindingView| {
        finding.code == "end-before-start" && finding.table == TableId::Tickets
    };
    let at = findings.iter().position(wrong).unwrap();
    assert_eq!((findings[at].count, findings[at].accounts), (2, 2));
    let mut rows = |finding: usize, offset, len| {
        bench.handle(&Request::FindingRows {
            as_of,
            finding: u32::try_from(finding).unwrap(),
            window: Window { offset, len },
        })
    };
    let Ok(Response::Rows(view)) = rows(at, 1, 10) else {
        panic!("rows");
    };
    assert_eq!((view.total, view.offset, view.rows.len()), (2, 1, 1));
    assert_eq!(view.columns[..3], ["account_id", "name", "opened_at"]);
    // The second of them belongs to nobody, and is named by the key it came with.
    assert_eq!(view.rows[0][0], CellView::Text("A9".to_owned()));
    assert_eq!(view.rows[0][1], CellView::Missing);
    // All of them, as a file asks.
    let Ok(Response::Rows(view)) = rows(at, 0, u32::MAX) else {
        panic!("rows");
    };
    assert_eq!(view.rows.len(), 2);
    assert_eq!(
        rows(findings.len(), 0, 1).unwrap_err().code,
        "unknown-finding"
    );
}
