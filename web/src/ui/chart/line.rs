//! A line over time with an axis, marks of the band edges, and its numbers behind it.

use super::data::DataBehind;
use super::width::use_width;
use perennial_chart::{Scale, area_path, coord, line_path, points};
use perennial_i18n::Messages;
use yew::prelude::*;

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

#[derive(Properties, PartialEq)]
pub(crate) struct LineChartProps {
    /// What the line shows, the accessible name.
    pub(crate) label: AttrValue,
    /// Rising in time.
    pub(crate) points: Vec<LinePoint>,
    /// Bottom and top; without, round numbers around the values.
    #[prop_or_default]
    pub(crate) domain: Option<(f64, f64)>,
    /// Dashed lines across: the edges of the bands.
    #[prop_or_default]
    pub(crate) edges: Vec<f64>,
    /// Digits after the point on the axis.
    #[prop_or_default]
    pub(crate) digits: u8,
    /// Height in CSS pixels.
    #[prop_or(200.0)]
    pub(crate) height: f64,
    /// Position of the point that is marked, as the dates compared.
    #[prop_or_default]
    pub(crate) marked: Vec<usize>,
    /// A point was pressed; charts without it are not interactive.
    #[prop_or_default]
    pub(crate) onpoint: Option<Callback<usize>>,
    pub(crate) messages: Messages,
}

/// A line chart.
#[component]
pub(crate) fn LineChart(props: &LineChartProps) -> Html {
    let m = props.messages;
    let node = use_node_ref();
    let width = use_width(&node);
    let base = props.height - FOOT;
    let range = (base, TOP);
    let values = props.points.iter().filter_map(|point| point.value);
    let y = match props.domain {
        Some(domain) => Scale::new(domain, range),
        None => Scale::nice(values, 4, range),
    };
    let ends = props.points.first().zip(props.points.last());
    let span = ends.map_or((0.0, 1.0), |(first, last)| (first.at, last.at));
    let x = Scale::new(span, (LEFT, width - RIGHT));
    let data: Vec<_> = props
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
                    { m.number(value, props.digits) }
                </text>
            </g>
        }
    };
    let edge = |value: &f64| {
        let at = coord(y.map(*value));
        html! { <line class="chart__edge" x1={coord(LEFT)} x2={coord(width - RIGHT)} y1={at.clone()} y2={at} /> }
    };
    let n_labels = ((width - LEFT - RIGHT) / LABEL).max(1.0) as usize;
    let every = props.points.len().div_ceil(n_labels).max(1);
    let time =
        |(at, point): (usize, &LinePoint)| {
            // From the end backwards, so that the last label always stands.
            let from_end = props.points.len() - 1 - at;
            let anchor = match (at, from_end) {
                (0, _) => "start",
                (_, 0) => "end",
                _ => "middle",
            };
            from_end.is_multiple_of(every).then(|| html! {
            <text x={coord(x.map(point.at))} y={coord(props.height - 4.0)} text-anchor={anchor}>
                { &point.label }
            </text>
        })
        };
    let dot = |(at, point): (usize, &Option<perennial_chart::Point>)| {
        let point = (*point)?;
        let is_last = at + 1 == drawn.len();
        (is_last || props.marked.contains(&at)).then(|| {
            html! {
                <circle class="chart__dot" cx={coord(point.x)} cy={coord(point.y)} r="4.5" />
            }
        })
    };
    let rows = props
        .points
        .iter()
        .map(|point| vec![point.label.clone(), point.text.clone()])
        .collect::<Vec<_>>();
    html! {
        <div class="chart" ref={node}>
            <svg viewBox={format!("0 0 {} {}", coord(width), coord(props.height))} role="img" aria-label={&props.label}>
                { for y.ticks(4).into_iter().map(tick) }
                { for props.edges.iter().map(edge) }
                <path class="chart__area" d={area_path(&drawn, base)} />
                <path class="chart__line" d={line_path(&drawn)} />
                { for drawn.iter().enumerate().filter_map(dot) }
                { for props.points.iter().enumerate().filter_map(time) }
                { targets(props, x, base, width) }
            </svg>
            <DataBehind
                label={props.label.clone()} {rows} messages={m}
                headers={vec![AttrValue::from(m.word_date()), AttrValue::from(m.word_value())]}
            />
        </div>
    }
}

/// Invisible strips, one per point, with its value as a tooltip, and pressable if wanted.
fn targets(props: &LineChartProps, x: Scale, base: f64, width: f64) -> Html {
    let width = (width - LEFT - RIGHT) / props.points.len().max(1) as f64;
    let target = |(at, point): (usize, &LinePoint)| {
        let onclick = props
            .onpoint
            .as_ref()
            .map(|onpoint| onpoint.reform(move |_: MouseEvent| at));
        let open = onclick.is_some().then_some("chart__open");
        html! {
            <rect
                key={at} class={classes!(open)} x={coord(x.map(point.at) - width / 2.0)} y={coord(TOP)}
                width={coord(width)} height={coord(base - TOP)} fill="transparent" {onclick}
            >
                <title>{ format!("{} · {}", point.label, point.text) }</title>
            </rect>
        }
    };
    html! { <g>{ for props.points.iter().enumerate().map(target) }</g> }
}
