//! Health bands as shape, word and colour, and small labels.

use perennial_i18n::Messages;
use perennial_protocol::view::Band;
use yew::prelude::*;

/// The class that gives a band's colours to everything inside.
pub(crate) fn band_class(band: Band) -> &'static str {
    match band {
        Band::Green => "band-healthy",
        Band::Yellow => "band-watch",
        Band::Red => "band-risk",
        Band::NoData => "band-no-data",
    }
}

/// The band in a word.
pub(crate) fn band_word(band: Band, m: Messages) -> &'static str {
    match band {
        Band::Green => m.band_healthy(),
        Band::Yellow => m.band_watch(),
        Band::Red => m.band_risk(),
        Band::NoData => m.band_no_data(),
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct BandShapeProps {
    pub(crate) band: Band,
    /// The word that the shape stands for, where no word stands beside it.
    #[prop_or_default]
    pub(crate) label: Option<AttrValue>,
}

/// The band's shape: disc, triangle, square, dotted ring. Differs without colour too.
#[component]
pub(crate) fn BandShape(props: &BandShapeProps) -> Html {
    let shape = match props.band {
        Band::Green => html! { <circle cx="6" cy="6" r="5" fill="currentColor" /> },
        Band::Yellow => html! { <path d="M6 .8L11.5 11H.5Z" fill="currentColor" /> },
        Band::Red => {
            html! { <rect x="1" y="1" width="10" height="10" rx="1" fill="currentColor" /> }
        }
        Band::NoData => html! {
            <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor"
                stroke-width="1.6" stroke-dasharray="2 1.53" />
        },
    };
    let role = props.label.as_ref().map(|_| "img");
    let hidden = props.label.is_none().then_some("true");
    html! {
        <svg
            class={classes!("band-shape", band_class(props.band))} width="10" height="10"
            viewBox="0 0 12 12" {role} aria-label={props.label.clone()} aria-hidden={hidden}
        >
            { shape }
        </svg>
    }
}

/// How a badge stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum BadgeSize {
    /// On its own ground.
    #[default]
    Normal,
    /// Beside a key figure.
    Large,
    /// Without ground, in table rows.
    Plain,
}

#[derive(Properties, PartialEq)]
pub(crate) struct BandBadgeProps {
    pub(crate) band: Band,
    pub(crate) messages: Messages,
    #[prop_or_default]
    pub(crate) size: BadgeSize,
}

/// A health band: ● 健康, ▲ 关注, ■ 风险, ◌ 数据不足.
#[component]
pub(crate) fn BandBadge(props: &BandBadgeProps) -> Html {
    let size = match props.size {
        BadgeSize::Normal => None,
        BadgeSize::Large => Some("badge--large"),
        BadgeSize::Plain => Some("badge--plain"),
    };
    html! {
        <span class={classes!("badge", size, band_class(props.band))}>
            <BandShape band={props.band} />
            <span>{ band_word(props.band, props.messages) }</span>
        </span>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct ChipProps {
    pub(crate) label: AttrValue,
    /// In the accent: the chip says something that is in force.
    #[prop_or_default]
    pub(crate) accent: bool,
}

/// A small label that is not a health band.
#[component]
pub(crate) fn Chip(props: &ChipProps) -> Html {
    let accent = props.accent.then_some("chip--accent");
    html! { <span class={classes!("chip", accent)}>{ &props.label }</span> }
}

#[derive(Properties, PartialEq)]
pub(crate) struct DeltaProps {
    /// Positive is up; missing is “—”.
    pub(crate) change: Option<f64>,
    pub(crate) messages: Messages,
}

/// A change of health with arrow and sign. Not coloured: colours are bands.
#[component]
pub(crate) fn Delta(props: &DeltaProps) -> Html {
    let Some(change) = props.change else {
        return html! { <span class="delta muted">{ "—" }</span> };
    };
    let text = props.messages.signed(change, 1);
    let arrow = match text.chars().next() {
        Some('+') => "▴ ",
        Some('−') => "▾ ",
        _ => "",
    };
    html! {
        <span class="delta"><span aria-hidden="true">{ arrow }</span>{ text }</span>
    }
}
