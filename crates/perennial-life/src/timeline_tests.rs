//! Timelines are what observing each day alone gives, whatever the order of rows and whatever comes
//! later; explanations agree with them.

use crate::contract::ContractBook;
use crate::observe::Observer;
use crate::scene::{Scene, day};
use crate::stay::{Measure, Paces, Progress, current_stay, flows, stays};
use crate::timeline::Timeline;
use crate::tracker::Tracker;
use crate::why::{CriterionReading, Reader};
use perennial_data::{AccountIdx, Day};
use perennial_model::life::Stages;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::rc::Rc;

/// A timeline of a scene to a date, in slices of some days.
fn track(scene: &Scene, until: Day, slice: u32) -> Tracker {
    let mut observer = Observer::new(Rc::clone(&scene.data));
    let mut tracker = Tracker::new(&scene.data, until);
    while tracker.advance(&mut observer, &scene.plan, scene.manual(), (until, slice)) > 0 {}
    tracker
}

const ACCOUNTS: usize = 4;

/// Rows of any table of any account within 120 days.
fn rows() -> impl Strategy<Value = Vec<(usize, i32, u8, u32)>> {
    prop::collection::vec((0..ACCOUNTS, 0..120_i32, 0..6_u8, 0..60_u32), 0..60)
}

fn tables(rows: &[(usize, i32, u8, u32)]) -> Value {
    let first = day("2025-01-01");
    let account = |a: usize| format!("a{a}");
    let accounts: Vec<Value> = (0..ACCOUNTS)
        .map(|a| json!({"account_id": account(a), "seats": 10, "started_on": first.to_string()}))
        .collect();
    let mut tables = json!({"accounts": accounts, "contracts": [], "usage": [], "events": [],
        "tickets": [], "surveys": []});
    for (i, &(of, at, kind, n)) in rows.iter().enumerate() {
        let (id, date) = (account(of), first.plus_days(at).to_string());
        let (table, row) = match kind {
            0 => (
                "contracts",
                json!({"contract_id": format!("c{i}"), "account_id": id, "starts_on": date,
                    "ends_on": first.plus_days(at + 30 + n.cast_signed()).to_string(), "amount": n}),
            ),
            1 => (
                "events",
                json!({"account_id": id, "date": date, "kind": "cancel_attempt",
                    "note": i.to_string()}),
            ),
            2 => (
                "tickets",
                json!({"ticket_id": format!("t{i}"), "account_id": id, "opened_at": date,
                    "kind": "complaint"}),
            ),
            3 => (
                "surveys",
                json!({"account_id": id, "date": date, "kind": "nps", "score": n % 11,
                    "respondent": i.to_string()}),
            ),
            _ => (
                "usage",
                json!({"account_id": id, "date": date, "feature": format!("f{i}"), "events": n,
                    "users": n % 10}),
            ),
        };
        tables[table].as_array_mut().unwrap().push(row);
    }
    tables
}

fn same(a: &Tracker, b: &Tracker, until: Day) {
    for account in 0..4 {
        assert_eq!(
            a.timeline().changes(account, until),
            b.timeline().changes(account, until),
            "account {account}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_timeline_is_each_day_observed_alone(rows in rows(), at in 0..125_i32) {
        let scene = Scene::new(&tables(&rows));
        let until = day("2025-05-05");
        let tracker = track(&scene, until, 17);
        let on = day("2025-01-01").plus_days(at).min(until);
        let alone = scene.settled(on).observation;
        for account in 0..ACCOUNTS {
            let state = tracker.timeline().at(u32::try_from(account).unwrap(), on);
            prop_assert_eq!(state.stage(), alone.stage(account));
            prop_assert_eq!(state.signals, alone.signals()[account]);
            prop_assert_eq!(state.tracks, alone.tracks()[account]);
            let id = u32::try_from(account).unwrap();
            for signal in (0..alone.n_signals()).filter(|&signal| alone.holds(signal, account)) {
                let episodes = tracker.timeline().episodes(id, on, |state| state.signal(signal));
                let since = tracker.timeline().since(id, signal, on);
                prop_assert_eq!(episodes.last().map(|episode| episode.from), since);
            }
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter_and_nor_do_later_rows(rows in rows(), at in 10..110_i32) {
        let on = day("2025-01-01").plus_days(at);
        let all = track(&Scene::new(&tables(&rows)), on, 50);
        let mut turned = rows.clone();
        turned.reverse();
        same(&all, &track(&Scene::new(&tables(&turned)), on, 50), on);
        let known: Vec<_> = rows.iter().copied().filter(|row| row.1 <= at).collect();
        same(&all, &track(&Scene::new(&tables(&known)), on, 50), on);
    }

    #[test]
    fn a_timeline_to_a_day_is_the_beginning_of_one_to_a_later_day(rows in rows(), at in 0..110_i32) {
        let scene = Scene::new(&tables(&rows));
        let (on, later) = (day("2025-01-01").plus_days(at), day("2025-04-30"));
        let short = track(&scene, on, 30);
        let mut long = track(&scene, later, 30);
        same(&short, &long, on);
        long.forget_from(on.plus_days(1));
        prop_assert_eq!(long.timeline().through(), short.timeline().through());
        prop_assert_eq!(long.timeline().n_changes(), short.timeline().n_changes());
        same(&short, &long, later);
        for (account, signal) in (0..4).flat_map(|a| (0..21).map(move |s| (a, s))) {
            let since = |tracker: &Tracker| tracker.timeline().since(account, signal, later);
            prop_assert_eq!(since(&short), since(&long));
        }
    }

    #[test]
    fn a_timeline_that_was_kept_is_the_same_and_goes_on(rows in rows(), at in 0..110_i32) {
        let scene = Scene::new(&tables(&rows));
        let (on, later) = (day("2025-01-01").plus_days(at), day("2025-04-30"));
        let bytes = track(&scene, on, 30).timeline().to_bytes();
        let n_signals = scene.plan.model().signals().len();
        let kept = Timeline::of_bytes(&bytes, ACCOUNTS, n_signals).unwrap();
        let mut tracker = Tracker::new(&scene.data, later);
        prop_assert!(tracker.take(kept));
        prop_assert_eq!(tracker.timeline().to_bytes(), bytes.clone());
        let mut observer = Observer::new(Rc::clone(&scene.data));
        tracker.advance(&mut observer, &scene.plan, scene.manual(), (later, 200));
        let whole = track(&scene, later, 200);
        prop_assert_eq!(tracker.timeline().to_bytes(), whole.timeline().to_bytes());
        for (account, signal) in (0..4).flat_map(|a| (0..21).map(move |s| (a, s))) {
            let since = |tracker: &Tracker| tracker.timeline().since(account, signal, later);
            prop_assert_eq!(since(&tracker), since(&whole));
        }
        same(&tracker, &whole, later);
        for cut in 0..bytes.len() {
            prop_assert!(Timeline::of_bytes(&bytes[..cut], ACCOUNTS, n_signals).is_none());
        }
        prop_assert!(Timeline::of_bytes(&bytes, ACCOUNTS + 1, n_signals).is_none());
    }

    #[test]
    fn explanations_hold_where_observations_do(rows in rows(), at in 0..120_i32) {
        let scene = Scene::new(&tables(&rows));
        let on = day("2025-01-01").plus_days(at);
        let tracker = track(&scene, on, 200);
        let observed = scene.settled(on);
        let book = ContractBook::new(&scene.data);
        let paces = Paces::new(tracker.timeline(), scene.plan.model().stages(), &book, on);
        for account in 0..4 {
            check_reader(&scene, &observed, account, &tracker, &paces);
        }
    }
}

fn check_reader(
    scene: &Scene,
    observed: &crate::observe::Observed,
    account: AccountIdx,
    tracker: &Tracker,
    paces: &Paces<'_>,
) {
    let reader = Reader {
        plan: &scene.plan,
        data: &scene.data,
        work: &scene.work,
        observed,
        account,
    };
    let row = account as usize;
    let over =
        |exit: &[CriterionReading]| !exit.is_empty() && exit.iter().all(|c| c.met == Some(true));
    let why = reader.stage(tracker.timeline(), paces);
    if observed.run.evaluation.exists()[row] {
        assert_eq!(why.stage.is_some(), why.stay.is_some());
        if why.stage.is_some() {
            let holds = why.rules.iter().all(|reading| reading.holds);
            assert_eq!(holds, why.lasting.is_none(), "{why:?}");
            if let Some(lasting) = why.lasting {
                let on = observed.observation.as_of();
                assert!(lasting.clear_since <= on && on < lasting.ends_on, "{why:?}");
            }
            assert!(!(why.ends_on_exit && over(&why.exit)));
        }
        for tried in &why.tried {
            let holds = tried.rules.iter().all(|reading| reading.holds);
            assert!(!holds || over(&tried.exit), "{tried:?}");
        }
        for signal in 0..observed.observation.n_signals() {
            let why = reader.signal(tracker.timeline(), signal).unwrap();
            let rules = !why.off && why.rules.iter().all(|reading| reading.holds);
            assert_eq!(why.holds, rules && why.silenced_by.is_empty(), "{why:?}");
            assert_eq!(why.holds, why.since.is_some());
        }
    }
}

#[test]
fn a_timeline_begins_with_the_data_at_most_1100_days_before_its_newest_row() {
    let start = |rows: Value| {
        let scene = Scene::new(&json!({"accounts": [{"account_id": "a"}], "usage": rows}));
        track(&scene, day("2026-01-31"), 3).timeline().first()
    };
    let used = |date: &str| json!({"account_id": "a", "date": date, "events": 1});
    assert_eq!(
        start(json!([used("2025-12-30"), used("2026-01-20")])),
        Some(day("2025-12-30"))
    );
    let until = day("2026-01-31");
    let data = Scene::new(&json!({"accounts": [{"account_id": "a"}],
        "usage": [used("2015-01-01"), used("2026-01-20")]}));
    let tracker = Tracker::new(&data.data, until);
    assert_eq!(tracker.days_to(until), 1_100 + 11 + 1);
}

/// Accounts that are in a stage `first` for given days from 2025-01-01 on, then in `second`.
fn moving(days: &[u32]) -> Scene {
    let words = r#"{"zh": "名", "en": "name"}"#;
    let stages: Stages = perennial_model::read_json(&format!(
        r#"{{"active": "s", "sets": [{{"id": "s", "title": {words}, "definition": {words}, "stages": [
        {{"id": "second", "title": {words}, "definition": {words}, "when": [{{"account":
            {{"field": "moves_on", "test": {{"past_days": 0}}}}}}]}},
        {{"id": "first", "title": {words}, "definition": {words}, "when": []}}]}}]}}"#
    ))
    .unwrap();
    let mut model = crate::scene::default_model();
    model.stages = Some(stages);
    let accounts: Vec<Value> = days
        .iter()
        .enumerate()
        .map(|(i, &days)| {
            let moves_on = day("2025-01-01").plus_days(days.cast_signed()).to_string();
            json!({"account_id": format!("a{i}"), "started_on": "2025-01-01", "moves_on": moves_on})
        })
        .chain([json!({"account_id": "old", "started_on": "2024-12-30", "moves_on": "2026-01-01"})])
        .collect();
    Scene::of(&model, &json!({"accounts": accounts}))
}

#[test]
fn stays_in_a_renewal_window_are_judged_as_a_share_of_it() {
    let contract = |account: &str, n: u32, starts: &str, ends: &str, renewed: Option<&str>| {
        json!({"contract_id": format!("{account}{n}"), "account_id": account, "starts_on": starts,
            "ends_on": ends, "amount": 1, "outcome": renewed.map(|_| "renewed"), "outcome_on": renewed})
    };
    // Windows of a year open 121 days before the end; these renewed 60 days later, at half of it.
    let year = |account| contract(account, 1, "2025-01-01", "2026-01-01", Some("2025-11-01"));
    let mut contracts: Vec<Value> = ["a", "b", "c", "d", "e"].map(year).into();
    contracts.push(contract("half", 1, "2025-08-01", "2026-02-01", None));
    contracts.push(contract("two", 1, "2024-06-01", "2026-06-01", None));
    let ids = ["a", "b", "c", "d", "e", "half", "two"];
    let accounts: Vec<Value> = ids
        .iter()
        .map(|id| json!({"account_id": id, "started_on": "2024-01-01"}))
        .collect();
    let scene = Scene::new(&json!({"accounts": accounts, "contracts": contracts}));
    let until = day("2026-02-10");
    let tracker = track(&scene, until, 200);
    let book = ContractBook::new(&scene.data);
    let stages = scene.plan.model().stages();
    let renewal = stages.set().unwrap().position("renewal").unwrap();
    let judge = |account: AccountIdx, on: &str| {
        let paces = Paces::new(tracker.timeline(), stages, &book, day(on));
        let stay = current_stay(tracker.timeline(), account, day(on)).unwrap();
        assert_eq!(stay.stage, renewal);
        let usual = paces.usual_days(account, &stay).unwrap();
        (stay.days(day(on)), usual.0, paces.judge(account, &stay))
    };
    let half = judge(5, "2026-01-12");
    assert_eq!(
        half,
        (41, 30, Some(Progress::Stuck)),
        "most of 61 days are gone"
    );
    let two = judge(6, "2026-01-30");
    assert_eq!(two, (121, 120, Some(Progress::Stuck)));
    let two = judge(6, "2026-01-29");
    assert_eq!(
        two,
        (120, 120, Some(Progress::OnTrack)),
        "longer than any, of 243 days"
    );
}

#[test]
fn stays_are_judged_against_those_that_were_over_by_then() {
    let scene = moving(&[10, 20, 30, 40, 50, 300]);
    let until = day("2025-03-31");
    let tracker = track(&scene, until, 40);
    let timeline = tracker.timeline();
    let book = ContractBook::new(&scene.data);
    let stages_of = scene.plan.model().stages();
    let paces = |on: &str| Paces::new(timeline, stages_of, &book, day(on));
    assert_eq!(
        paces("2025-02-19").of(1),
        None,
        "four are over: nothing is said"
    );
    let pace = paces("2025-02-20").of(1).unwrap();
    assert_eq!(
        (pace.n, pace.measure, pace.median, pace.p90),
        (5, Measure::Days, 30, 50)
    );
    let stay = current_stay(timeline, 5, until).unwrap();
    assert_eq!(stay.entered_on, day("2025-01-01"));
    assert_eq!(
        paces("2025-02-20").judge(5, &stay),
        Some(Progress::Behind),
        "50 days"
    );
    assert_eq!(
        paces("2025-02-21").judge(5, &stay),
        Some(Progress::Stuck),
        "51 days"
    );
    let done = stays(timeline, 0, until);
    assert_eq!(done[0].left_on, Some(day("2025-01-11")));
    assert_eq!(done[0].days(until), 10);
    assert!(
        stays(timeline, 6, until)[0].earlier,
        "in it since before the timeline"
    );
    let moved = flows(timeline, day("2025-01-15"), until);
    let of = |from, to| {
        moved
            .iter()
            .find(|f| (f.from, f.to) == (Some(from), Some(to)))
    };
    assert_eq!(of(1, 0).map(|flow| flow.accounts), Some(4));
    assert_eq!(of(0, 0).map(|flow| flow.accounts), Some(1));
}
