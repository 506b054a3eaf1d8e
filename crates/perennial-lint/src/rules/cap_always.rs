//! A cap that lowers every account on the data in hand: then the limit is the score.

use super::cap_never::caught;
use crate::finding::{Arg, Finding, FixKind, Rule};
use crate::hand::{Hand, count};
use perennial_model::{DocPath, Patch};

/// Of fewer accounts nothing follows.
const LEAST: usize = 3;

pub(super) fn check(hand: &Hand<'_>, found: &mut Vec<Finding>) {
    for (i, cap) in hand.compiled.model().caps.iter().enumerate() {
        let caught = caught(hand, i);
        if caught.of < LEAST || caught.lowered < caught.of {
            continue;
        }
        let path = DocPath::of("caps").at(i);
        let finding = Finding::new(Rule::CapAlways, path.clone())
            .with("name", Arg::Named(cap.title.clone()))
            .with("of", Arg::Count(count(caught.of)));
        found.push(finding.fix(FixKind::Remove, vec![Patch::remove(path)]));
    }
}
