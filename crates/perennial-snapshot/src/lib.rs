//! One customer on one date as a small versioned document (SPEC §15), and the card that shows it.
//!
//! Whoever has an engine fills a [`Snapshot`]; whoever has none shows it: the widget as nodes of a page
//! ([`card`]), hosts that run no script as [`html`] or [`svg`]. Pure: text in, a tree or text out.

mod card;
mod document;
mod error;
mod facts;
mod html;
mod node;
mod read;
mod svg;
mod trend;
mod words;

pub use card::{Form, Size, View, card, failed, waiting};
pub use document::{
    Change, ChangePart, Customer, FORMAT, Health, ModelName, NextTask, Pace, PartKind, Reason,
    Renewal, Snapshot, Stage, TrendPoint, VERSION,
};
pub use error::SnapshotError;
pub use html::html;
pub use node::{Element, Node};
pub use read::{Input, MAX_BYTES, read};
pub use svg::{Theme, svg};

/// The styles of the card, for a shadow root; the static HTML carries them itself.
pub const STYLES: &str = concat!(
    include_str!("styles/tokens.css"),
    include_str!("styles/card.css")
);
