//! A file read in stretches gives what reading it at once gives, or says that it cannot.
#![allow(clippy::unwrap_used)] // a test fails by it

mod common;

use perennial_data::{Dataset, merge};
use perennial_import::{BuiltInDecoders, Imported, Piece, Plan, Reader};
use proptest::prelude::{Just, Strategy, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};

const HEADER: &str = "date,account_id,feature,users,events,note\n";

/// As a reader elsewhere sends it: columns apart from the rest.
fn piece(plan: &Plan, bytes: &[u8], from_start: bool) -> Piece {
    let mut reader = Reader::new(plan, &BuiltInDecoders);
    if !from_start {
        reader = reader.further_down();
    }
    reader.feed(bytes);
    let mut piece = reader.end();
    let before = piece.clone();
    let columns = piece.take_columns();
    piece.put_columns(columns).unwrap();
    assert_eq!(piece, before);
    piece
}

/// Read in two stretches, the second from `at`.
fn joined(plan: &Plan, file: &[u8], at: usize) -> Option<Imported> {
    let first = piece(plan, &file[..at], true);
    let second = piece(plan, &file[at..], false);
    first.join(second).map(Piece::finish)
}

fn same(a: Imported, b: Imported) -> bool {
    let data = |imported: &Imported| merge(&Dataset::default(), imported.batches.clone());
    data(&a) == data(&b) && (a.rejects, a.notes, a.rows) == (b.rejects, b.notes, b.rows)
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[a-c0-9 ]{0,4}",
        1 => Just("\"two\nlines, and a comma\"".to_owned()),
        1 => Just("\"never closed".to_owned()),
        1 => Just("客户".to_owned()),
    ]
}

proptest! {
    #[test]
    fn two_stretches_are_the_file_or_it_is_seen_that_they_are_not(
        rows in prop::collection::vec((0..40_u8, cell(), cell(), prop_oneof!["\n", "\r\n", "\n\n", "\n,,,,,\n"]), 1..60),
        cut in 0.0..1.0_f64,
    ) {
        let mut file = HEADER.to_owned();
        for (day, events, note, end) in &rows {
            file.push_str(&format!("2026-01-{day:02},A-{},export,{day},{events},{note}{end}", day % 7));
        }
        let plan = common::inspect("usage.csv", file.as_bytes()).plan();
        let whole = common::read(&plan, file.as_bytes(), usize::MAX);
        let from = HEADER.len() + ((file.len() - HEADER.len()) as f64 * cut) as usize;
        let line = file.as_bytes()[from..].iter().position(|&byte| byte == b'\n');
        let at = line.map_or(file.len(), |line| from + line + 1);
        let is_plain = !file.contains('"');
        match joined(&plan, file.as_bytes(), at) {
            Some(joined) => prop_assert!(same(joined, whole), "cut at {at} of {file:?}"),
            None => prop_assert_eq!(is_plain, false, "cut at {} of {:?}", at, file),
        }
    }
}

#[test]
fn a_file_is_cut_where_records_look_like_records() {
    let mut file = HEADER.to_owned();
    for day in 1..=28 {
        file.push_str(&format!(
            "2026-01-{day:02},A-1,export,1,2,\"first\nsecond, line\nthird\"\n"
        ));
    }
    let plan = common::inspect("usage.csv", file.as_bytes()).plan();
    assert!(plan.is_cuttable());
    let from = HEADER.len() + 45; // within the first quotes
    let at = from + plan.cut(&file.as_bytes()[from..]).unwrap();
    assert!(
        file[at..].starts_with("2026-01-02"),
        "{}",
        &file[at..at + 40]
    );
    let whole = common::read(&plan, file.as_bytes(), usize::MAX);
    assert_eq!(whole.rows, 28);
    assert!(same(joined(&plan, file.as_bytes(), at).unwrap(), whole));
    assert_eq!(plan.cut(b"no line break"), None);
}

#[test]
fn files_whose_rows_know_of_each_other_are_read_at_once() {
    let plan = |name: &str, text: &str| common::inspect(name, text.as_bytes()).plan();
    let keyed = plan(
        "tickets.csv",
        "ticket_id,account_id,opened_at,priority\n1,A-1,2026-01-02,high\n2,A-1,2026-01-03,low\n",
    );
    let events = plan(
        "usage.csv",
        "timestamp,account_id,feature,user_id\n2026-01-02,A-1,export,u1\n2026-01-03,A-2,report,u2\n",
    );
    let sheet = plan(
        "customers.csv",
        "account_id,name,seats\nA-1,Harbor Foods,12\n",
    );
    assert!(!keyed.is_cuttable() && !events.is_cuttable() && !sheet.is_cuttable());
}
