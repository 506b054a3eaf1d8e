//! The edges of the default signals (SPEC §7, [1.20]–[1.28], [1.33]): each row of its table by name.

use crate::scene::Scene;
use serde_json::{Value, json};

/// Rows of one table for account `a`, which started long ago unless it says otherwise.
fn scene(table: &str, rows: &[Value]) -> Scene {
    since("2020-01-01", table, rows)
}

fn since(started: &str, table: &str, rows: &[Value]) -> Scene {
    let mut tables = json!({"accounts": [{"account_id": "a", "seats": 10, "started_on": started}]});
    let with_account = rows.iter().enumerate().map(|(i, row)| {
        let mut row = row.clone();
        row["account_id"] = json!("a");
        let key = match table {
            "tickets" => "ticket_id",
            "invoices" => "invoice_id",
            "contacts" => "contact_id",
            "contracts" => "contract_id",
            _ => return row,
        };
        row[key] = json!(format!("r{i}"));
        row
    });
    tables[table] = with_account.collect();
    Scene::new(&tables)
}

fn used(date: &str, events: u32) -> Value {
    json!({"date": date, "events": events})
}

#[test]
fn seven_days_without_login_six_no_seven_yes() {
    let scene = scene("usage", &[used("2026-03-01", 3)]);
    assert!(!scene.holds("no_login_7", "2026-03-07"), "6 days");
    assert!(scene.holds("no_login_7", "2026-03-08"), "7 days");
}

#[test]
fn never_logged_in_counts_from_the_seventh_day_of_its_life() {
    let mut tables = json!({"accounts": [
        {"account_id": "a", "started_on": "2026-03-01"},
        {"account_id": "b", "started_on": "2020-01-01"},
    ]});
    tables["usage"] = json!([{"account_id": "b", "date": "2026-02-01", "events": 1}]);
    let scene = Scene::new(&tables);
    assert!(
        !scene.holds("no_login_7", "2026-03-07"),
        "younger than 7 days"
    );
    assert!(scene.holds("no_login_7", "2026-03-08"));
    let unknown = since("2020-01-01", "surveys", &[]);
    assert!(
        !unknown.holds("no_login_7", "2026-03-08"),
        "no usage data at all"
    );
}

#[test]
fn three_days_without_login_is_a_tip_and_silent_while_the_seven_day_one_is_open() {
    let scene = scene("usage", &[used("2026-03-01", 3)]);
    let on = ["2026-03-03", "2026-03-04", "2026-03-07", "2026-03-08"];
    let held: Vec<bool> = on.iter().map(|on| scene.holds("no_login_3", on)).collect();
    assert_eq!(held, [false, true, true, false]);
}

#[test]
fn usage_under_the_threshold_for_seven_days_running() {
    let mut rows: Vec<Value> = (1..=9)
        .map(|d| used(&format!("2026-03-{d:02}"), 4))
        .collect();
    rows.insert(0, used("2026-02-28", 50));
    let scene = scene("usage", &rows);
    assert!(!scene.holds("low_use_7", "2026-03-06"), "6 days");
    assert!(scene.holds("low_use_7", "2026-03-07"), "7 days");
    rows[4] = used("2026-03-04", 5);
    let broken = self::scene("usage", &rows);
    assert!(
        !broken.holds("low_use_7", "2026-03-10"),
        "at the threshold is not below: 6 days since"
    );
    assert!(
        broken.holds("low_use_7", "2026-03-11"),
        "days without rows count as 0"
    );
}

#[test]
fn core_feature_use_30_0_percent_no_29_9_yes_missing_no() {
    let share = |share: f64| {
        let row = json!({"date": "2026-03-01", "field": "core_feature_share", "number": share});
        scene("snapshots", &[row]).holds("core_feature_low", "2026-03-02")
    };
    assert!(!share(0.3));
    assert!(share(0.299));
    assert!(!scene("surveys", &[]).holds("core_feature_low", "2026-03-02"));
}

#[test]
fn several_attempts_to_close_the_account_two_in_30_days() {
    let attempt = |date: &str| json!({"date": date, "kind": "cancel_attempt", "note": date});
    let scene = scene("events", &[attempt("2026-03-01"), attempt("2026-03-30")]);
    assert!(!scene.holds("cancel_attempts", "2026-03-29"));
    assert!(
        scene.holds("cancel_attempts", "2026-03-30"),
        "both within 30 days"
    );
    assert!(
        !scene.holds("cancel_attempts", "2026-03-31"),
        "the first is 31 days ago"
    );
}

#[test]
fn unrenewed_a_calendar_month_past_the_end() {
    let contract = json!({"starts_on": "2025-01-31", "ends_on": "2026-01-31", "amount": 1});
    let scene = scene("contracts", &[contract]);
    assert!(
        !scene.holds("unrenewed", "2026-02-28"),
        "31 January + 1 month"
    );
    assert!(scene.holds("unrenewed", "2026-03-01"));
}

#[test]
fn purchases_exactly_minus_50_percent_yes_previous_0_no() {
    let bought = |before: u32, now: u32| {
        let rows = [
            json!({"date": "2026-01-10", "amount": before}),
            json!({"date": "2026-02-10", "amount": now}),
        ];
        scene("purchases", &rows).holds("purchases_halved", "2026-03-01")
    };
    assert!(bought(100, 50));
    assert!(!bought(100, 51));
    assert!(!bought(0, 0));
    assert!(bought(100, 0));
}

#[test]
fn complaints_exactly_plus_30_percent_yes_previous_0_are_new_complaints() {
    let complaints = |before: usize, now: usize| {
        let row = |date: &str| json!({"opened_at": date, "kind": "complaint"});
        let mut rows = vec![row("2026-02-10"); before];
        rows.extend(vec![row("2026-03-10"); now]);
        scene("tickets", &rows)
    };
    let up = |before, now| complaints(before, now).holds("complaints_up", "2026-03-31");
    assert!(up(10, 13));
    assert!(!up(10, 12));
    assert!(!up(0, 3));
    let new = |before, now| complaints(before, now).holds("complaints_new", "2026-03-31");
    assert!(new(0, 1));
    assert!(!new(10, 13));
    assert!(!new(1, 0));
}

#[test]
fn nps_falls_by_20_points_or_40_percent_between_two_readings() {
    let fell = |before: i32, now: i32| {
        let row = |date: &str, score: i32| json!({"date": date, "field": "nps", "number": score});
        let rows = [row("2026-01-10", before), row("2026-02-10", now)];
        scene("snapshots", &rows).holds("nps_fall", "2026-02-20")
    };
    assert!(fell(50, 30), "[1.27]");
    assert!(!fell(50, 31));
    assert!(fell(10, 6), "-40 %");
    assert!(!fell(30, 50));
}

#[test]
fn three_monthly_falls_of_nps_in_a_row_and_a_missing_month_breaks_the_run() {
    let months = |scores: [Option<u32>; 4]| {
        let rows: Vec<Value> = (1..=4)
            .zip(scores)
            .filter_map(|(month, score)| {
                let date = format!("2026-{month:02}-10");
                score.map(|score| json!({"date": date, "kind": "nps", "score": score}))
            })
            .collect();
        scene("surveys", &rows).holds("nps_falls_3", "2026-04-30")
    };
    assert!(months([Some(9), Some(8), Some(7), Some(6)]));
    assert!(!months([Some(9), Some(8), Some(8), Some(6)]));
    assert!(!months([Some(9), None, Some(7), Some(6)]));
}

#[test]
fn people_leave_payments_are_late_seats_are_full() {
    let left = json!({"role": "champion", "left_on": "2026-03-01", "name": "x"});
    let contacts = scene("contacts", &[left]);
    assert!(
        !contacts.holds("key_contact_left", "2026-02-28"),
        "not known yet"
    );
    assert!(contacts.holds("key_contact_left", "2026-03-01"));

    let due = json!({"issued_on": "2026-02-01", "due_on": "2026-03-01", "amount": 5});
    let mut paid = due.clone();
    paid["paid_on"] = json!("2026-02-02");
    let invoices = scene("invoices", &[due, paid]);
    assert!(!invoices.holds("payment_overdue", "2026-03-30"), "29 days");
    assert!(invoices.holds("payment_overdue", "2026-03-31"), "30 days");

    let users = |users: u32| {
        let row = json!({"date": "2026-03-01", "events": 9, "users": users});
        scene("usage", &[row]).holds("seats_full", "2026-03-02")
    };
    assert!(users(9), "exactly 90 %");
    assert!(!users(8));

    let said = json!({"date": "2026-03-01", "kind": "negative_mention"});
    assert!(scene("events", &[said]).holds("negative_mention", "2026-03-01"));
    let open = json!({"starts_on": "2026-01-01", "amount": 1});
    assert!(scene("contracts", &[open]).holds("renewal_date_missing", "2026-02-01"));
}

#[test]
fn use_that_doubles_needs_sixty_days_of_usage_data() {
    // 10 a day throughout; of the 30 days before the last 30, half lie before the data begin.
    let from = "2026-01-01".parse::<perennial_data::Day>().unwrap();
    let rows: Vec<Value> = (0..120)
        .map(|i| used(&from.plus_days(i).to_string(), if i < 60 { 10 } else { 30 }))
        .collect();
    let scene = scene("usage", &rows);
    assert!(
        !scene.holds("usage_doubled", "2026-02-14"),
        "45 days of data"
    );
    assert!(
        !scene.holds("usage_doubled", "2026-03-01"),
        "60 days, as ever"
    );
    assert!(
        scene.holds("usage_doubled", "2026-03-31"),
        "90 days, tripled"
    );
    let short = self::scene("usage", &rows[30..]);
    assert!(
        !short.holds("usage_doubled", "2026-03-30"),
        "59 days of data"
    );
    assert!(
        short.holds("usage_doubled", "2026-03-31"),
        "60 days of data"
    );
}
