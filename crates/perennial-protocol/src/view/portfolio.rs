//! The Portfolio screen.

use super::customers::HealthView;
use super::explanation::{Band, PartView};
use perennial_data::Day;
use serde::{Deserialize, Serialize};

/// Customers and money of one band.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BandTotals {
    /// The band.
    pub band: Band,
    /// Customers.
    pub n: u32,
    /// Their annual recurring revenue.
    pub arr: f64,
    /// Customers on the earlier date.
    pub n_before: u32,
}

/// A customer who moved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MoverView {
    /// The account's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Health then.
    pub before: HealthView,
    /// Health now.
    pub now: HealthView,
    /// Annual recurring revenue.
    pub arr: Option<f64>,
    /// The largest parts of the change, at most three.
    pub reasons: Vec<PartView>,
}

/// What comes up for renewal in one month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RenewalMonth {
    /// First day of the month.
    pub month: Day,
    /// Contracts per band of their customer: no data, red, yellow, green.
    pub n: [u32; 4],
    /// Amount due per band.
    pub amount: [f64; 4],
}

/// One owner's customers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnerView {
    /// The owner; empty for customers without one.
    pub owner: String,
    /// Customers per band: no data, red, yellow, green.
    pub n: [u32; 4],
    /// Annual recurring revenue.
    pub arr: f64,
}

/// The portfolio on one date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PortfolioView {
    /// The revision it was made from.
    pub revision: u64,
    /// The date.
    pub as_of: Day,
    /// The date compared with.
    pub since: Day,
    /// Customers that exist on the date.
    pub n_existing: u32,
    /// No data, red, yellow, green.
    pub bands: Vec<BandTotals>,
    /// Healthy / all, SPEC §10; `None` without customers.
    pub health_rate: Option<f64>,
    /// Healthy / scored: the other reading.
    pub health_rate_scored: Option<f64>,
    /// The same rate on the earlier date.
    pub health_rate_before: Option<f64>,
    /// Annual recurring revenue of all.
    pub arr: f64,
    /// Monthly recurring revenue of contracts in force.
    pub mrr: f64,
    /// The currency, where all have one and the same; amounts are added as they are.
    pub currency: Option<String>,
    /// Other currencies that were added in.
    pub mixed_currencies: bool,
    /// Customers per health of 5 points: [0, 5), …, [95, 100].
    pub distribution: Vec<u32>,
    /// Where bands begin.
    pub edges: Vec<f64>,
    /// Largest falls first, at most 10.
    pub fallers: Vec<MoverView>,
    /// Largest rises first, at most 10.
    pub risers: Vec<MoverView>,
    /// Customers that changed their band.
    pub n_crossed: u32,
    /// This month and the next five.
    pub renewals: Vec<RenewalMonth>,
    /// By number of customers, at most 20.
    pub owners: Vec<OwnerView>,
    /// Mean coverage of the customers, 0–1.
    pub coverage: Option<f64>,
    /// Per measure of the model: id, titles and the share of customers with real data.
    pub measure_coverage: Vec<(String, perennial_data::Bilingual, f64)>,
    /// Health rate at the last 12 month-ends and the date.
    pub trend: Vec<(Day, Option<f64>)>,
}

/// Health of all customers on one date in four numbers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TotalsView {
    /// The date.
    pub as_of: Day,
    /// Customers per band: no data, red, yellow, green.
    pub by_band: [u32; 4],
    /// Customers with a health.
    pub n_scored: u32,
    /// Sum of their health, in order of their ids.
    pub sum: f64,
}
