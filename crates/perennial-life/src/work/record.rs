//! Records that people keep beside their tasks: what was sold and promised, what came of it, days that
//! matter, and how the team works and reviews itself.

use perennial_data::Day;
use serde::{Deserialize, Serialize};

/// What was promised to a customer, with its number [1.08].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposition {
    /// The account's id.
    pub account: String,
    /// The promise; it has a number.
    pub text: String,
    /// The first entry of this promise, where this one corrects it; 0: this one is the first.
    pub first: u64,
}

impl Proposition {
    /// The entry by which values name it, however often it is corrected; `entry` is its own.
    #[must_use]
    pub fn root(&self, entry: u64) -> u64 {
        root(self.first, entry)
    }
}

fn root(first: u64, entry: u64) -> u64 {
    if first == 0 { entry } else { first }
}

/// Value that a customer has, with its number [1.19]: stock cost −10 %.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Achieved {
    /// The account's id.
    pub account: String,
    /// The promise that it keeps, by [`Proposition::root`]; 0 for none in particular.
    pub promise: u64,
    /// What was reached; it has a number.
    pub text: String,
    /// The day on which it was shown.
    pub on: Day,
}

/// What delivery needs to know of what was sold [4.05, 0.10, 0.11, 3.03]. A field that says something
/// replaces what the accounts table or an earlier hand-off says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HandOff {
    /// The account's id.
    pub account: String,
    /// Why they bought.
    pub purchase_intent: String,
    /// The problem to be solved.
    pub problem: String,
    /// When they expect it solved.
    pub expected_by: Option<Day>,
    /// What was promised beyond the product's description.
    pub promises: String,
    /// The customer's key person and duties.
    pub customer_duties: String,
    /// Our key person and duties.
    pub our_duties: String,
    /// Where the written confirmation of both is.
    pub confirmation: String,
    /// The day delivery hands over to customer success.
    pub accepted_on: Option<Day>,
    /// Who implements: leads until then.
    pub implementer: String,
    /// Who looks after the customer's success: supports until then, leads from then on.
    pub success: String,
    /// The day on which the implementer leaves: all is steady.
    pub steady_on: Option<Day>,
}

/// A change of how the team works [1.32], judged by before and after its day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProcessChange {
    /// What was changed: first response faster.
    pub title: String,
    /// From when on.
    pub from: Day,
    /// The cause it is to remove; empty for none in particular.
    pub cause: String,
    /// The metric it is to move; empty for none in particular.
    pub metric: String,
    /// How it was: 30.
    pub before: Option<f64>,
    /// How it is to be: 10.
    pub after: Option<f64>,
    /// What both are counted in: minutes.
    pub unit: String,
}

/// A review of a stage's need, goal and play [2.10].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageReview {
    /// The stage's id.
    pub stage: String,
    /// The day of the review.
    pub reviewed_on: Day,
    /// What was found.
    pub note: String,
    /// When to look again.
    pub next_on: Option<Day>,
}

/// A day that matters to a customer [0.07]: go-live, an anniversary, the budget round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialDate {
    /// The account's id.
    pub account: String,
    /// What day it is.
    pub title: String,
    /// The day, or the first of many.
    pub on: Day,
    /// Whether it comes again every year.
    pub yearly: bool,
    /// So many calendar days before it something is to be done.
    pub ahead_days: u32,
    /// The first entry of this date, where this one corrects it; 0: this one is the first.
    pub first: u64,
}

impl SpecialDate {
    /// The entry by which its tasks are known, however often it is corrected; `entry` is its own.
    #[must_use]
    pub fn root(&self, entry: u64) -> u64 {
        root(self.first, entry)
    }
}

/// How mature the team says it is [3.01].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// Per question, by its id, the level that fits: 1, 2 or 3.
    pub answers: Vec<(String, u8)>,
    /// What is to be done about it.
    pub note: String,
}
