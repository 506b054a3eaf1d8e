//! From measures to health, band and coverage of every account (SPEC §4, from groups on).
//!
//! Accounts go in blocks through the columns, so that a re-score under other weights is a few
//! passes over memory in order.

use crate::compiled::{Compiled, WeightSet};
use crate::evaluation::{Evaluation, NO_CAP, NO_OVERRIDE};
use crate::measure_table::{MeasureColumn, MeasureTable, PRESENT};
use crate::model::Missing;
use crate::overrides::ActiveOverrides;
use std::ops::Range;

const BLOCK: usize = 256;
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
    let n = measures.n_accounts();
    let mut result = Evaluation::with_capacity(measures.as_of(), n);
    let mut sums = Sums::default();
    let mut start = 0;
    while start < n {
        let block = start..(start + BLOCK).min(n);
        let sets = sets_of(compiled, measures, block.clone());
        weigh(compiled, measures, block.clone(), &sets, &mut sums);
        match &sets {
            BlockSets::Same(set) => combine(&mut sums, |_| set),
            BlockSets::Each(sets) => combine(&mut sums, |i| sets[i.min(sets.len() - 1)]),
        }
        finish(compiled, measures, block, &mut sums, &mut result);
        start += BLOCK;
    }
    for (account, position, value) in overrides.iter() {
        if measures.exists.get(account) == Some(&true) {
            result.values[account] = value;
            result.overrides[account] = position;
            let variant = usize::from(measures.variants[account]);
            if result.bands[account].is_some() {
                result.bands[account] = compiled.band(variant, value);
            }
        }
    }
    result
}

/// Sums of one block, and what comes of them: a place per account, those past the last unused.
struct Sums {
    number: [f64; BLOCK],
    weight: [f64; BLOCK],
    factor_number: [[f64; BLOCK]; 2],
    factor_weight: [[f64; BLOCK]; 2],
    /// Sum of the weights backed by data, then its share of all.
    covered: [f64; BLOCK],
    blocked: [bool; BLOCK],
    outcome: [f64; BLOCK],
    experience: [f64; BLOCK],
    health: [f64; BLOCK],
}

impl Default for Sums {
    fn default() -> Self {
        let zero = [0.0; BLOCK];
        Self {
            number: zero,
            weight: zero,
            factor_number: [zero; 2],
            factor_weight: [zero; 2],
            covered: zero,
            blocked: [false; BLOCK],
            outcome: zero,
            experience: zero,
            health: zero,
        }
    }
}

/// The weights of the accounts of a block: one for all, or one each.
enum BlockSets<'c> {
    Same(&'c WeightSet),
    Each(Vec<&'c WeightSet>),
}

fn sets_of<'c>(
    compiled: &'c Compiled,
    measures: &MeasureTable,
    block: Range<usize>,
) -> BlockSets<'c> {
    let position =
        |a: usize| usize::from(measures.variants[a]) * 2 + usize::from(measures.key_account[a]);
    let first = position(block.start);
    if block.clone().all(|a| position(a) == first) {
        BlockSets::Same(&compiled.sets()[first])
    } else {
        BlockSets::Each(block.map(|a| &compiled.sets()[position(a)]).collect())
    }
}

fn weigh(
    compiled: &Compiled,
    measures: &MeasureTable,
    block: Range<usize>,
    sets: &BlockSets<'_>,
    sums: &mut Sums,
) {
    sums.factor_number = [[0.0; BLOCK]; 2];
    sums.factor_weight = [[0.0; BLOCK]; 2];
    sums.covered = [0.0; BLOCK];
    sums.blocked = [false; BLOCK];
    for (group, plan) in compiled.layout().iter().enumerate() {
        sums.number = [0.0; BLOCK];
        sums.weight = [0.0; BLOCK];
        for &measure in &plan.measures {
            let column = &measures.columns[measure];
            match sets {
                BlockSets::Same(set) => {
                    let weights = (set.measures[measure], set.global[measure]);
                    add(sums, column, block.clone(), |_| weights);
                }
                BlockSets::Each(sets) => {
                    let weights = |i: usize| (sets[i].measures[measure], sets[i].global[measure]);
                    add(sums, column, block.clone(), weights);
                }
            }
        }
        add_group(sums, sets, group, plan.factor);
    }
}

/// Adds the scores of one group to its factor.
fn add_group(sums: &mut Sums, sets: &BlockSets<'_>, group: usize, factor: usize) {
    let mut add = |i: usize, own: f64| {
        let there = sums.weight[i] > 0.0 && own > 0.0;
        let score = sums.number[i] / sums.weight[i];
        sums.factor_number[factor][i] += if there { own * score } else { 0.0 };
        sums.factor_weight[factor][i] += if there { own } else { 0.0 };
    };
    match sets {
        BlockSets::Same(set) => (0..BLOCK).for_each(|i| add(i, set.groups[group])),
        BlockSets::Each(sets) => {
            let own = sets.iter().map(|set| set.groups[group]);
            own.enumerate().for_each(|(i, own)| add(i, own));
        }
    }
}

#[inline]
fn add(
    sums: &mut Sums,
    column: &MeasureColumn,
    block: Range<usize>,
    weights: impl Fn(usize) -> (f64, f64),
) {
    let scores = &column.scores[block.clone()];
    let slots = sums.number.iter_mut().zip(&mut sums.weight);
    for (i, ((number, weight), &score)) in slots.zip(scores).enumerate() {
        let own = weights(i).0;
        let counts = !score.is_nan();
        *number += if counts { own * score } else { 0.0 };
        *weight += if counts { own } else { 0.0 };
    }
    match column.missing {
        // Here a score is there exactly where data is.
        Missing::Reweight | Missing::Block => {
            for (i, (covered, &score)) in sums.covered.iter_mut().zip(scores).enumerate() {
                *covered += if score.is_nan() { 0.0 } else { weights(i).1 };
            }
        }
        Missing::Neutral | Missing::Zero => {
            let states = &column.states[block];
            for (i, (covered, &state)) in sums.covered.iter_mut().zip(states).enumerate() {
                *covered += if state & PRESENT == 0 {
                    0.0
                } else {
                    weights(i).1
                };
            }
        }
    }
    if column.missing == Missing::Block {
        for (i, (&score, blocked)) in scores.iter().zip(&mut sums.blocked).enumerate() {
            *blocked |= score.is_nan() && weights(i).0 > 0.0;
        }
    }
}

/// Factors, health before caps and coverage of a block. Accounts do not branch here, so that several
/// go at once; the places past the last account hold nothing that is used.
#[inline]
fn combine<'c>(sums: &mut Sums, set: impl Fn(usize) -> &'c WeightSet) {
    for i in 0..BLOCK {
        let set = set(i);
        let mean = |f: usize| {
            let weight = sums.factor_weight[f][i];
            let mean = sums.factor_number[f][i] / weight;
            if weight > 0.0 {
                (mean, set.factors[f])
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
        sums.health[i] = if sums.blocked[i] { f64::NAN } else { health };
        sums.covered[i] /= set.total;
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
    let exists = &measures.exists[block.clone()];
    let variants = &measures.variants[block.clone()];
    let caps = &measures.caps[block.clone()];
    for (i, _) in exists.iter().enumerate().filter(|(_, exists)| !**exists) {
        sums.outcome[i] = f64::NAN;
        sums.experience[i] = f64::NAN;
        sums.health[i] = f64::NAN;
        sums.covered[i] = 0.0;
    }
    result.exists.extend_from_slice(exists);
    result.variants.extend_from_slice(variants);
    result.outcome.extend_from_slice(&sums.outcome[..n]);
    result.experience.extend_from_slice(&sums.experience[..n]);
    result.health.extend_from_slice(&sums.health[..n]);
    result.coverage.extend_from_slice(&sums.covered[..n]);
    result.capped.extend_from_slice(&sums.health[..n]);
    result.caps.resize(block.end, NO_CAP);
    result.overrides.resize(block.end, NO_OVERRIDE);
    for (i, &holding) in caps
        .iter()
        .enumerate()
        .filter(|(_, holding)| **holding != 0)
    {
        let account = block.start + i;
        (result.capped[account], result.caps[account]) = cap(compiled, holding, sums.health[i]);
    }
    let capped = &result.capped[block];
    result.values.extend_from_slice(capped);
    let accounts = capped.iter().zip(variants).zip(&sums.covered);
    let bands = accounts.map(|((&value, &variant), &coverage)| {
        // NaN is in no band.
        let band = compiled.band(usize::from(variant), value);
        if coverage >= minimum { band } else { None }
    });
    result.bands.extend(bands);
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
