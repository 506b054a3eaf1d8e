//! Two people's edits of one model, put together field by field.

use crate::document::Model;
use crate::error::ModelError;
use crate::keyed::{Kind, entry, ids, kind};
use crate::patch::Patch;
use crate::path::{DocPath, Step};
use serde::Serialize;
use serde_json::{Map, Value};

/// What belongs to a version rather than to the model: of two, the first one's stays without a question.
const OF_VERSION: [&str; 3] = ["author", "created_on", "note"];

/// Two versions put together.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// With what either changed; where both did, with the first one's. Not checked: two good edits may not go together.
    pub model: Model,
    /// Where both changed the same in different ways.
    pub conflicts: Vec<Conflict>,
}

/// A place that both changed in different ways. `None` is a place that is not there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Conflict {
    /// The place; entries of lists by their ids, where they have any.
    pub path: DocPath,
    /// What both began with.
    pub base: Option<Value>,
    /// What the first made of it, which is in the merged model.
    pub ours: Option<Value>,
    /// What the second made of it.
    pub theirs: Option<Value>,
    /// It is about the order of a list's entries: the values are ids.
    pub is_order: bool,
}

impl Conflict {
    /// The edit of the merged model that takes the second one's way; `None` for an order.
    #[must_use]
    pub fn take_theirs(&self) -> Option<Patch> {
        (!self.is_order).then(|| Patch {
            path: self.path.clone(),
            value: self.theirs.clone(),
        })
    }
}

impl Model {
    /// Puts the edits of two people together, who both began with `base`: `ours` and `theirs`. The revision is the
    /// higher one of the two.
    ///
    /// # Errors
    /// Edits that do not make a readable document together.
    pub fn merged(base: &Self, ours: &Self, theirs: &Self) -> Result<Merged, ModelError> {
        let revision = ours.revision.max(theirs.revision);
        let of_version = |model: &Self| Self {
            revision,
            ..model.clone()
        };
        let values = [base, ours, theirs].map(|model| of_version(model).to_value());
        let [base, ours, theirs] = values;
        let (base, ours, theirs) = (base?, ours?, theirs?);
        let mut conflicts = Vec::new();
        let sides = [Some(&base), Some(&ours), Some(&theirs)];
        let merged = merge(&DocPath::default(), sides, &mut conflicts);
        Ok(Merged {
            model: Self::from_value(merged.unwrap_or_default())?,
            conflicts,
        })
    }
}

/// Base, ours, theirs.
type Sides<'v> = [Option<&'v Value>; 3];

fn merge(path: &DocPath, sides: Sides<'_>, conflicts: &mut Vec<Conflict>) -> Option<Value> {
    let [base, ours, theirs] = sides;
    if ours == theirs || theirs == base {
        return ours.cloned();
    }
    if ours == base {
        return theirs.cloned();
    }
    let field = match path.0.last() {
        Some(Step::Field(field)) => field,
        _ => "",
    };
    if let (Some(ours), Some(theirs)) = (ours, theirs) {
        // What both added is compared as if an empty one had been there.
        let empty = match ours {
            Value::Object(_) => Value::Object(Map::new()),
            _ => Value::Array(Vec::new()),
        };
        let base = base.unwrap_or(&empty);
        let compared = match base.as_object().is_some_and(Map::is_empty) {
            true => kind(field, &[ours, theirs]),
            false => kind(field, &[base, ours, theirs]),
        };
        match (compared, base, ours, theirs) {
            (Kind::Fields, Value::Object(base), Value::Object(ours), Value::Object(theirs)) => {
                let sides = [base, ours, theirs];
                return Some(Value::Object(fields(path, sides, conflicts)));
            }
            (Kind::Ids, Value::Array(base), Value::Array(ours), Value::Array(theirs)) => {
                let sides = [base.as_slice(), ours, theirs];
                return Some(Value::Array(entries(path, sides, conflicts)));
            }
            (Kind::Positions, Value::Array(base), Value::Array(ours), Value::Array(theirs)) => {
                let of = |i| [base.get(i), ours.get(i), theirs.get(i)];
                let merged = (0..ours.len()).filter_map(|i| merge(&path.at(i), of(i), conflicts));
                return Some(Value::Array(merged.collect()));
            }
            _ => {}
        }
    }
    if path.0.len() > 1 || !OF_VERSION.contains(&field) {
        conflicts.push(Conflict {
            path: path.clone(),
            base: base.cloned(),
            ours: ours.cloned(),
            theirs: theirs.cloned(),
            is_order: false,
        });
    }
    ours.cloned()
}

fn fields(
    path: &DocPath,
    [base, ours, theirs]: [&Map<String, Value>; 3],
    conflicts: &mut Vec<Conflict>,
) -> Map<String, Value> {
    let mut merged = Map::new();
    // Ours first and in their order; then what only they or the base have.
    let further = theirs.keys().chain(base.keys());
    for name in ours.keys().chain(further) {
        if !merged.contains_key(name) {
            let sides = [base.get(name), ours.get(name), theirs.get(name)];
            if let Some(value) = merge(&path.field(name), sides, conflicts) {
                merged.insert(name.clone(), value);
            }
        }
    }
    merged
}

fn entries(
    path: &DocPath,
    [base, ours, theirs]: [&[Value]; 3],
    conflicts: &mut Vec<Conflict>,
) -> Vec<Value> {
    let [of_base, of_ours, of_theirs] = [base, ours, theirs].map(|l| ids(l).unwrap_or_default());
    let common = |ids: &[&str], others: [&[&str]; 2]| -> Vec<String> {
        let in_all = ids
            .iter()
            .filter(|id| others.iter().all(|list| list.contains(id)));
        in_all.map(|id| (*id).to_owned()).collect()
    };
    let order = [
        common(&of_base, [&of_ours, &of_theirs]),
        common(&of_ours, [&of_base, &of_theirs]),
        common(&of_theirs, [&of_base, &of_ours]),
    ];
    let (lead, follow) = match order[1] == order[0] {
        true => (&of_theirs, &of_ours),
        false => (&of_ours, &of_theirs),
    };
    if order[1] != order[0] && order[2] != order[0] && order[1] != order[2] {
        let [base, ours, theirs] = order.map(|ids| Some(Value::from(ids)));
        conflicts.push(Conflict {
            path: path.clone(),
            base,
            ours,
            theirs,
            is_order: true,
        });
    }
    // Who changed the order leads; what only the other has stands behind what it stands behind there.
    let mut order: Vec<&str> = lead.clone();
    for (i, id) in follow.iter().enumerate() {
        if !order.contains(id) {
            let before = follow[..i].iter().rev();
            let mut known = before.filter_map(|id| order.iter().position(|other| other == id));
            order.insert(known.next().map_or(0, |at| at + 1), id);
        }
    }
    let merged = order.into_iter().filter_map(|id| {
        let sides = [base, ours, theirs].map(|list| entry(list, id));
        merge(&path.id(id), sides, conflicts)
    });
    merged.collect()
}
