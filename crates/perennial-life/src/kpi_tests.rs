//! Figures of the tracks at their edges.

use super::*;
use crate::contract::ContractBook;
use crate::tier::service_levels;
use perennial_data::{Dataset, Day};
use perennial_engine::vectors::dataset;
use perennial_model::life::{RenewalWindow, Tiers};
use serde_json::json;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn means_leave_missing_values_and_strangers_out() {
    assert_eq!(
        mean(&[1.0, f64::NAN, 5.0, 9.0], &[true, true, true, false]),
        Some(Mean { mean: 3.0, n: 2 })
    );
    assert_eq!(mean(&[f64::NAN], &[true]), None);
    assert_eq!(mean(&[], &[]), None);
}

#[test]
fn escalations_are_answered_within_the_days_of_the_service_level() {
    let ticket = |id: &str,
                  opened: &str,
                  answered: Option<&str>,
                  solved: Option<&str>,
                  csat: Option<u32>| {
        json!({"ticket_id": id, "account_id": "a", "opened_at": opened, "kind": "escalation",
            "first_response_at": answered, "resolved_at": solved, "csat": csat})
    };
    let data = dataset(&json!({
        "accounts": [{"account_id": "a"}],
        "tickets": [
            ticket("1", "2026-03-02", Some("2026-03-04"), Some("2026-03-05"), Some(4)),
            ticket("2", "2026-03-03", Some("2026-03-06"), Some("2026-03-20"), None),
            ticket("3", "2026-03-10", None, None, None),
            ticket("4", "2026-03-29", None, None, None),
            // Answered, but after the date: late only once the days are over.
            ticket("5", "2026-03-28", Some("2026-04-02"), None, None),
            ticket("6", "2026-02-15", None, None, None),
            {"ticket_id": "7", "account_id": "a", "opened_at": "2026-03-10", "kind": "question",
             "first_response_at": null, "resolved_at": null, "csat": null},
        ],
    }))
    .unwrap();
    let tiers = Tiers::default();
    let services = service_levels(&tiers.service_levels, &[true], &|_| Vec::new());
    let at = |on: &str| escalations(&data, (&tiers, &services), (day(on), 30), 2);
    let found = at("2026-03-30");
    let answers: Vec<Answer> = found.rows.iter().map(|row| row.answer).collect();
    use Answer::{InTime, Late, Waiting};
    assert_eq!(answers, [InTime, Late, Late, Waiting, Waiting]);
    assert_eq!(found.opened_before, 1);
    assert_eq!(found.rows[3].until, day("2026-03-30"));
    let solved: Vec<_> = found.rows.iter().filter(|row| row.is_solved).collect();
    assert_eq!(
        (solved.len(), solved[0].has_feedback, solved[1].has_feedback),
        (2, true, false)
    );
    let later = at("2026-03-31");
    assert_eq!(later.rows[3].answer, Late, "ticket 5 is three days old");
    assert_eq!(share(&later.rows, |row| row.answer == InTime), Some(0.2));
    let nothing = escalations(
        &Dataset::default(),
        (&tiers, &services),
        (day("2026-03-30"), 0),
        2,
    );
    assert_eq!(nothing, Escalations::default());
}

#[test]
fn renewals_are_on_time_up_to_the_end_and_known_from_their_day() {
    let contract = |id: &str, ends: &str, outcome: Option<&str>, on: Option<&str>| {
        json!({"contract_id": id, "account_id": "a", "starts_on": "2025-01-01", "ends_on": ends,
            "amount": 1, "outcome": outcome, "outcome_on": on})
    };
    let data = dataset(&json!({
        "accounts": [{"account_id": "a"}],
        "contracts": [
            contract("1", "2026-01-01", Some("renewed"), Some("2026-01-01")),
            contract("2", "2026-01-01", Some("expanded"), Some("2026-01-02")),
            contract("3", "2026-01-10", Some("lost"), Some("2026-02-10")),
            contract("4", "2026-01-31", None, None),
            contract("5", "2026-02-01", None, None),
            contract("6", "2026-01-15", Some("renewed"), None),
        ],
    }))
    .unwrap();
    let fates = |on: &str, days| {
        let found = renewals(&data, day(on), days);
        let n = |fate| found.iter().filter(|row| row.fate == fate).count();
        [n(Fate::OnTime), n(Fate::Late), n(Fate::Lost), n(Fate::Open)]
    };
    assert_eq!(fates("2026-01-31", 31), [2, 1, 0, 2]);
    assert_eq!(fates("2026-02-28", 365), [2, 1, 1, 2]);
    let january = renewals(&data, day("2026-01-31"), 31);
    assert!(
        january
            .iter()
            .all(|row| row.fate != Fate::Open || row.decided_on.is_none()),
        "the loss is not known yet"
    );
}

#[test]
fn satisfaction_when_the_window_opened() {
    let window = RenewalWindow {
        part: 3,
        cap_days: None,
    };
    let trend = |readings: &[(&str, &str, f64)], on: &str| {
        let surveys: Vec<_> = readings
            .iter()
            .enumerate()
            .map(|(i, (date, kind, score))| json!({"account_id": "a", "date": date, "kind": kind, "score": score, "respondent": i.to_string()}))
            .collect();
        let data = dataset(&json!({
            "accounts": [{"account_id": "a"}],
            "contracts": [{"contract_id": "1", "account_id": "a", "starts_on": "2025-01-01", "ends_on": "2026-01-01", "amount": 1}],
            "surveys": surveys,
        }))
        .unwrap();
        let facts = ContractBook::new(&data).facts(day(on), &window);
        satisfaction_at_opening(&data, &facts, 0, day(on))
    };
    let nps = [
        ("2025-03-01", "nps", 6.0),
        ("2025-09-02", "nps", 9.0),
        ("2025-09-03", "nps", 0.0),
    ];
    assert_eq!(
        trend(&nps, "2025-10-01"),
        Some(Trend::Rising),
        "the answer of the day counts, later ones do not"
    );
    assert_eq!(trend(&nps, "2025-09-01"), None, "not open yet");
    assert_eq!(trend(&nps[..1], "2025-10-01"), None);
    let effort = [("2025-03-01", "ces", 2.0), ("2025-06-01", "ces", 5.0)];
    assert_eq!(
        trend(&effort, "2025-10-01"),
        Some(Trend::Falling),
        "more effort is worse"
    );
    let same_day = [
        ("2025-03-01", "csat", 4.0),
        ("2025-06-01", "csat", 3.0),
        ("2025-06-01", "csat", 5.0),
    ];
    assert_eq!(trend(&same_day, "2025-10-01"), Some(Trend::Flat));
}

#[test]
fn onboarding_figures_of_stays_that_are_over() {
    let data = dataset(&json!({
        "accounts": [{"account_id": "a"}, {"account_id": "b"}],
        "tickets": [{"ticket_id": "1", "account_id": "a", "opened_at": "2026-01-10", "kind": "question"},
                    {"ticket_id": "2", "account_id": "a", "opened_at": "2026-03-10", "kind": "question"}],
        "surveys": [{"account_id": "a", "date": "2026-01-20", "kind": "csat", "score": 4}],
        "usage": [{"account_id": "a", "date": "2026-02-20", "events": 1}],
    }))
    .unwrap();
    let stay = |account, from: &str, left: &str| Finished {
        account,
        from: day(from),
        left_on: day(left),
        late_from: day(from).plus_months(1),
    };
    let stays = [
        stay(0, "2026-01-01", "2026-01-31"),
        stay(1, "2026-01-01", "2026-02-01"),
    ];
    let found = onboarded(&data, &stays, day("2026-04-01"));
    let on_time: Vec<bool> = found.iter().map(|one| one.stay.is_on_time()).collect();
    assert_eq!(on_time, [true, false], "a month is over on its last day");
    let a = &found[0];
    assert_eq!(
        (a.satisfaction, a.tickets, a.used_after),
        (Some(4.0), 1, Some(true))
    );
    let b = &found[1];
    assert_eq!(
        (b.satisfaction, b.tickets, b.used_after),
        (None, 0, Some(false))
    );
    let early = onboarded(&data, &stays, day("2026-03-01"));
    assert_eq!(early[0].used_after, None, "29 days after");
    assert_eq!(onboarded(&data, &stays, day("2026-01-30")), []);
}
