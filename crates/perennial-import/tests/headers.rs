//! Header rows of the systems that people export from are recognised as what they are.
#![allow(clippy::unwrap_used)] // a test fails by it

mod common;

use perennial_data::TableId;
use perennial_import::{Code, SURE};

/// Payments without due dates, deals without ids or without customers: asking is right.
const UNCLEAR: [&str; 3] = ["00", "15", "17"];

#[test]
fn exports_of_known_systems_are_recognised_by_their_headers() {
    let Some(folder) = common::shared_data() else {
        return;
    };
    use TableId::{Accounts, Contacts, Contracts, Invoices, Surveys, Tickets, Touchpoints};
    let expected: [(&str, &[TableId]); 20] = [
        ("00", &[Invoices]),
        ("02", &[Contracts]),
        ("04", &[Invoices]),
        ("05", &[Accounts]),
        ("06", &[Tickets]),
        ("08", &[Tickets]),
        ("10", &[Accounts]),
        ("11", &[Contacts]),
        ("13", &[Accounts]),
        ("15", &[Contracts]),
        ("17", &[Contracts]),
        ("18", &[Contracts]),
        ("19", &[Accounts]),
        ("21", &[Accounts]),
        ("22", &[Tickets]),
        ("25", &[Surveys]),
        ("27", &[Surveys]),
        ("28", &[Accounts]),
        ("29", &[Contracts]),
        ("31", &[Touchpoints, Surveys]),
    ];
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(folder.join("export_headers/empty_csv")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some((_, tables)) = expected.iter().find(|(start, _)| name.starts_with(start)) else {
            continue;
        };
        // By its headers alone: the name of the file says nothing.
        let inspection = common::inspect("export.csv", &std::fs::read(&path).unwrap());
        assert!(
            inspection
                .problems
                .iter()
                .any(|problem| problem.code == Code::HeadersOnly)
        );
        let table = inspection.shape.table();
        let asked = inspection.confidence < SURE;
        let unclear = asked && UNCLEAR.iter().any(|start| name.starts_with(start));
        if !unclear && !tables.contains(&table) {
            wrong.push(format!("{name}: {table:?} {:.2}", inspection.confidence));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
