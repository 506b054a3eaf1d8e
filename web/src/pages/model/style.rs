//! The room's own styles. They come with the room, so that the first screen does not wait for them.

use js_sys::{Array, Function, Reflect};
use std::cell::Cell;
use wasm_bindgen::{JsCast as _, JsValue};

const SHEET: &str = include_str!("../../../styles/model.css");

thread_local! {
    static ADOPTED: Cell<bool> = const { Cell::new(false) };
}

/// Adds the styles to the document, once. Where a browser cannot, the room is plain but works.
pub(super) fn adopt() {
    if !ADOPTED.replace(true) {
        add().unwrap_or_default();
    }
}

fn add() -> Result<(), JsValue> {
    let window = gloo::utils::window();
    let class: Function = Reflect::get(&window, &"CSSStyleSheet".into())?.dyn_into()?;
    let sheet = Reflect::construct(&class, &Array::new())?;
    let replace: Function = Reflect::get(&sheet, &"replaceSync".into())?.dyn_into()?;
    replace.call1(&sheet, &SHEET.into())?;
    let document = gloo::utils::document();
    let adopted = "adoptedStyleSheets".into();
    let all = Array::from(&Reflect::get(&document, &adopted)?);
    all.push(&sheet);
    Reflect::set(&document, &adopted, &all)?;
    Ok(())
}
