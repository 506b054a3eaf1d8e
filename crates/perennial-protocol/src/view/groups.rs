//! Customers by the values of one column: how many, how they are, how much money.

use serde::{Deserialize, Serialize};

/// The groups of the customers that a query matches.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GroupsView {
    /// Groups: those with the most customers first, equal ones by value, those without a value last.
    pub groups: Vec<GroupRow>,
    /// Groups that are left out, as there are too many.
    pub n_more: u32,
    /// What is earned with all of them in a year, in the workspace's currency.
    pub arr: f64,
    /// The currency of amounts, or empty.
    pub currency: String,
    /// What the values are called, where they are codes.
    pub names: Vec<(String, perennial_data::Bilingual)>,
}

/// The customers with one value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupRow {
    /// The value; `None` of those without one.
    pub value: Option<String>,
    /// Customers by band: no data, red, yellow, green.
    pub by_band: [u32; 4],
    /// The mean of their health, 0 to 100; `None` where no one has any.
    pub health: Option<f64>,
    /// Annual recurring revenue of all of them together.
    pub arr: f64,
}
