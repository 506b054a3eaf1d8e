//! The snapshot document, version 1. What is unknown to a reader it leaves out, so that a later version may
//! say more; what changes its meaning is a new version.

use perennial_data::{Bilingual, Day};
use perennial_model::BandId;
use serde::{Deserialize, Serialize};

/// What [`Snapshot::format`] says.
pub const FORMAT: &str = "perennial-snapshot";
/// The newest version that is read.
pub const VERSION: u32 = 1;

/// One customer on one date, with everything that the card shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Snapshot {
    /// `perennial-snapshot`.
    pub format: String,
    /// 1.
    pub version: u32,
    /// The date that it tells of.
    pub as_of: Day,
    /// The model that scored.
    pub model: ModelName,
    /// Who it is about.
    pub customer: Customer,
    /// Score and band.
    pub health: Health,
    /// Health at month-ends and on the date itself, oldest first.
    #[serde(default)]
    pub trend: Vec<TrendPoint>,
    /// Stage of life; none where the model has no stages or none holds.
    #[serde(default)]
    pub stage: Option<Stage>,
    /// The measures that cost most points, the dearest first.
    #[serde(default)]
    pub reasons: Vec<Reason>,
    /// Why health changed since an earlier date.
    #[serde(default)]
    pub change: Option<Change>,
    /// The open task that is due first.
    #[serde(default)]
    pub next_task: Option<NextTask>,
    /// The end of the contract that runs.
    #[serde(default)]
    pub renewal: Option<Renewal>,
}

/// A model document by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ModelName {
    /// Its id.
    pub id: String,
    /// Its revision.
    pub revision: u32,
}

/// The customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Customer {
    /// The account's id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Score and band.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Health {
    /// 0 to 100, never rounded; none where nothing could be scored.
    #[serde(default)]
    pub value: Option<f64>,
    /// The colour; none is grey: too little data.
    #[serde(default)]
    pub band: Option<BandId>,
    /// Share of the weight backed by real data, 0 to 1.
    pub coverage: f64,
    /// Lower ends of the bands above the lowest, so that a rounded value never looks as if it lay in another.
    #[serde(default = "default_edges")]
    pub edges: Vec<f64>,
    /// The cap that lowered it, by name.
    #[serde(default)]
    pub cap: Option<Bilingual>,
    /// Whether people set it by hand.
    #[serde(default)]
    pub by_hand: bool,
}

/// SPEC §4.8.
fn default_edges() -> Vec<f64> {
    vec![50.0, 75.0]
}

/// Health on one date.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TrendPoint {
    /// The date.
    pub on: Day,
    /// Health; none where there was none.
    #[serde(default)]
    pub health: Option<f64>,
}

/// Where a stay stands against those of earlier customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Pace {
    /// Within the usual time.
    OnTrack,
    /// Past the median.
    Behind,
    /// Past the 90th percentile.
    Stuck,
}

/// The stage of life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stage {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// First day of the stay; none where it began before the data do.
    #[serde(default)]
    pub since: Option<Day>,
    /// Against earlier customers; none with too few of them.
    #[serde(default)]
    pub pace: Option<Pace>,
}

/// A measure that costs points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reason {
    /// The measure's id.
    pub measure: String,
    /// Its name.
    pub title: Bilingual,
    /// Its score, 0 to 100.
    pub score: f64,
    /// Points of health that it costs: effective weight times what its score lacks to 100.
    pub lost: f64,
}

/// Why health changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "SnapshotChange")
)]
pub struct Change {
    /// The earlier date.
    pub since: Day,
    /// Health now less then; none where either is missing.
    #[serde(default)]
    pub difference: Option<f64>,
    /// What it consists of, the largest first; they sum to the difference where all are given.
    #[serde(default)]
    pub parts: Vec<ChangePart>,
}

/// What a part of a change comes from, in the order of SPEC §4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// Another version of the model.
    Model,
    /// Another variant, or key account or not.
    Variant,
    /// Data that came or went.
    Data,
    /// One measure's score.
    Measure,
    /// Caps.
    Cap,
    /// A value set by hand.
    Override,
}

/// One part of a change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangePart {
    /// What it comes from.
    pub kind: PartKind,
    /// The measure's id, of [`PartKind::Measure`].
    #[serde(default)]
    pub measure: Option<String>,
    /// The measure's name.
    #[serde(default)]
    pub title: Option<Bilingual>,
    /// Points of health.
    pub points: f64,
}

/// What is to be done next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NextTask {
    /// Its name.
    pub title: Bilingual,
    /// Until when.
    pub due: Day,
    /// Who sees to it; empty where nobody.
    #[serde(default)]
    pub owner: String,
}

/// The end of the contract that runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Renewal {
    /// The first day after the term.
    pub on: Day,
    /// The first day of the renewal window.
    #[serde(default)]
    pub window_opens: Option<Day>,
    /// Whether it is renewed already.
    #[serde(default)]
    pub renewed: bool,
}
