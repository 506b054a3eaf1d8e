//! The default stages and tracks on the days that matter (SPEC §6).

use crate::scene::{Scene, day};
use crate::stay::stays;
use crate::work::{ManualStage, Work};
use serde_json::{Value, json};

/// Account `a` from 2025-01-01, one year, used every day with a core feature and all seats, its goal
/// reached on 2025-02-10; in tables that other tests change.
fn tables() -> Value {
    let from = day("2025-01-05");
    let usage: Vec<Value> = (0..600)
        .map(|i| {
            let date = from.plus_days(i).to_string();
            json!({"account_id": "a", "date": date, "feature": "core", "events": 50, "users": 8})
        })
        .collect();
    json!({
        "accounts": [{"account_id": "a", "seats": 10, "started_on": "2025-01-01"}],
        "contracts": [{"contract_id": "k", "account_id": "a", "starts_on": "2025-01-01",
            "ends_on": "2027-01-01", "amount": 1000}],
        "goals": [{"account_id": "a", "goal": "g", "target": 1, "actual": 1,
            "reviewed_on": "2025-02-10"}],
        "usage": usage,
    })
}

fn check(scene: &Scene, expected: &[(&str, Option<&str>)]) {
    for (on, stage) in expected {
        assert_eq!(scene.stage(on).as_deref(), *stage, "{on}");
    }
}

#[test]
fn a_customer_goes_from_signing_to_mature_and_tenure_counts_to_the_day() {
    let scene = Scene::new(&tables());
    check(
        &scene,
        &[
            ("2024-12-31", None),
            ("2025-02-09", Some("onboarding")),
            ("2025-02-10", Some("growth")),
            ("2025-12-31", Some("growth")),
            ("2026-01-01", Some("mature")),
        ],
    );
    let mut unfinished = tables();
    unfinished["goals"] = json!([]);
    let scene = Scene::new(&unfinished);
    check(
        &scene,
        &[
            ("2025-03-31", Some("onboarding")),
            ("2025-04-01", Some("growth")),
        ],
    );
}

#[test]
fn signed_and_nothing_started_is_signing() {
    let mut tables = tables();
    tables["accounts"]
        .as_array_mut()
        .unwrap()
        .push(json!({"account_id": "z"}));
    tables["usage"].as_array_mut().unwrap().insert(
        0,
        json!({"account_id": "z", "date": "2024-06-01", "events": 1}),
    );
    let scene = Scene::new(&tables);
    check(
        &scene,
        &[
            ("2025-01-04", Some("signing")),
            ("2025-01-05", Some("onboarding")),
        ],
    );
}

/// A customer without a row of usage has started once anything shows it: a ticket, a goal looked at, a
/// login in a sheet.
#[test]
fn without_usage_rows_other_signs_end_signing() {
    let signs = [
        (
            "tickets",
            json!({"ticket_id": "t", "opened_at": "2025-03-01"}),
        ),
        (
            "goals",
            json!({"goal": "g", "target": 5, "actual": 1, "reviewed_on": "2025-03-01"}),
        ),
        (
            "snapshots",
            json!({"date": "2025-03-01", "field": "last_login", "day": "2025-02-28"}),
        ),
        (
            "touchpoints",
            json!({"date": "2025-03-01", "kind": "training"}),
        ),
    ];
    for (table, mut sign) in signs {
        sign["account_id"] = json!("a");
        let mut tables = json!({
            "accounts": [{"account_id": "a", "started_on": "2025-01-01"}, {"account_id": "z"}],
            "contracts": [{"contract_id": "k", "account_id": "a", "starts_on": "2025-01-01",
                "ends_on": "2028-01-01", "amount": 1000}],
            "usage": [{"account_id": "z", "date": "2024-06-01", "events": 1}],
        });
        tables[table] = json!([sign]);
        let scene = Scene::new(&tables);
        check(
            &scene,
            &[
                ("2025-02-28", Some("signing")),
                ("2025-03-01", Some("onboarding")),
            ],
        );
    }
}

#[test]
fn renewal_from_the_last_third_and_churned_a_month_past_the_end() {
    let mut tables = tables();
    tables["contracts"][0]["ends_on"] = json!("2026-01-01");
    let scene = Scene::new(&tables);
    check(
        &scene,
        &[
            ("2025-09-01", Some("growth")),
            ("2025-09-02", Some("renewal")),
            ("2026-01-31", Some("renewal")),
        ],
    );
    assert_ne!(scene.stage("2026-02-01").as_deref(), Some("churned"));
    check(&scene, &[("2026-02-02", Some("churned"))]);
    tables["contracts"][0]["outcome"] = json!("lost");
    tables["contracts"][0]["outcome_on"] = json!("2025-10-10");
    let lost = Scene::new(&tables);
    check(
        &lost,
        &[
            ("2025-10-09", Some("renewal")),
            ("2025-10-10", Some("churned")),
        ],
    );
}

#[test]
fn a_department_starts_while_the_contract_is_renewed() {
    let mut tables = tables();
    tables["contracts"][0]["ends_on"] = json!("2026-01-01");
    tables["contracts"].as_array_mut().unwrap().push(json!({
        "contract_id": "k2", "account_id": "a", "starts_on": "2025-09-10", "ends_on": "2025-12-01",
        "amount": 100
    }));
    let scene = Scene::new(&tables);
    check(&scene, &[("2025-10-01", Some("renewal"))]);
    assert!(scene.runs("onboarding", "2025-10-01") && scene.runs("renewal", "2025-10-01"));
    assert!(!scene.runs("onboarding", "2025-09-02"));
}

#[test]
fn an_open_critical_signal_is_at_risk() {
    let mut tables = tables();
    tables["events"] = json!([
        {"account_id": "a", "date": "2025-06-01", "kind": "cancel_attempt", "note": "1"},
        {"account_id": "a", "date": "2025-06-02", "kind": "cancel_attempt", "note": "2"},
    ]);
    let scene = Scene::new(&tables);
    check(
        &scene,
        &[
            ("2025-06-01", Some("growth")),
            ("2025-06-02", Some("at_risk")),
            ("2025-07-02", Some("at_risk")),
            // Two attempts within 30 days until 30 June; the 30th day without is 30 July.
            ("2025-07-29", Some("at_risk")),
            ("2025-07-30", Some("growth")),
        ],
    );
}

#[test]
fn what_comes_and_goes_within_days_is_one_stay_and_says_when_it_ends() {
    let mut tables = tables();
    let attempt = |date: &str, note: &str| json!({"account_id": "a", "date": date, "kind": "cancel_attempt", "note": note});
    tables["events"] = json!([
        attempt("2025-06-01", "1"),
        attempt("2025-06-02", "2"),
        attempt("2025-07-20", "3"),
        attempt("2025-07-21", "4"),
    ]);
    let scene = Scene::new(&tables);
    let until = day("2025-12-31");
    let tracker = scene.tracked(until);
    let set = scene.plan.model().stages().set().unwrap();
    let at_risk = set.position("at_risk").unwrap();
    let stays = stays(tracker.timeline(), 0, until);
    let stays: Vec<_> = stays.iter().filter(|stay| stay.stage == at_risk).collect();
    assert_eq!(stays.len(), 1);
    assert_eq!(
        (stays[0].entered_on, stays[0].left_on),
        (day("2025-06-02"), Some(day("2025-09-17")))
    );
    let observed = scene.settled(day("2025-07-10"));
    let lasting = tracker
        .timeline()
        .lasting(&observed.observation, 0)
        .unwrap();
    assert_eq!(lasting.clear_since, day("2025-07-01"));
    assert_eq!(lasting.ends_on, day("2025-07-30"));
    assert_eq!(observed.observation.stage_by_rules(0), Some(at_risk));
    assert_eq!(
        observed.observation.stage_of_date(0),
        set.position("growth")
    );
    let holds = scene.settled(day("2025-06-20"));
    assert_eq!(tracker.timeline().lasting(&holds.observation, 0), None);
}

#[test]
fn churned_is_not_delayed_and_ends_what_lasted() {
    let mut tables = tables();
    tables["contracts"][0]["ends_on"] = json!("2026-01-01");
    tables["contracts"][0]["outcome"] = json!("lost");
    tables["contracts"][0]["outcome_on"] = json!("2025-06-20");
    tables["contracts"]
        .as_array_mut()
        .unwrap()
        .push(json!({"contract_id": "k2",
        "account_id": "a", "starts_on": "2025-06-25", "ends_on": "2027-06-25", "amount": 1}));
    tables["events"] = json!([
        {"account_id": "a", "date": "2025-05-15", "kind": "cancel_attempt", "note": "1"},
        {"account_id": "a", "date": "2025-05-16", "kind": "cancel_attempt", "note": "2"},
    ]);
    let scene = Scene::new(&tables);
    check(
        &scene,
        &[
            ("2025-06-19", Some("at_risk")),
            ("2025-06-20", Some("churned")),
            ("2025-06-24", Some("churned")),
            // Won back: the rules of before the loss last no more.
            ("2025-06-25", Some("growth")),
        ],
    );
}

#[test]
fn a_band_run_is_the_band_at_the_ends_of_whole_months_and_on_the_date() {
    let words = r#"{"zh": "名", "en": "name"}"#;
    let model = format!(
        r#"{{"format": "perennial-model", "version": 1, "id": "m", "revision": 1, "name": {words},
        "groups": [{{"id": "g", "title": {words}, "factor": "outcome", "weight": 1}}],
        "measures": [{{"id": "logins", "metric": "logins_30", "group": "g", "weight": 1,
            "transform": {{"linear": {{"worst": 0, "best": 10}}}}}}],
        "signals": [{{"id": "red", "title": {words}, "definition": {words}, "family": "data",
            "direction": "risk", "severity": "info",
            "when": [{{"band_run": {{"band": "red", "months": 2}}}}]}}],
        "stages": {{"active": "s", "sets": [{{"id": "s", "title": {words}, "definition": {words},
            "stages": [{{"id": "one", "title": {words}, "definition": {words}, "when": []}}]}}]}},
        "plays": [], "cadences": []}}"#
    );
    let model = perennial_model::Model::parse(&model).unwrap();
    let sheet = |date: &str, logins: u32| json!({"account_id": "a", "date": date, "field": "logins_30d", "number": logins});
    let scene = |sheets: Value| {
        let accounts = json!([{"account_id": "a"}]);
        Scene::of(&model, &json!({"accounts": accounts, "snapshots": sheets}))
    };
    let red = scene(json!([sheet("2026-01-31", 1), sheet("2026-03-20", 9)]));
    let on = ["2026-02-28", "2026-03-01", "2026-03-19", "2026-03-20"];
    assert_eq!(
        on.map(|on| red.holds("red", on)),
        [false, true, true, false]
    );
    let better = scene(json!([
        sheet("2026-01-31", 1),
        sheet("2026-02-28", 9),
        sheet("2026-03-01", 1)
    ]));
    assert!(
        !better.holds("red", "2026-03-05"),
        "not red at the end of February"
    );
}

#[test]
fn a_stage_set_by_hand_wins_until_its_last_day_and_the_rules_stay_visible() {
    let mut scene = Scene::new(&tables());
    let stage = ManualStage {
        account: "a".to_owned(),
        stage: "at_risk".to_owned(),
        reason: "their director told us".to_owned(),
        expires_on: day("2025-06-30"),
    };
    scene.work.push("Wu", day("2025-06-10"), Work::Stage(stage));
    check(
        &scene,
        &[
            ("2025-06-09", Some("growth")),
            ("2025-06-10", Some("at_risk")),
            ("2025-06-30", Some("at_risk")),
            ("2025-07-01", Some("growth")),
        ],
    );
    let observed = scene.observe(day("2025-06-20"));
    let growth = scene
        .plan
        .model()
        .stages()
        .set()
        .unwrap()
        .position("growth");
    assert_eq!(observed.observation.stage_by_rules(0), growth);
}

#[test]
fn all_three_sets_place_the_customer() {
    for (set, expected) in [
        ("seven", "mature"),
        ("tenure", "mature"),
        ("journey", "adoption"),
    ] {
        let mut model = crate::scene::default_model();
        let mut stages = model.stages().clone();
        stages.active = set.to_owned();
        model.stages = Some(stages);
        let scene = Scene::of(&model, &tables());
        check(&scene, &[("2026-02-01", Some(expected))]);
    }
}
