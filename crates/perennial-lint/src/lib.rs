//! What is wrong or unwise in a health model (SPEC §4, the linter): gaps, overlaps, weights that say nothing,
//! directions the wrong way round, caps that never bite. Each finding has a stable code, the place in the
//! document, what its sentence names, and where there is a way to mend it the edits that do.
//!
//! It looks at documents that have been read but not checked, so that a broken one is told of in full rather than
//! refused at its first fault: everything that [`Model::validate`](perennial_model::Model::validate) refuses is a
//! finding of [`Severity::Error`], and a document without such findings validates.

mod finding;
mod hand;
mod mend;
mod places;
#[cfg(test)]
mod properties;
mod reach;
mod rules;
#[cfg(test)]
mod tests;

pub use finding::{Arg, Finding, Fix, FixKind, Rule, Severity};
pub use hand::Hand;
pub use mend::mended;

use perennial_model::Model;

/// What the document alone shows, the gravest first, those of one weight by their place.
#[must_use]
pub fn document(model: &Model) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in rules::OF_DOCUMENT {
        rule(model, &mut found);
    }
    rules::refused::check(model, &mut found);
    sorted(found)
}

/// What shows when the model meets the data in hand, on one date; what the document alone shows is not said again.
#[must_use]
pub fn in_hand(hand: &Hand<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in rules::IN_HAND {
        rule(hand, &mut found);
    }
    sorted(found)
}

fn sorted(mut found: Vec<Finding>) -> Vec<Finding> {
    perennial_data::sort_by(&mut found, |a, b| {
        (b.rule.severity(), &a.path).cmp(&(a.rule.severity(), &b.path))
    });
    found
}
