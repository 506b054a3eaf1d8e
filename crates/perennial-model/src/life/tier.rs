//! Value tiers and the service that goes with them (SPEC §5).

use super::rule::LifeRule;
use perennial_data::Bilingual;
use serde::{Deserialize, Serialize};

/// How accounts are tiered and served.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tiers {
    /// 当前价值: what the customer is worth now.
    pub current: Axis,
    /// 潜在价值: what it may become worth.
    pub potential: Axis,
    /// Where low ends and high begins, on both axes.
    pub cut: Cut,
    /// The four tiers in words, the most valuable first.
    pub tiers: Vec<TierSpec>,
    /// The first whose rules hold is the account's; at most 32.
    pub service_levels: Vec<ServiceLevel>,
}

/// One axis: 0 to 100, the weighted mean of the components that have a value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Axis {
    /// Its share of the value V, 0 or more: 0.6 for the current value, 0.4 for the potential.
    pub weight: f64,
    /// What it is made of.
    pub components: Vec<Component>,
}

/// One component of an axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Its name.
    pub title: Bilingual,
    /// Weight within the axis, 0 or more.
    pub weight: f64,
    /// Where the value comes from.
    pub value: ComponentValue,
    /// How it becomes 0 to 100.
    pub read: Reading,
}

/// Where the value of a component comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ComponentValue {
    /// A metric of numbers.
    Metric(String),
    /// A number of the account, or a custom column.
    Account(String),
}

/// How a value becomes 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// Its percentile among the accounts that exist on the date and have a value.
    Percentile,
    /// As it is, held within 0 to 100.
    Entered,
}

/// Where low ends and high begins; a value at the cut is high.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cut {
    /// At this value, 0 to 100.
    At(f64),
    /// At the median of the portfolio, on each axis its own.
    Median,
}

impl Default for Cut {
    /// 60.
    fn default() -> Self {
        Self::At(60.0)
    }
}

/// The four quadrants (current value, potential value), the most valuable first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TierId {
    /// 战略伙伴: high, high.
    Strategic,
    /// 增长型: low, high.
    Growth,
    /// 利润型: high, low.
    Profit,
    /// 基础: low, low.
    Base,
}

impl TierId {
    /// All four, the most valuable first.
    pub const ALL: [Self; 4] = [Self::Strategic, Self::Growth, Self::Profit, Self::Base];

    /// The id in documents and files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strategic => "strategic",
            Self::Growth => "growth",
            Self::Profit => "profit",
            Self::Base => "base",
        }
    }
}

/// A tier in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TierSpec {
    /// Which.
    pub id: TierId,
    /// Its name.
    pub title: Bilingual,
    /// What it means for how the customer is cared for.
    pub definition: Bilingual,
}

/// A service level: for whom, and what is promised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ServiceLevel {
    /// Unique among the levels.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// All of these hold; only `all`, `any`, `not`, `account`, `metric` and `tier`. An empty list
    /// always holds.
    pub when: Vec<LifeRule>,
    /// What is promised.
    pub sla: Sla,
}

/// What a service level promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Sla {
    /// Hours to the first answer.
    pub first_response_hours: u32,
    /// Hours to the solution.
    pub resolution_hours: u32,
    /// Days in which an escalation is answered.
    pub escalation_days: u32,
    /// A touchpoint at least every so many days; absent: only on occasion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub touch_days: Option<u32>,
    /// Every such customer has an owner by name.
    pub owner_required: bool,
    /// Percentage of the days of offset that tasks paced by the SLA wait: 50 is twice as fast; 1 to
    /// 1,000.
    #[serde(default = "full_pace", skip_serializing_if = "is_full_pace")]
    pub pace_percent: u32,
}

fn full_pace() -> u32 {
    100
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde calls it with a reference
fn is_full_pace(percent: &u32) -> bool {
    *percent == full_pace()
}
