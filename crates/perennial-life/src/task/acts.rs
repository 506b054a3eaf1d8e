//! What people did to tasks, found again by play and day although data and models move on.

use super::TaskInputs;
use crate::work::{Entry, TaskAct, TaskKey, Work};
use perennial_data::{AccountIdx, Day};
use std::collections::BTreeMap;

/// An action belongs to the nearest beginning of its play within so many days.
const REACH_DAYS: i32 = 31;

/// Something done to a play's tasks.
pub(super) enum Act<'a> {
    /// To the task of that id.
    Task(&'a str, &'a TaskAct),
    /// To all that are open: so many calendar days later.
    Shift(i32),
}

/// By account and play, with the beginning that was meant.
type Said<'a> = BTreeMap<(AccountIdx, u16), Vec<(Day, &'a Entry, Act<'a>)>>;
type OfPlan<'a> = Vec<(&'a Entry, Act<'a>)>;
type OfDate<'a> = Vec<(Day, &'a Entry, &'a TaskAct)>;

/// All that stands on the date, in the order in which it was said.
pub(super) struct Acts<'a> {
    /// By account, play and beginning.
    plans: BTreeMap<(AccountIdx, u16, Day), OfPlan<'a>>,
    /// By account and cadence.
    dates: BTreeMap<(AccountIdx, u16), OfDate<'a>>,
    own: BTreeMap<u64, Vec<(&'a Entry, &'a TaskAct)>>,
    /// By special date and its day.
    special: BTreeMap<(u64, Day), Vec<(&'a Entry, &'a TaskAct)>>,
}

impl<'a> Acts<'a> {
    pub(super) fn of(inputs: &TaskInputs<'a>) -> Self {
        let mut acts = Self {
            plans: BTreeMap::new(),
            dates: BTreeMap::new(),
            own: BTreeMap::new(),
            special: BTreeMap::new(),
        };
        let mut said: Said<'_> = BTreeMap::new();
        let plays = inputs.book.plays();
        let play_at = |id: &str| {
            let at = plays.iter().position(|play| play.id == id);
            at.and_then(|at| u16::try_from(at).ok())
        };
        let cadence_at = |id: &str| {
            let mut cadences = inputs.book.cadences().iter();
            let at = cadences.position(|cadence| cadence.id == id);
            at.and_then(|at| u16::try_from(at).ok())
        };
        for entry in inputs.log.standing(inputs.as_of) {
            match &entry.work {
                Work::Task(work) => match &work.task {
                    TaskKey::Play {
                        play,
                        task,
                        trigger_on,
                    } => {
                        let account = inputs.data.account(&work.account);
                        if let (Some(account), Some(play)) = (account, play_at(play)) {
                            let act = (*trigger_on, entry, Act::Task(task, &work.act));
                            said.entry((account, play)).or_default().push(act);
                        }
                    }
                    TaskKey::Cadence { cadence, on } => {
                        let account = inputs.data.account(&work.account);
                        if let (Some(account), Some(at)) = (account, cadence_at(cadence)) {
                            let act = (*on, entry, &work.act);
                            acts.dates.entry((account, at)).or_default().push(act);
                        }
                    }
                    TaskKey::Own(id) => acts.own.entry(*id).or_default().push((entry, &work.act)),
                    TaskKey::Date { root, on } => {
                        let of_day = acts.special.entry((*root, *on)).or_default();
                        of_day.push((entry, &work.act));
                    }
                },
                Work::Shift(shift) => {
                    let account = inputs.data.account(&shift.account);
                    if let (Some(account), Some(play)) = (account, play_at(&shift.play)) {
                        let act = (shift.trigger_on, entry, Act::Shift(shift.days));
                        said.entry((account, play)).or_default().push(act);
                    }
                }
                _ => {}
            }
        }
        acts.place(inputs, said);
        acts
    }

    /// Gives each action to the beginning of its play that it belongs to.
    fn place(&mut self, inputs: &TaskInputs<'a>, said: Said<'a>) {
        if said.is_empty() {
            return;
        }
        let mut began: BTreeMap<(AccountIdx, u16), Vec<Day>> = BTreeMap::new();
        for occasion in inputs.occasions.iter().filter(|o| o.from <= inputs.as_of) {
            for play in inputs.book.plays_of(occasion.source) {
                let key = u16::try_from(play).map(|play| (occasion.account, play));
                if let Ok(key) = key
                    && said.contains_key(&key)
                {
                    began.entry(key).or_default().push(occasion.from);
                }
            }
        }
        for ((account, play), acts) in said {
            let days = began.get(&(account, play)).map_or(&[][..], Vec::as_slice);
            for (day, entry, act) in acts {
                if let Some(day) = nearest(days, day, REACH_DAYS) {
                    let plan = self.plans.entry((account, play, day)).or_default();
                    plan.push((entry, act));
                }
            }
        }
    }

    /// What was done to the plan of an account that began on a day.
    pub(super) fn of_plan(
        &self,
        account: AccountIdx,
        play: u16,
        on: Day,
    ) -> &[(&'a Entry, Act<'a>)] {
        let plan = self.plans.get(&(account, play, on));
        plan.map_or(&[], Vec::as_slice)
    }

    /// What was done to a date of a cadence: to that very day, or, as the first day may have moved,
    /// to a day nearer than `reach` days.
    pub(super) fn of_date(
        &self,
        account: AccountIdx,
        cadence: u16,
        date: Day,
        reach: i32,
    ) -> impl Iterator<Item = (&'a Entry, &'a TaskAct)> + '_ {
        let acts = self.dates.get(&(account, cadence));
        let acts = acts.map_or(&[][..], Vec::as_slice).iter();
        acts.filter(move |(day, ..)| *day == date || day.days_since(date).abs() < reach)
            .map(|&(_, entry, act)| (entry, act))
    }

    /// What was done for a day of a special date.
    pub(super) fn of_special(&self, root: u64, on: Day) -> &[(&'a Entry, &'a TaskAct)] {
        self.special.get(&(root, on)).map_or(&[], Vec::as_slice)
    }

    /// What was done to a task of one's own.
    pub(super) fn of_own(&self, entry: u64) -> &[(&'a Entry, &'a TaskAct)] {
        self.own.get(&entry).map_or(&[], Vec::as_slice)
    }
}

/// The day nearest to `day`, at most `reach` days away; of two the later.
fn nearest(days: &[Day], day: Day, reach: i32) -> Option<Day> {
    let near = days.iter().copied();
    let near = near.filter(|&other| other.days_since(day).abs() <= reach);
    near.min_by_key(|&other| (other.days_since(day).abs(), std::cmp::Reverse(other)))
}
