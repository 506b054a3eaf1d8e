//! Rows of the Customers table, and search hits.

use super::explanation::Band;
use perennial_data::{Bilingual, Csv, Day, number_text};
use serde::{Deserialize, Serialize};

/// Health as every list shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HealthView {
    /// Health after caps and override.
    pub health: Option<f64>,
    /// Its band.
    pub band: Band,
}

/// One value of a row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum CellView {
    #[default]
    Missing,
    Text(String),
    Number(f64),
    Day(Day),
    Flag(bool),
    Health(HealthView),
}

impl CellView {
    /// Writes the value as a field: numbers in full, days as ISO writes them, nothing where it is missing.
    pub fn write(&self, csv: &mut Csv) {
        match self {
            Self::Missing | Self::Health(HealthView { health: None, .. }) => csv.field(""),
            Self::Text(text) => csv.text(text),
            Self::Number(number) => csv.field(&number_text(*number)),
            Self::Day(day) => csv.field(&day.to_string()),
            Self::Flag(flag) => csv.field(&flag.to_string()),
            Self::Health(HealthView {
                health: Some(health),
                ..
            }) => csv.field(&health.to_string()),
        }
    }
}

/// One customer of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CustomerRow {
    /// The account's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Band, shown on every row.
    pub health: HealthView,
    /// In the order of the query's columns.
    pub cells: Vec<CellView>,
}

/// A window of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CustomersView {
    /// The revision it was made from.
    pub revision: u64,
    /// Accounts that exist on the date.
    pub n_existing: u32,
    /// Of these, how many the query matches.
    pub n_matching: u32,
    /// Position of the first row sent.
    pub offset: u32,
    /// The rows.
    pub rows: Vec<CustomerRow>,
    /// How many per band the query would match without its filters on bands: no data, red, yellow,
    /// green.
    pub by_band: [u32; 4],
    /// Unit code of each column, empty for texts.
    pub units: Vec<String>,
    /// The currency of all accounts; empty where they have none or several.
    pub currency: String,
    /// Where bands begin.
    pub edges: Vec<f64>,
    /// For each text column among owner, industry, segment, region, edition: its different values,
    /// most frequent first, at most 50.
    pub choices: Vec<(String, Vec<String>)>,
    /// For each column of the customer's life that the query names, by its code: what its codes are called, in their
    /// order. For a track or a cause that is its own name.
    pub names: Vec<(String, Vec<(String, Bilingual)>)>,
}

/// An account that a search found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SearchHit {
    /// The account's id.
    pub id: String,
    /// Its name.
    pub name: String,
}
