//! How much of a result hangs on the exact numbers of the document in hand (SPEC §11, §12).

use super::explanation::Band;
use perennial_data::Bilingual;
use serde::{Deserialize, Serialize};

/// Customers that are named in a list.
pub const MEMBERS: usize = 100;

/// A customer, as it is under the document in hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MemberView {
    /// The account's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Annual recurring revenue.
    pub arr: Option<f64>,
    /// Health and band.
    pub health: (Option<f64>, Band),
}

/// Customers that a number counts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MembersView {
    /// How many.
    pub n: u32,
    /// The first [`MEMBERS`] of them, the most money first.
    pub members: Vec<MemberView>,
}

/// What noise on the weights does: each drawn within a share of itself, many times.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoiseView {
    /// How many times weights were drawn.
    pub trials: u32,
    /// Within which share of themselves: 0.1 is ±10 %.
    pub amount: f64,
    /// Customers that exist.
    pub accounts: u32,
    /// Share of them in another band than without noise, 0–1: in the mean, and in the worst draw.
    pub moved: (f64, f64),
    /// Rank correlation of healths with and without noise, in the mean and in the worst draw; `None` where all are
    /// alike.
    pub ranks: Option<(f64, f64)>,
    /// Of the tenth with the lowest health, the share that stays in it, in the mean.
    pub worst_tenth_kept: f64,
    /// Customers that are in another band in some draw.
    pub n_unsteady: u32,
    /// The most unsteady of them, each with the share of the draws in which it is in another band.
    pub unsteady: Vec<(MemberView, f64)>,
}

/// Which number of the model a threshold is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ThresholdView {
    /// Where this band begins.
    Cut(Band),
    /// The limit of the cap of this id and title.
    Cap(String, Bilingual),
    /// A number of the curve of the measure of this id and title.
    Curve(String, Bilingual, CurvePlace),
}

/// A number of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CurvePlace {
    /// The value that scores 0.
    Worst,
    /// The value that scores 100.
    Best,
    /// The target.
    Target,
    /// The days after which half is left.
    HalfLife,
    /// The end of the step at this position, and the beginning of the next.
    Step(u32),
}

/// One threshold moved a little, everything else as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BarView {
    /// Which.
    pub threshold: ThresholdView,
    /// Its unit's code; `score` for cuts and caps.
    pub unit: String,
    /// Its value.
    pub value: f64,
    /// Under a lower and under a higher value.
    pub sides: [SideView; 2],
}

/// What the portfolio is under another value of a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SideView {
    /// The value.
    pub value: f64,
    /// Customers in another band.
    pub moved: u32,
    /// Mean health; `None` without any.
    pub mean: Option<f64>,
}

/// The customers whose band hangs on one measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DecisiveView {
    /// The measure's id.
    pub measure: String,
    /// Its title.
    pub title: Bilingual,
    /// In another band without it; `None` where the model has no weight without it.
    pub without: Option<MembersView>,
    /// In another band if it scored [`DecisiveView::POINTS`] more.
    pub more: MembersView,
    /// The same with less.
    pub less: MembersView,
    /// Healthy ones of which it says that they are at risk.
    pub red_in_green: MembersView,
    /// Ones at risk of which it says that they are healthy.
    pub green_in_red: MembersView,
}

impl DecisiveView {
    /// Points of score by which a measure is moved.
    pub const POINTS: f64 = 10.0;
}
