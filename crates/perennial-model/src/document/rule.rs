//! Conditions on rows, and rules on accounts made of them (filters, variants, caps).

use perennial_data::{Day, lower};
use serde::{Deserialize, Serialize};

/// A field and what it must meet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// A field of the table, or a custom column.
    pub field: String,
    /// What its value must meet.
    pub test: Test,
}

/// What a value must meet. A missing value (also one not known yet, SPEC §1) meets `not`, `none_of`
/// and `missing` and nothing else. Words are compared without regard to case and outer spaces.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// This word.
    Is(String),
    /// Any word but this.
    Not(String),
    /// One of these words.
    OneOf(Vec<String>),
    /// None of these words.
    NoneOf(Vec<String>),
    /// ≥
    AtLeast(f64),
    /// ≤
    AtMost(f64),
    /// >
    Above(f64),
    /// <
    Below(f64),
    /// A flag that says yes.
    Yes,
    /// A flag that says no.
    No,
    /// A date at least N days before `as_of`; 0 includes `as_of` itself.
    PastDays(u32),
    /// A date after `as_of`, at most N days ahead.
    ComingDays(u32),
    /// A date before this one.
    Before(Day),
    /// A date on or after this one.
    OnOrAfter(Day),
    /// There is a value.
    Present,
    /// There is none.
    Missing,
}

/// What kind of value a test is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// Words.
    Text,
    /// Numbers and amounts.
    Number,
    /// Yes or no.
    Flag,
    /// Dates.
    Day,
    /// Whatever is there.
    Any,
}

impl Test {
    /// What kind of value it can be put to.
    #[must_use]
    pub fn domain(&self) -> Domain {
        match self {
            Self::Is(_) | Self::Not(_) | Self::OneOf(_) | Self::NoneOf(_) => Domain::Text,
            Self::AtLeast(_) | Self::AtMost(_) | Self::Above(_) | Self::Below(_) => Domain::Number,
            Self::Yes | Self::No => Domain::Flag,
            Self::PastDays(_) | Self::ComingDays(_) | Self::Before(_) | Self::OnOrAfter(_) => {
                Domain::Day
            }
            Self::Present | Self::Missing => Domain::Any,
        }
    }

    /// What a missing value gives.
    #[must_use]
    #[inline]
    pub fn on_missing(&self) -> bool {
        matches!(self, Self::Not(_) | Self::NoneOf(_) | Self::Missing)
    }

    /// Whether a table that lacks the column can still answer: only where absence is the answer.
    #[must_use]
    #[inline]
    pub fn answers_without_column(&self) -> bool {
        self.on_missing()
    }

    /// Whether a word meets it.
    #[must_use]
    #[inline]
    pub fn text(&self, text: &str) -> bool {
        let same = |word: &String| fold(word) == fold(text);
        match self {
            Self::Is(word) => same(word),
            Self::Not(word) => !same(word),
            Self::OneOf(words) => words.iter().any(same),
            Self::NoneOf(words) => !words.iter().any(same),
            Self::Present => true,
            _ => false,
        }
    }

    /// Whether a number meets it.
    #[must_use]
    #[inline]
    pub fn number(&self, value: f64) -> bool {
        match *self {
            Self::AtLeast(limit) => value >= limit,
            Self::AtMost(limit) => value <= limit,
            Self::Above(limit) => value > limit,
            Self::Below(limit) => value < limit,
            Self::Present => true,
            _ => false,
        }
    }

    /// Whether a flag meets it.
    #[must_use]
    #[inline]
    pub fn flag(&self, flag: bool) -> bool {
        match self {
            Self::Yes => flag,
            Self::No => !flag,
            Self::Present => true,
            _ => false,
        }
    }

    /// Whether a day, as its column holds it, meets it on a date.
    #[must_use]
    #[inline]
    pub fn day(&self, day: i32, as_of: Day) -> bool {
        let ahead = i64::from(day) - i64::from(as_of.number());
        match *self {
            Self::PastDays(n) => ahead <= -i64::from(n),
            Self::ComingDays(n) => ahead > 0 && ahead <= i64::from(n),
            Self::Before(limit) => day < limit.number(),
            Self::OnOrAfter(limit) => day >= limit.number(),
            Self::Present => true,
            _ => false,
        }
    }
}

/// Words made comparable.
pub(crate) fn fold(word: &str) -> String {
    lower(word.trim())
}

/// A rule on one account, for variants and caps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// All of them hold.
    All(Vec<Rule>),
    /// At least one holds.
    Any(Vec<Rule>),
    /// It does not hold.
    Not(Box<Rule>),
    /// A field of the account.
    Account(Condition),
    /// The value of a metric.
    Metric(MetricRule),
    /// The score of a measure, 0 to 100; in caps only.
    Measure(MeasureRule),
}

/// The value of a metric and what it must meet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MetricRule {
    /// The metric's id.
    pub metric: String,
    /// A test on numbers, `present` or `missing`; on words for metrics of words.
    pub test: Test,
}

/// The score of a measure and what it must meet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MeasureRule {
    /// The measure's id.
    pub measure: String,
    /// A test on numbers, `present` or `missing`.
    pub test: Test,
}
