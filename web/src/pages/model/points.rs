//! The points of a curve that can be moved, and what moving one makes of the curve. Pure.

use perennial_model::{Aim, HalfLife, Linear, MatrixRow, Step, Target, Transform};

/// Which way a point moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Along the values.
    Value,
    /// Along the scores.
    Score,
}

/// What a point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Where a line scores 0.
    Worst,
    /// Where a line scores 100.
    Best,
    /// After so many days half is left.
    HalfLife,
    /// The target.
    Target,
    /// Where the step of this number ends and the next begins.
    Cut(usize),
    /// The score of the step of this number.
    Level(usize),
}

/// A point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) what: What,
    pub(super) value: f64,
    pub(super) score: f64,
}

impl What {
    pub(super) fn way(self) -> Way {
        match self {
            Self::Level(_) => Way::Score,
            Self::Worst | Self::Best | Self::HalfLife | Self::Target | Self::Cut(_) => Way::Value,
        }
    }
}

/// The points of a curve over an axis; of a matrix those of one of its rows.
pub(super) fn points(transform: &Transform, row: usize, range: (f64, f64)) -> Vec<Point> {
    let point = |what, value, score| Point { what, value, score };
    match transform {
        Transform::Linear(line) => vec![
            point(What::Worst, line.worst, 0.0),
            point(What::Best, line.best, 100.0),
        ],
        Transform::HalfLife(half) => vec![point(What::HalfLife, half.days, 50.0)],
        Transform::Target(target) => vec![point(What::Target, target.value, 100.0)],
        Transform::Bands(steps) => of_steps(steps, range),
        Transform::Matrix(rows) => {
            let steps = rows.get(row).map(|row| row.bands.as_slice());
            of_steps(steps.unwrap_or_default(), range)
        }
        Transform::Categories(_) => Vec::new(),
    }
}

fn of_steps(steps: &[Step], (low, high): (f64, f64)) -> Vec<Point> {
    let mut points = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let ends = (step.from.unwrap_or(low), step.to.unwrap_or(high));
        points.push(Point {
            what: What::Level(at),
            value: f64::midpoint(ends.0.max(low), ends.1.min(high)),
            score: step.score,
        });
        if let (Some(to), Some(next)) = (step.to, steps.get(at + 1)) {
            points.push(Point {
                what: What::Cut(at),
                value: to,
                score: f64::midpoint(step.score, next.score),
            });
        }
    }
    points
}

/// The curve with a point where it is wanted; `None` where the curve has no such point.
pub(super) fn moved(transform: &Transform, row: usize, what: What, to: f64) -> Option<Transform> {
    Some(match (transform, what) {
        (Transform::Linear(line), What::Worst) => Transform::Linear(Linear { worst: to, ..*line }),
        (Transform::Linear(line), What::Best) => Transform::Linear(Linear { best: to, ..*line }),
        (Transform::HalfLife(_), What::HalfLife) => Transform::HalfLife(HalfLife { days: to }),
        (Transform::Target(target), What::Target) => Transform::Target(Target {
            value: to,
            ..*target
        }),
        (Transform::Bands(steps), _) => Transform::Bands(step_moved(steps, what, to)?),
        (Transform::Matrix(rows), _) => {
            let mut rows = rows.clone();
            let held = rows.get_mut(row)?;
            held.bands = step_moved(&held.bands, what, to)?;
            Transform::Matrix(rows)
        }
        _ => return None,
    })
}

fn step_moved(steps: &[Step], what: What, to: f64) -> Option<Vec<Step>> {
    let mut steps = steps.to_vec();
    match what {
        What::Cut(at) => {
            steps.get_mut(at)?.to = Some(to);
            steps.get_mut(at + 1)?.from = Some(to);
        }
        What::Level(at) => steps.get_mut(at)?.score = to.clamp(0.0, 100.0),
        _ => return None,
    }
    Some(steps)
}

/// A step more: the one at a position is cut in two where it is wide enough.
pub(super) fn split(steps: &[Step], at: usize, (low, high): (f64, f64)) -> Option<Vec<Step>> {
    let held = *steps.get(at)?;
    let (from, to) = (held.from.unwrap_or(low), held.to.unwrap_or(high));
    let cut = nice((from, to), f64::midpoint(from, to));
    (from < cut && cut < to).then(|| {
        let mut steps = steps.to_vec();
        steps[at].to = Some(cut);
        let after = Step {
            from: Some(cut),
            ..held
        };
        steps.insert(at + 1, after);
        steps
    })
}

/// A step less: the one before it, else the one behind it, takes its place.
pub(super) fn joined(steps: &[Step], at: usize) -> Option<Vec<Step>> {
    let gone = *steps.get(at)?;
    if steps.len() < 2 {
        return None;
    }
    let mut steps = steps.to_vec();
    steps.remove(at);
    match at.checked_sub(1) {
        Some(before) => steps[before].to = gone.to,
        None => steps[0].from = gone.from,
    }
    Some(steps)
}

/// The kinds of curves over numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Linear,
    Bands,
    HalfLife,
    Target,
    Matrix,
    Categories,
}

impl Kind {
    /// Those that a number can have.
    pub(super) const OF_NUMBERS: [Self; 5] = [
        Self::Linear,
        Self::Bands,
        Self::HalfLife,
        Self::Target,
        Self::Matrix,
    ];

    pub(super) fn of(transform: &Transform) -> Self {
        match transform {
            Transform::Linear(_) => Self::Linear,
            Transform::Bands(_) => Self::Bands,
            Transform::HalfLife(_) => Self::HalfLife,
            Transform::Target(_) => Self::Target,
            Transform::Matrix(_) => Self::Matrix,
            Transform::Categories(_) => Self::Categories,
        }
    }

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Bands => "bands",
            Self::HalfLife => "half_life",
            Self::Target => "target",
            Self::Matrix => "matrix",
            Self::Categories => "categories",
        }
    }

    /// A curve of this kind over an axis, as near to the one there is as its kind can be.
    pub(super) fn begin(self, from: &Transform, range: (f64, f64), rises: bool) -> Transform {
        let (low, high) = if range.0 < range.1 { range } else { (0.0, 1.0) };
        let (worst, best) = if rises { (low, high) } else { (high, low) };
        let positive = if best > 0.0 { best } else { high.max(1.0) };
        match self {
            Self::Linear => Transform::Linear(Linear { worst, best }),
            Self::HalfLife => Transform::HalfLife(HalfLife {
                days: nice((low, high), f64::midpoint(low, high)).max(1.0),
            }),
            Self::Target => Transform::Target(Target {
                aim: if rises { Aim::Maximise } else { Aim::Minimise },
                value: if rises {
                    positive
                } else {
                    nice((low, high), f64::midpoint(low, high)).max(f64::EPSILON)
                },
            }),
            Self::Bands => Transform::Bands(steps_like(from, (low, high))),
            Self::Matrix => {
                let row = |from_months| MatrixRow {
                    from_months,
                    bands: steps_like(from, (low, high)),
                };
                Transform::Matrix(vec![row(0), row(12)])
            }
            Self::Categories => from.clone(),
        }
    }
}

/// Four steps that follow a curve; the steps of one that has some.
fn steps_like(from: &Transform, (low, high): (f64, f64)) -> Vec<Step> {
    match from {
        Transform::Bands(steps) => return steps.clone(),
        Transform::Matrix(rows) => {
            if let Some(row) = rows.first() {
                return row.bands.clone();
            }
        }
        _ => {}
    }
    let part = (high - low) / 4.0;
    let cut = |n: u32| nice((low, high), low + part * f64::from(n));
    let step = |n: u32| {
        let middle = low + part * (f64::from(n) + 0.5);
        let score = from.number(middle, None);
        Step {
            from: (n > 0).then(|| cut(n)),
            to: (n < 3).then(|| cut(n + 1)),
            score: if score.is_nan() {
                25.0 * f64::from(n)
            } else {
                score.round()
            },
        }
    };
    (0..4).map(step).collect()
}

/// The least that a value on an axis is moved by: a hundredth of it and less, as 1, 2 or 5 of some power of ten.
pub(super) fn grain((low, high): (f64, f64)) -> f64 {
    let wanted = (high - low).abs() / 120.0;
    if !(wanted > 0.0 && wanted.is_finite()) {
        return 1.0;
    }
    let mut power = 1.0;
    while power > wanted {
        power /= 10.0;
    }
    while power * 10.0 <= wanted {
        power *= 10.0;
    }
    let times = if wanted >= 5.0 * power {
        5.0
    } else if wanted >= 2.0 * power {
        2.0
    } else {
        1.0
    };
    power * times
}

/// A value of an axis that can be said in few digits.
pub(super) fn nice(range: (f64, f64), value: f64) -> f64 {
    let grain = grain(range);
    // Through the reciprocal where the grain is a fraction, so that 0.3 is 0.3.
    if grain < 1.0 {
        let parts = (1.0 / grain).round();
        (value * parts).round() / parts
    } else {
        (value / grain).round() * grain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AXIS: (f64, f64) = (0.0, 40.0);

    fn steps(cuts: &[f64], scores: &[f64]) -> Vec<Step> {
        let cut = |at: usize| cuts.get(at).copied();
        let step = |(at, &score): (usize, &f64)| Step {
            from: at.checked_sub(1).and_then(cut),
            to: cut(at),
            score,
        };
        scores.iter().enumerate().map(step).collect()
    }

    #[test]
    fn every_point_can_be_moved_and_is_then_where_it_was_wanted() {
        let row = MatrixRow {
            from_months: 0,
            bands: steps(&[10.0, 20.0], &[0.0, 50.0, 100.0]),
        };
        let curves = [
            Transform::Linear(Linear {
                worst: 30.0,
                best: 0.0,
            }),
            Transform::HalfLife(HalfLife { days: 60.0 }),
            Transform::Target(Target {
                aim: Aim::Minimise,
                value: 4.0,
            }),
            Transform::Bands(row.bands.clone()),
            Transform::Matrix(vec![row.clone(), row]),
        ];
        for curve in curves {
            for (at, point) in points(&curve, 1, AXIS).into_iter().enumerate() {
                let next = moved(&curve, 1, point.what, 15.0).unwrap();
                let there = points(&next, 1, AXIS)[at];
                let found = match point.what.way() {
                    Way::Value => there.value,
                    Way::Score => there.score,
                };
                assert_eq!(found, 15.0, "{curve:?} {point:?}");
            }
        }
    }

    #[test]
    fn steps_are_split_and_joined_without_gap_or_overlap() {
        let held = steps(&[10.0, 20.0], &[0.0, 50.0, 100.0]);
        for at in 0..3 {
            let more = split(&held, at, AXIS).unwrap();
            assert_eq!(more.len(), 4);
            assert!(more.windows(2).all(|pair| pair[0].to == pair[1].from));
            let less = joined(&held, at).unwrap();
            assert!(less.windows(2).all(|pair| pair[0].to == pair[1].from));
            assert_eq!((less[0].from, less[1].to), (None, None));
        }
        assert_eq!(joined(&held[..1], 0), None);
    }

    #[test]
    fn another_kind_of_curve_is_valid_and_keeps_its_direction() {
        let model = perennial_model::shipped()[0].model().unwrap();
        let falling = Transform::Linear(Linear {
            worst: 30.0,
            best: 0.0,
        });
        for kind in Kind::OF_NUMBERS {
            let begun = kind.begin(&falling, AXIS, false);
            assert_eq!(Kind::of(&begun), kind);
            let (few, many) = (begun.number(1.0, Some(3)), begun.number(39.0, Some(3)));
            assert!(few > many, "{begun:?}");
            let edit =
                perennial_model::edit::Edit::Transform(perennial_model::edit::SetTransform {
                    measure: "recency".to_owned(),
                    variant: None,
                    to: Some(begun),
                });
            perennial_model::edit::apply(&model, &edit).unwrap();
        }
    }

    #[test]
    fn values_are_moved_by_what_can_be_said() {
        assert_eq!(grain((0.0, 1.0)), 0.005);
        assert_eq!(grain((0.0, 40.0)), 0.2);
        assert_eq!(grain((0.0, 365.0)), 2.0);
        assert_eq!(nice((0.0, 1.0), 0.3004), 0.3);
        assert_eq!(grain((5.0, 5.0)), 1.0);
    }
}
