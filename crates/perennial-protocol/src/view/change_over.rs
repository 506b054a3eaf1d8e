//! Why the mean health of many customers changed between two dates or models.

use super::robust::MemberView;
use perennial_data::{Bilingual, Day};
use serde::{Deserialize, Serialize};

/// Of what kind a part is. What the model does is a part of its own: it never looks as if customers had changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OverKind {
    /// The other model on the customers as they were.
    Model,
    /// Other variants, key accounts.
    Variant,
    /// Measures that came or went.
    Data,
    /// A measure's own.
    Behaviour,
    /// Caps.
    Cap,
    /// What people set by hand.
    Override,
    /// Customers that came to have a score.
    Joined,
    /// Customers that ceased to have one.
    Left,
}

/// One part of the change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OverPartView {
    /// Of what kind.
    pub kind: OverKind,
    /// The measure, for its behaviour.
    pub measure: Option<Bilingual>,
    /// Points of the mean.
    pub points: f64,
}

/// Whose doing it is that a customer is in another band.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CrossedBy {
    /// The model's alone.
    Model,
    /// The customer's alone.
    Customer,
    /// Both.
    Both,
}

/// A customer that is in another band.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CrossedView {
    /// Whose doing.
    pub by: CrossedBy,
    /// The customer as it is at the later end.
    pub member: MemberView,
    /// Health and band at the earlier end.
    pub before: (Option<f64>, super::Band),
    /// Points of the change that are the model's.
    pub model: f64,
}

/// The change of the mean health of some customers. Parts sum to `after − before` to 1e-9.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangeOverView {
    /// The earlier date.
    pub from: Day,
    /// The later date.
    pub to: Day,
    /// Customers asked about.
    pub members: u32,
    /// Of these, customers with a health: then, at both ends, now.
    pub accounts: [u32; 3],
    /// Their mean health then.
    pub before: Option<f64>,
    /// And now.
    pub after: Option<f64>,
    /// The model first, then the customers' parts, measures by size; none without a mean at both ends.
    pub parts: Vec<OverPartView>,
    /// How many are in another band by the model alone, by themselves, by both.
    pub n_crossed: [u32; 3],
    /// The largest moves of each of the three, at most [`ChangeOverView::CROSSED`].
    pub crossed: Vec<CrossedView>,
    /// Where bands begin at the later end.
    pub edges: Vec<f64>,
}

impl ChangeOverView {
    /// Customers named of each kind.
    pub const CROSSED: usize = 50;
}
