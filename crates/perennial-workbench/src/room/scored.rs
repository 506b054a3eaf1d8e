//! The values that a measure scores: how many there are, and how they are distributed.

use crate::model::ModelState;
use crate::query::columns::unit_code;
use crate::room::live::{Scored, number};
use perennial_engine::model::{Better, MatrixRow, Step, Transform};
use perennial_engine::{MetricColumn, PRESENT, STALE};
use perennial_protocol::view::ScoredView;
use std::collections::BTreeMap;

/// Parts of the axis.
pub(super) const BINS: usize = 36;
/// Fine parts by which the ends of the axis are found.
const FINE: usize = 2048;
/// Share of the values beyond either end of the axis.
const BEYOND: f64 = 0.03;
/// Words that are named.
const WORDS: usize = 20;

/// The measure at a position.
pub(super) fn view(model: &ModelState, scored: &Scored, at: usize) -> Option<ScoredView> {
    let measure = model.model().measures.get(at)?;
    let metric = scored.compiled.metric_of(measure)?;
    let position = scored.compiled.metric_position(&measure.metric)?;
    let column = scored.metrics().column(position)?;
    let exists = scored.evaluation().exists();
    let of_measure = scored.measures().column(at)?;
    let (mut n_present, mut n_stale, mut n_missing, mut sum) = (0, 0, 0, 0.0);
    let states = of_measure.states().iter().zip(of_measure.scores());
    for ((&state, &score), _) in states.zip(exists).filter(|(_, exists)| **exists) {
        if state & PRESENT == 0 {
            n_missing += 1;
            continue;
        }
        n_present += 1;
        n_stale += usize::from(state & STALE != 0);
        sum += score;
    }
    let values: Vec<f64> = (column.values().iter().zip(exists))
        .filter(|(value, exists)| **exists && !value.is_nan())
        .map(|(value, _)| *value)
        .collect();
    let is_words = matches!(measure.transform, Transform::Categories(_));
    let range = if is_words {
        (0.0, 0.0)
    } else {
        range(&values, &measure.transform)
    };
    Some(ScoredView {
        title: model.title(at),
        definition: metric.definition.clone(),
        unit: unit_code(metric.unit),
        higher_is_better: metric.better == Better::Higher,
        n_present: number(n_present),
        n_stale: number(n_stale),
        n_missing: number(n_missing),
        range,
        bins: if is_words {
            Vec::new()
        } else {
            bins(&values, range, BINS)
        },
        words: if is_words {
            words(column, exists)
        } else {
            Vec::new()
        },
        mean_score: (n_present > 0).then(|| sum / n_present as f64),
    })
}

/// From and to: nearly all values, and what the transform names.
fn range(values: &[f64], transform: &Transform) -> (f64, f64) {
    let ends = |values: &mut dyn Iterator<Item = f64>| {
        values.fold(None, |ends: Option<(f64, f64)>, value| {
            let (low, high) = ends.unwrap_or((value, value));
            Some((low.min(value), high.max(value)))
        })
    };
    let mut named = named(transform).into_iter();
    let named = ends(&mut named);
    let held = (!values.is_empty()).then(|| range_of(values));
    match (held, named) {
        (Some(a), Some(b)) => (a.0.min(b.0), a.1.max(b.1)),
        (Some(ends), None) | (None, Some(ends)) => ends,
        (None, None) => (0.0, 0.0),
    }
}

/// The ends of nearly all values.
pub(super) fn range_of(values: &[f64]) -> (f64, f64) {
    let mut ends = (f64::INFINITY, f64::NEG_INFINITY);
    for &value in values {
        ends = (ends.0.min(value), ends.1.max(value));
    }
    if values.is_empty() {
        return (0.0, 0.0);
    }
    without_far_ones(values, ends)
}

/// The numbers of a transform that its curve turns at.
fn named(transform: &Transform) -> Vec<f64> {
    let of_steps = |steps: &[Step]| {
        let cuts = steps.iter().flat_map(|step| [step.from, step.to]);
        cuts.flatten().collect::<Vec<f64>>()
    };
    match transform {
        Transform::Linear(line) => vec![line.worst, line.best],
        Transform::Bands(steps) => of_steps(steps),
        Transform::Matrix(rows) => {
            let cuts = rows.iter().map(|MatrixRow { bands, .. }| of_steps(bands));
            cuts.flatten().collect()
        }
        Transform::HalfLife(half) => vec![0.0, 2.0 * half.days],
        Transform::Target(target) => vec![0.0, 1.5 * target.value],
        Transform::Categories(_) => Vec::new(),
    }
}

/// The ends without the few values that lie far out.
fn without_far_ones(values: &[f64], (low, high): (f64, f64)) -> (f64, f64) {
    if low >= high {
        return (low, high);
    }
    let counts = bins(values, (low, high), FINE);
    let most = (BEYOND * values.len() as f64) as u32;
    let beyond = |counts: &mut dyn Iterator<Item = &u32>| {
        let mut seen = 0;
        let passed = counts.take_while(|count| {
            seen += **count;
            seen <= most
        });
        passed.count()
    };
    let (below, above) = (beyond(&mut counts.iter()), beyond(&mut counts.iter().rev()));
    let fine = (high - low) / FINE as f64;
    (low + fine * below as f64, high - fine * above as f64)
}

pub(super) fn bins(values: &[f64], (low, high): (f64, f64), n: usize) -> Vec<u32> {
    let mut counts = vec![0; n];
    if low >= high {
        return counts;
    }
    let scale = n as f64 / (high - low);
    for value in values {
        // Negative ones become 0.
        let bin = ((value - low) * scale) as usize;
        counts[bin.min(n - 1)] += 1;
    }
    counts
}

pub(super) fn words(column: &MetricColumn, exists: &[bool]) -> Vec<(String, u32)> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    let accounts = exists.iter().enumerate().filter(|(_, exists)| **exists);
    for word in accounts.filter_map(|(account, _)| column.word(account)) {
        *counts.entry(word).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    perennial_data::sort_by(&mut counts, |a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    counts.truncate(WORDS);
    counts
        .into_iter()
        .map(|(word, n)| (word.to_owned(), n))
        .collect()
}
