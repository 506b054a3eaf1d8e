//! What is doubtful in the data, each with its rows.

use perennial_data::{Bilingual, TableId};
use serde::{Deserialize, Serialize};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Weight {
    /// Cannot be so.
    Impossible,
    /// Likely a fault of the source.
    Doubtful,
    /// Worth knowing.
    Note,
}

/// Something found in a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FindingView {
    /// Stable code of what it is.
    pub code: String,
    /// How much it matters.
    pub weight: Weight,
    /// The table.
    pub table: TableId,
    /// The columns that it is about, in the order of the sentence.
    pub fields: Vec<String>,
    /// How many rows (months, for gaps in dates).
    pub count: u32,
    /// Out of how many.
    pub of: u32,
    /// How many customers these rows are of.
    pub accounts: u32,
    /// Measures of the model that read what it is about.
    pub measures: Vec<Bilingual>,
    /// What else the sentence names.
    pub args: Vec<(String, String)>,
}

/// Everything that was found, the gravest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QualityView {
    /// The findings; [`crate::Request::FindingRows`] names one by its position.
    pub findings: Vec<FindingView>,
    /// Rows that were looked at, of all tables.
    pub rows: u64,
}
