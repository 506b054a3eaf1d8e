//! Where a pointer is in a drawing.

use crate::number;
use web_sys::Element;
use yew::prelude::*;

/// A pointer in the units of the drawing.
pub(crate) fn place(node: &NodeRef, event: &MouseEvent) -> Option<(f64, f64)> {
    let (rect, scale) = rect_of(node)?;
    let x = f64::from(event.client_x()) - rect.left();
    let y = f64::from(event.client_y()) - rect.top();
    Some((x / scale, y / scale))
}

/// Where the drawing is, and how many CSS pixels a unit of it takes.
fn rect_of(node: &NodeRef) -> Option<(web_sys::DomRect, f64)> {
    let element = node.cast::<Element>()?;
    let rect = element.get_bounding_client_rect();
    let viewed = element.get_attribute("viewBox")?;
    let width = number::read(viewed.split(' ').nth(2)?)?;
    let scale = rect.width() / width;
    (scale > 0.0).then_some((rect, scale))
}
