//! Root causes over time: what closed alerts were found to come from, and whether a change of how the
//! team works has changed anything ([0.12], [1.29], [1.32]).

use crate::alert::{Alert, AlertState, Closing};
use crate::work::ProcessChange;
use perennial_data::{Day, sort_by};
use std::collections::BTreeMap;

/// One cause and its share of all closed alerts.
#[derive(Clone, Debug, PartialEq)]
pub struct CauseCount {
    /// Id of the cause, or one's own words.
    pub cause: String,
    /// How many alerts it closed.
    pub n: u32,
    /// Its share of all, 0 to 1.
    pub share: f64,
    /// The share of it and all causes before it.
    pub cumulative: f64,
}

/// The closings of alerts, of earlier rounds too, in no particular order.
pub fn closings(alerts: &[Alert]) -> impl Iterator<Item = &Closing> {
    alerts.iter().flat_map(|alert| {
        let newest = match &alert.state {
            AlertState::Closed(closing) => Some(closing),
            AlertState::New
            | AlertState::Active
            | AlertState::Snoozed { .. }
            | AlertState::Passed { .. } => None,
        };
        alert.earlier_closings.iter().chain(newest)
    })
}

/// Causes of the alerts closed from one day to another, both included, the most frequent first; of as
/// many the first by id.
#[must_use]
pub fn pareto(alerts: &[Alert], from: Day, to: Day) -> Vec<CauseCount> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    let within = closings(alerts).filter(|closing| (from..=to).contains(&closing.on));
    for closing in within {
        *counts.entry(closing.cause()).or_default() += 1;
    }
    let all: u32 = counts.values().sum();
    let mut counts: Vec<(&str, u32)> = counts.into_iter().collect();
    sort_by(&mut counts, |a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut sum = 0;
    counts
        .into_iter()
        .map(|(cause, n)| {
            sum += n;
            CauseCount {
                cause: cause.to_owned(),
                n,
                share: f64::from(n) / f64::from(all),
                cumulative: f64::from(sum) / f64::from(all),
            }
        })
        .collect()
}

/// Closed alerts of one stretch of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Handled {
    /// How many were closed.
    pub n: usize,
    /// Median of the days from the first to the last day of an alert; `None` without any.
    pub median_days: Option<f64>,
    /// How many came per 30 days.
    pub per_30_days: f64,
}

/// What was so before a change of how the team works and what is so since; as many days on both
/// sides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BeforeAfter {
    /// Days on each side.
    pub days: u32,
    /// The days before the change.
    pub before: Handled,
    /// The days from the change on.
    pub after: Handled,
}

/// The longest stretch that is compared, in days.
const COMPARED_DAYS_MAX: i32 = 180;

/// Compares the alerts closed since a change with those closed in as many days before it, at most 180;
/// only those of its cause where it names one. `None` before its first day.
#[must_use]
pub fn before_after(alerts: &[Alert], change: &ProcessChange, as_of: Day) -> Option<BeforeAfter> {
    let days = as_of.days_since(change.from).saturating_add(1);
    let days = days.min(COMPARED_DAYS_MAX);
    if days < 1 {
        return None;
    }
    let ours = |closing: &&Closing| change.cause.is_empty() || closing.cause() == change.cause;
    let handled = |from: Day| {
        let to = from.plus_days(days - 1);
        let closed = closings(alerts)
            .filter(ours)
            .filter(|closing| (from..=to).contains(&closing.on));
        let taken = closed.map(|closing| f64::from(closing.on.days_since(closing.first_seen)));
        let mut taken: Vec<f64> = taken.collect();
        sort_by(&mut taken, f64::total_cmp);
        #[allow(clippy::cast_precision_loss)] // counts of alerts
        let n = taken.len() as f64;
        Handled {
            n: taken.len(),
            median_days: median(&taken),
            per_30_days: n * 30.0 / f64::from(days),
        }
    };
    Some(BeforeAfter {
        days: days.unsigned_abs(),
        before: handled(change.from.plus_days(-days)),
        after: handled(change.from),
    })
}

/// The middle of ascending values; of an even number the mean of the two.
fn median(ascending: &[f64]) -> Option<f64> {
    let n = ascending.len();
    let high = ascending.get(n / 2)?;
    let low = ascending.get((n - 1) / 2)?;
    Some(f64::midpoint(*low, *high))
}
