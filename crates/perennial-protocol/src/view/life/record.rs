//! Records that people keep of a customer and of how they work: hand-off, promises and what came of
//! them, special dates, reviews, changes of the process, maturity.

use super::task::Role;
use perennial_data::{Bilingual, Day};
use serde::{Deserialize, Serialize};

/// The hand-off from sales to delivery to success, as it is entered and shown [4.05, 0.10, 0.11, 3.03].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // as in the log of the user's own work
pub struct HandOffEdit {
    pub account: String,
    pub purchase_intent: String,
    pub problem: String,
    pub expected_by: Option<Day>,
    pub promises: String,
    pub customer_duties: String,
    pub our_duties: String,
    pub confirmation: String,
    pub accepted_on: Option<Day>,
    pub implementer: String,
    pub success: String,
    pub steady_on: Option<Day>,
}

/// A phase of a customer: who leads it and who supports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseView {
    /// Who leads.
    pub lead: Role,
    /// Who supports.
    pub support: Option<Role>,
    /// The first day, where it is known.
    pub from: Option<Day>,
    /// The first day after it, where it is known.
    pub until: Option<Day>,
    /// Whether it is now.
    pub is_now: bool,
}

/// The hand-off record, the onboarding checklist and the time to value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOffView {
    /// What is known, from the accounts table and what people said since.
    pub said: HandOffEdit,
    /// What is required and nobody said: `purchase-intent`, `problem`, `expected-by`.
    pub missing: Vec<String>,
    /// Who said something last, and when.
    pub updated: Option<(String, Day)>,
    /// Steps of onboarding, in their usual order, and since when each is known to be done:
    /// `handed-off`, `duties-confirmed`, `kicked-off`, `first-use`, `trained`, `accepted`, `first-value`.
    pub steps: Vec<(String, Option<Day>)>,
    /// The customer's first day; `None`: unknown, and then there are no steps.
    pub began: Option<Day>,
    /// Days from the first day to the first value; `None` while there is none.
    pub time_to_value: Option<u32>,
    /// Who leads and who supports, phase by phase.
    pub phases: Vec<PhaseView>,
}

/// What people keep on record of a customer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RecordsView {
    /// The hand-off record, the onboarding checklist, the time to value.
    pub hand_off: HandOffView,
    /// Promises in numbers, the newest first.
    pub promises: Vec<PromiseView>,
    /// Values that were reached, the newest first.
    pub achieved: Vec<AchievedView>,
    /// How value is delivered in the term; `None` without a contract.
    pub delivery: Option<DeliveryView>,
    /// Special dates: those first that come next, past ones last.
    pub dates: Vec<DateView>,
}

/// A value that was reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AchievedView {
    /// Its entry.
    pub entry: u64,
    /// [`PromiseView::root`] of the promise that it keeps; 0: none in particular.
    pub promise: u64,
    /// What, in numbers.
    pub text: String,
    /// When it was shown.
    pub on: Day,
    /// Who said so; empty where nobody put down a name.
    pub author: String,
}

/// A promise in numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseView {
    /// Its entry.
    pub entry: u64,
    /// What values name it by; the same however often it is corrected.
    pub root: u64,
    /// The promise.
    pub text: String,
    /// When it was made.
    pub on: Day,
    /// By whom; empty where nobody put down a name.
    pub author: String,
}

/// How value is delivered within the term [2.08].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryView {
    /// When it was last shown in this term.
    pub last_on: Option<Day>,
    /// Days since then, or since the term began.
    pub days: u32,
    /// The end of the term.
    pub ends_on: Option<Day>,
    /// When it becomes a gap unless something is shown; `None` after the end.
    pub next_by: Option<Day>,
    /// Whether it is a gap.
    pub is_gap: bool,
}

/// A special date as it is entered [0.07].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateEdit {
    /// The entry that it replaces; `None`: it is new.
    pub replaces: Option<u64>,
    /// The account's id.
    pub account: String,
    /// What day it is; required.
    pub title: String,
    /// The day, or the first of many.
    pub on: Day,
    /// Whether it comes again every year.
    pub yearly: bool,
    /// So many days before it something is to be done; at most 365.
    pub ahead_days: u32,
}

/// A special date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateView {
    /// Its entry.
    pub entry: u64,
    /// What day it is.
    pub title: String,
    /// The day, or the first of many.
    pub on: Day,
    /// Whether it comes again every year.
    pub yearly: bool,
    /// So many days before it something is to be done.
    pub ahead_days: u32,
    /// The next of its days; `None`: it is past.
    pub next: Option<Day>,
    /// Who put it down.
    pub author: String,
}

/// A change of how the team works as it is entered [1.32].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProcessEdit {
    /// The entry that it replaces; `None`: it is new.
    pub replaces: Option<u64>,
    /// What was changed; required.
    pub title: String,
    /// From when on.
    pub from: Day,
    /// Id of the cause that it is to remove; empty for none.
    pub cause: String,
    /// Id of the metric that it is to move; empty for none.
    pub metric: String,
    /// How it was.
    pub before: Option<f64>,
    /// How it is to be.
    pub after: Option<f64>,
    /// What both are counted in.
    pub unit: String,
}

/// A metric's mean over all customers before and since a change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasuredView {
    /// The metric's name.
    pub title: Bilingual,
    /// Its unit code.
    pub unit: String,
    /// Whether more is better.
    pub higher_is_better: bool,
    /// The day before the change, and the mean then.
    pub before: (Day, Option<f64>),
    /// The date, and the mean then; `None`: the change is still to come.
    pub after: Option<(Day, Option<f64>)>,
}

/// Closed alerts before and since a change, as many days on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct HandledView {
    /// Days on each side.
    pub days: u32,
    /// How many were closed, before and after.
    pub n: (u32, u32),
    /// Median of the days that each was open, before and after.
    pub median_days: (Option<f64>, Option<f64>),
}

/// A change of how the team works, with before and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProcessView {
    /// Its entry.
    pub entry: u64,
    /// Who put it down.
    pub author: String,
    /// What it says; [`ProcessEdit::replaces`] is empty.
    pub said: ProcessEdit,
    /// The cause's name; `None` where it names none.
    pub cause: Option<Bilingual>,
    /// The metric before and since; `None` where it names none that there is.
    pub measured: Option<MeasuredView>,
    /// Closed alerts before and since; `None` before its first day.
    pub handled: Option<HandledView>,
}

/// A review of a stage [2.10].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewView {
    /// Its entry.
    pub entry: u64,
    /// The day of the review.
    pub on: Day,
    /// Who reviewed; empty where nobody put down a name.
    pub by: String,
    /// What was found.
    pub note: String,
    /// When to look again.
    pub next_on: Option<Day>,
    /// Whether that day is past.
    pub is_overdue: bool,
}

/// An assessment of how mature the team is [3.01].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaturityView {
    /// Its entry.
    pub entry: u64,
    /// When it was made.
    pub on: Day,
    /// By whom; empty where nobody put down a name.
    pub author: String,
    /// The level that every answer reaches, 1–3.
    pub level: u8,
    /// The level of each answer, in the order of [`MATURITY_QUESTIONS`].
    pub answers: Vec<u8>,
    /// What is to be done about it.
    pub note: String,
}

/// What a team keeps on record of how it works.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PracticeView {
    /// The last review of each stage, in the order of the board; `None`: never reviewed.
    pub reviews: Vec<Option<ReviewView>>,
    /// Assessments of maturity, the newest first.
    pub maturity: Vec<MaturityView>,
    /// Changes of how the team works, the newest first.
    pub processes: Vec<ProcessView>,
    /// Root causes that there are to choose from: id and name.
    pub causes: Vec<(String, Bilingual)>,
}

/// The questions about maturity, by id, in the order in which they are asked.
pub const MATURITY_QUESTIONS: [&str; 5] = ["work", "time", "measure", "targets", "company"];
