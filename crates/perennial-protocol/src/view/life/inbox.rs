//! The Inbox: what to do today, by due date and money at stake.

use super::alert::AlertView;
use super::task::TaskView;
use crate::query::Window;
use perennial_data::Day;
use serde::{Deserialize, Serialize};

/// Whose inbox, and which part of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InboxQuery {
    /// The date.
    pub as_of: Day,
    /// Only this owner's; empty text: nobody's; `None`: everybody's.
    pub owner: Option<String>,
    /// Also what rests.
    pub snoozed: bool,
    /// Only alerts, or only tasks; `None`: both.
    pub only: Option<ItemKind>,
    /// Tasks due later than so many days after the date are left out.
    pub horizon_days: u32,
    /// Which items.
    pub window: Window,
}

/// What an item of the Inbox is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ItemKind {
    /// Something to notice.
    Alert,
    /// Something to do.
    Task,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(clippy::large_enum_variant)] // lists are short
pub enum InboxItem {
    /// Something to notice.
    Alert(AlertView),
    /// Something to do.
    Task(TaskView),
}

/// What there is to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InboxView {
    /// The revision it was made from.
    pub revision: u64,
    /// The date.
    pub as_of: Day,
    /// The items of the window: what is overdue, then by due date (those without one last); what is
    /// overdue together, and what is due on one day, by money at stake, then account.
    pub items: Vec<InboxItem>,
    /// Position of the first item sent.
    pub offset: u32,
    /// How many match.
    pub n_items: u32,
    /// Those past their due date.
    pub n_overdue: u32,
    /// Those due on the date.
    pub n_today: u32,
    /// Those due after the date, until the Sunday of its week.
    pub n_week: u32,
    /// Alerts that rest.
    pub n_snoozed: u32,
    /// Whose inbox holds how much, of everybody's.
    pub owners: Vec<OwnerItems>,
    /// The currency, where all have one and the same.
    pub currency: Option<String>,
    /// The share of customers that moved one way between the last two imports, where it is so large
    /// that alerts about movement are held back (SPEC §7); negative: down.
    pub flood: Option<f64>,
}

/// How much one owner's inbox holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnerItems {
    /// The owner; empty text: nobody.
    pub owner: String,
    /// Alerts and tasks.
    pub n: u32,
    /// Of these the alerts, by severity, the gravest first: critical, warning, info.
    pub alerts: [u32; 3],
    /// Annual recurring revenue of the customers that the alerts are about, each counted once.
    pub arr: f64,
}
