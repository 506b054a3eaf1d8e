//! What one customer's score leaves open: what would lift it, and which measures say the opposite.

use super::explanation::Band;
use perennial_data::Bilingual;
use serde::{Deserialize, Serialize};

/// Both, for one customer on one date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutlookView {
    /// The way into the next band, or what stands in it.
    pub path: Result<PathView, ObstacleView>,
    /// Measures that say the opposite of the band, the heaviest first.
    pub disagreements: Vec<DisagreementView>,
}

/// The smallest set of changes that lifts the customer into a better band (SPEC §4, path to green).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PathView {
    /// The band that is reached.
    pub to: Band,
    /// Where it begins, 0–100.
    pub threshold: f64,
    /// Health afterwards.
    pub after: f64,
    /// Share of weight backed by data, 0–1: now and afterwards.
    pub coverage: (f64, f64),
    /// All of these have to change, what brings most first.
    pub steps: Vec<PathStepView>,
    /// Whether no smaller set would do; `false` only where there are too many to try.
    pub is_smallest: bool,
}

/// A measure that has to change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PathStepView {
    /// The measure's id.
    pub measure: String,
    /// Its title.
    pub title: Bilingual,
    /// What its metric is.
    pub definition: Bilingual,
    /// The metric's unit code.
    pub unit: String,
    /// Whether more is better news.
    pub higher_is_better: bool,
    /// The value now; `None` where it is missing, so that the first thing is to get one.
    pub before: Option<ValueView>,
    /// The value needed: this or a better one.
    pub needed: ValueView,
    /// For a share of the seats: seats now, seats needed, seats in all.
    pub seats: Option<(Option<f64>, f64, f64)>,
    /// The score now; `None` where the measure does not count.
    pub score_before: Option<f64>,
    /// The score at the value needed.
    pub score_after: f64,
    /// Share of health afterwards, 0–1.
    pub weight: f64,
}

/// A value of a metric.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ValueView {
    /// A number in the metric's unit.
    Number(f64),
    /// A word.
    Word(String),
}

/// Why there is no way into a better band.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ObstacleView {
    /// It is in the best band.
    Reached,
    /// A person has set the value.
    Overridden,
    /// Nothing that the team can move can get better.
    NothingControllable,
    /// However good, data cover only this share, 0–1.
    Coverage(f64),
    /// These caps hold whatever the team does, by title.
    Capped(Vec<Bilingual>),
    /// At best health is this.
    OutOfReach(f64),
    /// A missing measure that nobody can move keeps it from a score.
    NoHealth,
}

/// A measure that says the opposite of the band.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DisagreementView {
    /// The measure's id.
    pub measure: String,
    /// Its title.
    pub title: Bilingual,
    /// Its score, 0–100.
    pub score: f64,
    /// The band that its score alone would be.
    pub says: Band,
    /// Its share of health, 0–1.
    pub weight: f64,
}
