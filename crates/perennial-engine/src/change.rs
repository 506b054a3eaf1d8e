//! Why health changed between two evaluations: a split that sums to the difference (SPEC §4).
//!
//! The steps are taken in SPEC's order, each from the state that the one before left:
//! the new model on the old data; the new variant or tier; the measures that came or went (what is
//! there at both ends keeps its old score, what arrived takes its new one); the behaviour of each
//! measure there at both ends, `W₁·(s₁−s₀)`; caps; the override.

mod over;
mod split;

pub use over::{Crossing, PortfolioChange, change_over};

use crate::compiled::Compiled;
use crate::explanation::Explanation;
use crate::hypothesis::{Taken, scored_by};
use crate::measure_table::missing_score;
use perennial_data::{Bilingual, Day};
use serde::{Deserialize, Serialize};
use split::{End, split};

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
    let raw = |measure: usize, variant: usize| {
        let explained = carried.measures.get(measure)?;
        let word = explained.word.clone().map(Taken::Word);
        let taken = word.or(explained.value.map(Taken::Number))?;
        let transform = &compiled.measures()[measure].transforms[variant];
        Some(scored_by(transform, &taken, carried.tenure_months))
    };
    let end = |explanation| end(compiled, explanation);
    let split = split(compiled, &end(before), &end(carried), &end(after), &raw)?;
    let ids = |positions: &[usize]| {
        let measures = positions.iter().filter_map(|&m| after.measures.get(m));
        measures.map(|measure| measure.id.clone()).collect()
    };
    let behaviour = split.behaviour.iter().map(|moved| {
        let (old, new) = (
            &carried.measures[moved.measure],
            &after.measures[moved.measure],
        );
        Behaviour {
            measure: new.id.clone(),
            title: new.title.clone(),
            value_before: old.value,
            value_after: new.value,
            score_before: moved.before,
            score_after: moved.after,
            weight: moved.weight,
            part: moved.part,
        }
    });
    Some(Parts {
        model: split.model,
        variant: split.variant,
        data: split.data,
        arrived: ids(&split.arrived),
        gone: ids(&split.gone),
        behaviour: behaviour.collect(),
        caps: split.caps,
        overridden: split.overridden,
    })
}

fn end(compiled: &Compiled, explanation: &Explanation) -> End {
    let position = explanation.variant.as_ref().map(|variant| variant.position);
    let measures = || explanation.measures.iter();
    End {
        health: explanation.health,
        capped: explanation.capped,
        value: explanation.value,
        variant: position.unwrap_or(compiled.n_variants() - 1),
        key_account: explanation.key_account,
        scores: measures().map(|m| m.score.unwrap_or(f64::NAN)).collect(),
        counts: measures().map(|m| m.state.counts()).collect(),
        weights: measures().map(|m| m.effective_weight).collect(),
    }
}

/// What a measure counts as by a fresh score, NaN where it has none.
fn counted(compiled: &Compiled, measure: usize, fresh: Option<f64>) -> f64 {
    let fresh = fresh.filter(|fresh| !fresh.is_nan());
    let missing = compiled.model().measures[measure].missing;
    fresh.unwrap_or_else(|| missing_score(missing))
}
