//! The score of every measure for every account at one date: variant, transform, missing values.

use crate::compiled::Compiled;
use crate::metric_table::MetricTable;
use crate::model::{Measure, Missing, Rule, Transform};
use crate::pattern::Patterns;
use crate::rule_holds::rule_holds;
use perennial_data::{Dataset, Day};

/// There is a value and it counts.
pub const PRESENT: u8 = 1;
/// The value is older than `warn_after`.
pub const STALE: u8 = 2;
/// There is no value, or the transform has no score for it.
pub const NO_VALUE: u8 = 4;
/// The value is older than `expire_after`.
pub const EXPIRED: u8 = 8;
/// The account is younger than `grace_days`.
pub const GRACE: u8 = 16;

/// Scores and states of all measures, a column each: what re-scoring with other weights needs.
#[derive(Clone, Debug)]
pub struct MeasureTable {
    as_of: Day,
    n_accounts: usize,
    pub(crate) columns: Vec<MeasureColumn>,
    /// Per account its variant; the default is the number after the last.
    pub(crate) variants: Vec<u8>,
    pub(crate) key_account: Vec<bool>,
    pub(crate) exists: Vec<bool>,
    /// Per account a bit per cap whose condition holds.
    pub(crate) caps: Vec<u32>,
    pub(crate) patterns: Patterns,
}

/// One measure for every account.
#[derive(Clone, Debug)]
pub struct MeasureColumn {
    pub(crate) scores: Vec<f64>,
    pub(crate) states: Vec<u8>,
    pub(crate) missing: Missing,
    /// Whether every account is [`PRESENT`].
    pub(crate) is_complete: bool,
}

impl MeasureColumn {
    /// 0 to 100 per account. NaN where it does not count; where a missing value counts as 50 or 0,
    /// that.
    #[must_use]
    pub fn scores(&self) -> &[f64] {
        &self.scores
    }

    /// Bits [`PRESENT`], [`STALE`], [`NO_VALUE`], [`EXPIRED`], [`GRACE`] per account.
    #[must_use]
    pub fn states(&self) -> &[u8] {
        &self.states
    }
}

impl MeasureTable {
    /// The date.
    #[must_use]
    pub fn as_of(&self) -> Day {
        self.as_of
    }

    /// Number of accounts.
    #[must_use]
    pub fn n_accounts(&self) -> usize {
        self.n_accounts
    }

    /// The measure at that position of the model.
    #[must_use]
    pub fn column(&self, position: usize) -> Option<&MeasureColumn> {
        self.columns.get(position)
    }

    /// Position of the account's variant in the model; `None` is the default.
    #[must_use]
    pub fn variant(&self, account: usize, compiled: &Compiled) -> Option<usize> {
        let variant = usize::from(*self.variants.get(account)?);
        (variant + 1 < compiled.n_variants()).then_some(variant)
    }
}

/// Scores every measure of every account.
#[must_use]
pub fn measure(compiled: &Compiled, data: &Dataset, metrics: &MetricTable) -> MeasureTable {
    let n = metrics.n_accounts();
    let default = u8::try_from(compiled.n_variants() - 1).unwrap_or(u8::MAX);
    let mut variants = vec![default; n];
    for (holds, variant) in metrics.variant_rules.iter().zip(0_u8..) {
        for (slot, &holds) in variants.iter_mut().zip(holds) {
            if holds && *slot == default {
                *slot = variant;
            }
        }
    }
    let model = compiled.model();
    let columns: Vec<MeasureColumn> = (0..model.measures.len())
        .map(|position| column(compiled, metrics, position, &variants))
        .collect();
    let mut caps = vec![0_u32; n];
    for (cap, bit) in model.caps.iter().zip(0_u32..) {
        let rules = Rule::All(cap.when.clone());
        let score = |id: &str| {
            let position = model.measures.iter().position(|m| m.id == id)?;
            columns.get(position).map(|column| column.scores.as_slice())
        };
        let holds = rule_holds(data, compiled, metrics, &rules, &score);
        for (bits, holds) in caps.iter_mut().zip(holds) {
            *bits |= u32::from(holds) << bit;
        }
    }
    MeasureTable {
        as_of: metrics.as_of(),
        n_accounts: n,
        patterns: Patterns::new(&variants, &metrics.key_account, &columns),
        columns,
        variants,
        key_account: metrics.key_account.clone(),
        exists: metrics.exists.clone(),
        caps,
    }
}

fn column(
    compiled: &Compiled,
    metrics: &MetricTable,
    position: usize,
    variants: &[u8],
) -> MeasureColumn {
    let n = metrics.n_accounts();
    let declared = &compiled.model().measures[position];
    let plan = &compiled.measures()[position];
    let found = metrics.column(plan.metric);
    let mut scores = match (found, plan.transforms.as_slice()) {
        (Some(column), [Transform::Linear(line)]) => {
            let values = column.values.iter();
            values.map(|&value| line.score(value)).collect()
        }
        _ => vec![f64::NAN; n],
    };
    match (found, plan.transforms.as_slice()) {
        (None, _) | (_, [Transform::Linear(_)]) => {}
        (Some(column), [transform]) => fill(metrics, column, transform, &mut scores, |_| true),
        (Some(column), several) => {
            for (variant, transform) in (0_u8..).zip(several) {
                fill(metrics, column, transform, &mut scores, |a| {
                    variants[a] == variant
                });
            }
        }
    }
    let state_of = |score: &f64| if score.is_nan() { NO_VALUE } else { PRESENT };
    let mut states: Vec<u8> = scores.iter().map(state_of).collect();
    let ages = declared.warn_after.is_some() || declared.expire_after.is_some();
    if ages || declared.grace_days > 0 {
        for (account, state) in states.iter_mut().enumerate() {
            if ages && *state == PRESENT {
                let dated = metrics.column(plan.metric).and_then(|c| c.dated(account));
                *state |= age_state(declared, dated, metrics.as_of());
            }
            if in_grace(declared, metrics, account) {
                *state |= GRACE;
            }
            if *state & (EXPIRED | GRACE) != 0 {
                *state &= !(PRESENT | STALE);
            }
        }
    }
    let all = states.iter().fold(PRESENT, |all, state| all & state);
    if all != PRESENT {
        let instead = missing_score(declared.missing);
        for (score, state) in scores.iter_mut().zip(&states) {
            *score = if state & PRESENT == 0 {
                instead
            } else {
                *score
            };
        }
    }
    MeasureColumn {
        is_complete: all == PRESENT,
        scores,
        states,
        missing: declared.missing,
    }
}

/// Scores the accounts that `mine` names.
fn fill(
    metrics: &MetricTable,
    column: &crate::metric_table::MetricColumn,
    transform: &Transform,
    scores: &mut [f64],
    mine: impl Fn(usize) -> bool,
) {
    match transform {
        Transform::Linear(line) => {
            for (account, (slot, &value)) in scores.iter_mut().zip(&column.values).enumerate() {
                if mine(account) {
                    *slot = line.score(value);
                }
            }
        }
        Transform::Categories(_) => {
            let of_word: Vec<f64> = (column.words.iter())
                .map(|word| transform.word(word).unwrap_or(f64::NAN))
                .collect();
            let mut words = vec![f64::NAN; scores.len()];
            for (position, score) in (0_u32..).zip(of_word) {
                for (slot, &value) in words.iter_mut().zip(&column.values) {
                    if value == f64::from(position) {
                        *slot = score;
                    }
                }
            }
            for (account, slot) in scores.iter_mut().enumerate() {
                if mine(account) {
                    *slot = words[account];
                }
            }
        }
        _ => {
            for (account, slot) in scores.iter_mut().enumerate() {
                if mine(account) {
                    let tenure = metrics.tenure_months(account);
                    *slot = transform.number(column.values[account], tenure);
                }
            }
        }
    }
}

fn age_state(measure: &Measure, dated: Option<Day>, as_of: Day) -> u8 {
    let Some(dated) = dated else { return 0 };
    let age = i64::from(as_of.number()) - i64::from(dated.number());
    let past = |limit: Option<u32>| limit.is_some_and(|limit| age > i64::from(limit));
    let stale = if past(measure.warn_after) { STALE } else { 0 };
    let expired = if past(measure.expire_after) {
        EXPIRED
    } else {
        0
    };
    stale | expired
}

fn in_grace(measure: &Measure, metrics: &MetricTable, account: usize) -> bool {
    let young = |age: i32| i64::from(age) < i64::from(measure.grace_days);
    measure.grace_days > 0 && metrics.age_days(account).is_some_and(young)
}

/// What a measure without a value scores.
pub(crate) fn missing_score(missing: Missing) -> f64 {
    match missing {
        Missing::Reweight | Missing::Block => f64::NAN,
        Missing::Neutral => 50.0,
        Missing::Zero => 0.0,
    }
}
