//! Stages and alerts of all customers over time (SPEC §6, §7).

use super::alert::Direction;
use perennial_data::{Bilingual, Day};
use serde::{Deserialize, Serialize};

/// A signal that is counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CountedSignal {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// What it speaks for.
    pub direction: Direction,
}

/// The counts of one date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageCounts {
    /// The date.
    pub on: Day,
    /// Customers by stage, in the order of [`StageHistoryView::stages`].
    pub stages: Vec<u32>,
    /// Customers in no stage.
    pub without: u32,
    /// Customers with an open alert that stands in the Inbox.
    pub with_alert: u32,
    /// Customers with an open alert of each signal, in the order of [`StageHistoryView::signals`].
    pub alerts: Vec<u32>,
}

/// Stages and alerts of all customers on several dates.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StageHistoryView {
    /// The counts, by date, rising. First, so that who counts need not know what follows.
    pub dates: Vec<StageCounts>,
    /// Ids and names of the stages in use, in the order in which customers go through them.
    pub stages: Vec<(String, Bilingual)>,
    /// The signals whose alerts stand in the Inbox.
    pub signals: Vec<CountedSignal>,
}
