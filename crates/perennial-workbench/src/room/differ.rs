//! Places of model documents in words: what they are called, and what stands there.

use crate::room::live::number;
use perennial_data::Bilingual;
use perennial_engine::Model;
use perennial_engine::model::{Conflict, DocPath, PathStep as Step, Rule, Transform, pack};
use perennial_protocol::view::{ConflictView, DifferenceView, PlaceStep, PlaceView, SaidView};
use serde_json::Value;

/// Characters of JSON that are shown.
const JSON: usize = 160;

/// Two documents that are compared, as values too.
pub(super) struct Both {
    models: [Model; 2],
    values: [Value; 2],
}

impl Both {
    pub(super) fn new(old: &Model, new: &Model) -> Self {
        let value = |model: &Model| model.to_value().unwrap_or_default();
        Self {
            values: [value(old), value(new)],
            models: [old.clone(), new.clone()],
        }
    }

    /// What differs from the first to the second.
    pub(super) fn differences(&self) -> Vec<DifferenceView> {
        let [old, new] = &self.models;
        let found = old.differences(new).unwrap_or_default().into_iter();
        let views = found.filter(|of| !is_of_version(&of.path));
        let view = |of: perennial_engine::model::Difference| DifferenceView {
            old: self.said(&of.path, of.old.as_ref(), of.is_order),
            new: self.said(&of.path, of.new.as_ref(), of.is_order),
            place: self.place(&of.path),
        };
        views.map(view).collect()
    }

    pub(super) fn conflict(&self, of: &Conflict) -> ConflictView {
        let said = |value: &Option<Value>| self.said(&of.path, value.as_ref(), of.is_order);
        ConflictView {
            place: self.place(&of.path),
            base: said(&of.base),
            ours: said(&of.ours),
            theirs: said(&of.theirs),
            is_order: of.is_order,
        }
    }

    fn place(&self, path: &DocPath) -> PlaceView {
        let mut here = DocPath::default();
        let mut parent = String::new();
        let mut steps = Vec::with_capacity(path.0.len());
        for step in &path.0 {
            here.0.push(step.clone());
            steps.push(match step {
                Step::Field(name) => match self.key(&parent, name) {
                    Some(title) => PlaceStep::Named(title),
                    None => PlaceStep::Field(name.clone()),
                },
                Step::At(at) => PlaceStep::At(number(at + 1)),
                Step::Id(id) => match self.entry(&here) {
                    Some(title) => PlaceStep::Named(title),
                    None => PlaceStep::Field(id.clone()),
                },
            });
            if let Step::Field(name) = step {
                parent.clone_from(name);
            }
        }
        PlaceView {
            path: path.to_string(),
            steps,
        }
    }

    /// What the key of a map is called: maps of variants go by the ids of measures and groups.
    fn key(&self, parent: &str, key: &str) -> Option<Bilingual> {
        match parent {
            "weights" | "transforms" => self.measure(key),
            "group_weights" => {
                let groups = self.models.iter().rev().flat_map(|model| &model.groups);
                let mut of_id = groups.filter(|group| group.id == key);
                of_id.next().map(|group| group.title.clone())
            }
            _ => None,
        }
    }

    fn measure(&self, id: &str) -> Option<Bilingual> {
        self.models.iter().rev().find_map(|model| {
            let measure = model.measures.iter().find(|measure| measure.id == id)?;
            let of_metric = || Some(model.metric(&measure.metric)?.title.clone());
            measure.title.clone().or_else(of_metric)
        })
    }

    /// What the entry of a list is called.
    fn entry(&self, path: &DocPath) -> Option<Bilingual> {
        if let [Step::Field(list), Step::Id(id)] = path.0.as_slice()
            && list == "measures"
        {
            return self.measure(id);
        }
        self.values.iter().rev().find_map(|document| {
            let title = path.value_in(document)?.get("title")?;
            serde_json::from_value(title.clone()).ok()
        })
    }

    fn said(&self, path: &DocPath, value: Option<&Value>, is_order: bool) -> Option<SaidView> {
        let value = value?;
        if is_order {
            let ids = value.as_array()?.iter().filter_map(Value::as_str);
            let named = ids.map(|id| match self.entry(&path.id(id)) {
                Some(title) => PlaceStep::Named(title),
                None => PlaceStep::Field(id.to_owned()),
            });
            return Some(SaidView::List(named.collect()));
        }
        Some(match value {
            Value::Bool(flag) => SaidView::Flag(*flag),
            Value::Number(number) => SaidView::Number(number.as_f64().unwrap_or(f64::NAN)),
            Value::String(text) => SaidView::Text(text.clone()),
            other => {
                let entry = matches!(path.0.last(), Some(Step::Id(_)));
                let title = entry.then(|| self.entry(path)).flatten();
                title.map_or_else(|| whole(path, other), SaidView::Name)
            }
        })
    }
}

/// A value that is more than one number or word.
fn whole(path: &DocPath, value: &Value) -> SaidView {
    let last = path.0.last();
    let is_field = |name: &str| matches!(last, Some(Step::Field(field)) if field == name);
    if let Ok(transform) = serde_json::from_value::<Transform>(value.clone()) {
        return SaidView::Curve(pack(&transform));
    }
    if is_field("when")
        && let Ok(rules) = serde_json::from_value::<Vec<Rule>>(value.clone())
    {
        return SaidView::Rules(pack(&rules));
    }
    let title = value.get("title").unwrap_or(value);
    if let Ok(name) = serde_json::from_value::<Bilingual>(title.clone()) {
        return SaidView::Name(name);
    }
    let text = value.to_string();
    let mut short: String = text.chars().take(JSON).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    SaidView::Json(short)
}

/// Who made the version, when and why: not what the model says.
fn is_of_version(path: &DocPath) -> bool {
    let of_version = ["revision", "author", "note", "created_on"];
    matches!(path.0.as_slice(), [Step::Field(name)] if of_version.contains(&name.as_str()))
}
