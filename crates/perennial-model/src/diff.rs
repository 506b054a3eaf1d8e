//! What differs between two versions of a model, field by field.

use crate::document::Model;
use crate::error::ModelError;
use crate::keyed::{Kind, entry, ids, kind};
use crate::patch::Patch;
use crate::path::{DocPath, Step};
use serde::Serialize;
use serde_json::Value;

/// One place that differs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// The place; entries of lists by their ids, where they have any.
    pub path: DocPath,
    /// What stood there; `None` if nothing did.
    pub old: Option<Value>,
    /// What stands there now; `None` if nothing does.
    pub new: Option<Value>,
    /// Entries of a list are the same but stand in another order: `old` and `new` are the ids of those that both have.
    pub is_order: bool,
}

impl Difference {
    /// The edit that makes the old version like the new one here; `None` for an order.
    #[must_use]
    pub fn patch(&self) -> Option<Patch> {
        (!self.is_order).then(|| Patch {
            path: self.path.clone(),
            value: self.new.clone(),
        })
    }
}

impl Model {
    /// What differs from this version to a later one, in the order of the document. Lists are compared by the ids of
    /// their entries, so that inserting one changes no other; lists without ids by position where they are of one
    /// length, else as a whole.
    ///
    /// # Errors
    /// None for models whose numbers are finite.
    pub fn differences(&self, new: &Self) -> Result<Vec<Difference>, ModelError> {
        let mut found = Vec::new();
        let (old, new) = (self.to_value()?, new.to_value()?);
        compare(&DocPath::default(), Some(&old), Some(&new), &mut found);
        Ok(found)
    }
}

fn compare(path: &DocPath, old: Option<&Value>, new: Option<&Value>, out: &mut Vec<Difference>) {
    if old == new {
        return;
    }
    let (Some(before), Some(after)) = (old, new) else {
        out.push(difference(path, old.cloned(), new.cloned(), false));
        return;
    };
    let field = match path.0.last() {
        Some(Step::Field(field)) => field,
        _ => "",
    };
    match (kind(field, &[before, after]), before, after) {
        (Kind::Fields, Value::Object(before), Value::Object(after)) => {
            let added = after.keys().filter(|name| !before.contains_key(*name));
            for name in before.keys().chain(added) {
                compare(&path.field(name), before.get(name), after.get(name), out);
            }
        }
        (Kind::Ids, Value::Array(before), Value::Array(after)) => {
            let (old, new) = (
                ids(before).unwrap_or_default(),
                ids(after).unwrap_or_default(),
            );
            let added = new.iter().filter(|id| !old.contains(id));
            for id in old.iter().chain(added) {
                compare(&path.id(id), entry(before, id), entry(after, id), out);
            }
            let common = |of: &[&str], other: &[&str]| -> Vec<Value> {
                let both = of.iter().filter(|id| other.contains(id));
                both.map(|id| Value::from(*id)).collect()
            };
            let (old, new) = (common(&old, &new), common(&new, &old));
            if old != new {
                out.push(difference(path, Some(old.into()), Some(new.into()), true));
            }
        }
        (Kind::Positions, Value::Array(before), Value::Array(after)) => {
            for (i, (before, after)) in before.iter().zip(after).enumerate() {
                compare(&path.at(i), Some(before), Some(after), out);
            }
        }
        _ => out.push(difference(path, old.cloned(), new.cloned(), false)),
    }
}

fn difference(
    path: &DocPath,
    old: Option<Value>,
    new: Option<Value>,
    is_order: bool,
) -> Difference {
    Difference {
        path: path.clone(),
        old,
        new,
        is_order,
    }
}
