//! A measure or group of weight 0: it is shown, asked for and explained, and counts for nobody.

use super::group_without_weight::is_silent;
use super::removal::of_measure;
use crate::finding::{Arg, Finding, FixKind, Rule};
use crate::places::name;
use perennial_model::{DocPath, Model, Patch};

pub(super) fn check(model: &Model, found: &mut Vec<Finding>) {
    for (i, measure) in model.measures.iter().enumerate() {
        let mut own = model
            .variants
            .iter()
            .filter_map(|v| v.weights.get(&measure.id));
        let group = model.groups.iter().find(|group| group.id == measure.group);
        // Where the whole group is silent, that is the finding.
        let is_told = group.is_none_or(|group| is_silent(model, group));
        if measure.weight != 0.0 || own.any(|&weight| weight > 0.0) || is_told {
            continue;
        }
        let path = DocPath::of("measures").at(i).field("weight");
        let others = model.measures.iter().filter(|m| m.group == measure.group);
        let finding = Finding::new(Rule::ZeroWeight, path.clone())
            .with("name", Arg::Named(name(model, measure)));
        let mut finding = match of_measure(model, i) {
            Some(patches) => finding.fix(FixKind::Remove, patches),
            None => finding,
        };
        if let Some(mean) = mean(others.map(|m| m.weight)) {
            finding = finding.fix(FixKind::GiveWeight, vec![Patch::set(path, mean)]);
        }
        found.push(finding);
    }
    for (i, group) in model.groups.iter().enumerate() {
        let mut own = model
            .variants
            .iter()
            .filter_map(|v| v.group_weights.get(&group.id));
        if group.weight != 0.0 || own.any(|&weight| weight > 0.0) {
            continue;
        }
        let path = DocPath::of("groups").at(i).field("weight");
        let others = model.groups.iter().filter(|g| g.factor == group.factor);
        let finding = Finding::new(Rule::ZeroWeight, path.clone())
            .with("name", Arg::Named(group.title.clone()));
        let mean = mean(others.map(|g| g.weight)).unwrap_or(1.0);
        found.push(finding.fix(FixKind::GiveWeight, vec![Patch::set(path, mean)]));
    }
}

/// The mean of the weights above 0.
fn mean(weights: impl Iterator<Item = f64>) -> Option<f64> {
    let there: Vec<f64> = weights.filter(|w| *w > 0.0 && w.is_finite()).collect();
    let sum: f64 = there.iter().sum();
    (!there.is_empty() && sum.is_finite()).then(|| sum / there.len() as f64)
}
