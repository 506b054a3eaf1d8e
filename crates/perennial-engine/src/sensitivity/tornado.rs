//! The tornado of thresholds: each threshold of the model moved a little down and up, and what that does to bands.

use super::Base;
use crate::evaluation::Evaluation;
use crate::measure_table::MeasureTable;
use crate::model::{DocPath, Linear, Model, Step, Transform};
use crate::score::Tally;
use perennial_data::sort_by;
use serde::Serialize;

/// Ends of curves move by this share of the curve's span.
const SPAN_SHARE: f64 = 0.1;
/// Cuts between bands and limits of caps move by so many points.
const POINTS: f64 = 5.0;

/// One threshold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Threshold {
    /// Its place in the document.
    pub path: DocPath,
    /// Its value.
    pub value: f64,
}

/// What the portfolio is under another value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Effect {
    /// The value.
    pub value: f64,
    /// Accounts by band, in the order of [`crate::portfolio::BANDS`].
    pub bands: [u32; 4],
    /// Accounts in another band than under the model's own value.
    pub moved: u32,
    /// Mean of the final values; `None` if there is none.
    pub mean: Option<f64>,
}

/// One threshold moved down and up.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bar {
    /// Which.
    pub threshold: Threshold,
    /// Under the lower value.
    pub down: Effect,
    /// Under the higher value.
    pub up: Effect,
}

impl Bar {
    /// Accounts in another band by the worse of the two.
    #[must_use]
    pub fn moved(&self) -> u32 {
        self.down.moved.max(self.up.moved)
    }
}

/// Every threshold that can be moved by itself, the one that moves most accounts first: ends of lines, steps and
/// targets by a tenth of what they span, cuts between bands and limits of caps by five points. Where a move would leave
/// the model's order (a cut past its neighbour), it goes half the way to the neighbour.
#[must_use]
pub fn tornado(base: &Base<'_>) -> Vec<Bar> {
    let mut scratch = base.run.measures.clone();
    let mut bars: Vec<Bar> = thresholds(base.compiled.model())
        .into_iter()
        .filter_map(|moving| {
            let mut effect = |value: f64| {
                let model = moving.with(base.compiled.model(), value)?;
                Some(self::effect(base, &moving, model, value, &mut scratch))
            };
            Some(Bar {
                down: effect(moving.down)?,
                up: effect(moving.up)?,
                threshold: Threshold {
                    path: moving.path.clone(),
                    value: moving.value,
                },
            })
        })
        .collect();
    sort_by(&mut bars, |a, b| b.moved().cmp(&a.moved()));
    bars
}

/// A threshold with the values that it is moved to.
struct Moving {
    path: DocPath,
    what: What,
    value: f64,
    down: f64,
    up: f64,
}

/// Which number of the model it is.
#[derive(Clone, Copy)]
enum What {
    /// The upper end of a band, and the lower one of the next.
    Cut(usize),
    Cap(usize),
    /// A measure's transform.
    Curve(usize, Place),
}

#[derive(Clone, Copy)]
enum Place {
    Worst,
    Best,
    Target,
    HalfLife,
    /// The upper end of a step, and the lower one of the next.
    Step(usize),
}

impl Moving {
    /// The model with the threshold elsewhere; `None` where that makes no sense.
    fn with(&self, model: &Model, value: f64) -> Option<Model> {
        let mut model = model.clone();
        match self.what {
            What::Cut(at) => {
                model.bands.get_mut(at)?.to = value;
                model.bands.get_mut(at + 1)?.from = value;
            }
            What::Cap(at) => model.caps.get_mut(at)?.max = value,
            What::Curve(measure, place) => {
                let transform = &mut model.measures.get_mut(measure)?.transform;
                match (place, transform) {
                    (Place::Worst, Transform::Linear(line)) => line.worst = value,
                    (Place::Best, Transform::Linear(line)) => line.best = value,
                    (Place::Target, Transform::Target(target)) => target.value = value,
                    (Place::HalfLife, Transform::HalfLife(half_life)) => half_life.days = value,
                    (Place::Step(at), Transform::Bands(steps)) => {
                        steps.get_mut(at)?.to = Some(value);
                        steps.get_mut(at + 1)?.from = Some(value);
                    }
                    _ => return None,
                }
            }
        }
        Some(model)
    }
}

/// All thresholds of the model itself; those of variants stay.
fn thresholds(model: &Model) -> Vec<Moving> {
    let mut all = Vec::new();
    for (at, pair) in model.bands.windows(2).enumerate() {
        let path = DocPath::of("bands").at(at).field("to");
        let (low, high) = (pair[0].from, pair[1].to);
        all.push(between(
            path,
            What::Cut(at),
            pair[0].to,
            POINTS,
            (low, high),
        ));
    }
    for (at, cap) in model.caps.iter().enumerate() {
        let path = DocPath::of("caps").at(at).field("max");
        let (down, up) = ((cap.max - POINTS).max(0.0), (cap.max + POINTS).min(100.0));
        all.push(Moving {
            path,
            what: What::Cap(at),
            value: cap.max,
            down,
            up,
        });
    }
    for (at, measure) in model.measures.iter().enumerate() {
        let path = DocPath::of("measures").at(at).field("transform");
        curve(&path, at, &measure.transform, &mut all);
    }
    all
}

fn curve(path: &DocPath, measure: usize, transform: &Transform, all: &mut Vec<Moving>) {
    let mut push = |path: DocPath, place: Place, value: f64, by: f64| {
        all.push(Moving {
            path,
            what: What::Curve(measure, place),
            value,
            down: value - by,
            up: value + by,
        });
    };
    match transform {
        Transform::Linear(Linear { worst, best }) => {
            let (path, by) = (path.field("linear"), (best - worst).abs() * SPAN_SHARE);
            push(path.field("worst"), Place::Worst, *worst, by);
            push(path.field("best"), Place::Best, *best, by);
        }
        Transform::Target(target) => {
            let path = path.field("target").field("value");
            push(path, Place::Target, target.value, target.value * SPAN_SHARE);
        }
        Transform::HalfLife(half_life) => {
            let path = path.field("half_life").field("days");
            push(
                path,
                Place::HalfLife,
                half_life.days,
                half_life.days * SPAN_SHARE,
            );
        }
        Transform::Bands(steps) => of_steps(&path.field("bands"), measure, steps, all),
        // Words have no thresholds, and rows of a matrix are many for few accounts each.
        Transform::Categories(_) | Transform::Matrix(_) => {}
    }
}

fn of_steps(path: &DocPath, measure: usize, steps: &[Step], all: &mut Vec<Moving>) {
    let edges: Vec<f64> = steps.iter().filter_map(|step| step.to).collect();
    let span = match (edges.first(), edges.last()) {
        (Some(first), Some(last)) if last > first => last - first,
        (Some(only), _) => only.abs(),
        _ => return,
    };
    for (at, pair) in steps.windows(2).enumerate() {
        let Some(edge) = pair[0].to else { continue };
        let path = path.at(at).field("to");
        let (low, high) = (
            pair[0].from.unwrap_or(f64::NEG_INFINITY),
            pair[1].to.unwrap_or(f64::INFINITY),
        );
        let what = What::Curve(measure, Place::Step(at));
        all.push(between(path, what, edge, span * SPAN_SHARE, (low, high)));
    }
}

/// A threshold between two others.
fn between(path: DocPath, what: What, value: f64, by: f64, (low, high): (f64, f64)) -> Moving {
    let (down, up) = (value - by, value + by);
    Moving {
        path,
        what,
        value,
        down: if down > low {
            down
        } else {
            (low + value) / 2.0
        },
        up: if up < high { up } else { (high + value) / 2.0 },
    }
}

fn effect(
    base: &Base<'_>,
    moving: &Moving,
    model: Model,
    value: f64,
    scratch: &mut MeasureTable,
) -> Effect {
    let of = |evaluation: &Evaluation| {
        let tally = Tally::of(evaluation);
        let mean = (tally.scored > 0).then(|| tally.sum / f64::from(tally.scored));
        Effect {
            value,
            bands: tally.bands,
            moved: base.moved(evaluation).1,
            mean,
        }
    };
    let compiled = base.compiled.with_numbers_of(model);
    let What::Curve(measure, _) = moving.what else {
        return of(&base.score(&compiled, &base.run.measures));
    };
    scratch.remeasure(&compiled, base.data, &base.run.metrics, measure);
    let evaluation = base.score(&compiled, scratch);
    scratch.restore(&base.run.measures, measure);
    of(&evaluation)
}
