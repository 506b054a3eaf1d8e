//! Lines and areas over time, with gaps where values are missing.

use crate::coord::coord;
use crate::scale::Scale;

/// A point of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Coordinate from the left.
    pub x: f64,
    /// Coordinate from the top.
    pub y: f64,
}

/// The points of `(x, value)` pairs; `None` where the value is missing or not finite.
#[must_use]
pub fn points(data: &[(f64, Option<f64>)], x: Scale, y: Scale) -> Vec<Option<Point>> {
    data.iter()
        .map(|(at, value)| {
            let value = value.filter(|value| value.is_finite())?;
            Some(Point {
                x: x.map(*at),
                y: y.map(value),
            })
        })
        .collect()
}

/// The `d` of a line. A missing point starts a new stretch; a point alone between gaps becomes a
/// line of no length, which round caps draw as a dot.
#[must_use]
pub fn line_path(points: &[Option<Point>]) -> String {
    let mut out = String::new();
    for run in runs(points) {
        push_run(&mut out, run);
        if run.len() == 1 {
            out.push_str("h0");
        }
    }
    out
}

/// The `d` of the area between a line and the coordinate `base`; stretches of one point have none.
#[must_use]
pub fn area_path(points: &[Option<Point>], base: f64) -> String {
    let mut out = String::new();
    let base = coord(base);
    for run in runs(points).filter(|run| run.len() > 1) {
        push_run(&mut out, run);
        let ends = run
            .first()
            .copied()
            .flatten()
            .zip(run.last().copied().flatten());
        if let Some((first, last)) = ends {
            let (first, last) = (coord(first.x), coord(last.x));
            out.push_str(&format!("L{last} {base}L{first} {base}Z"));
        }
    }
    out
}

fn runs(points: &[Option<Point>]) -> impl Iterator<Item = &[Option<Point>]> {
    points
        .split(|point| point.is_none())
        .filter(|run| !run.is_empty())
}

fn push_run(out: &mut String, run: &[Option<Point>]) {
    for (at, point) in run.iter().flatten().enumerate() {
        out.push(if at == 0 { 'M' } else { 'L' });
        out.push_str(&coord(point.x));
        out.push(' ');
        out.push_str(&coord(point.y));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run_of(values: &[Option<f64>]) -> Vec<Option<Point>> {
        let data: Vec<_> = (0..).map(f64::from).zip(values.iter().copied()).collect();
        let unit = Scale::new((0.0, 1.0), (0.0, 10.0));
        points(&data, unit, unit)
    }

    #[test]
    fn a_missing_value_is_a_gap_and_not_a_zero() {
        let points = run_of(&[Some(0.0), Some(1.0), None, Some(0.5), None, Some(f64::NAN)]);
        assert_eq!(line_path(&points), "M0 0L10 10M30 5h0");
        assert_eq!(area_path(&points, 20.0), "M0 0L10 10L10 20L0 20Z");
        assert_eq!(line_path(&[]), "");
    }
}
