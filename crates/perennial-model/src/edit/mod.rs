//! Typed changes of a model document. Pure: a model and an edit give the next model, or say what in it
//! would make no sense. Whatever comes out is valid and can be written down.
//!
//! Things are named by their ids, and set whole: what is there under the id is replaced, what is not there
//! is added at the end. An edit therefore says the same whoever makes it and can be compared.

mod packed;
mod remove;
#[cfg(test)]
mod schema_tests;
mod scope;
#[cfg(test)]
mod tests;
mod weight;

use crate::document::{
    Band, Cap, Factors, Group, Measure, MetricDecl, Missing, Model, Transform, Variant,
};
use crate::error::{ModelError, ModelErrorCode as Code};
use crate::life::Signal;
use perennial_data::{Bilingual, Day};

pub use scope::{scoped, seen_by};
pub use weight::{Weight, Weighted};

/// One change of a model document.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Moves a weight; the others make room as it says.
    Weight(Weight),
    /// How the two factors are put together.
    Factors(Factors),
    /// How a measure scores values.
    Transform(SetTransform),
    /// What a missing value of a measure does.
    Missing(SetMissing),
    /// How old the values of a measure may be, and from which age of a customer on they count.
    Ages(SetAges),
    /// A measure, added or replaced.
    Measure(Measure),
    /// Takes a measure out, and with it what variants say of it.
    RemoveMeasure(String),
    /// A group, added or replaced.
    Group(Group),
    /// Takes a group out that has no measures.
    RemoveGroup(String),
    /// The cuts between the bands.
    Bands(SetBands),
    /// Share of weight that real data must back, 0 to 1.
    Coverage(f64),
    /// An upper limit, added or replaced.
    Cap(Cap),
    /// Takes an upper limit away.
    RemoveCap(String),
    /// A variant, added (in front of the default) or replaced.
    Variant(Variant),
    /// Takes a variant away.
    RemoveVariant(String),
    /// Moves a variant in the order in which they are tried.
    MoveVariant(Move),
    /// A metric of the model's own, added or replaced.
    Metric(MetricDecl),
    /// Takes a metric of the model's own away, which nothing may use.
    RemoveMetric(String),
    /// A signal, added or replaced; from then on the model has its own list.
    Signal(Signal),
    /// Takes a signal away; what is done when it opens has nothing to begin it then.
    RemoveSignal(String),
    /// What the model is called.
    Name(Bilingual),
}

/// See [`Edit::Transform`].
#[derive(Clone, Debug, PartialEq)]
pub struct SetTransform {
    /// The measure's id.
    pub measure: String,
    /// Only for accounts of this variant; `None`: the model's own.
    pub variant: Option<String>,
    /// `None`, for a variant: as the model has it.
    pub to: Option<Transform>,
}

/// See [`Edit::Missing`].
#[derive(Clone, Debug, PartialEq)]
pub struct SetMissing {
    /// The measure's id.
    pub measure: String,
    /// What a missing value does.
    pub to: Missing,
}

/// See [`Edit::Ages`]. Days.
#[derive(Clone, Debug, PartialEq)]
pub struct SetAges {
    /// The measure's id.
    pub measure: String,
    /// [`Measure::warn_after`]
    pub warn_after: Option<u32>,
    /// [`Measure::expire_after`]
    pub expire_after: Option<u32>,
    /// [`Measure::grace_days`]
    pub grace_days: u32,
    /// [`Measure::controllable`]
    pub controllable: bool,
}

/// See [`Edit::Bands`].
#[derive(Clone, Debug, PartialEq)]
pub struct SetBands {
    /// Only for accounts of this variant; `None`: the model's own.
    pub variant: Option<String>,
    /// From red to green. `None`, for a variant: as the model has them.
    pub to: Option<Vec<Band>>,
}

/// See [`Edit::MoveVariant`].
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// What is moved.
    pub id: String,
    /// Its position afterwards, from 0; past the end: the last.
    pub to: u32,
}

/// Who saves a version of a model, when and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Signature {
    /// The version's number.
    pub revision: u32,
    /// Who.
    pub author: String,
    /// Why; may be empty.
    pub note: String,
    /// When.
    pub on: Day,
}

/// The model after an edit.
///
/// # Errors
/// What would be impossible in it, with the path to it ([`Model::validate`]); [`Code::Unknown`] for an id that is
/// not there.
pub fn apply(model: &Model, edit: &Edit) -> Result<Model, ModelError> {
    apply_all(model, std::slice::from_ref(edit))
}

/// The model after several edits, which may pass through what is impossible.
///
/// # Errors
/// As [`apply`].
pub fn apply_all(model: &Model, edits: &[Edit]) -> Result<Model, ModelError> {
    let mut next = model.clone();
    for edit in edits {
        change(&mut next, edit)?;
    }
    next.validate()?;
    Ok(next)
}

/// The model as a version that is saved.
#[must_use]
pub fn sign(model: &Model, signature: Signature) -> Model {
    Model {
        revision: signature.revision,
        author: (!signature.author.is_empty()).then_some(signature.author),
        note: (!signature.note.is_empty()).then_some(signature.note),
        created_on: Some(signature.on),
        ..model.clone()
    }
}

fn change(model: &mut Model, edit: &Edit) -> Result<(), ModelError> {
    match edit {
        Edit::Weight(weight) => weight.apply(model)?,
        Edit::Factors(factors) => model.factors = *factors,
        Edit::Transform(set) => set_transform(model, set)?,
        Edit::Missing(set) => measure(model, &set.measure)?.missing = set.to,
        Edit::Ages(set) => {
            let measure = measure(model, &set.measure)?;
            measure.warn_after = set.warn_after;
            measure.expire_after = set.expire_after;
            measure.grace_days = set.grace_days;
            measure.controllable = set.controllable;
        }
        Edit::Measure(measure) => set(&mut model.measures, measure, |held| &held.id),
        Edit::RemoveMeasure(id) => remove::measure(model, id)?,
        Edit::Group(group) => set(&mut model.groups, group, |held| &held.id),
        Edit::RemoveGroup(id) => remove::group(model, id)?,
        Edit::Bands(set) => set_bands(model, set)?,
        Edit::Coverage(minimum) => model.coverage_minimum = *minimum,
        Edit::Cap(cap) => set(&mut model.caps, cap, |held| &held.id),
        Edit::RemoveCap(id) => remove::by_id(&mut model.caps, "caps", id, |held| &held.id)?,
        Edit::Variant(variant) => set(&mut model.variants, variant, |held| &held.id),
        Edit::RemoveVariant(id) => {
            remove::by_id(&mut model.variants, "variants", id, |held| &held.id)?;
        }
        Edit::MoveVariant(moved) => {
            let from = model.variants.iter().position(|held| held.id == moved.id);
            let from = from.ok_or_else(|| unknown("variants", &moved.id))?;
            let variant = model.variants.remove(from);
            let to = usize::try_from(moved.to).unwrap_or(usize::MAX);
            model.variants.insert(to.min(model.variants.len()), variant);
        }
        Edit::Metric(metric) => set(&mut model.metrics, metric, |held| &held.id),
        Edit::RemoveMetric(id) => {
            remove::by_id(&mut model.metrics, "metrics", id, |held| &held.id)?;
        }
        Edit::Signal(signal) => {
            let mut signals = model.signals().to_vec();
            set(&mut signals, signal, |held| &held.id);
            set_signals(model, signals);
        }
        Edit::RemoveSignal(id) => {
            let mut signals = model.signals().to_vec();
            remove::by_id(&mut signals, "signals", id, |held| &held.id)?;
            for other in &mut signals {
                other.silenced_by.retain(|silencing| silencing != id);
            }
            set_signals(model, signals);
        }
        Edit::Name(name) => model.name = name.clone(),
    }
    Ok(())
}

/// A list that is as it ships is not written down.
fn set_signals(model: &mut Model, signals: Vec<Signal>) {
    model.signals = None;
    if model.signals() != signals {
        model.signals = Some(signals);
    }
}

fn unknown(list: &str, id: &str) -> ModelError {
    ModelError::new(Code::Unknown, format!("{list}.{id}"), "there is none")
}

/// Replaces what has the id, else adds it at the end.
fn set<T: Clone>(list: &mut Vec<T>, item: &T, id: fn(&T) -> &String) {
    match list.iter_mut().find(|held| id(held) == id(item)) {
        Some(held) => held.clone_from(item),
        None => list.push(item.clone()),
    }
}

fn measure<'m>(model: &'m mut Model, id: &str) -> Result<&'m mut Measure, ModelError> {
    let found = model.measures.iter_mut().find(|held| held.id == id);
    found.ok_or_else(|| unknown("measures", id))
}

fn variant<'m>(model: &'m mut Model, id: &str) -> Result<&'m mut Variant, ModelError> {
    let found = model.variants.iter_mut().find(|held| held.id == id);
    found.ok_or_else(|| unknown("variants", id))
}

fn set_transform(model: &mut Model, set: &SetTransform) -> Result<(), ModelError> {
    match (&set.variant, &set.to) {
        (None, Some(to)) => measure(model, &set.measure)?.transform = to.clone(),
        (None, None) => {
            let path = format!("measures.{}.transform", set.measure);
            return Err(ModelError::new(Code::Transform, path, "is needed"));
        }
        (Some(id), Some(to)) => {
            let transforms = &mut variant(model, id)?.transforms;
            transforms.insert(set.measure.clone(), to.clone());
        }
        (Some(id), None) => {
            variant(model, id)?.transforms.remove(&set.measure);
        }
    }
    Ok(())
}

fn set_bands(model: &mut Model, set: &SetBands) -> Result<(), ModelError> {
    match (&set.variant, &set.to) {
        (Some(id), to) => variant(model, id)?.bands.clone_from(to),
        (None, Some(to)) => model.bands.clone_from(to),
        (None, None) => return Err(ModelError::new(Code::Bands, "bands", "are needed")),
    }
    Ok(())
}
