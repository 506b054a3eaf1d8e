//! Metrics, the health model document, scoring, explanation and change decomposition.
//!
//! Pure: data and a date go in, values come out, the same bits on every machine and whatever the
//! order of rows. The way from rows to colours has three steps that can be taken apart:
//! [`metrics`] reads the rows, [`measure`] turns values into scores, [`score`] weighs them.

mod bound;
mod catalogue;
mod change;
mod compiled;
mod evaluation;
mod explain;
mod explanation;
mod filter;
mod json;
mod kernel;
mod known;
mod measure_table;
mod metric_table;
pub mod model;
mod overrides;
mod plan;
pub mod portfolio;
mod prim;
#[cfg(test)]
mod properties;
mod rows_behind;
mod rule_holds;
mod run;
#[cfg(feature = "schema")]
mod schema;
mod score;
mod selection;
mod value;
#[cfg(any(test, feature = "vectors"))]
pub mod vectors;
mod words;

pub use catalogue::{metric as catalogue_metric, metrics as catalogue};
pub use change::{Behaviour, Change, Parts, change};
pub use compiled::Compiled;
pub use evaluation::{AccountHealth, Evaluation};
pub use explain::explain;
pub use explanation::{
    CapExplanation, Checked, Explanation, FactorExplanation, Found, GroupExplanation,
    MeasureExplanation, MeasureState, OverrideExplanation, SourceExplanation, StepExplanation,
    Subject, TransformExplanation, VariantExplanation,
};
pub use measure_table::{
    EXPIRED, GRACE, MeasureColumn, MeasureTable, NO_VALUE, PRESENT, STALE, measure,
};
pub use metric_table::{MetricColumn, MetricTable, metrics};
pub use model::{Model, ModelError, ModelErrorCode, ShippedModel, shipped};
pub use overrides::{ActiveOverrides, Override};
pub use plan::Scope;
pub use rows_behind::{RowRole, RowsBehind, rows_behind};
pub use run::{Run, evaluate, history};
#[cfg(feature = "schema")]
pub use schema::model_schema;
pub use score::score;
