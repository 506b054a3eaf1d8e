//! A cap that lowers no account on the data in hand.

use crate::finding::{Arg, Finding, Rule};
use crate::hand::{Hand, count};
use perennial_model::DocPath;

pub(super) fn check(hand: &Hand<'_>, found: &mut Vec<Finding>) {
    for (i, cap) in hand.compiled.model().caps.iter().enumerate() {
        let caught = caught(hand, i);
        if caught.of == 0 || caught.lowered > 0 {
            continue;
        }
        let finding = Finding::new(Rule::CapNever, DocPath::of("caps").at(i))
            .with("name", Arg::Named(cap.title.clone()))
            .with("holds", Arg::Count(count(caught.holds)))
            .with("of", Arg::Count(count(caught.of)));
        found.push(finding);
    }
}

/// What a cap does to the accounts that have health.
pub(super) struct Caught {
    pub(super) of: usize,
    /// Its conditions hold for so many of them.
    pub(super) holds: usize,
    /// It alone lowers so many.
    pub(super) lowered: usize,
}

pub(super) fn caught(hand: &Hand<'_>, position: usize) -> Caught {
    let mut caught = Caught {
        of: 0,
        holds: 0,
        lowered: 0,
    };
    let Some(cap) = hand.compiled.model().caps.get(position) else {
        return caught;
    };
    let rule = perennial_model::Rule::All(cap.when.clone());
    let (metrics, measures) = (hand.metrics, Some(hand.measures));
    let holds = perennial_engine::holds(hand.data, hand.compiled, metrics, measures, &rule);
    for account in hand.existing() {
        let Some(health) = hand.evaluation.account(account) else {
            continue;
        };
        if health.health.is_some() {
            caught.of += 1;
            caught.holds += usize::from(holds.get(account) == Some(&true));
            caught.lowered += usize::from(health.cap == Some(position));
        }
    }
    caught
}
