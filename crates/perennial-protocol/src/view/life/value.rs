//! The Value map (SPEC §5).

use crate::view::explanation::Band;
use perennial_data::{Bilingual, Day};
use serde::{Deserialize, Serialize};

/// One customer on the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ValuePoint {
    /// The account's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its owner; empty where nobody.
    pub owner: String,
    /// Current value, 0–100.
    pub current: f64,
    /// Potential value, 0–100.
    pub potential: f64,
    /// V.
    pub value: f64,
    /// Position in [`ValueMapView::tiers`].
    pub tier: u32,
    /// Position in [`ValueMapView::levels`].
    pub level: Option<u32>,
    /// RFM score: recency, frequency, money (1 to 5 each); `None` where it has not bought.
    pub rfm: Option<[u8; 3]>,
    /// Annual recurring revenue.
    pub arr: Option<f64>,
    /// Its band.
    pub band: Band,
}

/// One tier of the portfolio.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TierTotals {
    /// Its id: strategic, growth, profit, base.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// What it means.
    pub definition: Bilingual,
    /// Customers.
    pub n: u32,
    /// Their annual recurring revenue.
    pub arr: f64,
    /// Customers per band: no data, red, yellow, green.
    pub by_band: [u32; 4],
    /// Customers without an owner.
    pub n_without_owner: u32,
    /// Whether such customers need one (strategic and growth).
    pub owner_required: bool,
}

/// A service level and how many customers have it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ServiceLevelView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// Hours to the first answer.
    pub first_response_hours: u32,
    /// Hours to the solution.
    pub resolution_hours: u32,
    /// Days in which an escalation is answered.
    pub escalation_days: u32,
    /// A touchpoint at least every so many days.
    pub touch_days: Option<u32>,
    /// Whether every customer has an owner by name.
    pub owner_required: bool,
    /// Customers.
    pub n: u32,
    /// Tickets of the last 90 days by how the promise of an answer stands: kept, broken, running.
    pub answers: [u32; 3],
    /// The same of the promise of a solution.
    pub solutions: [u32; 3],
}

/// The value map on one date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ValueMapView {
    /// The revision it was made from.
    pub revision: u64,
    /// The date.
    pub as_of: Day,
    /// Where low ends and high begins on the current value.
    pub cut_current: f64,
    /// The same on the potential value.
    pub cut_potential: f64,
    /// Whether the cuts are the portfolio's medians.
    pub cut_is_median: bool,
    /// Weight of the current value in V.
    pub weight_current: f64,
    /// Weight of the potential value in V.
    pub weight_potential: f64,
    /// The four tiers, the most valuable first.
    pub tiers: Vec<TierTotals>,
    /// Customers that have no tier, as an axis is missing.
    pub n_untiered: u32,
    /// The customers on the map, the most valuable first; at most 3,000.
    pub points: Vec<ValuePoint>,
    /// Customers with a tier in all.
    pub n_points: u32,
    /// Service levels, in the order in which they are tried.
    pub levels: Vec<ServiceLevelView>,
    /// Customers per RFM score: recency, frequency, money (1 to 5 each), and how many.
    pub rfm: Vec<([u8; 3], u32)>,
    /// The last month-end at which any tier changed, else the first date of the history.
    pub tiered_on: Option<Day>,
    /// The currency, where all have one and the same.
    pub currency: Option<String>,
}
