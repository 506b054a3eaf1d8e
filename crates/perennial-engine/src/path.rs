//! The path to the next band: the smallest set of changes among measures marked controllable that lifts one account
//! into it (SPEC §4, path to green), each as the value that its metric would have to take.
//!
//! Sets are tried by size, each at the best its measures can score; of the smallest sets that reach the band, values
//! are then taken back as far as they can be, and the set that needs the fewest points of score in all is the path.
//! Every trial is a full evaluation (`hypothesis.rs`): variants, coverage, missing values, factors and caps follow.
//! Metrics are moved each by itself, also where one is worked out from another.

mod search;

use crate::compiled::Compiled;
use crate::hypothesis::Subject;
use crate::model::{BandId, Better, Unit};
use crate::run::Run;
use perennial_data::{AccountIdx, Bilingual, Dataset};
use search::{Search, levers, reached};
use serde::{Deserialize, Serialize};

/// The way into a better band.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BandPath {
    /// The band now; `None` is grey.
    pub from: Option<BandId>,
    /// The band that is reached.
    pub to: BandId,
    /// Where that band begins, 0 to 100.
    pub threshold: f64,
    /// The final value now.
    pub before: Option<f64>,
    /// The final value afterwards.
    pub after: f64,
    /// Share of weight backed by data now, 0 to 1.
    pub coverage_before: f64,
    /// The same afterwards.
    pub coverage_after: f64,
    /// What has to change, all of it, what brings most first.
    pub steps: Vec<PathStep>,
    /// Whether no smaller set would do; `false` only where there are too many measures to try all sets.
    pub is_smallest: bool,
}

/// One measure that has to change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PathStep {
    /// The measure's id.
    pub measure: String,
    /// Its name.
    pub title: Bilingual,
    /// The metric's id.
    pub metric: String,
    /// What its value counts in.
    pub unit: Unit,
    /// Which direction is good news.
    pub better: Better,
    /// The value now; `None` where it is missing, so that the first thing is to get one.
    pub value_before: Option<Needed>,
    /// The value that is needed: this or a better one.
    pub value_needed: Needed,
    /// The score now; `None` where the measure does not count.
    pub score_before: Option<f64>,
    /// The score at the value needed.
    pub score_after: f64,
    /// Effective weight afterwards, 0 to 1.
    pub weight: f64,
}

/// A value of a metric.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Needed {
    /// A number in the metric's unit.
    Number(f64),
    /// A word.
    Word(String),
}

/// Why there is no path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// It is in the best band, or in the one asked for.
    Reached,
    /// A person has set the value.
    Overridden,
    /// No measure that counts for the account is marked controllable and can be better.
    NothingControllable,
    /// However good, coverage stays at this share, which is too little for a colour.
    Coverage(f64),
    /// These caps, by id, hold whatever the controllable measures are.
    Capped(Vec<String>),
    /// At best the value is this.
    OutOfReach(f64),
    /// A missing measure that nobody can move keeps the account from a value.
    NoHealth,
}

/// The path of an account into the next band, or into `target`; `None` where there is no such account on the date.
/// An account without a colour has the band of its number as the next one.
#[must_use]
pub fn path_to_band(
    data: &Dataset,
    compiled: &Compiled,
    run: &Run,
    account: AccountIdx,
    target: Option<BandId>,
) -> Option<Result<BandPath, Obstacle>> {
    let account = account as usize;
    let health = run.evaluation.account(account).filter(|h| h.exists)?;
    let subject = Subject::new(data, compiled, run, account)?;
    Some(if health.overridden.is_some() {
        Err(Obstacle::Overridden)
    } else {
        search(&subject, target)
    })
}

fn search(subject: &Subject<'_>, target: Option<BandId>) -> Result<BandPath, Obstacle> {
    let now = subject.evaluate(&[Vec::new()]);
    let bands = subject
        .compiled
        .bands(subject.variant())
        .unwrap_or_default();
    let next = match now.bands.first().copied().flatten() {
        Some(band) => bands.iter().map(|band| band.id).find(|id| *id > band),
        None => now.values.first().and_then(|&value| {
            let of_value = subject.compiled.band(subject.variant(), value);
            of_value.or(bands.first().map(|band| band.id))
        }),
    };
    let target = target.or(next).ok_or(Obstacle::Reached)?;
    if reached(&now, 0, target) {
        return Err(Obstacle::Reached);
    }
    let levers = levers(subject);
    if levers.is_empty() {
        return Err(Obstacle::NothingControllable);
    }
    let search = Search {
        subject,
        levers,
        target,
    };
    let (choices, is_smallest) = search.smallest();
    let Some(choice) = search.cheapest(choices) else {
        return Err(search.obstacle());
    };
    Ok(search.path(&now, &choice, is_smallest))
}
