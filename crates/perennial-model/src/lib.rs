//! The health model document: one JSON file with everything that decides a score (SPEC §4), what
//! it may say, and the metrics and models that ship.
//!
//! Nothing here reads rows; `perennial-engine` computes the score that a model asks for, and
//! `perennial-life` tiers, stages, signals and plays (SPEC §5–§8).

mod catalogue;
mod defaults;
mod diff;
mod document;
pub mod edit;
mod error;
mod json;
mod keyed;
pub mod life;
mod life_metrics;
mod merge;
mod packed;
mod patch;
mod path;
mod place;
mod read;
#[cfg(feature = "schema")]
mod schema;
mod shipped;
mod validate;
#[cfg(test)]
mod versions_tests;

pub use catalogue::{metric as catalogue_metric, metrics as catalogue};
pub use diff::Difference;
pub use document::{
    AccountDate, AccountField, Against, Aggregate, Aim, Band, BandId, Benchmark, Better, Between,
    Cap, Categories, Compare, Condition, Consecutive, DateRead, Domain, Empty, FORMAT, Factor,
    FactorWeights, Factors, Family, Group, HalfLife, How, Linear, MatrixRow, Measure, MeasureRule,
    MetricDecl, MetricRule, Missing, Model, Per, Quartile, Rows, Rule, Snapshot, SnapshotRead,
    Source, Step, Target, Test, Transform, Unit, VERSION, Value, ValueTest, Variant, Window, clamp,
};
pub use error::{ModelError, ModelErrorCode};
pub use merge::{Conflict, Merged};
pub use packed::{Packed, pack, unpack};
pub use patch::Patch;
pub use path::{DocPath, Step as PathStep};
pub use read::read_json;
#[cfg(feature = "schema")]
pub use schema::model_schema;
pub use shipped::{ShippedModel, shipped};
pub use validate::WEIGHT_MAX;
