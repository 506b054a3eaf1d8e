//! How two JSON values of documents correspond: lists by the ids of their entries, choices by their name.

use serde_json::{Map, Value};

/// Fields that are maps with keys of the author's; every other object with one key is a choice and its content.
const MAPS: [&str; 4] = ["group_weights", "scores", "transforms", "weights"];

/// What two values, or three, have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Objects, compared field by field.
    Fields,
    /// Lists whose entries have ids, compared by these.
    Ids,
    /// Lists of one length without ids, compared by position.
    Positions,
    /// Nothing: one stands in the place of the other.
    Whole,
}

/// How values of one place are compared; `field` is the name of that place.
pub(crate) fn kind(field: &str, values: &[&Value]) -> Kind {
    let objects: Vec<&Map<String, Value>> = values
        .iter()
        .filter_map(|value| value.as_object())
        .collect();
    if objects.len() == values.len() {
        let names: Vec<Option<&String>> = objects
            .iter()
            .map(|fields| fields.keys().next().filter(|_| fields.len() == 1))
            .collect();
        let is_choice = names.iter().all(Option::is_some) && !MAPS.contains(&field);
        let differ = names.windows(2).any(|pair| pair[0] != pair[1]);
        return if is_choice && differ {
            Kind::Whole
        } else {
            Kind::Fields
        };
    }
    let lists: Vec<&Vec<Value>> = values.iter().filter_map(|value| value.as_array()).collect();
    if lists.len() < values.len() {
        return Kind::Whole;
    }
    let is_any = lists.iter().any(|list| !list.is_empty());
    if is_any && lists.iter().all(|list| ids(list).is_some()) {
        return Kind::Ids;
    }
    match lists.windows(2).all(|pair| pair[0].len() == pair[1].len()) {
        true => Kind::Positions,
        false => Kind::Whole,
    }
}

/// The ids of a list's entries; `None` if one has none or two have the same.
pub(crate) fn ids(list: &[Value]) -> Option<Vec<&str>> {
    let mut ids: Vec<&str> = Vec::with_capacity(list.len());
    for entry in list {
        let id = entry.get("id")?.as_str()?;
        if ids.contains(&id) {
            return None;
        }
        ids.push(id);
    }
    Some(ids)
}

/// The entry with an id.
pub(crate) fn entry<'v>(list: &'v [Value], id: &str) -> Option<&'v Value> {
    list.get(crate::patch::position_of(list, id)?)
}
