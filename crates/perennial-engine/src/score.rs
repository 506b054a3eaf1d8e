//! From measures to health, band and coverage of every account (SPEC §4, from groups on).
//!
//! Accounts go in blocks through the columns, so that a re-score under other weights is a few
//! passes over memory in order.

use crate::compiled::{Compiled, band_of};
use crate::evaluation::{Evaluation, NO_CAP, NO_OVERRIDE};
use crate::measure_table::MeasureTable;
use crate::overrides::ActiveOverrides;
use crate::pattern::{self, Weighed};
use std::ops::Range;

/// As long as the ways through the columns are worth following, as short as what comes of them fits
/// the cache.
const BLOCK: usize = 1024;
/// Sums of weights are compared with the minimum of coverage up to rounding.
const ROUNDING: f64 = 1e-9;

/// Scores every account from its measures. Reads no data: for other weights, caps' limits or bands,
/// score the same table again under [`Compiled::with_weights`].
#[must_use]
pub fn score(
    compiled: &Compiled,
    measures: &MeasureTable,
    overrides: &ActiveOverrides,
) -> Evaluation {
    let mut result = Evaluation::with_capacity(measures.as_of(), measures.n_accounts());
    let scorer = Scorer::new(compiled, measures, overrides);
    let mut sums = Sums::default();
    scorer
        .blocks()
        .for_each(|block| scorer.add(block, &mut sums, &mut result));
    result
}

/// Scores as [`score`] does and hands the accounts over in order, some at a time: for those who want
/// sums over accounts and keep none of them.
pub fn score_in_parts(
    compiled: &Compiled,
    measures: &MeasureTable,
    overrides: &ActiveOverrides,
    mut visit: impl FnMut(&Evaluation),
) {
    let mut part = Evaluation::with_capacity(measures.as_of(), BLOCK);
    let scorer = Scorer::new(compiled, measures, overrides);
    let mut sums = Sums::default();
    for block in scorer.blocks() {
        part.clear();
        scorer.add(block, &mut sums, &mut part);
        visit(&part);
    }
}

/// What every block needs.
struct Scorer<'c> {
    compiled: &'c Compiled,
    measures: &'c MeasureTable,
    overrides: &'c ActiveOverrides,
    weighed: Vec<Weighed<'c>>,
}

impl<'c> Scorer<'c> {
    fn new(
        compiled: &'c Compiled,
        measures: &'c MeasureTable,
        overrides: &'c ActiveOverrides,
    ) -> Self {
        let set_of =
            |a: usize| usize::from(measures.variants[a]) * 2 + usize::from(measures.key_account[a]);
        Self {
            compiled,
            measures,
            overrides,
            weighed: pattern::weigh(compiled, &measures.patterns, set_of, &measures.columns),
        }
    }

    fn blocks(&self) -> impl Iterator<Item = Range<usize>> + use<> {
        let n = self.measures.n_accounts();
        (0..n)
            .step_by(BLOCK)
            .map(move |start| start..(start + BLOCK).min(n))
    }

    /// Adds the accounts of a block to `result`.
    fn add(&self, block: Range<usize>, sums: &mut Sums, result: &mut Evaluation) {
        let Self {
            compiled, measures, ..
        } = *self;
        let base = result.values.len();
        add_up(compiled, measures, block.clone(), &self.weighed, sums);
        finish(compiled, measures, block.clone(), sums, result);
        for &(account, position, value) in self.overrides.within(&block) {
            if measures.exists.get(account) == Some(&true) {
                let at = base + account - block.start;
                result.values[at] = value;
                result.overrides[at] = position;
                let variant = usize::from(measures.variants[account]);
                if result.bands[at].is_some() {
                    result.bands[at] = compiled.band(variant, value);
                }
            }
        }
    }
}

/// Sums of one block, and what comes of them: a place per account, those past the last unused.
struct Sums {
    number: [f64; BLOCK],
    factors: [[f64; BLOCK]; 2],
    coverage: [f64; BLOCK],
    outcome: [f64; BLOCK],
    experience: [f64; BLOCK],
    health: [f64; BLOCK],
}

impl Default for Sums {
    fn default() -> Self {
        let zero = [0.0; BLOCK];
        Self {
            number: zero,
            factors: [zero; 2],
            coverage: zero,
            outcome: zero,
            experience: zero,
            health: zero,
        }
    }
}

/// Factors, health before caps and coverage of a block.
fn add_up(
    compiled: &Compiled,
    measures: &MeasureTable,
    block: Range<usize>,
    weighed: &[Weighed<'_>],
    sums: &mut Sums,
) {
    let patterns = &measures.patterns.of[block.clone()];
    let of = |pattern: u32| &weighed[pattern as usize];
    let Some(first) = patterns.first().map(|&pattern| of(pattern).set) else {
        return;
    };
    let one_set = patterns
        .iter()
        .all(|&pattern| std::ptr::eq(of(pattern).set, first));
    sums.factors = [[0.0; BLOCK]; 2];
    for (group, plan) in compiled.layout().iter().enumerate() {
        sums.number = [0.0; BLOCK];
        for &measure in &plan.measures {
            let scores = &measures.columns[measure].scores[block.clone()];
            if one_set {
                let own = first.measures[measure];
                add(&mut sums.number, scores.iter().map(|&score| (own, score)));
            } else {
                let own = patterns
                    .iter()
                    .map(|&pattern| of(pattern).set.measures[measure]);
                add(&mut sums.number, own.zip(scores.iter().copied()));
            }
        }
        let numbers = sums.number.iter().zip(&mut sums.factors[plan.factor]);
        for (&pattern, (&number, sum)) in patterns.iter().zip(numbers) {
            let (weight, own) = of(pattern).groups[group];
            *sum += if own > 0.0 {
                own * (number / weight)
            } else {
                0.0
            };
        }
    }
    for (i, &pattern) in patterns.iter().enumerate() {
        let weighed = of(pattern);
        let mean = |f: usize| {
            let (weight, own) = weighed.factors[f];
            let mean = sums.factors[f][i] / weight;
            if weight > 0.0 {
                (mean, own)
            } else {
                (f64::NAN, 0.0)
            }
        };
        let ((outcome, w0), (experience, w1)) = (mean(0), mean(1));
        let part = |weight: f64, score: f64| if weight > 0.0 { weight * score } else { 0.0 };
        // Averages of 0 to 100 leave that range by rounding only.
        let health = crate::model::clamp((part(w0, outcome) + part(w1, experience)) / (w0 + w1));
        sums.outcome[i] = outcome;
        sums.experience[i] = experience;
        sums.health[i] = if weighed.is_blocked { f64::NAN } else { health };
        sums.coverage[i] = weighed.coverage;
    }
}

/// Adds weight times score where there is a score. No account branches, so that several go at once.
#[inline]
fn add(numbers: &mut [f64; BLOCK], scores: impl Iterator<Item = (f64, f64)>) {
    for (number, (own, score)) in numbers.iter_mut().zip(scores) {
        *number += if score.is_nan() { 0.0 } else { own * score };
    }
}

fn finish(
    compiled: &Compiled,
    measures: &MeasureTable,
    block: Range<usize>,
    sums: &mut Sums,
    result: &mut Evaluation,
) {
    let minimum = compiled.model().coverage_minimum - ROUNDING;
    let n = block.len();
    let base = result.values.len();
    let exists = &measures.exists[block.clone()];
    let variants = &measures.variants[block.clone()];
    let caps = &measures.caps[block.clone()];
    for (i, _) in exists.iter().enumerate().filter(|(_, exists)| !**exists) {
        sums.outcome[i] = f64::NAN;
        sums.experience[i] = f64::NAN;
        sums.health[i] = f64::NAN;
        sums.coverage[i] = 0.0;
    }
    result.exists.extend_from_slice(exists);
    result.variants.extend_from_slice(variants);
    result.outcome.extend_from_slice(&sums.outcome[..n]);
    result.experience.extend_from_slice(&sums.experience[..n]);
    result.health.extend_from_slice(&sums.health[..n]);
    result.coverage.extend_from_slice(&sums.coverage[..n]);
    result.capped.extend_from_slice(&sums.health[..n]);
    result.caps.resize(base + n, NO_CAP);
    result.overrides.resize(base + n, NO_OVERRIDE);
    for (i, &holding) in caps
        .iter()
        .enumerate()
        .filter(|(_, holding)| **holding != 0)
    {
        (result.capped[base + i], result.caps[base + i]) = cap(compiled, holding, sums.health[i]);
    }
    let capped = &result.capped[base..];
    result.values.extend_from_slice(capped);
    let accounts = capped.iter().zip(variants).zip(&sums.coverage);
    let (mut of, mut bands) = (u8::MAX, None);
    result
        .bands
        .extend(accounts.map(|((&value, &variant), &coverage)| {
            if of != variant || bands.is_none() {
                (of, bands) = (variant, compiled.bands(usize::from(variant)));
            }
            // NaN is in no band.
            let band = band_of(bands.unwrap_or_default(), value);
            if coverage >= minimum { band } else { None }
        }));
}

/// The lowest of the caps that hold, and whether it bit; of two with one limit the first.
fn cap(compiled: &Compiled, mut holding: u32, health: f64) -> (f64, u8) {
    let (mut value, mut which) = (health, NO_CAP);
    while holding != 0 {
        let bit = holding.trailing_zeros();
        holding &= holding - 1;
        if let Some(cap) = compiled.model().caps.get(bit as usize)
            && cap.max < value
        {
            value = cap.max;
            which = u8::try_from(bit).unwrap_or(NO_CAP);
        }
    }
    (value, which)
}
