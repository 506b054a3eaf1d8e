//! Edits of a model document as data: what a linter's fix, a difference and a merge are made of.

use crate::document::Model;
use crate::error::{ModelError, ModelErrorCode};
use crate::path::{DocPath, Step};
use serde::Serialize;
use serde_json::{Map, Value};

/// One edit of a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Patch {
    /// What is edited.
    pub path: DocPath,
    /// What stands there afterwards, as JSON: put in the place of what is there, added where nothing is (in a
    /// list: at that position, or behind the last for an id that no entry has); `None` takes it away.
    pub value: Option<Value>,
}

impl Patch {
    /// An edit that puts a value there.
    #[must_use]
    pub fn set(path: DocPath, value: impl Into<Value>) -> Self {
        Self {
            path,
            value: Some(value.into()),
        }
    }

    /// An edit that takes away what is there.
    #[must_use]
    pub fn remove(path: DocPath) -> Self {
        Self { path, value: None }
    }
}

impl Model {
    /// The document as a JSON value.
    ///
    /// # Errors
    /// None for a model whose numbers are finite.
    pub fn to_value(&self) -> Result<Value, ModelError> {
        serde_json::to_value(self).map_err(|error| syntax(&error.to_string()))
    }

    /// A document from its JSON value. It is read, not checked: see [`Model::validate`].
    ///
    /// # Errors
    /// A value that is not a model document.
    pub fn from_value(value: Value) -> Result<Self, ModelError> {
        serde_json::from_value(value).map_err(|error| syntax(&error.to_string()))
    }

    /// The document after edits, one after the other. It is not checked.
    ///
    /// # Errors
    /// A path that leads nowhere, or a document that does not read afterwards.
    pub fn patched(&self, patches: &[Patch]) -> Result<Self, ModelError> {
        let mut document = self.to_value()?;
        for patch in patches {
            apply(&mut document, patch)?;
        }
        Self::from_value(document)
    }
}

fn syntax(message: &str) -> ModelError {
    ModelError::new(ModelErrorCode::Syntax, "", message)
}

/// Carries out one edit.
pub(crate) fn apply(document: &mut Value, patch: &Patch) -> Result<(), ModelError> {
    let nowhere = || {
        let path = patch.path.to_string();
        ModelError::new(ModelErrorCode::Unknown, path, "leads nowhere")
    };
    let Some((last, way)) = patch.path.0.split_last() else {
        *document = patch.value.clone().ok_or_else(nowhere)?;
        return Ok(());
    };
    let mut parent = document;
    for step in way {
        // What a document leaves out as it is empty comes into being when something is put there.
        if let (Value::Object(fields), Step::Field(field), Some(_)) =
            (&mut *parent, step, &patch.value)
        {
            fields
                .entry(field)
                .or_insert_with(|| Value::Object(Map::new()));
        }
        parent = child(parent, step).ok_or_else(nowhere)?;
    }
    match (parent, last) {
        (Value::Object(fields), Step::Field(field)) => {
            match &patch.value {
                Some(value) => fields.insert(field.clone(), value.clone()),
                // Order is kept, so that a document changes nowhere else.
                None => fields.shift_remove(field),
            };
            Ok(())
        }
        (Value::Array(list), step) => {
            let position = match step {
                Step::At(position) => Some(*position).filter(|&at| at <= list.len()),
                Step::Id(id) => position_of(list, id).or(Some(list.len())),
                Step::Field(_) => None,
            };
            let position = position.ok_or_else(nowhere)?;
            match (&patch.value, list.get_mut(position)) {
                (Some(value), Some(slot)) => *slot = value.clone(),
                (Some(value), None) => list.push(value.clone()),
                (None, Some(_)) => {
                    list.remove(position);
                }
                (None, None) => return Err(nowhere()),
            }
            Ok(())
        }
        _ => Err(nowhere()),
    }
}

fn child<'v>(parent: &'v mut Value, step: &Step) -> Option<&'v mut Value> {
    match (parent, step) {
        (Value::Object(fields), Step::Field(field)) => fields.get_mut(field),
        (Value::Array(list), Step::At(position)) => list.get_mut(*position),
        (Value::Array(list), Step::Id(id)) => {
            let position = position_of(list, id)?;
            list.get_mut(position)
        }
        _ => None,
    }
}

/// Position of the entry with an id.
pub(crate) fn position_of(list: &[Value], id: &str) -> Option<usize> {
    let of = |entry: &Value| entry.get("id").and_then(Value::as_str) == Some(id);
    list.iter().position(of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shipped;
    use serde_json::json;

    fn model() -> Model {
        Model::parse(shipped()[0].json()).unwrap()
    }

    #[test]
    fn a_document_survives_the_way_through_json_values() {
        for shipped in shipped() {
            let mut model = Model::parse(shipped.json()).unwrap();
            model.measures[0].weight = 100.0 / 3.0; // seventeen digits
            model.signals = Some(model.signals().to_vec());
            model.stages = Some(model.stages().clone());
            model.tiers = Some(model.tiers().clone());
            model.plays = Some(model.plays().to_vec());
            assert_eq!(model.patched(&[]).unwrap(), model);
        }
    }

    #[test]
    fn a_patch_changes_its_place_and_nothing_else() {
        let model = model();
        let weight = DocPath::of("measures").id("seats").field("weight");
        assert_eq!(weight.to_string(), r#"measures["seats"].weight"#);
        let note = Patch::set(
            DocPath::of("variants").at(0).field("weights").field("nps"),
            3.5,
        );
        let gone = Patch::remove(DocPath::of("caps").at(1));
        let edited = model.patched(&[Patch::set(weight, 7), note, gone]).unwrap();
        let mut expected = model.clone();
        let at = expected
            .measures
            .iter()
            .position(|m| m.id == "seats")
            .unwrap();
        expected.measures[at].weight = 7.0;
        expected.variants[0].weights.insert("nps".to_owned(), 3.5);
        expected.caps.remove(1);
        assert_eq!(edited, expected);
    }

    #[test]
    fn what_leads_nowhere_or_reads_no_more_is_refused() {
        let refused = |path, value| model().patched(&[Patch { path, value }]).unwrap_err().code;
        let nowhere = DocPath::of("measures").at(999).field("weight");
        assert_eq!(refused(nowhere, Some(json!(1))), ModelErrorCode::Unknown);
        assert_eq!(refused(DocPath::of("name"), None), ModelErrorCode::Syntax);
    }
}
