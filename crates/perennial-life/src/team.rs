//! The log of a team that works about so well: what it did, by a simple rule, about everything that a
//! timeline says came up. For sample data, whose customers have a history but no one who took care of
//! them; nothing here looks at real work.
//!
//! The rule: whoever owns a customer does what plays and cadences ask on the day it is due, or (one time
//! in five) some days later, or skips it with a reason; keeps the touches that are promised; takes up an
//! alert within days, by its severity; closes it with a cause once its tasks are done and it has
//! cleared, or when it has gone on for long; lets one in eight that are only to know rest first. What a
//! machine does asks nobody. Customers without an owner, and those left alone from a day on, get
//! nothing. The last day itself is still to be worked.

mod alerts;
mod dice;
mod touches;

use crate::cadence::Rhythm;
use crate::calendar::Calendar;
use crate::play::{Audience, Occasion, PlayBook, Source, schedule};
use crate::stay::stays;
use crate::tier::ServiceTable;
use crate::timeline::Timeline;
use crate::work::{AlertAct, AlertWork, Entry, TaskAct, TaskKey, TaskWork, Work, WorkLog};
use dice::{Dice, LATE_DAYS};
use perennial_data::{AccountIdx, Dataset, Day, TableId, sort_by};
use perennial_model::Model;
use perennial_model::life::{Every, Play, Signal, TaskMode, Tiers};

/// What the rule works on.
pub struct TeamInputs<'a> {
    /// The rows.
    pub data: &'a Dataset,
    /// The model: signals and their causes, stages, tracks.
    pub model: &'a Model,
    /// Every day to `until`.
    pub timeline: &'a Timeline,
    /// The plays and cadences of the model.
    pub book: &'a PlayBook<'a>,
    /// Whom they are for.
    pub audience: &'a Audience,
    /// The tiers in force, for their service levels.
    pub tiers: &'a Tiers,
    /// The service level of each account.
    pub services: &'a ServiceTable,
    /// Which days are worked on.
    pub calendar: &'a Calendar,
    /// The first day that is still to be worked.
    pub until: Day,
}

/// How the team works, and its words.
#[derive(Clone, Debug, Default)]
pub struct Habits<'a> {
    /// From which day on nobody works on an account, by its id.
    pub left_alone: Vec<(&'a str, Day)>,
    /// By signal the cause that is found most often, where it is not the first of the signal's list.
    pub likely: Vec<(&'a str, &'a str)>,
    /// From a day on a cause is found a third as often: the change of process that was to remove it.
    pub improved: Option<(Day, &'a str)>,
    /// What shows that something is done.
    pub evidence: Vec<&'a str>,
    /// Why something is not done.
    pub skipped: Vec<&'a str>,
    /// Why an alert can rest.
    pub rests: Vec<&'a str>,
    /// What customers say.
    pub feedback: Vec<&'a str>,
    /// What it said besides: when, who, what.
    pub said: Vec<(Day, &'a str, Work)>,
}

/// What the team did, in order of days, then of accounts.
#[must_use]
pub fn team_log(inputs: &TeamInputs<'_>, habits: &Habits<'_>) -> WorkLog {
    let owners = inputs.data.table(TableId::Accounts).column("owner");
    let on_record = touches::touchpoints(inputs.data, inputs.until);
    let mut found: Vec<(Day, &str, Work)> = habits.said.clone();
    for account in 0..AccountIdx::try_from(inputs.data.n_accounts()).unwrap_or(AccountIdx::MAX) {
        let owner = owners.and_then(|column| column.text(account as usize));
        let (Some(owner), Some(id)) = (owner, inputs.data.account_id(account)) else {
            continue;
        };
        let left = habits.left_alone.iter().find(|(other, _)| *other == id);
        let mut desk = Desk {
            inputs,
            habits,
            account,
            id,
            until: left.map_or(inputs.until, |&(_, day)| day.min(inputs.until)),
            on_record: on_record.get(account as usize).map_or(&[], Vec::as_slice),
            did: Vec::new(),
        };
        desk.stays_and_tracks();
        for signal in 0..inputs.model.signals().len() {
            desk.alerts(signal);
        }
        found.extend(desk.did.into_iter().map(|(day, work)| (day, owner, work)));
    }
    // A stable sort: what one account saw on one day stays in order.
    sort_by(&mut found, |a, b| a.0.cmp(&b.0));
    let entries = (1_u64..).zip(found).map(|(id, (on, author, work))| Entry {
        id,
        author: author.to_owned(),
        on,
        work,
    });
    WorkLog::of(entries.collect())
}

/// Where one customer is worked on.
struct Desk<'a> {
    inputs: &'a TeamInputs<'a>,
    habits: &'a Habits<'a>,
    account: AccountIdx,
    id: &'a str,
    /// The first day on which nothing is done any more.
    until: Day,
    /// Its touchpoints among the rows, the oldest first.
    on_record: &'a [Day],
    did: Vec<(Day, Work)>,
}

impl Desk<'_> {
    fn stays_and_tracks(&mut self) {
        let (timeline, last) = (self.inputs.timeline, self.inputs.until);
        let mut occasions = Vec::new();
        let mut add = |source: Source, from: Day, until: Option<Day>, earlier: bool| {
            occasions.push(Occasion {
                account: self.account,
                source,
                from,
                until,
                earlier,
            });
        };
        for stay in stays(timeline, self.account, last) {
            if let Ok(stage) = u16::try_from(stay.stage) {
                add(
                    Source::Stage(stage),
                    stay.entered_on,
                    stay.left_on,
                    stay.earlier,
                );
            }
        }
        for track in 0..16_u16 {
            let runs = timeline.episodes(self.account, last, |s| s.track(usize::from(track)));
            for run in runs {
                let until = (!run.holds).then(|| run.to.plus_days(1));
                add(Source::Track(track), run.from, until, run.earlier);
            }
        }
        for occasion in &occasions {
            if !occasion.earlier {
                self.plays(occasion, occasion.from);
            }
            self.cadences(occasion);
            self.touches(occasion);
        }
    }

    /// Does the tasks of an occasion's plays, not before `ready`; the day on which the last required
    /// one was done, `None` where one is still open.
    fn plays(&mut self, occasion: &Occasion, ready: Day) -> Option<Day> {
        let sla = self
            .inputs
            .services
            .sla(self.inputs.tiers, self.account as usize);
        let pace = sla.map_or(100, |sla| sla.pace_percent);
        let is_alert = matches!(occasion.source, Source::Signal(_));
        let mut last = Some(ready);
        for at in self.inputs.book.plays_of(occasion.source) {
            let Some(play) = self.inputs.book.plays().get(at) else {
                continue;
            };
            if !self.inputs.audience.plays(at, self.account) {
                continue;
            }
            let days = schedule(play, occasion.from, pace, self.inputs.calendar);
            for (task, due) in (0_u32..).zip(days) {
                let dice = self.dice(occasion, (at, task));
                let done = self.task(play, task as usize, (occasion, due.max(ready)), &dice);
                let waits = is_alert && play.tasks.get(task as usize).is_some_and(|t| !t.optional);
                if waits {
                    last = last.zip(done).map(|(last, done)| last.max(done));
                }
            }
        }
        last
    }

    /// Does a task or says why not; the day.
    fn task(
        &mut self,
        play: &Play,
        at: usize,
        (occasion, due): (&Occasion, Day),
        dice: &Dice,
    ) -> Option<Day> {
        let task = play.tasks.get(at)?;
        if task.mode == TaskMode::Automated {
            return Some(due);
        }
        let lag = dice.lag();
        let on = self.inputs.calendar.next_workday(due.plus_days(lag));
        if on >= self.until || occasion.until.is_some_and(|until| on >= until) {
            return None;
        }
        let forgotten = lag > LATE_DAYS && dice.chance(16, 500);
        let act = if forgotten || (task.optional && dice.chance(1, 350)) {
            TaskAct::Skip(dice.word(&self.habits.skipped))
        } else if task.evidence.is_some() && dice.chance(2, 600) {
            TaskAct::Done(dice.word(&self.habits.evidence))
        } else {
            TaskAct::Done(String::new())
        };
        let key = TaskKey::Play {
            play: play.id.clone(),
            task: task.id.clone(),
            trigger_on: occasion.from,
        };
        self.act(on, key, act);
        Some(on)
    }

    fn cadences(&mut self, occasion: &Occasion) {
        let sla = self
            .inputs
            .services
            .sla(self.inputs.tiers, self.account as usize);
        let last = occasion.until.unwrap_or(self.inputs.until);
        for at in self.inputs.book.cadences_of(occasion.source) {
            let Some(cadence) = self.inputs.book.cadences().get(at) else {
                continue;
            };
            let by_hand = cadence.task.mode == TaskMode::Manual && cadence.every != Every::Touch;
            if !by_hand || !self.inputs.audience.cadences(at, self.account) {
                continue;
            }
            let rhythm = Rhythm {
                cadence,
                from: occasion.from,
                touch_days: sla.and_then(|sla| sla.touch_days),
                last_touch: None,
                holds: &|_, _| false,
            };
            let wait = i32::try_from(cadence.task.offset.days).unwrap_or(i32::MAX);
            for (step, date) in (0_u32..).zip(rhythm.dates(occasion.from, last)) {
                let dice = self.dice(occasion, (1_000 + at, step));
                let due = self.inputs.calendar.next_workday(date.plus_days(wait));
                let on = self.inputs.calendar.next_workday(due.plus_days(dice.lag()));
                if on >= self.until || on >= last {
                    continue;
                }
                let key = TaskKey::Cadence {
                    cadence: cadence.id.clone(),
                    on: date,
                };
                self.act(on, key, TaskAct::Done(String::new()));
            }
        }
    }

    fn dice(&self, occasion: &Occasion, (play, task): (usize, u32)) -> Dice {
        let source = match occasion.source {
            Source::Signal(at) => u64::from(at),
            Source::Stage(at) => 100 + u64::from(at),
            Source::Track(at) => 200 + u64::from(at),
        };
        let play = u64::try_from(play).unwrap_or(0);
        let day = u64::from(occasion.from.number().cast_unsigned());
        let parts = [u64::from(self.account), source, play, u64::from(task), day];
        Dice::new(&parts)
    }

    fn act(&mut self, on: Day, task: TaskKey, act: TaskAct) {
        let account = self.id.to_owned();
        self.did
            .push((on, Work::Task(TaskWork { account, task, act })));
    }

    fn alert(&mut self, on: Day, signal: &Signal, act: AlertAct) {
        let work = AlertWork {
            account: self.id.to_owned(),
            signal: signal.id.clone(),
            act,
        };
        self.did.push((on, Work::Alert(work)));
    }
}

#[cfg(test)]
mod tests;
