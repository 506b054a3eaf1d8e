//! A button with a menu of actions.

use super::icon::{Drawing, Icon};
use super::id::use_id;
use super::popover::{focus, use_close_on_press_outside};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// A line of a menu.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MenuItem {
    /// What [`MenuProps::onchoose`] gives back.
    pub(crate) value: AttrValue,
    /// What people read.
    pub(crate) label: AttrValue,
    /// Drawn before the text.
    pub(crate) icon: Option<Icon>,
    /// At the end: a shortcut.
    pub(crate) hint: Option<AttrValue>,
    /// For choices: whether it is the chosen one.
    pub(crate) checked: Option<bool>,
}

impl MenuItem {
    /// A plain action.
    pub(crate) fn new(value: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            icon: None,
            hint: None,
            checked: None,
        }
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct MenuProps {
    /// The button's name.
    pub(crate) label: AttrValue,
    #[prop_or(Icon::More)]
    pub(crate) icon: Icon,
    /// Show only the icon.
    #[prop_or(true)]
    pub(crate) hide_label: bool,
    pub(crate) items: Vec<MenuItem>,
    pub(crate) onchoose: Callback<AttrValue>,
}

/// A menu. Arrows, Home and End move; Enter chooses; Esc closes and gives the focus back.
#[component]
pub(crate) fn Menu(props: &MenuProps) -> Html {
    let open = use_state(|| false);
    let (root, button, list) = (use_node_ref(), use_node_ref(), use_node_ref());
    let list_id = use_id();
    use_close_on_press_outside(&root, &open);
    {
        let list = list.clone();
        use_effect_with(*open, move |open| {
            if *open {
                move_focus(&list, Step::First);
            }
        });
    }
    let onclick = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let onkeydown = {
        let (open, button, list) = (open.clone(), button.clone(), list.clone());
        Callback::from(move |event: KeyboardEvent| {
            let step = match event.key().as_str() {
                "ArrowDown" if !*open => return open.set(true),
                _ if !*open => return,
                "ArrowDown" | "j" => Step::Next,
                "ArrowUp" | "k" => Step::Previous,
                "Home" => Step::First,
                "End" => Step::Last,
                "Escape" => {
                    event.stop_propagation();
                    focus(&button);
                    return open.set(false);
                }
                "Tab" => return open.set(false),
                _ => return,
            };
            event.prevent_default();
            move_focus(&list, step);
        })
    };
    let item = |item: &MenuItem| {
        let (open, button, value) = (open.clone(), button.clone(), item.value.clone());
        let onclick = props.onchoose.reform(move |_: MouseEvent| {
            open.set(false);
            focus(&button);
            value.clone()
        });
        let role = if item.checked.is_some() {
            "menuitemradio"
        } else {
            "menuitem"
        };
        html! {
            <button
                type="button" class="menu__item" {role} tabindex="-1" {onclick}
                key={item.value.to_string()} aria-checked={item.checked.map(|on| on.to_string())}
            >
                if let Some(icon) = item.icon {
                    <Drawing {icon} />
                }
                <span>{ &item.label }</span>
                if let Some(hint) = &item.hint {
                    <span class="menu__hint">{ hint }</span>
                }
            </button>
        }
    };
    let label = props.hide_label.then_some("visually-hidden");
    html! {
        <span ref={root} class="popover" {onkeydown}>
            <button
                ref={button.clone()} type="button" class="button button--quiet" title={&props.label}
                aria-haspopup="menu" aria-expanded={open.to_string()}
                aria-controls={open.then(|| list_id.clone())} {onclick}
            >
                <Drawing icon={props.icon} />
                <span class={classes!(label)}>{ &props.label }</span>
            </button>
            if *open {
                <div
                    ref={list} class="popover__panel popover__panel--end" id={list_id} role="menu"
                    aria-label={&props.label}
                >
                    { for props.items.iter().map(item) }
                </div>
            }
        </span>
    }
}

/// Where the focus goes in a menu.
#[derive(Clone, Copy)]
enum Step {
    First,
    Last,
    Next,
    Previous,
}

fn move_focus(list: &NodeRef, step: Step) {
    let Some(list) = list.cast::<Element>() else {
        return;
    };
    let children = list.children();
    let count = children.length();
    let active = gloo::utils::document().active_element();
    let at = (0..count).find(|at| children.item(*at) == active);
    let to = match (step, at) {
        (Step::Next, Some(at)) if at + 1 < count => at + 1,
        (Step::Previous, Some(at)) if at > 0 => at - 1,
        (Step::Last | Step::Previous, _) => count.saturating_sub(1),
        (Step::First | Step::Next, _) => 0,
    };
    let item = children
        .item(to)
        .and_then(|item| item.dyn_into::<HtmlElement>().ok());
    // An item that just left cannot take the focus; it stays where it is.
    drop(item.map(|item| item.focus()));
}
