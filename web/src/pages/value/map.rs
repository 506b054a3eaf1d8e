//! The drawing of the map: quadrants and points, which pointers and keys find.

use super::amount;
use super::handle::{Axis, Handle};
use super::layout::{Frame, Layout};
use crate::route::{Route, ValueChoice};
use crate::store::{Env, use_env};
use crate::ui::badge::{band_class, band_word};
use crate::ui::chart::place;
use crate::words::NONE;
use perennial_chart::{Mark, Way, coord, mark_at, mark_beside};
use perennial_protocol::view::{ValueMapView, ValuePoint};
use std::rc::Rc;
use yew::prelude::*;

/// How near a pointer must come to a mark, in CSS pixels.
const REACH: f64 = 6.0;

#[derive(Properties, PartialEq)]
pub(super) struct MapProps {
    pub(super) view: Rc<ValueMapView>,
    pub(super) choice: ValueChoice,
    /// In CSS pixels.
    pub(super) width: f64,
    /// A cut that is being typed or dragged.
    pub(super) draft: Option<f64>,
    pub(super) ondraft: Callback<Option<AttrValue>>,
}

/// The map. A point is one stop of the Tab key: arrows go to its neighbours, Page Up and Down along V.
#[component]
pub(super) fn Map(props: &MapProps) -> Html {
    let env = use_env();
    let m = env.m;
    let view = &props.view;
    let node = use_node_ref();
    let hovered = use_state_eq(|| None::<usize>);
    let cursor = use_state_eq(|| None::<usize>);
    let frame = Frame::of(props.width);
    let layout = use_memo(
        (Rc::clone(view), props.choice.clone(), props.width),
        |(view, choice, width)| Layout::of(view, choice, Frame::of(*width)),
    );
    let stands = |at: &usize| *at < layout.marks.len();
    let here = cursor.filter(stands).or_else(|| layout.first());
    let shown = hovered.filter(stands).or(cursor.filter(stands));

    let onpointermove = {
        let (node, hovered, layout) = (node.clone(), hovered.setter(), Rc::clone(&layout));
        Callback::from(move |event: PointerEvent| {
            let at = place(&node, &event);
            hovered.set(at.and_then(|at| mark_at(&layout.marks, at, REACH)));
        })
    };
    let onpointerleave = {
        let hovered = hovered.setter();
        Callback::from(move |_: PointerEvent| hovered.set(None))
    };
    let open = {
        let (env, view) = (env.clone(), Rc::clone(view));
        Callback::from(move |at: usize| {
            if let Some(point) = view.points.get(at) {
                env.go(Route::Customer(point.id.clone()));
            }
        })
    };
    let onclick = {
        let (node, open, layout) = (node.clone(), open.clone(), Rc::clone(&layout));
        Callback::from(move |event: MouseEvent| {
            let at = place(&node, &event).and_then(|at| mark_at(&layout.marks, at, REACH));
            if let Some(at) = at {
                open.emit(at);
            }
        })
    };
    let onkeydown = {
        let (cursor, layout, open) = (cursor.setter(), Rc::clone(&layout), open.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(at) = here else { return };
            let is_picked = |at: usize| layout.picked.get(at).copied().unwrap_or_default();
            let beside = |way| mark_beside(&layout.marks, at, way, is_picked);
            let to = match event.key().as_str() {
                "ArrowLeft" | "h" => beside(Way::Left),
                "ArrowRight" | "l" => beside(Way::Right),
                "ArrowUp" | "k" => beside(Way::Up),
                "ArrowDown" | "j" => beside(Way::Down),
                "PageDown" => layout.in_rank(at, true),
                "PageUp" => layout.in_rank(at, false),
                "Home" => layout.first(),
                "Enter" | " " => {
                    event.prevent_default();
                    open.emit(at);
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            cursor.set(Some(to.unwrap_or(at)));
        })
    };
    let onfocusin = {
        let cursor = cursor.setter();
        Callback::from(move |_: FocusEvent| cursor.set(here))
    };
    let sentence = |at: usize| {
        let point = view.points.get(at);
        point.map_or_else(String::new, |point| point_text(&env, view, point))
    };
    let cuts = (
        props.draft.unwrap_or(view.cut_current),
        props.draft.unwrap_or(view.cut_potential),
    );
    let handle = |(axis, value): (Axis, f64)| {
        html! {
            <Handle {axis} {value} {frame} view={Rc::clone(view)} node={node.clone()} ondraft={props.ondraft.clone()} />
        }
    };
    html! {
        <>
            <svg ref={node.clone()} class="value-map" role="group" aria-label={m.map_name()} data-testid="value-map"
                viewBox={format!("0 0 {} {}", coord(frame.width), coord(frame.height))}
                {onpointermove} {onpointerleave} {onclick}>
                { axes(&env, frame, cuts) }
                { points(&layout) }
                { names(&env, view, frame) }
                { for shown.and_then(|at| layout.marks.get(at)).map(ring) }
                if let Some(at) = here {
                    <g role="button" tabindex="0" aria-label={sentence(at)} class="value-map__cursor" {onkeydown}
                        {onfocusin}>
                        { for layout.marks.get(at).map(target) }
                    </g>
                }
                { for [(Axis::Current, cuts.0), (Axis::Potential, cuts.1)].into_iter().map(handle) }
            </svg>
            <p class="value-map__said" role="status">
                { shown.map_or_else(|| m.map_hint().to_owned(), sentence) }
            </p>
        </>
    }
}

/// A customer in a line.
fn point_text(env: &Env, view: &ValueMapView, point: &ValuePoint) -> String {
    let m = env.m;
    let tier = view.tiers.get(point.tier as usize);
    let tier = tier.map_or(NONE, |tier| tier.title.get(m.language()));
    let arr = point
        .arr
        .map_or_else(|| NONE.to_owned(), |arr| amount(env, view, arr));
    let owner = if point.owner.is_empty() {
        m.word_nobody()
    } else {
        &point.owner
    };
    let number = |name: &'static str, value: f64| format!("{name} {}", m.number(value, 1));
    [
        point.name.clone(),
        tier.to_owned(),
        number(m.tier_current(), point.current),
        number(m.tier_potential(), point.potential),
        number(m.tier_value(), point.value),
        arr,
        band_word(point.band, m).to_owned(),
        owner.to_owned(),
    ]
    .join(" · ")
}

/// The ground, the axes and their names.
fn axes(env: &Env, frame: Frame, cuts: (f64, f64)) -> Html {
    let m = env.m;
    let (left, right, top, bottom) = frame.edges();
    let (x, y) = (frame.x.map(cuts.0), frame.y.map(cuts.1));
    let tick = |value: f64| {
        let (x, y) = (coord(frame.x.map(value)), coord(frame.y.map(value)));
        html! {
            <g key={coord(value)}>
                <text {x} y={coord(bottom + 14.0)} text-anchor="middle">{ m.number(value, 0) }</text>
                <text x={coord(left - 6.0)} {y} text-anchor="end" dominant-baseline="middle">{ m.number(value, 0) }</text>
            </g>
        }
    };
    let rect = |class: &'static str, (x0, x1): (f64, f64), (y0, y1): (f64, f64)| {
        html! {
            <rect {class} x={coord(x0)} y={coord(y0)} width={coord((x1 - x0).max(0.0))} height={coord((y1 - y0).max(0.0))} />
        }
    };
    html! {
        <g aria-hidden="true">
            { rect("value-map__ground", (left, right), (top, bottom)) }
            { rect("value-map__high", (x, right), (top, y)) }
            { for [0.0, 20.0, 40.0, 60.0, 80.0, 100.0].into_iter().map(tick) }
            <text x={coord(f64::midpoint(left, right))} y={coord(bottom + 32.0)} text-anchor="middle">{ m.tier_current() }</text>
            <text transform={format!("translate(11 {}) rotate(-90)", coord(f64::midpoint(top, bottom)))}
                text-anchor="middle">{ m.tier_potential() }</text>
        </g>
    }
}

/// Names of the quadrants, over the points.
fn names(env: &Env, view: &ValueMapView, frame: Frame) -> Html {
    let (left, right, top, bottom) = frame.edges();
    let title = |id: &str| {
        let tier = view.tiers.iter().find(|tier| tier.id == id);
        tier.map(|tier| tier.title.get(env.m.language()).to_owned())
    };
    let name = |id: &str, x: f64, y: f64, anchor: &'static str| {
        html! {
            <text class="value-map__tier" x={coord(x)} y={coord(y)} text-anchor={anchor}>{ title(id) }</text>
        }
    };
    html! {
        <g aria-hidden="true">
            { name("growth", left + 8.0, top + 16.0, "start") }
            { name("strategic", right - 8.0, top + 16.0, "end") }
            { name("base", left + 8.0, bottom - 8.0, "start") }
            { name("profit", right - 8.0, bottom - 8.0, "end") }
        </g>
    }
}

/// All points: two paths per band, whatever their number.
fn points(layout: &Layout) -> Html {
    let of_band = layout.paths.iter().map(|(band, others, picked)| {
        let class = band_class(*band);
        html! {
            <g {class} key={band.code()}>
                <path class="value-map__points value-map__points--faint" d={others.clone()} />
                <path class="value-map__points" d={picked.clone()} />
            </g>
        }
    });
    html! { <g aria-hidden="true">{ for of_band }</g> }
}

fn ring(mark: &Mark) -> Html {
    html! {
        <circle class="value-map__ring" cx={coord(mark.x)} cy={coord(mark.y)} r={coord(mark.radius + 3.0)} />
    }
}

/// What the focus stands on.
fn target(mark: &Mark) -> Html {
    html! {
        <circle fill="transparent" pointer-events="none" cx={coord(mark.x)} cy={coord(mark.y)} r={coord(mark.radius + 5.0)} />
    }
}
