//! How contributions add up, one line each, from a start to an end.

use super::super::table::Head::{Number, Text};
use super::data::DataBehind;
use super::width::measured;
use perennial_chart::{Role, Scale, coord, waterfall};
use perennial_i18n::Messages;
use yew::prelude::*;

/// Room for names, at most, and as a share of the width.
const NAMES: (f64, f64) = (220.0, 0.36);
const NUMBERS: f64 = 64.0;
const ROW: f64 = 28.0;
/// The value axis: points of health.
const DOMAIN: (f64, f64) = (0.0, 100.0);

/// A contribution.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WaterfallStep {
    /// Its name; keep it short, the line has room for about 14 Chinese characters.
    pub(crate) name: AttrValue,
    /// What it adds.
    pub(crate) value: f64,
}

/// A waterfall that reads from top to bottom. Gains are solid, losses hollow.
pub(crate) struct Waterfall {
    /// What adds up, the accessible name.
    pub(crate) label: AttrValue,
    /// Name and value before the first contribution.
    pub(crate) start: (AttrValue, f64),
    pub(crate) steps: Vec<WaterfallStep>,
    /// Name and text of the sum: the text decides its own rounding (`Messages::health`).
    pub(crate) end: (AttrValue, AttrValue),
    /// Opens the explanation of a contribution.
    pub(crate) onopen: Callback<usize>,
}

impl Waterfall {
    /// The element.
    pub(crate) fn view(self, m: Messages) -> Html {
        measured(move |width| self.draw(width, m))
    }

    fn draw(&self, width: f64, m: Messages) -> Html {
        let names = NAMES.0.min(NAMES.1 * width);
        let scale = Scale::new(DOMAIN, (names, width - NUMBERS));
        let values: Vec<f64> = self.steps.iter().map(|step| step.value).collect();
        let steps = waterfall(self.start.1, &values, scale);
        let last = steps.len() - 1;
        let name = |at: usize| match at {
            0 => self.start.0.clone(),
            at if at == last => self.end.0.clone(),
            at => self
                .steps
                .get(at - 1)
                .map(|step| step.name.clone())
                .unwrap_or_default(),
        };
        let text = |at: usize, value: f64| match at {
            0 => AttrValue::from(m.number(value, 1)),
            at if at == last => self.end.1.clone(),
            _ => AttrValue::from(m.signed(value, 1)),
        };
        let row = |(at, step): (usize, &perennial_chart::Step)| {
            let top = at as f64 * ROW;
            let middle = coord(top + ROW / 2.0);
            let class = match step.role {
                Role::Start | Role::End => "chart__level",
                Role::Gain => "chart__gain",
                Role::Loss => "chart__loss",
            };
            let inner = at > 0 && at < last;
            let open = inner.then(|| self.onopen.clone());
            let pressed = open.is_some();
            let onclick = open
                .clone()
                .map(|open| open.reform(move |_: MouseEvent| at - 1));
            let onkeydown = open.map(|open| {
                Callback::from(move |event: KeyboardEvent| {
                    if matches!(event.key().as_str(), "Enter" | " ") {
                        event.prevent_default();
                        open.emit(at - 1);
                    }
                })
            });
            let spoken = format!("{} {}", name(at), text(at, step.value));
            let strong = (!inner).then_some("chart__strong");
            html! {
                <g
                    key={at} class={classes!(pressed.then_some("chart__open"))}
                    role={pressed.then_some("button")} tabindex={pressed.then_some("0")}
                    {onclick} {onkeydown}
                >
                    // The name of the button, too.
                    <title>{ spoken }</title>
                    <rect x="0" y={coord(top)} width={coord(width)} height={coord(ROW)} fill="transparent" />
                    <text class={classes!(strong)} x="0" y={middle.clone()} dominant-baseline="middle">
                        { name(at) }
                    </text>
                    <rect
                        {class} x={coord(step.from)} y={coord(top + 6.0)}
                        width={coord((step.until - step.from).max(1.5))} height={coord(ROW - 12.0)}
                    />
                    if at < last {
                        <line
                            class="chart__link" x1={coord(step.at)} x2={coord(step.at)}
                            y1={coord(top + ROW - 6.0)} y2={coord(top + ROW + 6.0)}
                        />
                    }
                    <text
                        class={classes!(strong)} x={coord(width)} y={middle} text-anchor="end"
                        dominant-baseline="middle"
                    >
                        { text(at, step.value) }
                    </text>
                </g>
            }
        };
        let rows = steps
            .iter()
            .enumerate()
            .map(|(at, step)| vec![name(at), text(at, step.value)]);
        let data = DataBehind {
            label: self.label.clone(),
            headers: vec![
                Text(m.customer_measure()),
                Number(m.customer_contribution()),
            ],
            rows: rows.collect(),
        };
        let height = steps.len() as f64 * ROW;
        html! {
            <>
                <svg viewBox={format!("0 0 {} {}", coord(width), coord(height))} role="group" aria-label={&self.label}>
                    { for steps.iter().enumerate().map(row) }
                </svg>
                { data.view(m) }
            </>
        }
    }
}
