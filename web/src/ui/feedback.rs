//! Progress, toasts, empty places and places still loading.

use super::button::{Button, ButtonKind};
use super::icon::{Drawing, Icon};
use perennial_i18n::Messages;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct ProgressProps {
    /// What is being done.
    pub(crate) label: AttrValue,
    /// Share done, 0 to 1; `None` while the end is not known.
    #[prop_or_default]
    pub(crate) share: Option<f64>,
    /// Done of total, rate, time left: whatever is known.
    #[prop_or_default]
    pub(crate) details: Vec<AttrValue>,
    pub(crate) messages: Messages,
    /// Stops it; without, it cannot be stopped.
    #[prop_or_default]
    pub(crate) oncancel: Option<Callback<()>>,
}

/// A bar with what is done, what is left, and a way to stop.
#[component]
pub(crate) fn Progress(props: &ProgressProps) -> Html {
    let share = props.share.map(|share| share.clamp(0.0, 1.0));
    let value = share.map(|share| perennial_chart::coord(share * 100.0));
    html! {
        <div class="progress">
            <div class="progress__line">
                <span class="strong">{ &props.label }</span>
                if let Some(share) = share {
                    <span class="push muted">{ props.messages.percent(share, 0) }</span>
                }
            </div>
            <div class="progress__line">
                <progress class="progress__bar" max="100" {value} aria-label={&props.label} />
                if let Some(oncancel) = &props.oncancel {
                    <Button
                        label={props.messages.action_cancel()} kind={ButtonKind::Quiet}
                        icon={Icon::Close} onclick={oncancel.clone()}
                    />
                }
            </div>
            <div class="progress__detail">
                { for props.details.iter().map(|detail| html! { <span>{ detail }</span> }) }
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct EmptyProps {
    pub(crate) title: AttrValue,
    /// The next step in words.
    pub(crate) note: AttrValue,
    #[prop_or(Icon::Info)]
    pub(crate) icon: Icon,
    /// The next step as buttons.
    #[prop_or_default]
    pub(crate) children: Html,
}

/// An empty place that offers the next step.
#[component]
pub(crate) fn Empty(props: &EmptyProps) -> Html {
    html! {
        <div class="empty">
            <span class="empty__icon"><Drawing icon={props.icon} size=32 /></span>
            <p class="strong">{ &props.title }</p>
            <p class="empty__note">{ &props.note }</p>
            <div class="cluster">{ props.children.clone() }</div>
        </div>
    }
}

/// The shape of what is loading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SkeletonShape {
    /// A line of text.
    #[default]
    Line,
    /// A chart or a panel.
    Block,
}

#[derive(Properties, PartialEq)]
pub(crate) struct SkeletonProps {
    #[prop_or_default]
    pub(crate) shape: SkeletonShape,
}

/// Stands where something is loading. Mark the region with `aria-busy` where it matters.
#[component]
pub(crate) fn Skeleton(props: &SkeletonProps) -> Html {
    let shape = match props.shape {
        SkeletonShape::Line => None,
        SkeletonShape::Block => Some("skeleton--block"),
    };
    html! { <span class={classes!("skeleton", shape)} aria-hidden="true"></span> }
}
