//! What the editor promises of every sequence of edits, and the shares of weights by example.

use super::{
    Edit, Move, SetAges, SetBands, SetMissing, SetTransform, Weight, Weighted, apply, apply_all,
    scoped, seen_by,
};
use crate::life::{LifeRule, SignalVariant, TierId};
use crate::{
    Aggregate, Aim, Band, BandId, Better, Cap, Categories, Condition, Factor, FactorWeights,
    Factors, Family, Group, HalfLife, Linear, MatrixRow, Measure, MeasureRule, MetricDecl,
    MetricRule, Missing, Model, Per, Rows, Rule, Source, Step, Target, Test, Transform, Unit,
    Variant, Window, pack, shipped, unpack,
};
use perennial_data::{Bilingual, TableId};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn model() -> Model {
    shipped()[0].model().unwrap()
}

fn weights(model: &Model, group: &str) -> Vec<f64> {
    let of_group = model.measures.iter().filter(|m| m.group == group);
    of_group.map(|measure| measure.weight).collect()
}

fn weigh(id: &str, share: f64, locked: &[&str]) -> Edit {
    Edit::Weight(Weight {
        of: Weighted::Measure(id.to_owned()),
        share,
        locked: locked.iter().map(|&id| id.to_owned()).collect(),
    })
}

#[test]
fn the_rest_makes_room_in_proportion_and_what_is_locked_stays() {
    // Usage: logins 15, recency 40, activity 30, trend 15.
    let next = apply(&model(), &weigh("recency", 0.2, &[])).unwrap();
    assert_eq!(weights(&next, "usage"), [20.0, 20.0, 40.0, 20.0]);
    let next = apply(&model(), &weigh("recency", 0.2, &["activity"])).unwrap();
    assert_eq!(weights(&next, "usage"), [25.0, 20.0, 30.0, 25.0]);
    // No more than the locked ones leave; where all others are locked, exactly that.
    let next = apply(&model(), &weigh("recency", 1.0, &["activity"])).unwrap();
    assert_eq!(weights(&next, "usage"), [0.0, 70.0, 30.0, 0.0]);
    let all = ["logins", "activity", "trend"];
    let next = apply(&model(), &weigh("recency", 0.1, &all)).unwrap();
    assert_eq!(weights(&next, "usage"), [15.0, 40.0, 30.0, 15.0]);
    // What weighs nothing shares equally.
    let alone = apply(&model(), &weigh("seats", 1.0, &[])).unwrap();
    assert_eq!(weights(&alone, "adoption"), [100.0, 0.0]);
    let back = apply(&alone, &weigh("seats", 0.4, &[])).unwrap();
    assert_eq!(weights(&back, "adoption"), [40.0, 60.0]);
}

#[test]
fn what_would_be_impossible_is_refused_with_its_path_and_changes_nothing() {
    let none = |id: &str| Edit::RemoveMetric(id.to_owned());
    assert_eq!(apply(&model(), &none("x")).unwrap_err().path, "metrics.x");
    let band = |id, from, to| Band { id, from, to };
    let gap = Edit::Bands(SetBands {
        variant: None,
        to: Some(vec![
            band(BandId::Red, 0.0, 50.0),
            band(BandId::Green, 51.0, 100.0),
        ]),
    });
    let error = apply(&model(), &gap).unwrap_err();
    assert_eq!(
        (error.code(), error.path.as_str()),
        ("model-bands", "bands[1].from")
    );
    let error = apply(&model(), &Edit::RemoveGroup("usage".to_owned())).unwrap_err();
    assert_eq!(error.path, "measures[0].group");
    // A cap that names a measure holds it.
    let cap = Cap {
        id: "nps".to_owned(),
        title: Bilingual::same("nps"),
        max: 40.0,
        when: vec![Rule::Measure(MeasureRule {
            measure: "nps".to_owned(),
            test: Test::Below(20.0),
        })],
    };
    let capped = apply(&model(), &Edit::Cap(cap)).unwrap();
    assert!(apply(&capped, &Edit::RemoveMeasure("nps".to_owned())).is_err());
    // Several edits may pass through what is impossible.
    let both = [
        Edit::RemoveMeasure("nps".to_owned()),
        Edit::RemoveCap("nps".to_owned()),
    ];
    let next = apply_all(&capped, &both).unwrap();
    assert!(!next.measures.iter().any(|measure| measure.id == "nps"));
}

#[test]
fn what_is_edited_for_a_variant_is_its_own_and_the_model_stays() {
    let model = model();
    let variant = model.variants[0].id.clone();
    let band = |id, from, to| Band { id, from, to };
    let cuts = vec![
        band(BandId::Red, 0.0, 40.0),
        band(BandId::Yellow, 40.0, 70.0),
        band(BandId::Green, 70.0, 100.0),
    ];
    let curve = Transform::Linear(Linear {
        worst: 60.0,
        best: 0.0,
    });
    let edits = [
        weigh("recency", 0.9, &[]),
        Edit::Transform(SetTransform {
            measure: "recency".to_owned(),
            variant: None,
            to: Some(curve.clone()),
        }),
        Edit::Bands(SetBands {
            variant: None,
            to: Some(cuts.clone()),
        }),
        Edit::Coverage(0.5),
    ];
    let next = apply_all(&model, &scoped(&model, &variant, &edits).unwrap()).unwrap();
    assert_eq!(
        (&next.measures, &next.bands),
        (&model.measures, &model.bands)
    );
    assert_eq!(next.coverage_minimum, 0.5); // nobody has one of their own
    // As the variant's customers see it, it is what was edited.
    let seen = seen_by(&next, &variant).unwrap();
    let expected = apply_all(&seen_by(&model, &variant).unwrap(), &edits).unwrap();
    assert_eq!(seen.measures, expected.measures);
    assert_eq!((seen.bands, seen.groups), (cuts, expected.groups));
    // Led back to what the model says, nothing is the variant's own.
    let of_model = |id: &str| {
        let measure = model.measures.iter().find(|held| held.id == id).unwrap();
        Edit::Transform(SetTransform {
            measure: id.to_owned(),
            variant: None,
            to: Some(measure.transform.clone()),
        })
    };
    let back = [of_model("recency")];
    let back = apply_all(&next, &scoped(&next, &variant, &back).unwrap()).unwrap();
    let own = |model: &Model| model.variants[0].transforms.contains_key("recency");
    assert_eq!((own(&next), own(&back)), (true, false));
    // For nobody in particular, edits are what they are.
    assert_eq!(scoped(&model, "nobody", &edits).unwrap(), edits);
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => (-200..200_i32).prop_map(|n| f64::from(n) / 2.0),
        1 => prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(-0.0), Just(0.1), Just(1e15)],
    ]
}

fn id() -> impl Strategy<Value = String> {
    const KNOWN: &[&str] = &[
        "logins",
        "recency",
        "nps",
        "usage",
        "voice",
        "one_sheet",
        "silent",
        "own",
        "",
    ];
    prop::sample::select(KNOWN).prop_map(str::to_owned)
}

fn test() -> impl Strategy<Value = Test> {
    prop_oneof![
        number().prop_map(Test::AtLeast),
        number().prop_map(Test::Below),
        id().prop_map(Test::Is),
        Just(Test::Missing),
        (0..400_u32).prop_map(Test::PastDays),
    ]
}

fn metric() -> impl Strategy<Value = String> {
    const KNOWN: &[&str] = &[
        "nps_last",
        "active_days_30",
        "days_since_last_use",
        "own",
        "none",
    ];
    prop::sample::select(KNOWN).prop_map(str::to_owned)
}

fn rules() -> impl Strategy<Value = Vec<Rule>> {
    let rule = prop_oneof![
        (metric(), test()).prop_map(|(metric, test)| Rule::Metric(MetricRule { metric, test })),
        (id(), test()).prop_map(|(measure, test)| Rule::Measure(MeasureRule { measure, test })),
        (id(), test()).prop_map(|(field, test)| Rule::Account(Condition { field, test })),
    ];
    prop::collection::vec(rule, 0..3)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (
        prop::option::of(number()),
        prop::option::of(number()),
        number(),
    );
    let step = step.prop_map(|(from, to, score)| Step { from, to, score });
    prop_oneof![
        prop::collection::vec(step, 0..3),
        (number(), number()).prop_map(|(cut, score)| {
            let step = |from, to, score| Step { from, to, score };
            vec![step(None, Some(cut), 0.0), step(Some(cut), None, score)]
        }),
    ]
}

fn transform() -> impl Strategy<Value = Transform> {
    prop_oneof![
        (number(), number()).prop_map(|(worst, best)| Transform::Linear(Linear { worst, best })),
        steps().prop_map(Transform::Bands),
        steps().prop_map(|bands| Transform::Matrix(vec![MatrixRow {
            from_months: 0,
            bands
        }])),
        number().prop_map(|days| Transform::HalfLife(HalfLife { days })),
        number().prop_map(|value| Transform::Target(Target {
            aim: Aim::Maximise,
            value
        })),
        (id(), number(), prop::option::of(number())).prop_map(|(word, score, other)| {
            let scores = BTreeMap::from([(word, score)]);
            Transform::Categories(Categories { scores, other })
        }),
    ]
}

fn bands() -> impl Strategy<Value = Vec<Band>> {
    let band = |id, from, to| Band { id, from, to };
    prop_oneof![
        (number(), number()).prop_map(move |(a, b)| vec![
            band(BandId::Red, 0.0, a),
            band(BandId::Yellow, a, b),
            band(BandId::Green, b, 100.0),
        ]),
        number().prop_map(move |a| vec![band(BandId::Red, 0.0, a), band(BandId::Green, a, 100.0)]),
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    let factors = || (number(), number());
    let factors = move || {
        factors().prop_map(|(outcome, experience)| FactorWeights {
            outcome,
            experience,
        })
    };
    let measure = (id(), metric(), id(), number(), transform());
    let declared = (
        id(),
        prop::option::of(id()),
        prop::sample::select(&TableId::ALL[..]),
        rules(),
    );
    prop_oneof![
        (
            id(),
            any::<bool>(),
            -0.1..1.1_f64,
            prop::collection::vec(id(), 0..3)
        )
            .prop_map(|(id, is_group, share, locked)| {
                let of = if is_group {
                    Weighted::Group(id)
                } else {
                    Weighted::Measure(id)
                };
                Edit::Weight(Weight { of, share, locked })
            }),
        (factors(), factors()).prop_map(|(default, key_account)| Edit::Factors(Factors {
            default,
            key_account
        })),
        (id(), prop::option::of(id()), prop::option::of(transform())).prop_map(
            |(measure, variant, to)| Edit::Transform(SetTransform {
                measure,
                variant,
                to
            })
        ),
        id().prop_map(|measure| Edit::Missing(SetMissing {
            measure,
            to: Missing::Block
        })),
        (
            id(),
            prop::option::of(0..400_u32),
            prop::option::of(0..400_u32),
            0..400_u32
        )
            .prop_map(
                |(measure, warn_after, expire_after, grace_days)| Edit::Ages(SetAges {
                    measure,
                    warn_after,
                    expire_after,
                    grace_days,
                    controllable: grace_days > 200,
                })
            ),
        measure.prop_map(
            |(id, metric, group, weight, transform)| Edit::Measure(Measure {
                id,
                title: None,
                metric,
                group,
                weight,
                transform,
                missing: Missing::Neutral,
                warn_after: None,
                expire_after: None,
                grace_days: 0,
                controllable: true,
            })
        ),
        id().prop_map(Edit::RemoveMeasure),
        (id(), number()).prop_map(|(id, weight)| Edit::Group(Group {
            title: Bilingual::same(&id),
            id,
            factor: Factor::Outcome,
            weight,
        })),
        id().prop_map(Edit::RemoveGroup),
        (prop::option::of(id()), prop::option::of(bands()))
            .prop_map(|(variant, to)| Edit::Bands(SetBands { variant, to })),
        number().prop_map(Edit::Coverage),
        (id(), number(), rules()).prop_map(|(id, max, when)| Edit::Cap(Cap {
            title: Bilingual::same("上限"),
            id,
            max,
            when,
        })),
        id().prop_map(Edit::RemoveCap),
        (
            id(),
            rules(),
            id(),
            number(),
            prop::option::of(factors()),
            transform()
        )
            .prop_map(|(id, when, of, weight, factors, transform)| Edit::Variant(
                Variant {
                    title: Bilingual::same(&id),
                    id,
                    when,
                    weights: BTreeMap::from([(of.clone(), weight)]),
                    group_weights: BTreeMap::new(),
                    factors,
                    transforms: BTreeMap::from([(of, transform)]),
                    bands: None,
                }
            )),
        id().prop_map(Edit::RemoveVariant),
        (id(), 0..4_u32).prop_map(|(id, to)| Edit::MoveVariant(Move { id, to })),
        declared.prop_map(|(id, per, table, _)| Edit::Metric(MetricDecl {
            id,
            title: Bilingual::default(),
            definition: Bilingual::default(),
            family: Family::Usage,
            unit: Unit::Count,
            better: Better::Higher,
            compare: None,
            per: per.map(Per::Metric),
            sources: vec![Source::Rows(Rows {
                table,
                on: None,
                filter: Vec::new(),
                aggregate: Aggregate::Count,
                window: Window::LastDays(30),
                empty: None,
            })],
        })),
        metric().prop_map(Edit::RemoveMetric),
        (0..21_usize, metric(), test(), any::<bool>()).prop_map(|(at, metric, test, is_off)| {
            let mut signal = model().signals()[at].clone();
            let rule = LifeRule::Metric(MetricRule { metric, test });
            signal.variants.push(SignalVariant {
                title: Bilingual::same("部分客户"),
                applies_to: vec![LifeRule::Tier(vec![TierId::Base])],
                when: (!is_off).then(|| vec![rule.clone()]),
                severity: None,
                off: is_off,
            });
            signal.when.push(rule);
            Edit::Signal(signal)
        }),
        (0..21_usize).prop_map(|at| Edit::RemoveSignal(model().signals()[at].id.clone())),
        id().prop_map(|name| Edit::Name(Bilingual::same(&name))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_document_that_edits_make_reads_as_what_it_was_and_travels(edits in prop::collection::vec(edit(), 1..12)) {
        let mut model = model();
        for edit in &edits {
            // NaN is no equal of itself, so the bytes are compared.
            let bytes = pack(edit);
            prop_assert_eq!(&pack(&unpack::<Edit>(&bytes).unwrap()), &bytes);
            // What is refused leaves what was there.
            if let Ok(next) = apply(&model, edit) {
                let json = next.to_json().unwrap();
                prop_assert_eq!(&Model::parse(&json).unwrap(), &next);
                // The sections on life stay where they are.
                let bare = Model { signals: None, ..next.clone() };
                prop_assert_eq!(&unpack::<Model>(&pack(&next)).unwrap(), &bare);
                model = next;
            }
        }
        prop_assert_eq!(super::schema_tests::faults(&model), Ok(()));
    }
}
