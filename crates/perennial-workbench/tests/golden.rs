//! Workspaces that were stored must open for ever: a golden file of each version of the manifest's form, made by
//! the version that wrote it. A new form gets a file of its own; none of these is ever made anew.

#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers of tests stand outside test functions

use perennial_data::TableId;
use perennial_engine::Model;
use perennial_engine::model::unpack;
use perennial_protocol::view::{CustomerView, ImportView, ModelAnswer, ModelQuery, WorkspaceView};
use perennial_protocol::{Packed, Request, Response};
use perennial_workbench::{BuiltInDecoders, FileFacts, Workbench};
use std::rc::Rc;

const SECOND: &[u8] = include_bytes!("golden/workspace-2.perennial");
const THIRD: &[u8] = include_bytes!("golden/workspace-3.perennial");
const FOURTH: &[u8] = include_bytes!("golden/workspace-4.perennial");

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
    for (version, bytes) in [(2, SECOND), (3, THIRD), (4, FOURTH)] {
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
fn the_draft_and_the_versions_are_there_from_version_4_on() {
    let room = |bytes| {
        let (mut bench, _) = opened(bytes);
        let as_of = "2026-03-31".parse().unwrap();
        let query = Packed::of(&ModelQuery::Room { as_of }).unwrap();
        match bench.handle(&Request::ModelRoom(query)) {
            Ok(Response::Model(answer)) => match answer.read().unwrap() {
                ModelAnswer::Room(view) => view,
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        }
    };
    let earlier = room(THIRD);
    assert!(!earlier.is_draft && earlier.versions.is_empty());
    let view = room(FOURTH);
    let names: Vec<&str> = view.versions.iter().map(|v| v.name.as_str()).collect();
    assert_eq!(names[0], "第一版");
    assert_eq!((names.len(), view.version), (2, Some(2)));
    let draft: Model = unpack(&view.document).unwrap();
    assert!(view.is_draft && draft.bands[0].to == 45.0);
    let recency = draft.measures.iter().find(|m| m.id == "recency");
    assert_eq!(recency.map(|measure| measure.weight), Some(25.0));
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
