//! Better values of a metric for one account, step by step from what it is to what scores most: a transform read
//! backwards, in numbers that a person would say (whole logins, days, percents).

use crate::hypothesis::{Taken, scored_by};
use crate::model::{Aim, Better, HalfLife, Linear, Step, Target, Transform, Unit};
use perennial_data::sort_by;

/// Values past a missing start reach this many half-lives or targets out, where next to nothing is left of the score.
const FAR: f64 = 10.0;

/// The values, the least better one first: scores never fall from one to the next.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Levels {
    /// Multiples of a unit's grain, from the first that is better than what is to the one that scores 100.
    Grid { first: i64, last: i64, per_one: f64 },
    /// These.
    List(Vec<Taken>),
}

impl Levels {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Grid { first, last, .. } => {
                usize::try_from(first.abs_diff(*last)).map_or(usize::MAX, |n| n.saturating_add(1))
            }
            Self::List(list) => list.len(),
        }
    }

    /// The value at a position below [`Levels::len`].
    pub(crate) fn value(&self, position: usize) -> Taken {
        match self {
            Self::Grid {
                first,
                last,
                per_one,
            } => {
                let steps = i64::try_from(position).unwrap_or(i64::MAX);
                let at = if last >= first {
                    first.saturating_add(steps).min(*last)
                } else {
                    first.saturating_sub(steps).max(*last)
                };
                Taken::Number(at as f64 / per_one)
            }
            Self::List(list) => {
                let value = list.get(position).or(list.last()).cloned();
                value.unwrap_or(Taken::Number(f64::NAN))
            }
        }
    }

    /// Positions on both sides of a number, among the values.
    pub(crate) fn around(&self, number: f64) -> Vec<usize> {
        let Self::Grid {
            first,
            last,
            per_one,
        } = self
        else {
            return (0..self.len()).collect();
        };
        let at = number * per_one;
        let sides = [at.floor() - 1.0, at.floor(), at.ceil(), at.ceil() + 1.0];
        let sides = sides.into_iter().filter(|side| side.abs() < LIMIT);
        let inside = sides.filter_map(|side| {
            let side = side as i64;
            let range = (*first).min(*last)..=(*first).max(*last);
            let steps = usize::try_from(side.abs_diff(*first)).ok();
            steps.filter(|_| range.contains(&side))
        });
        let mut inside: Vec<usize> = inside.collect();
        inside.dedup();
        inside
    }
}

/// Where conditions turn beyond what a transform knows: values that score no less and on whose other side a cap or
/// variant may be. `better` is the metric's good direction, `turns` the numbers that conditions test it against.
pub(crate) fn beyond(
    found: Option<Levels>,
    transform: &Transform,
    (unit, better): (Unit, Better),
    now: Option<&Taken>,
    tenure_months: Option<i32>,
    turns: &[f64],
) -> Option<Levels> {
    let per_one = per_one(unit);
    let number = match now {
        Some(Taken::Number(value)) => Some(*value),
        Some(Taken::Word(_)) => return found,
        None => None,
    };
    let rises = better == Better::Higher;
    let sides = turns.iter().flat_map(|turn| {
        let at = turn * per_one;
        [at.floor() - 1.0, at.floor(), at.ceil(), at.ceil() + 1.0]
    });
    let is_better =
        |value: f64| number.is_none_or(|now| if rises { value > now } else { value < now });
    let sides = sides.filter(|side| side.abs() < LIMIT);
    let sides: Vec<i64> = sides.map(|side| side as i64).collect();
    let current = now.map_or(f64::NAN, |now| scored_by(transform, now, tenure_months));
    match found {
        Some(Levels::Grid { first, last, .. }) => {
            // One grain alone says nothing of the way: the metric does.
            let up = last > first || last == first && rises;
            let further = |far: i64, side: i64| if up { far.max(side) } else { far.min(side) };
            let nearer = |near: i64, side: i64| if up { near.min(side) } else { near.max(side) };
            // What is missing can become anything, what is there only better.
            let first = match number {
                Some(_) => first,
                None => sides.iter().copied().fold(first, nearer),
            };
            let sides = sides.into_iter();
            let sides = sides.filter(|side| is_better(*side as f64 / per_one));
            Some(Levels::Grid {
                first,
                last: sides.fold(last, further),
                per_one,
            })
        }
        Some(Levels::List(_)) | None => {
            let mut list = match found {
                Some(Levels::List(list)) => list,
                _ => Vec::new(),
            };
            list.extend(
                sides
                    .into_iter()
                    .map(|side| Taken::Number(side as f64 / per_one)),
            );
            let scored = list
                .into_iter()
                .map(|value| (scored_by(transform, &value, tenure_months), value));
            // As good a score counts only in the metric's good direction.
            let counts = |(score, value): &(f64, Taken)| match value {
                Taken::Number(value) if *score == current => is_better(*value),
                _ => *score > current || current.is_nan() && !score.is_nan(),
            };
            let mut scored: Vec<(f64, Taken)> = scored.filter(counts).collect();
            let distance = |value: &Taken| match value {
                Taken::Number(value) => (value - number.unwrap_or_default()).abs(),
                Taken::Word(_) => 0.0,
            };
            sort_by(&mut scored, |a, b| {
                a.0.total_cmp(&b.0)
                    .then(distance(&a.1).total_cmp(&distance(&b.1)))
            });
            scored.dedup();
            listed(scored)
        }
    }
}

/// Larger than any number of grains that is reckoned with.
const LIMIT: f64 = 9e15;

/// The better values that a transform knows, from `now` (missing: from the worst) on; `None` where there is none.
pub(crate) fn levels(
    transform: &Transform,
    unit: Unit,
    now: Option<&Taken>,
    tenure_months: Option<i32>,
) -> Option<Levels> {
    let per_one = per_one(unit);
    let number = match now {
        Some(Taken::Number(value)) => Some(*value),
        Some(Taken::Word(_)) | None => None,
    };
    let grid = |worst: f64, best: f64| grid(number.unwrap_or(worst), best, per_one, now.is_none());
    match transform {
        Transform::Linear(Linear { worst, best }) => {
            let from = number.map_or(*worst, |now| match best > worst {
                true => now.max(*worst),
                false => now.min(*worst),
            });
            grid_between(from, *best, *worst, per_one, now.is_none())
        }
        Transform::HalfLife(HalfLife { days }) => {
            if number.is_some_and(|now| now <= 0.0) {
                return None;
            }
            grid(FAR * days, 0.0)
        }
        Transform::Target(Target { aim, value }) => match aim {
            Aim::Maximise if number.is_none_or(|now| now < *value) => grid(0.0, *value),
            Aim::Minimise if number.is_none_or(|now| now > *value) => grid(FAR * value, *value),
            Aim::Maximise | Aim::Minimise => None,
        },
        Transform::Categories(categories) => {
            let current = now.map(|now| scored_by(transform, now, tenure_months));
            let current = current.filter(|score| !score.is_nan());
            let words = categories.scores.iter();
            let better = words.filter(|(_, score)| current.is_none_or(|now| **score > now));
            let mut better: Vec<(f64, Taken)> = better
                .map(|(word, &score)| (score, Taken::Word(word.clone())))
                .collect();
            sort_by(&mut better, |a, b| a.0.total_cmp(&b.0));
            listed(better)
        }
        Transform::Bands(steps) => of_steps(steps, number, per_one),
        Transform::Matrix(rows) => {
            let months = tenure_months.and_then(|months| u32::try_from(months).ok())?;
            let row = rows.iter().rev().find(|row| row.from_months <= months)?;
            of_steps(&row.bands, number, per_one)
        }
    }
}

/// Grains per one of the unit.
fn per_one(unit: Unit) -> f64 {
    match unit {
        Unit::Count | Unit::Days | Unit::Months | Unit::Minutes | Unit::Money => 1.0,
        Unit::Hours | Unit::Score => 10.0,
        Unit::Share | Unit::Change | Unit::Ratio | Unit::Category => 100.0,
    }
}

fn grid(from: f64, best: f64, per_one: f64, is_start: bool) -> Option<Levels> {
    grid_between(from, best, from, per_one, is_start)
}

/// From `from` (itself among them if `is_start`) to `best`; `worst` says on which side of `best` values get better.
fn grid_between(from: f64, best: f64, worst: f64, per_one: f64, is_start: bool) -> Option<Levels> {
    let rises = best > worst;
    if !is_start && if rises { from >= best } else { from <= best } {
        return None;
    }
    let (from, best) = (from * per_one, best * per_one);
    if from.abs() > LIMIT || best.abs() > LIMIT {
        return None;
    }
    // Grains that carry a rounding error of the unit are that grain: 0.8 is 80 hundredths.
    let whole = |grains: f64| (grains - grains.round()).abs() < 1e-6;
    let at = |grains: f64, up: bool| match whole(grains) {
        true => grains.round() as i64,
        false if up => grains.ceil() as i64,
        false => grains.floor() as i64,
    };
    let further = i64::from(!is_start && whole(from));
    let (first, last) = match rises {
        true => (at(from, true) + further, at(best, true)),
        false => (at(from, false) - further, at(best, false)),
    };
    let last = if rises {
        last.max(first)
    } else {
        last.min(first)
    };
    Some(Levels::Grid {
        first,
        last,
        per_one,
    })
}

/// Of each step that scores more than the value now the number nearest to it.
fn of_steps(steps: &[Step], now: Option<f64>, per_one: f64) -> Option<Levels> {
    let scored = |value: f64| {
        let hit = steps
            .iter()
            .find(|step| step.to.is_none_or(|to| value < to));
        hit.or(steps.last()).map(|step| step.score)
    };
    let current = now.and_then(scored);
    let mut better = Vec::new();
    for step in steps
        .iter()
        .filter(|step| current.is_none_or(|now| step.score > now))
    {
        // The lower end belongs to the step, the upper one does not.
        let (grain, up) = match (step.from, step.to, now) {
            (Some(from), _, Some(now)) if from > now => (from * per_one, true),
            (Some(from), None, None) => (from * per_one, true),
            (_, Some(to), _) => (to * per_one, false),
            (Some(from), None, Some(_)) => (from * per_one, true),
            (None, None, _) => (0.0, true),
        };
        if grain.abs() > LIMIT {
            continue;
        }
        let rounded = grain.round();
        let near = if (grain - rounded).abs() < 1e-6 {
            rounded
        } else {
            grain
        };
        let value = match up {
            true => near.ceil(),
            false => near.ceil() - 1.0,
        } / per_one;
        // A step narrower than a grain is met at its own end.
        let value = match (scored(value) == Some(step.score), step.from, step.to) {
            (true, ..) => value,
            (false, Some(from), _) => from,
            (false, None, to) => to.map_or(0.0, |to| to - to.abs() * f64::EPSILON - f64::EPSILON),
        };
        if scored(value) == Some(step.score) {
            better.push((step.score, Taken::Number(value)));
        }
    }
    sort_by(&mut better, |a, b| a.0.total_cmp(&b.0));
    listed(better)
}

fn listed(better: Vec<(f64, Taken)>) -> Option<Levels> {
    let list: Vec<Taken> = better.into_iter().map(|(_, value)| value).collect();
    (!list.is_empty()).then_some(Levels::List(list))
}
