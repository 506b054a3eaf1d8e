//! What goes out comes back identical: a table as CSV, read again, is the same table, whatever people wrote.

#![allow(clippy::unwrap_used)] // a test fails by it

mod common;

use perennial_data::{Dataset, TableId, merge, unguarded};

/// Every string of the big list of naughty strings, as notes of one customer each.
fn naughty() -> Option<Vec<String>> {
    let path = common::shared_data()?.join("csv_nasty/blns/blns.json");
    let text = std::fs::read_to_string(path).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

fn back(csv: &[(&str, String)]) -> Dataset {
    let batches = csv
        .iter()
        .flat_map(|(name, text)| common::import(name, text.as_bytes()).batches)
        .collect();
    merge(&Dataset::default(), batches).0
}

#[test]
fn naughty_strings_survive_import_and_export() {
    let Some(strings) = naughty() else { return };
    assert!(strings.len() > 400, "{}", strings.len());
    let mut csv = perennial_data::Csv::default();
    for header in ["account_id", "name", "=Notes"] {
        csv.text(header);
    }
    csv.end_row();
    for (at, string) in strings.iter().enumerate() {
        csv.field(&format!("K{at}"));
        csv.field(&format!("Customer {at}"));
        // As another program writes it.
        csv.field(string);
        csv.end_row();
    }
    let first = back(&[("accounts.csv", csv.finish())]);
    let accounts = first.table(TableId::Accounts);
    assert_eq!(accounts.len(), strings.len());
    let custom = &accounts.custom()[0];
    assert_eq!(custom.name, "=Notes");
    let mut kept = 0;
    for row in 0..accounts.len() {
        let id = accounts.column("account_id").unwrap().text(row).unwrap();
        let at: usize = id[1..].parse().unwrap();
        // White space around a value is no part of it, and some words say that there is none.
        let wanted = strings[at].trim_matches(|c: char| {
            c.is_whitespace() || c == '\0' || c == '\u{feff}' || c == '\u{200b}'
        });
        if let Some(text) = custom.column.text(row) {
            assert_eq!(text, unguarded(wanted), "{id}");
            kept += 1;
        } else {
            assert!(wanted.chars().count() <= 9, "{id} {wanted:?} is lost");
        }
    }
    assert!(kept > 400, "{kept}");
    let written = first.to_csv(TableId::Accounts);
    let again = back(&[("accounts.csv", written.clone())]);
    let rewritten = again.to_csv(TableId::Accounts);
    let mut lines = written.lines().zip(rewritten.lines());
    assert_eq!(lines.find(|(before, after)| before != after), None);
    assert_eq!(written.len(), rewritten.len());
}
