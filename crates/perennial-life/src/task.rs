//! Tasks: derived from plays, cadences and what is current, overlaid by what people did (SPEC §8).
//! Nothing is stored but the user's log; a task that its occasion no longer asks for is gone.

use crate::cadence::{Rhythm, last_touches};
use crate::calendar::Calendar;
use crate::play::{Audience, Occasion, PlayBook, Source, schedule_into};
use crate::special::{Said, special_dates};
use crate::tier::ServiceTable;
use crate::work::{Entry, OwnTask, TaskAct, TaskKey, Work, WorkLog};
use acts::{Act, Acts};
use perennial_data::{AccountIdx, Dataset, Day};
use perennial_model::life::{Every, TaskMode, Tiers};

mod acts;
mod inbox;
mod words;

pub use inbox::{inbox, sort_for_inbox};
pub use words::{TaskWords, describe};

/// A task of a stage or track that nobody touched for so many days past its due day lapses: what a
/// play asked for long before the team began is no work for today. *Default.*
/// An automated one asks for nobody once its day is over.
pub const LAPSE_DAYS: i32 = 14;

/// What tasks are derived from.
#[derive(Clone, Copy)]
pub struct TaskInputs<'a> {
    /// The rows.
    pub data: &'a Dataset,
    /// The date.
    pub as_of: Day,
    /// The plays and cadences in force.
    pub book: &'a PlayBook<'a>,
    /// Whom they are for.
    pub audience: &'a Audience,
    /// Everything that began by the date, in any order. Those that are over give no tasks, but keep
    /// what was done for them from counting for a later one.
    pub occasions: &'a [Occasion],
    /// The tiers in force, for their service levels.
    pub tiers: &'a Tiers,
    /// The service level of each account.
    pub services: &'a ServiceTable,
    /// Which days are worked on.
    pub calendar: &'a Calendar,
    /// What people did.
    pub log: &'a WorkLog,
    /// Whether a signal, by its id, holds for an account on a day up to the date.
    pub holds: &'a dyn Fn(AccountIdx, &str, Day) -> bool,
}

/// Where a task is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A task of a play, by positions.
    Play {
        /// Position of the play in the model.
        play: u16,
        /// Position of the task in the play.
        task: u16,
    },
    /// A date of a cadence, by its position in the model.
    Cadence(u16),
    /// A task of one's own, by the id of its entry.
    Own(u64),
    /// A special date, by the id of its entry.
    Date(u64),
}

/// What became of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskState {
    /// To be done.
    Open,
    /// Done, in the entry [`Task::decided`].
    Done,
    /// Not to be done, with a reason in the entry [`Task::decided`].
    Skipped,
    /// Nobody touched its play, and it is long past; see [`LAPSE_DAYS`].
    Lapsed,
}

/// One task on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Task {
    /// Whose; `None` for a task of one's own that is about no (known) account.
    pub account: Option<AccountIdx>,
    /// Where it is from.
    pub origin: Origin,
    /// The day on which its play began; the date of the cadence; the special date; the day on which it
    /// was written.
    pub began: Day,
    /// When the play alone has it due.
    pub planned: Day,
    /// When it is due, after shifts and moves.
    pub due: Day,
    /// What became of it.
    pub state: TaskState,
    /// The entry that made it done or skipped.
    pub decided: Option<u64>,
    /// The entry that gave it to a person.
    pub assigned: Option<u64>,
}

/// All tasks that are current on a date: those of plays whose occasion lasts, the last and the next
/// date of cadences and of special dates, and one's own; done and skipped ones too, as long as their occasion lasts.
///
/// An action whose play began on a day that no longer exists (data came in, a threshold moved)
/// counts for the nearest beginning of that play within 31 days; failing that it stands in the
/// timeline alone.
#[must_use]
pub fn tasks(inputs: &TaskInputs<'_>) -> Vec<Task> {
    collect(inputs, &mut |_, _| {})
}

/// All current tasks; `keep` is called after each play or cadence with the place where its tasks
/// begin, so that what is not wanted never piles up.
fn collect(inputs: &TaskInputs<'_>, keep: &mut dyn FnMut(&mut Vec<Task>, usize)) -> Vec<Task> {
    let acts = Acts::of(inputs);
    let mut tasks = Vec::new();
    let mut days = Vec::new();
    let touches = if inputs.book.cadences().is_empty() {
        Vec::new()
    } else {
        last_touches(inputs.data, inputs.log, inputs.as_of)
    };
    for occasion in inputs.occasions {
        if occasion.from > inputs.as_of || occasion.until.is_some() {
            continue;
        }
        inputs.plays(occasion, &acts, (&mut days, &mut tasks), keep);
        for cadence in inputs.book.cadences_of(occasion.source) {
            if inputs.audience.cadences(cadence, occasion.account) {
                let touch = touches.get(occasion.account as usize).copied();
                let touch = touch.and_then(Day::from_column);
                let first = tasks.len();
                inputs.cadence(occasion, (cadence, touch), &acts, &mut tasks);
                keep(&mut tasks, first);
            }
        }
    }
    for entry in inputs.log.standing(inputs.as_of) {
        if let Work::OwnTask(own) = &entry.work {
            let first = tasks.len();
            tasks.push(inputs.own(entry, own, &acts));
            keep(&mut tasks, first);
        }
    }
    for said in special_dates(inputs.log, inputs.as_of) {
        let first = tasks.len();
        inputs.dates(&said, &acts, &mut tasks);
        keep(&mut tasks, first);
    }
    tasks
}

/// Keeps of the tasks from `first` on those that are wanted; the others are not even looked at.
fn retain_from(tasks: &mut Vec<Task>, first: usize, wanted: impl Fn(usize, &Task) -> bool) {
    let mut to = first;
    for at in first..tasks.len() {
        let task = tasks[at];
        if wanted(at, &task) {
            tasks[to] = task;
            to += 1;
        }
    }
    tasks.truncate(to);
}

/// The tasks of plays that were due from `since` to the date, those of occasions that are over too:
/// what was asked for and what became of it. What an occasion left undone when it ended lapsed; what
/// was due only after its end was never asked for.
#[must_use]
pub fn tasks_since(inputs: &TaskInputs<'_>, since: Day) -> Vec<Task> {
    let acts = Acts::of(inputs);
    let (mut tasks, mut days) = (Vec::new(), Vec::new());
    for occasion in inputs.occasions {
        if occasion.from > inputs.as_of || occasion.until.is_some_and(|until| until <= since) {
            continue;
        }
        let first = tasks.len();
        inputs.plays(occasion, &acts, (&mut days, &mut tasks), &mut |_, _| {});
        if let Some(until) = occasion.until {
            for task in &mut tasks[first..] {
                if task.state == TaskState::Open {
                    task.state = TaskState::Lapsed;
                }
            }
            retain_from(&mut tasks, first, |_, task| {
                task.state != TaskState::Lapsed || task.due < until
            });
        }
    }
    tasks.retain(|task| since <= task.due && task.due <= inputs.as_of);
    tasks
}

impl Task {
    /// Whether it is open and its day is over.
    #[must_use]
    pub fn overdue(&self, as_of: Day) -> bool {
        self.state == TaskState::Open && self.due < as_of
    }

    /// The key under which actions on it are logged; `None` for what `book` or `log` does not have.
    #[must_use]
    pub fn key(&self, book: &PlayBook<'_>, log: &WorkLog) -> Option<TaskKey> {
        Some(match self.origin {
            Origin::Play { play, task } => {
                let play = book.plays().get(usize::from(play))?;
                TaskKey::Play {
                    play: play.id.clone(),
                    task: play.tasks.get(usize::from(task))?.id.clone(),
                    trigger_on: self.began,
                }
            }
            Origin::Cadence(cadence) => TaskKey::Cadence {
                cadence: book.cadences().get(usize::from(cadence))?.id.clone(),
                on: self.began,
            },
            Origin::Own(entry) => TaskKey::Own(entry),
            Origin::Date(entry) => match &log.entry(entry)?.work {
                Work::Date(date) => TaskKey::Date {
                    root: date.root(entry),
                    on: self.began,
                },
                _ => return None,
            },
        })
    }

    fn open(account: Option<AccountIdx>, origin: Origin, (began, due): (Day, Day)) -> Self {
        Self {
            account,
            origin,
            began,
            planned: due,
            due,
            state: TaskState::Open,
            decided: None,
            assigned: None,
        }
    }

    /// What an action makes of it.
    fn act(&mut self, entry: &Entry, act: &TaskAct) {
        match act {
            TaskAct::Done(_) => self.decide(TaskState::Done, Some(entry.id)),
            TaskAct::Skip(_) => self.decide(TaskState::Skipped, Some(entry.id)),
            TaskAct::Reopen => self.decide(TaskState::Open, None),
            TaskAct::Assign(_) => self.assigned = Some(entry.id),
            // A person's own choice of day stands, a day off too.
            TaskAct::Move(day) => self.due = *day,
        }
    }

    fn decide(&mut self, state: TaskState, decided: Option<u64>) {
        self.state = state;
        self.decided = decided;
    }
}

impl TaskInputs<'_> {
    fn pace(&self, account: AccountIdx) -> u32 {
        let sla = self.services.sla(self.tiers, account as usize);
        sla.map_or(100, |sla| sla.pace_percent)
    }

    /// The tasks of the plays of an occasion.
    fn plays(
        &self,
        occasion: &Occasion,
        acts: &Acts<'_>,
        (days, tasks): (&mut Vec<Day>, &mut Vec<Task>),
        keep: &mut dyn FnMut(&mut Vec<Task>, usize),
    ) {
        if occasion.earlier {
            return;
        }
        for play in self.book.plays_of(occasion.source) {
            if self.audience.plays(play, occasion.account) {
                let first = tasks.len();
                self.play(occasion, play, acts, (days, tasks));
                keep(tasks, first);
            }
        }
    }

    fn play(
        &self,
        occasion: &Occasion,
        play: usize,
        acts: &Acts<'_>,
        (days, tasks): (&mut Vec<Day>, &mut Vec<Task>),
    ) {
        let (Some(decl), Ok(position)) = (self.book.plays().get(play), u16::try_from(play)) else {
            return;
        };
        let pace = self.pace(occasion.account);
        schedule_into(days, decl, (occasion.from, pace), self.calendar);
        let first = tasks.len();
        for (task, &due) in (0_u16..).zip(&*days) {
            let origin = Origin::Play {
                play: position,
                task,
            };
            let dates = (occasion.from, due);
            tasks.push(Task::open(Some(occasion.account), origin, dates));
        }
        let plan = &mut tasks[first..];
        let acts = acts.of_plan(occasion.account, position, occasion.from);
        for (entry, act) in acts {
            match act {
                Act::Task(id, act) => {
                    let at = decl.tasks.iter().position(|task| task.id == *id);
                    if let Some(task) = at.and_then(|at| plan.get_mut(at)) {
                        task.act(entry, act);
                    }
                }
                Act::Shift(by) => {
                    let open = plan.iter_mut().filter(|task| task.state == TaskState::Open);
                    for task in open {
                        task.due = self.calendar.next_workday(task.due.plus_days(*by));
                    }
                }
            }
        }
        // An alert is open until somebody closes it or it passes, so its tasks stay.
        let is_alert = matches!(occasion.source, Source::Signal(_));
        for (task, decl) in plan.iter_mut().zip(&decl.tasks) {
            let past = self.as_of.days_since(task.due);
            let lapses = match decl.mode {
                TaskMode::Automated => past > 0,
                TaskMode::Manual => acts.is_empty() && !is_alert && past > LAPSE_DAYS,
            };
            if lapses && task.state == TaskState::Open {
                task.state = TaskState::Lapsed;
            }
        }
    }

    fn cadence(
        &self,
        occasion: &Occasion,
        (cadence, last_touch): (usize, Option<Day>),
        acts: &Acts<'_>,
        tasks: &mut Vec<Task>,
    ) {
        let decl = self.book.cadences().get(cadence);
        let (Some(decl), Ok(position)) = (decl, u16::try_from(cadence)) else {
            return;
        };
        let sla = self.services.sla(self.tiers, occasion.account as usize);
        let rhythm = Rhythm {
            cadence: decl,
            from: occasion.from,
            touch_days: sla.and_then(|sla| sla.touch_days),
            last_touch,
            holds: &|signal, day| (self.holds)(occasion.account, signal, day),
        };
        let around = rhythm.around(self.as_of);
        let wait = i32::try_from(decl.task.offset.days).unwrap_or(i32::MAX);
        let reach = i32::try_from(rhythm.step_days().unwrap_or(0) / 2).unwrap_or(0);
        for date in [around.last, around.next].into_iter().flatten() {
            let due = self.calendar.next_workday(date.plus_days(wait));
            let origin = Origin::Cadence(position);
            let mut task = Task::open(Some(occasion.account), origin, (date, due));
            // What comes again need not be made up for, but for the touch that was promised.
            let kept_days = match decl.task.mode {
                TaskMode::Automated => 0,
                TaskMode::Manual => (reach * 2 / 3).clamp(3, LAPSE_DAYS),
            };
            let lapsed = decl.every != Every::Touch && self.as_of.days_since(task.due) > kept_days;
            if lapsed {
                task.state = TaskState::Lapsed;
            }
            for (entry, act) in acts.of_date(occasion.account, position, date, reach) {
                if task.state == TaskState::Lapsed {
                    task.state = TaskState::Open;
                }
                task.act(entry, act);
            }
            tasks.push(task);
        }
    }

    /// What is to be done for the last and the next of a special date's days.
    fn dates(&self, said: &Said<'_>, acts: &Acts<'_>, tasks: &mut Vec<Task>) {
        let account = self.data.account(&said.date.account);
        let root = said.date.root(said.entry.id);
        let next = said.next(self.as_of.max(said.entry.on));
        for day in [said.last(self.as_of), next].into_iter().flatten() {
            let dates = (day, said.due(day, self.calendar));
            let mut task = Task::open(account, Origin::Date(said.entry.id), dates);
            let acts = acts.of_special(root, day);
            if acts.is_empty() && self.as_of.days_since(day) > LAPSE_DAYS {
                task.state = TaskState::Lapsed;
            }
            for (entry, act) in acts {
                task.act(entry, act);
            }
            tasks.push(task);
        }
    }

    fn own(&self, entry: &Entry, own: &OwnTask, acts: &Acts<'_>) -> Task {
        let account = self.data.account(&own.account);
        let dates = (entry.on, own.due_on);
        let mut task = Task::open(account, Origin::Own(entry.id), dates);
        for (entry, act) in acts.of_own(entry.id) {
            task.act(entry, act);
        }
        task
    }
}

#[cfg(test)]
#[path = "task_tests.rs"]
mod tests;
