//! The line of health over time, small, with what it says in words.

use crate::document::{Snapshot, TrendPoint};
use crate::node::Element;
use crate::words::Words;
use perennial_chart::{Point, Scale, line_path, points};

/// Width and height of the drawing's own coordinates.
pub(crate) const BOX: (f64, f64) = (160.0, 40.0);
/// So that the line's ends are not cut.
const MARGIN: f64 = 3.0;

/// Coordinates of the points; `None` where there are fewer than two values to join.
pub(crate) fn places(trend: &[TrendPoint]) -> Option<Vec<Option<Point>>> {
    let (first, last) = (trend.first()?, trend.last()?);
    let n_values = trend.iter().filter(|point| point.health.is_some()).count();
    if n_values < 2 {
        return None;
    }
    let day = |point: &TrendPoint| f64::from(point.on.number());
    let x = Scale::new((day(first), day(last)), (MARGIN, BOX.0 - MARGIN));
    let y = Scale::new((0.0, 100.0), (BOX.1 - MARGIN, MARGIN));
    let data: Vec<_> = trend.iter().map(|p| (day(p), p.health)).collect();
    Some(points(&data, x, y))
}

/// The drawing.
pub(crate) fn trend(snapshot: &Snapshot, words: Words) -> Option<Element> {
    let places = places(&snapshot.trend)?;
    let line = Element::svg("path")
        .with("d", line_path(&places))
        .with("fill", "none")
        .with("stroke", "currentColor")
        .with("stroke-width", "2")
        .with("stroke-linecap", "round")
        .with("stroke-linejoin", "round")
        .with("vector-effect", "non-scaling-stroke");
    let drawing = Element::svg("svg")
        .with("part", "trend")
        .with("viewBox", "0 0 160 40")
        .with("preserveAspectRatio", "none")
        .with("role", "img")
        .with("aria-label", told(snapshot, words)?)
        .child(line);
    Some(drawing)
}

/// What the line shows, for those who hear it.
fn told(snapshot: &Snapshot, words: Words) -> Option<String> {
    let edges = &snapshot.health.edges;
    let values = || {
        snapshot
            .trend
            .iter()
            .filter_map(|p| Some((p.on, p.health?)))
    };
    let text = |value: f64| perennial_i18n::health_text(value, edges);
    let ((from, first), (_, last)) = (values().next()?, values().next_back()?);
    let low = values().fold(first, |low, (_, value)| low.min(value));
    let high = values().fold(first, |high, (_, value)| high.max(value));
    Some(words.with(
        "trend",
        &[
            ("from", &words.date(from)),
            ("first", &text(first)),
            ("last", &text(last)),
            ("low", &text(low)),
            ("high", &text(high)),
        ],
    ))
}
