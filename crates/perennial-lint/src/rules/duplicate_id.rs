//! Two things of one kind with one id, or one without: what refers to it could mean either.

use crate::finding::{Arg, Finding, FixKind, Rule};
use perennial_model::{DocPath, Model, Patch};

pub(super) fn check(model: &Model, found: &mut Vec<Finding>) {
    let ids = |section: &str, ids: Vec<&String>, found: &mut Vec<Finding>| {
        for (i, id) in ids.iter().enumerate() {
            let is_blank = id.trim().is_empty();
            if !is_blank && !ids[..i].contains(id) {
                continue;
            }
            let stem = if is_blank { section } else { id.as_str() };
            let names = (2..).map(|number| format!("{stem}-{number}"));
            let mut free = names.filter(|name| !ids.contains(&name));
            let path = DocPath::of(section).at(i).field("id");
            let finding = Finding::new(Rule::DuplicateId, path.clone())
                .covering(&DocPath::of(section).at(i).field("id"))
                .with("name", Arg::Text((*id).clone()));
            found.push(match free.next() {
                Some(name) => finding.fix(FixKind::Rename, vec![Patch::set(path, name)]),
                None => finding,
            });
        }
    };
    ids(
        "measures",
        model.measures.iter().map(|m| &m.id).collect(),
        found,
    );
    ids(
        "groups",
        model.groups.iter().map(|g| &g.id).collect(),
        found,
    );
    ids(
        "variants",
        model.variants.iter().map(|v| &v.id).collect(),
        found,
    );
    ids("caps", model.caps.iter().map(|c| &c.id).collect(), found);
    ids(
        "metrics",
        model.metrics.iter().map(|m| &m.id).collect(),
        found,
    );
    let signals = model.signals.iter().flatten();
    ids("signals", signals.map(|s| &s.id).collect(), found);
    let plays = model.plays.iter().flatten();
    ids("plays", plays.map(|p| &p.id).collect(), found);
    let cadences = model.cadences.iter().flatten();
    ids("cadences", cadences.map(|c| &c.id).collect(), found);
}
