//! Model documents beside each other, field by field.

use super::model::WhatIfView;
use perennial_data::{Bilingual, Day};
use serde::{Deserialize, Serialize};

/// A step from the document to a place in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum PlaceStep {
    /// A field, by its name in the document.
    Field(String),
    /// Something that has a name of its own: a measure, a group, a cap.
    Named(Bilingual),
    /// A position in a list, from 1.
    At(u32),
}

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceView {
    /// The path as text; no two places have the same.
    pub path: String,
    /// The way there.
    pub steps: Vec<PlaceStep>,
}

/// What stands at a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SaidView {
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A text or a word of a closed list.
    Text(String),
    /// A name in both languages.
    Name(Bilingual),
    /// `Transform`, packed.
    Curve(Vec<u8>),
    /// `Vec<Rule>`, packed.
    Rules(Vec<u8>),
    /// Several, as an order of entries.
    List(Vec<PlaceStep>),
    /// Anything else, as JSON.
    Json(String),
}

/// A place that differs. `None`: nothing stands there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DifferenceView {
    /// Where.
    pub place: PlaceView,
    /// In the first.
    pub old: Option<SaidView>,
    /// In the second.
    pub new: Option<SaidView>,
}

/// A place that both changed in different ways.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConflictView {
    /// Where.
    pub place: PlaceView,
    /// What both began with.
    pub base: Option<SaidView>,
    /// What the document in hand says.
    pub ours: Option<SaidView>,
    /// What the other one says.
    pub theirs: Option<SaidView>,
    /// It is about an order, which stays as it is here.
    pub is_order: bool,
}

/// A document that came from elsewhere, beside the one in hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MetView {
    /// What it is called.
    pub name: Bilingual,
    /// Its revision.
    pub revision: u32,
    /// Who made it.
    pub author: Option<String>,
    /// Why.
    pub note: Option<String>,
    /// When.
    pub created_on: Option<Day>,
    /// Versions that both may have begun with, the likeliest first: number, and in how many places the document differs
    /// from it.
    pub bases: Vec<(u32, u32)>,
    /// The one that is taken for it; `None`: the document is taken as it is.
    pub base: Option<u32>,
    /// What the document in hand would change into, conflicts left as they are here.
    pub differences: Vec<DifferenceView>,
    /// What somebody must decide.
    pub conflicts: Vec<ConflictView>,
    /// Where the result makes no sense, so that it has to be mended first.
    pub fault: Option<String>,
    /// What the result would do, compared with the model in force; `None` where it cannot be scored.
    pub effect: Option<WhatIfView>,
}
