//! Small lists with one fault each, found as what it is, with its rows.
#![allow(clippy::unwrap_used)] // a test fails by it

use perennial_data::{Dataset, TableId, merge};
use perennial_import::{FileFacts, HostDecoders, Inspector, Reader};
use perennial_quality::{Finding, Kind, report};
use std::fmt::Write as _;

fn data(files: &[(&str, &str)]) -> Dataset {
    let batches = files.iter().flat_map(|(name, text)| {
        let mut inspector = Inspector::new(FileFacts::named(name, text.len() as u64));
        inspector.head(text.as_bytes());
        let mut reader = Reader::new(&inspector.finish(&HostDecoders).plan(), &HostDecoders);
        reader.feed(text.as_bytes());
        reader.finish().batches
    });
    merge(&Dataset::default(), batches.collect()).0
}

fn find(data: &Dataset, kind: Kind, field: &str) -> Option<Finding> {
    let found = report(data, "2026-03-01".parse().unwrap());
    let same =
        |finding: &Finding| finding.kind == kind && finding.fields.iter().any(|name| name == field);
    found.into_iter().find(same)
}

const ACCOUNTS: &str = "account_id,name,started_on,currency,colour,remark\nA1,Acme Ltd,2025-01-01,CNY,pro,\nA2,ACME ltd,2025-01-01,CNY,pro,\nA3,Beta,2025-02-01,USD,pro,\n";

#[test]
fn accounts_that_are_one_currencies_that_differ_and_columns_that_say_nothing() {
    let data = data(&[("accounts.csv", ACCOUNTS)]);
    let rows = |kind, field| find(&data, kind, field).map(|finding| finding.rows);
    assert_eq!(rows(Kind::DuplicateAccount, "name"), Some(vec![0, 1]));
    let currency = find(&data, Kind::MixedCurrency, "currency").unwrap();
    assert_eq!(
        (currency.rows, currency.args),
        (vec![2], vec![("currencies", "CNY, USD".to_owned())])
    );
    assert_eq!(
        find(&data, Kind::ConstantColumn, "colour").unwrap().args[0].1,
        "pro"
    );
    assert_eq!(find(&data, Kind::EmptyColumn, "remark").unwrap().count, 3);
    assert_eq!(rows(Kind::ConstantColumn, "name"), None);
}

#[test]
fn tickets_resolved_before_they_were_opened_by_nobody_or_in_the_future() {
    let tickets = "ticket_id,account_id,opened_at,resolved_at\nT1,A1,2026-01-05,2026-01-02\nT2,A3,2026-01-05,2026-01-05\nT3,A9,2026-01-06,2026-01-07\nT4,A1,2026-04-01,\nT5,A1,2024-12-31,2025-01-02\n";
    let data = data(&[("accounts.csv", ACCOUNTS), ("tickets.csv", tickets)]);
    let ids = |kind, field| {
        let finding = find(&data, kind, field).unwrap();
        let column = data.table(TableId::Tickets).column("ticket_id").unwrap();
        let rows = finding.rows.iter();
        rows.map(|&row| column.text(row as usize).unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(Kind::EndBeforeStart, "resolved_at"), ["T1"]);
    assert_eq!(ids(Kind::Orphan, "account_id"), ["T3"]);
    assert_eq!(ids(Kind::InFuture, "opened_at"), ["T4"]);
    assert_eq!(ids(Kind::BeforeAccount, "opened_at"), ["T5"]);
}

#[test]
fn a_month_without_usage_and_a_value_far_from_the_others() {
    let mut usage = "account_id,date,events,users\n".to_owned();
    for month in ["2025-10", "2025-11", "2026-01", "2026-02"] {
        for day in 1..=20 {
            let events = if day == 20 && month == "2026-02" {
                90_000
            } else {
                10 + day
            };
            writeln!(usage, "A1,{month}-{day:02},{events},{}", day % 3 + 1).unwrap();
        }
    }
    let data = data(&[("accounts.csv", ACCOUNTS), ("usage.csv", &usage)]);
    let gap = find(&data, Kind::DateGap, "date").unwrap();
    assert_eq!(
        (gap.count, gap.of, gap.args[0].1.as_str()),
        (1, 5, "2025-12")
    );
    let outlier = find(&data, Kind::Outlier, "events").unwrap();
    assert_eq!((outlier.rows, outlier.accounts), (vec![79], 1));
    assert_eq!(find(&data, Kind::Outlier, "users"), None);
}
