//! A path is walked: the values that it names are put into the data, and the account is in the band; no smaller set of
//! values, tried one by one on as many accounts, gets there.

use crate::model::{BandId, Model};
use crate::vectors::dataset;
use crate::{BandPath, Compiled, Needed, Obstacle, evaluate, path_to_band};
use perennial_data::Day;
use proptest::prelude::*;
use serde_json::{Value, json};

fn on() -> Day {
    "2026-03-01".parse().unwrap()
}

/// One account per row: what its snapshots say of `m0`, `m1`…; `None` says nothing.
fn data(rows: &[Vec<Option<f64>>]) -> perennial_data::Dataset {
    let id = |i: usize| format!("{i:06}");
    let accounts: Vec<Value> = (0..rows.len())
        .map(|i| json!({"account_id": id(i), "seats": 10, "key_account": false}))
        .collect();
    let snapshots: Vec<Value> = (rows.iter().enumerate())
        .flat_map(|(i, row)| {
            let fields = row.iter().enumerate();
            fields.filter_map(move |(m, value)| {
                let number = (*value)?;
                Some(json!({"account_id": id(i), "date": "2026-02-20", "field": format!("m{m}"), "number": number}))
            })
        })
        .collect();
    dataset(&json!({"accounts": accounts, "snapshots": snapshots})).unwrap()
}

fn metric(i: usize, unit: &str, lower: bool) -> Value {
    let words = json!({"zh": "度量", "en": "Metric"});
    json!({
        "id": format!("own {i}"), "title": words, "definition": words, "family": "usage", "unit": unit,
        "better": if lower { "lower" } else { "higher" },
        "sources": [{"snapshot": {"field": format!("m{i}")}}]
    })
}

fn model(metrics: &[Value], measures: &[Value], more: &Value) -> Model {
    let words = json!({"zh": "组", "en": "Group"});
    let group = |i: usize, factor: &str, weight: f64| json!({"id": format!("g{i}"), "title": words, "factor": factor, "weight": weight});
    let mut document = json!({
        "format": "perennial-model", "version": 1, "id": "own", "name": words, "revision": 1,
        "metrics": metrics, "measures": measures,
        "groups": [group(0, "outcome", 3.0), group(1, "outcome", 2.0), group(2, "experience", 1.0)]
    });
    for (field, value) in more.as_object().unwrap() {
        document[field] = value.clone();
    }
    Model::parse(&document.to_string()).unwrap()
}

fn path(model: &Model, row: &[Option<f64>]) -> Result<BandPath, Obstacle> {
    let compiled = Compiled::new(model).unwrap();
    let data = data(&[row.to_vec()]);
    let run = evaluate(&data, &compiled, &[], on());
    path_to_band(&data, &compiled, &run, 0, None).unwrap()
}

/// The row after a path.
fn walked(model: &Model, row: &[Option<f64>], path: &BandPath) -> Vec<Option<f64>> {
    let mut row = row.to_vec();
    for step in &path.steps {
        let at = model
            .metrics
            .iter()
            .position(|m| m.id == step.metric)
            .unwrap();
        let Needed::Number(value) = step.value_needed else {
            panic!("a number")
        };
        row[at] = Some(value);
    }
    row
}

fn bands(model: &Model, rows: &[Vec<Option<f64>>]) -> Vec<Option<BandId>> {
    let compiled = Compiled::new(model).unwrap();
    evaluate(&data(rows), &compiled, &[], on())
        .evaluation
        .bands()
        .to_vec()
}

fn measure(i: usize, group: usize, weight: f64, transform: Value, more: &Value) -> Value {
    let mut measure = json!({
        "id": format!("measure {i}"), "metric": format!("own {i}"), "group": format!("g{group}"),
        "weight": weight, "transform": transform, "controllable": true
    });
    for (field, value) in more.as_object().unwrap() {
        measure[field] = value.clone();
    }
    measure
}

#[test]
fn a_path_names_the_customers_own_numbers() {
    let line = |worst: f64, best: f64| json!({"linear": {"worst": worst, "best": best}});
    let metrics = [
        metric(0, "count", false),
        metric(1, "share", false),
        metric(2, "days", true),
    ];
    let measures = [
        measure(0, 0, 60.0, line(0.0, 40.0), &json!({})),
        measure(1, 0, 40.0, line(0.0, 0.8), &json!({})),
        measure(2, 0, 20.0, line(30.0, 0.0), &json!({"controllable": false})),
    ];
    let model = model(&metrics, &measures, &json!({}));
    // (60·25 + 40·50 + 20·50) / 120 = 37.5, red. Yellow needs 12.5 points: by logins alone 25 of score.
    let found = path(&model, &[Some(10.0), Some(0.4), Some(15.0)]).unwrap();
    assert_eq!(
        (found.from, found.to, found.threshold),
        (Some(BandId::Red), BandId::Yellow, 50.0)
    );
    let [step] = found.steps.as_slice() else {
        panic!("{:?}", found.steps)
    };
    assert_eq!(
        (step.measure.as_str(), &step.value_before),
        ("measure 0", &Some(Needed::Number(10.0)))
    );
    assert_eq!(step.value_needed, Needed::Number(20.0));
    assert_eq!(
        (step.score_before, step.score_after, step.weight),
        (Some(25.0), 50.0, 0.5)
    );
    assert_eq!((found.before, found.after), (Some(37.5), 50.0));
    // 24.5 is no number of logins: 25 are.
    let found = path(&model, &[Some(9.7), Some(0.31), Some(15.0)]).unwrap();
    let Needed::Number(logins) = found.steps[0].value_needed else {
        panic!()
    };
    assert!(logins.fract() == 0.0, "{logins}");
    // By logins 33.1 would do, by seats nothing: 34 logins.
    let found = path(&model, &[Some(0.0), Some(0.1), Some(22.0)]).unwrap();
    let needed: Vec<_> = found
        .steps
        .iter()
        .map(|s| (s.measure.as_str(), s.value_needed.clone()))
        .collect();
    assert_eq!(needed, [("measure 0", Needed::Number(34.0))]);
    let found = path(&model, &[Some(0.0), Some(0.0), Some(30.0)]).unwrap();
    assert_eq!(found.steps[0].value_needed, Needed::Number(40.0));
    let found = path(&model, &[Some(21.0), Some(0.4), Some(15.0)]).unwrap();
    assert_eq!((found.to, found.steps.len()), (BandId::Green, 1));
}

#[test]
fn what_stands_in_the_way_is_said() {
    let line = |worst: f64, best: f64| json!({"linear": {"worst": worst, "best": best}});
    let metrics = [metric(0, "count", false), metric(1, "count", false)];
    let one = measure(0, 0, 60.0, line(0.0, 40.0), &json!({}));
    let other = |more: Value| measure(1, 0, 40.0, line(0.0, 40.0), &more);
    let fixed = other(json!({"controllable": false}));
    let cap = json!({"caps": [{"id": "stop", "title": {"zh": "封顶", "en": "Cap"}, "max": 40,
        "when": [{"metric": {"metric": "own 1", "test": {"below": 20}}}]}]});
    let of = |measures: &[Value], more: &Value, row: &[Option<f64>]| {
        path(&model(&metrics, measures, more), row)
    };
    let both = [one.clone(), fixed.clone()];
    assert_eq!(
        of(&both, &json!({}), &[Some(40.0), Some(40.0)]),
        Err(Obstacle::Reached)
    );
    assert_eq!(
        of(&both, &json!({}), &[Some(40.0), Some(0.0)]),
        Err(Obstacle::NothingControllable)
    );
    assert_eq!(
        of(&both, &json!({}), &[Some(20.0), Some(20.0)]).map(|p| p.to),
        Ok(BandId::Green)
    );
    assert_eq!(
        of(&both, &json!({}), &[Some(35.0), Some(10.0)]),
        Err(Obstacle::OutOfReach(70.0))
    );
    let capped = Err(Obstacle::Capped(vec!["stop".to_owned()]));
    assert_eq!(of(&both, &cap, &[Some(10.0), Some(10.0)]), capped);
    // A cap that the team can lift is lifted, though the score alone would not need it.
    let free = [one.clone(), other(json!({}))];
    let found = of(&free, &cap, &[Some(40.0), Some(10.0)]).unwrap();
    assert_eq!(found.steps.len(), 1);
    assert_eq!(found.steps[0].value_needed, Needed::Number(20.0));
    // 60 % of weight is too little for a colour: the missing value has to come first.
    let found = of(&free, &json!({}), &[Some(40.0), None]).unwrap();
    assert_eq!(
        (found.from, found.steps[0].value_before.clone()),
        (None, None)
    );
    assert_eq!((found.coverage_before, found.coverage_after), (0.6, 1.0));
    assert_eq!(
        of(&both, &json!({}), &[Some(30.0), None]),
        Err(Obstacle::Coverage(0.6))
    );
    let blocks = [
        one,
        other(json!({"controllable": false, "missing": "block"})),
    ];
    assert_eq!(
        of(&blocks, &json!({}), &[Some(30.0), None]),
        Err(Obstacle::NoHealth)
    );
}

/// Values that random rows and brute force draw from.
const VALUES: [f64; 11] = [0.0, 2.0, 5.0, 9.0, 12.0, 18.0, 25.0, 30.0, 36.0, 45.0, 60.0];

fn transform() -> impl Strategy<Value = (Value, bool)> {
    let line = (0..20_i32, 5..40_i32, any::<bool>()).prop_map(|(low, span, lower)| {
        let (low, high) = (f64::from(low), f64::from(low + span));
        let (worst, best) = if lower { (high, low) } else { (low, high) };
        (json!({"linear": {"worst": worst, "best": best}}), lower)
    });
    let bands = (1..20_i32, 1..20_i32, 0..100_i32, 0..100_i32, 0..100_i32).prop_map(|(a, b, x, y, z)| {
        let steps = json!([{"to": a, "score": x}, {"from": a, "to": a + b, "score": y}, {"from": a + b, "score": z}]);
        (json!({ "bands": steps }), x > z)
    });
    let target = (1..40_i32, any::<bool>()).prop_map(|(value, lower)| {
        let aim = if lower { "minimise" } else { "maximise" };
        (json!({"target": {"aim": aim, "value": value}}), lower)
    });
    let half = (1..20_i32).prop_map(|days| (json!({"half_life": {"days": days}}), true));
    prop_oneof![4 => line, 2 => bands, 1 => target, 1 => half]
}

type Own = ((Value, bool), usize, u8, u8, u8);

fn own_model(measures: &[Own], cap: (u8, u8, u8, bool), has_variant: bool) -> Model {
    let units = ["count", "days", "score", "share"];
    let metrics: Vec<Value> = (measures.iter().enumerate())
        .map(|(i, ((_, lower), ..))| metric(i, units[i % 4], *lower))
        .collect();
    let policies = ["reweight", "reweight", "neutral", "zero", "block"];
    let all: Vec<Value> = (measures.iter().enumerate())
        .map(|(i, ((transform, _), group, weight, policy, control))| {
            let more = json!({"missing": policies[usize::from(*policy) % 5], "controllable": control % 3 > 0});
            measure(i, *group, f64::from(*weight), transform.clone(), &more)
        })
        .collect();
    let (max, at, which, above) = cap;
    let named = usize::from(which) % measures.len();
    let words = json!({"zh": "名", "en": "Name"});
    let test = json!({if above { "at_least" } else { "below" }: at});
    let on_metric = json!({"metric": {"metric": format!("own {named}"), "test": test}});
    let on_measure =
        json!({"measure": {"measure": format!("measure {named}"), "test": {"below": at}}});
    let rule = if at % 2 == 0 {
        on_metric.clone()
    } else {
        on_measure
    };
    let variant =
        json!([{"id": "v", "title": words, "when": [on_metric], "weights": {"measure 0": 9}}]);
    model(
        &metrics,
        &all,
        &json!({
            "caps": [{"id": "c", "title": words, "max": max, "when": [rule]}],
            "variants": if has_variant { variant } else { json!([]) }
        }),
    )
}

fn own() -> impl Strategy<Value = Vec<Own>> {
    prop::collection::vec(
        (transform(), 0..3_usize, 1..9_u8, 0..5_u8, any::<u8>()),
        1..5,
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_path_reaches_the_band_and_no_smaller_set_does(
        measures in own(), cap in (0..100_u8, 0..60_u8, any::<u8>(), any::<bool>()), has_variant in any::<bool>(),
        row in prop::collection::vec(prop::option::weighted(0.85, prop::sample::select(&VALUES[..])), 4),
    ) {
        let model = own_model(&measures, cap, has_variant);
        let row = &row[..measures.len()];
        let found = path(&model, row);
        let Ok(found) = found else {
            // What has no path is not reached by any two values either.
            let before = bands(&model, &[row.to_vec()])[0];
            if matches!(found, Err(Obstacle::Reached)) {
                return Ok(());
            }
            let target = |band: Option<BandId>| before.is_some() && band > before;
            let any = reached_by(&model, row, 2).into_iter().any(target);
            prop_assert!(!any, "{found:?} but it can be reached");
            return Ok(());
        };
        prop_assert!(found.is_smallest);
        let after = bands(&model, &[walked(&model, row, &found)])[0];
        prop_assert!(after >= Some(found.to), "{after:?} after {found:?}");
        prop_assert!(found.after >= found.threshold);
        for step in &found.steps {
            let measure = model.measures.iter().find(|m| m.id == step.measure).unwrap();
            prop_assert!(measure.controllable);
        }
        for size in 1..found.steps.len().min(3) {
            let any = reached_by(&model, row, size).into_iter().any(|band| band >= Some(found.to));
            prop_assert!(!any, "{size} measures are enough, not {found:?}");
        }
        // Every value is the least that will do: a grain less of any does not.
        for step in &found.steps {
            let at = model.metrics.iter().position(|m| m.id == step.metric).unwrap();
            let is_line = matches!(model.measures[at].transform, crate::model::Transform::Linear(_));
            let (Needed::Number(value), Some(Needed::Number(now)), false) = (&step.value_needed, &step.value_before, has_variant) else { continue };
            let grain = match model.metrics[at].unit {
                crate::model::Unit::Share => 0.01,
                crate::model::Unit::Score => 0.1,
                _ => 1.0,
            };
            let less = value - grain * (value - now).signum();
            if !is_line || (less - now) * (value - now) <= 0.0 || cap.1 % 2 == 0 {
                continue;
            }
            let mut row = walked(&model, row, &found);
            row[at] = Some((less / grain).round() * grain);
            prop_assert!(bands(&model, &[row])[0] < Some(found.to), "{step:?}");
        }
    }
}

/// Whether a value scores more, or as much in the metric's good direction.
fn is_better(measure: &crate::model::Measure, model: &Model, now: Option<f64>, value: f64) -> bool {
    let Some(now) = now else { return true };
    let score = |value| measure.transform.number(value, None);
    let rises = model.metric(&measure.metric).unwrap().better == crate::model::Better::Higher;
    let further = if rises { value > now } else { value < now };
    score(value) > score(now) || score(value) == score(now) && further
}

/// The bands that the account gets by any values for any set of so many controllable measures.
fn reached_by(model: &Model, row: &[Option<f64>], size: usize) -> Vec<Option<BandId>> {
    let levers: Vec<usize> = (0..row.len())
        .filter(|&m| model.measures[m].controllable)
        .collect();
    let mut rows = vec![(0, row.to_vec())];
    for _ in 0..size.min(levers.len()) {
        let longer = |(from, row): &(usize, Vec<Option<f64>>)| {
            let mut longer = Vec::new();
            for (at, &lever) in levers.iter().enumerate().skip(*from) {
                for value in VALUES {
                    if !is_better(&model.measures[lever], model, row[lever], value) {
                        continue;
                    }
                    let mut row = row.clone();
                    row[lever] = Some(value);
                    longer.push((at + 1, row));
                }
            }
            longer
        };
        let more: Vec<_> = rows.iter().flat_map(longer).collect();
        rows.extend(more);
    }
    let rows: Vec<_> = rows.into_iter().map(|(_, row)| row).collect();
    bands(model, &rows)
}
