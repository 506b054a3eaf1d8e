//! The data in hand, as the rules look at them.

use perennial_data::Dataset;
use perennial_engine::{Compiled, Evaluation, MeasureTable, MetricTable};

/// A model on data, on one date.
#[derive(Clone, Copy, Debug)]
pub struct Hand<'h> {
    /// The data.
    pub data: &'h Dataset,
    /// The model.
    pub compiled: &'h Compiled,
    /// The metrics that it asks for.
    pub metrics: &'h MetricTable,
    /// How it scores them.
    pub measures: &'h MeasureTable,
    /// What it says of every account on the date; overrides do not matter.
    pub evaluation: &'h Evaluation,
}

impl Hand<'_> {
    /// Accounts that exist on the date.
    pub(crate) fn existing(&self) -> impl Iterator<Item = usize> + '_ {
        let exists = self.evaluation.exists().iter().enumerate();
        exists.filter_map(|(account, &exists)| exists.then_some(account))
    }

    /// Whether a measure weighs anything for an account.
    pub(crate) fn weighs(&self, measure: usize, account: usize) -> bool {
        let model = self.compiled.model();
        let Some(measure) = model.measures.get(measure) else {
            return false;
        };
        let variant = self.measures.variant(account, self.compiled);
        let variant = variant.and_then(|variant| model.variants.get(variant));
        let own = variant.and_then(|v| v.weights.get(&measure.id).copied());
        let group = model.groups.iter().find(|g| g.id == measure.group);
        let group_own = variant.and_then(|v| v.group_weights.get(&measure.group).copied());
        own.unwrap_or(measure.weight) > 0.0
            && group.is_some_and(|group| group_own.unwrap_or(group.weight) > 0.0)
    }
}

/// A count as sentences have it.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
