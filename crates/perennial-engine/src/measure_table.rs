//! The score of every measure for every account at one date: variant, transform, missing values.

use crate::compiled::Compiled;
use crate::metric_column::MetricColumn;
use crate::metric_table::MetricTable;
use crate::model::{Measure, Missing, Rule, Transform};
use crate::pattern::Patterns;
use crate::prim::Dates;
use crate::rule_holds::rule_holds;
use crate::value::Months;
use perennial_data::{Dataset, Day};
use std::sync::Arc;

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
    pub(crate) columns: Vec<Arc<MeasureColumn>>,
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
    /// Whether no account is, as the data say nothing.
    pub(crate) is_empty: bool,
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
        self.columns.get(position).map(Arc::as_ref)
    }

    /// What one account would score under many suppositions, a place each: whether it exists and is a key account,
    /// its variant, columns and caps under each.
    pub(crate) fn of_hypotheses(
        as_of: Day,
        (exists, key_account): (Vec<bool>, Vec<bool>),
        variants: Vec<u8>,
        columns: Vec<MeasureColumn>,
        caps: Vec<u32>,
    ) -> Self {
        let columns: Vec<Arc<MeasureColumn>> = columns.into_iter().map(Arc::new).collect();
        Self {
            as_of,
            n_accounts: variants.len(),
            patterns: Patterns::new(&variants, &key_account, &columns),
            columns,
            variants,
            key_account,
            exists,
            caps,
        }
    }

    /// Scores one measure again by the transforms of `compiled`, which scores the same accounts and no others, and the
    /// caps that ask for it.
    pub(crate) fn remeasure(
        &mut self,
        compiled: &Compiled,
        data: &Dataset,
        metrics: &MetricTable,
        position: usize,
    ) {
        self.columns[position] = Arc::new(column(compiled, metrics, position, &self.variants));
        self.refresh_caps(compiled, data, metrics, position);
    }

    /// Asks the caps that ask for a measure's score again.
    pub(crate) fn refresh_caps(
        &mut self,
        compiled: &Compiled,
        data: &Dataset,
        metrics: &MetricTable,
        position: usize,
    ) {
        let model = compiled.model();
        let id = &model.measures[position].id;
        for (at, _) in model
            .caps
            .iter()
            .enumerate()
            .filter(|(_, cap)| asks_for(&cap.when, id))
        {
            note_cap(compiled, data, metrics, &self.columns, at, &mut self.caps);
        }
    }

    /// Takes a measure and the caps back from the table that this one is a changed copy of.
    pub(crate) fn restore(&mut self, from: &Self, position: usize) {
        self.columns[position].clone_from(&from.columns[position]);
        self.caps.clone_from(&from.caps);
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
    measure_with(compiled, data, metrics, &|_| None)
}

/// The same where some columns, by the position of their measure, are there already.
pub(crate) fn measure_with(
    compiled: &Compiled,
    data: &Dataset,
    metrics: &MetricTable,
    held: &dyn Fn(usize) -> Option<Arc<MeasureColumn>>,
) -> MeasureTable {
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
    let columns: Vec<Arc<MeasureColumn>> = (0..model.measures.len())
        .map(|position| {
            let column = || Arc::new(column(compiled, metrics, position, &variants));
            held(position).unwrap_or_else(column)
        })
        .collect();
    let mut caps = vec![0_u32; n];
    for cap in 0..model.caps.len() {
        note_cap(compiled, data, metrics, &columns, cap, &mut caps);
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

/// Writes the bit of a cap: for whom its conditions hold.
fn note_cap(
    compiled: &Compiled,
    data: &Dataset,
    metrics: &MetricTable,
    columns: &[Arc<MeasureColumn>],
    cap: usize,
    caps: &mut [u32],
) {
    let model = compiled.model();
    let rules = Rule::All(model.caps[cap].when.clone());
    let score = |id: &str| {
        let position = model.measures.iter().position(|m| m.id == id)?;
        columns.get(position).map(|column| column.scores.as_slice())
    };
    let holds = rule_holds(data, compiled, metrics, &rules, &score);
    for (bits, holds) in caps.iter_mut().zip(holds) {
        *bits = *bits & !(1 << cap) | u32::from(holds) << cap;
    }
}

/// Whether rules ask for the score of a measure.
fn asks_for(rules: &[Rule], id: &str) -> bool {
    rules.iter().any(|rule| match rule {
        Rule::All(rules) | Rule::Any(rules) => asks_for(rules, id),
        Rule::Not(rule) => asks_for(std::slice::from_ref(rule), id),
        Rule::Measure(rule) => rule.measure == id,
        Rule::Account(_) | Rule::Metric(_) => false,
    })
}

fn column(
    compiled: &Compiled,
    metrics: &MetricTable,
    position: usize,
    variants: &[u8],
) -> MeasureColumn {
    let declared = &compiled.model().measures[position];
    let plan = &compiled.measures()[position];
    let Some(column) = metrics.column(plan.metric).filter(|c| !c.is_nothing()) else {
        return nothing(declared, metrics);
    };
    let scores = scores(metrics, column, &plan.transforms, variants);
    let today = metrics.as_of().number();
    let ages = declared.warn_after.is_some() || declared.expire_after.is_some();
    let mut ages_of_each = Vec::new();
    let of_all = match column.dates_of_all() {
        Some(Dates::All(day)) if ages => age_state(declared, *day, today),
        Some(Dates::Each(_)) | None if ages => {
            let age = |account: usize| {
                let dated = column.dated(account);
                dated.map_or(0, |dated| age_state(declared, dated.number(), today))
            };
            ages_of_each = (0..scores.len()).map(age).collect();
            0
        }
        _ => 0,
    };
    with_states(declared, metrics, scores, (of_all, &ages_of_each))
}

/// The column of scores as transforms give them, with what the age of values adds to their states: the
/// same for all, or of each.
fn with_states(
    declared: &Measure,
    metrics: &MetricTable,
    mut scores: Vec<f64>,
    (of_all, of_each): (u8, &[u8]),
) -> MeasureColumn {
    let instead = missing_score(declared.missing);
    if declared.grace_days == 0 && of_each.is_empty() && of_all & EXPIRED == 0 {
        // Nothing depends on the account but whether it has a score.
        let mut is_complete = of_all == 0;
        let state = |score: &mut f64| {
            if score.is_nan() {
                *score = instead;
                is_complete = false;
                return NO_VALUE;
            }
            PRESENT | of_all
        };
        return MeasureColumn {
            states: scores.iter_mut().map(state).collect(),
            is_complete,
            is_empty: false,
            scores,
            missing: declared.missing,
        };
    }
    let is_young = young(declared, metrics);
    let mut all = PRESENT;
    let accounts = scores.iter_mut().zip(metrics.started()).enumerate();
    let state = |(account, (score, &start)): (usize, (&mut f64, &i32))| {
        let there = if score.is_nan() {
            NO_VALUE
        } else {
            PRESENT | of_each.get(account).copied().unwrap_or(of_all)
        };
        let state = there | if is_young(start) { GRACE } else { 0 };
        let gone = if state & (EXPIRED | GRACE) == 0 {
            0
        } else {
            PRESENT | STALE
        };
        let state = state & !gone;
        *score = if state & PRESENT == 0 {
            instead
        } else {
            *score
        };
        all &= state;
        state
    };
    let states = accounts.map(state).collect();
    MeasureColumn {
        is_complete: all == PRESENT,
        is_empty: false,
        scores,
        states,
        missing: declared.missing,
    }
}

/// A measure of which the data say nothing.
fn nothing(declared: &Measure, metrics: &MetricTable) -> MeasureColumn {
    let is_young = young(declared, metrics);
    let state = |&start: &i32| NO_VALUE | if is_young(start) { GRACE } else { 0 };
    MeasureColumn {
        is_complete: false,
        is_empty: true,
        scores: vec![missing_score(declared.missing); metrics.n_accounts()],
        states: metrics.started().iter().map(state).collect(),
        missing: declared.missing,
    }
}

/// Whether an account that started on a day is younger than a measure's grace.
fn young(declared: &Measure, metrics: &MetricTable) -> impl Fn(i32) -> bool + use<> {
    let today = metrics.as_of().number();
    let grace = declared.grace_days.min(1 << 30);
    // Days ahead and missing ones lie further back than any grace when taken as unsigned.
    move |start| today.wrapping_sub(start).cast_unsigned() < grace
}

/// Scores of all accounts, each by the transform of its variant.
fn scores(
    metrics: &MetricTable,
    column: &MetricColumn,
    transforms: &[Transform],
    variants: &[u8],
) -> Vec<f64> {
    let by = |transform| scores_by(metrics, column, transform);
    // Variants seldom have transforms of their own.
    if let Some((first, rest)) = transforms.split_first()
        && rest.iter().all(|other| other == first)
    {
        return by(first);
    }
    let of_variant: Vec<Vec<f64>> = transforms.iter().map(by).collect();
    let score = |(account, &variant): (usize, &u8)| {
        let scores = of_variant.get(usize::from(variant));
        scores.map_or(f64::NAN, |scores| scores[account])
    };
    variants.iter().enumerate().map(score).collect()
}

/// Scores of all accounts by one transform.
fn scores_by(metrics: &MetricTable, column: &MetricColumn, transform: &Transform) -> Vec<f64> {
    let values = column.values();
    match transform {
        Transform::Linear(line) => crate::lanes::linear(values, *line),
        Transform::Categories(_) => {
            let of_word: Vec<f64> = (column.words.iter())
                .map(|word| transform.word(word).unwrap_or(f64::NAN))
                .collect();
            let score = |&value: &f64| {
                // Missing ones have no place.
                let place = (!value.is_nan()).then_some(value as usize);
                let score = place.and_then(|place| of_word.get(place));
                score.copied().unwrap_or(f64::NAN)
            };
            values.iter().map(score).collect()
        }
        Transform::Matrix(_) => {
            let months = Months::until(metrics.as_of());
            let today = metrics.as_of().number();
            let tenure = |start: i32| (start <= today).then(|| months.since(start)).flatten();
            let accounts = values.iter().zip(metrics.started());
            accounts
                .map(|(&value, &start)| transform.number(value, tenure(start)))
                .collect()
        }
        _ => {
            let score = |&value: &f64| transform.number(value, None);
            values.iter().map(score).collect()
        }
    }
}

fn age_state(measure: &Measure, dated: i32, today: i32) -> u8 {
    let age = i64::from(today) - i64::from(dated);
    let past = |limit: Option<u32>| limit.is_some_and(|limit| age > i64::from(limit));
    let stale = if past(measure.warn_after) { STALE } else { 0 };
    let expired = if past(measure.expire_after) {
        EXPIRED
    } else {
        0
    };
    stale | expired
}

/// What a measure without a value scores.
pub(crate) fn missing_score(missing: Missing) -> f64 {
    match missing {
        Missing::Reweight | Missing::Block => f64::NAN,
        Missing::Neutral => 50.0,
        Missing::Zero => 0.0,
    }
}
