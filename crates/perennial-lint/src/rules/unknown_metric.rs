//! A metric that neither the model nor the catalogue has.

use super::removal::of_measure;
use super::similar::nearest;
use crate::finding::{Arg, Finding, FixKind, Rule};
use crate::places::{Named, name, named};
use perennial_model::{DocPath, Model, Patch, catalogue};

pub(super) fn check(model: &Model, found: &mut Vec<Finding>) {
    for (i, measure) in model.measures.iter().enumerate() {
        if model.metric(&measure.metric).is_some() {
            continue;
        }
        let path = DocPath::of("measures").at(i).field("metric");
        let finding =
            finding(model, path, &measure.metric).with("name", Arg::Named(name(model, measure)));
        found.push(match of_measure(model, i) {
            Some(patches) => finding.fix(FixKind::Remove, patches),
            None => finding,
        });
    }
    for (path, named) in named(model) {
        if let Named::Metric(id) = named
            && model.metric(id).is_none()
        {
            let finding = finding(model, path, id);
            found.push(finding.with("name", Arg::Text(id.to_owned())));
        }
    }
}

fn finding(model: &Model, path: DocPath, id: &str) -> Finding {
    let own = model.metrics.iter().map(|metric| metric.id.as_str());
    let all = own.chain(catalogue().iter().map(|metric| metric.id.as_str()));
    let finding =
        Finding::new(Rule::UnknownMetric, path.clone()).with("metric", Arg::Text(id.to_owned()));
    match nearest(id, all) {
        Some(meant) => finding.fix(FixKind::Rename, vec![Patch::set(path, meant)]),
        None => finding,
    }
}
