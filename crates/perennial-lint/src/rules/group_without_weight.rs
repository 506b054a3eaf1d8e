//! A group of which no measure has a weight above 0, so that it never counts.

use crate::finding::{Arg, Finding, FixKind, Rule};
use perennial_model::{DocPath, Group, Model, Patch};

pub(super) fn check(model: &Model, found: &mut Vec<Finding>) {
    for (i, group) in model.groups.iter().enumerate() {
        if group.weight <= 0.0 || !is_silent(model, group) {
            continue;
        }
        let path = DocPath::of("groups").at(i);
        let mut of_group = model
            .measures
            .iter()
            .enumerate()
            .filter(|(_, m)| m.group == group.id);
        let weight = |(i, _)| Patch::set(DocPath::of("measures").at(i).field("weight"), 1.0);
        let patches: Vec<Patch> = of_group.by_ref().map(weight).collect();
        let finding = Finding::new(Rule::GroupWithoutWeight, path.clone())
            .with("name", Arg::Named(group.title.clone()));
        let mut gone: Vec<Patch> = super::removal::of_group_weights(model, &group.id);
        gone.push(Patch::remove(path));
        found.push(if patches.is_empty() {
            finding.fix(FixKind::Remove, gone)
        } else {
            finding.fix(FixKind::WeighAlike, patches)
        });
    }
}

/// Whether no measure of a group ever weighs anything, under variants neither.
pub(super) fn is_silent(model: &Model, group: &Group) -> bool {
    let mut of_group = model.measures.iter().filter(|m| m.group == group.id);
    of_group.all(|measure| {
        let mut own = model
            .variants
            .iter()
            .filter_map(|v| v.weights.get(&measure.id));
        measure.weight <= 0.0 && own.all(|&weight| weight <= 0.0)
    })
}
