//! What must hold for every document, tried on broken ones.

use crate::{Severity, document, mended};
use perennial_data::{Dataset, Day};
use perennial_engine::vectors::dataset;
use perennial_engine::{Compiled, evaluate};
use perennial_model::{Model, shipped};
use proptest::prelude::*;
use serde_json::{Value, json};

/// One way to break a document: where (its leaves are numbered), and what is done there.
type Break = (u16, u8, u8);

const NUMBERS: [f64; 16] = [
    0.0, 1.0, -1.0, 0.3, 50.0, 51.0, 75.0, 100.0, 140.0, 1e9, 1e300, -1e300, 5e-324, 33.3, 7.0, 2.0,
];
const WORDS: [&str; 5] = ["", "nps", "usage", "logins_30", "red"];

fn broken(which: usize, breaks: &[Break]) -> Option<Model> {
    let mut document: Value = serde_json::from_str(shipped()[which].json()).unwrap();
    for &(place, how, what) in breaks {
        let mut left = usize::from(place) % count(&document);
        change(&mut document, &mut left, how, usize::from(what));
    }
    Model::from_value(document).ok()
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        _ => 0_usize,
    }
}

/// Changes the part numbered `left`, in the order of the document.
fn change(value: &mut Value, left: &mut usize, how: u8, what: usize) {
    if *left == 0 {
        *left = usize::MAX;
        match value {
            Value::Number(_) => *value = json!(NUMBERS[what % NUMBERS.len()]),
            Value::String(text) => *text = WORDS[what % WORDS.len()].to_owned(),
            Value::Array(list) if !list.is_empty() => {
                let at = what % list.len();
                match how % 3 {
                    0 => drop(list.remove(at)),
                    1 => list.push(list[at].clone()),
                    _ => list.reverse(),
                }
            }
            Value::Object(fields) if how > 127 => {
                let name = fields.keys().nth(what % fields.len().max(1)).cloned();
                name.and_then(|name| fields.shift_remove(&name));
            }
            _ => {}
        }
        return;
    }
    *left -= 1;
    let parts: Vec<&mut Value> = match value {
        Value::Array(list) => list.iter_mut().collect(),
        Value::Object(fields) => fields.values_mut().collect(),
        _ => Vec::new(),
    };
    for part in parts {
        if *left == usize::MAX {
            return;
        }
        change(part, left, how, what);
    }
}

fn data(values: &[(u8, u8, i32)]) -> Dataset {
    const FIELDS: [&str; 6] = [
        "logins_30d",
        "nps",
        "csat",
        "active_days_30d",
        "last_login_on",
        "events_30d",
    ];
    let accounts: Vec<Value> = (0..4)
        .map(|a: u8| json!({"account_id": a.to_string(), "seats": 5 * a, "key_account": a == 1, "started_on": "2025-01-01"}))
        .collect();
    let rows: Vec<Value> = (values.iter())
        .map(|&(account, field, number)| {
            json!({"account_id": (account % 4).to_string(), "date": "2026-02-01", "field": FIELDS[usize::from(field) % 6], "number": number})
        })
        .collect();
    dataset(&json!({"accounts": accounts, "snapshots": rows})).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_document_without_errors_validates_and_always_has_a_score_and_a_band_in_range(
        which in 0..3_usize, breaks in prop::collection::vec(any::<Break>(), 0..4),
        values in prop::collection::vec((any::<u8>(), any::<u8>(), -5..2_000_000_i32), 0..40),
    ) {
        let Some(model) = broken(which, &breaks) else { return Ok(()) };
        let found = document(&model);
        let is_clean = !found.iter().any(|f| f.rule.severity() == Severity::Error);
        prop_assert_eq!(model.validate().is_ok(), is_clean, "{:?} {:?}", model.faults(), found);
        if !is_clean {
            return Ok(());
        }
        let compiled = Compiled::new(&model).unwrap();
        let on: Day = "2026-03-01".parse().unwrap();
        let data = data(&values);
        let run = evaluate(&data, &compiled, &[], on);
        for account in 0..run.evaluation.n_accounts() {
            let health = run.evaluation.account(account).unwrap();
            let scores = (0..model.measures.len()).map(|m| run.measures.column(m).unwrap().scores()[account]);
            let factors = [health.outcome, health.experience, health.health, health.value];
            let all = scores.filter(|score| !score.is_nan()).chain(factors.into_iter().flatten());
            for score in all {
                prop_assert!((0.0..=100.0).contains(&score), "{score}");
            }
            prop_assert!((0.0..=1.0 + 1e-9).contains(&health.coverage), "{}", health.coverage);
            let blocks = model.measures.iter().any(|m| m.missing == perennial_model::Missing::Block);
            let any = (0..model.measures.len()).any(|m| {
                let column = run.measures.column(m).unwrap();
                column.states()[account] & perennial_engine::PRESENT != 0
            });
            // Health is missing only where nothing counts or a measure blocks, and colour only where coverage is low.
            if health.coverage > 0.0 && any && !blocks {
                prop_assert!(health.value.is_some());
            }
            if health.value.is_some() && health.coverage >= model.coverage_minimum {
                prop_assert!(health.band.is_some());
            }
        }
    }

    #[test]
    fn fixes_read_and_mending_ends_with_nothing_left_that_a_fix_would_better(
        which in 0..3_usize, breaks in prop::collection::vec(any::<Break>(), 0..4),
    ) {
        let Some(model) = broken(which, &breaks) else { return Ok(()) };
        for finding in document(&model) {
            for fix in &finding.fixes {
                prop_assert!(model.patched(&fix.patches).is_ok(), "{finding:?}");
            }
        }
        let (once, left) = mended(&model, Severity::Note);
        let (twice, still) = mended(&once, Severity::Note);
        prop_assert_eq!(&once, &twice);
        prop_assert_eq!(left, still);
    }
}
