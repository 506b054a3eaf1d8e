//! Rank stability under noise on the weights: every weight of the model, its variants and factors is drawn anew within
//! some percent of itself, many times, and what that does to bands and ranks is counted.

use super::Base;
use crate::evaluation::Evaluation;
use crate::model::Model;
use perennial_data::{AccountIdx, sort_by, sort_keys};
use serde::{Deserialize, Serialize};

/// Accounts that are named as unsteady.
const NAMED: usize = 100;

/// What noise on the weights does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Noise {
    /// How many times weights were drawn.
    pub trials: u32,
    /// Each weight lies within this share of itself, evenly distributed: 0.1 is ±10 %.
    pub amount: f64,
    /// Accounts that exist.
    pub accounts: u32,
    /// Share of them in another band than without noise: the mean over the trials.
    pub moved: f64,
    /// The same in the worst trial.
    pub moved_worst: f64,
    /// Spearman's rank correlation of final values with and without noise (ties share the mean of their ranks), over
    /// the accounts that have a value: the mean over the trials. 1 is the same order. `None` if all are alike.
    pub rank_correlation: Option<f64>,
    /// The same in the worst trial.
    pub rank_correlation_worst: Option<f64>,
    /// Of the tenth with the lowest values (rounded up), the share that stays in it: the mean over the trials.
    pub worst_tenth_kept: f64,
    /// Accounts that are in another band in some trial, with the share of the trials in which they are: the most
    /// unsteady first, at most 100, ties by account.
    pub unsteady: Vec<(AccountIdx, f64)>,
    /// How many such accounts there are.
    pub n_unsteady: u32,
}

/// Draws the weights `trials` times, within `amount` of themselves. The same `seed` gives the same bits everywhere.
#[must_use]
pub fn weight_noise(base: &Base<'_>, trials: u32, amount: f64, seed: u64) -> Noise {
    let mut random = SplitMix(seed);
    let n = base.run.evaluation.n_accounts();
    let still = Ranks::new(&base.run.evaluation);
    let mut times_moved = vec![0_u32; n];
    let mut sums = [0.0; 3];
    let (mut moved_worst, mut correlation_worst) = (0.0_f64, 1.0_f64);
    let (mut accounts, mut done) = (0, 0_u32);
    for _ in 0..trials {
        let mut drawn = |weight: &mut f64| *weight *= 1.0 + amount * (2.0 * random.share() - 1.0);
        let noisy = base
            .compiled
            .reweighted(|model| every_weight(model, &mut drawn));
        let Ok(noisy) = noisy else {
            continue; // an amount that makes weights negative
        };
        let evaluation = base.score(&noisy, &base.run.measures);
        let (of, moved) = base.moved(&evaluation);
        let bands = base.run.evaluation.bands.iter().zip(&evaluation.bands);
        for (times, (before, after)) in times_moved.iter_mut().zip(bands) {
            *times += u32::from(before != after);
        }
        let share = f64::from(moved) / f64::from(of.max(1));
        let ranks = Ranks::new(&evaluation);
        let correlation = still.correlation(&ranks);
        sums[0] += share;
        sums[1] += correlation.unwrap_or(1.0);
        sums[2] += still.worst_tenth_in(&ranks);
        moved_worst = moved_worst.max(share);
        correlation_worst = correlation_worst.min(correlation.unwrap_or(1.0));
        (accounts, done) = (of, done + 1);
    }
    let mean = |sum: f64| if done > 0 { sum / f64::from(done) } else { 0.0 };
    let differ = still.spread > 0.0;
    let mut unsteady: Vec<(AccountIdx, f64)> = (times_moved.iter().zip(0_u32..))
        .filter(|(times, _)| **times > 0)
        .map(|(times, account)| (account, f64::from(*times) / f64::from(done)))
        .collect();
    sort_by(&mut unsteady, |a, b| {
        b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
    });
    let n_unsteady = u32::try_from(unsteady.len()).unwrap_or(u32::MAX);
    unsteady.truncate(NAMED);
    Noise {
        trials: done,
        amount,
        accounts,
        moved: mean(sums[0]),
        moved_worst,
        rank_correlation: (differ && done > 0).then(|| mean(sums[1])),
        rank_correlation_worst: (differ && done > 0).then_some(correlation_worst),
        worst_tenth_kept: mean(sums[2]),
        unsteady,
        n_unsteady,
    }
}

fn every_weight(model: &mut Model, change: &mut impl FnMut(&mut f64)) {
    model
        .measures
        .iter_mut()
        .for_each(|measure| change(&mut measure.weight));
    model
        .groups
        .iter_mut()
        .for_each(|group| change(&mut group.weight));
    let factors = &mut model.factors;
    for pair in [&mut factors.default, &mut factors.key_account] {
        change(&mut pair.outcome);
        change(&mut pair.experience);
    }
    for variant in &mut model.variants {
        variant.weights.values_mut().for_each(&mut *change);
        variant.group_weights.values_mut().for_each(&mut *change);
        if let Some(pair) = &mut variant.factors {
            change(&mut pair.outcome);
            change(&mut pair.experience);
        }
    }
}

/// Numbers that follow from a seed alone (Steele, Lea, Flood 2014).
struct SplitMix(u64);

impl SplitMix {
    /// Evenly distributed in `[0, 1)`.
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (((z ^ (z >> 31)) >> 11) as f64) / ((1_u64 << 53) as f64)
    }
}

/// Accounts that have a value by its rank.
struct Ranks {
    /// Twice the rank less the mean of all ranks; `None` without a value.
    doubled: Vec<Option<f64>>,
    /// Accounts by ascending value.
    order: Vec<u32>,
    /// Sum of the squares of `doubled`.
    spread: f64,
}

impl Ranks {
    fn new(evaluation: &Evaluation) -> Self {
        let values = evaluation.values();
        let valued = values
            .iter()
            .zip(0_u32..)
            .filter(|(value, _)| !value.is_nan());
        // Values are not negative, so that their bits ascend with them.
        let mut keys: Vec<u128> = valued
            .map(|(value, account)| u128::from(value.to_bits()) << 32 | u128::from(account))
            .collect();
        sort_keys(&mut keys);
        let order: Vec<u32> = keys.iter().map(|&key| key as u32).collect();
        let mut doubled = vec![None; values.len()];
        let mean = order.len() as f64 - 1.0;
        let mut start = 0;
        let value = |key: &u128| key >> 32;
        for alike in keys.chunk_by(|a, b| value(a) == value(b)) {
            let end = start + alike.len();
            let rank = (start + end - 1) as f64 - mean;
            for &account in order.get(start..end).unwrap_or_default() {
                doubled[account as usize] = Some(rank);
            }
            start = end;
        }
        let spread = doubled.iter().flatten().map(|rank| rank * rank).sum();
        Self {
            doubled,
            order,
            spread,
        }
    }

    /// Of ranks; `None` where either has no spread.
    fn correlation(&self, other: &Self) -> Option<f64> {
        let pairs = self.doubled.iter().zip(&other.doubled);
        let products = pairs.filter_map(|(a, b)| Some((*a)? * (*b)?));
        let product: f64 = products.sum();
        // One root of both, so that equal orders give exactly 1.
        let spread = libm::sqrt(self.spread * other.spread);
        (spread > 0.0).then(|| (product / spread).clamp(-1.0, 1.0))
    }

    /// The share of the lowest tenth that is in the lowest tenth of the other.
    fn worst_tenth_in(&self, other: &Self) -> f64 {
        let tenth = self.order.len().div_ceil(10);
        let mut is_low = vec![false; other.doubled.len()];
        let low = other.order.iter().take(other.order.len().div_ceil(10));
        low.for_each(|&account| is_low[account as usize] = true);
        let own = self.order.iter().take(tenth);
        let kept = own.filter(|&&account| is_low[account as usize]).count();
        if tenth == 0 {
            1.0
        } else {
            kept as f64 / tenth as f64
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SplitMix;

    #[test]
    fn the_numbers_are_those_of_the_published_generator() {
        // The first output for seed 1234567 is 6457827717110365317.
        let share = SplitMix(1_234_567).share();
        assert_eq!(
            share,
            ((6_457_827_717_110_365_317_u64 >> 11) as f64) / ((1_u64 << 53) as f64)
        );
    }
}
