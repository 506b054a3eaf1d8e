//! Drafts, what-ifs, versions, comparison, composed metrics.

use crate::common::{customers, day, portfolio, query, sample, set_override, today, workspace};
use crate::{act, ask, curve, cuts, document, edit, room, save, weigh, what_if};
use perennial_engine::model::edit::Edit;
use perennial_engine::model::{Measure, MetricDecl, pack, unpack};
use perennial_protocol::Request;
use perennial_protocol::view::{ModelAction, ModelAnswer, ModelQuery, SaidView, WhatIfView};
use perennial_workbench::{BuiltInDecoders, Workbench, read_model};
use std::rc::Rc;

#[test]
fn a_what_if_is_what_the_portfolio_says_once_it_is_saved() {
    let mut bench = sample();
    workspace(&mut bench, &set_override(20.0));
    let edits = [
        vec![weigh("recency", 0.9)],
        vec![curve("nps", 10.0, 0.0), weigh("nps", 0.8)],
        vec![cuts(60.0, 90.0)],
        // A measure less: metrics are others, too.
        vec![Edit::RemoveMeasure("csat".to_owned())],
    ];
    for (step, edits) in edits.iter().enumerate() {
        let before = portfolio(&mut bench);
        let what_if = what_if(&mut bench, edits).unwrap();
        let n = |bands: &[perennial_protocol::view::BandTotals]| {
            bands.iter().map(|band| band.n).collect::<Vec<_>>()
        };
        if step == 0 {
            assert_eq!(n(&before.bands), what_if.before.n);
            assert_eq!(before.distribution, what_if.before.bins);
        }
        // Asking changes nothing; editing says the same; saving brings it.
        assert_eq!(portfolio(&mut bench), before);
        edit(&mut bench, edits);
        assert_eq!(room(&mut bench).effect, what_if, "step {step}");
        assert_eq!(what_if_again(&mut bench), what_if);
        save(&mut bench, &format!("step {step}")).unwrap();
        let after = portfolio(&mut bench);
        assert_eq!(n(&after.bands), what_if.after.n, "step {step}");
        assert_eq!(after.distribution, what_if.after.bins);
        for (band, arr) in after.bands.iter().zip(what_if.after.arr) {
            assert!((band.arr - arr).abs() < 1e-3);
        }
        assert_eq!(after.edges, what_if.edges);
        // Who crosses is who has another colour than before, the most money first.
        let crossed = what_if.n_crossed();
        assert_eq!(what_if.crossers.len() as u32, crossed.min(8));
        let arr: Vec<f64> = what_if.crossers.iter().filter_map(|c| c.arr).collect();
        assert!(arr.is_sorted_by(|a, b| a >= b));
    }
}

fn what_if_again(bench: &mut Workbench) -> WhatIfView {
    what_if(bench, &[]).unwrap()
}

#[test]
fn every_step_is_taken_back_to_the_identical_document() {
    let mut bench = sample();
    let first = document(&room(&mut bench));
    let steps = [
        weigh("recency", 0.5),
        weigh("usage", 0.1),
        cuts(40.0, 80.0),
        curve("logins", 5.0, 50.0),
    ];
    let mut documents = vec![first.clone()];
    for step in &steps {
        if what_if(&mut bench, std::slice::from_ref(step)).is_err() {
            continue;
        }
        edit(&mut bench, std::slice::from_ref(step));
        documents.push(document(&room(&mut bench)));
    }
    assert_eq!(documents.len(), 4, "there is no measure called usage");
    for held in documents.iter().rev().skip(1) {
        workspace(&mut bench, &Request::Undo);
        assert_eq!(document(&room(&mut bench)), *held);
    }
    assert!(!room(&mut bench).is_draft);
    for held in documents.iter().skip(1) {
        workspace(&mut bench, &Request::Redo);
        assert_eq!(document(&room(&mut bench)), *held);
    }
    // Forgetting the draft is a step, too; an edit that leads back to the model in force leaves no draft.
    act(&mut bench, &ModelAction::Discard).unwrap();
    assert!(!room(&mut bench).is_draft);
    let again = act(&mut bench, &ModelAction::Discard).unwrap_err();
    assert_eq!(again.code, "no-draft");
    workspace(&mut bench, &Request::Undo);
    assert!(room(&mut bench).is_draft);
}

#[test]
fn versions_say_who_when_and_when_in_force_and_one_goes_back() {
    let mut bench = sample();
    let before = customers(&mut bench, &query());
    assert_eq!(save(&mut bench, " ").unwrap_err().code, "version-name");
    edit(&mut bench, &[weigh("recency", 0.9)]);
    save(&mut bench, "2026 Q2").unwrap();
    let view = room(&mut bench);
    assert_eq!((view.is_draft, view.version), (false, Some(2)));
    let [saved, first] = &view.versions[..] else {
        panic!("{:?}", view.versions)
    };
    assert_eq!(
        (saved.name.as_str(), saved.author.as_str()),
        ("2026 Q2", "王芳")
    );
    assert_eq!(saved.in_force, [(Some(today()), None)]);
    assert_eq!(first.in_force, [(None, Some(today()))]);
    assert_eq!(document(&view).author.as_deref(), Some("王芳"));
    let back = ModelAction::Use {
        version: 1,
        on: day("2026-04-02"),
    };
    act(&mut bench, &back).unwrap();
    let view = room(&mut bench);
    assert_eq!(view.version, Some(1));
    assert_eq!(
        view.versions[0].in_force,
        [(Some(today()), Some(day("2026-04-02")))]
    );
    assert_eq!(view.versions[1].in_force.len(), 2);
    let after = customers(&mut bench, &query());
    assert_eq!(after.rows, before.rows);
    let none = ModelAction::Use {
        version: 9,
        on: today(),
    };
    assert_eq!(act(&mut bench, &none).unwrap_err().code, "unknown-version");
    // What is saved and saved again counts on.
    edit(&mut bench, &[weigh("nps", 0.1)]);
    save(&mut bench, "3").unwrap();
    assert_eq!(room(&mut bench).version, Some(3));
}

#[test]
fn what_makes_no_sense_is_refused_and_changes_nothing() {
    let mut bench = sample();
    let before = room(&mut bench);
    let failure = what_if(&mut bench, &[cuts(80.0, 40.0)]).unwrap_err();
    assert_eq!(failure.code, "model-bands");
    assert!(
        failure
            .args
            .iter()
            .any(|(name, path)| name == "path" && path == "bands[1].to")
    );
    let edits = pack(&vec![cuts(80.0, 40.0)]);
    assert!(act(&mut bench, &ModelAction::Edit { edits }).is_err());
    let edits = vec![1, 2, 3];
    assert!(act(&mut bench, &ModelAction::Edit { edits }).is_err());
    assert_eq!(room(&mut bench), before);
}

#[test]
fn a_stored_workspace_has_its_draft_and_its_versions() {
    let mut bench = sample();
    edit(&mut bench, &[cuts(45.0, 70.0)]);
    save(&mut bench, "saved").unwrap();
    edit(&mut bench, &[weigh("recency", 0.25)]);
    let before = room(&mut bench);
    let stored = bench.stored_form().unwrap();
    let chunk = |name: &str| Some(bench.chunk_bytes(name));
    let decoders = Rc::new(BuiltInDecoders);
    let mut opened =
        Workbench::open_stored(&stored.manifest, chunk, decoders, Some(read_model)).unwrap();
    let after = room(&mut opened);
    assert_eq!(document(&after), document(&before));
    assert_eq!((after.is_draft, &after.versions), (true, &before.versions));
    assert_eq!(after.effect, before.effect);
}

#[test]
fn a_broken_document_is_told_of_and_mended_step_by_step() {
    let mut bench = sample();
    let mut broken = document(&room(&mut bench));
    broken.bands[1].to = 70.0;
    let contact = broken
        .measures
        .iter()
        .position(|m| m.id == "contact")
        .unwrap();
    broken.measures[contact].weight = 0.0;
    let json = broken.to_json().unwrap();
    // In force it may not come; as a draft it may, and nothing is scored by it.
    let load = Request::LoadModel { json: json.clone() };
    assert_eq!(bench.handle(&load).unwrap_err().code, "model-bands");
    act(&mut bench, &ModelAction::Open { json }).unwrap();
    let view = room(&mut bench);
    assert_eq!(view.fault.as_deref(), Some("bands[2].from"));
    assert_eq!(view.effect.before, view.effect.after);
    assert_eq!(save(&mut bench, "no").unwrap_err().code, "model-bands");
    let gap = &view.findings[0];
    assert_eq!(
        (gap.code.as_str(), gap.fixes[0].as_str()),
        ("gap", "close-gap")
    );
    let mend = |bench: &mut Workbench, code: &str, path: &str| {
        let (code, path) = (code.to_owned(), path.to_owned());
        let action = ModelAction::Mend {
            as_of: today(),
            code,
            path,
            fix: 0,
        };
        act(bench, &action)
    };
    mend(&mut bench, "gap", &gap.path).unwrap();
    let view = room(&mut bench);
    assert_eq!(
        (view.fault.as_ref(), document(&view).bands[1].to),
        (None, 75.0)
    );
    let zero = view
        .findings
        .iter()
        .find(|found| found.code == "zero-weight")
        .unwrap();
    let path = zero.path.clone();
    mend(&mut bench, "zero-weight", &path).unwrap();
    assert!(document(&room(&mut bench)).measures[contact].weight > 0.0);
    assert_eq!(
        mend(&mut bench, "zero-weight", &path).unwrap_err().code,
        "unknown-flaw"
    );
    // Each is a step.
    workspace(&mut bench, &Request::Undo);
    workspace(&mut bench, &Request::Undo);
    assert_eq!(document(&room(&mut bench)), broken);
}

#[test]
fn two_versions_stand_side_by_side() {
    let mut bench = sample();
    edit(&mut bench, &[cuts(30.0, 60.0)]);
    save(&mut bench, "lenient").unwrap();
    edit(&mut bench, &[cuts(60.0, 90.0)]);
    let compare = |bench: &mut Workbench, from, to| {
        let query = ModelQuery::Compare {
            as_of: today(),
            from,
            to,
        };
        match ask(bench, &query) {
            Ok(ModelAnswer::Compare(view)) => Ok(*view),
            Ok(other) => panic!("{other:?}"),
            Err(failure) => Err(failure),
        }
    };
    let (there, back) = (
        compare(&mut bench, 1, 0).unwrap(),
        compare(&mut bench, 0, 1).unwrap(),
    );
    // What differs is each place that was edited, in words; the other way round with its sides exchanged.
    let said = |view: &perennial_protocol::view::ComparedView| {
        let places = view.differences.iter();
        let places = places.map(|of| (of.place.path.clone(), of.old.clone(), of.new.clone()));
        places.collect::<Vec<_>>()
    };
    let turned: Vec<_> = said(&back)
        .into_iter()
        .map(|(path, old, new)| (path, new, old))
        .collect();
    assert_eq!(said(&there), turned);
    let cut = |path: &str, old, new| {
        let number = |n: f64| Some(SaidView::Number(n));
        (path.to_owned(), number(old), number(new))
    };
    assert_eq!(
        said(&there),
        [
            cut(r#"bands["red"].to"#, 50.0, 60.0),
            cut(r#"bands["yellow"].from"#, 50.0, 60.0),
            cut(r#"bands["yellow"].to"#, 75.0, 90.0),
            cut(r#"bands["green"].from"#, 75.0, 90.0),
        ]
    );
    assert_eq!(there.effect.before, back.effect.after);
    for from in 0..4 {
        for to in 0..4 {
            assert_eq!(there.effect.moves[from][to], back.effect.moves[to][from]);
        }
    }
    assert!(
        there.effect.after.n[3] < there.effect.before.n[3],
        "stricter"
    );
    let same = compare(&mut bench, 2, 2).unwrap();
    assert_eq!((same.differences.len(), same.effect.n_crossed()), (0, 0));
    assert_eq!(
        compare(&mut bench, 1, 7).unwrap_err().code,
        "unknown-version"
    );
}

#[test]
fn a_metric_composed_by_hand_shows_its_values_and_is_scored() {
    let mut bench = sample();
    let preview = |bench: &mut Workbench, metric| {
        let query = ModelQuery::Preview {
            as_of: today(),
            metric,
        };
        match ask(bench, &query) {
            Ok(ModelAnswer::Preview(view)) => Ok(*view),
            Ok(other) => panic!("{other:?}"),
            Err(failure) => Err(failure),
        }
    };
    // What the catalogue counts, composed anew, has the same values.
    let known = preview(&mut bench, Err("tickets_open".to_owned())).unwrap();
    let mut decl: MetricDecl = unpack(&known.metric).unwrap();
    decl.id = "own".to_owned();
    let own = preview(&mut bench, Ok(pack(&decl))).unwrap();
    assert_eq!((&own.bins, own.quartiles), (&known.bins, known.quartiles));
    assert_eq!(own.examples, known.examples);
    let all = room(&mut bench).effect.before.n.iter().sum::<u32>();
    assert_eq!(own.n_present + own.n_missing, all);
    assert!(own.quartiles.unwrap().is_sorted());
    // What makes no sense is said with its place.
    let mut wrong = decl.clone();
    wrong.sources.clear();
    let failure = preview(&mut bench, Ok(pack(&wrong))).unwrap_err();
    assert!(
        failure
            .args
            .iter()
            .any(|(_, path)| path == "metrics[0].sources")
    );
    let measure = Measure {
        id: "own".to_owned(),
        metric: "own".to_owned(),
        ..document(&room(&mut bench)).measures[12].clone()
    };
    edit(&mut bench, &[Edit::Metric(decl), Edit::Measure(measure)]);
    let view = room(&mut bench);
    let (twin, scored) = (&view.measures[12], view.measures.last().unwrap());
    assert_eq!(
        (&scored.bins, scored.mean_score),
        (&twin.bins, twin.mean_score)
    );
}
