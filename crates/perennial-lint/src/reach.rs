//! How low and how high health can be at all under a model: what its transforms can score.

use perennial_model::{Missing, Model, Step, Transform, Variant};

/// The lowest and the highest score of a transform; `None` where it scores nothing.
fn of_transform(transform: &Transform) -> Option<(f64, f64)> {
    let among = |scores: &mut dyn Iterator<Item = f64>| {
        scores.fold(None, |range: Option<(f64, f64)>, score| {
            let (low, high) = range.unwrap_or((score, score));
            Some((low.min(score), high.max(score)))
        })
    };
    let of_steps = |steps: &[Step]| among(&mut steps.iter().map(|step| step.score));
    match transform {
        Transform::Linear(_) | Transform::HalfLife(_) | Transform::Target(_) => Some((0.0, 100.0)),
        Transform::Bands(steps) => of_steps(steps),
        Transform::Matrix(rows) => {
            let ranges = rows.iter().filter_map(|row| of_steps(&row.bands));
            among(&mut ranges.flat_map(|(low, high)| [low, high]))
        }
        Transform::Categories(words) => {
            among(&mut words.scores.values().copied().chain(words.other))
        }
    }
}

/// Between which values health before caps lies, whatever the data: a mean of scores never leaves the range of the
/// scores that weigh anything. `None` where nothing can score.
pub(crate) fn of_health(model: &Model, variant: Option<&Variant>) -> Option<(f64, f64)> {
    let mut range: Option<(f64, f64)> = None;
    for measure in &model.measures {
        let own = variant.and_then(|v| v.weights.get(&measure.id).copied());
        let group = model.groups.iter().find(|group| group.id == measure.group);
        let of_group = variant.and_then(|v| v.group_weights.get(&measure.group).copied());
        let of_group = of_group.or(group.map(|group| group.weight));
        if own.unwrap_or(measure.weight) <= 0.0 || of_group.unwrap_or_default() <= 0.0 {
            continue;
        }
        let transform = variant.and_then(|v| v.transforms.get(&measure.id));
        let scored = of_transform(transform.unwrap_or(&measure.transform));
        let instead = match measure.missing {
            Missing::Neutral => Some((50.0, 50.0)),
            Missing::Zero => Some((0.0, 0.0)),
            Missing::Reweight | Missing::Block => None,
        };
        for (low, high) in scored.into_iter().chain(instead) {
            let (lowest, highest) = range.unwrap_or((low, high));
            range = Some((lowest.min(low), highest.max(high)));
        }
    }
    range
}
