//! What must hold for every model, dataset and date, tried on random ones.

use crate::model::{
    Cap, Factor, FactorWeights, Group, Linear, Measure, MetricRule, Missing, Model, Rule, Test,
    Transform, Variant,
};
use crate::sensitivity::{Base, decisive, tornado, weight_noise};
use crate::vectors::dataset;
use crate::{
    ActiveOverrides, Compiled, Override, Run, Tally, change, change_over, evaluate, explain,
    history, score, tally,
};
use perennial_data::{Bilingual, Dataset, Day};
use proptest::prelude::*;
use serde_json::{Value, json};

const ACCOUNTS: u32 = 5;
const METRICS: [&str; 12] = [
    "active_days_30",
    "events_30",
    "events_trend",
    "events_vs_start",
    "features_30",
    "seat_utilisation",
    "days_since_last_use",
    "tickets_open",
    "csat_180",
    "complaints_change",
    "nps_last",
    "nps_change",
];

fn day(offset: i32) -> Day {
    Day::from_ymd(2025, 1, 1).unwrap().plus_days(offset)
}

/// A row of any table: which, whose, on which day, and numbers to make its values of.
type Row = (u8, u32, i32, i32, u32);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((0..4_u8, 0..ACCOUNTS, 0..150, 0..40, 0..60_u32), 0..60)
}

/// The dataset of rows; with `until`, as it would have been known that day.
fn data(rows: &[Row], until: Option<Day>) -> Dataset {
    let known = |offset: i32| until.is_none_or(|until| day(offset) <= until);
    let accounts: Vec<Value> = (0..ACCOUNTS)
        .map(|a| json!({"account_id": a.to_string(), "seats": 10 * a, "key_account": a == 1}))
        .collect();
    let mut tables = [vec![], vec![], vec![], vec![]];
    for (i, &(table, account, on, later, n)) in rows.iter().enumerate() {
        if !known(on) {
            continue;
        }
        let (account, date) = (account.to_string(), day(on).to_string());
        let feature = ["a", "b", "c"][(n % 3) as usize];
        let kind = ["complaint", "question"][(n % 2) as usize];
        tables[usize::from(table)].push(match table {
            0 => json!({"account_id": account, "date": date, "feature": feature, "events": n, "users": n % 17}),
            1 => {
                let key = format!("{on}-{later}-{n}-{account}-{i}");
                let mut ticket = json!({"ticket_id": key, "account_id": account, "opened_at": date, "priority": "high", "kind": kind, "resolved_at": null, "csat": null});
                if n % 3 > 0 && known(on + later) {
                    ticket["resolved_at"] = json!(day(on + later).to_string());
                    ticket["csat"] = json!(1 + n % 5);
                }
                ticket
            }
            2 => json!({"account_id": account, "date": date, "kind": "nps", "score": n % 11, "respondent": later.to_string()}),
            _ => json!({"account_id": account, "date": date, "field": "nps", "number": n % 11}),
        });
    }
    let [usage, tickets, surveys, snapshots] = tables;
    dataset(&json!({"accounts": accounts, "usage": usage, "tickets": tickets, "surveys": surveys, "snapshots": snapshots})).unwrap()
}

fn missing() -> impl Strategy<Value = Missing> {
    prop_oneof![
        4 => Just(Missing::Reweight),
        1 => Just(Missing::Neutral),
        1 => Just(Missing::Zero),
        1 => Just(Missing::Block),
    ]
}

fn measures() -> impl Strategy<Value = Vec<Measure>> {
    let one = (
        prop::sample::select(&METRICS[..]),
        0..3_usize,
        0..5_u8,
        missing(),
        -20..20_i32,
        1..30_i32,
    );
    prop::collection::vec((one, prop::option::of(0..40_u32)), 1..7).prop_map(|list| {
        let measures = list.into_iter().enumerate();
        let measure = |(i, ((metric, group, weight, missing, worst, span), expire))| Measure {
            id: format!("measure {i}"),
            title: None,
            metric: str::to_owned(metric),
            group: format!("group {group}"),
            weight: f64::from(weight) + if i == 0 { 0.5 } else { 0.0 },
            transform: Transform::Linear(Linear {
                worst: f64::from(worst),
                best: f64::from(if i % 2 == 0 {
                    worst + span
                } else {
                    worst - span
                }),
            }),
            missing,
            warn_after: None,
            expire_after: expire,
            grace_days: 0,
            controllable: false,
        };
        measures.map(measure).collect()
    })
}

fn model() -> impl Strategy<Value = Model> {
    (measures(), 0..100_u8, any::<bool>(), 1..9_u8).prop_map(|(measures, cap, variant, weight)| {
        let group = |i: usize, factor, weight: u8| Group {
            id: format!("group {i}"),
            title: Bilingual::default(),
            factor,
            weight: f64::from(weight),
        };
        let rule = |metric: &str, test| {
            let metric = metric.to_owned();
            vec![Rule::Metric(MetricRule { metric, test })]
        };
        let shown = Variant {
            id: "busy".to_owned(),
            title: Bilingual::default(),
            when: rule("events_30", Test::AtLeast(60.0)),
            weights: [(measures[0].id.clone(), 7.0)].into(),
            group_weights: [(measures[0].group.clone(), 3.0)].into(),
            factors: Some(FactorWeights {
                outcome: 0.5,
                experience: 0.5,
            }),
            transforms: [(
                measures[0].id.clone(),
                Transform::Linear(Linear {
                    worst: 0.0,
                    best: 9.0,
                }),
            )]
            .into(),
            bands: None,
        };
        let mut model = Model::parse(crate::shipped()[2].json()).unwrap();
        model.measures = measures;
        model.groups = vec![
            group(0, Factor::Outcome, weight),
            group(1, Factor::Experience, 2),
            group(2, Factor::Outcome, 3),
        ];
        model.variants = if variant { vec![shown] } else { Vec::new() };
        model.caps = vec![Cap {
            id: "cap".to_owned(),
            title: Bilingual::default(),
            max: f64::from(cap),
            when: rule("tickets_open", Test::AtLeast(2.0)),
        }];
        model
    })
}

fn overrides() -> impl Strategy<Value = Vec<Override>> {
    let one = (0..ACCOUNTS, 0..100_u8, 0..150, 0..90).prop_map(|(account, value, from, length)| {
        Override {
            account_id: account.to_string(),
            value: f64::from(value),
            author: String::new(),
            reason: String::new(),
            set_on: day(from),
            expires_on: day(from + length),
        }
    });
    prop::collection::vec(one, 0..3)
}

/// All numbers of a run, one NaN for all.
fn bits(run: &Run, compiled: &Compiled) -> Vec<u64> {
    let metrics = (0..compiled.metrics().len())
        .flat_map(|m| run.metrics.column(m).unwrap().values().to_vec());
    let scores = run
        .measures
        .columns
        .iter()
        .flat_map(|column| column.scores.clone());
    let e = &run.evaluation;
    let health = [&e.health, &e.values, &e.coverage, &e.outcome]
        .into_iter()
        .flatten()
        .copied();
    let bits = |v: f64| if v.is_nan() { u64::MAX } else { v.to_bits() };
    metrics.chain(scores).chain(health).map(bits).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_metric_alone_is_what_it_is_among_all(rows in rows(), on in 0..150) {
        let (data, on) = (std::rc::Rc::new(data(&rows, None)), day(on));
        let model = Model::clone(crate::model::shipped()[0].model().as_ref().unwrap());
        let compiled = Compiled::with_scope(&model, crate::Scope::All).unwrap();
        let all = crate::metrics(&data, &compiled, on);
        let mut prepared = crate::Prepared::new(data);
        for (decl, at) in compiled.metrics().zip(0..) {
            let alone = prepared.metric(&model, &decl.id, on).unwrap();
            let bits = |column: &crate::MetricColumn| {
                let of = |account: usize| (column.get(account).map(f64::to_bits), column.source(account), column.dated(account), column.word(account).map(str::to_owned));
                (0..ACCOUNTS as usize).map(of).collect::<Vec<_>>()
            };
            prop_assert_eq!(bits(&alone), bits(all.column(at).unwrap()), "{}", decl.id);
        }
        prop_assert!(prepared.metric(&model, "no such", on).is_none());
    }

    #[test]
    fn contributions_sum_to_health_and_no_score_leaves_0_to_100(
        rows in rows(), model in model(), overrides in overrides(), at in 0..190,
    ) {
        let (data, compiled) = (data(&rows, None), Compiled::new(&model).unwrap());
        let run = evaluate(&data, &compiled, &overrides, day(at));
        for account in 0..ACCOUNTS {
            let explained = explain(&data, &compiled, &run, &overrides, account).unwrap();
            if let Some(health) = explained.health {
                let sum: f64 = explained.measures.iter().map(|m| m.contribution).sum();
                prop_assert!((sum - health).abs() <= 1e-9, "{sum} is not {health}");
            }
            let scores = explained.measures.iter().map(|m| m.score);
            let all = scores.chain([explained.health, explained.capped, explained.value]);
            prop_assert!(all.flatten().all(|score| (0.0..=100.0).contains(&score)));
            prop_assert!((0.0..=1.0).contains(&explained.coverage));
            let backed = explained.coverage >= explained.coverage_minimum - 1e-9;
            prop_assert!(explained.band.is_none() || backed && explained.health.is_some());
        }
    }

    #[test]
    fn the_parts_of_a_change_sum_to_the_difference(
        rows in rows(), old in model(), new in model(), same in any::<bool>(),
        overrides in overrides(), from in 0..190, to in 0..190,
    ) {
        let data = data(&rows, None);
        let now = Compiled::new(&new).unwrap();
        let then = if same { now.clone() } else { Compiled::new(&old).unwrap() };
        for account in 0..ACCOUNTS {
            let at = |compiled: &Compiled, date| {
                let run = evaluate(&data, compiled, &overrides, day(date));
                explain(&data, compiled, &run, &overrides, account).unwrap()
            };
            let (before, carried, after) = (at(&then, from), at(&now, from), at(&now, to));
            let change = change(&now, &before, &carried, &after);
            let comparable = before.health.is_some() && after.health.is_some();
            prop_assert_eq!(change.parts.is_some(), comparable);
            let Some(parts) = change.parts else { continue };
            let difference = change.difference.unwrap();
            prop_assert!((parts.sum() - difference).abs() <= 1e-9, "{parts:?} is not {difference}");
            let same_variant = before.variant.as_ref().map(|v| v.position) == after.variant.as_ref().map(|v| v.position);
            if same {
                prop_assert!(parts.model.abs() <= 1e-9);
                if same_variant {
                    prop_assert!(parts.variant.abs() <= 1e-9);
                }
                if same_variant && parts.arrived.is_empty() && parts.gone.is_empty() {
                    prop_assert!(parts.data.abs() <= 1e-9, "{parts:?}");
                }
            }
        }
    }

    #[test]
    fn the_parts_of_a_portfolios_change_sum_to_the_difference_of_its_means_and_are_the_means_of_its_accounts(
        rows in rows(), old in model(), new in model(), same in any::<bool>(),
        overrides in overrides(), from in 0..190, to in 0..190, members in prop::collection::btree_set(0..ACCOUNTS, 0..6),
    ) {
        let data = data(&rows, None);
        let now = Compiled::new(&new).unwrap();
        let then = if same { now.clone() } else { Compiled::new(&old).unwrap() };
        let run = |compiled: &Compiled, date| evaluate(&data, compiled, &overrides, day(date));
        let (before, carried, after) = (run(&then, from), run(&now, from), run(&now, to));
        let members: Vec<u32> = members.into_iter().collect();
        let all = change_over(&data, &now, (&before, &carried, &after), &members);
        let difference = match (all.before, all.after) {
            (Some(before), Some(after)) => after - before,
            _ => {
                prop_assert!(all.sum().abs() <= 1e-9, "{all:?}");
                return Ok(());
            }
        };
        prop_assert!((all.sum() - difference).abs() <= 1e-9, "{all:?} is not {difference}");
        prop_assert!((all.model + all.customers() - difference).abs() <= 1e-9);
        if same {
            prop_assert!(all.model.abs() <= 1e-9);
            prop_assert!(all.crossed.iter().all(super::Crossing::is_by_customer));
        }
        if from == to {
            prop_assert!((all.model - difference).abs() <= 1e-9 || all.accounts[0] != all.accounts[1] || all.accounts[1] != all.accounts[2] || all.overridden.abs() > 0.0, "{all:?}");
        }
        // Each account's own split, added up.
        let mut sums = [0.0; 5];
        for &account in &members {
            let at = |compiled, run| explain(&data, compiled, run, &overrides, account).unwrap();
            let change = change(&now, &at(&then, &before), &at(&now, &carried), &at(&now, &after));
            if let Some(parts) = change.parts {
                let behaviour: f64 = parts.behaviour.iter().map(|b| b.part).sum();
                for (sum, part) in sums.iter_mut().zip([parts.model, parts.variant, parts.data, behaviour, parts.caps]) {
                    *sum += part;
                }
            }
        }
        let n = f64::from(all.accounts[1].max(1));
        let behaviour: f64 = all.behaviour.iter().map(|(_, _, part)| part).sum();
        for (sum, mean) in sums.iter().zip([all.model, all.variant, all.data, behaviour, all.caps]) {
            prop_assert!((sum / n - mean).abs() <= 1e-9);
        }
    }

    #[test]
    fn sensitivity_says_what_evaluating_each_changed_model_anew_says(
        rows in rows(), model in model(), overrides in overrides(), at in 0..190, seed in any::<u64>(),
    ) {
        let data = data(&rows, None);
        let compiled = Compiled::new(&model).unwrap();
        let run = evaluate(&data, &compiled, &overrides, day(at));
        let active = ActiveOverrides::new(&data, &overrides, day(at));
        let base = Base { data: &data, compiled: &compiled, run: &run, overrides: &active };
        let bands = |model: &Model| {
            let compiled = Compiled::new(model).unwrap();
            evaluate(&data, &compiled, &overrides, day(at)).evaluation.bands().to_vec()
        };
        let still = run.evaluation.bands().to_vec();
        let moved = |bands: &[Option<crate::model::BandId>]| -> Vec<u32> {
            (0..ACCOUNTS).filter(|&a| bands[a as usize] != still[a as usize]).collect()
        };
        for bar in tornado(&base) {
            for effect in [bar.down, bar.up] {
                let value = serde_json::to_value(effect.value).unwrap();
                let mut patches = vec![crate::model::Patch { path: bar.threshold.path.clone(), value: Some(value.clone()) }];
                if bar.threshold.path.to_string().starts_with("bands") {
                    let Some(crate::model::PathStep::At(band)) = bar.threshold.path.0.get(1) else { panic!() };
                    let next = crate::model::DocPath::of("bands").at(band + 1).field("from");
                    patches.push(crate::model::Patch { path: next, value: Some(value) });
                }
                let anew = bands(&model.patched(&patches).unwrap());
                prop_assert_eq!(moved(&anew).len() as u32, effect.moved, "{:?}", bar);
            }
        }
        for (decisive, measure) in decisive(&base, 10.0).iter().zip(0..) {
            let mut without = model.clone();
            without.measures[measure].weight = 0.0;
            for variant in &mut without.variants {
                variant.weights.insert(decisive.measure.clone(), 0.0);
            }
            let possible = without.validate_weights().is_ok();
            prop_assert_eq!(decisive.without.is_some(), possible);
            if let Some(found) = &decisive.without {
                prop_assert_eq!(found, &moved(&bands(&without)));
            }
        }
        let noise = weight_noise(&base, 5, 0.1, seed);
        prop_assert_eq!(&noise, &weight_noise(&base, 5, 0.1, seed));
        let none = weight_noise(&base, 3, 0.0, seed);
        prop_assert_eq!((none.moved, none.n_unsteady, none.worst_tenth_kept), (0.0, 0, 1.0));
        prop_assert!(none.rank_correlation.is_none_or(|rho| (rho - 1.0).abs() < 1e-12));
        prop_assert!(noise.moved <= noise.moved_worst + 1e-12 && noise.moved_worst <= 1.0);
        prop_assert!(noise.rank_correlation_worst <= noise.rank_correlation.map(|rho| rho + 1e-12));
    }

    #[test]
    fn a_migration_counts_every_account_once_and_its_margins_are_the_bands(
        rows in rows(), old in model(), new in model(), at in 0..190,
    ) {
        let data = data(&rows, None);
        let run = |model| evaluate(&data, &Compiled::new(model).unwrap(), &[], day(at)).evaluation;
        let (before, after) = (run(&old), run(&new));
        let migration = super::migration(&data, &before, &after);
        let count = |of: &dyn Fn(usize, usize) -> bool| -> u32 {
            let cells = (0..16).filter(|i| of(i / 4, i % 4));
            cells.map(|i| migration.cells[i / 4][i % 4].accounts).sum()
        };
        for (band, (b, a)) in Tally::of(&before).bands.into_iter().zip(Tally::of(&after).bands).enumerate() {
            prop_assert_eq!(count(&|row, _| row == band), b);
            prop_assert_eq!(count(&|_, column| column == band), a);
        }
        prop_assert_eq!(migration.moved.len() as u32 + migration.unmoved(), count(&|_, _| true));
        let same = super::migration(&data, &before, &before);
        prop_assert!(same.moved.is_empty());
    }

    #[test]
    fn a_better_value_never_lowers_a_score(
        steps in prop::collection::vec(1..20_u8, 1..5), values in prop::collection::vec(0..100_u8, 2..8), shape in 0..4_u8,
    ) {
        let mut edges = vec![0_u32];
        steps.iter().for_each(|&step| edges.push(edges[edges.len() - 1] + u32::from(step)));
        let last = edges.len() - 2;
        let bands: Vec<Value> = (0..=last)
            .map(|i| json!({"from": edges[i], "to": edges[i + 1], "score": 100 * i / last.max(1)}))
            .collect();
        let (transform, rises) = match shape {
            0 => (json!({"linear": {"worst": steps[0], "best": 50}}), true),
            1 => (json!({"bands": bands}), true),
            2 => (json!({"half_life": {"days": steps[0]}}), false),
            _ => (json!({"target": {"aim": "minimise", "value": steps[0]}}), false),
        };
        let transform: Transform = serde_json::from_value(transform).unwrap();
        let mut sorted = values;
        sorted.sort_unstable();
        let scores: Vec<f64> = sorted.iter().map(|&v| transform.number(f64::from(v), None)).collect();
        for pair in scores.windows(2) {
            prop_assert!(if rises { pair[0] <= pair[1] } else { pair[0] >= pair[1] }, "{scores:?}");
        }
    }

    #[test]
    fn row_order_never_matters(
        (rows, shuffled) in rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        model in model(), at in 0..190,
    ) {
        let compiled = Compiled::new(&model).unwrap();
        let run = |rows| evaluate(&data(rows, None), &compiled, &[], day(at));
        prop_assert_eq!(bits(&run(&rows), &compiled), bits(&run(&shuffled), &compiled));
    }

    #[test]
    fn a_past_date_ignores_every_later_row(rows in rows(), model in model(), at in 0..150) {
        let compiled = Compiled::new(&model).unwrap();
        let run = |until| evaluate(&data(&rows, until), &compiled, &[], day(at));
        prop_assert_eq!(bits(&run(None), &compiled), bits(&run(Some(day(at))), &compiled));
    }

    #[test]
    fn history_equals_evaluation_bit_for_bit(
        rows in rows(), model in model(), overrides in overrides(),
        dates in prop::collection::vec(0..190, 1..6),
    ) {
        let (data, compiled) = (data(&rows, None), Compiled::new(&model).unwrap());
        let dates: Vec<Day> = dates.into_iter().map(day).collect();
        let past = history(&data, &compiled, &overrides, &dates);
        for (past, &date) in past.iter().zip(&dates) {
            let now = evaluate(&data, &compiled, &overrides, date).evaluation;
            prop_assert_eq!(format!("{past:?}"), format!("{now:?}"));
        }
    }

    #[test]
    fn other_weights_on_kept_measures_equal_a_fresh_evaluation(
        rows in rows(), model in model(), weights in prop::collection::vec(0.1..9.0_f64, 6), at in 0..190,
        overrides in overrides(),
    ) {
        let (data, compiled) = (data(&rows, None), Compiled::new(&model).unwrap());
        let run = evaluate(&data, &compiled, &overrides, day(at));
        let weights = &weights[..model.measures.len()];
        let other = compiled.with_weights(weights).unwrap();
        let active = ActiveOverrides::new(&data, &overrides, day(at));
        let again = score(&other, &run.measures, &active);
        prop_assert_eq!(tally(&other, &run.measures, &active), Tally::of(&again));
        let mut changed = model.clone();
        changed.measures.iter_mut().zip(weights).for_each(|(m, &w)| m.weight = w);
        let fresh = evaluate(&data, &Compiled::new(&changed).unwrap(), &overrides, day(at)).evaluation;
        prop_assert_eq!(format!("{again:?}"), format!("{fresh:?}"));
    }

    #[test]
    fn measures_that_a_changed_model_keeps_equal_a_fresh_evaluation_and_moves_add_up(
        rows in rows(), old in model(), new in model(), shared in any::<bool>(), turn in 0..6_usize,
        overrides in overrides(), at in 0..190,
    ) {
        let (data, on) = (data(&rows, None), day(at));
        // Another model altogether, or the same with one measure turned round and a weight moved.
        let mut next = if shared { old.clone() } else { new };
        let turn = turn % next.measures.len();
        if let Transform::Linear(line) = &mut next.measures[turn].transform {
            *line = Linear { worst: line.best, best: line.worst };
        }
        next.groups[1].weight += 1.0;
        let (before, after) = (Compiled::new(&old).unwrap(), Compiled::new(&next).unwrap());
        let held = evaluate(&data, &before, &overrides, on);
        let fresh = evaluate(&data, &after, &overrides, on);
        prop_assert!(!shared || before.keeps_metrics(&after));
        if before.keeps_metrics(&after) {
            let measures = crate::measure_again((&before, &held.measures), &after, &data, &held.metrics);
            let active = ActiveOverrides::new(&data, &overrides, on);
            let evaluation = score(&after, &measures, &active);
            prop_assert_eq!(format!("{evaluation:?}"), format!("{:?}", fresh.evaluation));
        }
        let amounts: Vec<f64> = (0..ACCOUNTS).map(|a| if a == 3 { f64::NAN } else { f64::from(a) * 7.5 }).collect();
        let (was, is) = (crate::balance(&held.evaluation, &amounts), crate::balance(&fresh.evaluation, &amounts));
        let moved = crate::moves(&held.evaluation, &fresh.evaluation, &amounts, 2);
        for band in 0..4 {
            prop_assert_eq!(moved.accounts[band].iter().sum::<u32>(), was.accounts[band]);
            prop_assert_eq!(moved.accounts.iter().map(|row| row[band]).sum::<u32>(), is.accounts[band]);
            prop_assert_eq!(moved.amounts[band].iter().sum::<f64>(), was.amounts[band]);
        }
        let crossed = |a: &u32| held.evaluation.bands()[*a as usize] != fresh.evaluation.bands()[*a as usize];
        let n = (0..ACCOUNTS).filter(|a| fresh.evaluation.exists()[*a as usize] && crossed(a)).count();
        prop_assert_eq!(moved.crossers.len(), n.min(2));
        prop_assert!(moved.crossers.iter().all(crossed));
    }
}
