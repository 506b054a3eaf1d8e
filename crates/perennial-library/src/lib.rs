//! The engine as functions from rows to results (SPEC §15): rows of tables, a model and a date in; scores,
//! explanations, stages, alerts and snapshots out, as plain data that any language can hold.
//!
//! Pure, and the same bits as the app for the same rows, model and date: nothing is computed here, only asked for.

#[cfg(feature = "life")]
mod alerts;
mod choose;
mod decimal;
mod error;
mod fill;
#[cfg(feature = "life")]
mod lifecycle;
#[cfg(feature = "life")]
mod lived;
mod portfolio;
mod rows;
mod scores;
#[cfg(feature = "life")]
pub mod told;

#[cfg(feature = "life")]
pub use alerts::{AlertOf, Alerts};
pub use error::LibraryError;
pub use fill::{Parts, TREND_MONTHS, fill};
#[cfg(feature = "life")]
pub use lifecycle::{LifeOf, Lifecycle};
pub use portfolio::Portfolio;
pub use rows::{Cell, Rows};
pub use scores::{MeasureOf, ScoreOf, Scores, Value};
