//! Alerts: one per account and signal (SPEC §7).

use crate::view::explanation::Band;
use perennial_data::{Bilingual, Day};
use serde::{Deserialize, Serialize};

/// What a signal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs)] // the variants are SPEC §7's list
pub enum SignalFamily {
    Behaviour,
    Money,
    Feedback,
    Relationship,
    Data,
}

/// Good news or bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Direction {
    /// The customer may leave.
    Risk,
    /// More can be done together.
    Opportunity,
    /// A moment to send something useful.
    Nurture,
}

/// How much it matters, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// To know.
    Info,
    /// To look at this week.
    Warning,
    /// To act on now.
    Critical,
}

/// Where an alert stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AlertState {
    /// Nobody has taken it up.
    New,
    /// Somebody takes care of it.
    Active,
    /// It rests.
    Snoozed {
        /// The last day of rest, included.
        until: Day,
        /// Why.
        reason: String,
    },
    /// It is over.
    Closed {
        /// When.
        on: Day,
        /// The root cause: of the model's list in both languages, else in the user's own words.
        cause: Bilingual,
        /// What the customer said.
        feedback: String,
    },
    /// Its condition cleared before anybody took it up.
    Passed,
}

/// A value that made a rule hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactView {
    /// The metric's id; empty for what is no metric.
    pub metric: String,
    /// Its name, or the rule in words.
    pub title: Bilingual,
    /// The value; `None` where missing or not a number.
    pub value: Option<f64>,
    /// The metric's unit code, as in the catalogue; empty for what is no metric.
    pub unit: String,
}

/// One alert.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AlertView {
    /// The account's id.
    pub account: String,
    /// The account's name.
    pub name: String,
    /// Who takes care of it, else the account's owner; empty where nobody.
    pub owner: String,
    /// Annual recurring revenue at stake.
    pub arr: Option<f64>,
    /// The account's band.
    pub band: Band,
    /// The signal's id.
    pub signal: String,
    /// The signal's name.
    pub title: Bilingual,
    /// When it holds, in words.
    pub definition: Bilingual,
    /// What it is about.
    pub family: SignalFamily,
    /// Good news or bad.
    pub direction: Direction,
    /// How much it matters for this account.
    pub severity: Severity,
    /// Where it stands.
    pub state: AlertState,
    /// The first day of the first occurrence since it opened.
    pub first_seen: Day,
    /// The last day on which its condition held.
    pub last_seen: Day,
    /// How often the condition came up while it was open.
    pub occurrences: u32,
    /// Whether the condition holds on the date.
    pub holds: bool,
    /// When the first open task of its play is due.
    pub due: Option<Day>,
    /// The play that follows it for this account.
    pub play: Option<Bilingual>,
    /// Whether its play has a task at all: an alert without one is followed by nothing.
    pub has_task: bool,
    /// The values behind it on the date.
    pub facts: Vec<FactView>,
    /// Root causes to choose from when closing.
    pub causes: Vec<Bilingual>,
}
