//! How many customers were in which stage and had which alert on each of several dates: one pass over
//! the changes of a timeline, whatever the number of dates.
//!
//! The same as the board and the list of customers say of each date: stages last past their rules as
//! [`Timeline`] has them, and an alert asks for something while its signal holds, unless a person
//! snoozed or closed it, or when somebody works on it although its signal has cleared.

use crate::alert::{Act, AlertState, touched};
use crate::state::State;
use crate::timeline::Timeline;
use crate::work::WorkLog;
use perennial_data::{AccountIdx, Dataset, Day};
use perennial_model::Model;
use perennial_model::life::Direction;

/// The counts of one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryCounts {
    /// The date.
    pub on: Day,
    /// Accounts by stage, by position in the set in use.
    pub stages: Vec<u32>,
    /// Accounts that exist and are in no stage.
    pub without: u32,
    /// Accounts by signal whose alert asks for something, by position in the model. Those of nurture
    /// signals are counted here and not in `with_alert`, as they stand in no list.
    pub alerts: Vec<u32>,
    /// Accounts with at least one of the alerts that stand in the list.
    pub with_alert: u32,
}

/// Says of an alert that nobody works on, by account, signal and the day on which it opened, that it stays
/// out of sight: see [`crate::flood::is_held_back`].
pub type HeldBack<'h> = &'h dyn Fn(AccountIdx, usize, Day) -> bool;

/// Counts on each of `dates`, in rising order; those that the timeline does not reach are left out.
/// `held_back` is asked of the dates from its day on.
#[must_use]
pub fn history(
    data: &Dataset,
    model: &Model,
    timeline: &Timeline,
    work: &WorkLog,
    (dates, held_back): (&[Day], Option<(Day, HeldBack<'_>)>),
) -> Vec<HistoryCounts> {
    let mut dates: Vec<Day> = dates.to_vec();
    dates.sort_unstable();
    dates.dedup();
    let reached = timeline.first().zip(timeline.through());
    dates.retain(|date| reached.is_some_and(|(first, last)| first <= *date && *date <= last));
    let signals = model.signals();
    let tally = Tally {
        n_stages: model.stages().set().map_or(0, |set| set.stages.len()),
        n_signals: signals.len().min(64),
        shown: (0..64).zip(signals).fold(0, |shown, (at, signal)| {
            shown | u64::from(signal.direction != Direction::Nurture) << at
        }),
    };
    let position = |id: &str| signals.iter().position(|signal| signal.id == id);
    let mut counts = Vec::with_capacity(dates.len());
    timeline.each_date(&dates, |on, accounts_by_state| {
        let mut then = tally.none(on);
        for (state, accounts) in accounts_by_state {
            tally.add(&mut then, state, i64::from(accounts));
        }
        let acts = touched(data, &position, work, on);
        let held = held_back
            .filter(|(from, _)| *from <= on)
            .map(|(_, held)| held);
        let mut by_account = acts.chunk_by(|a, b| a.0.0 == b.0.0).peekable();
        if held.is_none() {
            by_account.for_each(|acts| tally.correct(&mut then, timeline, acts[0].0.0, acts, None));
        } else {
            for (account, _) in (0..AccountIdx::MAX).zip(0..timeline.n_accounts()) {
                let own = by_account.next_if(|acts| acts[0].0.0 == account);
                tally.correct(&mut then, timeline, account, own.unwrap_or_default(), held);
            }
        }
        counts.push(then.done(data));
    });
    counts
}

/// What is counted.
struct Tally {
    n_stages: usize,
    n_signals: usize,
    /// A bit per signal whose alerts stand in lists.
    shown: u64,
}

/// Counts of one date in the making: corrections take away too.
struct Counts {
    on: Day,
    stages: Vec<i64>,
    alerts: Vec<i64>,
    with_alert: i64,
}

impl Tally {
    fn none(&self, on: Day) -> Counts {
        Counts {
            on,
            stages: vec![0; self.n_stages],
            alerts: vec![0; self.n_signals],
            with_alert: 0,
        }
    }

    fn add(&self, counts: &mut Counts, state: State, accounts: i64) {
        if let Some(stage) = state.stage().and_then(|at| counts.stages.get_mut(at)) {
            *stage += accounts;
        }
        self.add_alerts(counts, state.signals, accounts);
    }

    fn add_alerts(&self, counts: &mut Counts, mut signals: u64, accounts: i64) {
        counts.with_alert += i64::from(signals & self.shown != 0) * accounts;
        while signals != 0 {
            if let Some(alerts) = counts.alerts.get_mut(signals.trailing_zeros() as usize) {
                *alerts += accounts;
            }
            signals &= signals - 1;
        }
    }

    /// Puts the alerts of an account that ask for something in place of its signals.
    fn correct(
        &self,
        counts: &mut Counts,
        timeline: &Timeline,
        account: AccountIdx,
        acts: &[Act<'_>],
        held: Option<HeldBack<'_>>,
    ) {
        let on = counts.on;
        let plain = timeline.at(account, on).signals;
        let is_held =
            |signal, first_seen| held.is_some_and(|held| held(account, signal, first_seen));
        let mut asking = plain;
        let mut untouched = plain;
        for of_signal in acts.chunk_by(|a, b| a.0 == b.0) {
            let signal = of_signal[0].0.1;
            let episodes = timeline.episodes(account, on, |state| state.signal(signal));
            let asks = crate::round::fold(&episodes, of_signal, on).is_some_and(|round| {
                let is_new = round.state == AlertState::New;
                round.state.asks() && !(is_new && is_held(signal, round.first_seen))
            });
            untouched &= !(1 << signal);
            asking = asking & !(1 << signal) | u64::from(asks) << signal;
        }
        while held.is_some() && untouched != 0 {
            let signal = untouched.trailing_zeros() as usize;
            untouched &= untouched - 1;
            let since = timeline.since(account, signal, on);
            if since.is_some_and(|since| is_held(signal, since)) {
                asking &= !(1 << signal);
            }
        }
        if asking != plain {
            self.add_alerts(counts, plain, -1);
            self.add_alerts(counts, asking, 1);
        }
    }
}

impl Counts {
    fn done(self, data: &Dataset) -> HistoryCounts {
        let whole = |n: i64| u32::try_from(n).unwrap_or(0);
        let existing = data.existing(self.on).into_iter().filter(|exists| *exists);
        let existing = u32::try_from(existing.count()).unwrap_or(u32::MAX);
        let stages: Vec<u32> = self.stages.into_iter().map(whole).collect();
        HistoryCounts {
            on: self.on,
            without: existing.saturating_sub(stages.iter().sum()),
            stages,
            alerts: self.alerts.into_iter().map(whole).collect(),
            with_alert: whole(self.with_alert),
        }
    }
}

#[cfg(test)]
#[path = "history_tests.rs"]
mod tests;
