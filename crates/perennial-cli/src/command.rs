//! One module per command: arguments in, a result on the console.

pub(crate) mod alerts;
pub(crate) mod compare;
pub(crate) mod explain;
pub(crate) mod lifecycle;
pub(crate) mod lint;
pub(crate) mod metrics;
pub(crate) mod model;
pub(crate) mod quality;
pub(crate) mod sample;
pub(crate) mod score;
pub(crate) mod sensitivity;
