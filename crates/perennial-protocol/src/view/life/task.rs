//! Tasks: of plays, of cadences and the user's own (SPEC §8).

use super::alert::Severity;
use crate::view::explanation::Band;
use perennial_data::{Bilingual, Day};
use serde::{Deserialize, Serialize};

/// Roles of the team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs)] // the variants are SPEC §8's list
pub enum Role {
    Csm,
    Implementation,
    Sales,
    Support,
    Product,
    Executive,
}

/// Where a task comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TaskSource {
    /// A play of the stage of this name.
    Stage(Bilingual),
    /// A play of the track of this name.
    Track(Bilingual),
    /// A play of the signal of this name.
    Signal(Bilingual, Severity),
    /// A cadence of this name.
    Cadence(Bilingual),
    /// The user's own.
    Own,
    /// A special date of the customer: its day.
    Date(Day),
}

/// Where a task stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TaskState {
    /// To do.
    Open,
    /// Done.
    Done {
        /// When.
        on: Day,
        /// What shows it.
        evidence: String,
    },
    /// Will not be done.
    Skipped {
        /// When that was decided.
        on: Day,
        /// Why.
        reason: String,
    },
}

/// What may be said to the customer, filled with the customer's facts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MessageView {
    /// For which channel; empty: any.
    pub channel: String,
    /// For which kind of content; empty: any.
    pub content: String,
    /// Whether a contact of this customer prefers it.
    pub preferred: bool,
    /// What is said.
    pub text: Bilingual,
}

/// One task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskView {
    /// What actions name it by.
    pub key: String,
    /// The account's id.
    pub account: String,
    /// The account's name.
    pub name: String,
    /// Annual recurring revenue at stake.
    pub arr: Option<f64>,
    /// The account's band.
    pub band: Band,
    /// Where it comes from.
    pub source: TaskSource,
    /// The id of the stage, track, signal or cadence that it comes from; empty for the user's own.
    pub trigger: String,
    /// The play's name; the cadence's; `None` for the user's own.
    pub play: Option<Bilingual>,
    /// What is to be done. The user's own words stand in both languages.
    pub title: Bilingual,
    /// How.
    pub detail: Option<Bilingual>,
    /// Whose role it is.
    pub role: Option<Role>,
    /// Whose it is by name; empty where nobody.
    pub owner: String,
    /// When it is due, a working day unless the user chose it.
    pub due: Day,
    /// Whether the play is complete without it.
    pub optional: bool,
    /// Whether a tool does it.
    pub automated: bool,
    /// What shows that it was done.
    pub evidence: Option<Bilingual>,
    /// What may be said.
    pub messages: Vec<MessageView>,
    /// Where it stands.
    pub state: TaskState,
    /// How many days the plan was moved.
    pub shifted_days: i32,
}
