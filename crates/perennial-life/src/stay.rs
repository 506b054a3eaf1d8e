//! Stays in stages: since when, until when, and whether an account is slower than those before it
//! (SPEC §6, [4.07]).

use crate::stage::NO_STAGE;
use crate::timeline::{State, Timeline};
use perennial_data::{AccountIdx, Day, sort_by};
use perennial_model::life::StageSet;

/// With fewer completed stays than this nothing is said of pace.
pub const STAYS_MIN: usize = 5;

/// One stay of an account in a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Position of the stage in the set in use.
    pub stage: usize,
    /// Its first day.
    pub entered_on: Day,
    /// The day on which the account was somewhere else; `None` while it lasts.
    pub left_on: Option<Day>,
    /// Whether it already lasted on the timeline's first day, so that it may be longer.
    pub earlier: bool,
}

impl Stay {
    /// Days from the first to `as_of`, or to the day it was left where that is earlier.
    #[must_use]
    pub fn days(&self, as_of: Day) -> i32 {
        let end = self.left_on.map_or(as_of, |left| left.min(as_of));
        end.days_since(self.entered_on)
    }
}

/// All stays of an account known on a date, the oldest first.
#[must_use]
pub fn stays(timeline: &Timeline, account: AccountIdx, as_of: Day) -> Vec<Stay> {
    let mut stays: Vec<Stay> = Vec::new();
    for (day, state) in timeline.changes(account, as_of) {
        let open = stays.last_mut().filter(|stay| stay.left_on.is_none());
        let here = open.as_ref().map(|stay| stay.stage);
        if here == state.stage() {
            continue;
        }
        if let Some(open) = open {
            open.left_on = Some(day);
        }
        stays.extend(state.stage().map(|stage| Stay {
            stage,
            entered_on: day,
            left_on: None,
            earlier: timeline.first() == Some(day),
        }));
    }
    stays
}

/// The stay of an account that lasts on a date.
#[must_use]
pub fn current_stay(timeline: &Timeline, account: AccountIdx, as_of: Day) -> Option<Stay> {
    let mut back = timeline.back(account, as_of);
    let (mut entered_on, state) = back.next()?;
    let stage = state.stage()?;
    for (day, state) in back {
        if state.stage() != Some(stage) {
            break;
        }
        entered_on = day;
    }
    Some(Stay {
        stage,
        entered_on,
        left_on: None,
        earlier: timeline.first() == Some(entered_on),
    })
}

/// How long earlier stays in a stage lasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Number of completed stays.
    pub n: usize,
    /// Their median in days, by nearest rank.
    pub median_days: i32,
    /// Their 90th percentile in days, by nearest rank.
    pub p90_days: i32,
}

/// How a stay goes compared with earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// 正常: not past the median.
    OnTrack,
    /// 落后: past the median.
    Behind,
    /// 停滞: past the 90th percentile.
    Stuck,
}

/// How long the stays that were over by a date lasted, per stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paces {
    as_of: Day,
    /// Per stage of the set, `None` where it has no pace.
    stages: Vec<Option<Pace>>,
    /// Per stage how many stays were over, `None` where it is no way to somewhere.
    earlier: Vec<Option<usize>>,
}

impl Paces {
    /// From all stays that were over by `as_of`, but for those whose first day is not known. A stage
    /// that is no way to somewhere has no pace, nor has one with fewer than [`STAYS_MIN`] of them.
    #[must_use]
    pub fn new(timeline: &Timeline, set: &StageSet, as_of: Day) -> Self {
        let mut days: Vec<Vec<i32>> = vec![Vec::new(); set.stages.len()];
        let first = timeline.first().map_or(i32::MIN, Day::number);
        // Per account the stage it is in, and since when.
        let mut here = vec![(State::NOTHING.stage(), first); timeline.n_accounts()];
        timeline.each_until(as_of, |account, day, state| {
            let (stage, since) = here[account];
            if stage == state.stage() {
                return;
            }
            if let Some(days) = stage.and_then(|stage| days.get_mut(stage))
                && since != first
            {
                days.push(day - since);
            }
            here[account] = (state.stage(), day);
        });
        let earlier = days.iter().zip(&set.stages);
        let earlier = earlier.map(|(days, stage)| stage.paced.then_some(days.len()));
        let earlier = earlier.collect();
        let paces = days.into_iter().zip(&set.stages).map(|(mut days, stage)| {
            sort_by(&mut days, i32::cmp);
            let enough = stage.paced && days.len() >= STAYS_MIN;
            enough.then(|| Pace {
                n: days.len(),
                median_days: nearest_rank(&days, 50),
                p90_days: nearest_rank(&days, 90),
            })
        });
        Self {
            as_of,
            stages: paces.collect(),
            earlier,
        }
    }

    /// How many earlier stays a stage has to be compared with, be they enough or not; `None` where
    /// nobody is late in it.
    #[must_use]
    pub fn earlier(&self, stage: usize) -> Option<usize> {
        self.earlier.get(stage).copied().flatten()
    }

    /// The pace of a stage.
    #[must_use]
    pub fn of(&self, stage: usize) -> Option<Pace> {
        self.stages.get(stage).copied().flatten()
    }

    /// How a stay goes; `None` where its stage has no pace.
    #[must_use]
    pub fn judge(&self, stay: &Stay) -> Option<Progress> {
        let pace = self.of(stay.stage)?;
        let days = stay.days(self.as_of);
        Some(if days > pace.p90_days {
            Progress::Stuck
        } else if days > pace.median_days {
            Progress::Behind
        } else {
            Progress::OnTrack
        })
    }
}

/// The smallest of ascending values that at least `percent` of them do not exceed.
fn nearest_rank(ascending: &[i32], percent: usize) -> i32 {
    let rank = (ascending.len() * percent).div_ceil(100).max(1);
    ascending.get(rank - 1).copied().unwrap_or(0)
}

/// How many accounts went from one stage to another between two dates; `None` is no stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Flow {
    /// Where they were on the earlier date.
    pub from: Option<usize>,
    /// Where they are on the later one.
    pub to: Option<usize>,
    /// How many accounts.
    pub accounts: u32,
}

/// Where accounts were on one date and where they are on a later one, those that stayed included; in
/// order of stages.
#[must_use]
pub fn flows(timeline: &Timeline, from: Day, to: Day) -> Vec<Flow> {
    let place = |stage: Option<usize>| stage.map_or(usize::from(NO_STAGE), |stage| stage);
    let side = usize::from(NO_STAGE) + 1;
    let mut counts = vec![0_u32; side * side];
    let now = timeline.states(to);
    for (before, now) in timeline.states(from).into_iter().zip(now) {
        counts[place(before.stage()) * side + place(now.stage())] += 1;
    }
    let stage = |place: usize| (place + 1 != side).then_some(place);
    let filled = counts.into_iter().enumerate().filter(|&(_, n)| n > 0);
    filled
        .map(|(at, accounts)| Flow {
            from: stage(at / side),
            to: stage(at % side),
            accounts,
        })
        .collect()
}
