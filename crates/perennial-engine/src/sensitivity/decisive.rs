//! Which measure decides whom: the accounts that would be in another band without it, or if it scored a little more or
//! less.

use super::Base;
use crate::measure_table::PRESENT;
use crate::model::clamp;
use perennial_data::AccountIdx;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The accounts whose band hangs on one measure, by number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decisive {
    /// The measure's id.
    pub measure: String,
    /// In another band if the model did not have it; `None` where the model has no weight without it.
    pub without: Option<Vec<AccountIdx>>,
    /// In another band if it scored so many points more.
    pub more: Vec<AccountIdx>,
    /// In another band if it scored so many points less.
    pub less: Vec<AccountIdx>,
}

/// For every measure of the model, in its order; `points` is by how much scores are moved, held within 0 to 100. Only
/// real data is moved, and caps that ask for the score follow.
#[must_use]
pub fn decisive(base: &Base<'_>, points: f64) -> Vec<Decisive> {
    let model = base.compiled.model();
    let mut measures = base.run.measures.clone();
    let mut all = Vec::with_capacity(model.measures.len());
    for (position, measure) in model.measures.iter().enumerate() {
        let without = base.compiled.reweighted(|model| {
            model.measures[position].weight = 0.0;
            for variant in &mut model.variants {
                variant.weights.insert(measure.id.clone(), 0.0);
            }
        });
        let without = without.ok().map(|other| {
            let evaluation = base.score(&other, &base.run.measures);
            moved(base, &evaluation)
        });
        let mut by = |points: f64| {
            let own = &base.run.measures.columns[position];
            let states = own.states.iter();
            let shifted =
                own.scores
                    .iter()
                    .zip(states)
                    .map(|(&score, state)| match state & PRESENT {
                        0 => score,
                        _ => clamp(score + points),
                    });
            Arc::make_mut(&mut measures.columns[position]).scores = shifted.collect();
            measures.refresh_caps(base.compiled, base.data, &base.run.metrics, position);
            let found = moved(base, &base.score(base.compiled, &measures));
            measures.restore(&base.run.measures, position);
            found
        };
        all.push(Decisive {
            measure: measure.id.clone(),
            without,
            more: by(points),
            less: by(-points),
        });
    }
    all
}

fn moved(base: &Base<'_>, evaluation: &crate::evaluation::Evaluation) -> Vec<AccountIdx> {
    let bands = base.run.evaluation.bands.iter().zip(&evaluation.bands);
    let accounts = bands.zip(&evaluation.exists).zip(0_u32..);
    accounts
        .filter(|(((before, after), exists), _)| **exists && before != after)
        .map(|(_, account)| account)
        .collect()
}
