//! One record per account and signal, whatever happens to it (SPEC §7).

use crate::alert::{AlertState, alerts, alerts_of};
use crate::cause::{before_after, pareto};
use crate::flood::{Way, flood};
use crate::round::{Round, fold};
use crate::scene::{Scene, day};
use crate::timeline::{Episode, Timeline};
use crate::work::{AlertAct, AlertWork, Entry, ProcessChange, Work};
use perennial_data::Day;
use perennial_engine::evaluate;
use serde_json::{Value, json};

fn d(of_march: i32) -> Day {
    day("2026-03-01").plus_days(of_march - 1)
}

/// The record on a day of March 2026 of a signal that held on these days, and what was done.
fn round(held: &[(i32, i32)], acts: &[(i32, AlertAct)], on: i32) -> Option<Round> {
    let known = held.iter().filter(|(from, _)| *from <= on);
    let episodes: Vec<Episode> = known
        .map(|&(from, to)| Episode {
            from: d(from),
            to: d(to.min(on)),
            holds: to >= on,
            earlier: false,
        })
        .collect();
    let entries: Vec<(Entry, AlertWork)> = (1..)
        .zip(acts.iter().filter(|(act_on, _)| *act_on <= on))
        .map(|(id, (on, act))| {
            let work = AlertWork {
                account: "a".to_owned(),
                signal: "s".to_owned(),
                act: act.clone(),
            };
            let entry = Entry {
                id,
                author: "Wu".to_owned(),
                on: d(*on),
                work: Work::Alert(work.clone()),
            };
            (entry, work)
        })
        .collect();
    let acts: Vec<((), &Entry, &AlertWork)> = entries.iter().map(|(e, w)| ((), e, w)).collect();
    fold(&episodes, &acts, d(on))
}

fn close(cause: &str) -> AlertAct {
    AlertAct::Close {
        cause: cause.to_owned(),
        note: String::new(),
        feedback: String::new(),
    }
}

fn snooze(until: i32) -> AlertAct {
    AlertAct::Snooze {
        until: d(until),
        reason: "holiday".to_owned(),
    }
}

fn is_snoozed(round: &Round) -> bool {
    matches!(round.state, AlertState::Snoozed { .. })
}

#[test]
fn an_untouched_alert_opens_and_passes_with_its_condition() {
    let held = [(5, 9), (20, 25)];
    assert!(round(&held, &[], 4).is_none());
    let open = round(&held, &[], 9).unwrap();
    assert_eq!(
        (open.state, open.first_seen, open.last_seen),
        (AlertState::New, d(5), d(9))
    );
    let passed = round(&held, &[], 10).unwrap();
    assert_eq!(passed.state, AlertState::Passed { on: d(10) });
    let again = round(&held, &[], 20).unwrap();
    assert_eq!((again.state, again.first_seen), (AlertState::New, d(20)));
    assert_eq!((again.occurrences, again.earlier_rounds), (1, 1));
}

#[test]
fn a_started_alert_stays_open_and_repeats_as_occurrences() {
    let held = [(5, 9), (12, 13), (20, 25)];
    let started = [(6, AlertAct::Start)];
    let open = round(&held, &started, 15).unwrap();
    assert_eq!(open.state, AlertState::Active);
    assert_eq!(
        (open.occurrences, open.first_seen, open.last_seen),
        (2, d(5), d(13))
    );
    assert_eq!(round(&held, &started, 21).unwrap().occurrences, 3);
    let given = round(&held, &[(6, AlertAct::Assign("Li".to_owned()))], 15).unwrap();
    assert_eq!(given.owner.as_deref(), Some("Li"));
    assert_eq!(given.state, AlertState::Active);
}

#[test]
fn a_closed_alert_reopens_only_after_its_condition_cleared() {
    let held = [(5, 15), (20, 25)];
    let acts = [(7, AlertAct::Start), (9, close("staff_left"))];
    for on in [9, 15, 19] {
        let closed = round(&held, &acts, on).unwrap();
        assert!(matches!(closed.state, AlertState::Closed(_)), "{on}");
    }
    let again = round(&held, &acts, 20).unwrap();
    assert_eq!((again.state, again.occurrences), (AlertState::New, 1));
    assert_eq!(again.earlier_closings[0].cause, "staff_left");
    assert_eq!(again.earlier_closings[0].first_seen, d(5));
    let no_cause = round(&held, &[(9, close(" "))], 10).unwrap();
    assert_eq!(no_cause.state, AlertState::New, "a cause is required");
    let reopened = round(&held, &[(9, close("x")), (10, AlertAct::Reopen)], 11).unwrap();
    assert_eq!(reopened.state, AlertState::Active);
}

#[test]
fn a_snooze_lasts_to_its_last_day_and_wakes_to_what_it_was() {
    let acts = [(6, snooze(10))];
    assert!(is_snoozed(&round(&[(5, 31)], &acts, 10).unwrap()));
    assert_eq!(round(&[(5, 31)], &acts, 11).unwrap().state, AlertState::New);
    let started = [(6, AlertAct::Start), (6, snooze(10))];
    assert_eq!(
        round(&[(5, 8)], &started, 11).unwrap().state,
        AlertState::Active
    );
    // Nobody had started and the condition is gone: nothing to wake up for.
    assert!(is_snoozed(&round(&[(5, 8)], &acts, 10).unwrap()));
    let passed = round(&[(5, 8)], &acts, 12).unwrap();
    assert_eq!(passed.state, AlertState::Passed { on: d(11) });
    let woken = round(&[(5, 31)], &[(6, snooze(20)), (8, AlertAct::Wake)], 9).unwrap();
    assert_eq!(woken.state, AlertState::New);
}

fn usage(dates: &[i32]) -> Value {
    let rows = dates
        .iter()
        .map(|&date| json!({"account_id": "a", "date": d(date).to_string(), "events": 9}));
    rows.collect()
}

/// A timeline of the scene's days of March 2026.
fn timeline(scene: &Scene, to: i32) -> Timeline {
    let mut timeline = Timeline::new(scene.data.n_accounts());
    for on in 1..=to {
        assert!(timeline.push(&scene.observe(d(on)).observation));
    }
    timeline
}

#[test]
fn alerts_of_all_accounts_are_those_folded_one_by_one() {
    let mut scene = Scene::new(&json!({
        "accounts": [{"account_id": "a", "started_on": "2025-01-01"},
            {"account_id": "b", "started_on": "2025-01-01"}],
        "usage": usage(&[1, 15]),
    }));
    scene.work.push(
        "Wu",
        d(9),
        Work::Alert(AlertWork {
            account: "a".to_owned(),
            signal: "no_login_7".to_owned(),
            act: AlertAct::Start,
        }),
    );
    let timeline = timeline(&scene, 26);
    for on in [7, 8, 12, 15, 22, 26, 28] {
        let observed = scene.observe(d(on));
        let all = alerts(&scene.data, &timeline, &observed.observation, &scene.work);
        for account in 0..2 {
            let mut each = alerts_of(
                &scene.data,
                &timeline,
                &observed.observation,
                &scene.work,
                account,
            );
            each.retain(|alert| alert.state.is_open() || alert.earlier_rounds > 0 && alert.holds);
            let ours = all.iter().filter(|a| a.account == account);
            for (a, b) in ours.zip(&each) {
                assert_eq!((a.signal, &a.state), (b.signal, &b.state), "day {on}");
                assert_eq!(
                    (a.first_seen, a.last_seen),
                    (b.first_seen, b.last_seen),
                    "day {on}"
                );
            }
        }
        let login = observed.observation.signal_position("no_login_7").unwrap();
        let of_login = |alert: &&crate::alert::Alert| alert.account == 0 && alert.signal == login;
        let login = all.iter().find(of_login);
        match on {
            7 => assert!(login.is_none()),
            8 => assert_eq!(login.unwrap().state, AlertState::New),
            // Started: it stays open although there was a login on day 15, and repeats on day 22.
            _ => assert_eq!(login.unwrap().state, AlertState::Active, "day {on}"),
        }
        if on >= 22 {
            assert_eq!(login.unwrap().occurrences, 2);
        }
    }
}

#[test]
fn causes_are_counted_and_a_change_is_judged_by_before_and_after() {
    let mut scene = Scene::new(&json!({
        "accounts": [{"account_id": "a", "started_on": "2025-01-01"}],
        "usage": usage(&[1, 10, 20]),
    }));
    let mut act = |on, act| {
        let work = AlertWork {
            account: "a".to_owned(),
            signal: "no_login_7".to_owned(),
            act,
        };
        scene.work.push("Wu", d(on), Work::Alert(work));
    };
    act(9, close("version_update"));
    act(19, close("staff_left"));
    act(29, close("staff_left"));
    let timeline = timeline(&scene, 31);
    let observed = scene.observe(d(31));
    let all = alerts(&scene.data, &timeline, &observed.observation, &scene.work);
    let causes = pareto(&all, d(1), d(31));
    assert_eq!((causes[0].cause.as_str(), causes[0].n), ("staff_left", 2));
    assert!((causes[1].cumulative - 1.0).abs() < 1e-12);
    let change = ProcessChange {
        title: "answer within 10 minutes".to_owned(),
        from: d(16),
        cause: String::new(),
        metric: String::new(),
        before: None,
        after: None,
        unit: String::new(),
    };
    assert!(before_after(&all, &change, d(15)).is_none());
    let judged = before_after(&all, &change, d(30)).unwrap();
    assert_eq!((judged.before.n, judged.after.n, judged.days), (1, 2, 15));
    assert_eq!(judged.after.median_days, Some(2.0));
}

#[test]
fn more_than_15_percent_moving_the_same_way_is_one_warning() {
    let portfolio = |better: usize| {
        let rows: Vec<Value> = (0..40)
            .map(|i| {
                let logins = if i < better { 20 } else { 0 };
                json!({"account_id": format!("a{i:02}"), "date": "2026-03-01",
                    "field": "logins_30d", "number": logins})
            })
            .collect();
        let accounts: Vec<Value> = (0..40)
            .map(|i| json!({"account_id": format!("a{i:02}")}))
            .collect();
        Scene::new(&json!({"accounts": accounts, "snapshots": rows}))
    };
    let compared = |before: usize, after: usize| {
        let (old, new) = (portfolio(before), portfolio(after));
        let score =
            |scene: &Scene| evaluate(&scene.data, scene.plan.compiled(), &[], d(2)).evaluation;
        flood((&old.data, &score(&old)), (&new.data, &score(&new)))
    };
    assert!(compared(0, 6).is_none(), "exactly 15 %");
    let up = compared(0, 7).unwrap();
    assert_eq!((up.way, up.moved, up.of), (Way::Up, 7, 40));
    assert_eq!(compared(10, 0).unwrap().way, Way::Down);
}
