//! Rules on one account and date: what decides signals, stages, tracks and service levels.

use super::signal::{Direction, Severity};
use super::tier::TierId;
use crate::document::{BandId, Condition, MeasureRule, MetricRule, Test};
use serde::{Deserialize, Serialize};

/// A rule on one account: the score's rules, and all that is known of its life by then.
///
/// Things are worked out in the order metrics, measures, score, contracts, tiers, signals, stage,
/// tracks; a rule may read only what comes before the place it stands in (`Model::validate`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LifeRule {
    /// All of them hold.
    All(Vec<LifeRule>),
    /// At least one holds.
    Any(Vec<LifeRule>),
    /// It does not hold.
    Not(Box<LifeRule>),
    /// A field of the account.
    Account(Condition),
    /// The value of a metric.
    Metric(MetricRule),
    /// The score of a measure, 0 to 100.
    Measure(MeasureRule),
    /// The account's health after caps and overrides: a test on numbers, `present` or `missing`.
    Health(Test),
    /// The band is one of these; a grey account is in none.
    Band(Vec<BandId>),
    /// The band month after month.
    BandRun(BandRun),
    /// The newest contract.
    Contract(ContractTest),
    /// The value tier is one of these; an account without a tier is in none.
    Tier(Vec<TierId>),
    /// At least one of these signals holds, by id.
    Signal(Vec<String>),
    /// Some signal of a kind holds.
    SignalOf(SignalOf),
}

/// A band that lasts: it was so at the ends of the last `months` whole months and is so on the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BandRun {
    /// The band.
    pub band: BandId,
    /// Whole months before the date, 1 to 12.
    pub months: u32,
}

/// Signals of a direction and at least a severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SignalOf {
    /// The direction.
    pub direction: Direction,
    /// The least severity, as the account's variant of the signal has it.
    pub severity: Severity,
}

/// What may be asked of an account's contracts on a date. "The contract" is the newest one known:
/// of those that began by then, the one that ends last. An account without any meets none of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ContractTest {
    /// There is a contract.
    Signed,
    /// It has no end: open-ended, or the date is missing.
    NoEnd,
    /// Its outcome is known to be lost.
    Lost,
    /// It is known to be renewed: by its outcome, or as a later contract begins within a month of
    /// its end.
    Renewed,
    /// It was renewed before its renewal window opened.
    RenewedEarly,
    /// The renewal window has opened and it is neither renewed nor lost; so past its end too.
    InWindow,
    /// Days until the renewal window opens, 1 to this many; neither renewed nor lost.
    WindowOpensWithin(u32),
    /// Days until its end, 0 to this many; neither renewed nor lost.
    EndsWithin(u32),
    /// Days until the last day to give notice, 0 to this many; neither renewed nor lost.
    OptOutWithin(u32),
    /// The date lies after its end plus this many calendar months, and it is not renewed.
    Unrenewed(u32),
    /// It renews by itself unless somebody gives notice.
    AutoRenew,
}
