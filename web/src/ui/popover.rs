//! A button with a panel that belongs to it.

use super::icon::Icon;
use super::id::use_id;
use web_sys::{HtmlElement, Node};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct PopoverProps {
    /// The button's text.
    pub(crate) label: AttrValue,
    #[prop_or_default]
    pub(crate) icon: Option<Icon>,
    /// Show only the icon; the label stays for screen readers.
    #[prop_or_default]
    pub(crate) hide_label: bool,
    /// The panel's end, not its start, is in line with the button's.
    #[prop_or_default]
    pub(crate) align_end: bool,
    /// The panel's content; rendered only while it is open.
    pub(crate) children: Html,
}

/// A button that opens a panel. Esc, a second click, or the focus leaving close it.
#[component]
pub(crate) fn Popover(props: &PopoverProps) -> Html {
    let open = use_state(|| false);
    let (root, button) = (use_node_ref(), use_node_ref());
    let panel_id = use_id();
    let onclick = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let onkeydown = {
        let (open, button) = (open.clone(), button.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && *open {
                event.stop_propagation();
                event.prevent_default();
                open.set(false);
                focus(&button);
            }
        })
    };
    let onfocusout = {
        let (open, root) = (open.clone(), root.clone());
        Callback::from(move |event: FocusEvent| {
            let next = event.related_target();
            let next = next.and_then(|next| wasm_bindgen::JsCast::dyn_into::<Node>(next).ok());
            let inside = root
                .cast::<Node>()
                .is_some_and(|root| root.contains(next.as_ref()));
            // Without a next element the click went to plain text: also inside the panel.
            if next.is_some() && !inside {
                open.set(false);
            }
        })
    };
    use_close_on_press_outside(&root, &open);
    let panel = props.align_end.then_some("popover__panel--end");
    let label = props.hide_label.then_some("visually-hidden");
    html! {
        <span ref={root} class="popover" {onkeydown} {onfocusout}>
            <button
                ref={button} type="button" class="button button--quiet" title={&props.label}
                aria-expanded={open.to_string()} aria-controls={open.then(|| panel_id.clone())} {onclick}
            >
                { props.icon.map(Icon::view) }
                <span class={classes!(label)}>{ &props.label }</span>
            </button>
            if *open {
                <div
                    class={classes!("popover__panel", panel)} id={panel_id} role="group"
                    aria-label={&props.label} tabindex="-1"
                >
                    { props.children.clone() }
                </div>
            }
        </span>
    }
}

/// Closes what is open when a press lands outside of `root`.
#[hook]
pub(super) fn use_close_on_press_outside(root: &NodeRef, open: &UseStateHandle<bool>) {
    let root = root.clone();
    use_effect_with(open.clone(), move |open| {
        let open = open.clone();
        let listener = open.then(|| {
            let document = gloo::utils::document();
            gloo::events::EventListener::new(&document, "pointerdown", move |event| {
                let target = event.target();
                let target =
                    target.and_then(|target| wasm_bindgen::JsCast::dyn_into::<Node>(target).ok());
                let root = root.cast::<Node>();
                if root.is_some_and(|root| !root.contains(target.as_ref())) {
                    open.set(false);
                }
            })
        });
        move || drop(listener)
    });
}

/// Focuses an element; without one, or where the browser refuses, the focus stays.
pub(super) fn focus(node: &NodeRef) {
    let focused = node.cast::<HtmlElement>().map(|element| element.focus());
    drop(focused);
}
