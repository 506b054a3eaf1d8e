//! Accounts that differ in nothing but their scores: the same weights apply to them and the same
//! measures are backed by data. Whatever does not depend on scores is worked out once for each such
//! pattern, of which portfolios have few.

use crate::compiled::{Compiled, WeightSet};
use crate::measure_table::{MeasureColumn, PRESENT};
use crate::model::Missing;
use std::sync::Arc;

/// The patterns of the accounts of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Patterns {
    /// Per account its pattern.
    pub(crate) of: Vec<u32>,
    /// Per pattern the first account that has it.
    examples: Vec<u32>,
}

impl Patterns {
    pub(crate) fn new(
        variants: &[u8],
        key_account: &[bool],
        columns: &[Arc<MeasureColumn>],
    ) -> Self {
        let mut patterns = Self {
            of: vec![0; variants.len()],
            examples: Vec::new(),
        };
        let sets = variants.iter().zip(key_account);
        let set = |(&variant, &key): (&u8, &bool)| usize::from(variant) * 2 + usize::from(key);
        let n_sets = sets.clone().map(set).max().map_or(1, |most| most + 1);
        patterns.split(sets.map(set), n_sets);
        let differ = |column: &&Arc<MeasureColumn>| !column.is_complete && !column.is_empty;
        for column in columns.iter().filter(differ) {
            let states = column.states.iter();
            patterns.split(states.map(|state| usize::from(state & PRESENT != 0)), 2);
        }
        patterns
    }

    /// Tells accounts of one pattern apart by `class`, a number below `n_classes` per account.
    fn split(&mut self, class: impl Iterator<Item = usize>, n_classes: usize) {
        const NONE: u32 = u32::MAX;
        // By earlier pattern and class the new pattern, numbered in order of first appearance.
        let mut known = vec![NONE; self.examples.len().max(1) * n_classes];
        self.examples.clear();
        for ((account, pattern), class) in (0_u32..).zip(&mut self.of).zip(class) {
            let of_class = &mut known[*pattern as usize * n_classes + class];
            if *of_class == NONE {
                *of_class = u32::try_from(self.examples.len()).unwrap_or(NONE);
                self.examples.push(account);
            }
            *pattern = *of_class;
        }
    }
}

/// What follows of the patterns of a table under the weights of a model: a place per pattern.
pub(crate) struct Weighed<'c> {
    pub(crate) sets: Vec<&'c WeightSet>,
    /// The set of all patterns, where they share one.
    pub(crate) one_set: Option<&'c WeightSet>,
    /// Per group.
    pub(crate) groups: Vec<Vec<Share>>,
    pub(crate) factors: Vec<[Share; 2]>,
    /// What health is divided by: the sum of the factors' own weights. NaN where a measure without data
    /// keeps the account from a score.
    pub(crate) totals: Vec<f64>,
    /// Share of global weight backed by data.
    pub(crate) coverage: Vec<f64>,
}

/// How a weighted sum becomes part of the next one: divided by `weight`, times `own`. Where nothing of it
/// counts that is 1 and 0, so that nobody has to ask.
#[derive(Clone, Copy)]
pub(crate) struct Share {
    pub(crate) weight: f64,
    pub(crate) own: f64,
}

impl Share {
    const NOTHING: Self = Self {
        weight: 1.0,
        own: 0.0,
    };
    /// As [`Share::NOTHING`]: the mean of nothing, where it is looked at, is not a number.
    const MISSING: Self = Self {
        weight: f64::NAN,
        own: 0.0,
    };

    /// The mean, NaN where there is none, and its part of the next sum.
    #[inline]
    pub(crate) fn of(self, sum: f64) -> (f64, f64) {
        let mean = sum / self.weight;
        let part = if self.own > 0.0 { self.own * mean } else { 0.0 };
        (mean, part)
    }
}

/// Every pattern of the table, weighed.
pub(crate) fn weigh<'c>(
    compiled: &'c Compiled,
    patterns: &Patterns,
    sets: impl Fn(usize) -> usize,
    columns: &[Arc<MeasureColumn>],
) -> Weighed<'c> {
    let layout = compiled.layout();
    let mut weighed = Weighed {
        sets: Vec::new(),
        one_set: None,
        groups: vec![Vec::new(); layout.len()],
        factors: Vec::new(),
        totals: Vec::new(),
        coverage: Vec::new(),
    };
    for &account in &patterns.examples {
        let account = account as usize;
        let set = &compiled.sets()[sets(account)];
        let (mut coverage, mut is_blocked) = (0.0, false);
        let mut in_factor = [0.0; 2];
        for (group, plan) in layout.iter().enumerate() {
            let mut weight = 0.0;
            for &measure in &plan.measures {
                let column = &columns[measure];
                let own = set.measures[measure];
                let is_present = column.states[account] & PRESENT != 0;
                let counts = match column.missing {
                    Missing::Reweight | Missing::Block => is_present,
                    Missing::Neutral | Missing::Zero => true,
                };
                weight += if counts { own } else { 0.0 };
                coverage += if is_present { set.global[measure] } else { 0.0 };
                is_blocked |= column.missing == Missing::Block && !counts && own > 0.0;
            }
            let own = set.groups[group];
            let is_there = weight > 0.0 && own > 0.0;
            let share = Share { weight, own };
            weighed.groups[group].push(if is_there { share } else { Share::NOTHING });
            in_factor[plan.factor] += if is_there { own } else { 0.0 };
        }
        let factor = |f: usize| match in_factor[f] {
            weight if weight > 0.0 => Share {
                weight,
                own: set.factors[f],
            },
            _ => Share::MISSING,
        };
        let factors = [factor(0), factor(1)];
        let total = factors[0].own + factors[1].own;
        weighed.sets.push(set);
        weighed.factors.push(factors);
        weighed
            .totals
            .push(if is_blocked { f64::NAN } else { total });
        weighed.coverage.push(coverage / set.total);
    }
    let first = weighed.sets.first().copied();
    weighed.one_set =
        first.filter(|&first| weighed.sets.iter().all(|&set| std::ptr::eq(set, first)));
    weighed
}
