//! Buttons and links that look like them.

use super::icon::{Drawing, Icon};
use yew::prelude::*;

/// How much weight a button has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ButtonKind {
    /// One of several.
    #[default]
    Plain,
    /// The next step; at most one per view.
    Primary,
    /// In bars and beside text.
    Quiet,
    /// Cannot be undone.
    Grave,
}

impl ButtonKind {
    fn class(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Primary => Some("button--primary"),
            Self::Quiet => Some("button--quiet"),
            Self::Grave => Some("button--grave"),
        }
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct ButtonProps {
    /// The text, which is also the accessible name.
    pub(crate) label: AttrValue,
    #[prop_or_default]
    pub(crate) kind: ButtonKind,
    /// Drawn before the text.
    #[prop_or_default]
    pub(crate) icon: Option<Icon>,
    /// For landing pages and empty states.
    #[prop_or_default]
    pub(crate) large: bool,
    #[prop_or_default]
    pub(crate) disabled: bool,
    pub(crate) onclick: Callback<()>,
}

/// A button with a text.
#[component]
pub(crate) fn Button(props: &ButtonProps) -> Html {
    let onclick = props.onclick.reform(|_: MouseEvent| ());
    let large = props.large.then_some("button--large");
    html! {
        <button
            type="button" class={classes!("button", props.kind.class(), large)}
            disabled={props.disabled} {onclick}
        >
            if let Some(icon) = props.icon {
                <Drawing {icon} />
            }
            <span>{ &props.label }</span>
        </button>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct IconButtonProps {
    /// The accessible name, also shown on hovering.
    pub(crate) label: AttrValue,
    pub(crate) icon: Icon,
    /// For buttons that stay down: whether it is.
    #[prop_or_default]
    pub(crate) pressed: Option<bool>,
    #[prop_or_default]
    pub(crate) disabled: bool,
    pub(crate) onclick: Callback<()>,
}

/// A square button with a drawing and a name for those who cannot see it.
#[component]
pub(crate) fn IconButton(props: &IconButtonProps) -> Html {
    let onclick = props.onclick.reform(|_: MouseEvent| ());
    let pressed = props.pressed.map(|pressed| pressed.to_string());
    html! {
        <button
            type="button" class="button button--quiet button--icon" title={&props.label}
            aria-label={&props.label} aria-pressed={pressed} disabled={props.disabled} {onclick}
        >
            <Drawing icon={props.icon} />
        </button>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct LinkButtonProps {
    pub(crate) label: AttrValue,
    /// An address of the app (`#/…`).
    pub(crate) href: AttrValue,
    #[prop_or_default]
    pub(crate) kind: ButtonKind,
    #[prop_or_default]
    pub(crate) icon: Option<Icon>,
    #[prop_or_default]
    pub(crate) large: bool,
}

/// A link that looks like a button: for places, so that it opens in a new tab too.
#[component]
pub(crate) fn LinkButton(props: &LinkButtonProps) -> Html {
    let large = props.large.then_some("button--large");
    html! {
        <a class={classes!("button", props.kind.class(), large)} href={&props.href}>
            if let Some(icon) = props.icon {
                <Drawing {icon} />
            }
            <span>{ &props.label }</span>
        </a>
    }
}
