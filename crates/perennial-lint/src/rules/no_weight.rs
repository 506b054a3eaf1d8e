//! Weights that sum to 0: nothing that would make a score weighs anything, for all or under a variant.

use crate::finding::{Arg, Finding, FixKind, Rule};
use perennial_data::Bilingual;
use perennial_model::{DocPath, Factor, FactorWeights, Factors, Model, Patch, Variant};

pub(super) fn check(model: &Model, found: &mut Vec<Finding>) {
    let (usual, key) = (model.factors.default, model.factors.key_account);
    if [usual, key]
        .iter()
        .any(|&factors| !weighs(model, None, factors))
    {
        let name = Arg::Named(model.name.clone());
        let finding = Finding::new(Rule::NoWeight, DocPath::of("measures")).with("name", name);
        found.push(finding.fix(FixKind::WeighAlike, weigh_alike(model)));
    }
    for (i, variant) in model.variants.iter().enumerate() {
        let whom = match variant.factors {
            Some(own) => vec![own],
            None => vec![usual, key],
        };
        let for_all = |factors: &FactorWeights| !weighs(model, Some(variant), *factors);
        if !whom.iter().any(for_all) {
            continue;
        }
        let path = DocPath::of("variants").at(i);
        let name = Arg::Named(named(variant));
        let finding = Finding::new(Rule::NoWeight, path.clone()).with("name", name);
        let own = ["weights", "group_weights", "factors"].map(|f| Patch::remove(path.field(f)));
        found.push(finding.fix(FixKind::UseDefault, own.to_vec()));
    }
}

fn named(variant: &Variant) -> Bilingual {
    match variant.title == Bilingual::default() {
        true => Bilingual::same(&variant.id),
        false => variant.title.clone(),
    }
}

/// Whether anything weighs anything.
fn weighs(model: &Model, variant: Option<&Variant>, factors: FactorWeights) -> bool {
    model.measures.iter().any(|measure| {
        let own = variant.and_then(|v| v.weights.get(&measure.id).copied());
        let group = model.groups.iter().find(|group| group.id == measure.group);
        let factor = group.map_or(0.0, |group| match group.factor {
            Factor::Outcome => factors.outcome,
            Factor::Experience => factors.experience,
        });
        let of_group = variant.and_then(|v| v.group_weights.get(&measure.group).copied());
        let of_group = of_group.or(group.map(|group| group.weight));
        own.unwrap_or(measure.weight) > 0.0 && of_group.unwrap_or_default() > 0.0 && factor > 0.0
    })
}

/// Every measure, group and pair of factors that weighs nothing weighs as its neighbours.
fn weigh_alike(model: &Model) -> Vec<Patch> {
    let mut patches = Vec::new();
    for group in &model.groups {
        let of_group = || {
            model
                .measures
                .iter()
                .enumerate()
                .filter(|(_, m)| m.group == group.id)
        };
        if of_group().all(|(_, measure)| measure.weight <= 0.0) {
            let weight = |(i, _)| DocPath::of("measures").at(i).field("weight");
            patches.extend(of_group().map(weight).map(|path| Patch::set(path, 1.0)));
        }
    }
    if model.groups.iter().all(|group| group.weight <= 0.0) {
        let weight = |i| DocPath::of("groups").at(i).field("weight");
        patches.extend((0..model.groups.len()).map(|i| Patch::set(weight(i), 1.0)));
    }
    let usual = Factors::default();
    let pairs = [
        ("default", model.factors.default, usual.default),
        ("key_account", model.factors.key_account, usual.key_account),
    ];
    for (name, own, usual) in pairs {
        let with_weight = |factor: Factor| {
            let mut groups = model.groups.iter();
            let of = match factor {
                Factor::Outcome => own.outcome,
                Factor::Experience => own.experience,
            };
            of > 0.0 && groups.any(|group| group.factor == factor)
        };
        if !with_weight(Factor::Outcome) && !with_weight(Factor::Experience) {
            let path = DocPath::of("factors").field(name);
            patches.push(Patch::set(path.field("outcome"), usual.outcome));
            patches.push(Patch::set(path.field("experience"), usual.experience));
        }
    }
    patches
}
