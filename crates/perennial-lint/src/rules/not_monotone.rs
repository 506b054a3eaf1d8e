//! Steps whose scores go up and down, so that a better value can score less.

use crate::finding::{Arg, Finding, FixKind, Rule};
use crate::places::{name, transforms};
use perennial_model::{Better, Model, Patch, Step};

pub(super) fn check(model: &Model, found: &mut Vec<Finding>) {
    for at in transforms(model) {
        let better = model.metric(&at.measure.metric).map(|metric| metric.better);
        for (path, steps) in at.steps() {
            if !turns(steps) {
                continue;
            }
            let finding = Finding::new(Rule::NotMonotone, path.clone())
                .with("name", Arg::Named(name(model, at.measure)));
            let Some(better) = better else {
                found.push(finding);
                continue;
            };
            let mut scores: Vec<f64> = steps.iter().map(|step| step.score).collect();
            perennial_data::sort_by(&mut scores, |a, b| match better {
                Better::Higher => a.total_cmp(b),
                Better::Lower => b.total_cmp(a),
            });
            let patches = scores.into_iter().enumerate();
            let patches = patches.map(|(i, score)| Patch::set(path.at(i).field("score"), score));
            found.push(finding.fix(FixKind::Sort, patches.collect()));
        }
    }
}

/// Whether the steps stand in the order of their values; if not, that is mended first.
pub(super) fn ascends(steps: &[Step]) -> bool {
    let from = |step: &Step| step.from.unwrap_or(f64::NEG_INFINITY);
    steps.windows(2).all(|pair| from(&pair[0]) < from(&pair[1]))
}

/// Whether scores both rise and fall.
pub(super) fn turns(steps: &[Step]) -> bool {
    let pairs = || steps.windows(2);
    let ascends = ascends(steps);
    ascends
        && pairs().any(|pair| pair[0].score < pair[1].score)
        && pairs().any(|pair| pair[0].score > pair[1].score)
}
