//! What metrics there are.

use perennial_data::Bilingual;
use serde::{Deserialize, Serialize};

/// What a metric is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MetricInfo {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// What it is, in words.
    pub definition: Bilingual,
    /// Family code: `usage`, `support`, …
    pub family: String,
    /// Unit code: `count`, `days`, `share`, `money`, …
    pub unit: String,
    /// Whether more is better.
    pub higher_is_better: bool,
    /// Whether the data in hand has any value of it.
    pub fed: bool,
}

/// All metrics: the catalogue's and the model's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CatalogueView {
    /// By family, then as declared.
    pub metrics: Vec<MetricInfo>,
}
