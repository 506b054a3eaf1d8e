//! Charts in SVG over the geometry of `perennial-chart`, each with its numbers as a table behind it.

mod bands;
mod data;
mod histogram;
mod line;
mod place;
mod streams;
mod waterfall;
mod width;

pub(crate) use bands::{BandBar, BandPart};
pub(crate) use histogram::Histogram;
pub(crate) use line::{LineChart, LinePoint};
pub(crate) use place::place;
pub(crate) use streams::{StreamFlow, Streams};
pub(crate) use waterfall::{Reach, Waterfall, WaterfallStep};
pub(crate) use width::measured;
