//! Where in a model document something stands, as faults, findings and patches name it.

use serde::{Serialize, Serializer};
use serde_json::Value;
use std::fmt;

/// One step from a value to a part of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A field of an object, or the key of a map.
    Field(String),
    /// A position in a list, from 0.
    At(usize),
    /// The entry of a list that has this id. Holds whatever comes before it, as positions do not.
    Id(String),
}

/// A way from the document to a part of it; empty for the document itself.
///
/// Reads `measures[3].transform.linear.best`, with ids instead of positions `measures["logins"].weight`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocPath(pub Vec<Step>);

impl DocPath {
    /// The way to a field of the document.
    #[must_use]
    pub fn of(field: &str) -> Self {
        Self::default().field(field)
    }

    /// One step on: a field.
    #[must_use]
    pub fn field(&self, field: &str) -> Self {
        self.on(Step::Field(field.to_owned()))
    }

    /// One step on: a position.
    #[must_use]
    pub fn at(&self, position: usize) -> Self {
        self.on(Step::At(position))
    }

    /// One step on: the entry with an id.
    #[must_use]
    pub fn id(&self, id: &str) -> Self {
        self.on(Step::Id(id.to_owned()))
    }

    /// What stands there in a document's JSON value.
    #[must_use]
    pub fn value_in<'v>(&self, document: &'v Value) -> Option<&'v Value> {
        self.0
            .iter()
            .try_fold(document, |value, step| match (value, step) {
                (Value::Object(fields), Step::Field(field)) => fields.get(field),
                (Value::Array(list), Step::At(position)) => list.get(*position),
                (Value::Array(list), Step::Id(id)) => {
                    list.get(crate::patch::position_of(list, id)?)
                }
                _ => None,
            })
    }

    fn on(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

impl fmt::Display for DocPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            match step {
                Step::Field(field) if i == 0 => f.write_str(field)?,
                Step::Field(field) => write!(f, ".{field}")?,
                Step::At(position) => write!(f, "[{position}]")?,
                Step::Id(id) => write!(f, "[{id:?}]")?,
            }
        }
        Ok(())
    }
}

impl Serialize for DocPath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
