//! What is worked out of one state of the workspace: the model's sections on life, the timeline, and
//! the last dates asked for. Day by day forward, once per data and model; an earlier date is a prefix.

use crate::life::kept::Kept;
use crate::life::today::Today;
use crate::life::user::UserWork;
use crate::model::ModelState;
use crate::state::State;
use perennial_data::{AccountIdx, Dataset, Day};
use perennial_engine::Override;
use perennial_life::calendar::Calendar;
use perennial_life::contract::ContractBook;
use perennial_life::flood::Flood;
use perennial_life::stay::Paces;
use perennial_life::tier::TierTable;
use perennial_life::why::Reader;
use perennial_life::work::{Entry, Work, WorkLog};
use perennial_life::{
    LifePlan, Manual, Observed, Observer, REACH_DAYS, Timeline, Tracker, last_day, newest_day,
};
use perennial_protocol::Failure;
use std::any::Any;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::rc::Rc;

/// Dates whose alerts and tasks are kept.
const DATES: usize = 2;
/// Days past the last one named in the data that a timeline is still worked out for.
const AHEAD_DAYS: i32 = 731;
/// The last day named in the data counts for so many days past the newest row, as some write "for ever" as a date.
const FAR_DAYS: i32 = 3_653;
/// Days in a slice of those who do not slice.
const ALL_DAYS: u32 = 10_000;

/// A flood, and the days that the import brought.
#[derive(Clone, Debug)]
pub(crate) struct Wave {
    pub(crate) flood: Flood,
    pub(crate) brought: RangeInclusive<Day>,
}

/// Everything that is kept between requests.
pub(crate) struct Life {
    pub(crate) data: Rc<Dataset>,
    observer: Observer,
    pub(crate) model: Rc<ModelState>,
    pub(crate) overrides: Rc<[Override]>,
    bytes: Rc<[u8]>,
    pub(crate) user: Rc<UserWork>,
    pub(crate) plan: LifePlan,
    pub(crate) calendar: Calendar,
    newest: Day,
    /// The last day that is worked out: later ones only repeat that nothing is known.
    end: Day,
    /// Ends with the newest row.
    tracker: Tracker,
    /// For dates that the first does not reach back to: from which day on, and the timeline.
    earlier: Option<(Day, Tracker)>,
    dates: Vec<Rc<Today>>,
    /// The last date observed.
    observed: Option<Rc<Observed>>,
    /// Tiers at month-ends, and the date that they end with.
    pub(crate) tier_tables: Option<(Day, Vec<TierTable>)>,
    /// Means of metrics over all customers, by day and metric, as far as changes of the process ask.
    pub(crate) measured: BTreeMap<(Day, String), Option<f64>>,
    /// Whether the last import moved much of the portfolio at once, and the days that it brought.
    pub(crate) flood: OnceCell<Option<Wave>>,
    /// What is kept of the timeline beside the workspace.
    pub(crate) kept: Kept,
    /// Whether days that were kept have been asked for.
    pub(crate) asked_for_kept: bool,
    /// Digest of the rows, once wanted.
    pub(crate) rows_digest: Option<u64>,
}

impl Life {
    /// How long stays that were over by a date lasted.
    pub(crate) fn paces(&self, as_of: Day) -> Paces<'_> {
        let stages = self.plan.model().stages();
        Paces::new(
            self.timeline(as_of),
            stages,
            self.observer.contracts(),
            as_of,
        )
    }

    /// # Errors
    /// `stored-damaged`, `newer-format`.
    pub(crate) fn new(state: &State) -> Result<Self, Failure> {
        let user = Rc::new(UserWork::read(&state.work)?);
        let plan = plan(&state.model)?;
        let newest = newest_day(&state.data, Day::LAST).unwrap_or(Day::FIRST);
        let last = last_day(&state.data).map_or(newest, |last| {
            last.clamp(newest, newest.plus_days(FAR_DAYS))
        });
        Ok(Self {
            data: Rc::clone(&state.data),
            observer: Observer::new(Rc::clone(&state.data)),
            model: Rc::clone(&state.model),
            overrides: Rc::clone(&state.overrides),
            bytes: Rc::clone(&state.work),
            calendar: user.calendar(),
            user,
            plan,
            newest,
            end: last.plus_days(AHEAD_DAYS),
            tracker: Tracker::new(&state.data, newest),
            earlier: None,
            dates: Vec::new(),
            observed: None,
            tier_tables: None,
            measured: BTreeMap::new(),
            flood: OnceCell::new(),
            kept: Kept::default(),
            asked_for_kept: false,
            rows_digest: None,
        })
    }

    /// What is kept in a place of the session, of a state: what was there follows it.
    ///
    /// # Errors
    /// As [`Life::new`].
    pub(crate) fn held<'a>(
        place: &'a mut Option<Box<dyn Any>>,
        state: &State,
    ) -> Result<&'a mut Self, Failure> {
        let held = place.take().and_then(|held| held.downcast().ok());
        let life = match held {
            Some(mut held) => Self::follow(&mut held, state).map(|()| held)?,
            None => Box::new(Self::new(state)?),
        };
        let held = place.insert(life);
        held.downcast_mut()
            .ok_or_else(|| Failure::new("stored-damaged"))
    }

    /// Goes to another state, keeping what holds there too.
    ///
    /// # Errors
    /// As [`Life::new`].
    fn follow(life: &mut Self, state: &State) -> Result<(), Failure> {
        let same_rows = Rc::ptr_eq(&life.data, &state.data);
        if !same_rows || !Rc::ptr_eq(&life.model, &state.model) {
            *life = Self::new(state)?;
            return Ok(());
        }
        if Rc::ptr_eq(&life.overrides, &state.overrides) && Rc::ptr_eq(&life.bytes, &state.work) {
            return Ok(());
        }
        let user = Rc::new(UserWork::read(&state.work)?);
        let changed = [
            changed_overrides(&life.overrides, &state.overrides),
            changed_stages(&life.user.log, &user.log),
        ];
        if let Some(day) = changed.into_iter().flatten().min() {
            life.observer.forget_from(day);
            life.tracker.forget_from(day);
            if let Some((_, tracker)) = &mut life.earlier {
                tracker.forget_from(day);
            }
        }
        life.dates.clear();
        life.observed = None;
        life.flood.take();
        life.overrides = Rc::clone(&state.overrides);
        life.bytes = Rc::clone(&state.work);
        life.calendar = user.calendar();
        life.user = user;
        Ok(())
    }

    /// The day of the newest row.
    pub(crate) fn newest(&self) -> Day {
        self.newest
    }

    /// The timeline that ends with the newest row or later, as far as it is worked out.
    pub(crate) fn main_timeline(&self) -> &Timeline {
        self.tracker.timeline()
    }

    /// Takes days that were kept into that timeline; whether it did.
    pub(crate) fn take_days(&mut self, kept: Timeline) -> bool {
        self.tracker.take(kept)
    }

    pub(crate) fn data(&self) -> &Dataset {
        &self.data
    }

    /// The id and the name of an account; no name where it has none.
    pub(crate) fn id_and_name(&self, account: AccountIdx) -> Option<(String, String)> {
        let name = self.data.account_name(account).unwrap_or_default();
        Some((self.data.account_id(account)?.to_owned(), name.to_owned()))
    }

    /// All contracts, to be asked at any date.
    pub(crate) fn contracts(&self) -> &ContractBook {
        self.observer.contracts()
    }

    pub(crate) fn log(&self) -> &WorkLog {
        &self.user.log
    }

    /// Reads the rules of an account.
    pub(crate) fn reader<'a>(&'a self, today: &'a Today, account: u32) -> Reader<'a> {
        Reader {
            plan: &self.plan,
            data: &self.data,
            work: &self.user.log,
            observed: &today.observed,
            account,
        }
    }

    /// Days worked out and days in all; `None` where none is missing.
    pub(crate) fn wanted(&mut self, as_of: Day) -> Option<(u32, u32)> {
        let until = self.until(as_of);
        let tracker = self.tracker(as_of);
        let days = tracker.timeline();
        let done = match (days.first(), days.through()) {
            (Some(first), Some(last)) => last.days_since(first).unsigned_abs() + 1,
            _ => 0,
        };
        let rest = tracker.days_to(until);
        (rest > 0).then_some((done, done + rest))
    }

    /// Works out at most so many of the days up to a date.
    pub(crate) fn advance(&mut self, as_of: Day, days: u32) {
        let until = self.until(as_of);
        self.choose(as_of);
        let manual = Manual {
            overrides: &self.overrides,
            work: &self.user.log,
        };
        let tracker = match &mut self.earlier {
            Some((_, tracker)) if !reaches(&self.tracker, self.newest, as_of) => tracker,
            _ => &mut self.tracker,
        };
        tracker.advance(&mut self.observer, &self.plan, manual, (until, days));
    }

    /// Works out all days up to a date.
    pub(crate) fn work_out(&mut self, as_of: Day) {
        self.advance(as_of, ALL_DAYS);
    }

    /// The timeline that tells of a date, as far as it is worked out.
    pub(crate) fn timeline(&self, as_of: Day) -> &Timeline {
        match &self.earlier {
            Some((_, tracker)) if !reaches(&self.tracker, self.newest, as_of) => tracker.timeline(),
            _ => self.tracker.timeline(),
        }
    }

    /// The first day of the timeline of a date on which stages are known: where it is cut off, days on
    /// which a stage may last past rules of days before it are not.
    pub(crate) fn known_from(&self, as_of: Day) -> Option<Day> {
        let (tracker, cut) = match &self.earlier {
            Some((from, tracker)) if !reaches(&self.tracker, self.newest, as_of) => {
                (tracker, *from)
            }
            _ => (&self.tracker, self.newest.plus_days(-REACH_DAYS)),
        };
        let start = tracker.start()?;
        let stages = self
            .plan
            .model()
            .stages()
            .set()
            .map(|set| set.stages.iter());
        let waits = stages.into_iter().flatten().map(|stage| stage.clear_days);
        let longest = i32::try_from(waits.max().unwrap_or(0)).unwrap_or(0);
        Some(if start == cut {
            start.plus_days(longest)
        } else {
            start
        })
    }

    /// Alerts, tasks and everything else on a date.
    pub(crate) fn today(&mut self, as_of: Day) -> Rc<Today> {
        self.work_out(as_of);
        let held = self.dates.iter().position(|held| held.as_of() == as_of);
        let today = match held {
            Some(at) => self.dates.remove(at),
            None => {
                let mut observed = self.observed(as_of);
                self.observed = None; // so that there is no second one to be copied
                let settled = Rc::make_mut(&mut observed);
                self.timeline(as_of).settle(&mut settled.observation);
                self.observed = Some(Rc::clone(&observed));
                Rc::new(Today::new(self, observed))
            }
        };
        self.dates.push(Rc::clone(&today));
        if self.dates.len() > DATES {
            self.dates.remove(0);
        }
        today
    }

    /// What holds on a date; whether with what days before it tell depends on what was asked before.
    pub(crate) fn observed(&mut self, as_of: Day) -> Rc<Observed> {
        let held = self.observed.take();
        let held = held.filter(|held| held.observation.as_of() == as_of);
        let observed = held.unwrap_or_else(|| {
            let manual = Manual {
                overrides: &self.overrides,
                work: &self.user.log,
            };
            Rc::new(self.observer.observe(&self.plan, manual, as_of))
        });
        Rc::clone(self.observed.insert(observed))
    }

    fn until(&self, as_of: Day) -> Day {
        as_of.min(self.end)
    }

    fn tracker(&mut self, as_of: Day) -> &Tracker {
        self.choose(as_of);
        match &self.earlier {
            Some((_, tracker)) if !reaches(&self.tracker, self.newest, as_of) => tracker,
            _ => &self.tracker,
        }
    }

    /// Begins another timeline where a date lies before the first one's reach. It begins some multiple
    /// of half a reach before the first one, whatever is asked when, so that dates asked one after the
    /// other, in any order, share it.
    fn choose(&mut self, as_of: Day) {
        let Some(start) = self.tracker.start() else {
            return;
        };
        if reaches(&self.tracker, self.newest, as_of) {
            return;
        }
        let step = REACH_DAYS / 2;
        let short = start.plus_days(step).days_since(as_of);
        let from = start.plus_days(-(short + step - 1) / step * step);
        if self.earlier.as_ref().is_none_or(|(held, _)| *held != from) {
            self.earlier = Some((from, Tracker::starting(&self.data, from)));
        }
    }
}

/// Whether the timeline that ends with the newest row tells enough of a date: it begins with the data,
/// or half its reach before the date.
fn reaches(tracker: &Tracker, newest: Day, as_of: Day) -> bool {
    tracker.start().is_none_or(|start| {
        let cut = newest.plus_days(-REACH_DAYS) == start;
        !cut || as_of.days_since(start) >= REACH_DAYS / 2
    })
}

/// The model's sections on life, ready to run.
pub(crate) fn plan(model: &ModelState) -> Result<LifePlan, Failure> {
    LifePlan::of_valid(model.model())
        .map_err(|error| Failure::new(error.code()).with("path", error.path))
}

/// From which day on health may differ as overrides do.
fn changed_overrides(before: &[Override], after: &[Override]) -> Option<Day> {
    let only = |these: &[Override], those: &[Override]| {
        let mut only = these.iter().filter(|held| !those.contains(held));
        let first = only.next()?.set_on;
        Some(only.fold(first, |first, held| first.min(held.set_on)))
    };
    let (gone, new) = (only(before, after), only(after, before));
    gone.into_iter().chain(new).min()
}

/// From which day on stages may differ as those set by hand do.
fn changed_stages(before: &WorkLog, after: &WorkLog) -> Option<Day> {
    let (before, after) = (before.entries(), after.entries());
    let same = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let changed = before[same..].iter().chain(&after[same..]);
    let of_stages = changed.filter(|entry| sets_stage(entry, &[before, after]));
    of_stages.map(|entry| entry.on).min()
}

/// Whether an entry of these logs sets a stage by hand, or takes that back.
pub(crate) fn sets_stage(entry: &Entry, logs: &[&[Entry]]) -> bool {
    match &entry.work {
        Work::Stage(_) => true,
        Work::Withdraw(id) => logs.iter().any(|entries| {
            let mut of_id = entries.iter().filter(|other| other.id == *id);
            of_id.any(|other| matches!(other.work, Work::Stage(_)))
        }),
        _ => false,
    }
}
