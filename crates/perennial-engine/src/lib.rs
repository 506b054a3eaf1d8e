//! Metrics, scoring, explanation and change decomposition, as a model document asks for them.
//!
//! Pure: data and a date go in, values come out, the same bits on every machine and whatever the
//! order of rows. The way from rows to colours has three steps that can be taken apart:
//! [`metrics`] reads the rows, [`measure`] turns values into scores, [`score`] weighs them.

mod account_facts;
mod accumulator;
mod balance;
mod bound;
mod change;
mod compiled;
mod consecutive;
mod disagree;
mod evaluation;
mod explain;
mod explanation;
mod filter;
mod hypothesis;
mod kept;
mod kernel;
mod known;
mod lanes;
mod levels;
mod measure_table;
mod metric_column;
mod metric_table;
mod migration;
mod overrides;
mod path;
#[cfg(test)]
mod path_tests;
mod pattern;
mod plan;
pub mod portfolio;
mod prim;
#[cfg(test)]
mod properties;
mod rolling;
mod rows_behind;
mod rule_holds;
mod run;
mod score;
mod selection;
pub mod sensitivity;
mod value;
#[cfg(any(test, feature = "vectors"))]
pub mod vectors;
mod walk;
mod words;

pub use balance::{Balance, Moves, Reach, balance, moves, reach};
pub use bound::Prepared;
pub use change::{Behaviour, Change, Crossing, Parts, PortfolioChange, change, change_over};
pub use compiled::Compiled;
pub use disagree::{Disagreement, Dissent, disagreements, dissent};
pub use evaluation::{AccountHealth, Evaluation};
pub use explain::explain;
pub use explanation::{
    CapExplanation, Checked, Explanation, FactorExplanation, Found, GroupExplanation,
    MeasureExplanation, MeasureState, OverrideExplanation, SourceExplanation, StepExplanation,
    Subject, TransformExplanation, VariantExplanation,
};
pub use kept::measure_again;
pub use measure_table::{
    EXPIRED, GRACE, MeasureColumn, MeasureTable, NO_VALUE, PRESENT, STALE, measure,
};
pub use metric_column::MetricColumn;
pub use metric_table::{MetricTable, metrics};
pub use migration::{Migration, migration};
pub use overrides::{ActiveOverrides, Override};
pub use path::{BandPath, Needed, Obstacle, PathStep, path_to_band};
pub use perennial_model as model;
pub use perennial_model::{
    Model, ModelError, ModelErrorCode, ShippedModel, catalogue, catalogue_metric, shipped,
};
pub use plan::Scope;
pub use rows_behind::{RowRole, RowsBehind, rows_behind};
pub use rule_holds::holds;
pub use run::{Run, evaluate, history};
pub use score::{Tally, score, tally};
