//! Tabs: one of several panels in the same place.

use super::form::Choice;
use super::id::use_id;
use crate::hooks::use_chosen_in_sight;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct TabsProps {
    /// The accessible name of the list of tabs.
    pub(crate) label: AttrValue,
    pub(crate) value: AttrValue,
    pub(crate) choices: Vec<Choice>,
    pub(crate) onchange: Callback<AttrValue>,
    /// The chosen panel.
    pub(crate) children: Html,
}

/// Tabs and the chosen panel. Left and right arrows choose the neighbour.
#[component]
pub(crate) fn Tabs(props: &TabsProps) -> Html {
    let (list, panel_id) = (use_node_ref(), use_id());
    use_chosen_in_sight(props.value.clone(), ".tabs", ".tabs [aria-selected='true']");
    let onkeydown = {
        let (list, onchange) = (list.clone(), props.onchange.clone());
        let values: Vec<_> = props
            .choices
            .iter()
            .map(|choice| choice.value.clone())
            .collect();
        let at = values
            .iter()
            .position(|value| *value == props.value)
            .unwrap_or_default();
        Callback::from(move |event: KeyboardEvent| {
            let count = values.len().max(1);
            let to = match event.key().as_str() {
                "ArrowRight" => (at + 1) % count,
                "ArrowLeft" => (at + count - 1) % count,
                "Home" => 0,
                "End" => count - 1,
                _ => return,
            };
            event.prevent_default();
            let children = list.cast::<Element>().map(|list| list.children());
            let tab = u32::try_from(to)
                .ok()
                .zip(children)
                .and_then(|(to, all)| all.item(to));
            let tab = tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok());
            drop(tab.map(|tab| tab.focus()));
            if let Some(value) = values.get(to) {
                onchange.emit(value.clone());
            }
        })
    };
    let tab = |choice: &Choice| {
        let chosen = choice.value == props.value;
        let value = choice.value.clone();
        let onclick = props.onchange.reform(move |_: MouseEvent| value.clone());
        html! {
            <button
                type="button" class="tabs__tab" role="tab" key={choice.value.to_string()}
                aria-selected={chosen.to_string()} tabindex={if chosen { "0" } else { "-1" }}
                aria-controls={chosen.then(|| panel_id.clone())} {onclick}
            >
                { &choice.label }
            </button>
        }
    };
    html! {
        <>
            <div ref={list} class="tabs" role="tablist" aria-label={&props.label} {onkeydown}>
                { for props.choices.iter().map(tab) }
            </div>
            <div class="stack" role="tabpanel" id={panel_id.clone()} aria-label={&props.label}>
                { props.children.clone() }
            </div>
        </>
    }
}
