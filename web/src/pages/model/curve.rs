//! A curve over the values of the data in hand. Its points are dragged, or moved by keys.

use super::gesture::Gesture;
use super::points::{Point, Way, What, grain, nice, points};
use crate::number;
use crate::store::use_env;
use crate::ui::chart::place;
use crate::words::unit_text;
use perennial_chart::{Scale, bars, coord, ticks};
use perennial_i18n::Messages;
use perennial_model::Transform;
use perennial_protocol::view::ScoredView;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

const HEIGHT: f64 = 200.0;
const LEFT: f64 = 36.0;
const RIGHT: f64 = 14.0;
const TOP: f64 = 12.0;
const BASE: f64 = HEIGHT - 26.0;

#[derive(Properties)]
pub(super) struct CurveProps {
    /// The accessible name.
    pub(super) label: AttrValue,
    pub(super) view: Rc<ScoredView>,
    pub(super) currency: AttrValue,
    pub(super) transform: Transform,
    /// Of a matrix, the row that is drawn, and a tenure that it is for.
    pub(super) row: (usize, i32),
    pub(super) is_writer: bool,
    pub(super) width: f64,
    pub(super) gesture: Gesture,
    pub(super) onmove: Callback<(What, f64)>,
}

impl PartialEq for CurveProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.view, &other.view)
            && self.transform == other.transform
            && self.row == other.row
            && self.is_writer == other.is_writer
            && self.width == other.width
            && self.onmove == other.onmove
            && self.gesture == other.gesture
            && self.label == other.label
            && self.currency == other.currency
    }
}

/// The drawing.
#[component]
pub(super) fn Curve(props: &CurveProps) -> Html {
    let m = use_env().m;
    let node = use_node_ref();
    let CurveProps { view, width, .. } = props;
    let range = if view.range.0 < view.range.1 {
        view.range
    } else {
        (view.range.0 - 1.0, view.range.0 + 1.0)
    };
    let x = Scale::new(range, (LEFT, width - RIGHT));
    let y = Scale::new((0.0, 100.0), (BASE, TOP));
    let counts: Vec<f64> = view.bins.iter().copied().map(f64::from).collect();
    let most = counts.iter().copied().fold(1.0, f64::max);
    let room = width - LEFT - RIGHT;
    let shapes = bars(
        &counts,
        room,
        1.0,
        Scale::new((0.0, most), (BASE, TOP + 20.0)),
    );
    let bin = |(at, shape): (usize, &perennial_chart::Bar)| {
        html! {
            <rect key={at} class="curve__bin" x={coord(LEFT + shape.x)} y={coord(shape.y)}
                width={coord(shape.width)} height={coord(shape.height)} />
        }
    };
    let unit = |value: f64| unit_text(m, Some(value), &view.unit, &props.currency);
    let n_ticks = ((width / 90.0) as usize).clamp(2, 6);
    let tick = |value: f64| {
        html! {
            <text x={coord(x.map(value))} y={coord(HEIGHT - 8.0)} text-anchor="middle">{ unit(value) }</text>
        }
    };
    let level = |score: f64| {
        html! {
            <>
                <line class="chart__grid" x1={coord(LEFT)} x2={coord(width - RIGHT)} y1={coord(y.map(score))} y2={coord(y.map(score))} />
                <text x={coord(LEFT - 6.0)} y={coord(y.map(score) + 4.0)} text-anchor="end">{ m.short_number(score, 0) }</text>
            </>
        }
    };
    let path = path(&props.transform, props.row.1, range, x, y);
    let handle = |point: Point| {
        html! {
            <Handle key={format!("{:?}", point.what)} {point} {x} {y} {range} node={node.clone()}
                name={point_name(m, point.what)} said={said(m, point, &view.unit, &props.currency)}
                gesture={props.gesture.clone()} onmove={props.onmove.clone()} />
        }
    };
    let points = points(&props.transform, props.row.0, range);
    html! {
        <svg ref={node.clone()} class="curve" viewBox={format!("0 0 {} {}", coord(*width), coord(HEIGHT))}
            role="group" aria-label={&props.label}>
            <g aria-hidden="true">
                { for [0.0, 50.0, 100.0].map(level) }
                { for shapes.iter().enumerate().map(bin) }
                { for ticks(range.0, range.1, n_ticks).into_iter().map(tick) }
                <line class="chart__axis" x1={coord(LEFT)} x2={coord(width - RIGHT)} y1={coord(BASE)} y2={coord(BASE)} />
                <path class="curve__line" d={path} />
            </g>
            if props.is_writer {
                { for points.into_iter().map(handle) }
            }
        </svg>
    }
}

/// The curve, a point for every few pixels; steps break off sharply.
fn path(transform: &Transform, tenure: i32, (low, high): (f64, f64), x: Scale, y: Scale) -> String {
    const PARTS: u32 = 240;
    let mut path = String::new();
    let mut before = f64::NAN;
    for part in 0..=PARTS {
        let value = low + (high - low) * f64::from(part) / f64::from(PARTS);
        let score = transform.number(value, Some(tenure));
        if score.is_nan() {
            before = score;
            continue;
        }
        let (px, py) = (coord(x.map(value)), coord(y.map(score)));
        if before.is_nan() {
            path.push_str(&format!("M{px} {py}"));
        } else if matches!(transform, Transform::Bands(_) | Transform::Matrix(_)) {
            path.push_str(&format!("H{px}V{py}"));
        } else {
            path.push_str(&format!("L{px} {py}"));
        }
        before = score;
    }
    path
}

/// What a point is called.
pub(super) fn point_name(m: Messages, what: What) -> String {
    match what {
        What::Worst => m.room_point_worst().to_owned(),
        What::Best => m.room_point_best().to_owned(),
        What::HalfLife => m.room_point_half_life().to_owned(),
        What::Target => m.room_point_target().to_owned(),
        What::Cut(at) => m.room_point_cut(at + 1),
        What::Level(at) => m.room_point_level(at + 1),
    }
}

fn said(m: Messages, point: Point, unit: &str, currency: &str) -> String {
    match point.what.way() {
        Way::Value => unit_text(m, Some(point.value), unit, currency),
        Way::Score => m.short_number(point.score, 0),
    }
}

#[derive(Properties, PartialEq)]
struct HandleProps {
    point: Point,
    x: Scale,
    y: Scale,
    range: (f64, f64),
    /// The drawing.
    node: NodeRef,
    name: String,
    said: String,
    gesture: Gesture,
    onmove: Callback<(What, f64)>,
}

/// A point that is moved.
#[component]
fn Handle(props: &HandleProps) -> Html {
    let HandleProps {
        point, x, y, range, ..
    } = *props;
    let is_held = use_memo((), |()| Cell::new(false));
    let way = point.what.way();
    // The axis ends where most values do; a point may lie beyond it.
    let (px, py) = (
        x.map(point.value.clamp(range.0, range.1)),
        y.map(point.score),
    );
    let onpointerdown = {
        let (is_held, gesture) = (Rc::clone(&is_held), props.gesture.clone());
        Callback::from(move |event: PointerEvent| {
            event.prevent_default();
            if let Some(element) = event.target_dyn_into::<Element>() {
                // Without it the drag ends where the pointer leaves the point.
                element
                    .set_pointer_capture(event.pointer_id())
                    .unwrap_or_default();
            }
            is_held.set(true);
            gesture.hold();
        })
    };
    let onpointermove = {
        let (is_held, node, onmove) = (
            Rc::clone(&is_held),
            props.node.clone(),
            props.onmove.clone(),
        );
        Callback::from(move |event: PointerEvent| {
            if !is_held.get() {
                return;
            }
            let to = place(&node, &event).map(|(at_x, at_y)| match way {
                Way::Value => nice(range, x.invert(at_x).clamp(range.0, range.1)),
                Way::Score => y.invert(at_y).round().clamp(0.0, 100.0),
            });
            if let Some(to) = to {
                onmove.emit((point.what, to));
            }
        })
    };
    let onpointerup = {
        let (is_held, gesture) = (Rc::clone(&is_held), props.gesture.clone());
        Callback::from(move |_: PointerEvent| {
            is_held.set(false);
            gesture.decided();
        })
    };
    let (now, least, most, step) = match way {
        Way::Value => (point.value, range.0, range.1, grain(range)),
        Way::Score => (point.score, 0.0, 100.0, 1.0),
    };
    let onkeydown = {
        let (gesture, onmove) = (props.gesture.clone(), props.onmove.clone());
        Callback::from(move |event: KeyboardEvent| {
            let step = if event.shift_key() { 10.0 * step } else { step };
            let to = match event.key().as_str() {
                "ArrowRight" | "ArrowUp" => now + step,
                "ArrowLeft" | "ArrowDown" => now - step,
                "Home" => least,
                "End" => most,
                "Enter" => return gesture.end(),
                _ => return,
            };
            event.prevent_default();
            let to = match way {
                Way::Value => nice(range, to),
                Way::Score => to.clamp(0.0, 100.0),
            };
            onmove.emit((point.what, to));
        })
    };
    let end = props.gesture.clone();
    let class = match way {
        Way::Value => "curve__point horizontal",
        Way::Score => "curve__point vertical",
    };
    let mark = match (way, point.what) {
        (Way::Score, _) => html! {
            <rect class="curve__mark" x={coord(px - 9.0)} y={coord(py - 4.0)} width="18" height="8" rx="4" />
        },
        (Way::Value, What::Cut(_)) => html! {
            <rect class="curve__mark" x={coord(px - 4.0)} y={coord(py - 9.0)} width="8" height="18" rx="4" />
        },
        (Way::Value, _) => {
            html! { <circle class="curve__mark" cx={coord(px)} cy={coord(py)} r="7" /> }
        }
    };
    html! {
        <g {class} role="slider" tabindex="0" aria-label={props.name.clone()} aria-valuemin={number::text(least)}
            aria-valuemax={number::text(most)} aria-valuenow={number::text(now)} aria-valuetext={props.said.clone()}
            {onpointerdown} {onpointermove} onpointerup={onpointerup.clone()} onpointercancel={onpointerup}
            {onkeydown} onblur={Callback::from(move |_: FocusEvent| end.end())}>
            <title>{ format!("{}: {}", props.name, props.said) }</title>
            <circle class="curve__grip" cx={coord(px)} cy={coord(py)} r="16" />
            { mark }
        </g>
    }
}
