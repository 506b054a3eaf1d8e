//! Accounts that differ in nothing but their scores: the same weights apply to them and the same
//! measures are backed by data. Whatever does not depend on scores is worked out once for each such
//! pattern, of which portfolios have few.

use crate::compiled::{Compiled, WeightSet};
use crate::measure_table::{MeasureColumn, PRESENT};
use crate::model::Missing;

/// The patterns of the accounts of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Patterns {
    /// Per account its pattern.
    pub(crate) of: Vec<u32>,
    /// Per pattern the first account that has it.
    examples: Vec<u32>,
}

impl Patterns {
    pub(crate) fn new(variants: &[u8], key_account: &[bool], columns: &[MeasureColumn]) -> Self {
        let mut patterns = Self {
            of: vec![0; variants.len()],
            examples: Vec::new(),
        };
        let sets = variants.iter().zip(key_account);
        patterns.split(sets.map(|(&variant, &key)| usize::from(variant) * 2 + usize::from(key)));
        for column in columns.iter().filter(|column| !column.is_complete) {
            let states = column.states.iter();
            patterns.split(states.map(|state| usize::from(state & PRESENT != 0)));
        }
        patterns
    }

    /// Tells accounts of one pattern apart by `class`, a small number per account.
    fn split(&mut self, class: impl Iterator<Item = usize>) {
        const NONE: u32 = u32::MAX;
        // By earlier pattern and class the new pattern, numbered in order of first appearance.
        let mut known: Vec<Vec<u32>> = vec![Vec::new(); self.examples.len().max(1)];
        self.examples.clear();
        for ((account, pattern), class) in (0_u32..).zip(&mut self.of).zip(class) {
            let of_class = &mut known[*pattern as usize];
            if of_class.len() <= class {
                of_class.resize(class + 1, NONE);
            }
            if of_class[class] == NONE {
                of_class[class] = u32::try_from(self.examples.len()).unwrap_or(NONE);
                self.examples.push(account);
            }
            *pattern = of_class[class];
        }
    }
}

/// What follows of a pattern under the weights of a model.
pub(crate) struct Weighed<'c> {
    pub(crate) set: &'c WeightSet,
    /// Per group the sum of the weights that count, and the group's own weight; 0 where it has none.
    pub(crate) groups: Vec<(f64, f64)>,
    /// Per factor the sum of its groups' weights, and its own weight; 0 where it has none.
    pub(crate) factors: [(f64, f64); 2],
    /// Share of global weight backed by data.
    pub(crate) coverage: f64,
    /// Whether a measure without data keeps the account from a score.
    pub(crate) is_blocked: bool,
}

/// Every pattern of the table, weighed.
pub(crate) fn weigh<'c>(
    compiled: &'c Compiled,
    patterns: &Patterns,
    sets: impl Fn(usize) -> usize,
    columns: &[MeasureColumn],
) -> Vec<Weighed<'c>> {
    let weigh_one = |&account: &u32| {
        let account = account as usize;
        let set = &compiled.sets()[sets(account)];
        let mut weighed = Weighed {
            set,
            groups: Vec::with_capacity(compiled.layout().len()),
            factors: [(0.0, 0.0); 2],
            coverage: 0.0,
            is_blocked: false,
        };
        for (group, plan) in compiled.layout().iter().enumerate() {
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
                weighed.coverage += if is_present { set.global[measure] } else { 0.0 };
                weighed.is_blocked |= column.missing == Missing::Block && !counts && own > 0.0;
            }
            let own = set.groups[group];
            let is_there = weight > 0.0 && own > 0.0;
            weighed
                .groups
                .push((weight, if is_there { own } else { 0.0 }));
            weighed.factors[plan.factor].0 += if is_there { own } else { 0.0 };
        }
        for (factor, own) in weighed.factors.iter_mut().zip(set.factors) {
            factor.1 = if factor.0 > 0.0 { own } else { 0.0 };
        }
        weighed.coverage /= set.total;
        weighed
    };
    patterns.examples.iter().map(weigh_one).collect()
}
