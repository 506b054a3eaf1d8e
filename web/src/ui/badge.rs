//! Health bands as shape, word and colour, and small labels.

use perennial_i18n::Messages;
use perennial_protocol::view::Band;
use yew::prelude::*;

/// The order in which bands are shown: what is well first.
pub(crate) const BANDS: [Band; 4] = [Band::Green, Band::Yellow, Band::Red, Band::NoData];

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

/// The band's shape: disc, triangle, square, dotted ring. Differs without colour too.
///
/// `word` is what it stands for, where no word stands beside it.
pub(crate) fn band_shape(band: Band, word: Option<&'static str>) -> Html {
    let shape = match band {
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
    let role = word.map(|_| "img");
    let hidden = word.is_none().then_some("true");
    html! {
        <svg
            class={classes!("band-shape", band_class(band))} width="10" height="10"
            viewBox="0 0 12 12" {role} aria-label={word} aria-hidden={hidden}
        >
            { shape }
        </svg>
    }
}

/// How a badge stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BadgeSize {
    /// On its own ground.
    Normal,
    /// Beside a key figure.
    Large,
    /// Without ground, in table rows.
    Plain,
}

/// A health band: ● 健康, ▲ 关注, ■ 风险, ◌ 数据不足.
pub(crate) fn band_badge(band: Band, size: BadgeSize, m: Messages) -> Html {
    let size = match size {
        BadgeSize::Normal => None,
        BadgeSize::Large => Some("badge--large"),
        BadgeSize::Plain => Some("badge--plain"),
    };
    html! {
        <span class={classes!("badge", size, band_class(band))}>
            { band_shape(band, None) }
            <span>{ band_word(band, m) }</span>
        </span>
    }
}

/// A small label that is not a health band.
pub(crate) fn chip(label: impl Into<AttrValue>) -> Html {
    html! { <span class="chip">{ label.into() }</span> }
}

/// A label in the accent: it says something that is in force.
pub(crate) fn accent_chip(label: impl Into<AttrValue>) -> Html {
    html! { <span class="chip chip--accent">{ label.into() }</span> }
}

/// A change of health with arrow and sign; a missing one is “—”. Not coloured: colours are bands.
pub(crate) fn delta(change: Option<f64>, m: Messages) -> Html {
    let Some(change) = change else {
        return html! { <span class="delta muted">{ "—" }</span> };
    };
    let text = m.signed(change, 1);
    let arrow = match text.chars().next() {
        Some('+') => "▴ ",
        Some('−') => "▾ ",
        _ => "",
    };
    html! {
        <span class="delta"><span aria-hidden="true">{ arrow }</span>{ text }</span>
    }
}
