//! Rows of tables, and a metric down to its rows.

use super::catalogue::MetricInfo;
use super::customers::CellView;
use perennial_data::{Day, TableId};
use serde::{Deserialize, Serialize};

/// A window of rows of one table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowsView {
    /// The table.
    pub table: TableId,
    /// How many there are.
    pub total: u32,
    /// Position of the first one sent.
    pub offset: u32,
    /// Field names (headers of custom ones) that have any value.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<CellView>>,
}

/// A metric of one account down to its rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MetricView {
    /// What it is.
    pub metric: MetricInfo,
    /// Its value on the date.
    pub value: Option<f64>,
    /// Position of the source that gave it, in the metric's list.
    pub source: Option<u32>,
    /// First and last day of the window it looks at.
    pub window: Option<(Day, Day)>,
    /// The denominator's value, where it has one.
    pub per: Option<f64>,
    /// Date of the newest row.
    pub dated_on: Option<Day>,
    /// The rows, newest first.
    pub rows: RowsView,
    /// Other accounts for comparison: 0, 10, 25, 50, 75, 90 and 100 % of those with a value.
    pub quantiles: Vec<f64>,
}
