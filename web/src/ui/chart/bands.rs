//! One bar split by health band, with shapes, words and numbers below.

use super::super::badge::{band_class, band_shape, band_word};
use perennial_chart::{Segment, coord, stack};
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

/// A stacked bar.
pub(crate) struct BandBar {
    /// What is split, the accessible name.
    pub(crate) label: AttrValue,
    /// In the order in which they stand.
    pub(crate) parts: Vec<BandPart>,
}

impl BandBar {
    /// The bar alone, for rows of a table.
    pub(crate) fn view(&self, m: Messages) -> Html {
        html! { <div class="chart">{ self.bar(&self.segments(), m) }</div> }
    }

    /// The bar and a line below, which is its legend, its table and its doors to the lists.
    pub(crate) fn view_with_legend(&self, onopen: &Callback<Band>, m: Messages) -> Html {
        let segments = self.segments();
        let door = |(part, segment): (&BandPart, &Segment)| {
            let band = part.band;
            let onclick = onopen.reform(move |_: MouseEvent| band);
            html! {
                <button type="button" class="chip" key={band.code()} {onclick}>
                    { band_shape(band, None) }
                    <span>{ band_word(band, m) }</span>
                    <span class="strong">{ &part.text }</span>
                    <span class="muted">{ m.percent(segment.share, 1) }</span>
                </button>
            }
        };
        html! {
            <div class="chart">
                { self.bar(&segments, m) }
                <div class="legend">{ for self.parts.iter().zip(&segments).map(door) }</div>
            </div>
        }
    }

    fn segments(&self) -> Vec<Segment> {
        let values: Vec<f64> = self.parts.iter().map(|part| part.value).collect();
        stack(&values, 640.0, 3.0, 6.0)
    }

    fn bar(&self, segments: &[Segment], m: Messages) -> Html {
        let mark = |(part, segment): (&BandPart, &Segment)| {
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
        let words = self.parts.iter();
        let words = words.map(|part| format!("{} {}", band_word(part.band, m), part.text));
        let words: Vec<String> = words.collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let name = format!("{}: {}", self.label, m.list(&words));
        html! {
            <svg viewBox="0 0 640 16" preserveAspectRatio="none" height="16" class="bandbar" role="img" aria-label={name}>
                { for self.parts.iter().zip(segments).filter_map(mark) }
            </svg>
        }
    }
}
