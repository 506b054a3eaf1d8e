//! What plays and cadences may follow on a date: the stays and alerts that last, from timeline,
//! observation and alerts, and those that are over where people's work hangs on them.

use crate::alert::Alert;
use crate::observe::Observation;
use crate::play::{Occasion, Source};
use crate::stay::stays;
use crate::timeline::Timeline;
use crate::work::{TaskKey, Work, WorkLog};
use perennial_data::{AccountIdx, Dataset, Day};
use std::collections::BTreeSet;

/// All occasions of the observation's date. `alerts` are those of the same date; one that is snoozed
/// gives no tasks until it wakes.
#[must_use]
pub fn occasions(
    data: &Dataset,
    timeline: &Timeline,
    observation: &Observation,
    alerts: &[Alert],
    work: &WorkLog,
) -> Vec<Occasion> {
    let as_of = observation.as_of();
    let mut found = Vec::new();
    for account in 0..u32::try_from(observation.stages().len()).unwrap_or(u32::MAX) {
        lasting(timeline, observation, account, &mut found);
    }
    let asks = |alert: &&Alert| alert.state.asks();
    for alert in alerts.iter().filter(asks) {
        let Ok(signal) = u16::try_from(alert.signal) else {
            continue;
        };
        found.push(Occasion {
            account: alert.account,
            source: Source::Signal(signal),
            from: alert.first_seen,
            until: None,
            earlier: false,
        });
    }
    for account in worked_on(data, work, as_of) {
        over(timeline, observation, (account, alerts), &mut found);
    }
    found
}

/// The stage and the tracks of an account that last on the date.
fn lasting(
    timeline: &Timeline,
    observation: &Observation,
    account: AccountIdx,
    found: &mut Vec<Occasion>,
) {
    let as_of = observation.as_of();
    let at = account as usize;
    let mut stage = observation.stage(at);
    let mut tracks = observation.tracks().get(at).copied().unwrap_or(0);
    let first = timeline.first();
    let mut add = |source: Option<Source>, from: Day| {
        found.extend(source.map(|source| Occasion {
            account,
            source,
            from,
            until: None,
            earlier: first == Some(from),
        }));
    };
    let mut since = as_of;
    for (day, state) in timeline.back(account, as_of) {
        // What lasts and was not so on the earlier day began on the day after that change.
        if stage.is_some() && state.stage() != stage {
            add(stage.take().and_then(of_stage), since);
        }
        each(tracks & !state.tracks, |track| {
            add(Some(Source::Track(track)), since);
        });
        tracks &= state.tracks;
        if stage.is_none() && tracks == 0 {
            return;
        }
        since = day;
    }
    add(stage.and_then(of_stage), since);
    each(tracks, |track| add(Some(Source::Track(track)), since));
}

fn of_stage(stage: usize) -> Option<Source> {
    u16::try_from(stage).ok().map(Source::Stage)
}

fn each(bits: u16, mut visit: impl FnMut(u16)) {
    (0..16)
        .filter(|at| bits >> at & 1 == 1)
        .for_each(&mut visit);
}

/// Accounts for which somebody did something to a play's task.
fn worked_on(data: &Dataset, work: &WorkLog, as_of: Day) -> BTreeSet<AccountIdx> {
    let of_plays = work.standing(as_of).filter_map(|entry| match &entry.work {
        Work::Task(work) if matches!(work.task, TaskKey::Play { .. }) => Some(&work.account),
        Work::Shift(shift) => Some(&shift.account),
        _ => None,
    });
    of_plays
        .filter_map(|account| data.account(account))
        .collect()
}

/// Stays, tracks and signals of an account that are over, and alerts of which nothing is asked.
fn over(
    timeline: &Timeline,
    observation: &Observation,
    (account, alerts): (AccountIdx, &[Alert]),
    found: &mut Vec<Occasion>,
) {
    let as_of = observation.as_of();
    let mut add = |source: Source, from: Day, until: Day, earlier: bool| {
        found.push(Occasion {
            account,
            source,
            from,
            until: Some(until),
            earlier,
        });
    };
    for stay in stays(timeline, account, as_of) {
        if let (Some(source), Some(left)) = (of_stage(stay.stage), stay.left_on) {
            add(source, stay.entered_on, left, stay.earlier);
        }
    }
    for track in 0..16_u16 {
        for episode in timeline.episodes(account, as_of, |state| state.track(usize::from(track))) {
            if !episode.holds {
                let until = episode.to.plus_days(1);
                add(Source::Track(track), episode.from, until, episode.earlier);
            }
        }
    }
    let of_account = alerts.partition_point(|alert| alert.account < account);
    let alerts = &alerts[of_account..];
    let asked = |signal: u16, from: Day| {
        let own = alerts.iter().take_while(|alert| alert.account == account);
        let mut open = own.filter(|alert| alert.state.asks());
        open.any(|alert| alert.signal == usize::from(signal) && alert.first_seen == from)
    };
    for signal in 0..u16::try_from(observation.n_signals()).unwrap_or(u16::MAX) {
        let at = usize::from(signal);
        for episode in timeline.episodes(account, as_of, |state| state.signal(at)) {
            if !asked(signal, episode.from) {
                let until = if episode.holds {
                    as_of
                } else {
                    episode.to.plus_days(1)
                };
                add(Source::Signal(signal), episode.from, until, episode.earlier);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alert::alerts;
    use crate::tracker::Tracker;
    use crate::work::{AlertAct, AlertWork, TaskAct, TaskWork};
    use crate::{LifePlan, Manual, Observation, Observer};
    use crate::{sketch, stay};
    use perennial_engine::vectors::dataset;
    use perennial_model::life::LifeRule;
    use perennial_model::{MetricRule, Test};
    use serde_json::json;
    use std::rc::Rc;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// Account a started on 5 January, uses the product once, on the 10th, and is quiet from the
    /// 13th on.
    fn data() -> Dataset {
        dataset(&json!({
            "accounts": [{"account_id": "a", "started_on": "2026-01-05"}],
            "contracts": [{"contract_id": "1", "account_id": "a", "starts_on": "2026-01-05", "ends_on": "2027-01-05", "amount": 1}],
            "usage": [{"account_id": "a", "date": "2026-01-10", "events": 1},
                {"account_id": "a", "date": "2026-01-20", "events": 1}],
        }))
        .unwrap()
    }

    fn plan() -> LifePlan {
        let mut model = sketch::model();
        let quiet = LifeRule::Metric(MetricRule {
            metric: "days_since_last_use".to_owned(),
            test: Test::AtLeast(3.0),
        });
        if let Some(signals) = &mut model.signals {
            signals[0].when = vec![quiet];
        }
        LifePlan::of_valid(&model).unwrap()
    }

    struct Then {
        timeline: Timeline,
        observation: Observation,
        found: Vec<Occasion>,
    }

    fn then(plan: &LifePlan, work: &WorkLog, on: &str) -> Then {
        let data = Rc::new(data());
        let manual = Manual {
            overrides: &[],
            work,
        };
        let mut observer = Observer::new(Rc::clone(&data));
        let mut tracker = Tracker::new(&data, day(on));
        tracker.advance(&mut observer, plan, manual, (day(on), 100));
        let observation = observer.observe(plan, manual, day(on)).observation;
        let timeline = tracker.timeline().clone();
        let alerts = alerts(&data, &timeline, &observation, work);
        let found = occasions(&data, &timeline, &observation, &alerts, work);
        Then {
            timeline,
            observation,
            found,
        }
    }

    fn of(then: &Then, source: Source) -> Vec<(String, Option<String>)> {
        let found = then
            .found
            .iter()
            .filter(|occasion| occasion.source == source);
        let text = |day: Day| day.to_string();
        found.map(|o| (text(o.from), o.until.map(text))).collect()
    }

    const QUIET: Source = Source::Signal(0);

    #[test]
    fn an_open_alert_and_the_stay_that_lasts_are_occasions() {
        let (plan, mut work) = (plan(), WorkLog::default());
        let on = "2026-01-15";
        let now = then(&plan, &work, on);
        let pair = |from: &str, until: Option<&str>| (from.to_owned(), until.map(str::to_owned));
        assert_eq!(of(&now, QUIET), [pair("2026-01-13", None)]);
        let stay = stay::current_stay(&now.timeline, 0, day(on)).unwrap();
        let source = of_stage(now.observation.stage(0).unwrap()).unwrap();
        assert_eq!(of(&now, source), [(stay.entered_on.to_string(), None)]);
        // Snoozed, it asks for nothing.
        work.push(
            "Wu",
            day(on),
            Work::Alert(AlertWork {
                account: "a".to_owned(),
                signal: "quiet".to_owned(),
                act: AlertAct::Snooze {
                    until: day("2026-01-16"),
                    reason: "holiday".to_owned(),
                },
            }),
        );
        assert_eq!(of(&then(&plan, &work, on), QUIET), []);
        assert_eq!(
            of(&then(&plan, &work, "2026-01-17"), QUIET),
            [pair("2026-01-13", None)]
        );
    }

    #[test]
    fn rounds_that_are_over_are_there_where_somebody_worked_on_them() {
        let (plan, mut work) = (plan(), WorkLog::default());
        let on = "2026-01-24";
        let pair = |from: &str, until: Option<&str>| (from.to_owned(), until.map(str::to_owned));
        let second = pair("2026-01-23", None);
        let before = of(&then(&plan, &work, on), QUIET);
        work.push(
            "Wu",
            day("2026-01-14"),
            Work::Task(TaskWork {
                account: "a".to_owned(),
                task: TaskKey::Play {
                    play: "wake".to_owned(),
                    task: "call".to_owned(),
                    trigger_on: day("2026-01-13"),
                },
                act: TaskAct::Done(String::new()),
            }),
        );
        let first = pair("2026-01-13", Some("2026-01-20"));
        assert_eq!(of(&then(&plan, &work, on), QUIET), [second.clone(), first]);
        assert_eq!(before, [second]);
    }
}
