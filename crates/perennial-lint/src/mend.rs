//! A document with everything mended that has a fix.

use crate::finding::{Finding, Severity};
use crate::{document, finding::Fix};
use perennial_model::Model;

/// More fixes than this in one document are a circle.
const STEPS: usize = 1_000;

/// The document after the first fix of its gravest finding, of what that leaves, and so on, with what remains to be
/// found; findings below `least` are left alone.
#[must_use]
pub fn mended(model: &Model, least: Severity) -> (Model, Vec<Finding>) {
    let mut model = model.clone();
    let mut found = document(&model);
    for _ in 0..STEPS {
        let concerned = found.iter().filter(|f| f.rule.severity() >= least);
        let mut fixes = concerned.filter_map(|finding| finding.fixes.first());
        let Some(next) = fixes.find_map(|fix| better(&model, &found, fix)) else {
            break;
        };
        (model, found) = next;
    }
    (model, found)
}

/// The document after a fix, if fewer findings are left, counted by weight.
fn better(model: &Model, found: &[Finding], fix: &Fix) -> Option<(Model, Vec<Finding>)> {
    let model = model.patched(&fix.patches).ok()?;
    let left = document(&model);
    (by_weight(&left) < by_weight(found)).then_some((model, left))
}

/// How many errors, warnings and notes.
fn by_weight(found: &[Finding]) -> [usize; 3] {
    [Severity::Error, Severity::Warning, Severity::Note].map(|weight| {
        let of_weight = found.iter().filter(|f| f.rule.severity() == weight);
        of_weight.count()
    })
}
