//! The counts of a date are what observing it with the days before says.

use super::history;
use crate::alert::alerts;
use crate::scene::{Scene, day};
use crate::work::{AlertAct, AlertWork, Entry, Work, WorkLog};
use perennial_data::Day;
use perennial_model::life::Direction;
use serde_json::json;

#[test]
fn counts_are_those_of_each_date_observed_with_the_days_before() {
    let first = day("2025-01-01");
    let mut tables = json!({"accounts": [], "contracts": [], "usage": [], "events": []});
    for a in 0..12 {
        let id = format!("a{a}");
        let on = |days: i32| first.plus_days(days).to_string();
        let push = |tables: &mut serde_json::Value, table: &str, row| {
            tables[table].as_array_mut().unwrap().push(row);
        };
        push(
            &mut tables,
            "accounts",
            json!({"account_id": id, "seats": 10, "started_on": on(-a * 20)}),
        );
        push(
            &mut tables,
            "contracts",
            json!({"contract_id": format!("c{a}"), "account_id": id,
            "starts_on": on(-a * 20), "ends_on": on(300 - a * 25), "amount": 100}),
        );
        for days in (0..150).step_by(1 + usize::try_from(a).unwrap() % 4) {
            let events = if days > 70 { 3 + a } else { 60 };
            push(
                &mut tables,
                "usage",
                json!({"account_id": id, "date": on(days), "events": events,
                "users": 2, "feature": "core"}),
            );
        }
        // Twice within 30 days is a critical signal: at risk, until 30 days without.
        for days in [20 + a, 25 + 2 * a] {
            push(
                &mut tables,
                "events",
                json!({"account_id": id, "date": on(days),
                "kind": "cancel_attempt", "note": days.to_string()}),
            );
        }
    }
    let mut scene = Scene::new(&tables);
    let close = |id, account: &str, days, act| Entry {
        id,
        on: first.plus_days(days),
        author: String::new(),
        work: Work::Alert(AlertWork {
            account: account.to_owned(),
            signal: "cancel_attempts".to_owned(),
            act,
        }),
    };
    let snooze = AlertAct::Snooze {
        until: first.plus_days(44),
        reason: "waits".to_owned(),
    };
    scene.work = WorkLog::of(vec![
        close(1, "a1", 30, AlertAct::Start),
        close(2, "a2", 32, snooze),
        close(
            3,
            "a3",
            40,
            AlertAct::Close {
                cause: "price".to_owned(),
                note: String::new(),
                feedback: String::new(),
            },
        ),
    ]);
    let until = first.plus_days(149);
    let tracker = scene.tracked(until);
    let (timeline, model) = (tracker.timeline(), scene.plan.model());
    // Out of order and with one too many, which is left out.
    let mut dates: Vec<Day> = (0..150)
        .rev()
        .step_by(3)
        .map(|days| first.plus_days(days))
        .collect();
    dates.push(until.plus_days(1));

    // Of one signal nothing of some days is seen, where nobody works on it.
    let hidden = first.plus_days(34)..=first.plus_days(36);
    let held = |_, _, opened: Day| hidden.contains(&opened);
    for held_back in [None, Some((*hidden.start(), &held as super::HeldBack<'_>))] {
        let counted = history(
            &scene.data,
            model,
            timeline,
            &scene.work,
            (&dates, held_back),
        );
        assert_eq!(counted.len(), 50);
        let mut seen = vec![0; model.stages().set().unwrap().stages.len()];
        for counts in &counted {
            let mut observed = scene.observe(counts.on);
            timeline.settle(&mut observed.observation);
            let mut list = alerts(&scene.data, timeline, &observed.observation, &scene.work);
            list.retain(|alert| {
                let hides = held_back.is_some() && alert.state == crate::alert::AlertState::New;
                alert.state.asks() && !(hides && hidden.contains(&alert.first_seen))
            });
            let mut stages = vec![0_u32; seen.len()];
            let exists = scene.data.existing(counts.on);
            let mut without = 0;
            for (account, exists) in exists.into_iter().enumerate() {
                match observed.observation.stage(account) {
                    Some(stage) => stages[stage] += 1,
                    None => without += u32::from(exists),
                }
            }
            let mut of_signals = vec![0_u32; model.signals().len()];
            let mut with_alert = vec![false; 12];
            for alert in &list {
                of_signals[alert.signal] += 1;
                let shown = model.signals()[alert.signal].direction != Direction::Nurture;
                with_alert[alert.account as usize] |= shown;
            }
            let with_alert = with_alert.into_iter().filter(|with| *with).count();
            assert_eq!(
                (&counts.stages, counts.without),
                (&stages, without),
                "{}",
                counts.on
            );
            assert_eq!(counts.alerts, of_signals, "{}", counts.on);
            assert_eq!(counts.with_alert as usize, with_alert, "{}", counts.on);
            seen.iter_mut().zip(stages).for_each(|(seen, n)| *seen += n);
        }
        // Several stages were there at all, and one of them lasts past its rules.
        assert!(seen.iter().filter(|n| **n > 0).count() >= 4, "{seen:?}");
    }
}
