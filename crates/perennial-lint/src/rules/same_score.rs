//! A measure that scores all accounts alike: it moves everybody and tells nobody apart.

use crate::finding::{Arg, Finding, Rule};
use crate::hand::{Hand, count};
use crate::places::name;
use perennial_engine::PRESENT;
use perennial_model::DocPath;

/// Of fewer accounts nothing follows.
const LEAST: usize = 10;

pub(super) fn check(hand: &Hand<'_>, found: &mut Vec<Finding>) {
    let model = hand.compiled.model();
    for (i, measure) in model.measures.iter().enumerate() {
        let Some(column) = hand.measures.column(i) else {
            continue;
        };
        let states = column.states();
        let has = |&account: &usize| {
            states
                .get(account)
                .is_some_and(|state| state & PRESENT != 0)
        };
        let weighing = hand.existing().filter(|&account| hand.weighs(i, account));
        let scores = weighing
            .filter(has)
            .filter_map(|account| column.scores().get(account));
        let scores: Vec<f64> = scores.copied().collect();
        let Some(&first) = scores.first().filter(|_| scores.len() >= LEAST) else {
            continue;
        };
        if scores.iter().all(|score| *score == first) {
            let finding = Finding::new(Rule::SameScore, DocPath::of("measures").at(i))
                .with("name", Arg::Named(name(model, measure)))
                .with("score", Arg::Number(first))
                .with("of", Arg::Count(count(scores.len())));
            found.push(finding);
        }
    }
}
