//! One score taken apart, and one change taken apart.

use perennial_data::{Bilingual, Day};
use serde::{Deserialize, Serialize};

/// Health bands, worst last known first: the order is the rank that sorting uses.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[allow(missing_docs)]
pub enum Band {
    #[default]
    NoData,
    Red,
    Yellow,
    Green,
}

impl Band {
    /// All, in the order of their rank.
    pub const ALL: [Self; 4] = [Self::NoData, Self::Red, Self::Yellow, Self::Green];

    /// The code that filters and files name it by: `no_data`, `red`, `yellow`, `green`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoData => "no_data",
            Self::Red => "red",
            Self::Yellow => "yellow",
            Self::Green => "green",
        }
    }
}

/// What became of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MeasureState {
    /// Real data.
    Present,
    /// Real data, older than the model warns about.
    Stale,
    /// No value.
    NoValue,
    /// A value older than the model accepts.
    Expired,
    /// The account is younger than the measure's grace.
    Grace,
}

/// One measure of a score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasureView {
    /// The measure's id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// The group it belongs to.
    pub group: String,
    /// The metric's id, for [`crate::Request::Metric`].
    pub metric: String,
    /// The metric's value in its unit.
    pub value: Option<f64>,
    /// The text it has instead, for metrics that give words.
    pub value_text: Option<String>,
    /// The metric's unit code: `count`, `days`, `share`, `money`, …
    pub unit: String,
    /// Date of the data behind it.
    pub dated_on: Option<Day>,
    /// Whether there was data and how good.
    pub state: MeasureState,
    /// The missing policy's code that was applied, where it was: `reweight`, `neutral`, `zero`, `block`.
    pub policy: Option<String>,
    /// The transform in words with its numbers: `linear: 0 → 0, 12 → 100`.
    pub transform: Bilingual,
    /// Score 0–100, also of a policy; `None` where the measure does not count.
    pub score: Option<f64>,
    /// Share of health with everything present, 0–1.
    pub nominal_weight: f64,
    /// Share of this account's health, 0–1.
    pub weight: f64,
    /// `weight · score`: what it brings to health.
    pub contribution: f64,
    /// Whether the team can move it.
    pub controllable: bool,
}

/// A group of measures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// `outcome` or `experience`.
    pub factor: String,
    /// Score 0–100 where anything is present.
    pub score: Option<f64>,
    /// Share of this account's health, 0–1.
    pub weight: f64,
}

/// One of the two factors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactorView {
    /// `outcome` or `experience`.
    pub id: String,
    /// Score 0–100 where anything is present.
    pub score: Option<f64>,
    /// Its share by the model: 0.8.
    pub nominal_weight: f64,
    /// Its share here: 1 where the other factor is wholly missing.
    pub weight: f64,
}

/// A cap that was checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CapView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// Health may not exceed this while the condition holds.
    pub max: f64,
    /// The condition holds.
    pub holds: bool,
    /// It is the one that changed the result.
    pub bites: bool,
}

/// A person's word against the score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OverrideView {
    /// Health, 0–100.
    pub value: f64,
    /// Who.
    pub author: String,
    /// Why.
    pub reason: String,
    /// Since when.
    pub set_on: Day,
    /// Last day on which it holds.
    pub expires_on: Day,
    /// Whether it holds on the date looked at.
    pub active: bool,
}

/// How one health came about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExplanationView {
    /// The date.
    pub as_of: Day,
    /// Variant of the model: id and title; `None` for the default.
    pub variant: Option<(String, Bilingual)>,
    /// In the model's order.
    pub measures: Vec<MeasureView>,
    /// In the model's order.
    pub groups: Vec<GroupView>,
    /// Outcome and experience.
    pub factors: Vec<FactorView>,
    /// Health before caps.
    pub before_caps: Option<f64>,
    /// Every cap, in the model's order.
    pub caps: Vec<CapView>,
    /// Health after caps.
    pub after_caps: Option<f64>,
    /// The override, active or not.
    pub override_: Option<OverrideView>,
    /// Health after all.
    pub health: Option<f64>,
    /// The band.
    pub band: Band,
    /// Share of the model's weight that real data backs, 0–1.
    pub coverage: f64,
    /// Below this the band is grey.
    pub coverage_minimum: f64,
    /// Where bands begin: 50 and 75.
    pub edges: Vec<f64>,
    /// Whether the account is a key account (its factors weigh 0.7 / 0.3).
    pub key_account: bool,
}

/// Of what kind a part of a change is; the order is that of SPEC §4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum PartKind {
    Model,
    Variant,
    DataArrived,
    DataMissing,
    Behaviour,
    Cap,
    Override,
}

/// One part of a change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartView {
    /// Of what kind.
    pub kind: PartKind,
    /// The measure, for parts that belong to one.
    pub measure: Option<(String, Bilingual)>,
    /// Points of health.
    pub points: f64,
    /// The metric before and after, in its unit.
    pub from: Option<f64>,
    /// See `from`.
    pub to: Option<f64>,
    /// Unit code of `from` and `to`.
    pub unit: String,
}

/// Why health changed between two dates. Parts sum to `to_health − from_health` to 1e-9.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangeView {
    /// The earlier date.
    pub from: Day,
    /// The later date.
    pub to: Day,
    /// Health then; `None` where there was none, and then there are no parts.
    pub from_health: Option<f64>,
    /// Health now.
    pub to_health: Option<f64>,
    /// Band then and now.
    pub bands: (Band, Band),
    /// The parts in SPEC's order, behaviour by size.
    pub parts: Vec<PartView>,
}
