//! The Customer page.

use super::explanation::{Band, ChangeView, ExplanationView};
use super::workspace::TableSize;
use perennial_data::Day;
use serde::{Deserialize, Serialize};

/// Health at one date.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrendPoint {
    /// The date.
    pub on: Day,
    /// Health; `None` where there was none.
    pub health: Option<f64>,
    /// Its band.
    pub band: Band,
}

/// A contract.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContractView {
    /// Its id.
    pub id: String,
    /// First day.
    pub starts_on: Option<Day>,
    /// First day after it; `None` while open-ended.
    pub ends_on: Option<Day>,
    /// Amount over the term.
    pub amount: Option<f64>,
    /// Outcome as known on the date.
    pub outcome: Option<String>,
    /// Whether it is in force on the date.
    pub in_force: bool,
    /// When the renewal window opens (SPEC §6); `None` while open-ended.
    pub window_opens: Option<Day>,
    /// Last day to give notice.
    pub opt_out_by: Option<Day>,
}

/// A person at the customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContactView {
    /// Name.
    pub name: String,
    /// Role code, empty where unknown.
    pub role: String,
    /// The channel that they like best, empty where unknown.
    pub prefers_channel: String,
    /// The kind of content that they like best, empty where unknown.
    pub prefers_content: String,
    /// When they left, if they had on the date.
    pub left_on: Option<Day>,
}

/// One customer on one date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CustomerView {
    /// The account's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it existed on the date.
    pub exists: bool,
    /// Every field with a value: name of the field (a custom one's header) and value as text, ISO
    /// for dates.
    pub fields: Vec<(String, String)>,
    /// The currency's code, empty where unknown.
    pub currency: String,
    /// The score taken apart.
    pub explanation: ExplanationView,
    /// Why it changed since the date asked for.
    pub change: ChangeView,
    /// The last 24 month-ends and the date itself, oldest first.
    pub trend: Vec<TrendPoint>,
    /// Newest first.
    pub contracts: Vec<ContractView>,
    /// Those still there first.
    pub contacts: Vec<ContactView>,
    /// Rows of this customer per table that has any.
    pub tables: Vec<TableSize>,
    /// The customers before and after this one by name: ids.
    pub neighbours: (Option<String>, Option<String>),
}
