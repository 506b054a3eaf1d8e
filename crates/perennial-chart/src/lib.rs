//! Chart geometry: numbers in, coordinates and path strings out. No drawing.
//!
//! Values map to a box of SVG user units with the origin at the top left and `y` downwards. A
//! missing value is `None` and leaves a gap, never a zero. Nothing here knows colours, texts or the
//! DOM, so that the app, the widget and static SVG files agree to the last coordinate.

mod alluvial;
mod bars;
mod coord;
mod histogram;
mod line;
mod scale;
mod scatter;
mod waterfall;

pub use alluvial::{Alluvial, Flow, Node, Stream, alluvial};
pub use bars::{Bar, Segment, bars, stack};
pub use coord::coord;
pub use histogram::{Bin, histogram};
pub use line::{Point, area_path, line_path, points};
pub use scale::{Scale, ticks};
pub use scatter::{Mark, Shape, Way, mark_at, mark_beside, marks_path, radius};
pub use waterfall::{Role, Step, close_up, waterfall};
