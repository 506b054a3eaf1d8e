//! The rounds of one alert: what its signal and the people working on it make of it over time.

use crate::alert::{AlertState, Closing};
use crate::timeline::Episode;
use crate::work::{AlertAct, AlertWork, Entry};
use perennial_data::Day;

/// The newest round of an alert on a date, and what is left of those before.
#[derive(Debug)]
pub(crate) struct Round {
    pub(crate) state: AlertState,
    pub(crate) first_seen: Day,
    pub(crate) last_seen: Day,
    pub(crate) occurrences: u32,
    pub(crate) owner: Option<String>,
    pub(crate) earlier_rounds: u32,
    pub(crate) earlier_closings: Vec<Closing>,
    /// Whether somebody started on it in this round.
    started: bool,
    /// Whether the signal holds.
    holds: bool,
}

/// What happens to an alert, in the order in which a day sees it: a snooze ends as the day begins, then
/// the signal rises or clears, then people act.
#[derive(Clone, Copy)]
enum Event<'e> {
    /// The signal holds from this day on, to that one at least.
    Rise(Day),
    /// It no longer holds.
    Clear,
    Act(&'e Entry, &'e AlertWork),
}

/// Folds the days on which a signal held, the oldest first, and what people did about it, in order of
/// days, up to `as_of`. `None` where the signal never held.
pub(crate) fn fold<K>(
    episodes: &[Episode],
    acts: &[(K, &Entry, &AlertWork)],
    as_of: Day,
) -> Option<Round> {
    let mut events: Vec<(Day, Event<'_>)> = Vec::new();
    for episode in episodes {
        events.push((episode.from, Event::Rise(episode.to)));
        if !episode.holds {
            events.push((episode.to.plus_days(1), Event::Clear));
        }
    }
    events.extend(
        acts.iter()
            .map(|&(_, entry, act)| (entry.on, Event::Act(entry, act))),
    );
    let rank = |event: &Event<'_>| u8::from(matches!(event, Event::Act(..)));
    perennial_data::sort_by(&mut events, |a, b| {
        (a.0, rank(&a.1)).cmp(&(b.0, rank(&b.1)))
    });
    let mut round: Option<Round> = None;
    for (day, event) in events.into_iter().filter(|&(day, _)| day <= as_of) {
        if let Some(round) = &mut round {
            round.wake(day);
        }
        match (event, &mut round) {
            (Event::Rise(to), Some(round)) => round.rise(day, to),
            (Event::Rise(to), None) => round = Some(Round::new(day, to)),
            (Event::Clear, Some(round)) => round.clear(day),
            (Event::Act(entry, act), Some(round)) => round.act(entry, act),
            // Nothing that is there could be meant.
            (Event::Clear | Event::Act(..), None) => {}
        }
    }
    let mut round = round?;
    round.wake(as_of);
    Some(round)
}

impl Round {
    fn new(first_seen: Day, last_seen: Day) -> Self {
        Self {
            state: AlertState::New,
            first_seen,
            last_seen,
            occurrences: 1,
            owner: None,
            earlier_rounds: 0,
            earlier_closings: Vec::new(),
            started: false,
            holds: true,
        }
    }

    fn rise(&mut self, from: Day, to: Day) {
        if self.state.is_open() {
            self.occurrences += 1;
        } else {
            let over = std::mem::replace(&mut self.state, AlertState::New);
            if let AlertState::Closed(closing) = over {
                self.earlier_closings.push(closing);
            }
            self.earlier_rounds += 1;
            self.first_seen = from;
            self.occurrences = 1;
            self.started = false;
            self.owner = None;
        }
        self.last_seen = to;
        self.holds = true;
    }

    fn clear(&mut self, on: Day) {
        self.holds = false;
        if self.state == AlertState::New {
            self.state = AlertState::Passed { on };
        }
    }

    /// Ends a snooze whose last day is over. One that nobody had started on passes if its signal has
    /// cleared meanwhile: there is nothing to wake up for.
    fn wake(&mut self, day: Day) {
        let AlertState::Snoozed { until, .. } = self.state else {
            return;
        };
        if day > until {
            self.unsnooze(until.plus_days(1));
        }
    }

    fn unsnooze(&mut self, on: Day) {
        self.state = match (self.started, self.holds) {
            (true, _) => AlertState::Active,
            (false, true) => AlertState::New,
            (false, false) => AlertState::Passed { on },
        };
    }

    fn act(&mut self, entry: &Entry, work: &AlertWork) {
        match &work.act {
            AlertAct::Start if self.state.is_open() => self.start(),
            AlertAct::Assign(owner) if self.state.is_open() => {
                self.owner = Some(owner.clone());
                self.start();
            }
            AlertAct::Snooze { until, reason } if self.state.is_open() => {
                self.state = AlertState::Snoozed {
                    until: *until,
                    reason: reason.clone(),
                };
                // A day in the past is no snooze.
                self.wake(entry.on);
            }
            AlertAct::Wake if matches!(self.state, AlertState::Snoozed { .. }) => {
                self.unsnooze(entry.on);
            }
            // What was found about one that passed by itself is worth keeping too.
            AlertAct::Close {
                cause,
                note,
                feedback,
            } if !cause.trim().is_empty() && !matches!(self.state, AlertState::Closed(_)) => {
                self.state = AlertState::Closed(Closing {
                    first_seen: self.first_seen,
                    on: entry.on,
                    author: entry.author.clone(),
                    cause: cause.clone(),
                    note: note.clone(),
                    feedback: feedback.clone(),
                });
            }
            AlertAct::Reopen if !self.state.is_open() => self.start(),
            AlertAct::Start
            | AlertAct::Assign(_)
            | AlertAct::Snooze { .. }
            | AlertAct::Wake
            | AlertAct::Close { .. }
            | AlertAct::Reopen => {}
        }
    }

    fn start(&mut self) {
        self.started = true;
        self.state = AlertState::Active;
    }
}
