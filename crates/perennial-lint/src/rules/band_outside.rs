//! Bands that reach below 0 or above 100, where no health is.

use super::stretch::all;
use crate::finding::{Arg, Finding, FixKind, Rule};
use perennial_model::{Model, Patch};

pub(super) fn check(model: &Model, found: &mut Vec<Finding>) {
    for stretches in all(model).iter().filter(|list| list.of_health) {
        for (i, &(from, to)) in stretches.ends.iter().enumerate() {
            let ends = [("from", from), ("to", to)];
            let outside = ends
                .into_iter()
                .filter(|(_, end)| !(0.0..=100.0).contains(end));
            let patches: Vec<Patch> = outside
                .map(|(name, end)| Patch::set(stretches.end(i, name), end.clamp(0.0, 100.0)))
                .collect();
            if patches.is_empty() {
                continue;
            }
            let finding = Finding::new(Rule::BandOutside, stretches.path.at(i))
                .covering(&stretches.path)
                .with("from", Arg::Number(from))
                .with("to", Arg::Number(to));
            found.push(finding.fix(FixKind::Hold, patches));
        }
    }
}
