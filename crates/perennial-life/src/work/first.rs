//! The log as the first version of the stored form has it: four records had fewer fields. It is only
//! read.

use super::{
    AlertWork, Entry, GoalWork, HandOff, Happened, ManualStage, Note, OwnTask, ProcessChange,
    Proposition, Shift, StageReview, TaskWork, Touch, Work, WorkLog,
};
use perennial_data::Day;
use serde::Deserialize;

/// The log of the first version.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct FirstLog(Vec<FirstEntry>);

#[derive(Clone, Debug, Deserialize)]
struct FirstEntry {
    id: u64,
    author: String,
    on: Day,
    work: FirstWork,
}

/// In the order of [`Work`].
#[derive(Clone, Debug, Deserialize)]
#[allow(clippy::large_enum_variant)] // read once
enum FirstWork {
    Alert(AlertWork),
    Task(TaskWork),
    Shift(Shift),
    OwnTask(OwnTask),
    Note(Note),
    Touch(Touch),
    Happened(Happened),
    Stage(ManualStage),
    Goal(GoalWork),
    Proposition(FirstProposition),
    HandOff(FirstHandOff),
    Process(FirstProcess),
    Review(FirstReview),
    Withdraw(u64),
}

#[derive(Clone, Debug, Deserialize)]
struct FirstProposition {
    account: String,
    text: String,
}

#[derive(Clone, Debug, Deserialize)]
struct FirstHandOff {
    account: String,
    purchase_intent: String,
    problem: String,
    expected_by: Option<Day>,
    promises: String,
    customer_duties: String,
    our_duties: String,
    confirmation: String,
    accepted_on: Option<Day>,
}

#[derive(Clone, Debug, Deserialize)]
struct FirstProcess {
    title: String,
    from: Day,
    cause: String,
    metric: String,
}

#[derive(Clone, Debug, Deserialize)]
struct FirstReview {
    stage: String,
    note: String,
    next_on: Option<Day>,
}

impl From<FirstLog> for WorkLog {
    fn from(log: FirstLog) -> Self {
        Self::of(log.0.into_iter().map(Entry::from).collect())
    }
}

impl From<FirstEntry> for Entry {
    fn from(entry: FirstEntry) -> Self {
        let work = match entry.work {
            FirstWork::Alert(work) => Work::Alert(work),
            FirstWork::Task(work) => Work::Task(work),
            FirstWork::Shift(work) => Work::Shift(work),
            FirstWork::OwnTask(work) => Work::OwnTask(work),
            FirstWork::Note(work) => Work::Note(work),
            FirstWork::Touch(work) => Work::Touch(work),
            FirstWork::Happened(work) => Work::Happened(work),
            FirstWork::Stage(work) => Work::Stage(work),
            FirstWork::Goal(work) => Work::Goal(work),
            FirstWork::Proposition(made) => Work::Proposition(Proposition {
                account: made.account,
                text: made.text,
                first: 0,
            }),
            FirstWork::HandOff(said) => Work::HandOff(HandOff {
                account: said.account,
                purchase_intent: said.purchase_intent,
                problem: said.problem,
                expected_by: said.expected_by,
                promises: said.promises,
                customer_duties: said.customer_duties,
                our_duties: said.our_duties,
                confirmation: said.confirmation,
                accepted_on: said.accepted_on,
                ..HandOff::default()
            }),
            FirstWork::Process(change) => Work::Process(ProcessChange {
                title: change.title,
                from: change.from,
                cause: change.cause,
                metric: change.metric,
                before: None,
                after: None,
                unit: String::new(),
            }),
            // A review was dated by its entry.
            FirstWork::Review(review) => Work::Review(StageReview {
                stage: review.stage,
                reviewed_on: entry.on,
                note: review.note,
                next_on: review.next_on,
            }),
            FirstWork::Withdraw(id) => Work::Withdraw(id),
        };
        Self {
            id: entry.id,
            author: entry.author,
            on: entry.on,
            work,
        }
    }
}
