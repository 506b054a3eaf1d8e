//! Stages, tracks and signals of every account day after day: what holds from when to when.
//!
//! Only changes are kept. A date in the past is a prefix of the timeline to a later date, so travel
//! in time reads it and computes nothing.

use crate::observe::Observation;
use crate::stage::NO_STAGE;
use crate::state::State;
use perennial_data::{AccountIdx, Day};
use rustc_hash::FxHashMap;

const NONE: u32 = u32::MAX;
/// No place of a stage: what settles is looked up.
const UNSETTLED: u8 = NO_STAGE - 1;

/// A stretch of days on which something held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Episode {
    /// The first day.
    pub from: Day,
    /// The last day known; the date asked for where it still holds.
    pub to: Day,
    /// Whether it still holds on the date asked for.
    pub holds: bool,
    /// Whether it already held on the timeline's first day, so that its first day is not known.
    pub earlier: bool,
}

#[derive(Clone, Copy, Debug)]
struct Change {
    account: u32,
    /// Place in `states`.
    state: u32,
    /// Place of the account's change before, [`NONE`] for its first.
    before: u32,
    day: i32,
}

/// A day on which a signal began to hold.
#[derive(Clone, Copy, Debug)]
struct Rise {
    /// Which account and signal: see [`Timeline::slot`].
    slot: u32,
    day: i32,
    /// Place of the rise before, [`NONE`] for the first.
    before: u32,
}

/// What holds for every account from a first day to a last.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    first: Option<Day>,
    /// The different states; changes name them by place.
    states: Vec<State>,
    places: FxHashMap<State, u32>,
    /// In order of days; those of one day in order of accounts.
    changes: Vec<Change>,
    /// Per day from the first how many changes there are up to and including it.
    ends: Vec<u32>,
    /// Per account the place of its newest change, [`NONE`] where nothing ever held.
    last: Vec<u32>,
    /// Per account what holds on the last day, and the stage by the rules of it and of the days before;
    /// [`UNSETTLED`] where that is not at hand.
    now: Vec<(State, u8)>,
    n_signals: usize,
    /// In order of days.
    rises: Vec<Rise>,
    /// Per account and signal the place of the newest rise.
    last_rise: Vec<u32>,
}

impl Timeline {
    /// A timeline without any day, for so many accounts.
    #[must_use]
    pub fn new(n_accounts: usize) -> Self {
        Self {
            last: vec![NONE; n_accounts],
            now: vec![(State::NOTHING, UNSETTLED); n_accounts],
            ..Self::default()
        }
    }

    /// Number of accounts.
    #[must_use]
    pub fn n_accounts(&self) -> usize {
        self.last.len()
    }

    /// Number of signals that the states tell of.
    pub(crate) fn n_signals(&self) -> usize {
        self.n_signals
    }

    /// Number of changes held.
    #[must_use]
    pub fn n_changes(&self) -> usize {
        self.changes.len()
    }

    /// The first day; `None` while there is none.
    #[must_use]
    pub fn first(&self) -> Option<Day> {
        self.first
    }

    /// The last day; `None` while there is none.
    #[must_use]
    pub fn through(&self) -> Option<Day> {
        let days = i32::try_from(self.ends.len()).ok()?;
        Some(self.first?.plus_days(days - 1))
    }

    /// Adds what was observed. `false`, and nothing added, unless it is of the day after the last
    /// (any day while there is none) and of the same accounts.
    #[must_use]
    pub fn push(&mut self, observation: &Observation) -> bool {
        let day = observation.as_of();
        let next = self.through().map(|last| last.plus_days(1));
        let n = self.n_accounts();
        if next.is_some_and(|next| next != day) || observation.stages.len() != n {
            return false;
        }
        if self.first.is_none() {
            self.begin(day, observation.n_signals());
        }
        let mut by_hand: Vec<AccountIdx> = observation.by_hand.iter().map(|set| set.0).collect();
        by_hand.sort_unstable();
        let mut by_hand = by_hand.into_iter().peekable();
        let waits = !observation.waits.is_empty();
        for account in 0..n {
            let rules = observation.rules[account];
            let (then, before) = self.now[account];
            // What did not last past its rules yesterday does not today, while they say the same.
            let by_rules = if !waits || (before == rules && then.rules == rules) {
                rules
            } else {
                self.settled_stage(observation, number(account)).0
            };
            let is_by_hand = by_hand.next_if_eq(&number(account)).is_some();
            let state = State {
                stage: if is_by_hand {
                    observation.stages[account]
                } else {
                    by_rules
                },
                rules,
                tracks: observation.tracks[account],
                signals: observation.signals[account],
            };
            if then != state {
                let place = self.place(state);
                self.change(account, place, day);
            }
            self.now[account] = (state, by_rules);
        }
        self.end_day();
        true
    }

    /// The first day, and of how many signals the states tell.
    pub(crate) fn begin(&mut self, first: Day, n_signals: usize) {
        self.first = Some(first);
        self.n_signals = n_signals;
        self.last_rise = vec![NONE; self.n_accounts() * n_signals];
    }

    /// Notes the state that holds from a day on for an account, by the state's place; the day is the one after the last
    /// that ended.
    pub(crate) fn change(&mut self, account: usize, place: u32, day: Day) {
        let state = self.state(place);
        let (then, _) = std::mem::replace(&mut self.now[account], (state, UNSETTLED));
        self.rise(account, state.signals & !then.signals, day);
        let before = std::mem::replace(&mut self.last[account], number(self.changes.len()));
        self.changes.push(Change {
            account: number(account),
            state: place,
            before,
            day: day.number(),
        });
    }

    /// The day has no more changes.
    pub(crate) fn end_day(&mut self) {
        self.ends.push(number(self.changes.len()));
    }

    /// The different states, by place.
    pub(crate) fn kinds(&self) -> &[State] {
        &self.states
    }

    /// Per day its changes, in order of accounts: which, and the place of the state.
    pub(crate) fn by_day(
        &self,
    ) -> impl Iterator<Item = impl Iterator<Item = (u32, u32)> + '_> + '_ {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(&start, &end)| {
            let changes = self.changes[start as usize..end as usize].iter();
            changes.map(|change| (change.account, change.state))
        })
    }

    /// Notes the signals of an account that begin to hold.
    fn rise(&mut self, account: usize, mut signals: u64, day: Day) {
        while signals != 0 {
            let slot = self.slot(account, signals.trailing_zeros() as usize);
            signals &= signals - 1;
            if let Some(last) = self.last_rise.get_mut(slot) {
                let before = std::mem::replace(last, number(self.rises.len()));
                self.rises.push(Rise {
                    slot: number(slot),
                    day: day.number(),
                    before,
                });
            }
        }
    }

    fn slot(&self, account: usize, signal: usize) -> usize {
        account * self.n_signals + signal
    }

    /// The day since which a signal, by its position in the model, holds for an account that it holds
    /// for on a day; `None` where it never held by then.
    #[must_use]
    pub fn since(&self, account: AccountIdx, signal: usize, on: Day) -> Option<Day> {
        if signal >= self.n_signals {
            return None;
        }
        let slot = self.slot(account as usize, signal);
        let mut next = *self.last_rise.get(slot)?;
        loop {
            let rise = self.rises.get(next as usize)?;
            if rise.day <= on.number() {
                return Day::from_column(rise.day);
            }
            next = rise.before;
        }
    }

    /// Forgets a day and all later ones, as what they were made from has changed.
    pub fn forget_from(&mut self, day: Day) {
        let Some(first) = self.first else { return };
        let kept = usize::try_from(day.days_since(first)).unwrap_or(0);
        if kept >= self.ends.len() {
            return;
        }
        self.ends.truncate(kept);
        let changes = self.ends.last().copied().unwrap_or(0);
        for last in &mut self.last {
            while *last != NONE && *last >= changes {
                *last = self
                    .changes
                    .get(*last as usize)
                    .map_or(NONE, |change| change.before);
            }
        }
        self.changes.truncate(changes as usize);
        for account in 0..self.last.len() {
            self.now[account] = (self.state_of(self.last[account]), UNSETTLED);
        }
        while let Some(rise) = self.rises.pop_if(|rise| rise.day >= day.number()) {
            if let Some(last) = self.last_rise.get_mut(rise.slot as usize) {
                *last = rise.before;
            }
        }
        if self.ends.is_empty() {
            self.first = None;
        }
    }

    /// What holds for an account on a day; of days after the last, what held on the last; nothing
    /// before the first.
    #[must_use]
    pub fn at(&self, account: AccountIdx, day: Day) -> State {
        let newest = self.back(account, day).next();
        newest.map_or(State::NOTHING, |(_, state)| state)
    }

    /// The changes of an account up to and including a day, the newest first: from when on, what.
    pub fn back(&self, account: AccountIdx, until: Day) -> impl Iterator<Item = (Day, State)> + '_ {
        let newest = self.last.get(account as usize).copied();
        let mut next = newest.unwrap_or(NONE);
        std::iter::from_fn(move || {
            let change = self.changes.get(next as usize)?;
            next = change.before;
            Some((change.day, self.state(change.state)))
        })
        .skip_while(move |&(day, _)| day > until.number())
        .filter_map(|(day, state)| Some((Day::from_column(day)?, state)))
    }

    /// The changes of an account up to and including a day, the oldest first.
    #[must_use]
    pub fn changes(&self, account: AccountIdx, until: Day) -> Vec<(Day, State)> {
        let mut changes: Vec<(Day, State)> = self.back(account, until).collect();
        changes.reverse();
        changes
    }

    /// The stretches of days on which `holds` said yes of an account's state, up to and including a
    /// day, the oldest first.
    #[must_use]
    pub fn episodes(
        &self,
        account: AccountIdx,
        until: Day,
        holds: impl Fn(State) -> bool,
    ) -> Vec<Episode> {
        let until = self.through().map_or(until, |last| last.min(until));
        let mut episodes: Vec<Episode> = Vec::new();
        for (day, state) in self.changes(account, until) {
            let open = episodes.last_mut().filter(|episode| episode.holds);
            match (open, holds(state)) {
                (Some(episode), false) => {
                    episode.to = day.plus_days(-1);
                    episode.holds = false;
                }
                (None, true) => episodes.push(Episode {
                    from: day,
                    to: until,
                    holds: true,
                    earlier: Some(day) == self.first,
                }),
                (Some(_), true) | (None, false) => {}
            }
        }
        episodes
    }

    /// Calls `visit` with every change up to and including a day, in order of days: account, day,
    /// state.
    pub(crate) fn each_until(&self, until: Day, mut visit: impl FnMut(usize, i32, State)) {
        let Some(first) = self.first else { return };
        let days = usize::try_from(until.days_since(first).saturating_add(1)).unwrap_or(0);
        let Some(at) = days.min(self.ends.len()).checked_sub(1) else {
            return;
        };
        for change in &self.changes[..self.ends[at] as usize] {
            visit(
                change.account as usize,
                change.day,
                self.state(change.state),
            );
        }
    }

    /// Calls `visit` for each of some days that rise, with the states of all accounts then that ever
    /// had one, and how many accounts were in each.
    pub(crate) fn each_date(
        &self,
        days: &[Day],
        mut visit: impl FnMut(Day, &mut dyn Iterator<Item = (State, u32)>),
    ) {
        let mut here = vec![NONE; self.n_accounts()];
        let mut accounts = vec![0_u32; self.states.len()];
        let mut changes = self.changes.iter().peekable();
        for &day in days {
            while let Some(change) = changes.next_if(|change| change.day <= day.number()) {
                let before = std::mem::replace(&mut here[change.account as usize], change.state);
                if let Some(left) = accounts.get_mut(before as usize) {
                    *left -= 1;
                }
                accounts[change.state as usize] += 1;
            }
            let some = accounts.iter().zip(&self.states).filter(|(n, _)| **n > 0);
            visit(day, &mut some.map(|(&n, &state)| (state, n)));
        }
    }

    /// What holds for every account on a day.
    #[must_use]
    pub fn states(&self, day: Day) -> Vec<State> {
        let accounts = 0..number(self.n_accounts());
        accounts.map(|account| self.at(account, day)).collect()
    }

    fn state_of(&self, change: u32) -> State {
        let change = self.changes.get(change as usize);
        change.map_or(State::NOTHING, |change| self.state(change.state))
    }

    fn state(&self, place: u32) -> State {
        let state = self.states.get(place as usize);
        state.copied().unwrap_or(State::NOTHING)
    }

    /// The place of a state, which may be new.
    pub(crate) fn place(&mut self, state: State) -> u32 {
        if let Some(&place) = self.places.get(&state) {
            return place;
        }
        let place = number(self.states.len());
        self.states.push(state);
        self.places.insert(state, place);
        place
    }
}

/// Places and accounts are numbered in 32 bits, as the dataset's rows are.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NONE)
}
