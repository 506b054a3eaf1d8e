//! Each rule on a document that breaks it: the code, the place, and a document without the finding after the fix.

use crate::{Finding, FixKind, Hand, Rule, Severity, document, in_hand, mended};
use perennial_engine::vectors::dataset;
use perennial_engine::{Compiled, evaluate};
use perennial_model::{Model, shipped};
use serde_json::{Value, json};

/// `quick-start` with some places of its JSON set to something else; `null` takes away.
fn model(set: &[(&str, Value)]) -> Model {
    let mut document: Value = serde_json::from_str(shipped()[2].json()).unwrap();
    for (pointer, value) in set {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let parent = document.pointer_mut(parent).unwrap();
        match (parent, key.parse::<usize>()) {
            (Value::Array(list), Ok(i)) if i < list.len() => list[i] = value.clone(),
            (Value::Array(list), _) => list.push(value.clone()),
            (parent, _) => parent[key] = value.clone(),
        }
    }
    Model::from_value(document).unwrap()
}

/// The findings of a document are these: code, path, first fix. Each fix by itself takes its finding away.
#[track_caller]
fn check(set: &[(&str, Value)], expected: &[(&str, &str, Option<FixKind>)]) {
    let model = model(set);
    let found = document(&model);
    let told = |f: &Finding| {
        (
            f.rule.code(),
            f.path.to_string(),
            f.fixes.first().map(|f| f.kind),
        )
    };
    let told: Vec<_> = found.iter().map(told).collect();
    let told: Vec<_> = told
        .iter()
        .map(|(code, path, fix)| (*code, path.as_str(), *fix))
        .collect();
    assert_eq!(told, expected);
    for finding in &found {
        for fix in &finding.fixes {
            let left = document(&model.patched(&fix.patches).unwrap());
            let is_same = |f: &Finding| f.rule == finding.rule && f.args == finding.args;
            assert!(
                !left.iter().any(is_same),
                "{finding:?} is not mended: {left:?}"
            );
        }
    }
    let has_errors = found.iter().any(|f| f.rule.severity() == Severity::Error);
    assert_eq!(
        model.validate().is_err(),
        has_errors,
        "{:?}",
        model.faults()
    );
}

fn linear(worst: f64, best: f64) -> Value {
    json!({"linear": {"worst": worst, "best": best}})
}

#[test]
fn what_ships_is_clean() {
    for shipped in shipped() {
        let found = document(&Model::parse(shipped.json()).unwrap());
        assert!(found.is_empty(), "{}: {found:?}", shipped.id);
    }
}

#[test]
fn published_models_with_known_faults_are_told_by_name() {
    // Six indicators of a well-known template: 30 + 25 + 25 + 20 + 20 + 20 = 140 %.
    let weights = [30, 25, 25, 20, 20, 20];
    let mut set: Vec<(String, Value)> = Vec::new();
    for (i, weight) in weights.iter().enumerate() {
        set.push((format!("/measures/{i}/weight"), json!(weight)));
        set.push((format!("/measures/{i}/group"), json!("all")));
    }
    let all = json!([{"id": "all", "title": {"zh": "全部", "en": "All"}, "factor": "outcome", "weight": 1}]);
    set.push(("/groups".to_owned(), all));
    let set: Vec<(&str, Value)> = set
        .iter()
        .map(|(at, value)| (at.as_str(), value.clone()))
        .collect();
    check(&set, &[("weight-sum", "groups[0]", Some(FixKind::Rescale))]);
    let (mended, _) = mended(&model(&set), Severity::Warning);
    let sum: f64 = mended.measures.iter().map(|m| m.weight).sum();
    assert!((sum - 100.0).abs() < 1e-5);
    assert!((mended.measures[0].weight - 30.0 / 1.4).abs() < 1e-5);

    let band = |id, from, to| json!({"id": id, "from": from, "to": to});
    // "0–50 red, 51–75 yellow, 76–100 green": nothing is said of 50.5.
    let gaps = [
        band("red", 0, 50),
        band("yellow", 51, 75),
        band("green", 76, 100),
    ];
    check(
        &[("/bands", json!(gaps))],
        &[
            ("gap", "bands[1].from", Some(FixKind::CloseGap)),
            ("gap", "bands[2].from", Some(FixKind::CloseGap)),
        ],
    );
    // "0–60 red, 50–80 yellow": 55 is both.
    let overlap = [
        band("red", 0, 60),
        band("yellow", 50, 80),
        band("green", 80, 100),
    ];
    check(
        &[("/bands", json!(overlap))],
        &[("overlap", "bands[1].from", Some(FixKind::CutOverlap))],
    );
    check(
        &[("/measures/1/weight", json!(0))],
        &[("zero-weight", "measures[1].weight", Some(FixKind::Remove))],
    );
}

#[test]
fn bands_and_steps() {
    let band = |id, from, to| json!({"id": id, "from": from, "to": to});
    let bands = |list: &[Value], expected: &[_]| check(&[("/bands", json!(list))], expected);
    bands(&[], &[("gap", "bands", Some(FixKind::UseDefault))]);
    bands(
        &[band("red", 10, 40), band("green", 40, 90)],
        &[
            ("gap", "bands[0].from", Some(FixKind::CloseGap)),
            ("gap", "bands[1].to", Some(FixKind::CloseGap)),
        ],
    );
    bands(
        &[band("red", -5, 40), band("green", 40, 101)],
        &[
            ("band-outside", "bands[0]", Some(FixKind::Hold)),
            ("band-outside", "bands[1]", Some(FixKind::Hold)),
        ],
    );
    bands(
        &[band("yellow", 0, 40), band("red", 40, 100)],
        &[("unordered", "bands", Some(FixKind::Sort))],
    );
    bands(
        &[band("red", 40, 0), band("green", 40, 100)],
        &[
            ("empty-band", "bands[0]", Some(FixKind::Turn)),
            ("gap", "bands[1].from", Some(FixKind::CloseGap)),
        ],
    );
    let steps = |list: Value, expected: &[(&str, &str, Option<FixKind>)]| {
        let transform = json!({ "bands": list });
        check(&[("/measures/1/transform", transform)], expected);
    };
    let path = "measures[1].transform.bands";
    let second = format!("{path}[1].from");
    steps(
        json!([{"to": 5, "score": 0}, {"from": 6, "score": 100}]),
        &[("gap", &second, Some(FixKind::CloseGap))],
    );
    steps(
        json!([{"to": 7, "score": 0}, {"from": 6, "score": 100}]),
        &[("overlap", &second, Some(FixKind::CutOverlap))],
    );
    steps(
        json!([{"to": 5, "score": 0}, {"from": 5, "to": 9, "score": 100}, {"from": 9, "score": 50}]),
        &[("not-monotone", path, Some(FixKind::Sort))],
    );
    steps(
        json!([{"from": 5, "score": 100}, {"to": 5, "score": 0}]),
        &[("unordered", path, Some(FixKind::Sort))],
    );
}

#[test]
fn a_band_that_no_score_reaches() {
    let low = json!({"bands": [{"to": 5, "score": 0}, {"from": 5, "score": 70}]});
    let falling = json!({"bands": [{"to": 5, "score": 70}, {"from": 5, "score": 0}]});
    let all: Vec<(String, Value)> = (model(&[]).measures.iter().enumerate())
        .map(|(i, measure)| {
            let better = model(&[]).metric(&measure.metric).unwrap().better;
            let rises = better == perennial_model::Better::Higher;
            let transform = if rises { &low } else { &falling };
            (format!("/measures/{i}/transform"), transform.clone())
        })
        .collect();
    let mut set: Vec<(&str, Value)> = all
        .iter()
        .map(|(at, value)| (at.as_str(), value.clone()))
        .collect();
    check(&set, &[("unreachable-band", "bands[2]", None)]);
    set.push(("/caps/0/max", json!(70)));
    check(
        &set,
        &[
            ("unreachable-band", "bands[2]", None),
            ("cap-without-effect", "caps[0].max", Some(FixKind::Remove)),
        ],
    );
    // A missing value that counts as 50 opens nothing above 70, a line does.
    set.push(("/measures/0/transform", linear(30.0, 0.0)));
    check(&set, &[]);
}

#[test]
fn weights() {
    let none: Vec<(String, Value)> = (0..6)
        .map(|i| (format!("/measures/{i}/weight"), json!(0)))
        .collect();
    let none: Vec<(&str, Value)> = none
        .iter()
        .map(|(at, value)| (at.as_str(), value.clone()))
        .collect();
    let found = document(&model(&none));
    assert_eq!(found[0].rule, Rule::NoWeight);
    assert!(mended(&model(&none), Severity::Error).0.validate().is_ok());
    check(
        &[("/measures/0/weight", json!(-50))],
        &[("bad-weight", "measures[0].weight", Some(FixKind::Turn))],
    );
    let position = |id: &str| model(&[]).groups.iter().position(|g| g.id == id).unwrap();
    let voice = format!("/groups/{}/weight", position("voice"));
    let path = format!("groups[{}].weight", position("voice"));
    check(
        &[(voice.as_str(), json!(0))],
        &[("zero-weight", &path, Some(FixKind::GiveWeight))],
    );
    check(
        &[(voice.as_str(), json!(1e300))],
        &[("bad-weight", &path, Some(FixKind::Hold))],
    );
}

#[test]
fn directions_and_scales() {
    check(
        &[("/measures/0/transform", linear(0.0, 30.0))],
        &[("direction", "measures[0].transform", Some(FixKind::Turn))],
    );
    let share = [
        ("/measures/1/metric", json!("seat_utilisation")),
        ("/measures/1/transform", linear(10.0, 80.0)),
    ];
    check(
        &share,
        &[("scale", "measures[1].transform", Some(FixKind::DivideBy100))],
    );
    let (mended, _) = mended(&model(&share), Severity::Warning);
    let line = json!({"linear": {"worst": 0.1, "best": 0.8}});
    assert_eq!(
        serde_json::to_value(&mended.measures[1].transform).unwrap(),
        line
    );
}

#[test]
fn names() {
    check(
        &[("/measures/1/metric", json!("login_30"))],
        &[(
            "unknown-metric",
            "measures[1].metric",
            Some(FixKind::Rename),
        )],
    );
    check(
        &[("/measures/1/metric", json!("churn_risk"))],
        &[(
            "unknown-metric",
            "measures[1].metric",
            Some(FixKind::Remove),
        )],
    );
    check(
        &[("/measures/1/group", json!("use"))],
        &[("unknown-name", "measures[1].group", None)],
    );
    let first = model(&[]).measures[0].id.clone();
    check(
        &[("/measures/1/id", json!(first))],
        &[("duplicate-id", "measures[1].id", Some(FixKind::Rename))],
    );
    // Whatever has no rule of its own is told all the same.
    check(
        &[
            ("/measures/1/transform", linear(3.0, 3.0)),
            ("/coverage_minimum", json!(7)),
        ],
        &[
            ("refused", "coverage_minimum", None),
            ("refused", "measures[1].transform.linear.best", None),
        ],
    );
}

#[test]
fn signals_without_plays() {
    let signal = json!([{
        "id": "quiet", "title": {"zh": "沉默", "en": "Quiet"}, "definition": {"zh": "…", "en": "…"},
        "family": "behaviour", "direction": "risk", "severity": "warning", "when": [{"contract": "lost"}]
    }]);
    let plays = ("/plays", json!([]));
    let cadences = ("/cadences", json!([]));
    let set = [("/signals", signal), plays, cadences];
    check(
        &set,
        &[("signal-without-play", "signals[0]", Some(FixKind::AddPlay))],
    );
    let (mended, _) = mended(&model(&set), Severity::Warning);
    assert!(mended.validate().is_ok());
}

#[test]
fn what_shows_on_data() {
    let accounts: Vec<Value> = (0..12)
        .map(|i| json!({"account_id": i.to_string()}))
        .collect();
    let snapshot = |i: usize, field: &str, number: usize| json!({"account_id": i.to_string(), "date": "2026-03-01", "field": field, "number": number});
    let mut snapshots: Vec<Value> = (0..12).map(|i| snapshot(i, "logins_30d", 10)).collect();
    snapshots.extend((0..3).map(|i| snapshot(i, "nps", 8)));
    let data = dataset(&json!({"accounts": accounts, "snapshots": snapshots})).unwrap();
    let always = json!([{
        "id": "all", "title": {"zh": "全部", "en": "All"}, "max": 1,
        "when": [{"metric": {"metric": "logins_30", "test": "present"}}]
    }, {
        "id": "none", "title": {"zh": "无", "en": "None"}, "max": 1,
        "when": [{"metric": {"metric": "logins_30", "test": "missing"}}]
    }]);
    let model = model(&[("/caps", always)]);
    let compiled = Compiled::new(&model).unwrap();
    let run = evaluate(&data, &compiled, &[], "2026-03-02".parse().unwrap());
    let hand = Hand {
        data: &data,
        compiled: &compiled,
        metrics: &run.metrics,
        measures: &run.measures,
        evaluation: &run.evaluation,
    };
    let found = in_hand(&hand);
    let told: Vec<_> = found
        .iter()
        .map(|f| (f.rule.code(), f.path.to_string()))
        .collect();
    let at = |id: &str| {
        let measure = model.measures.iter().position(|m| m.metric == id).unwrap();
        format!("measures[{measure}]")
    };
    assert!(told.contains(&("cap-always", "caps[0]".to_owned())));
    assert!(told.contains(&("cap-never", "caps[1]".to_owned())));
    assert!(told.contains(&("same-score", at("logins_30"))));
    assert!(
        told.contains(&("little-coverage", at("nps_answer"))),
        "{told:?}"
    );
    assert!(!told.contains(&("little-coverage", at("logins_30"))));
    let of = |rule: Rule, path: &str| {
        let finding = found
            .iter()
            .find(|f| f.rule == rule && f.path.to_string() == path);
        finding.unwrap().fixes.clone()
    };
    // With some data only the author can know; with none the measure can go.
    assert!(of(Rule::LittleCoverage, &at("nps_answer")).is_empty());
    let gone = of(Rule::LittleCoverage, &at("tickets_open"));
    let without = model.patched(&gone[0].patches).unwrap();
    assert!(without.validate().is_ok());
    assert_eq!(without.measures.len(), model.measures.len() - 1);
}
