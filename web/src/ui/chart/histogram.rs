//! How many customers stand where, coloured by band.

use super::super::badge::{band_class, band_word};
use super::super::table::Head::{Number, Text};
use super::data::DataBehind;
use super::width::measured;
use perennial_chart::{Bin, Scale, bars, coord};
use perennial_i18n::Messages;
use perennial_protocol::view::Band;
use yew::prelude::*;

const HEIGHT: f64 = 200.0;
/// Room for a digit of a label.
const DIGIT: f64 = 7.5;
const TOP: f64 = 18.0;
const BASE: f64 = HEIGHT - 22.0;

/// A histogram. Each step is a button to the customers in it.
pub(crate) struct Histogram {
    /// What is counted, the accessible name.
    pub(crate) label: AttrValue,
    /// Steps, rising.
    pub(crate) bins: Vec<Bin>,
    /// The band of each step.
    pub(crate) bands: Vec<Band>,
    /// Opens the list behind a step.
    pub(crate) onopen: Callback<usize>,
}

impl Histogram {
    /// The element.
    pub(crate) fn view(self, m: Messages) -> Html {
        measured(move |width| self.draw(width, m))
    }

    fn draw(&self, width: f64, m: Messages) -> Html {
        let pitch = width / self.bins.len().max(1) as f64;
        let counts: Vec<f64> = self.bins.iter().map(|bin| bin.count as f64).collect();
        let most = counts.iter().copied().fold(1.0, f64::max);
        let shapes = bars(&counts, width, 3.0, Scale::new((0.0, most), (BASE, TOP)));
        let band = |at: usize| self.bands.get(at).copied().unwrap_or_default();
        let range = |bin: &Bin| {
            format!(
                "{}–{}",
                m.short_number(bin.from, 1),
                m.short_number(bin.until, 1)
            )
        };
        let bar = |(at, (bin, shape)): (usize, (&Bin, &perennial_chart::Bar))| {
            let name = format!(
                "{} · {} · {}",
                range(bin),
                band_word(band(at), m),
                m.count_customers(bin.count)
            );
            let open = (bin.count > 0).then(|| self.onopen.clone());
            let pressed = open.is_some();
            let onclick = open
                .clone()
                .map(|open| open.reform(move |_: MouseEvent| at));
            let onkeydown = open.map(|open| {
                Callback::from(move |event: KeyboardEvent| {
                    if matches!(event.key().as_str(), "Enter" | " ") {
                        event.prevent_default();
                        open.emit(at);
                    }
                })
            });
            let class = classes!(band_class(band(at)), pressed.then_some("chart__open"));
            html! {
                <g
                    key={at} {class} role={pressed.then_some("button")} tabindex={pressed.then_some("0")}
                    {onclick} {onkeydown}
                >
                    // The name of the button, too.
                    <title>{ name }</title>
                    <rect
                        x={coord(shape.x)} y={coord(TOP)} width={coord(shape.width)}
                        height={coord(BASE - TOP)} fill="transparent"
                    />
                    <rect
                        class="chart__mark" x={coord(shape.x)} y={coord(shape.y)}
                        width={coord(shape.width)} height={coord(shape.height)}
                    />
                    if bin.count > 0 && (m.count(bin.count).len() + 1) as f64 * DIGIT <= pitch {
                        <text
                            x={coord(shape.x + shape.width / 2.0)} y={coord(shape.y - 4.0)}
                            text-anchor="middle" aria-hidden="true"
                        >
                            { m.count(bin.count) }
                        </text>
                    }
                </g>
            }
        };
        let n_labels = ((width / 40.0) as usize).clamp(1, 10);
        let every = self.bins.len().div_ceil(n_labels).max(1);
        let axis = |(at, bin): (usize, &Bin)| {
            let stands = at.is_multiple_of(every) && width - at as f64 * pitch > 36.0;
            stands.then(|| {
                html! {
                    <text
                        x={coord(at as f64 * pitch)} y={coord(HEIGHT - 6.0)}
                        text-anchor={if at == 0 { "start" } else { "middle" }}
                    >
                        { m.short_number(bin.from, 1) }
                    </text>
                }
            })
        };
        let last = self.bins.last().map(|bin| m.short_number(bin.until, 1));
        let rows = self.bins.iter().enumerate().map(|(at, bin)| {
            vec![
                AttrValue::from(range(bin)),
                AttrValue::from(band_word(band(at), m)),
                AttrValue::from(m.count(bin.count)),
            ]
        });
        let data = DataBehind {
            label: self.label.clone(),
            headers: vec![
                Text(m.customer_health()),
                Number(m.band_label()),
                Number(m.word_customers()),
            ],
            rows: rows.collect(),
        };
        html! {
            <>
                <svg viewBox={format!("0 0 {} {}", coord(width), coord(HEIGHT))} role="group" aria-label={&self.label}>
                    { for self.bins.iter().zip(&shapes).enumerate().map(bar) }
                    <line class="chart__axis" x1="0" x2={coord(width)} y1={coord(BASE)} y2={coord(BASE)} />
                    <g aria-hidden="true">
                        { for self.bins.iter().enumerate().filter_map(axis) }
                        <text x={coord(width)} y={coord(HEIGHT - 6.0)} text-anchor="end">{ last }</text>
                    </g>
                </svg>
                { data.view(m) }
            </>
        }
    }
}
