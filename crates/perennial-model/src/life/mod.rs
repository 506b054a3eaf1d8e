//! The document's sections on the customer's life: value tiers, stages, signals, plays and cadences
//! (SPEC §5–§8). Types only; `perennial-life` computes what they ask for.
//!
//! A section that a model leaves out is the default one, so that a model holds only what differs.

mod play;
mod rule;
mod signal;
mod stage;
mod tier;

pub(crate) use play::Plays;
pub use play::{
    Cadence, Every, Faster, Message, Offset, Pace, Play, PlayTask, Role, Since, TaskMode, Trigger,
};
pub use rule::{BandRun, ContractTest, LifeRule, SignalOf};
pub use signal::{Cause, Direction, Severity, Signal, SignalFamily, SignalVariant};
pub use stage::{
    Criterion, Figure, Kpi, Part, RenewalWindow, Stage, StageCard, StageRole, StageSet, Stages,
    Track,
};
pub use tier::{
    Axis, Component, ComponentValue, Cut, Reading, ServiceLevel, Sla, TierId, TierSpec, Tiers,
};
