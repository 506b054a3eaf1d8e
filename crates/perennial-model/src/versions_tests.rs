//! Versions compared and merged: edits of two people, by ids, and what no order of edits may change.

use crate::{Conflict, DocPath, Model, Patch, shipped};
use proptest::prelude::*;
use serde_json::{Value, json};

fn model() -> Model {
    Model::parse(shipped()[0].json()).unwrap()
}

fn measure(id: &str) -> DocPath {
    DocPath::of("measures").id(id)
}

fn edited(patches: &[Patch]) -> Model {
    model().patched(patches).unwrap()
}

#[test]
fn differences_are_told_by_id_whatever_was_inserted_before() {
    let weight = Patch::set(measure("seats").field("weight"), 60);
    let mut new = edited(&[weight]);
    let mut further = new.measures[0].clone();
    further.id = "further".to_owned();
    new.measures.insert(0, further);
    new.caps.swap(0, 1);
    new.variants[0].weights.remove("csat");
    let found = model().differences(&new).unwrap();
    let told: Vec<_> = found
        .iter()
        .map(|d| (d.path.to_string(), d.old.is_some(), d.new.is_some()))
        .collect();
    let told: Vec<_> = told
        .iter()
        .map(|(path, old, new)| (path.as_str(), *old, *new))
        .collect();
    assert_eq!(
        told,
        [
            (r#"measures["seats"].weight"#, true, true),
            (r#"measures["further"]"#, false, true),
            (r#"variants["one_sheet"].weights.csat"#, true, false),
            ("caps", true, true),
        ]
    );
    assert_eq!(
        (found[0].old.clone(), found[0].new.clone()),
        (Some(json!(55.0)), Some(json!(60.0)))
    );
    assert!(found[3].is_order);
    // Another kind of curve is another curve, not the lines of one taken away and the steps of one added.
    let transform = json!({"target": {"aim": "maximise", "value": 0.8}});
    let curve = edited(&[Patch::set(measure("seats").field("transform"), transform)]);
    let found = model().differences(&curve).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].path, measure("seats").field("transform"));
}

#[test]
fn edits_of_two_people_meet_and_only_the_same_field_is_a_conflict() {
    let set = |path: DocPath, value: Value| Patch::set(path, value);
    let line = measure("seats").field("transform").field("linear");
    let ours = [
        set(measure("seats").field("weight"), json!(60)),
        set(line.field("best"), json!(0.9)),
        set(DocPath::of("author"), json!("Ada")),
        Patch::remove(DocPath::of("caps").id("cancel")),
    ];
    let theirs = [
        set(measure("seats").field("missing"), json!("zero")),
        set(line.field("worst"), json!(0.2)),
        set(DocPath::of("author"), json!("Bo")),
        set(DocPath::of("bands").id("red").field("to"), json!(45)),
        set(DocPath::of("bands").id("yellow").field("from"), json!(45)),
    ];
    let merged = Model::merged(&model(), &edited(&ours), &edited(&theirs)).unwrap();
    assert_eq!(merged.conflicts, []);
    let both = [&theirs[..], &ours[..]].concat();
    assert_eq!(merged.model, edited(&both));

    // One takes away what the other edits; both give one weight another value.
    let ours = [
        set(measure("nps").field("weight"), json!(50)),
        Patch::remove(DocPath::of("caps").id("silent")),
    ];
    let theirs = [
        set(measure("nps").field("weight"), json!(70)),
        set(DocPath::of("caps").id("silent").field("max"), json!(40)),
    ];
    let merged = Model::merged(&model(), &edited(&ours), &edited(&theirs)).unwrap();
    let [weight, cap] = merged.conflicts.as_slice() else {
        panic!("{:?}", merged.conflicts)
    };
    assert_eq!(weight.path.to_string(), r#"measures["nps"].weight"#);
    assert_eq!(
        [&weight.base, &weight.ours, &weight.theirs],
        [&Some(json!(60.0)), &Some(json!(50.0)), &Some(json!(70.0))]
    );
    assert_eq!(
        (cap.path.to_string(), &cap.ours),
        (r#"caps["silent"]"#.to_owned(), &None)
    );
    assert_eq!(merged.model, edited(&ours));
    let theirs_taken: Vec<Patch> = merged
        .conflicts
        .iter()
        .filter_map(Conflict::take_theirs)
        .collect();
    let taken = merged.model.patched(&theirs_taken).unwrap();
    assert!(
        taken
            .caps
            .iter()
            .any(|cap| cap.id == "silent" && cap.max == 40.0)
    );

    // Both add; each addition stands behind what it stood behind.
    let added = |id: &str, at: usize| {
        let mut model = model();
        let mut measure = model.measures[0].clone();
        measure.id = id.to_owned();
        model.measures.insert(at, measure);
        model
    };
    let merged = Model::merged(&model(), &added("ours", 1), &added("theirs", 3)).unwrap();
    let ids: Vec<&str> = merged
        .model
        .measures
        .iter()
        .map(|m| m.id.as_str())
        .take(5)
        .collect();
    let old: Vec<String> = model().measures.iter().map(|m| m.id.clone()).collect();
    assert_eq!(ids, [&old[0], "ours", &old[1], &old[2], "theirs"]);
}

/// An edit of one field, told apart by its number.
fn edit(number: u8, value: u8) -> Patch {
    let model = model();
    let value = f64::from(value);
    let number = usize::from(number);
    let n = model.measures.len();
    let measure = &model.measures[number % n].id;
    match number / n {
        0 => Patch::set(self::measure(measure).field("weight"), value),
        1 => Patch::set(self::measure(measure).field("expire_after"), value as u32),
        2 => Patch::set(self::measure(measure).field("controllable"), value > 127.0),
        3 => Patch::set(
            DocPath::of("variants")
                .id("onboarding")
                .field("weights")
                .field(measure),
            value,
        ),
        4 => Patch::remove(self::measure(measure)),
        5 => {
            let group = &model.groups[number % model.groups.len()].id;
            Patch::set(DocPath::of("groups").id(group).field("weight"), value)
        }
        _ => {
            let cap = &model.caps[number % model.caps.len()].id;
            Patch::set(DocPath::of("caps").id(cap).field("max"), value)
        }
    }
}

/// Whether two edits touch the same.
fn overlaps(a: &Patch, b: &Patch) -> bool {
    let (a, b) = (&a.path.0, &b.path.0);
    a.iter().zip(b).all(|(a, b)| a == b)
}

fn applied(patches: &[Patch]) -> Model {
    // An edit of what an earlier one took away is none.
    patches.iter().fold(model(), |model, patch| {
        model.patched(std::slice::from_ref(patch)).unwrap_or(model)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_that_do_not_touch_the_same_are_both_in_the_merge_and_in_whatever_order(
        ours in prop::collection::vec((any::<u8>(), any::<u8>()), 0..5), theirs in prop::collection::vec((any::<u8>(), any::<u8>()), 0..5),
    ) {
        let ours: Vec<Patch> = ours.into_iter().map(|(number, value)| edit(number, value)).collect();
        let theirs = theirs.into_iter().map(|(number, value)| edit(number, value));
        let theirs: Vec<Patch> = theirs.filter(|edit| !ours.iter().any(|other| overlaps(edit, other))).collect();
        let (mine, other) = (applied(&ours), applied(&theirs));
        let merged = Model::merged(&model(), &mine, &other).unwrap();
        prop_assert_eq!(&merged.conflicts, &[]);
        prop_assert_eq!(&merged.model, &applied(&[&ours[..], &theirs[..]].concat()));
        prop_assert_eq!(Model::merged(&model(), &other, &mine).unwrap().model, merged.model);
    }

    #[test]
    fn a_merge_with_oneself_or_with_nothing_changes_nothing_and_conflicts_keep_ours(
        ours in prop::collection::vec((any::<u8>(), any::<u8>()), 0..5), theirs in prop::collection::vec((any::<u8>(), any::<u8>()), 0..5),
    ) {
        let edits = |list: Vec<(u8, u8)>| list.into_iter().map(|(n, v)| edit(n, v)).collect::<Vec<_>>();
        let (ours, theirs) = (applied(&edits(ours)), applied(&edits(theirs)));
        let base = model();
        for (a, b) in [(&ours, &ours), (&ours, &base), (&base, &ours)] {
            let merged = Model::merged(&base, a, b).unwrap();
            prop_assert_eq!(&merged.model, &ours);
            prop_assert_eq!(merged.conflicts, []);
        }
        let merged = Model::merged(&base, &ours, &theirs).unwrap();
        // Whatever ours changed is in the merge.
        let left = merged.model.differences(&ours).unwrap();
        let of_theirs = base.differences(&theirs).unwrap();
        for difference in &left {
            prop_assert!(of_theirs.iter().any(|d| d.path == difference.path), "{difference:?}");
        }
        // Differences, made good one by one, are the other version.
        let patches: Vec<Patch> = base.differences(&ours).unwrap().iter().filter_map(crate::Difference::patch).collect();
        prop_assert_eq!(base.patched(&patches).unwrap(), ours);
    }
}
