//! A group or measure that is not there.

use super::similar::nearest;
use crate::finding::{Arg, Finding, FixKind, Rule};
use crate::places::{Named, named};
use perennial_model::{DocPath, Model, Patch};

pub(super) fn check(model: &Model, found: &mut Vec<Finding>) {
    let groups = || model.groups.iter().map(|group| group.id.as_str());
    let measures = || model.measures.iter().map(|measure| measure.id.as_str());
    for (i, measure) in model.measures.iter().enumerate() {
        if !groups().any(|id| id == measure.group) {
            let path = DocPath::of("measures").at(i).field("group");
            found.push(renamed(
                path,
                &measure.group,
                nearest(&measure.group, groups()),
            ));
        }
    }
    for (path, named) in named(model) {
        if let Named::Measure(id) = named
            && !measures().any(|measure| measure == id)
        {
            found.push(renamed(path, id, nearest(id, measures())));
        }
    }
    for (i, variant) in model.variants.iter().enumerate() {
        let path = DocPath::of("variants").at(i);
        let weights = variant.weights.keys().map(|id| ("weights", id));
        let transforms = variant.transforms.keys().map(|id| ("transforms", id));
        let of_measures = weights.chain(transforms);
        let of_measures = of_measures.filter(|(_, id)| !measures().any(|m| m == id.as_str()));
        let of_groups = variant.group_weights.keys().map(|id| ("group_weights", id));
        let of_groups = of_groups.filter(|(_, id)| !groups().any(|group| group == id.as_str()));
        for (field, id) in of_measures.chain(of_groups) {
            let place = path.field(field).field(id);
            // Validation names the variant and the id.
            let finding = Finding::new(Rule::UnknownName, place.clone())
                .covering(&path)
                .with("name", Arg::Text(id.clone()));
            found.push(finding.fix(FixKind::Remove, vec![Patch::remove(place)]));
        }
    }
}

fn renamed(path: DocPath, id: &str, meant: Option<&str>) -> Finding {
    let finding =
        Finding::new(Rule::UnknownName, path.clone()).with("name", Arg::Text(id.to_owned()));
    match meant {
        Some(meant) => finding.fix(FixKind::Rename, vec![Patch::set(path, meant)]),
        None => finding,
    }
}
