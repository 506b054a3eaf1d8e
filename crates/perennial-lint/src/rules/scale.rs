//! Thresholds of a share written as percentages: shares lie in 0 to 1, so that 80 is out of reach.

use crate::finding::{Arg, Finding, FixKind, Rule};
use crate::places::{TransformAt, name, transforms};
use perennial_model::{DocPath, Model, Patch, Transform, Unit};

/// More than twice of what there is, nobody means as a share.
const BEYOND: f64 = 2.0;

pub(super) fn check(model: &Model, found: &mut Vec<Finding>) {
    for at in transforms(model) {
        let metric = model.metric(&at.measure.metric);
        if metric.is_none_or(|metric| metric.unit != Unit::Share) {
            continue;
        }
        let ends = ends(&at);
        let greatest = ends.iter().map(|(_, end)| end.abs()).fold(0.0, f64::max);
        if greatest <= BEYOND {
            continue;
        }
        let patches = ends.into_iter();
        let patches = patches.map(|(path, end)| Patch::set(path, end / 100.0));
        let finding = Finding::new(Rule::Scale, at.path.clone())
            .with("name", Arg::Named(name(model, at.measure)))
            .with("value", Arg::Number(greatest));
        found.push(finding.fix(FixKind::DivideBy100, patches.collect()));
    }
}

/// Every threshold of a transform.
fn ends(at: &TransformAt<'_>) -> Vec<(DocPath, f64)> {
    match at.transform {
        Transform::Linear(line) => {
            let path = at.path.field("linear");
            vec![
                (path.field("worst"), line.worst),
                (path.field("best"), line.best),
            ]
        }
        Transform::Target(target) => {
            vec![(at.path.field("target").field("value"), target.value)]
        }
        Transform::Bands(_) | Transform::Matrix(_) => {
            let lists = at.steps().into_iter();
            let of_list = lists.flat_map(|(path, steps)| {
                let of_step = |(i, step): (usize, &perennial_model::Step)| {
                    let from = step.from.map(|end| (path.at(i).field("from"), end));
                    let to = step.to.map(|end| (path.at(i).field("to"), end));
                    from.into_iter().chain(to).collect::<Vec<_>>()
                };
                steps
                    .iter()
                    .enumerate()
                    .flat_map(of_step)
                    .collect::<Vec<_>>()
            });
            of_list.collect()
        }
        Transform::HalfLife(_) | Transform::Categories(_) => Vec::new(),
    }
}
