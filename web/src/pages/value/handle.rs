//! The cuts on the map as handles: dragged by a pointer, moved by keys.

use super::cut::take_cut;
use super::layout::Frame;
use crate::number;
use crate::store::use_env;
use crate::ui::chart::place;
use perennial_chart::coord;
use perennial_protocol::view::ValueMapView;
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// Half the width of the strip by which a cut is dragged.
const GRIP: f64 = 7.0;

/// Which cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Axis {
    /// Of the current value: an upright line.
    Current,
    /// Of the potential value: a level line.
    Potential,
}

/// What a pointer does with a handle.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Drag {
    Free,
    Held,
    Moved(f64),
}

#[derive(Properties, PartialEq)]
pub(super) struct HandleProps {
    pub(super) axis: Axis,
    pub(super) value: f64,
    pub(super) frame: Frame,
    pub(super) view: Rc<ValueMapView>,
    /// The drawing.
    pub(super) node: NodeRef,
    pub(super) ondraft: Callback<Option<AttrValue>>,
}

/// A cut that can be dragged, and moved by keys: Enter takes it, Esc leaves it.
#[component]
pub(super) fn Handle(props: &HandleProps) -> Html {
    let env = use_env();
    let m = env.m;
    let HandleProps {
        axis, value, frame, ..
    } = *props;
    let dragged = use_mut_ref(|| Drag::Free);
    let (left, right, top, bottom) = frame.edges();
    let (label, x, y) = match axis {
        Axis::Current => (
            m.tier_current(),
            (frame.x.map(value), frame.x.map(value)),
            (top, bottom),
        ),
        Axis::Potential => (
            m.tier_potential(),
            (left, right),
            (frame.y.map(value), frame.y.map(value)),
        ),
    };
    let line = html! {
        <line class="value-map__cut" x1={coord(x.0)} x2={coord(x.1)} y1={coord(y.0)} y2={coord(y.1)} />
    };
    let number_at = match axis {
        Axis::Current => (x.0 + 4.0, bottom - 4.0 - 20.0, "start"),
        Axis::Potential => (right - 4.0, y.0 - 4.0, "end"),
    };
    let text = html! {
        <text class="value-map__number" x={coord(number_at.0)} y={coord(number_at.1)} text-anchor={number_at.2}>
            { m.short_number(value, 1) }
        </text>
    };
    if !env.state.is_writer {
        return html! { <g aria-hidden="true">{ line }{ text }</g> };
    }
    let draft = |value: f64| {
        Some(AttrValue::from(number::text(
            value.round().clamp(0.0, 100.0),
        )))
    };
    let onpointerdown = {
        let dragged = Rc::clone(&dragged);
        Callback::from(move |event: PointerEvent| {
            event.prevent_default();
            if let Some(element) = event.target_dyn_into::<Element>() {
                // Without it the drag ends where the pointer leaves the strip.
                element
                    .set_pointer_capture(event.pointer_id())
                    .unwrap_or_default();
            }
            *dragged.borrow_mut() = Drag::Held;
        })
    };
    let onpointermove = {
        let (dragged, node, ondraft) = (
            Rc::clone(&dragged),
            props.node.clone(),
            props.ondraft.clone(),
        );
        Callback::from(move |event: PointerEvent| {
            if *dragged.borrow() == Drag::Free {
                return;
            }
            event.stop_propagation();
            if let Some((x, y)) = place(&node, &event) {
                let to = match axis {
                    Axis::Current => frame.x.invert(x),
                    Axis::Potential => frame.y.invert(y),
                };
                let to = to.round().clamp(0.0, 100.0);
                *dragged.borrow_mut() = Drag::Moved(to);
                ondraft.emit(draft(to));
            }
        })
    };
    let take = {
        let (env, view, ondraft) = (env.clone(), Rc::clone(&props.view), props.ondraft.clone());
        Callback::from(move |to: f64| take_cut(&env, &view, &ondraft, to))
    };
    let onpointerup = {
        let (dragged, take) = (Rc::clone(&dragged), take.clone());
        Callback::from(move |_: PointerEvent| {
            if let Drag::Moved(to) = dragged.replace(Drag::Free) {
                take.emit(to);
            }
        })
    };
    let onpointercancel = {
        let ondraft = props.ondraft.clone();
        Callback::from(move |_: PointerEvent| {
            dragged.replace(Drag::Free);
            ondraft.emit(None);
        })
    };
    let onkeydown = {
        let ondraft = props.ondraft.clone();
        Callback::from(move |event: KeyboardEvent| {
            let step = if event.shift_key() { 5.0 } else { 1.0 };
            let to = match event.key().as_str() {
                "ArrowRight" | "ArrowUp" => value + step,
                "ArrowLeft" | "ArrowDown" => value - step,
                "Home" => 0.0,
                "End" => 100.0,
                "Enter" => {
                    event.prevent_default();
                    return take.emit(value.round());
                }
                "Escape" => return ondraft.emit(None),
                _ => return,
            };
            event.prevent_default();
            ondraft.emit(draft(to));
        })
    };
    let orientation = match axis {
        Axis::Current => "horizontal",
        Axis::Potential => "vertical",
    };
    let grip = match axis {
        Axis::Current => (x.0 - GRIP, top, 2.0 * GRIP, bottom - top),
        Axis::Potential => (left, y.0 - GRIP, right - left, 2.0 * GRIP),
    };
    // The click that ends a drag is no click on a customer.
    let onclick = Callback::from(|event: MouseEvent| event.stop_propagation());
    html! {
        <g class={classes!("value-map__handle", orientation)} role="slider" tabindex="0"
            aria-label={m.map_cut_of(label)} aria-orientation={orientation} aria-valuemin="0" aria-valuemax="100"
            aria-valuenow={number::text(value.round())}
            {onpointerdown} {onpointermove} {onpointerup} {onpointercancel} {onkeydown} {onclick}>
            { line }
            <rect fill="transparent" x={coord(grip.0)} y={coord(grip.1)} width={coord(grip.2)} height={coord(grip.3)} />
            { text }
        </g>
    }
}
