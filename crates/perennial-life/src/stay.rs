//! Stays in stages: since when, until when, and whether an account is slower than those before it
//! (SPEC §6, [4.07]).

use crate::contract::ContractBook;
use crate::stage::NO_STAGE;
use crate::state::State;
use crate::timeline::Timeline;
use perennial_data::{AccountIdx, Day, sort_by};
use perennial_model::life::{ContractTest, LifeRule, RenewalWindow, Stage, Stages};

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

/// What stays are measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Days.
    Days,
    /// Thousandths of the renewal window of the contract: windows of terms of different length are as
    /// long as these.
    Window,
}

/// How long earlier stays in a stage lasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Number of completed stays.
    pub n: usize,
    /// What they are measured in.
    pub measure: Measure,
    /// Their median, by nearest rank.
    pub median: i32,
    /// Their 90th percentile, by nearest rank.
    pub p90: i32,
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
#[derive(Clone, Debug)]
pub struct Paces<'c> {
    as_of: Day,
    contracts: &'c ContractBook,
    window: RenewalWindow,
    measures: Vec<Measure>,
    /// Per stage of the set, `None` where it has no pace.
    stages: Vec<Option<Pace>>,
    /// Per stage how many stays were over, `None` where it is no way to somewhere.
    earlier: Vec<Option<usize>>,
}

impl<'c> Paces<'c> {
    /// From all stays in stages of the set in use that were over by `as_of`, but for those whose first
    /// day is not known. A stage that is no way to somewhere has no pace, nor has one with fewer than
    /// [`STAYS_MIN`] of them.
    #[must_use]
    pub fn new(
        timeline: &Timeline,
        stages: &Stages,
        contracts: &'c ContractBook,
        as_of: Day,
    ) -> Self {
        let set = stages.set().map_or(&[][..], |set| &set.stages);
        let mut paces = Self {
            as_of,
            contracts,
            window: stages.renewal_window,
            measures: set.iter().map(measure).collect(),
            stages: Vec::new(),
            earlier: Vec::new(),
        };
        let mut lengths: Vec<Vec<i32>> = vec![Vec::new(); set.len()];
        let first = timeline.first().map_or(i32::MIN, Day::number);
        // Per account the stage it is in, and since when.
        let mut here = vec![(State::NOTHING.stage(), first); timeline.n_accounts()];
        timeline.each_until(as_of, |account, day, state| {
            let (stage, since) = here[account];
            if stage == state.stage() {
                return;
            }
            let entered_on = Day::from_column(since).filter(|_| since != first);
            if let Some((stage, entered_on)) = stage.zip(entered_on)
                && let Some(lengths) = lengths.get_mut(stage)
            {
                let account = AccountIdx::try_from(account).unwrap_or(AccountIdx::MAX);
                lengths.extend(paces.length(account, (stage, entered_on), day - since));
            }
            here[account] = (state.stage(), day);
        });
        let earlier = lengths.iter().zip(set);
        let earlier = earlier.map(|(lengths, stage)| stage.paced.then_some(lengths.len()));
        paces.earlier = earlier.collect();
        let all = lengths.into_iter().zip(set).zip(&paces.measures);
        let stages = all.map(|((mut lengths, stage), &measure)| {
            sort_by(&mut lengths, i32::cmp);
            let enough = stage.paced && lengths.len() >= STAYS_MIN;
            enough.then(|| Pace {
                n: lengths.len(),
                measure,
                median: nearest_rank(&lengths, 50),
                p90: nearest_rank(&lengths, 90),
            })
        });
        paces.stages = stages.collect();
        paces
    }

    /// How long a stay of so many days is in the measure of its stage; `None` for one in a window of
    /// which no contract is known.
    fn length(
        &self,
        account: AccountIdx,
        (stage, entered_on): (usize, Day),
        days: i32,
    ) -> Option<i32> {
        match self.measures.get(stage)? {
            Measure::Days => Some(days),
            Measure::Window => {
                let window = self.window_days(account, entered_on)?;
                let share = i64::from(days) * 1000 / i64::from(window);
                i32::try_from(share).ok()
            }
        }
    }

    fn window_days(&self, account: AccountIdx, on: Day) -> Option<i32> {
        let days = self.contracts.window_days(account, on, &self.window);
        days.filter(|days| *days > 0)
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

    /// Median and 90th percentile for a stay of an account in days: of its own window, where the pace
    /// is measured in windows.
    #[must_use]
    pub fn usual_days(&self, account: AccountIdx, stay: &Stay) -> Option<(i32, i32)> {
        let pace = self.of(stay.stage)?;
        match pace.measure {
            Measure::Days => Some((pace.median, pace.p90)),
            Measure::Window => {
                let window = i64::from(self.window_days(account, stay.entered_on)?);
                let days = |share: i32| i32::try_from(i64::from(share) * window / 1000).ok();
                Some((days(pace.median)?, days(pace.p90)?))
            }
        }
    }

    /// How a stay of an account goes; `None` where its stage has no pace.
    #[must_use]
    pub fn judge(&self, account: AccountIdx, stay: &Stay) -> Option<Progress> {
        let pace = self.of(stay.stage)?;
        let entered = (stay.stage, stay.entered_on);
        let length = self.length(account, entered, stay.days(self.as_of))?;
        Some(if length > pace.p90 {
            Progress::Stuck
        } else if length > pace.median {
            Progress::Behind
        } else {
            Progress::OnTrack
        })
    }
}

/// A stage that lasts as long as the renewal window is measured in it.
fn measure(stage: &Stage) -> Measure {
    let in_window = LifeRule::Contract(ContractTest::InWindow);
    if stage.when.contains(&in_window) {
        Measure::Window
    } else {
        Measure::Days
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
