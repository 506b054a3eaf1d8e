//! Plays, their tasks and messages, and cadences: who does what by when (SPEC §8).

use super::rule::LifeRule;
use super::tier::TierId;
use perennial_data::Bilingual;
use serde::{Deserialize, Serialize};

/// What is done, and what is done again and again: the content of `life/plays.json`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plays {
    pub(crate) plays: Vec<Play>,
    pub(crate) cadences: Vec<Cadence>,
}

/// A play (SOP): what is done once a stage or track is entered or a signal appears.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Play {
    /// Unique among the plays.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// What starts it.
    pub trigger: Trigger,
    /// For accounts of these tiers; empty: for all, those without a tier too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<TierId>,
    /// For accounts for which all of these hold; only `all`, `any`, `not`, `account` and `tier`.
    #[serde(default, skip_serializing_if = "Vec::is_empty", rename = "for")]
    pub applies_to: Vec<LifeRule>,
    /// The customer's need that it serves; a play without one is flagged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<Bilingual>,
    /// What it is to achieve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Bilingual>,
    /// What is done, in order; at most 64.
    pub tasks: Vec<PlayTask>,
}

/// What starts a play.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// An alert of this signal opens.
    Signal(String),
    /// An account enters this stage, of whichever set is in use.
    Stage(String),
    /// This track begins.
    Track(String),
}

/// One task of a play.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlayTask {
    /// Unique in the play.
    pub id: String,
    /// What is done.
    pub title: Bilingual,
    /// How it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<Bilingual>,
    /// When it is due.
    #[serde(default)]
    pub offset: Offset,
    /// Whose it is.
    pub owner: Role,
    /// Whether the play is complete without it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// Done by people or by the product.
    #[serde(default)]
    pub mode: TaskMode,
    /// What shows that it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Bilingual>,
    /// What is said to the customer, by channel and kind of content.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<Message>,
    /// Whether the service level makes it faster or slower.
    #[serde(default)]
    pub pace: Pace,
}

/// When a task is due, in days; days off are skipped afterwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Offset {
    /// Calendar days, 0 is the same day.
    pub days: u32,
    /// From when.
    #[serde(default)]
    pub from: Since,
}

/// What an offset counts from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Since {
    /// The day on which the stage or track was entered or the alert opened.
    #[default]
    Trigger,
    /// The due day of the task before it; the trigger for the first.
    Previous,
}

/// Roles of the team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 客户成功经理.
    Csm,
    /// 实施.
    Implementation,
    /// 销售.
    Sales,
    /// 客服.
    Support,
    /// 产品.
    Product,
    /// 高管.
    Executive,
}

/// Done by people or by the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TaskMode {
    /// By people.
    #[default]
    Manual,
    /// By a product or tool; people see to it that it happened.
    Automated,
}

/// Whether the service level changes how long a task may wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Pace {
    /// The offset as it is.
    #[default]
    Fixed,
    /// The offset times the level's `pace_percent`, rounded up to whole days.
    Sla,
}

/// A message template. Its text may hold `{customer}`, `{owner}`, `{days}`, `{metric:ID}` and so on,
/// filled with the customer's facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// For contacts who prefer this channel (wechat, mail, phone); absent: for all others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// For contacts who prefer this kind of content (video, text); absent: for all others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// What is said.
    pub text: Bilingual,
}

/// Something done again and again while a stage, track or signal lasts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cadence {
    /// Unique among the cadences.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// While this lasts; dates count from its first day.
    pub trigger: Trigger,
    /// For accounts of these tiers; empty: for all, those without a tier too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<TierId>,
    /// For accounts for which all of these hold; only `all`, `any`, `not`, `account` and `tier`.
    #[serde(default, skip_serializing_if = "Vec::is_empty", rename = "for")]
    pub applies_to: Vec<LifeRule>,
    /// How often.
    pub every: Every,
    /// When it comes more often than that.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faster: Vec<Faster>,
    /// What is done each time; its offset counts from each date.
    pub task: PlayTask,
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// Every N days, 1 or more.
    Days(u32),
    /// Every N weeks, 1 or more.
    Weeks(u32),
    /// Every N calendar months, 1 or more.
    Months(u32),
    /// As often as the service level's `touch_days`; never where it has none.
    Touch,
}

/// A signal that makes a cadence more frequent while it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Faster {
    /// The signal's id.
    pub signal: String,
    /// How many times as often, 2 to 10.
    pub times: u32,
}
