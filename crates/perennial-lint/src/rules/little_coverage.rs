//! A measure that few accounts have data for: it decides for those alone, and the others are greyer for it.

use super::removal::of_measure;
use crate::finding::{Arg, Finding, FixKind, Rule};
use crate::hand::{Hand, count};
use crate::places::name;
use perennial_engine::{GRACE, PRESENT};
use perennial_model::DocPath;

/// Below this share of the accounts for which it weighs anything.
const LITTLE: f64 = 0.5;

pub(super) fn check(hand: &Hand<'_>, found: &mut Vec<Finding>) {
    let model = hand.compiled.model();
    for (i, measure) in model.measures.iter().enumerate() {
        let Some(column) = hand.measures.column(i) else {
            continue;
        };
        let (mut of, mut there) = (0, 0);
        for account in hand.existing().filter(|&account| hand.weighs(i, account)) {
            let state = column.states().get(account).copied().unwrap_or_default();
            // A young account is not expected to have a value yet.
            if state & GRACE == 0 {
                of += 1;
                there += usize::from(state & PRESENT != 0);
            }
        }
        let share = there as f64 / of as f64;
        if of == 0 || share >= LITTLE {
            continue;
        }
        let finding = Finding::new(Rule::LittleCoverage, DocPath::of("measures").at(i))
            .with("name", Arg::Named(name(model, measure)))
            .with("share", Arg::Share(share))
            .with("count", Arg::Count(count(there)))
            .with("of", Arg::Count(count(of)));
        let removed = of_measure(model, i).filter(|_| there == 0);
        found.push(match removed {
            Some(patches) => finding.fix(FixKind::Remove, patches),
            None => finding,
        });
    }
}
