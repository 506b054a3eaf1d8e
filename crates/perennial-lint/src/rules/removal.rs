//! What goes with a measure or group that is taken away.

use perennial_model::life::LifeRule;
use perennial_model::{DocPath, Model, Patch};

/// The edits that take a measure away with what refers to it alone: its weights and transforms under variants, and its
/// group if it is the last of it. `None` where a condition asks for its score, or it is the last one.
pub(super) fn of_measure(model: &Model, position: usize) -> Option<Vec<Patch>> {
    let measure = model.measures.get(position)?;
    let is_asked = crate::places::named(model)
        .iter()
        .any(|(_, named)| matches!(named, crate::places::Named::Measure(id) if *id == measure.id));
    if model.measures.len() == 1 || is_asked || is_in_stages(model, &measure.id) {
        return None;
    }
    let mut patches = Vec::new();
    for (i, variant) in model.variants.iter().enumerate() {
        let path = DocPath::of("variants").at(i);
        if variant.weights.contains_key(&measure.id) {
            patches.push(Patch::remove(path.field("weights").field(&measure.id)));
        }
        if variant.transforms.contains_key(&measure.id) {
            patches.push(Patch::remove(path.field("transforms").field(&measure.id)));
        }
    }
    patches.push(Patch::remove(DocPath::of("measures").at(position)));
    let of_group = model.measures.iter().filter(|m| m.group == measure.group);
    if of_group.count() == 1
        && let Some(group) = model.groups.iter().position(|g| g.id == measure.group)
    {
        patches.extend(of_group_weights(model, &measure.group));
        patches.push(Patch::remove(DocPath::of("groups").at(group)));
    }
    Some(patches)
}

/// The edits that take away a group's weights under variants.
pub(super) fn of_group_weights(model: &Model, group: &str) -> Vec<Patch> {
    let variants = model.variants.iter().enumerate();
    let naming = variants.filter(|(_, variant)| variant.group_weights.contains_key(group));
    let path = |(i, _)| DocPath::of("variants").at(i).field("group_weights");
    naming
        .map(|at| Patch::remove(path(at).field(group)))
        .collect()
}

/// Whether a stage or track of the model's own asks for a measure's score.
fn is_in_stages(model: &Model, id: &str) -> bool {
    let Some(stages) = &model.stages else {
        return false;
    };
    let of_sets = stages.sets.iter().flat_map(|set| &set.stages);
    let of_sets = of_sets.map(|stage| (&stage.when, &stage.exit));
    let of_tracks = stages.tracks.iter().map(|track| (&track.when, &track.exit));
    let mut rules = Vec::new();
    for (when, exit) in of_sets.chain(of_tracks) {
        let path = DocPath::default();
        crate::places::life_leaves(&path, when, &mut rules);
        for criterion in exit {
            crate::places::life_leaves(&path, &criterion.when, &mut rules);
        }
    }
    let mut rules = rules.iter();
    rules.any(|(_, rule)| matches!(rule, LifeRule::Measure(rule) if rule.measure == id))
}
