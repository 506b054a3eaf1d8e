//! The user's own work: what people did and decided, as a log that only grows (SPEC §8). Imports
//! never touch it. What follows from the log is computed where it is needed, not here.

mod first;
mod record;

pub use first::FirstLog;
pub use record::{
    Achieved, Assessment, HandOff, ProcessChange, Proposition, SpecialDate, StageReview,
};

use perennial_data::Day;
use serde::{Deserialize, Serialize};

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Counts up from 1; the order in which things were said.
    pub id: u64,
    /// Who did it.
    pub author: String,
    /// When: it does not exist on earlier dates.
    pub on: Day,
    /// What.
    pub work: Work,
}

/// What people do and decide. Accounts are named by their ids, as imports renumber them; a name
/// that stands for no account is kept and waits for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(clippy::large_enum_variant)] // hand-offs and goals are few, and a log is read, not moved
pub enum Work {
    /// Something done to an alert.
    Alert(AlertWork),
    /// Something done to a task, of a play, a cadence or one's own.
    Task(TaskWork),
    /// The open tasks of a plan move together.
    Shift(Shift),
    /// A task of one's own.
    OwnTask(OwnTask),
    /// A note on an account.
    Note(Note),
    /// A touchpoint logged by hand.
    Touch(Touch),
    /// Something that happened to an account: an over-promise, a referral, a case study.
    Happened(Happened),
    /// A stage set by hand.
    Stage(ManualStage),
    /// A goal of an account, or its news.
    Goal(GoalWork),
    /// What was promised to a customer, with its number.
    Proposition(Proposition),
    /// What delivery needs to know of what was sold.
    HandOff(HandOff),
    /// A change of how the team works, to be judged by before and after.
    Process(ProcessChange),
    /// A review of a stage's need, goal and play.
    Review(StageReview),
    /// An earlier entry is taken back, by its id.
    Withdraw(u64),
    /// Value that a customer has, in numbers.
    Achieved(Achieved),
    /// A day that matters to a customer.
    Date(SpecialDate),
    /// How mature the team says it is.
    Assessment(Assessment),
}

/// Something done to an alert.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertWork {
    /// The account's id.
    pub account: String,
    /// The signal's id.
    pub signal: String,
    /// What.
    pub act: AlertAct,
}

/// The id of a cause that is not of the model's list but in one's own words.
pub const OWN_CAUSE: &str = "other";

/// What can be done to an alert.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertAct {
    /// Somebody works on it.
    Start,
    /// Given to a person; it counts as started.
    Assign(String),
    /// Silent until that day, included.
    Snooze {
        /// The last silent day.
        until: Day,
        /// Why it can wait.
        reason: String,
    },
    /// No longer silent.
    Wake,
    /// Over: why it came, and what the customer said.
    Close {
        /// Id of the cause in the model's list, or [`OWN_CAUSE`]; required. Logs of before hold a cause
        /// in one's own words here too.
        cause: String,
        /// The cause in one's own words, where it is not of the list. Logs of before hold the name of
        /// one of the list here, in the language in which it was chosen: the id says it.
        note: String,
        /// What the customer said of it; empty where not asked.
        feedback: String,
    },
    /// Open again although closed.
    Reopen,
}

/// Which task of an account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskKey {
    /// A task of a play that began on a day.
    Play {
        /// The play's id.
        play: String,
        /// The task's id in the play.
        task: String,
        /// The day on which the stage or track was entered or the alert opened.
        trigger_on: Day,
    },
    /// One date of a cadence.
    Cadence {
        /// The cadence's id.
        cadence: String,
        /// The date, before days off are skipped.
        on: Day,
    },
    /// A task of one's own: the id of its entry.
    Own(u64),
    /// One date of a special date.
    Date {
        /// [`SpecialDate::root`] of its entry.
        root: u64,
        /// The date.
        on: Day,
    },
}

/// Something done to a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskWork {
    /// The account's id; empty for a task of one's own that concerns no account.
    pub account: String,
    /// Which task.
    pub task: TaskKey,
    /// What.
    pub act: TaskAct,
}

/// What can be done to a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskAct {
    /// Done, with what shows it (may be empty where none is asked for).
    Done(String),
    /// Not done and not to be done, with the reason.
    Skip(String),
    /// Given to a person.
    Assign(String),
    /// Due on another day.
    Move(Day),
    /// Open again.
    Reopen,
}

/// The open tasks of a plan move together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// The account's id.
    pub account: String,
    /// The play's id.
    pub play: String,
    /// The day on which the plan began.
    pub trigger_on: Day,
    /// Calendar days later; negative: earlier.
    pub days: i32,
    /// Why.
    pub reason: String,
}

/// A task of one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnTask {
    /// The account's id; empty for none.
    pub account: String,
    /// What is to be done.
    pub title: String,
    /// When.
    pub due_on: Day,
    /// By whom; empty: by its author.
    pub owner: String,
}

/// A note on an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The account's id.
    pub account: String,
    /// What.
    pub text: String,
}

/// A touchpoint logged by hand; shown and counted like an imported one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touch {
    /// The account's id.
    pub account: String,
    /// The day it took place.
    pub date: Day,
    /// visit, call, training, review, webinar, mail, chat, event, or another word.
    pub kind: String,
    /// wechat, mail, phone, …
    pub channel: String,
    /// How long it took; 0 where not said.
    pub minutes: u32,
    /// What came of it.
    pub outcome: String,
}

/// Something that happened to an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    /// The account's id.
    pub account: String,
    /// The day.
    pub date: Day,
    /// over_promise, referral, case_study, community, staff_change, or another word.
    pub kind: String,
    /// What.
    pub note: String,
}

/// A stage set by hand, in force until its last day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManualStage {
    /// The account's id.
    pub account: String,
    /// The stage's id.
    pub stage: String,
    /// Why the rules are wrong here.
    pub reason: String,
    /// The last day, included.
    pub expires_on: Day,
}

/// A goal of an account, or its news: a later entry for the same goal replaces what it says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoalWork {
    /// The account's id.
    pub account: String,
    /// The goal in words; the same words are the same goal.
    pub goal: String,
    /// The customer's value behind it.
    pub value: String,
    /// What it is measured in.
    pub unit: String,
    /// Where it began.
    pub baseline: Option<f64>,
    /// What is to be reached.
    pub target: Option<f64>,
    /// What is reached so far.
    pub actual: Option<f64>,
    /// By when.
    pub due_on: Option<Day>,
    /// When to look at it next.
    pub review_on: Option<Day>,
    /// It is given up; the reason.
    pub dropped: Option<String>,
}

/// The log, in order of ids.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WorkLog {
    entries: Vec<Entry>,
}

impl WorkLog {
    /// A log of these entries, put in order of their ids; of entries with one id the first stays.
    #[must_use]
    pub fn of(mut entries: Vec<Entry>) -> Self {
        perennial_data::sort_by(&mut entries, |a, b| a.id.cmp(&b.id));
        entries.dedup_by_key(|entry| entry.id);
        Self { entries }
    }

    /// Adds an entry; its id.
    pub fn push(&mut self, author: &str, on: Day, work: Work) -> u64 {
        let id = self
            .entries
            .last()
            .map_or(0, |last| last.id)
            .saturating_add(1);
        self.entries.push(Entry {
            id,
            author: author.to_owned(),
            on,
            work,
        });
        id
    }

    /// Every entry, those taken back and later ones too.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of an id.
    #[must_use]
    pub fn entry(&self, id: u64) -> Option<&Entry> {
        let at = self.entries.binary_search_by_key(&id, |entry| entry.id);
        self.entries.get(at.ok()?)
    }

    /// The entries that stand on `as_of`: said by then and not taken back by then; without the
    /// withdrawals themselves.
    pub fn standing(&self, as_of: Day) -> impl Iterator<Item = &Entry> {
        let said = move |entry: &&Entry| entry.on <= as_of;
        let withdrawn = self.entries.iter().filter(said);
        let mut withdrawn: Vec<u64> = withdrawn
            .filter_map(|entry| match entry.work {
                Work::Withdraw(id) => Some(id),
                _ => None,
            })
            .collect();
        perennial_data::sort_by(&mut withdrawn, u64::cmp);
        self.entries.iter().filter(said).filter(move |entry| {
            !matches!(entry.work, Work::Withdraw(_)) && withdrawn.binary_search(&entry.id).is_err()
        })
    }

    /// The stages set by hand in force on `as_of`; of several on one account the one said last.
    #[must_use]
    pub fn manual_stages(&self, as_of: Day) -> Vec<(&Entry, &ManualStage)> {
        let set = self.standing(as_of).filter_map(|entry| match &entry.work {
            Work::Stage(stage) if as_of <= stage.expires_on => Some((entry, stage)),
            _ => None,
        });
        let mut set: Vec<(&Entry, &ManualStage)> = set.collect();
        perennial_data::sort_by(&mut set, |a, b| {
            a.1.account.cmp(&b.1.account).then(b.0.id.cmp(&a.0.id))
        });
        set.dedup_by(|later, first| later.1.account == first.1.account);
        set
    }
}

impl Entry {
    /// The id of the account it is about; `None` for what is about none.
    #[must_use]
    pub fn account(&self) -> Option<&str> {
        self.work.account()
    }
}

impl Work {
    /// The id of the account it is about; `None` for what is about none.
    #[must_use]
    pub fn account(&self) -> Option<&str> {
        let account = match self {
            Work::Alert(work) => &work.account,
            Work::Task(work) => &work.account,
            Work::Shift(work) => &work.account,
            Work::OwnTask(work) => &work.account,
            Work::Note(work) => &work.account,
            Work::Touch(work) => &work.account,
            Work::Happened(work) => &work.account,
            Work::Stage(work) => &work.account,
            Work::Goal(work) => &work.account,
            Work::Proposition(work) => &work.account,
            Work::HandOff(work) => &work.account,
            Work::Achieved(work) => &work.account,
            Work::Date(work) => &work.account,
            Work::Process(_) | Work::Review(_) | Work::Withdraw(_) | Work::Assessment(_) => {
                return None;
            }
        };
        (!account.is_empty()).then_some(account)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn note(text: &str) -> Work {
        Work::Note(Note {
            account: "a".to_owned(),
            text: text.to_owned(),
        })
    }

    fn stage(account: &str, stage: &str, until: &str) -> Work {
        Work::Stage(ManualStage {
            account: account.to_owned(),
            stage: stage.to_owned(),
            reason: "we know".to_owned(),
            expires_on: day(until),
        })
    }

    #[test]
    fn what_was_said_later_or_taken_back_does_not_stand() {
        let mut log = WorkLog::default();
        let first = log.push("Wu", day("2026-01-05"), note("one"));
        log.push("Wu", day("2026-01-07"), note("two"));
        log.push("Wu", day("2026-01-09"), Work::Withdraw(first));
        let texts = |on: &str| -> Vec<u64> { log.standing(day(on)).map(|e| e.id).collect() };
        assert!(texts("2026-01-04").is_empty());
        assert_eq!(texts("2026-01-08"), [1, 2]);
        assert_eq!(
            texts("2026-01-09"),
            [2],
            "time travel sees it until it was taken back"
        );
    }

    #[test]
    fn a_manual_stage_lasts_to_its_last_day_and_the_one_said_last_wins() {
        let mut log = WorkLog::default();
        log.push("Wu", day("2026-01-05"), stage("a", "mature", "2026-01-31"));
        log.push("Li", day("2026-01-10"), stage("a", "renewal", "2026-01-20"));
        log.push("Li", day("2026-01-10"), stage("b", "growth", "2026-01-10"));
        let of = |on: &str| -> Vec<(String, String)> {
            let set = log.manual_stages(day(on)).into_iter();
            set.map(|(_, s)| (s.account.clone(), s.stage.clone()))
                .collect()
        };
        let pair = |account: &str, stage: &str| (account.to_owned(), stage.to_owned());
        assert_eq!(
            of("2026-01-10"),
            [pair("a", "renewal"), pair("b", "growth")]
        );
        assert_eq!(of("2026-01-20"), [pair("a", "renewal")]);
        assert_eq!(of("2026-01-31"), [pair("a", "mature")]);
        assert_eq!(of("2026-02-01"), []);
    }

    #[test]
    fn a_log_reads_as_it_was_written_and_sorts_itself() {
        let mut log = WorkLog::default();
        log.push("Wu", day("2026-01-05"), note("one"));
        log.push("Wu", day("2026-01-05"), Work::Withdraw(1));
        let json = serde_json::to_string(&log).unwrap();
        let read: WorkLog = serde_json::from_str(&json).unwrap();
        assert_eq!(read, log);
        let mut entries = log.entries().to_vec();
        entries.reverse();
        entries.push(entries[0].clone());
        assert_eq!(WorkLog::of(entries), log);
    }
}
