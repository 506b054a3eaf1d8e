//! A model as the accounts of one of its variants see it, and edits made there as edits of the variant: whoever edits
//! weights, curves and bands need not know for whom.

use super::{Edit, apply_all};
use crate::document::{Model, Variant};
use crate::error::ModelError;

/// The model with the weights, curves, factors and bands that hold for a variant in the place of its own; `None` where
/// it has no such variant. Key accounts of a variant with factors of its own are weighed by these, too.
#[must_use]
pub fn seen_by(model: &Model, variant: &str) -> Option<Model> {
    let of = find(model, variant)?;
    let mut seen = model.clone();
    for measure in &mut seen.measures {
        if let Some(weight) = of.weights.get(&measure.id) {
            measure.weight = *weight;
        }
        if let Some(transform) = of.transforms.get(&measure.id) {
            measure.transform.clone_from(transform);
        }
    }
    for group in &mut seen.groups {
        if let Some(weight) = of.group_weights.get(&group.id) {
            group.weight = *weight;
        }
    }
    if let Some(factors) = of.factors {
        seen.factors.default = factors;
        seen.factors.key_account = factors;
    }
    if let Some(bands) = &of.bands {
        seen.bands.clone_from(bands);
    }
    Some(seen)
}

/// Edits of what [`seen_by`] shows, as edits of the model: weights, curves, factors and bands become the variant's own
/// where they differ from the model's, everything else is the model's as ever.
///
/// # Errors
/// As [`apply_all`].
pub fn scoped(model: &Model, variant: &str, edits: &[Edit]) -> Result<Vec<Edit>, ModelError> {
    let (Some(seen), Some(of)) = (seen_by(model, variant), find(model, variant)) else {
        return Ok(edits.to_vec());
    };
    let (of_variant, mut scoped): (Vec<Edit>, Vec<Edit>) =
        edits.iter().cloned().partition(is_of_variant);
    if !of_variant.is_empty() {
        let next = apply_all(&seen, &of_variant)?;
        scoped.push(Edit::Variant(of_seen(model, of, (&seen, &next))));
    }
    Ok(scoped)
}

fn is_of_variant(edit: &Edit) -> bool {
    match edit {
        Edit::Weight(_) | Edit::Factors(_) => true,
        Edit::Transform(set) => set.variant.is_none(),
        Edit::Bands(set) => set.variant.is_none(),
        _ => false,
    }
}

fn find<'m>(model: &'m Model, variant: &str) -> Option<&'m Variant> {
    model.variants.iter().find(|held| held.id == variant)
}

/// The variant by which the model is seen as `next`.
fn of_seen(model: &Model, of: &Variant, (seen, next): (&Model, &Model)) -> Variant {
    let mut own = Variant {
        weights: Default::default(),
        group_weights: Default::default(),
        transforms: Default::default(),
        ..of.clone()
    };
    for (measure, now) in model.measures.iter().zip(&next.measures) {
        if now.weight != measure.weight {
            own.weights.insert(measure.id.clone(), now.weight);
        }
        if now.transform != measure.transform {
            let transform = now.transform.clone();
            own.transforms.insert(measure.id.clone(), transform);
        }
    }
    for (group, now) in model.groups.iter().zip(&next.groups) {
        if now.weight != group.weight {
            own.group_weights.insert(group.id.clone(), now.weight);
        }
    }
    if next.factors.default != seen.factors.default {
        own.factors = Some(next.factors.default);
    }
    if next.bands != seen.bands {
        own.bands = Some(next.bands.clone()).filter(|bands| *bands != model.bands);
    }
    own
}
