//! Workspaces that were stored must open for ever: a golden file of each version of the manifest's form, made by
//! the version that wrote it. A new form gets a file of its own; none of these is ever made anew.

#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers of tests stand outside test functions

use perennial_data::TableId;
use perennial_protocol::view::{CustomerView, ImportView, WorkspaceView};
use perennial_protocol::{Request, Response};
use perennial_workbench::{BuiltInDecoders, FileFacts, Workbench};
use std::rc::Rc;

const SECOND: &[u8] = include_bytes!("golden/workspace-2.perennial");
const THIRD: &[u8] = include_bytes!("golden/workspace-3.perennial");

fn opened(bytes: &[u8]) -> (Workbench, WorkspaceView) {
    let mut bench = Workbench::new(Rc::new(BuiltInDecoders)).unwrap();
    match bench.restore(bytes) {
        Ok(Response::Workspace(view)) => (bench, *view),
        other => panic!("{other:?}"),
    }
}

fn customer(bench: &mut Workbench, account: &str) -> CustomerView {
    let request = Request::Customer {
        account: account.to_owned(),
        as_of: "2026-03-31".parse().unwrap(),
        since: "2026-03-01".parse().unwrap(),
    };
    match bench.handle(&request) {
        Ok(Response::Customer(view)) => *view,
        other => panic!("{other:?}"),
    }
}

/// Looks into a list with the columns that the workspace was made of.
fn look_into(bench: &mut Workbench) -> ImportView {
    let text = "account_id,name,owner,arr,started_on,Region\nA3,Cedar,Ann,1,2025-01-01,South\n";
    bench.inspect_begin(vec![FileFacts::named("accounts.csv", text.len() as u64)]);
    while let Some((offset, len)) = bench.inspect_wanted(0) {
        let from = usize::try_from(offset).unwrap();
        let to = text.len().min(from + usize::try_from(len).unwrap());
        bench.inspect_feed(0, offset, &text.as_bytes()[from..to]);
    }
    match bench.inspect_end() {
        Ok(Response::Import(view)) => *view,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_version_opens_whole() {
    for (version, bytes) in [(2, SECOND), (3, THIRD)] {
        let (mut bench, view) = opened(bytes);
        let rows = |id: TableId| {
            let size = view.tables.iter().find(|size| size.table == id);
            size.map_or((0, 0), |size| (size.rows, size.unmatched))
        };
        assert_eq!(rows(TableId::Accounts), (2, 0), "version {version}");
        assert_eq!(rows(TableId::Usage), (2, 1), "version {version}");
        assert!(view.account_fields.iter().any(|field| field == "region"));
        let amber = customer(&mut bench, "A1");
        assert_eq!(amber.explanation.health, Some(50.0), "the override holds");
        let cloud = customer(&mut bench, "A2");
        assert_eq!(cloud.name, "云帆有限公司", "version {version}");
        // How files were read is known from version 3 on.
        let import = look_into(&mut bench);
        assert_eq!(import.files[0].is_remembered, version >= 3);
    }
}

#[test]
fn what_a_later_version_wrote_is_said_and_not_touched() {
    let mut later = THIRD.to_vec();
    // The manifest follows the ten bytes of the file's mark and its own length; its form comes first.
    let at = later
        .windows(4)
        .position(|four| four == 3_u32.to_le_bytes());
    later[at.unwrap()] = 200;
    let mut bench = Workbench::new(Rc::new(BuiltInDecoders)).unwrap();
    assert_eq!(bench.restore(&later).unwrap_err().code, "newer-format");
    for cut in [0, 5, 10, 40, THIRD.len() / 2, THIRD.len() - 1] {
        let code = bench.restore(&THIRD[..cut]).unwrap_err().code;
        assert!(
            ["not-a-backup", "stored-damaged"].contains(&code.as_str()),
            "{cut}: {code}"
        );
    }
    assert_eq!(bench.revision(), 0);
}
