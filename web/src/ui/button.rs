//! Buttons and links that look like them.

use super::icon::Icon;
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

/// What pressing does.
pub(crate) enum Press {
    Call(Callback<()>),
    /// A place, so that it opens in a new tab too: an address of the app (`#/…`).
    Go(AttrValue),
}

/// A button, or a link that looks like one, with a text.
pub(crate) struct Button {
    pub(crate) label: AttrValue,
    pub(crate) press: Press,
    pub(crate) kind: ButtonKind,
    /// Drawn before the text.
    pub(crate) icon: Option<Icon>,
    /// For landing pages and empty states.
    pub(crate) large: bool,
    /// Cannot be pressed now; links always can.
    pub(crate) disabled: bool,
}

impl Button {
    /// Calls something. The text is also the accessible name.
    pub(crate) fn new(label: impl Into<AttrValue>, onclick: Callback<()>) -> Self {
        Self::of(label.into(), Press::Call(onclick))
    }

    /// Goes to an address.
    pub(crate) fn link(label: impl Into<AttrValue>, href: impl Into<AttrValue>) -> Self {
        Self::of(label.into(), Press::Go(href.into()))
    }

    fn of(label: AttrValue, press: Press) -> Self {
        Self {
            label,
            press,
            kind: ButtonKind::Plain,
            icon: None,
            large: false,
            disabled: false,
        }
    }

    /// The element.
    pub(crate) fn view(self) -> Html {
        let large = self.large.then_some("button--large");
        let class = classes!("button", self.kind.class(), large);
        let content = html! {
            <>
                { self.icon.map(Icon::view) }
                <span>{ self.label }</span>
            </>
        };
        match self.press {
            Press::Call(onclick) => {
                let onclick = onclick.reform(|_: MouseEvent| ());
                html! {
                    <button type="button" {class} disabled={self.disabled} {onclick}>{ content }</button>
                }
            }
            Press::Go(href) => html! { <a {class} {href}>{ content }</a> },
        }
    }
}

/// A square button with a drawing and a name for those who cannot see it.
pub(crate) struct IconButton {
    /// The accessible name, also shown on hovering.
    pub(crate) label: AttrValue,
    pub(crate) icon: Icon,
    pub(crate) disabled: bool,
    pub(crate) onclick: Callback<()>,
}

impl IconButton {
    /// One that can be pressed.
    pub(crate) fn new(label: impl Into<AttrValue>, icon: Icon, onclick: Callback<()>) -> Self {
        Self {
            label: label.into(),
            icon,
            disabled: false,
            onclick,
        }
    }

    /// The element.
    pub(crate) fn view(self) -> Html {
        let onclick = self.onclick.reform(|_: MouseEvent| ());
        html! {
            <button
                type="button" class="button button--quiet button--icon" title={&self.label}
                aria-label={self.label} disabled={self.disabled} {onclick}
            >
                { self.icon.view() }
            </button>
        }
    }
}
