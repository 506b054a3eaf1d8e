//! From a metric's value to a score of 0 to 100 (SPEC §4.2).

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a value becomes a score of 0 to 100.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Transform {
    /// A straight line, clamped; `worst` may exceed `best`.
    Linear(Linear),
    /// Steps. Half-open `[from, to)`, the last closed; values outside take the nearest step.
    Bands(Vec<Step>),
    /// Words.
    Categories(Categories),
    /// Steps that depend on the account's tenure; missing where that is unknown.
    Matrix(Vec<MatrixRow>),
    /// `100 · 2^(−value / days)`: for values in days.
    HalfLife(HalfLife),
    /// A target to reach or to stay under.
    Target(Target),
}

/// The two ends of a line.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Linear {
    /// The value that scores 0.
    pub worst: f64,
    /// The value that scores 100.
    pub best: f64,
}

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its lower end, included; only the first step may leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<f64>,
    /// Its upper end, excluded; only the last step may leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<f64>,
    /// The score, 0 to 100.
    pub score: f64,
}

/// Scores of words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Categories {
    /// The score of each word, 0 to 100; case does not matter.
    pub scores: BTreeMap<String, f64>,
    /// The score of any other word; without it such a word is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<f64>,
}

/// The steps for one stretch of tenure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MatrixRow {
    /// From this many whole months on; the first row starts at 0.
    pub from_months: u32,
    /// The steps, as in `bands`.
    pub bands: Vec<Step>,
}

/// Decay.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HalfLife {
    /// After this many days half is left; above 0.
    pub days: f64,
}

/// A target.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// To reach it or to stay under it.
    pub aim: Aim,
    /// The target itself, above 0.
    pub value: f64,
}

/// Direction of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// `min(100, 100 · value / target)`.
    Maximise,
    /// 100 up to the target, then `100 · target / value`.
    Minimise,
}

/// Holds a score within 0 to 100; makes −0 into 0, whose sign differs between targets.
#[must_use]
#[inline]
pub fn clamp(score: f64) -> f64 {
    score.clamp(0.0, 100.0) + 0.0
}

impl Transform {
    /// The score of a number; NaN where there is none. Words never come here.
    #[must_use]
    #[inline]
    pub fn number(&self, value: f64, tenure_months: Option<i32>) -> f64 {
        if value.is_nan() {
            return f64::NAN;
        }
        match self {
            Self::Linear(line) => line.score(value),
            Self::Bands(steps) => step(steps, value),
            Self::Matrix(rows) => {
                let Some(months) = tenure_months.and_then(|m| u32::try_from(m).ok()) else {
                    return f64::NAN;
                };
                rows.iter()
                    .rev()
                    .find(|row| row.from_months <= months)
                    .map_or(f64::NAN, |row| step(&row.bands, value))
            }
            Self::HalfLife(HalfLife { days }) => clamp(100.0 * libm::exp2(-value / days)),
            Self::Target(target) => target.score(value),
            Self::Categories(_) => f64::NAN,
        }
    }

    /// The score of a word; `None` where it has none.
    #[must_use]
    #[inline]
    pub fn word(&self, word: &str) -> Option<f64> {
        let Self::Categories(categories) = self else {
            return None;
        };
        let folded = super::rule::fold(word);
        categories
            .scores
            .iter()
            .find(|(key, _)| super::rule::fold(key) == folded)
            .map(|(_, &score)| score)
            .or(categories.other)
    }
}

impl Linear {
    /// The score of a number.
    #[must_use]
    #[inline]
    pub fn score(self, value: f64) -> f64 {
        clamp((value - self.worst) * 100.0 / (self.best - self.worst))
    }
}

impl Target {
    #[inline]
    fn score(self, value: f64) -> f64 {
        match self.aim {
            Aim::Maximise => clamp(100.0 * value / self.value),
            Aim::Minimise if value <= self.value => 100.0,
            Aim::Minimise => clamp(100.0 * self.value / value),
        }
    }
}

#[inline]
fn step(steps: &[Step], value: f64) -> f64 {
    steps
        .iter()
        .find(|step| step.to.is_none_or(|to| value < to))
        .or(steps.last())
        .map_or(f64::NAN, |step| step.score)
}
