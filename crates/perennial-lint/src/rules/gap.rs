//! Values between two bands or two steps that belong to none: 0–50 and 51–75 say nothing of 50.5.

use super::stretch::{Stretches, all};
use crate::finding::{Arg, Finding, FixKind, Rule};
use perennial_model::{DocPath, Model, Patch};

pub(super) fn check(model: &Model, found: &mut Vec<Finding>) {
    for stretches in all(model) {
        let finding = |path, from, to| {
            Finding::new(Rule::Gap, path)
                .covering(&stretches.path)
                .with("from", Arg::Number(from))
                .with("to", Arg::Number(to))
        };
        for (before, after, end, start) in stretches.neighbours() {
            if end < start {
                let patch = Patch::set(stretches.end(before, "to"), start);
                let gap = finding(stretches.end(after, "from"), end, start);
                found.push(gap.fix(FixKind::CloseGap, vec![patch]));
            }
        }
        if stretches.of_health {
            at_the_ends(&stretches, found, &finding);
        }
    }
}

/// Bands begin at 0 and end at 100.
fn at_the_ends(
    stretches: &Stretches,
    found: &mut Vec<Finding>,
    finding: &impl Fn(DocPath, f64, f64) -> Finding,
) {
    if stretches.ends.is_empty() {
        let default = vec![Patch::remove(stretches.path.clone())];
        let gap = finding(stretches.path.clone(), 0.0, 100.0);
        found.push(gap.fix(FixKind::UseDefault, default));
    }
    let holding = stretches.holding();
    if let Some(&(first, from, _)) = holding.first()
        && from > 0.0
    {
        let path = stretches.end(first, "from");
        let patch = Patch::set(path.clone(), 0.0);
        found.push(finding(path, 0.0, from).fix(FixKind::CloseGap, vec![patch]));
    }
    if let Some(&(last, _, to)) = holding.last()
        && to < 100.0
    {
        let path = stretches.end(last, "to");
        let patch = Patch::set(path.clone(), 100.0);
        found.push(finding(path, to, 100.0).fix(FixKind::CloseGap, vec![patch]));
    }
}
