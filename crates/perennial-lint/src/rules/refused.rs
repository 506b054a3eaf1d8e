//! What validation refuses and no other rule tells.

use crate::finding::{Arg, Finding, Rule, Severity};
use perennial_model::{DocPath, Model, PathStep};

/// Runs after all other rules.
pub(crate) fn check(model: &Model, found: &mut Vec<Finding>) {
    let errors = found
        .iter()
        .filter(|f| f.rule.severity() == Severity::Error);
    let told: Vec<String> = errors.map(|finding| finding.covers.to_string()).collect();
    for fault in model.faults() {
        if told.iter().any(|path| is_within(&fault.path, path)) {
            continue;
        }
        let path = read(&fault.path);
        found.push(Finding::new(Rule::Refused, path).with("fault", Arg::Fault(fault.code())));
    }
}

/// Whether a path is `outer` or leads on from it.
fn is_within(path: &str, outer: &str) -> bool {
    let rest = path.strip_prefix(outer);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// A path as faults write it, in steps.
fn read(path: &str) -> DocPath {
    let steps = path.split('.').filter(|part| !part.is_empty());
    let steps = steps.flat_map(|part| {
        let (field, rest) = part.split_once('[').unwrap_or((part, ""));
        let at = rest
            .split('[')
            .filter_map(|at| at.strip_suffix(']')?.parse().ok());
        let at: Vec<PathStep> = at.map(PathStep::At).collect();
        std::iter::once(PathStep::Field(field.to_owned())).chain(at)
    });
    DocPath(steps.collect())
}
