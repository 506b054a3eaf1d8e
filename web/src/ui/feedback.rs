//! Progress, empty places and places still loading.

use super::button::{Button, ButtonKind};
use super::icon::Icon;
use perennial_i18n::Messages;
use yew::prelude::*;

/// A bar with what is done, what is left, and a way to stop.
pub(crate) struct Progress {
    /// What is being done.
    pub(crate) label: AttrValue,
    /// Share done, 0 to 1; `None` while the end is not known.
    pub(crate) share: Option<f64>,
    /// Done of total, rate, time left: whatever is known.
    pub(crate) details: Vec<String>,
    /// Stops it; without, it cannot be stopped.
    pub(crate) oncancel: Option<Callback<()>>,
}

impl Progress {
    /// The element.
    pub(crate) fn view(self, m: Messages) -> Html {
        let share = self.share.map(|share| share.clamp(0.0, 1.0));
        let value = share.map(|share| perennial_chart::coord(share * 100.0));
        let cancel = |oncancel| Button {
            kind: ButtonKind::Quiet,
            icon: Some(Icon::Close),
            ..Button::new(m.action_cancel(), oncancel)
        };
        html! {
            <div class="progress">
                <div class="progress__line">
                    <span class="strong">{ &self.label }</span>
                    if let Some(share) = share {
                        <span class="push muted">{ m.percent(share, 0) }</span>
                    }
                </div>
                <div class="progress__line">
                    <progress class="progress__bar" max="100" {value} aria-label={self.label} />
                    { self.oncancel.map(|oncancel| cancel(oncancel).view()) }
                </div>
                <div class="progress__detail">
                    { for self.details.into_iter().map(|detail| html! { <span>{ detail }</span> }) }
                </div>
            </div>
        }
    }
}

/// An empty place that offers the next step.
pub(crate) struct Empty {
    pub(crate) icon: Icon,
    pub(crate) title: AttrValue,
    /// The next step in words.
    pub(crate) note: AttrValue,
    /// The next step as buttons.
    pub(crate) actions: Html,
}

impl Empty {
    /// The element.
    pub(crate) fn view(self) -> Html {
        html! {
            <div class="empty">
                <span class="empty__icon">{ self.icon.view_sized(32) }</span>
                <p class="strong">{ self.title }</p>
                <p class="empty__note">{ self.note }</p>
                <div class="cluster">{ self.actions }</div>
            </div>
        }
    }
}

/// The shape of what is loading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Skeleton {
    /// A line of text.
    Line,
    /// A chart or a panel.
    Block,
}

impl Skeleton {
    /// Stands where something is loading. Mark the region with `aria-busy` where it matters.
    pub(crate) fn view(self) -> Html {
        let shape = match self {
            Self::Line => None,
            Self::Block => Some("skeleton--block"),
        };
        html! { <span class={classes!("skeleton", shape)} aria-hidden="true"></span> }
    }
}
