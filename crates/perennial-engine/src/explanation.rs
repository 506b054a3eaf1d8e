//! Why an account's health is what it is: plain data, complete enough to be put in words without
//! asking the engine again.

use crate::model::{BandId, Better, Factor, Missing, Test, Unit};
use perennial_data::{Bilingual, Day, TableId};
use serde::{Deserialize, Serialize};

/// One account at one date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Explanation {
    /// The account's id.
    pub account_id: String,
    /// Its name.
    pub name: Option<String>,
    /// The date.
    pub as_of: Day,
    /// Whether the account exists on it.
    pub exists: bool,
    /// The model's id and revision.
    pub model: (String, u32),
    /// The variant that matched; `None` is the model's default.
    pub variant: Option<VariantExplanation>,
    /// Whether it is weighed as a key account.
    pub key_account: bool,
    /// Whole months since it started.
    pub tenure_months: Option<i32>,
    /// Every measure of the model, in its order.
    pub measures: Vec<MeasureExplanation>,
    /// Every group of the model, in its order.
    pub groups: Vec<GroupExplanation>,
    /// Outcome, experience.
    pub factors: [FactorExplanation; 2],
    /// Health before caps, 0 to 100: the sum of the measures' contributions, to 1e-9.
    pub health: Option<f64>,
    /// Every cap of the model, in its order.
    pub caps: Vec<CapExplanation>,
    /// Health after caps.
    pub capped: Option<f64>,
    /// The override in force.
    pub overridden: Option<OverrideExplanation>,
    /// The final value: the override, else health after caps. Never rounded.
    pub value: Option<f64>,
    /// Share of global weight backed by real data, 0 to 1.
    pub coverage: f64,
    /// Below this share the band is grey.
    pub coverage_minimum: f64,
    /// The colour; `None` is grey.
    pub band: Option<BandId>,
}

/// The variant that an account falls under, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VariantExplanation {
    /// Its position in the model.
    pub position: usize,
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// Its conditions with what was found.
    pub why: Vec<Checked>,
}

/// One condition and what was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Checked {
    /// What was looked at.
    pub subject: Subject,
    /// What it must meet.
    pub test: Test,
    /// What it is.
    pub found: Found,
    /// Whether it meets it.
    pub holds: bool,
}

/// What a condition looks at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A field of the account.
    Field(String),
    /// A metric, by id.
    Metric(String),
    /// The score of a measure, by id.
    Measure(String),
}

/// A value of any kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// None.
    Nothing,
    /// A number.
    Number(f64),
    /// A word.
    Text(String),
    /// A date.
    Day(Day),
    /// Yes or no.
    Flag(bool),
}

/// Whether a measure counts, and if not why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MeasureState {
    /// It counts.
    Present,
    /// It counts, but is older than `warn_after`.
    Stale,
    /// There is no value.
    NoValue,
    /// The value is older than `expire_after`.
    Expired,
    /// The account is younger than `grace_days`.
    Grace,
}

impl MeasureState {
    /// Whether it is real data.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Self::Present | Self::Stale)
    }
}

/// One measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MeasureExplanation {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// The metric's id.
    pub metric: String,
    /// The metric in words.
    pub definition: Bilingual,
    /// What the value counts in.
    pub unit: Unit,
    /// Which direction is good news.
    pub better: Better,
    /// The metric's value.
    pub value: Option<f64>,
    /// The metric's word, where it is one.
    pub word: Option<String>,
    /// The date of the newest data behind it, where it has an age.
    pub dated_on: Option<Day>,
    /// Days from then to the date of the explanation.
    pub age_days: Option<i32>,
    /// Which of the declared sources was used.
    pub source: Option<SourceExplanation>,
    /// How the value became the score.
    pub transform: TransformExplanation,
    /// 0 to 100. Of a missing measure what it counts as, if anything.
    pub score: Option<f64>,
    /// Whether it counts.
    pub state: MeasureState,
    /// What the model does when it is missing.
    pub missing: Missing,
    /// Its group's id.
    pub group: String,
    /// Weight in the group.
    pub weight: f64,
    /// Share of health if nothing were missing, 0 to 1.
    pub global_weight: f64,
    /// Effective weight W: share of this account's health, 0 to 1.
    pub effective_weight: f64,
    /// W · score.
    pub contribution: f64,
    /// Whether the team can move it.
    pub controllable: bool,
}

/// Where a value was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceExplanation {
    /// Position among the metric's sources.
    pub position: usize,
    /// The table.
    pub table: TableId,
    /// The column, where the source is one.
    pub field: Option<String>,
    /// First day of the window; `None` reaches back to the beginning.
    pub from: Option<Day>,
    /// Last day of the window.
    pub to: Day,
}

/// How a value became a score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TransformExplanation {
    /// A line between the value that scores 0 and the one that scores 100.
    Linear {
        /// Scores 0.
        worst: f64,
        /// Scores 100.
        best: f64,
    },
    /// The step that the value fell into; `None` without a value.
    Step(Option<StepExplanation>),
    /// Scores of words.
    Categories,
    /// The step for the account's tenure.
    Matrix {
        /// The row starts at this many months.
        from_months: Option<u32>,
        /// The step that the value fell into.
        step: Option<StepExplanation>,
    },
    /// Half is left after so many days.
    HalfLife {
        /// The days.
        days: f64,
    },
    /// Reach it.
    Maximise {
        /// The target.
        target: f64,
    },
    /// Stay under it.
    Minimise {
        /// The target.
        target: f64,
    },
}

/// One step of bands.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepExplanation {
    /// Lower end, included.
    pub from: Option<f64>,
    /// Upper end, excluded.
    pub to: Option<f64>,
    /// The score.
    pub score: f64,
}

/// One group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GroupExplanation {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// Its factor.
    pub factor: Factor,
    /// Weight in the factor.
    pub weight: f64,
    /// Weighted mean of what counts; `None` if nothing does.
    pub score: Option<f64>,
}

/// One factor.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FactorExplanation {
    /// Which.
    pub factor: Factor,
    /// Its weight for this account.
    pub weight: f64,
    /// Weighted mean of its groups; `None` if it is wholly missing, and health is then the other.
    pub score: Option<f64>,
}

/// One cap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CapExplanation {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// The limit.
    pub max: f64,
    /// Whether its condition holds.
    pub holds: bool,
    /// Whether it is the one that lowered health.
    pub bit: bool,
    /// Its conditions with what was found.
    pub why: Vec<Checked>,
}

/// The override in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OverrideExplanation {
    /// The value.
    pub value: f64,
    /// Who set it.
    pub author: String,
    /// Why.
    pub reason: String,
    /// First day.
    pub set_on: Day,
    /// Last day, included.
    pub expires_on: Day,
}
