//! Figures over many customers, with the rows behind each: what became of onboarding, renewals,
//! escalations; effort beside return; signals that nothing follows (SPEC §6, [2.18, 4.08–4.15]).

use perennial_data::{Bilingual, Day};
use serde::{Deserialize, Serialize};

/// What is worked out over many customers and shown on the Lifecycle screen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FiguresView {
    /// Figures that cards name by their position.
    pub figures: Vec<FigureView>,
    /// Effort beside return: by tier, by stage, by owner.
    pub effort: [Vec<EffortView>; 3],
    /// The first day of the effort counted.
    pub effort_from: Option<Day>,
    /// Signals that no play follows.
    pub silent: Vec<SilentView>,
    /// Signals of risk and opportunity in all.
    pub n_signals: u32,
}

/// A figure of a stage or track.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureView {
    /// What it is, as in the model document: `onboarding_on_time`, …
    pub code: String,
    /// The figure; `None` where there is nothing to work it out from.
    pub value: Option<f64>,
    /// Unit code of the figure, as in the catalogue.
    pub unit: String,
    /// Rows that count for it; for a change those of the time before.
    pub part: u32,
    /// Days looked back on; `None`: what is so on the date.
    pub days: Option<u32>,
    /// The rows behind it, those first that are against it, then the newest; at most 100.
    pub rows: Vec<FigureRow>,
    /// Rows in all.
    pub n_rows: u32,
}

/// A row behind a figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureRow {
    /// The account's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it happened: onboarding began, a contract ended, a ticket was opened, an alert was raised,
    /// somebody was last in touch.
    pub on: Option<Day>,
    /// What became of it: `on-time`, `late`, `lost`, `open`, `waiting`, `used`, `unused`, `not-yet`,
    /// `solved`, `with-feedback`, `without-feedback`, `followed`, `without-task`, `touched`,
    /// `untouched`, `counted`.
    pub state: String,
    /// Days that it took, tickets, satisfaction; by the figure.
    pub value: Option<f64>,
}

/// Effort and return of a group of customers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EffortView {
    /// The tier's or the stage's id, the owner's name; empty: none.
    pub id: String,
    /// Its name; empty: none.
    pub title: Bilingual,
    /// Customers.
    pub n: u32,
    /// Touchpoints.
    pub touches: u32,
    /// Minutes of those that say how long they took.
    pub minutes: u32,
    /// Tasks done.
    pub tasks: u32,
    /// Annual recurring revenue.
    pub arr: f64,
    /// The share of all touchpoints and tasks, 0 to 1.
    pub effort_share: Option<f64>,
    /// The share of all revenue, 0 to 1.
    pub arr_share: Option<f64>,
    /// The share of revenue over the share of effort: above 1 it gets less care than it pays for.
    /// `None` where it gets none.
    pub ratio: Option<f64>,
}

/// A signal that no play follows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SilentView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// When it fires.
    pub definition: Bilingual,
    /// Its open alerts.
    pub n_open: u32,
}
