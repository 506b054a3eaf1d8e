//! One bar split by health band, with shapes, words and numbers below.

use super::super::badge::{BandShape, band_class, band_word};
use perennial_chart::{coord, stack};
use perennial_i18n::Messages;
use perennial_protocol::view::Band;
use yew::prelude::*;

/// A band's part of the bar.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BandPart {
    pub(crate) band: Band,
    /// Customers or money.
    pub(crate) value: f64,
    /// The value in words.
    pub(crate) text: AttrValue,
}

#[derive(Properties, PartialEq)]
pub(crate) struct BandBarProps {
    /// What is split, the accessible name.
    pub(crate) label: AttrValue,
    /// In the order in which they stand.
    pub(crate) parts: Vec<BandPart>,
    /// Opens the list behind a band.
    #[prop_or_default]
    pub(crate) onopen: Option<Callback<Band>>,
    /// Without the line of words and numbers, for rows of a table.
    #[prop_or_default]
    pub(crate) bare: bool,
    pub(crate) messages: Messages,
}

/// A stacked bar. The line below is its legend, its table and, if pressable, its doors.
#[component]
pub(crate) fn BandBar(props: &BandBarProps) -> Html {
    let m = props.messages;
    let values: Vec<f64> = props.parts.iter().map(|part| part.value).collect();
    let segments = stack(&values, 640.0, 3.0, 6.0);
    let segment = |(part, segment): (&BandPart, perennial_chart::Segment)| {
        let word = band_word(part.band, m);
        (segment.length > 0.0).then(|| html! {
            <rect
                key={part.band.code()} class={classes!("chart__mark", band_class(part.band))} y="0"
                x={coord(segment.start)} width={coord(segment.length)} height="16" rx="2"
            >
                <title>{ format!("{word} · {} · {}", part.text, m.percent(segment.share, 1)) }</title>
            </rect>
        })
    };
    let words: Vec<String> = props
        .parts
        .iter()
        .map(|part| format!("{} {}", band_word(part.band, m), part.text))
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let name = format!("{}: {}", props.label, m.list(&words));
    let legend = |(part, segment): (&BandPart, &perennial_chart::Segment)| {
        let content = html! {
            <>
                <BandShape band={part.band} />
                <span>{ band_word(part.band, m) }</span>
                <span class="strong">{ &part.text }</span>
                <span class="muted">{ m.percent(segment.share, 1) }</span>
            </>
        };
        let band = part.band;
        match &props.onopen {
            Some(onopen) => {
                let onclick = onopen.reform(move |_: MouseEvent| band);
                html! { <button type="button" class="chip" key={band.code()} {onclick}>{ content }</button> }
            }
            None => html! { <span class="chip" key={band.code()}>{ content }</span> },
        }
    };
    html! {
        <div class="chart">
            <svg viewBox="0 0 640 16" preserveAspectRatio="none" height="16" class="bandbar" role="img" aria-label={name}>
                { for props.parts.iter().zip(segments.clone()).filter_map(segment) }
            </svg>
            if !props.bare {
                <div class="legend">{ for props.parts.iter().zip(&segments).map(legend) }</div>
            }
        </div>
    }
}
