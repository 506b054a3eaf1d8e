//! Why a stage, a track or a signal: which rules held, with what was found, since when, and what would
//! end it. Plain data, complete enough to be put in words without asking again.

mod reader;

pub use reader::Reader;

use crate::contract::ContractFact;
use crate::settle::Lasting;
use crate::stay::{Progress, Stay};
use perennial_data::Day;
use perennial_engine::Found;
use perennial_model::BandId;
use perennial_model::life::{LifeRule, TierId};

/// A rule and what was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Whether it holds.
    pub holds: bool,
    /// What it is.
    pub rule: Read,
}

/// What a reading is of.
#[derive(Clone, Debug, PartialEq)]
pub enum Read {
    /// All of them are asked for.
    All(Vec<Reading>),
    /// One of them is.
    Any(Vec<Reading>),
    /// It must not hold.
    Not(Box<Reading>),
    /// A rule by itself, and what was found.
    One(LifeRule, Seen),
}

/// What a rule looks at, as it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// A field, a metric, the score of a measure, or health.
    Value(Found),
    /// The band; `None` is grey.
    Band(Option<BandId>),
    /// The bands on the date and at the month-ends before it, the newest first.
    Bands(Vec<Option<BandId>>),
    /// The contract; `None` without one.
    Contract(Option<ContractFact>),
    /// The tier.
    Tier(Option<TierId>),
    /// Positions in the model of the signals asked for that hold.
    Signals(Vec<usize>),
}

/// An exit criterion and whether it is met.
#[derive(Clone, Debug, PartialEq)]
pub struct CriterionReading {
    /// Whether it is met; `None` where people judge.
    pub met: Option<bool>,
    /// Its rules.
    pub rules: Vec<Reading>,
}

/// A stage that comes before in the set's order of rules and did not hold: it would take over.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// Its position in the set.
    pub stage: usize,
    /// Its rules.
    pub rules: Vec<Reading>,
    /// Its exit criteria, where these ended it; else empty.
    pub exit: Vec<CriterionReading>,
}

/// A stage set by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByHand {
    /// By whom.
    pub author: String,
    /// Why.
    pub reason: String,
    /// Since when.
    pub set_on: Day,
    /// Its last day, included.
    pub expires_on: Day,
}

/// Why an account is in its stage.
#[derive(Clone, Debug, PartialEq)]
pub struct StageWhy {
    /// Position of the stage in the set in use; `None`: in none, as no rule held.
    pub stage: Option<usize>,
    /// Position of the stage that the rules give; another one than `stage` if that was set by hand.
    pub by_rules: Option<usize>,
    /// The stage was set by hand; it ends after its last day.
    pub by_hand: Option<ByHand>,
    /// Since when, as far as the timeline reaches.
    pub stay: Option<Stay>,
    /// How the stay goes.
    pub progress: Option<Progress>,
    /// What that is compared with: median and 90th percentile of earlier stays, in days.
    pub usual_days: Option<(i32, i32)>,
    /// The rules of the stage that the rules give. It ends when one no longer holds, or
    /// `clear_days` later.
    pub rules: Vec<Reading>,
    /// For how many days in a row they must not hold before it ends; 0: it ends at once.
    pub clear_days: u32,
    /// That they no longer hold, and when it ends for that.
    pub lasting: Option<Lasting>,
    /// Its exit criteria.
    pub exit: Vec<CriterionReading>,
    /// Whether it ends once all of these are met.
    pub ends_on_exit: bool,
    /// The stages that come before it. It ends when one of them holds.
    pub tried: Vec<Tried>,
}

/// Why a signal or track holds for an account or does not.
#[derive(Clone, Debug, PartialEq)]
pub struct SignalWhy {
    /// Whether it holds.
    pub holds: bool,
    /// Position of the variant that the account falls under; `None` is the signal itself.
    pub variant: Option<usize>,
    /// Whether that variant turns the signal off.
    pub off: bool,
    /// Its rules. It ends when one no longer holds.
    pub rules: Vec<Reading>,
    /// Positions of the signals that silence it and hold.
    pub silenced_by: Vec<usize>,
    /// Since when it holds, as far as the timeline reaches.
    pub since: Option<Day>,
}
