//! Makes a timeline day by day, in slices, so that whoever calls can do other things in between.

use crate::observe::{Manual, Observer};
use crate::plan::LifePlan;
use crate::timeline::Timeline;
use perennial_data::{Dataset, Day, MISSING_DAY, TableId};

/// How far back a timeline reaches from the newest row: three years and some days.
pub const REACH_DAYS: i32 = 1_100;

/// A timeline in the making. It belongs to one dataset and one model: whoever changes these makes a
/// new one; what is set by hand is told by [`Tracker::forget_from`].
#[derive(Clone, Debug)]
pub struct Tracker {
    timeline: Timeline,
    start: Option<Day>,
}

impl Tracker {
    /// For a dataset; the timeline begins with its first day, at most [`REACH_DAYS`] before the newest
    /// row by `as_of`.
    #[must_use]
    pub fn new(data: &Dataset, as_of: Day) -> Self {
        Self {
            timeline: Timeline::new(data.n_accounts()),
            start: first_day(data).map(|first| {
                let newest = newest_day(data, as_of).unwrap_or(as_of);
                let reach = newest.plus_days(-REACH_DAYS);
                first.map_or(newest, |first| first.min(newest).max(reach))
            }),
        }
    }

    /// For a dataset, from a day on, or from the dataset's first day where that is later.
    #[must_use]
    pub fn starting(data: &Dataset, on: Day) -> Self {
        Self {
            timeline: Timeline::new(data.n_accounts()),
            start: first_day(data).map(|first| first.map_or(on, |first| first.max(on))),
        }
    }

    /// What there is so far.
    #[must_use]
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// Takes a timeline that was kept, of the same rows, model and work. `false`, and nothing taken, where it does not
    /// begin with the tracker's first day, or does not reach further than what there is.
    pub fn take(&mut self, kept: Timeline) -> bool {
        let is_ours = kept.first().is_some()
            && kept.first() == self.start
            && kept.n_accounts() == self.timeline.n_accounts()
            && kept.through() > self.timeline.through();
        if is_ours {
            self.timeline = kept;
        }
        is_ours
    }

    /// The day that the timeline begins with, worked out or not; `None` where there is no account.
    #[must_use]
    pub fn start(&self) -> Option<Day> {
        self.start
    }

    /// Days to go to and including a date.
    #[must_use]
    pub fn days_to(&self, until: Day) -> u32 {
        let next = self.next();
        let days = next.map_or(0, |next| until.days_since(next).saturating_add(1));
        u32::try_from(days).unwrap_or(0)
    }

    /// Observes at most so many of the days that are missing up to and including a date; the rest to
    /// go. `observer` is of the tracker's dataset, and is best kept from call to call.
    pub fn advance(
        &mut self,
        observer: &mut Observer,
        plan: &LifePlan,
        manual: Manual<'_>,
        (until, days): (Day, u32),
    ) -> u32 {
        for _ in 0..self.days_to(until).min(days) {
            let Some(day) = self.next() else { break };
            let observed = observer.step(plan, manual, day);
            if !self.timeline.push(&observed.observation) {
                break;
            }
        }
        let rest = self.days_to(until);
        if rest == 0 {
            observer.rest();
        }
        rest
    }

    /// Forgets a day and all later ones, as what they depend on has changed: an override or a stage set
    /// by hand from that day on.
    pub fn forget_from(&mut self, day: Day) {
        self.timeline.forget_from(day);
    }

    fn next(&self) -> Option<Day> {
        let through = self.timeline.through();
        through.map_or(self.start, |last| Some(last.plus_days(1)))
    }
}

/// The first day on which there is any row or any account has started, if there is one; `None` where
/// there is no account.
fn first_day(data: &Dataset) -> Option<Option<Day>> {
    if data.n_accounts() == 0 {
        return None;
    }
    let first = dates(data).filter_map(|days| days.iter().copied().find(|day| *day != MISSING_DAY));
    let started = started(data).min();
    Some(first.chain(started).min().and_then(Day::from_column))
}

/// The newest day by a date of which data tell: of rows of what happened; where there are none, of contracts and invoices
/// that began and of accounts that started.
#[must_use]
pub fn newest_day(data: &Dataset, by: Day) -> Option<Day> {
    data.newest(by).or_else(|| {
        let tables = TableId::ALL.into_iter();
        let of_rows = tables.filter_map(|id| data.table(id).newest(by));
        let started = started(data).filter(|&day| day <= by.number()).max();
        of_rows.chain(started.and_then(Day::from_column)).max()
    })
}

/// The last day that any field names, however far ahead: ends of contracts, goals that are due.
#[must_use]
pub fn last_day(data: &Dataset) -> Option<Day> {
    let fields = TableId::ALL.into_iter().flat_map(|id| {
        let table = data.table(id);
        id.spec()
            .fields
            .iter()
            .filter_map(|field| table.days(field.name))
    });
    let last = fields
        .flatten()
        .copied()
        .filter(|day| *day != MISSING_DAY)
        .max();
    last.and_then(Day::from_column)
}

/// Per table the dates of its rows.
fn dates(data: &Dataset) -> impl Iterator<Item = &[i32]> {
    TableId::ALL
        .into_iter()
        .filter_map(|id| data.table(id).row_days())
}

/// The days on which accounts started.
fn started(data: &Dataset) -> impl Iterator<Item = i32> {
    let started = data.table(TableId::Accounts).days("started_on");
    started
        .into_iter()
        .flatten()
        .copied()
        .filter(|day| *day != MISSING_DAY)
}
