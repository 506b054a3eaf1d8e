//! A band or step that begins where it ends or later: no value is ever in it.

use super::stretch::all;
use crate::finding::{Arg, Finding, FixKind, Rule};
use perennial_model::{Model, Patch};

pub(super) fn check(model: &Model, found: &mut Vec<Finding>) {
    for stretches in all(model) {
        for (i, &(from, to)) in stretches.ends.iter().enumerate() {
            if from < to {
                continue;
            }
            let finding = Finding::new(Rule::EmptyBand, stretches.path.at(i))
                .covering(&stretches.path)
                .with("from", Arg::Number(from))
                .with("to", Arg::Number(to));
            let turned = from.is_finite() && to.is_finite() && from > to;
            found.push(if turned {
                let ends = [("from", to), ("to", from)];
                let patches = ends.map(|(name, end)| Patch::set(stretches.end(i, name), end));
                finding.fix(FixKind::Turn, patches.to_vec())
            } else {
                let gone = Patch::remove(stretches.path.at(i));
                finding.fix(FixKind::Remove, vec![gone])
            });
        }
    }
}
