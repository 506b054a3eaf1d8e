//! The width a chart has on the screen, so that its text keeps its size whatever the card's.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

/// Before the first measurement, and on paper: half a page of a laptop.
const USUAL: f64 = 480.0;
/// Narrower charts are scaled down instead.
const LEAST: f64 = 240.0;

#[derive(Properties, PartialEq)]
pub(super) struct MeasuredProps {
    /// Draws the chart in a width in CSS pixels.
    pub(super) draw: Callback<f64, Html>,
}

/// The frame of a chart, drawn again whenever its width changes.
#[component]
pub(super) fn Measured(props: &MeasuredProps) -> Html {
    let node = use_node_ref();
    let width = use_width(&node);
    html! { <div class="chart" ref={node}>{ props.draw.emit(width) }</div> }
}

/// A chart that is drawn in the width it gets.
pub(crate) fn measured(draw: impl Fn(f64) -> Html + 'static) -> Html {
    html! { <Measured draw={Callback::from(draw)} /> }
}

/// Width of the element in CSS pixels, followed as it changes.
#[hook]
fn use_width(node: &NodeRef) -> f64 {
    let width = use_state_eq(|| USUAL);
    let (node, setter) = (node.clone(), width.setter());
    use_effect_with((), move |()| {
        let observed = node.cast::<Element>().and_then(|element| {
            let measured = element.clone();
            let callback = Closure::<dyn FnMut()>::new(move || {
                setter.set(f64::from(measured.client_width()).max(LEAST));
            });
            // Without an observer the usual width stays, and the drawing is scaled.
            let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
            observer.observe(&element);
            Some((observer, callback))
        });
        move || {
            if let Some((observer, callback)) = observed {
                observer.disconnect();
                drop(callback);
            }
        }
    });
    *width
}
