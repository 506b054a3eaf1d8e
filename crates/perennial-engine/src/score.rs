//! From measures to health, band and coverage of every account (SPEC §4, from groups on).
//!
//! Accounts go in blocks through the columns, so that a re-score under other weights is a few
//! passes over memory in order.

use crate::compiled::{Compiled, WeightSet};
use crate::evaluation::{AccountScore, Evaluation, NO_CAP};
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
        weigh(compiled, measures, block.clone(), &mut sums);
        finish(compiled, measures, block, &sums, &mut result);
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

/// Sums of one block.
struct Sums {
    number: [f64; BLOCK],
    weight: [f64; BLOCK],
    factor_number: [[f64; BLOCK]; 2],
    factor_weight: [[f64; BLOCK]; 2],
    covered: [f64; BLOCK],
    blocked: [bool; BLOCK],
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
        }
    }
}

/// The weights of the accounts of a block: one for all, or one each.
enum BlockSets<'c> {
    Same(&'c WeightSet),
    Each(Vec<&'c WeightSet>),
}

fn weigh(compiled: &Compiled, measures: &MeasureTable, block: Range<usize>, sums: &mut Sums) {
    sums.factor_number = [[0.0; BLOCK]; 2];
    sums.factor_weight = [[0.0; BLOCK]; 2];
    sums.covered = [0.0; BLOCK];
    sums.blocked = [false; BLOCK];
    let position =
        |a: usize| usize::from(measures.variants[a]) * 2 + usize::from(measures.key_account[a]);
    let first = position(block.start);
    let sets = if block.clone().all(|a| position(a) == first) {
        BlockSets::Same(&compiled.sets()[first])
    } else {
        BlockSets::Each(
            block
                .clone()
                .map(|a| &compiled.sets()[position(a)])
                .collect(),
        )
    };
    for (group, plan) in compiled.layout().iter().enumerate() {
        sums.number = [0.0; BLOCK];
        sums.weight = [0.0; BLOCK];
        for &measure in &plan.measures {
            let column = &measures.columns[measure];
            match &sets {
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
        let (number, weight) = (
            &mut sums.factor_number[plan.factor],
            &mut sums.factor_weight[plan.factor],
        );
        for i in 0..block.len() {
            let own = match &sets {
                BlockSets::Same(set) => set.groups[group],
                BlockSets::Each(sets) => sets[i].groups[group],
            };
            let there = sums.weight[i] > 0.0 && own > 0.0;
            let score = sums.number[i] / sums.weight[i];
            number[i] += if there { own * score } else { 0.0 };
            weight[i] += if there { own } else { 0.0 };
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

/// Health before caps and coverage of one account.
#[inline]
fn health(sums: &Sums, i: usize, set: &WeightSet) -> (f64, f64, f64, f64) {
    let factor = |f: usize| sums.factor_number[f][i] / sums.factor_weight[f][i];
    let weight = |f: usize| {
        if sums.factor_weight[f][i] > 0.0 {
            set.factors[f]
        } else {
            0.0
        }
    };
    let (outcome, experience) = (factor(0), factor(1));
    let (w0, w1) = (weight(0), weight(1));
    let part = |weight: f64, score: f64| if weight > 0.0 { weight * score } else { 0.0 };
    // Averages of 0 to 100 leave that range by rounding only.
    let mean = (part(w0, outcome) + part(w1, experience)) / (w0 + w1);
    let health = if sums.blocked[i] {
        f64::NAN
    } else {
        crate::model::clamp(mean)
    };
    (outcome, experience, health, sums.covered[i] / set.total)
}

fn finish(
    compiled: &Compiled,
    measures: &MeasureTable,
    block: Range<usize>,
    sums: &Sums,
    result: &mut Evaluation,
) {
    let minimum = compiled.model().coverage_minimum - ROUNDING;
    let exists = &measures.exists[block.clone()];
    let variants = &measures.variants[block.clone()];
    let keys = &measures.key_account[block.clone()];
    let caps = &measures.caps[block];
    let accounts = exists.iter().zip(variants).zip(keys.iter().zip(caps));
    for (i, ((&exists, &variant), (&key_account, &holding))) in accounts.enumerate() {
        if !exists {
            result.push(AccountScore::absent(variant));
            continue;
        }
        let set = compiled.set(usize::from(variant), key_account);
        let (outcome, experience, health, coverage) = health(sums, i, set);
        let (capped, cap) = match holding {
            0 => (health, NO_CAP),
            holding => cap(compiled, holding, health),
        };
        let scored = !health.is_nan() && coverage >= minimum;
        result.push(AccountScore {
            exists: true,
            outcome,
            experience,
            health,
            capped,
            coverage,
            band: if scored {
                compiled.band(usize::from(variant), capped)
            } else {
                None
            },
            cap,
            variant,
        });
    }
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
