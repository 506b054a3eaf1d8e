//! A metric as data: what is read, how it is aggregated, over which days, per what, against what
//! (SPEC §3). Nothing here computes; see `perennial-engine` for that.

use super::rule::Condition;
use perennial_data::{Bilingual, TableId};
use serde::{Deserialize, Serialize};

/// One declared metric: at most one number (or word) per account and date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MetricDecl {
    /// Unique among the catalogue and the model's own metrics.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// What it is, in plain words.
    pub definition: Bilingual,
    /// The chapter of the catalogue it stands in.
    pub family: Family,
    /// What one of it is.
    pub unit: Unit,
    /// Which direction is good news.
    pub better: Better,
    /// Where it is read, in order of preference: the first source that has a value for the account wins.
    pub sources: Vec<Source>,
    /// What the value is divided by; a division by zero is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Per>,
    /// What the value (after the division) is compared with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compare: Option<Compare>,
}

/// Chapters of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the variants are SPEC §3's list
pub enum Family {
    Usage,
    Adoption,
    Seats,
    Support,
    Sentiment,
    Money,
    Relationship,
    Goals,
    Growth,
}

/// What a metric counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// How many.
    Count,
    /// Calendar days.
    Days,
    /// Calendar months.
    Months,
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
    /// 0 to 1, shown as a percentage.
    Share,
    /// A relative change, 0.1 shown as +10 %.
    Change,
    /// One number over another.
    Ratio,
    /// An amount in the account's currency.
    Money,
    /// A grade on the scale of its source.
    Score,
    /// A word; only the `categories` transform can score it.
    Category,
}

/// Which direction is good news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Better {
    Higher,
    Lower,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Rows of a table, aggregated per account.
    Rows(Rows),
    /// A field of the account itself (flags read 0 or 1; texts only where the unit is `category`).
    Account(AccountField),
    /// Time between a date of the account and `as_of`.
    AccountDate(AccountDate),
    /// A column of one wide sheet, as the newest sheet on or before `as_of` had it (SPEC §2).
    Snapshot(Snapshot),
}

/// Rows of one table, aggregated per account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rows {
    /// The table.
    pub table: TableId,
    /// The date that places a row in the window; the row's own date if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// Only rows that meet all of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filter: Vec<Condition>,
    /// What is made of them.
    pub aggregate: Aggregate,
    /// Over which days.
    pub window: Window,
    /// What an account without such rows reads, once the table has any row at all by then.
    /// If absent, missing; but for count, sum, distinct and active days 0, of usage only for
    /// accounts that have been seen using: one that no usage export ever named was not measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub empty: Option<Empty>,
}

/// What an account without rows reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Empty {
    Zero,
    /// 0 for an account that has any row in the table by then, missing for the others.
    ZeroOnceSeen,
    Missing,
}

/// What is made of an account's rows. Rows without the value aggregated are left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Aggregate {
    /// Number of rows.
    Count,
    /// Number of different days with a row.
    ActiveDays,
    /// Days from the newest row to `as_of`.
    DaysSinceLast,
    /// Days from the oldest row to `as_of`.
    DaysSinceFirst,
    /// The exact sum.
    Sum(Value),
    /// Number of different values of a field.
    Distinct(String),
    /// The exact sum over the number of values.
    Mean(Value),
    /// The middle value; of an even number, the mean of the two.
    Median(Value),
    /// The smallest value.
    Min(Value),
    /// The largest value.
    Max(Value),
    /// The value of the newest date; of several on it the largest.
    Last(Value),
    /// The value of the oldest date; of several on it the smallest.
    First(Value),
    /// The value of the newest date that has one less that of the date before.
    LastChange(Value),
    /// Of answers 0 to 10: 100 × (share of 9 and more − share of 6 and less).
    NetPromoter(Value),
    /// Share of the rows that also meet these conditions.
    ShareOf(Vec<Condition>),
    /// Share of the values that meet a test.
    ShareWhere(ValueTest),
    /// Days in a row up to and including `as_of` on which the day's sum meets the test. A day
    /// without rows counts as 0 from the account's first row on; without any row it is missing.
    ConsecutiveDays(Consecutive),
}

impl Aggregate {
    /// Whether it asks when rows happened, which tables without dates cannot say.
    #[must_use]
    pub fn needs_days(&self) -> bool {
        matches!(
            self,
            Self::ActiveDays
                | Self::DaysSinceLast
                | Self::DaysSinceFirst
                | Self::Last(_)
                | Self::First(_)
                | Self::LastChange(_)
                | Self::ConsecutiveDays(_)
        )
    }
}

/// A value and what it must meet; see [`Aggregate::ShareWhere`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ValueTest {
    /// The value of a row.
    pub value: Value,
    /// What it must meet; a test on numbers.
    pub test: super::rule::Test,
}

/// A run of days; see [`Aggregate::ConsecutiveDays`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Consecutive {
    /// What is summed per day.
    pub sum: Value,
    /// What the sum must meet; a test on numbers.
    pub test: super::rule::Test,
}

/// A value of one row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A field: numbers and amounts as they are, flags as 0 or 1.
    Field(String),
    /// Days from that date to `as_of`; negative while it lies ahead.
    DaysSince(String),
    /// Days from `as_of` to that date; negative once it has passed.
    DaysUntil(String),
    /// Whole calendar months from that date to `as_of`.
    MonthsSince(String),
    /// Days from one date of the row to another.
    DaysBetween(Between),
    /// 24 × the days from one date of the row to another.
    HoursBetween(Between),
    /// Contracts: `mrr` where given, else the amount over the calendar months of the term
    /// (a month that is not whole counts by its days), to six decimals.
    MonthlyRevenue,
    /// Twelve times [`Value::MonthlyRevenue`].
    AnnualRevenue,
    /// Goals: (actual − baseline) / (target − baseline), to six decimals; a missing baseline is 0.
    Progress,
    /// A field that holds net promoter scores, −100 to 100, on the scale of their answers, 0 to 10:
    /// (score + 100) / 20.
    NetScore(String),
}

/// Two dates of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Between {
    /// The earlier date.
    pub from: String,
    /// The later date.
    pub to: String,
}

/// The days that rows are taken from (SPEC §1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// The N calendar days ending on and including `as_of`.
    LastDays(u32),
    /// The N days before those.
    PreviousDays(u32),
    /// Calendar month: 0 that of `as_of` up to `as_of`, 1 the last whole one.
    Month(u32),
    /// Everything up to and including `as_of`.
    All,
    /// Rows in force on `as_of`: begun, and not ended (the end is exclusive; none is open-ended).
    Active,
}

/// A field of the account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AccountField {
    /// The field, or a custom column.
    pub field: String,
    /// Divides the value: 12 makes a yearly amount monthly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub divided_by: Option<f64>,
}

/// Time between a date of the account and `as_of`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AccountDate {
    /// The date field, or a custom column of dates.
    pub field: String,
    /// What is read of it.
    pub read: DateRead,
}

/// What is read of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DateRead {
    /// Days from it to `as_of`.
    DaysSince,
    /// Days from `as_of` to it.
    DaysUntil,
    /// Whole calendar months from it to `as_of`.
    MonthsSince,
}

/// A column of one wide sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// The field's id in the snapshots table.
    pub field: String,
    /// What is read of it.
    #[serde(default)]
    pub read: SnapshotRead,
}

/// What is read of a snapshot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SnapshotRead {
    /// The number.
    #[default]
    Value,
    /// The number less that of the sheet before.
    Change,
    /// Days from the date to `as_of`.
    DaysSince,
    /// Days from `as_of` to the date.
    DaysUntil,
}

/// A denominator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// A number of the account: seats, employees, a custom column.
    Account(String),
    /// Another metric.
    Metric(String),
}

/// A comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Compare {
    /// With what.
    pub with: Against,
    /// How.
    #[serde(rename = "as")]
    pub how: How,
}

/// What a value is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// The window of the same length just before; of a snapshot, the sheet before; of the last
    /// value of all rows, the value of the date before.
    Previous,
    /// The account's own first N days, from its start; missing until they are over. Counts and
    /// sums are compared per day.
    FirstDays(u32),
    /// The benchmarks table: the row of the account's segment, else the row without one.
    Benchmark(Benchmark),
}

/// A row and column of the benchmarks table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// The metric's name in the benchmarks table.
    pub metric: String,
    /// Which of its quartiles.
    pub at: Quartile,
}

/// A quartile of the benchmarks table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Quartile {
    P25,
    P50,
    P75,
}

/// How two values are compared; a division by zero is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// now − then.
    Difference,
    /// now / then.
    Ratio,
    /// (now − then) / then.
    Change,
}
