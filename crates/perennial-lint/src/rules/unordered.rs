//! Bands and steps that do not ascend, and colours that do not go from red to green.

use super::stretch::all;
use crate::finding::{Finding, FixKind, Rule};
use crate::places::bands;
use perennial_model::{Model, Patch};
use serde_json::{Value, json};

pub(super) fn check(model: &Model, found: &mut Vec<Finding>) {
    let document = model.to_value().unwrap_or_default();
    for stretches in all(model).iter().filter(|list| !list.ascends()) {
        let finding = Finding::new(Rule::Unordered, stretches.path.clone());
        let list = stretches.path.value_in(&document).and_then(Value::as_array);
        let sorted = list.map(|list| {
            let entries = stretches.order.iter().filter_map(|&at| list.get(at));
            Value::Array(entries.cloned().collect())
        });
        found.push(match sorted {
            Some(sorted) => {
                let patch = Patch::set(stretches.path.clone(), sorted);
                finding.fix(FixKind::Sort, vec![patch])
            }
            None => finding,
        });
    }
    for (path, bands) in bands(model) {
        if bands.windows(2).all(|pair| pair[0].id < pair[1].id) {
            continue;
        }
        let mut ids: Vec<_> = bands.iter().map(|band| band.id).collect();
        perennial_data::sort_by(&mut ids, Ord::cmp);
        let finding = Finding::new(Rule::Unordered, path.clone());
        let distinct = ids.windows(2).all(|pair| pair[0] != pair[1]);
        found.push(if distinct {
            let patches = ids.iter().enumerate();
            let patches = patches.map(|(i, id)| Patch::set(path.at(i).field("id"), json!(id)));
            finding.fix(FixKind::Sort, patches.collect())
        } else {
            finding.fix(FixKind::UseDefault, vec![Patch::remove(path)])
        });
    }
}
