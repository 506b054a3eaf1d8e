//! The width a chart has on the screen, so that its text keeps its size whatever the card's.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

/// Before the first measurement, and on paper: half a page of a laptop.
const USUAL: f64 = 480.0;
/// Narrower charts are scaled down instead.
const LEAST: f64 = 240.0;

/// Width of the element in CSS pixels, followed as it changes.
#[hook]
pub(super) fn use_width(node: &NodeRef) -> f64 {
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
