//! Results as text, bit for bit: run on the host and in wasm, the two texts must be equal.
//!
//! The vectors say what is right; this says that it is the same everywhere, on data large enough to
//! reach every kernel: the sample, scored under every shipped model at several dates.

use perennial_data::{Dataset, Day, Language, merge};
use perennial_engine::model::shipped;
use perennial_engine::{
    Compiled, Explanation, Model, Run, Scope, change, evaluate, explain, history, vectors,
};
use wasm_bindgen::prelude::wasm_bindgen;

/// The last day of the sample's history here.
const AS_OF: &str = "2026-03-31";
/// Past dates that are evaluated one by one.
const MONTHS: u32 = 6;

/// One line per result: its name and a hash of its bits; the vectors' lines first.
#[wasm_bindgen]
#[must_use]
pub fn digest() -> String {
    let vectors = vectors::run_all().unwrap_or_else(|failures| format!("FAILED\n{failures}"));
    let mut lines = vec![vectors.trim_end().to_owned()];
    let Ok(as_of) = AS_OF.parse::<Day>() else {
        return lines.concat();
    };
    let (data, _) = merge(
        &Dataset::default(),
        perennial_sample::portfolio(Language::Zh, as_of),
    );
    for model in shipped() {
        let compiled = Model::parse(model.json())
            .and_then(|document| Compiled::with_scope(&document, Scope::All));
        match compiled {
            Ok(compiled) => lines.extend(of_model(&data, &compiled, as_of)),
            Err(error) => lines.push(format!("{} {error}", model.id)),
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

fn of_model(data: &Dataset, compiled: &Compiled, as_of: Day) -> Vec<String> {
    let id = &compiled.model().id;
    let run = evaluate(data, compiled, &[], as_of);
    let before = evaluate(data, compiled, &[], as_of.plus_days(-90));
    let values = |position: usize| {
        let column = run.metrics.column(position);
        column
            .map(|column| column.values().to_vec())
            .unwrap_or_default()
    };
    let mut lines: Vec<String> = (compiled.metrics().enumerate())
        .map(|(at, metric)| format!("{id} metric {} {:016x}", metric.id, bits(values(at))))
        .collect();
    for evaluation in history(data, compiled, &[], &as_of.past_month_ends(MONTHS)) {
        lines.push(format!(
            "{id} health {} {:016x}",
            evaluation.as_of(),
            bits(evaluation.values().to_vec())
        ));
    }
    lines.push(format!(
        "{id} coverage {:016x}",
        bits(run.evaluation.coverage().to_vec())
    ));
    lines.push(format!(
        "{id} changes {:016x}",
        bits(changes(data, compiled, &before, &run))
    ));
    lines
}

/// The parts of every account's change between two runs.
fn changes(data: &Dataset, compiled: &Compiled, before: &Run, after: &Run) -> Vec<f64> {
    let explained = |run: &Run, account: u32| -> Option<Explanation> {
        explain(data, compiled, run, &[], account)
    };
    let mut parts = Vec::new();
    for account in 0..u32::try_from(data.n_accounts()).unwrap_or(0) {
        let (Some(then), Some(now)) = (explained(before, account), explained(after, account))
        else {
            continue;
        };
        if let Some(split) = change(compiled, &then, &then, &now).parts {
            parts.extend([
                split.model,
                split.variant,
                split.data,
                split.caps,
                split.overridden,
            ]);
            parts.extend(split.behaviour.iter().map(|moved| moved.part));
        }
    }
    parts
}

/// A hash over the bits of the numbers, in order. All NaNs count as one: which one an operation gives
/// is left open by the standard, and none is ever shown.
fn bits(values: Vec<f64>) -> u64 {
    values
        .into_iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, value| {
            let bits = if value.is_nan() {
                u64::MAX
            } else {
                value.to_bits()
            };
            (hash ^ bits).wrapping_mul(0x0100_0000_01b3).rotate_left(17)
        })
}
