//! A band that no health can reach, as no measure scores so high or so low.

use crate::finding::{Arg, Finding, Rule};
use crate::places::bands;
use crate::reach::of_health;
use perennial_model::{Model, PathStep};

pub(super) fn check(model: &Model, found: &mut Vec<Finding>) {
    for (path, bands) in bands(model) {
        // Every variant without bands of its own has those of the model.
        let whom: Vec<_> = match path.0.get(1) {
            Some(PathStep::At(variant)) => vec![model.variants.get(*variant)],
            _ => {
                let without = model.variants.iter().filter(|v| v.bands.is_none());
                without.map(Some).chain([None]).collect()
            }
        };
        let ranges = whom
            .into_iter()
            .filter_map(|variant| of_health(model, variant));
        let Some((lowest, highest)) = ranges.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else {
            continue;
        };
        for (i, band) in bands.iter().enumerate() {
            let is_last = i + 1 == bands.len();
            let beyond = band.from > highest || band.to < lowest || band.to == lowest && !is_last;
            if band.from < band.to && beyond {
                let finding = Finding::new(Rule::UnreachableBand, path.at(i))
                    .with("band", Arg::Band(band.id))
                    .with("lowest", Arg::Number(lowest))
                    .with("highest", Arg::Number(highest));
                found.push(finding);
            }
        }
    }
}
