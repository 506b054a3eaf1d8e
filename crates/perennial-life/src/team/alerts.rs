//! How the team deals with alerts: takes them up, works on them, closes them with a cause.

use super::Desk;
use super::dice::Dice;
use crate::play::{Occasion, Source};
use crate::work::AlertAct;
use perennial_data::Day;
use perennial_model::life::{Direction, Severity, Signal, SignalFamily};

/// An alert that has gone on for so many days is closed although its condition holds; `None`: never, as
/// what is owed, a chance or a gap in the data stays until it is dealt with.
fn patience(signal: &Signal) -> Option<i32> {
    match (signal.family, signal.severity) {
        _ if signal.direction == Direction::Opportunity => None,
        (SignalFamily::Money | SignalFamily::Data, _) => None,
        (_, Severity::Warning | Severity::Critical) => Some(90),
        (_, Severity::Info) => Some(10),
    }
}

impl Desk<'_> {
    /// Takes up the alerts of a signal, works on them, closes them.
    pub(super) fn alerts(&mut self, at: usize) {
        let (Some(signal), Ok(source)) = (self.inputs.model.signals().get(at), u16::try_from(at))
        else {
            return;
        };
        // A nurture moment is its task alone, and that a machine's.
        if signal.direction == Direction::Nurture {
            return;
        }
        let last = self.inputs.until;
        let runs = self
            .inputs
            .timeline
            .episodes(self.account, last, |s| s.signal(at));
        // The day up to which everything is dealt with.
        let mut closed: Option<Day> = None;
        for (i, run) in runs.iter().enumerate() {
            if closed.is_some_and(|closed| run.from <= closed) {
                continue;
            }
            let occasion = Occasion {
                account: self.account,
                source: Source::Signal(source),
                from: run.from,
                until: None,
                earlier: run.earlier,
            };
            let dice = self.dice(&occasion, (2_000, 0));
            let begun = run.from.plus_days(dice.wait(signal.severity));
            let begun = self.inputs.calendar.next_workday(begun);
            // It cleared before anybody came to it.
            if !run.holds && run.to < begun {
                continue;
            }
            if begun >= self.until {
                return;
            }
            let rests = signal.severity == Severity::Info && dice.chance(3, 125);
            let ready = if rests {
                let until = begun.plus_days(13);
                let reason = dice.word(&self.habits.rests);
                self.alert(begun, signal, AlertAct::Snooze { until, reason });
                self.inputs.calendar.next_workday(until.plus_days(1))
            } else {
                begun
            };
            if ready >= self.until {
                return;
            }
            self.alert(ready, signal, AlertAct::Start);
            let Some(done) = self.plays(&occasion, ready) else {
                return;
            };
            let clear = runs[i..].iter().take_while(|run| run.from <= done).last();
            let clear = clear
                .filter(|run| !run.holds)
                .map(|run| run.to.plus_days(1));
            let patient = patience(signal).map(|days| run.from.plus_days(days));
            let Some(over) = clear.into_iter().chain(patient).min() else {
                return;
            };
            let over = over.max(done);
            let on = self
                .inputs
                .calendar
                .next_workday(over.plus_days(dice.between(4, 0, 2)));
            if on >= self.until {
                return;
            }
            let act = AlertAct::Close {
                cause: self.cause(signal, on, &dice),
                note: String::new(),
                feedback: if dice.chance(5, 400) {
                    dice.word(&self.habits.feedback)
                } else {
                    String::new()
                },
            };
            self.alert(on, signal, act);
            closed = Some(on);
        }
    }

    /// The likely cause half the time; else one of the signal's list, the first ones more often. One
    /// that a change of process was to remove is found less often since.
    fn cause(&self, signal: &Signal, on: Day, dice: &Dice) -> String {
        let mut likely = self.habits.likely.iter();
        let likely = likely.find(|(of, _)| *of == signal.id);
        let first = signal.causes.first().map(|cause| cause.id.as_str());
        let likely = likely.map(|&(_, cause)| cause).or(first);
        let drawn = signal.causes.get(dice.early(6, signal.causes.len()));
        let drawn = drawn.map(|cause| cause.id.as_str());
        let found = if dice.chance(7, 600) { likely } else { drawn };
        let removed = |cause: &str| {
            let improved = self.habits.improved;
            improved.is_some_and(|(from, removed)| from <= on && removed == cause)
        };
        let found = found.filter(|cause| !removed(cause) || dice.chance(8, 333));
        let mut others = signal.causes.iter().map(|cause| cause.id.as_str());
        let found = found.or_else(|| others.find(|cause| !removed(cause)));
        found.unwrap_or_default().to_owned()
    }
}
