//! Which customers, in which order, from where to where. Serialisable, so that addresses can hold it.

use perennial_data::Day;
use serde::{Deserialize, Serialize};

/// A column of the Customers table.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ColumnRef {
    /// The account's name.
    Name,
    /// Health after caps and override, 0–100.
    Health,
    /// Health now minus health `since` (see [`CustomersQuery::since`]).
    Change,
    /// The band's rank: no data, red, yellow, green.
    Band,
    /// Share of the model's weight that real data backs, 0–1.
    Coverage,
    /// Score of the outcome factor.
    Outcome,
    /// Score of the experience factor.
    Experience,
    /// Annual recurring revenue.
    Arr,
    /// End of the contract in force that ends first.
    RenewalOn,
    /// A field of the accounts table, by its name; a custom field by its header.
    Field(String),
    /// A metric, by its id.
    Metric(String),
    /// The score of a measure of the model, by its id.
    Measure(String),
    /// What the customer's life says, by [`LifeColumn::code`]: a text on the wire, so that what knows
    /// nothing of life need not take it apart. [`crate::view::CustomersView::names`] has its words.
    Life(String),
}

/// A column of the customer's life (SPEC §5–§7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LifeColumn {
    /// The stage, in the order in which customers go through them.
    Stage,
    /// How long it has been in its stage, against earlier customers: the most urgent first.
    Pace,
    /// The value tier, the most valuable first.
    Tier,
    /// The service level, in the order in which they are tried.
    Level,
    /// Open alerts that stand in the Inbox.
    Alerts,
    /// Quintile of the newest purchase, 1 to 5.
    Recency,
    /// Quintile of the number of purchases, 1 to 5.
    Frequency,
    /// Quintile of the money spent, 1 to 5.
    Spent,
    /// Whether it is in the track of that id.
    Track(String),
    /// Whether the signal of that id has an open alert.
    Alert(String),
    /// Alerts closed with the root cause of that id; missing where none.
    Cause(String),
}

impl LifeColumn {
    /// Those that every model has.
    pub const USUAL: [Self; 8] = [
        Self::Stage,
        Self::Pace,
        Self::Tier,
        Self::Level,
        Self::Alerts,
        Self::Recency,
        Self::Frequency,
        Self::Spent,
    ];

    /// Its code, in addresses and files too.
    #[must_use]
    pub fn code(&self) -> String {
        let code = match self {
            Self::Stage => "stage",
            Self::Pace => "pace",
            Self::Tier => "tier",
            Self::Level => "level",
            Self::Alerts => "alerts",
            Self::Recency => "recency",
            Self::Frequency => "frequency",
            Self::Spent => "spent",
            Self::Track(id) => return format!("track.{id}"),
            Self::Alert(id) => return format!("alert.{id}"),
            Self::Cause(id) => return format!("cause.{id}"),
        };
        code.to_owned()
    }

    /// The column of that code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        match code.split_once('.') {
            Some(("track", id)) => Some(Self::Track(id.to_owned())),
            Some(("alert", id)) => Some(Self::Alert(id.to_owned())),
            Some(("cause", id)) => Some(Self::Cause(id.to_owned())),
            Some(_) => None,
            None => Self::USUAL.into_iter().find(|column| column.code() == code),
        }
    }

    /// The same among all columns.
    #[must_use]
    pub fn column(&self) -> ColumnRef {
        ColumnRef::Life(self.code())
    }
}

/// One condition on a customer; all conditions of a query must hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Filter {
    /// The text of the column is one of these; the empty text stands for missing. Bands go by
    /// [`crate::view::Band::code`].
    OneOf(ColumnRef, Vec<String>),
    /// The number of the column is at least `min` and below `max`, where given. Dates are day
    /// numbers since 1970-01-01.
    Between(ColumnRef, Option<f64>, Option<f64>),
    /// The column has no value.
    Missing(ColumnRef),
}

impl Filter {
    /// The column that the condition is about.
    #[must_use]
    pub fn column(&self) -> &ColumnRef {
        match self {
            Self::OneOf(column, _) | Self::Between(column, _, _) | Self::Missing(column) => column,
        }
    }
}

/// Order of the rows. Missing values come last either way; equal ones go by account id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    /// By which column.
    pub column: ColumnRef,
    /// Largest first.
    pub descending: bool,
}

/// Which of the matching rows to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// How many to leave out in front.
    pub offset: u32,
    /// How many to send at the most.
    pub len: u32,
}

/// What the Customers table shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CustomersQuery {
    /// The date of the evaluation.
    pub as_of: Day,
    /// The date that [`ColumnRef::Change`] compares with.
    pub since: Day,
    /// Which columns to send, in order.
    pub columns: Vec<ColumnRef>,
    /// Words that id, name, owner, industry, segment or region must hold, folded.
    pub search: String,
    /// Conditions; all must hold.
    pub filters: Vec<Filter>,
    /// The order; by name where none is given.
    pub sort: Option<Sort>,
    /// Which rows of the result.
    pub window: Window,
}
