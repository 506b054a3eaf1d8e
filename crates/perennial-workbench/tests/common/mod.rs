//! A workspace and what is asked of it, for the tests of several files.
#![allow(dead_code)] // each test file uses its part
#![allow(clippy::unwrap_used)] // a test fails by it

use perennial_data::{Day, Language};
use perennial_protocol::view::{CustomerView, CustomersView, PortfolioView, WorkspaceView};
use perennial_protocol::{ColumnRef, CustomersQuery, Failure, Request, Response, Window};
use perennial_workbench::{BuiltInDecoders, FileFacts, Workbench};
use std::rc::Rc;

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(crate) fn today() -> Day {
    day("2026-03-31")
}

pub(crate) fn empty() -> Workbench {
    Workbench::new(Rc::new(BuiltInDecoders)).unwrap()
}

pub(crate) fn sample() -> Workbench {
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

pub(crate) fn workspace(bench: &mut Workbench, request: &Request) -> WorkspaceView {
    match bench.handle(request).unwrap() {
        Response::Workspace(view) => *view,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn portfolio(bench: &mut Workbench) -> PortfolioView {
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

pub(crate) fn customer(bench: &mut Workbench, id: &str) -> CustomerView {
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

pub(crate) fn query() -> CustomersQuery {
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

pub(crate) fn customers(bench: &mut Workbench, query: &CustomersQuery) -> CustomersView {
    match bench.handle(&Request::Customers(query.clone())).unwrap() {
        Response::Customers(view) => view,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn set_override(value: f64) -> Request {
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
pub(crate) fn import(bench: &mut Workbench, files: &[(&str, &str)]) -> Result<Response, Failure> {
    inspect(bench, files)?;
    match read(bench, files)? {
        Response::Imported(view) if view.is_preview => bench.handle(&Request::ApplyImport),
        response => Ok(response),
    }
}

/// Looks into files as the worker does: what is wanted.
pub(crate) fn inspect(bench: &mut Workbench, files: &[(&str, &str)]) -> Result<Response, Failure> {
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
pub(crate) fn read(bench: &mut Workbench, files: &[(&str, &str)]) -> Result<Response, Failure> {
    for at in bench.read_begin()? {
        for piece in files[at].1.as_bytes().chunks(7) {
            bench.read_feed(at, piece)?;
        }
    }
    bench.read_end(0.0)
}
