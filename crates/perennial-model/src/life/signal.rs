//! Signals: predicates on an account and a date that deserve attention (SPEC §7).

use super::rule::LifeRule;
use perennial_data::Bilingual;
use serde::{Deserialize, Serialize};

/// One signal. It holds on a date or it does not; what follows from that over time are alerts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Signal {
    /// Unique among the signals.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// When it holds and when it does not, in plain words.
    pub definition: Bilingual,
    /// What it is about.
    pub family: SignalFamily,
    /// Good news or bad.
    pub direction: Direction,
    /// How much it matters.
    pub severity: Severity,
    /// All of these hold. Rules on signals may not stand here.
    pub when: Vec<LifeRule>,
    /// It is silent on days on which one of these signals holds, silenced or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub silenced_by: Vec<String>,
    /// What may have been behind it: one is named when its alert is closed. Signals share causes by
    /// id, so that they can be counted together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<Cause>,
    /// Other thresholds or severities for some accounts; the first that matches wins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<SignalVariant>,
}

/// What may have been behind a signal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cause {
    /// Unique in the signal; the same in all signals that share the cause.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
}

/// How a signal differs for the accounts that match.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SignalVariant {
    /// Its name: for whom it is.
    pub title: Bilingual,
    /// For accounts for which all of these hold; only `all`, `any`, `not`, `account` and `tier`.
    #[serde(rename = "for")]
    pub applies_to: Vec<LifeRule>,
    /// What holds instead; the signal's own rules if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Vec<LifeRule>>,
    /// How much it matters instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// These accounts do not have the signal at all.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub off: bool,
}

/// What a signal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SignalFamily {
    /// 行为: what the customer does with the product.
    Behaviour,
    /// 资金: contracts, purchases, payments.
    Money,
    /// 反馈: what the customer says.
    Feedback,
    /// 关系: people on both sides.
    Relationship,
    /// 数据: the data itself.
    Data,
}

/// Good news or bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// 风险: the customer may leave.
    Risk,
    /// 机会: more can be done together.
    Opportunity,
    /// 培育: neither; a moment to send something useful.
    Nurture,
}

/// How much a signal matters, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 提示: to know.
    Info,
    /// 关注: to look at this week.
    Warning,
    /// 严重: to act on now.
    Critical,
}
