//! The document's own types, plain and editable.

mod metric;
mod rule;
mod transform;

pub use metric::{
    AccountDate, AccountField, Against, Aggregate, Benchmark, Better, Between, Compare,
    Consecutive, DateRead, Empty, Family, How, MetricDecl, Per, Quartile, Rows, Snapshot,
    SnapshotRead, Source, Unit, Value, ValueTest, Window,
};
pub use rule::{Condition, Domain, MeasureRule, MetricRule, Rule, Test};
pub use transform::{Aim, Categories, HalfLife, Linear, MatrixRow, Step, Target, Transform, clamp};

use crate::life::{Cadence, Play, Signal, Stages, Tiers};
use perennial_data::{Bilingual, Day};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the field `format` must say.
pub const FORMAT: &str = "perennial-model";
/// The version this program writes and the newest it reads.
pub const VERSION: u32 = 1;

/// A health model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Always `perennial-model`.
    pub format: String,
    /// Version of the format, 1.
    pub version: u32,
    /// Stable name of this model.
    pub id: String,
    /// Its name.
    pub name: Bilingual,
    /// Counts up with every saved version of the model.
    pub revision: u32,
    /// Who made this revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_on: Option<Day>,
    /// Metrics of the model's own; those of the catalogue are there by their ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub metrics: Vec<MetricDecl>,
    /// What is scored.
    pub measures: Vec<Measure>,
    /// How measures are put together.
    pub groups: Vec<Group>,
    /// How the two factors are put together.
    #[serde(default)]
    pub factors: Factors,
    /// Other weights and thresholds for some accounts; the first that matches wins, and the
    /// model's own weights are the default that ends the list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Variant>,
    /// The cuts between red, yellow and green.
    #[serde(default = "default_bands")]
    pub bands: Vec<Band>,
    /// Share of global weight, 0 to 1, that must be backed by real data for a band other than grey.
    #[serde(default = "default_coverage")]
    pub coverage_minimum: f64,
    /// Upper limits of health under conditions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caps: Vec<Cap>,
    /// Value tiers and service levels; those that ship if absent ([`Model::tiers`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tiers: Option<Tiers>,
    /// Stages and tracks; those that ship if absent ([`Model::stages`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stages: Option<Stages>,
    /// Signals; those that ship if absent ([`Model::signals`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signals: Option<Vec<Signal>>,
    /// Plays; those that ship if absent ([`Model::plays`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plays: Option<Vec<Play>>,
    /// Cadences; those that ship if absent ([`Model::cadences`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cadences: Option<Vec<Cadence>>,
}

/// A metric, scored and weighted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Unique in the model.
    pub id: String,
    /// Its name; the metric's if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Bilingual>,
    /// The metric's id.
    pub metric: String,
    /// The group's id.
    pub group: String,
    /// Weight within the group, 0 or more.
    pub weight: f64,
    /// From value to score.
    pub transform: Transform,
    /// What a missing value does.
    #[serde(default)]
    pub missing: Missing,
    /// A value older than this many days is flagged stale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warn_after: Option<u32>,
    /// A value older than this many days is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expire_after: Option<u32>,
    /// An account younger than this many days has no value yet.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub grace_days: u32,
    /// Whether the team can move it: what a path to green may use.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub controllable: bool,
}

/// What a missing value does (SPEC §4.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The other measures share its weight.
    #[default]
    Reweight,
    /// It scores 50.
    Neutral,
    /// It scores 0.
    Zero,
    /// Health is missing.
    Block,
}

/// Measures that are averaged before they enter a factor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Unique in the model.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// Which factor it belongs to.
    pub factor: Factor,
    /// Weight within the factor, 0 or more.
    pub weight: f64,
}

/// The two factors of health.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// 成果: what the customer achieves.
    Outcome,
    /// 体验: how it feels.
    Experience,
}

/// Weights of the two factors, for accounts in general and for key accounts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Factors {
    /// For accounts in general.
    pub default: FactorWeights,
    /// For accounts whose `key_account` says yes.
    pub key_account: FactorWeights,
}

impl Default for Factors {
    /// 0.8 / 0.2, and 0.7 / 0.3 for key accounts.
    fn default() -> Self {
        let weights = |outcome, experience| FactorWeights {
            outcome,
            experience,
        };
        Self {
            default: weights(0.8, 0.2),
            key_account: weights(0.7, 0.3),
        }
    }
}

/// Weights of the two factors; only their ratio matters.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FactorWeights {
    /// Of [`Factor::Outcome`].
    pub outcome: f64,
    /// Of [`Factor::Experience`].
    pub experience: f64,
}

/// Other weights and thresholds for the accounts that match.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// Unique in the model.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// All of these hold; `measure` rules may not stand here, as scores come later.
    pub when: Vec<Rule>,
    /// Weights by measure id; the others keep theirs.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub weights: BTreeMap<String, f64>,
    /// Weights by group id; the others keep theirs.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub group_weights: BTreeMap<String, f64>,
    /// Factor weights for all accounts of the variant, key accounts too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factors: Option<FactorWeights>,
    /// Transforms by measure id; the others keep theirs.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub transforms: BTreeMap<String, Transform>,
    /// Cuts between the bands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bands: Option<Vec<Band>>,
}

/// A stretch of health and its colour.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Its colour.
    pub id: BandId,
    /// Lower end, included.
    pub from: f64,
    /// Upper end, excluded except for 100.
    pub to: f64,
}

/// The colours, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BandId {
    /// 风险: at risk.
    Red,
    /// 关注: watch.
    Yellow,
    /// 健康: healthy.
    Green,
}

/// An upper limit of health under a condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// Unique in the model.
    pub id: String,
    /// Its name, the condition in words.
    pub title: Bilingual,
    /// The limit, 0 to 100.
    pub max: f64,
    /// All of these hold.
    pub when: Vec<Rule>,
}

fn default_bands() -> Vec<Band> {
    let band = |id, from, to| Band { id, from, to };
    vec![
        band(BandId::Red, 0.0, 50.0),
        band(BandId::Yellow, 50.0, 75.0),
        band(BandId::Green, 75.0, 100.0),
    ]
}

fn default_coverage() -> f64 {
    0.7
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde calls it with a reference
fn is_zero(value: &u32) -> bool {
    *value == 0
}
