//! Weights that look like percentages and do not add up to 100. They score all the same, as only their proportions
//! count; but then a weight of 40 is not the 40 % that its author reads.

use crate::finding::{Arg, Finding, FixKind, Rule};
use perennial_data::Bilingual;
use perennial_model::{DocPath, Factor, Model, Patch};

/// Sums are as good as whole within this.
const ROUNDING: f64 = 0.5;
/// Sums that percentages slip to: what lies further off is a matter of proportions.
const SLIPS: std::ops::RangeInclusive<f64> = 80.0..=200.0;

pub(super) fn check(model: &Model, found: &mut Vec<Finding>) {
    for (i, group) in model.groups.iter().enumerate() {
        let measures = model.measures.iter().enumerate();
        let weights = measures
            .filter(|(_, measure)| measure.group == group.id)
            .map(|(at, measure)| (DocPath::of("measures").at(at), measure.weight));
        let path = DocPath::of("groups").at(i);
        of_one_whole(path, &group.title, weights.collect(), found);
    }
    let factors = [
        (Factor::Outcome, Bilingual::new("成果", "Outcome")),
        (Factor::Experience, Bilingual::new("体验", "Experience")),
    ];
    for (factor, name) in factors {
        let groups = model.groups.iter().enumerate();
        let weights = groups
            .filter(|(_, group)| group.factor == factor)
            .map(|(at, group)| (DocPath::of("groups").at(at), group.weight));
        of_one_whole(DocPath::of("groups"), &name, weights.collect(), found);
    }
}

/// What shares one whole.
fn of_one_whole(
    path: DocPath,
    name: &Bilingual,
    weights: Vec<(DocPath, f64)>,
    found: &mut Vec<Finding>,
) {
    if weights.iter().any(|(_, weight)| *weight < 0.0) {
        return;
    }
    let sum: f64 = weights.iter().map(|(_, weight)| weight).sum();
    // One alone, or equal ones, is a matter of proportions too.
    let alike = weights.iter().all(|(_, weight)| *weight == weights[0].1);
    if !SLIPS.contains(&sum) || (sum - 100.0).abs() <= ROUNDING || alike {
        return;
    }
    let heaviest = weights
        .iter()
        .map(|(_, weight)| *weight)
        .fold(0.0, f64::max);
    let patches = weights.iter().map(|(path, weight)| {
        // To a millionth of a percent: what remains is no part of any proportion.
        let share = (*weight / sum * 1e8).round() / 1e6;
        Patch::set(path.field("weight"), share)
    });
    let finding = Finding::new(Rule::WeightSum, path)
        .with("name", Arg::Named(name.clone()))
        .with("sum", Arg::Number(sum))
        .with("weight", Arg::Number(heaviest))
        .with("share", Arg::Share(heaviest / sum));
    found.push(finding.fix(FixKind::Rescale, patches.collect()));
}
