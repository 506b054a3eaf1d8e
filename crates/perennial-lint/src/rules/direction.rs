//! A transform that scores the metric's good direction lower: fewer logins are better, more complaints too.

use super::not_monotone::{ascends, turns};
use crate::finding::{Arg, Finding, FixKind, Rule};
use crate::places::{TransformAt, name, transforms};
use perennial_model::{Aim, Better, Model, Patch, Transform};
use serde_json::json;

pub(super) fn check(model: &Model, found: &mut Vec<Finding>) {
    for at in transforms(model) {
        let Some(metric) = model.metric(&at.measure.metric) else {
            continue;
        };
        let good = metric.better == Better::Higher;
        if rises(&at).is_none_or(|rises| rises == good) {
            continue;
        }
        let finding = Finding::new(Rule::Direction, at.path.clone())
            .with("name", Arg::Named(name(model, at.measure)))
            .with("metric", Arg::Named(metric.title.clone()));
        let patches = turned(&at);
        found.push(match patches.is_empty() {
            true => finding,
            false => finding.fix(FixKind::Turn, patches),
        });
    }
}

/// Whether a higher value scores more; `None` where neither it nor a lower one does.
fn rises(at: &TransformAt<'_>) -> Option<bool> {
    match at.transform {
        Transform::Linear(line) => {
            let differ = line.best.partial_cmp(&line.worst)?;
            differ.is_ne().then_some(differ.is_gt())
        }
        Transform::HalfLife(_) => Some(false),
        Transform::Target(target) => Some(target.aim == Aim::Maximise),
        Transform::Categories(_) => None,
        Transform::Bands(_) | Transform::Matrix(_) => {
            let lists = at.steps();
            if lists
                .iter()
                .any(|(_, steps)| turns(steps) || !ascends(steps))
            {
                return None;
            }
            let mut ways = lists.iter().filter_map(|(_, steps)| {
                let (first, last) = (steps.first()?.score, steps.last()?.score);
                (first != last).then_some(first < last)
            });
            let first = ways.next()?;
            ways.all(|way| way == first).then_some(first)
        }
    }
}

fn turned(at: &TransformAt<'_>) -> Vec<Patch> {
    match at.transform {
        Transform::Linear(line) => {
            let path = at.path.field("linear");
            vec![
                Patch::set(path.field("worst"), line.best),
                Patch::set(path.field("best"), line.worst),
            ]
        }
        Transform::Target(target) => {
            let other = match target.aim {
                Aim::Maximise => Aim::Minimise,
                Aim::Minimise => Aim::Maximise,
            };
            let path = at.path.field("target").field("aim");
            vec![Patch::set(path, json!(other))]
        }
        Transform::Bands(_) | Transform::Matrix(_) => {
            let lists = at.steps().into_iter();
            let of_list = lists.flat_map(|(path, steps)| {
                let scores = steps.iter().rev().map(|step| step.score).enumerate();
                let patch = |(i, score)| Patch::set(path.at(i).field("score"), score);
                scores.map(patch).collect::<Vec<_>>()
            });
            of_list.collect()
        }
        // Decay knows one direction only.
        Transform::HalfLife(_) | Transform::Categories(_) => Vec::new(),
    }
}
