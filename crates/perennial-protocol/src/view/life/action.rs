//! The user's own work, as it is entered. Each is stored as it happens and can be undone.

use super::record::{DateEdit, HandOffEdit, ProcessEdit};
use perennial_data::Day;
use serde::{Deserialize, Serialize};

/// Something the user did. `on` is the day it was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum WorkAction {
    /// Takes up an alert: from now on it stays open until it is closed.
    StartAlert {
        /// The account's id.
        account: String,
        /// The signal's id.
        signal: String,
        /// Who takes care of it; the account's owner if empty.
        owner: String,
    },
    /// Puts an alert aside.
    SnoozeAlert {
        /// The account's id.
        account: String,
        /// The signal's id.
        signal: String,
        /// The last day of rest, included.
        until: Day,
        /// Why; required.
        reason: String,
    },
    /// Closes an alert.
    CloseAlert {
        /// The account's id.
        account: String,
        /// The signal's id.
        signal: String,
        /// The root cause; required.
        cause: String,
        /// What the customer said, may be empty.
        feedback: String,
    },
    /// A task of a play is done.
    CompleteTask {
        /// [`super::TaskView::key`].
        task: String,
        /// What shows it, may be empty.
        evidence: String,
    },
    /// A task of a play will not be done.
    SkipTask {
        /// The task's key.
        task: String,
        /// Why; required.
        reason: String,
    },
    /// A done or skipped task is open again.
    ReopenTask {
        /// The task's key.
        task: String,
    },
    /// A task gets another owner.
    AssignTask {
        /// The task's key.
        task: String,
        /// The owner.
        owner: String,
    },
    /// The open tasks of a plan move together.
    ShiftPlan {
        /// The key of any task of the plan.
        task: String,
        /// Calendar days; later if positive.
        days: i32,
    },
    /// A task of the user's own.
    AddTask {
        /// The account's id.
        account: String,
        /// What is to be done; required.
        title: String,
        /// When.
        due: Day,
        /// Whose it is, may be empty.
        owner: String,
    },
    /// A note on a customer.
    AddNote {
        /// The entry that it corrects; `None`: it is new.
        replaces: Option<u64>,
        /// The account's id.
        account: String,
        /// The note; required.
        text: String,
    },
    /// A touchpoint that took place.
    LogTouch {
        /// The entry that it corrects; `None`: it is new.
        replaces: Option<u64>,
        /// The account's id.
        account: String,
        /// What it was.
        kind: TouchKind,
        /// When; not later than today.
        date: Day,
        /// How long, in minutes; 0 where not said.
        minutes: u32,
        /// What came of it, may be empty.
        outcome: String,
    },
    /// Sets or replaces a goal of a customer.
    SetGoal(GoalEdit),
    /// Holds a customer in a stage by hand.
    HoldStage {
        /// The account's id.
        account: String,
        /// The stage's id.
        stage: String,
        /// Who says so; required.
        author: String,
        /// Why; required.
        reason: String,
        /// To this day, included.
        until: Day,
    },
    /// Ends the hold.
    ReleaseStage {
        /// The account's id.
        account: String,
    },
    /// Says what is known of why and how a customer came; replaces what was said before. A field that
    /// is empty is as the accounts table has it.
    HandOff(HandOffEdit),
    /// A promise to a customer.
    Promise {
        /// The entry that it replaces; `None`: it is new.
        replaces: Option<u64>,
        /// The account's id.
        account: String,
        /// The promise; it has a number.
        text: String,
    },
    /// A value that a customer has.
    Achieve {
        /// The entry that it replaces; `None`: it is new.
        replaces: Option<u64>,
        /// The account's id.
        account: String,
        /// [`super::PromiseView::root`] of the promise that it keeps; 0: none in particular.
        promise: u64,
        /// What was reached; it has a number.
        text: String,
        /// When it was shown; not later than today.
        on: Day,
    },
    /// A day that matters to a customer.
    SetDate(DateEdit),
    /// A change of how the team works.
    ChangeProcess(ProcessEdit),
    /// A review of a stage.
    ReviewStage {
        /// The entry that it replaces; `None`: it is new.
        replaces: Option<u64>,
        /// The stage's id.
        stage: String,
        /// The day of the review; not later than today.
        on: Day,
        /// What was found, may be empty.
        note: String,
        /// When to look again; after the review.
        next_on: Option<Day>,
    },
    /// How mature the team says it is.
    AssessMaturity {
        /// The level of each answer, 1–3, in the order of
        /// [`MATURITY_QUESTIONS`](super::MATURITY_QUESTIONS).
        answers: Vec<u8>,
        /// What is to be done about it, may be empty.
        note: String,
    },
    /// Takes an entry back: a note, a touchpoint, a promise, a value, a date, a change, a review or an
    /// assessment.
    TakeBack {
        /// Its entry.
        entry: u64,
    },
}

/// A goal as entered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoalEdit {
    /// The account's id.
    pub account: String,
    /// The goal in words; the same words replace it.
    pub goal: String,
    /// What it counts in.
    pub unit: String,
    /// Where it began.
    pub baseline: Option<f64>,
    /// What is to be reached.
    pub target: f64,
    /// What is reached.
    pub actual: Option<f64>,
    /// Until when.
    pub due_on: Option<Day>,
    /// When to look at it next.
    pub review_on: Option<Day>,
}

/// Kinds of touchpoints (SPEC §2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the variants are SPEC §2's list
pub enum TouchKind {
    Visit,
    Call,
    Training,
    Review,
    Webinar,
    Mail,
    Chat,
    Event,
}
