//! Values that belong to two bands or two steps.

use super::stretch::all;
use crate::finding::{Arg, Finding, FixKind, Rule};
use perennial_model::{Model, Patch};

pub(super) fn check(model: &Model, found: &mut Vec<Finding>) {
    for stretches in all(model) {
        for (before, after, end, start) in stretches.neighbours() {
            if end <= start {
                continue;
            }
            let finding = Finding::new(Rule::Overlap, stretches.end(after, "from"))
                .covering(&stretches.path)
                .with("from", Arg::Number(start))
                .with("to", Arg::Number(end.min(stretches.ends[after].1)));
            // Where one lies wholly before the other's end, only the author can know which of them is meant.
            let cut = start.is_finite() && start > stretches.ends[before].0;
            found.push(if cut {
                let patch = Patch::set(stretches.end(before, "to"), start);
                finding.fix(FixKind::CutOverlap, vec![patch])
            } else {
                let gone = Patch::remove(stretches.path.at(after));
                finding.fix(FixKind::Remove, vec![gone])
            });
        }
    }
}
