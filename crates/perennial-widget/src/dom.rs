//! A tree becomes nodes of the page: elements, attributes and text nodes one by one, never markup, so that no
//! text of a host is ever read as HTML.

use perennial_snapshot::{Element, Node};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Any node of the page.
    pub type Dom;

    #[wasm_bindgen(js_namespace = document, js_name = createElementNS)]
    fn create_element(namespace: &str, tag: &str) -> Dom;
    #[wasm_bindgen(js_namespace = document, js_name = createTextNode)]
    fn create_text(text: &str) -> Dom;
    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set_attribute(this: &Dom, name: &str, value: &str);
    #[wasm_bindgen(method, js_name = appendChild)]
    fn append_child(this: &Dom, child: &Dom) -> Dom;
    #[wasm_bindgen(method, js_name = replaceChildren)]
    fn replace_children(this: &Dom, child: &Dom);
}

/// Puts an element in the place of everything in `root`.
pub(crate) fn show(root: &Dom, element: &Element) {
    root.replace_children(&made(element));
}

fn made(element: &Element) -> Dom {
    let namespace = if element.is_svg {
        "http://www.w3.org/2000/svg"
    } else {
        "http://www.w3.org/1999/xhtml"
    };
    let dom = create_element(namespace, element.tag);
    for (name, value) in &element.attributes {
        dom.set_attribute(name, value);
    }
    for child in &element.children {
        dom.append_child(&match child {
            Node::Element(element) => made(element),
            Node::Text(text) => create_text(text),
        });
    }
    dom
}
