//! A weight below 0, or larger than can be reckoned with.

use crate::finding::{Arg, Finding, FixKind, Rule};
use crate::places::name;
use perennial_data::Bilingual;
use perennial_model::{DocPath, Model, Patch, WEIGHT_MAX};

pub(super) fn check(model: &Model, found: &mut Vec<Finding>) {
    for (path, named, weight) in all(model) {
        if (0.0..=WEIGHT_MAX).contains(&weight) {
            continue;
        }
        let finding = Finding::new(Rule::BadWeight, path.clone())
            .with("name", Arg::Named(named))
            .with("weight", Arg::Number(weight));
        found.push(if weight > WEIGHT_MAX {
            finding.fix(FixKind::Hold, vec![Patch::set(path, WEIGHT_MAX)])
        } else if weight >= -WEIGHT_MAX {
            finding.fix(FixKind::Turn, vec![Patch::set(path, -weight)])
        } else {
            finding
        });
    }
}

/// Every weight of the document, with the name of what it weighs.
fn all(model: &Model) -> Vec<(DocPath, Bilingual, f64)> {
    let mut all = Vec::new();
    for (i, measure) in model.measures.iter().enumerate() {
        let path = DocPath::of("measures").at(i).field("weight");
        all.push((path, name(model, measure), measure.weight));
    }
    for (i, group) in model.groups.iter().enumerate() {
        let path = DocPath::of("groups").at(i).field("weight");
        all.push((path, group.title.clone(), group.weight));
    }
    let factors = DocPath::of("factors");
    let mut pairs = vec![
        (factors.field("default"), model.factors.default),
        (factors.field("key_account"), model.factors.key_account),
    ];
    for (i, variant) in model.variants.iter().enumerate() {
        let path = DocPath::of("variants").at(i);
        for (id, &weight) in &variant.weights {
            let path = path.field("weights").field(id);
            all.push((path, Bilingual::same(id), weight));
        }
        for (id, &weight) in &variant.group_weights {
            let path = path.field("group_weights").field(id);
            all.push((path, Bilingual::same(id), weight));
        }
        pairs.extend(variant.factors.map(|own| (path.field("factors"), own)));
    }
    for (path, pair) in pairs {
        let names = [
            ("outcome", Bilingual::new("成果", "Outcome"), pair.outcome),
            (
                "experience",
                Bilingual::new("体验", "Experience"),
                pair.experience,
            ),
        ];
        all.extend(names.map(|(field, named, weight)| (path.field(field), named, weight)));
    }
    all
}
