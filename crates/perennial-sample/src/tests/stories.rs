//! The named customers show what docs/sample.md tells of them, whatever the day of loading.

use super::reading::Sample;
use super::{AS_OF, joined};
use crate::{CORE_FEATURE, NAMED_CUSTOMERS};
use perennial_data::{Language, TableId};
use std::sync::LazyLock;

/// Days on which months, weeks and years begin, end or leap.
const DAYS: [&str; 5] = [
    AS_OF,
    "2024-02-29",
    "2026-08-02",
    "2025-12-31",
    "2027-05-15",
];

/// Checks a promise on each of the days.
fn check(promise: impl Fn(&Sample) -> bool) {
    static SAMPLES: LazyLock<[Sample; 5]> = LazyLock::new(|| DAYS.map(Sample::of));
    for (sample, as_of) in SAMPLES.iter().zip(DAYS) {
        assert!(promise(sample), "on {as_of}");
    }
}

fn complaints(sample: &Sample, id: &str, days: i32) -> usize {
    sample.count(TableId::Tickets, id, "complaint", days)
}

fn core_rows(sample: &Sample, id: &str) -> usize {
    let features = sample.texts(TableId::Usage, id, "feature");
    features
        .iter()
        .filter(|&&feature| feature == CORE_FEATURE)
        .count()
}

#[test]
fn the_page_names_them_in_both_languages() {
    let page = include_str!("../../../../docs/sample.md");
    for language in [Language::Zh, Language::En] {
        let (data, _) = joined(language, AS_OF);
        for account in 0..NAMED_CUSTOMERS {
            let (id, name) = (data.account_id(account), data.account_name(account));
            let title = format!("{} {}", id.unwrap(), name.unwrap());
            assert!(page.contains(&title), "{title}");
        }
    }
}

#[test]
fn c001_stops_and_nobody_complains() {
    check(|sample| {
        sample.used("C001", "events", 110..140) > 10_000.0
            && sample.used("C001", "events", 0..30) < 1.0
            && complaints(sample, "C001", 365) == 0
            && sample.nps("C001").iter().all(|&score| score >= 7.0)
    });
}

#[test]
fn c002_loses_its_champion_and_then_its_use() {
    check(|sample| {
        let champions: Vec<_> = sample
            .rows(TableId::Contacts, "C002")
            .filter(|&row| sample.text(TableId::Contacts, "role", row) == Some("champion"))
            .map(|row| sample.ago(TableId::Contacts, "left_on", row))
            .collect();
        let (now, before) = (
            sample.used("C002", "users", 0..28),
            sample.used("C002", "users", 60..88),
        );
        champions == [Some(48)] && now < 0.75 * before
    });
}

#[test]
fn c003_falls_is_visited_and_comes_back() {
    check(|sample| {
        let users = |days| sample.used("C003", "users", days);
        let before = users(340..368);
        let visits = |days| sample.count(TableId::Touchpoints, "C003", "visit", days);
        users(195..223) < 0.35 * before
            && users(0..28) > 0.9 * before
            && visits(230) >= visits(140) + 3
            && sample.nps("C003").iter().any(|&score| score <= 3.0)
            && sample.nps("C003").last() >= Some(&8.0)
    });
}

#[test]
fn c004_fills_its_seats() {
    check(|sample| sample.seat_share("C004") >= 0.9 && sample.nps("C004").last() >= Some(&9.0));
}

#[test]
fn c005_complains_ever_more_and_keeps_working() {
    check(|sample| {
        let recent = complaints(sample, "C005", 30);
        let users = |days| sample.used("C005", "users", days);
        let nps = sample.nps("C005");
        let last: Vec<f64> = nps.into_iter().rev().take(4).collect();
        recent >= 7
            && complaints(sample, "C005", 60) - recent <= 5
            && users(0..28) > 0.85 * users(84..112)
            && last.len() == 4
            && last.is_sorted_by(|newer, older| newer < older)
    });
}

#[test]
fn c006_uses_it_and_owes_an_invoice() {
    check(|sample| {
        let overdue = sample
            .rows(TableId::Invoices, "C006")
            .filter(|&row| sample.ago(TableId::Invoices, "paid_on", row).is_none())
            .filter(|&row| sample.ago(TableId::Invoices, "due_on", row) > Some(30))
            .count();
        overdue == 1 && sample.seat_share("C006") > 0.6
    });
}

#[test]
fn c007_is_stuck_where_c008_succeeds() {
    check(|sample| {
        let reached = |id| {
            sample
                .texts(TableId::Goals, id, "status")
                .contains(&"reached")
        };
        sample.seat_share("C007") < 0.1
            && sample.used("C007", "events", 0..30) > 0.0
            && core_rows(sample, "C007") == 0
            && !reached("C007")
            && sample.seat_share("C008") > 0.6
            && core_rows(sample, "C008") > 20
            && reached("C008")
    });
}

#[test]
fn c009_is_lost_and_c010_comes_back() {
    check(|sample| {
        let outcomes = |id| sample.texts(TableId::Contracts, id, "outcome");
        outcomes("C009") == ["renewed", "lost"]
            && sample.used("C009", "events", 0..99) < 1.0
            && outcomes("C010") == ["lost", "open"]
            && sample.used("C010", "events", 160..425) < 1.0
            && sample.used("C010", "events", 0..30) > 100.0
    });
}

#[test]
fn c011_is_unknown() {
    check(|sample| {
        let row = sample.data.account("C011").unwrap() as usize;
        let ends = sample.rows(TableId::Contracts, "C011");
        sample.text(TableId::Accounts, "owner", row).is_none()
            && sample.rows(TableId::Usage, "C011").count() == 0
            && sample.rows(TableId::Contacts, "C011").count() == 0
            && ends
                .map(|row| sample.ago(TableId::Contracts, "ends_on", row))
                .all(|end| end.is_none())
    });
}

#[test]
fn c012_stays_a_month_past_its_end() {
    check(|sample| {
        let ended = sample
            .rows(TableId::Contracts, "C012")
            .filter_map(|row| sample.ago(TableId::Contracts, "ends_on", row));
        ended.min() == Some(38)
            && sample.texts(TableId::Contracts, "C012", "outcome").last() == Some(&"open")
            && sample.used("C012", "events", 0..7) > 0.0
    });
}
