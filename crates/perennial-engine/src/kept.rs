//! What an evaluation under another model need not work out again. Moving a weight keeps metrics and measures, moving
//! a curve keeps the metrics and all other measures.

use crate::compiled::Compiled;
use crate::measure_table::{MeasureTable, measure_with};
use crate::metric_table::MetricTable;
use crate::model::{Measure, Model, Variant};
use perennial_data::Dataset;
use std::sync::Arc;

impl Compiled {
    /// Whether the metrics that this model computed are those of the other, in the same order.
    #[must_use]
    pub fn keeps_metrics(&self, other: &Self) -> bool {
        let filters = |model: &Model, of: &Model| {
            let same = |(a, b): (&Variant, &Variant)| a.when == b.when;
            model.variants.len() == of.variants.len()
                && model.variants.iter().zip(&of.variants).all(same)
        };
        self.metrics().eq(other.metrics()) && filters(self.model(), other.model())
    }

    /// Whether the measures that this model scored are those of the other: nothing but weights, factors, bands,
    /// limits and the minimum of coverage may differ.
    #[must_use]
    pub fn keeps_measures(&self, other: &Self) -> bool {
        let (a, b) = (self.model(), other.model());
        self.keeps_metrics(other)
            && a.measures.len() == b.measures.len()
            && (0..a.measures.len()).all(|at| self.keeps_measure(other, at, at))
            && a.caps.len() == b.caps.len()
            && a.caps.iter().zip(&b.caps).all(|(a, b)| a.when == b.when)
    }

    /// Whether a measure of this model scores as one of the other, on the same metrics.
    fn keeps_measure(&self, other: &Self, here: usize, there: usize) -> bool {
        let (Some(a), Some(b)) = (
            self.model().measures.get(here),
            other.model().measures.get(there),
        ) else {
            return false;
        };
        let kept = |m: &Measure| (m.missing, m.warn_after, m.expire_after, m.grace_days);
        let (a_plan, b_plan) = (&self.measures()[here], &other.measures()[there]);
        kept(a) == kept(b)
            && a.metric == b.metric
            && a.id == b.id
            && a_plan.transforms == b_plan.transforms
    }
}

/// The measures of a model on metrics that another model computed and that are its own too
/// ([`Compiled::keeps_metrics`]); those that score alike are not scored again.
#[must_use]
pub fn measure_again(
    (before, held): (&Compiled, &MeasureTable),
    compiled: &Compiled,
    data: &Dataset,
    metrics: &MetricTable,
) -> MeasureTable {
    let measures = &before.model().measures;
    measure_with(compiled, data, metrics, &|at| {
        let id = &compiled.model().measures.get(at)?.id;
        let was = measures.iter().position(|held| held.id == *id)?;
        let column = held.columns.get(was)?;
        before
            .keeps_measure(compiled, was, at)
            .then(|| Arc::clone(column))
    })
}
