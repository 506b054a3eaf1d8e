//! A cap above whatever health can be.

use crate::finding::{Arg, Finding, FixKind, Rule};
use crate::reach::of_health;
use perennial_model::{DocPath, Model, Patch};

pub(super) fn check(model: &Model, found: &mut Vec<Finding>) {
    let whom = model.variants.iter().map(Some).chain([None]);
    let reached = whom.filter_map(|variant| of_health(model, variant));
    let Some(highest) = reached.map(|(_, high)| high).reduce(f64::max) else {
        return;
    };
    for (i, cap) in model.caps.iter().enumerate() {
        if cap.max < highest || cap.max > 100.0 {
            continue; // above 100 it is refused
        }
        let path = DocPath::of("caps").at(i);
        let finding = Finding::new(Rule::CapWithoutEffect, path.field("max"))
            .with("name", Arg::Named(cap.title.clone()))
            .with("max", Arg::Number(cap.max))
            .with("highest", Arg::Number(highest));
        found.push(finding.fix(FixKind::Remove, vec![Patch::remove(path)]));
    }
}
