//! Why health changed between two evaluations: a split that sums to the difference (SPEC §4).
//!
//! The steps are taken in SPEC's order, each from the state that the one before left:
//! the new model on the old data; the new variant or tier; the measures that came or went (what is
//! there at both ends keeps its old score, what arrived takes its new one); the behaviour of each
//! measure there at both ends, `W₁·(s₁−s₀)`; caps; the override.

use crate::compiled::Compiled;
use crate::explanation::{Explanation, MeasureExplanation};
use crate::measure_table::missing_score;
use perennial_data::{Bilingual, Day};
use serde::{Deserialize, Serialize};

/// The difference of an account's value between two dates, split.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Change {
    /// The earlier date.
    pub from: Day,
    /// The later date.
    pub to: Day,
    /// The final value then.
    pub before: Option<f64>,
    /// The final value now.
    pub after: Option<f64>,
    /// Now less then; `None` if either is missing.
    pub difference: Option<f64>,
    /// The split; `None` where health itself is missing at an end, so that there is nothing to split.
    pub parts: Option<Parts>,
}

/// Parts that sum to the difference, to 1e-9.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Parts {
    /// The new version of the model on the old data, its caps included.
    pub model: f64,
    /// Another variant, or having become a key account or ceased to be one.
    pub variant: f64,
    /// Measures that came or went.
    pub data: f64,
    /// Ids of the measures that came.
    pub arrived: Vec<String>,
    /// Ids of the measures that went.
    pub gone: Vec<String>,
    /// The measures that are there at both ends, in the model's order.
    pub behaviour: Vec<Behaviour>,
    /// Caps.
    pub caps: f64,
    /// The override.
    pub overridden: f64,
}

/// One measure's own part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Behaviour {
    /// The measure's id.
    pub measure: String,
    /// Its name.
    pub title: Bilingual,
    /// The metric's value then.
    pub value_before: Option<f64>,
    /// The metric's value now.
    pub value_after: Option<f64>,
    /// The score then, under the weights and thresholds of now.
    pub score_before: f64,
    /// The score now.
    pub score_after: f64,
    /// Effective weight now.
    pub weight: f64,
    /// `weight · (score_after − score_before)`.
    pub part: f64,
}

impl Parts {
    /// The sum of all parts.
    #[must_use]
    pub fn sum(&self) -> f64 {
        let behaviour: f64 = self.behaviour.iter().map(|b| b.part).sum();
        self.model + self.variant + self.data + behaviour + self.caps + self.overridden
    }
}

/// Splits the difference between `before` (the old model on the old data) and `after` (the model of
/// now on the data of now). `carried` is the model of now on the old data; where the model is the
/// same it is `before` itself. `compiled` is the model of now.
#[must_use]
pub fn change(
    compiled: &Compiled,
    before: &Explanation,
    carried: &Explanation,
    after: &Explanation,
) -> Change {
    let difference = match (before.value, after.value) {
        (Some(before), Some(after)) => Some(after - before),
        _ => None,
    };
    Change {
        from: before.as_of,
        to: after.as_of,
        before: before.value,
        after: after.value,
        difference,
        parts: parts(compiled, before, carried, after),
    }
}

fn parts(
    compiled: &Compiled,
    before: &Explanation,
    carried: &Explanation,
    after: &Explanation,
) -> Option<Parts> {
    let h0 = before.health?;
    after.health?;
    let cap_effect = |e: &Explanation| e.capped.unwrap_or(0.0) - e.health.unwrap_or(0.0);
    let by_hand = |e: &Explanation| e.value.unwrap_or(0.0) - e.capped.unwrap_or(0.0);
    // A state in between may have no health where both ends do: it then changes nothing.
    let carried_health = carried.health.unwrap_or(h0);
    let carried_caps = if carried.health.is_some() {
        cap_effect(carried)
    } else {
        cap_effect(before)
    };
    let variant = variant_of(compiled, after);
    let set = compiled.set(variant, after.key_account);
    let moved =
        variant_of(compiled, carried) != variant || carried.key_account != after.key_account;
    let old: Vec<f64> = (carried.measures.iter().enumerate())
        .map(|(m, measure)| match moved {
            true => rescored(compiled, m, variant, measure, carried.tenure_months),
            false => score(measure),
        })
        .collect();
    let there_before = |m: usize| carried.measures[m].state.counts() && !old[m].is_nan();
    let there_after = |m: usize| after.measures[m].state.counts();
    let health = |scores: &[f64]| {
        let weights = set.effective(compiled.layout(), |m| !scores[m].is_nan());
        let parts = weights.iter().zip(scores).filter(|(_, s)| !s.is_nan());
        let sum: f64 = parts.map(|(w, s)| w * s).sum();
        let weight: f64 = weights.iter().sum();
        (weight > 0.0).then_some(sum)
    };
    let in_variant = if moved {
        health(&old).unwrap_or(carried_health)
    } else {
        carried_health
    };
    let behaviour: Vec<Behaviour> = (after.measures.iter().enumerate())
        .filter(|&(m, _)| there_before(m) && there_after(m))
        .map(|(m, measure)| behaviour(&carried.measures[m], measure, old[m]))
        .collect();
    // What is there at both ends keeps its old score, everything else is as it is now.
    let with_data: f64 = (after.measures.iter().enumerate())
        .map(|(m, measure)| match there_before(m) && there_after(m) {
            true => measure.effective_weight * old[m],
            false => measure.contribution,
        })
        .sum();
    let ids = |pick: &dyn Fn(usize) -> bool| {
        let measures = after.measures.iter().enumerate();
        let picked = measures.filter(|&(m, _)| pick(m));
        picked.map(|(_, measure)| measure.id.clone()).collect()
    };
    Some(Parts {
        model: carried_health + carried_caps - h0 - cap_effect(before),
        variant: in_variant - carried_health,
        data: with_data - in_variant,
        arrived: ids(&|m| !there_before(m) && there_after(m)),
        gone: ids(&|m| there_before(m) && !there_after(m)),
        behaviour,
        caps: cap_effect(after) - carried_caps,
        overridden: by_hand(after) - by_hand(before),
    })
}

fn behaviour(before: &MeasureExplanation, after: &MeasureExplanation, old: f64) -> Behaviour {
    let new = score(after);
    Behaviour {
        measure: after.id.clone(),
        title: after.title.clone(),
        value_before: before.value,
        value_after: after.value,
        score_before: old,
        score_after: new,
        weight: after.effective_weight,
        part: after.effective_weight * (new - old),
    }
}

fn variant_of(compiled: &Compiled, explanation: &Explanation) -> usize {
    let position = explanation.variant.as_ref().map(|variant| variant.position);
    position.unwrap_or(compiled.n_variants() - 1)
}

fn score(measure: &MeasureExplanation) -> f64 {
    measure.score.unwrap_or(f64::NAN)
}

/// The score of a measure's value under the transforms of another variant.
fn rescored(
    compiled: &Compiled,
    position: usize,
    variant: usize,
    measure: &MeasureExplanation,
    tenure_months: Option<i32>,
) -> f64 {
    if !measure.state.counts() {
        return score(measure);
    }
    let transform = &compiled.measures()[position].transforms[variant];
    let fresh = match (&measure.word, measure.value) {
        (Some(word), _) => transform.word(word).unwrap_or(f64::NAN),
        (None, Some(value)) => transform.number(value, tenure_months),
        (None, None) => f64::NAN,
    };
    if fresh.is_nan() {
        missing_score(measure.missing)
    } else {
        fresh
    }
}
