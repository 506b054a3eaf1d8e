//! The split itself, in numbers: what explanations of single accounts and sums over many share.

use super::counted;
use crate::compiled::Compiled;

/// An account at one end: a model on the data of a date.
pub(super) struct End {
    pub(super) health: Option<f64>,
    pub(super) capped: Option<f64>,
    pub(super) value: Option<f64>,
    /// The default is the number after the last.
    pub(super) variant: usize,
    pub(super) key_account: bool,
    /// Per measure, NaN where it does not count.
    pub(super) scores: Vec<f64>,
    /// Per measure, whether it is real data.
    pub(super) counts: Vec<bool>,
    /// Per measure, the effective weight.
    pub(super) weights: Vec<f64>,
}

/// The parts, measures by position.
pub(super) struct Split {
    pub(super) model: f64,
    pub(super) variant: f64,
    pub(super) data: f64,
    pub(super) arrived: Vec<usize>,
    pub(super) gone: Vec<usize>,
    pub(super) behaviour: Vec<Moved>,
    pub(super) caps: f64,
    pub(super) overridden: f64,
}

/// One measure that is there at both ends.
pub(super) struct Moved {
    pub(super) measure: usize,
    pub(super) before: f64,
    pub(super) after: f64,
    pub(super) weight: f64,
    pub(super) part: f64,
}

/// Splits what lies between `before` (of which only health counts, as its model may be another) and `after`; `carried`
/// is the model of `after` on the data of `before`. `raw` scores a measure's value of then under a variant.
pub(super) fn split(
    compiled: &Compiled,
    before: &End,
    carried: &End,
    after: &End,
    raw: &dyn Fn(usize, usize) -> Option<f64>,
) -> Option<Split> {
    let h0 = before.health?;
    after.health?;
    let cap_effect = |end: &End| end.capped.unwrap_or(0.0) - end.health.unwrap_or(0.0);
    let by_hand = |end: &End| end.value.unwrap_or(0.0) - end.capped.unwrap_or(0.0);
    // A state in between may have no health where both ends do: it then changes nothing.
    let carried_health = carried.health.unwrap_or(h0);
    let carried_caps = if carried.health.is_some() {
        cap_effect(carried)
    } else {
        cap_effect(before)
    };
    let set = compiled.set(after.variant, after.key_account);
    let moved = carried.variant != after.variant || carried.key_account != after.key_account;
    let measures = 0..after.scores.len();
    let old: Vec<f64> = measures
        .clone()
        .map(|m| match moved && carried.counts[m] {
            true => counted(compiled, m, raw(m, after.variant)),
            false => carried.scores[m],
        })
        .collect();
    let there_before = |m: usize| carried.counts[m] && !old[m].is_nan();
    let there_after = |m: usize| after.counts[m];
    let in_variant = if moved {
        let weights = set.effective(compiled.layout(), |m| !old[m].is_nan());
        let parts = weights.iter().zip(&old).filter(|(_, s)| !s.is_nan());
        let sum: f64 = parts.map(|(w, s)| w * s).sum();
        let weight: f64 = weights.iter().sum();
        if weight > 0.0 { sum } else { carried_health }
    } else {
        carried_health
    };
    let behaviour: Vec<Moved> = (measures.clone())
        .filter(|&m| there_before(m) && there_after(m))
        .map(|m| Moved {
            measure: m,
            before: old[m],
            after: after.scores[m],
            weight: after.weights[m],
            part: after.weights[m] * (after.scores[m] - old[m]),
        })
        .collect();
    // What is there at both ends keeps its old score, everything else is as it is now.
    let with_data: f64 = (measures.clone())
        .map(|m| match there_before(m) && there_after(m) {
            true => after.weights[m] * old[m],
            false if after.scores[m].is_nan() => 0.0,
            false => after.weights[m] * after.scores[m],
        })
        .sum();
    let picked = |pick: &dyn Fn(usize) -> bool| measures.clone().filter(|&m| pick(m)).collect();
    Some(Split {
        model: carried_health + carried_caps - h0 - cap_effect(before),
        variant: in_variant - carried_health,
        data: with_data - in_variant,
        arrived: picked(&|m| !there_before(m) && there_after(m)),
        gone: picked(&|m| there_before(m) && !there_after(m)),
        behaviour,
        caps: cap_effect(after) - carried_caps,
        overridden: by_hand(after) - by_hand(before),
    })
}
