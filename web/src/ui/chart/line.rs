//! A line over time with an axis, marks of the band edges, and its numbers behind it.

use super::super::table::Head::{Number, Text};
use super::data::DataBehind;
use super::width::measured;
use perennial_chart::{Scale, area_path, coord, line_path, points};
use perennial_i18n::Messages;
use yew::prelude::*;

/// Of the whole, in CSS pixels.
const HEIGHT: f64 = 200.0;
/// Bottom and top of the value axis: points of health, or percent.
const DOMAIN: (f64, f64) = (0.0, 100.0);
const LEFT: f64 = 36.0;
const RIGHT: f64 = 8.0;
const TOP: f64 = 8.0;
const FOOT: f64 = 22.0;
/// Room for a label on the time axis.
const LABEL: f64 = 96.0;

/// A value of the line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LinePoint {
    /// Position in time; days, months, any unit.
    pub(crate) at: f64,
    /// The position in words, short, for axis and table.
    pub(crate) label: AttrValue,
    /// The value; `None` leaves a gap.
    pub(crate) value: Option<f64>,
    /// The value in words.
    pub(crate) text: AttrValue,
}

/// A line over time between 0 and 100. Each point is pressable.
pub(crate) struct LineChart {
    /// What the line shows, the accessible name.
    pub(crate) label: AttrValue,
    /// Rising in time.
    pub(crate) points: Vec<LinePoint>,
    /// Dashed lines across: the edges of the bands.
    pub(crate) edges: Vec<f64>,
    /// Position of a point that is marked, as the date compared with.
    pub(crate) marked: Option<usize>,
    /// A point was pressed.
    pub(crate) onpoint: Callback<usize>,
}

impl LineChart {
    /// The element.
    pub(crate) fn view(self, m: Messages) -> Html {
        measured(move |width| self.draw(width, m))
    }

    fn draw(&self, width: f64, m: Messages) -> Html {
        let base = HEIGHT - FOOT;
        let y = Scale::new(DOMAIN, (base, TOP));
        let ends = self.points.first().zip(self.points.last());
        let span = ends.map_or((0.0, 1.0), |(first, last)| (first.at, last.at));
        let x = Scale::new(span, (LEFT, width - RIGHT));
        let data: Vec<_> = self
            .points
            .iter()
            .map(|point| (point.at, point.value))
            .collect();
        let drawn = points(&data, x, y);
        let tick = |value: f64| {
            let at = coord(y.map(value));
            html! {
                <g key={at.clone()}>
                    <line class="chart__grid" x1={coord(LEFT)} x2={coord(width - RIGHT)} y1={at.clone()} y2={at.clone()} />
                    <text x={coord(LEFT - 6.0)} y={at} text-anchor="end" dominant-baseline="middle">
                        { m.number(value, 0) }
                    </text>
                </g>
            }
        };
        let edge = |value: &f64| {
            let at = coord(y.map(*value));
            html! { <line class="chart__edge" x1={coord(LEFT)} x2={coord(width - RIGHT)} y1={at.clone()} y2={at} /> }
        };
        let n_labels = ((width - LEFT - RIGHT) / LABEL).max(1.0) as usize;
        let every = self.points.len().div_ceil(n_labels).max(1);
        let time =
            |(at, point): (usize, &LinePoint)| {
                // From the end backwards, so that the last label always stands.
                let from_end = self.points.len() - 1 - at;
                let anchor = match (at, from_end) {
                    (0, _) => "start",
                    (_, 0) => "end",
                    _ => "middle",
                };
                from_end.is_multiple_of(every).then(|| html! {
                <text x={coord(x.map(point.at))} y={coord(HEIGHT - 4.0)} text-anchor={anchor}>
                    { &point.label }
                </text>
            })
            };
        let dot = |(at, point): (usize, &Option<perennial_chart::Point>)| {
            let point = (*point)?;
            let is_last = at + 1 == drawn.len();
            (is_last || self.marked == Some(at)).then(|| {
                html! {
                    <circle class="chart__dot" cx={coord(point.x)} cy={coord(point.y)} r="4.5" />
                }
            })
        };
        let rows = self
            .points
            .iter()
            .map(|point| vec![point.label.clone(), point.text.clone()]);
        let data = DataBehind {
            label: self.label.clone(),
            headers: vec![Text(m.word_date()), Number(m.word_value())],
            rows: rows.collect(),
        };
        html! {
            <>
                <svg viewBox={format!("0 0 {} {}", coord(width), coord(HEIGHT))} role="img" aria-label={&self.label}>
                    { for y.ticks(4).into_iter().map(tick) }
                    { for self.edges.iter().map(edge) }
                    <path class="chart__area" d={area_path(&drawn, base)} />
                    <path class="chart__line" d={line_path(&drawn)} />
                    { for drawn.iter().enumerate().filter_map(dot) }
                    { for self.points.iter().enumerate().filter_map(time) }
                    { self.targets(x, base, width) }
                </svg>
                { data.view(m) }
            </>
        }
    }

    /// Invisible strips, one per point, with its value as a tooltip, and pressable.
    fn targets(&self, x: Scale, base: f64, width: f64) -> Html {
        let width = (width - LEFT - RIGHT) / self.points.len().max(1) as f64;
        let target = |(at, point): (usize, &LinePoint)| {
            let onclick = self.onpoint.reform(move |_: MouseEvent| at);
            html! {
                <rect
                    key={at} class="chart__open" x={coord(x.map(point.at) - width / 2.0)} y={coord(TOP)}
                    width={coord(width)} height={coord(base - TOP)} fill="transparent" {onclick}
                >
                    <title>{ format!("{} · {}", point.label, point.text) }</title>
                </rect>
            }
        };
        html! { <g>{ for self.points.iter().enumerate().map(target) }</g> }
    }
}
