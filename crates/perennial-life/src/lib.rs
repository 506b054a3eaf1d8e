//! Where each account stands in its life, what deserves attention, and who does what by when
//! (SPEC §5–§8), as a model document asks for it.
//!
//! Pure, like the engine: data, a model, the user's work and a date go in, values come out, the same
//! bits on every machine and whatever the order of rows. On one date things are worked out in the
//! order metrics, measures, score (the engine), contracts, tiers, signals, stage, tracks; a timeline
//! is that day after day, and alerts and tasks follow from timelines and the user's work.

pub mod alert;
#[cfg(test)]
mod alert_tests;
mod bits;
pub mod cadence;
pub mod calendar;
pub mod cause;
pub mod contract;
pub mod delivery;
pub mod diagnosis;
pub mod disagree;
pub mod effort;
pub mod facts;
pub mod flood;
pub mod goal;
pub mod handoff;
pub mod history;
pub mod kpi;
pub mod lead;
pub mod matrix;
pub mod maturity;
pub mod message;
mod observe;
pub mod occasion;
mod plan;
pub mod play;
pub mod proposition;
mod rank;
pub mod rfm;
mod round;
mod rule;
#[cfg(test)]
mod scene;
mod settle;
pub mod shape;
mod signal;
#[cfg(test)]
mod signal_tests;
#[cfg(test)]
mod sketch;
pub mod sla;
pub mod special;
mod stage;
#[cfg(test)]
mod stage_tests;
mod state;
pub mod stay;
pub mod task;
pub mod team;
#[cfg(test)]
mod tenure_tests;
pub mod tier;
mod timeline;
mod timeline_bytes;
#[cfg(test)]
mod timeline_tests;
mod tracker;
pub mod why;
pub mod work;

pub use observe::{Manual, Observation, Observed, Observer, observe};
pub use plan::LifePlan;
pub use settle::Lasting;
pub use stage::NO_STAGE;
pub use state::State;
pub use timeline::{Episode, Timeline};
pub use tracker::{REACH_DAYS, Tracker, last_day, newest_day};
