//! A model from elsewhere: found to have begun with a version that is kept, put together field by field.

use crate::common::{sample, today, workspace};
use crate::{act, ask, curve, document, edit, room, save, weigh};
use perennial_engine::Model;
use perennial_engine::model::edit::Edit;
use perennial_protocol::view::{MetView, ModelAction, ModelAnswer, ModelQuery, SaidView};
use perennial_protocol::{Failure, Request};
use perennial_workbench::Workbench;

fn meet(
    bench: &mut Workbench,
    theirs: &Model,
    base: Option<Option<u32>>,
) -> Result<MetView, Failure> {
    let query = ModelQuery::Meet {
        as_of: today(),
        json: theirs.to_json().unwrap(),
        base,
    };
    match ask(bench, &query)? {
        ModelAnswer::Meet(view) => Ok(*view),
        other => panic!("{other:?}"),
    }
}

fn weight(model: &Model, id: &str) -> f64 {
    let measure = model.measures.iter().find(|measure| measure.id == id);
    measure.unwrap().weight
}

#[test]
fn what_one_changed_is_taken_and_where_both_did_somebody_decides() {
    let mut bench = sample();
    let first = document(&room(&mut bench));
    edit(&mut bench, &[weigh("recency", 0.7)]);
    save(&mut bench, "ours").unwrap();
    // Somebody else began with the same model: one place that we left, one that we changed.
    let mut theirs = first.clone();
    theirs.coverage_minimum = 0.55;
    let recency = theirs.measures.iter_mut().find(|m| m.id == "recency");
    recency.unwrap().weight = 55.0;
    theirs.author = Some("Chen Jie".to_owned());
    let met = meet(&mut bench, &theirs, None).unwrap();
    assert_eq!(met.author.as_deref(), Some("Chen Jie"));
    // It differs from the first version in two places, and more from ours.
    assert_eq!((met.base, met.bases[0]), (Some(1), (1, 2)));
    assert!(met.bases[1].1 > 2 && met.bases[1].0 == 2);
    let [conflict] = &met.conflicts[..] else {
        panic!("{:?}", met.conflicts)
    };
    let number = |n: f64| Some(SaidView::Number(n));
    assert_eq!(conflict.place.path, r#"measures["recency"].weight"#);
    assert_eq!(
        (&conflict.base, &conflict.ours, &conflict.theirs),
        (&number(40.0), &number(70.0), &number(55.0))
    );
    // Undecided, ours stays: what changes here is only what they alone changed.
    let [only] = &met.differences[..] else {
        panic!("{:?}", met.differences)
    };
    assert_eq!(only.place.path, "coverage_minimum");
    let take = |bench: &mut Workbench, theirs: &Model, base, paths: &[&str]| {
        let action = ModelAction::Merge {
            json: theirs.to_json().unwrap(),
            base,
            theirs: paths.iter().map(|&path| path.to_owned()).collect(),
        };
        act(bench, &action)
    };
    take(&mut bench, &theirs, met.base, &[]).unwrap();
    let merged = document(&room(&mut bench));
    assert_eq!(weight(&merged, "recency"), 70.0);
    assert_eq!(merged.coverage_minimum, 0.55);
    // The draft does what was shown.
    assert_eq!(room(&mut bench).effect, met.effect.unwrap());
    workspace(&mut bench, &Request::Undo);
    assert!(!room(&mut bench).is_draft);
    // Decided the other way, theirs; what only we changed stays ours.
    take(&mut bench, &theirs, met.base, &[&conflict.place.path]).unwrap();
    let merged = document(&room(&mut bench));
    assert_eq!(weight(&merged, "recency"), 55.0);
    assert!(weight(&merged, "logins") < weight(&first, "logins"));
    workspace(&mut bench, &Request::Undo);
    // Without a common beginning it is taken as it is.
    take(&mut bench, &theirs, None, &[]).unwrap();
    let taken = document(&room(&mut bench));
    assert_eq!(
        (weight(&taken, "recency"), weight(&taken, "logins")),
        (55.0, 15.0)
    );
}

#[test]
fn a_stranger_is_taken_as_it_is_and_a_broken_one_can_be_mended() {
    let mut bench = sample();
    let mut other = document(&room(&mut bench));
    other.id = "theirs".to_owned();
    other.bands[1].to = 70.0;
    let met = meet(&mut bench, &other, None).unwrap();
    assert_eq!((met.base, met.bases.len()), (None, 0));
    assert_eq!(met.fault.as_deref(), Some("bands[2].from"));
    assert!(met.effect.is_none());
    let query = ModelQuery::Meet {
        as_of: today(),
        json: "[]".to_owned(),
        base: None,
    };
    assert_eq!(ask(&mut bench, &query).unwrap_err().code, "model-syntax");
    let met = meet(&mut bench, &other, Some(Some(7)));
    assert_eq!(met.unwrap_err().code, "unknown-version");
    // A draft of one's own is met as well: the model in force is where both began.
    edit(&mut bench, &[curve("logins", 5.0, 50.0)]);
    let mut theirs = document(&room(&mut bench));
    theirs.coverage_minimum = 0.6;
    let met = meet(&mut bench, &theirs, None).unwrap();
    assert_eq!((met.base, met.conflicts.len()), (Some(0), 0));
    assert_eq!(met.differences.len(), 1);
}

#[test]
fn a_draft_begins_from_a_model_that_ships_and_saves_its_own_signals() {
    let mut bench = sample();
    let begin = |bench: &mut Workbench, model: &str| {
        let model = model.to_owned();
        act(bench, &ModelAction::Begin { model })
    };
    assert_eq!(begin(&mut bench, "none").unwrap_err().code, "unknown-model");
    begin(&mut bench, "quick-start").unwrap();
    assert_eq!(document(&room(&mut bench)).id, "quick-start");
    // What is in force leaves no draft.
    begin(&mut bench, "b2b-saas").unwrap();
    assert!(!room(&mut bench).is_draft);
    let signals = |bench: &mut Workbench| -> Vec<perennial_engine::model::life::Signal> {
        perennial_engine::model::unpack(&room(bench).signals).unwrap()
    };
    let mut signal = signals(&mut bench)[0].clone();
    signal.severity = perennial_engine::model::life::Severity::Critical;
    edit(&mut bench, &[Edit::Signal(signal.clone())]);
    assert_eq!(signals(&mut bench)[0], signal);
    save(&mut bench, "graver").unwrap();
    assert_eq!(signals(&mut bench)[0], signal, "a version has its signals");
    edit(&mut bench, &[Edit::RemoveSignal(signal.id.clone())]);
    assert!(signals(&mut bench).iter().all(|held| held.id != signal.id));
}
