//! How contributions add up, one line each, from a start to an end.

use super::super::table::Head::{Number, Text};
use super::data::DataBehind;
use super::width::measured;
use perennial_chart::{Role, Scale, close_up, coord, waterfall};
use perennial_i18n::Messages;
use yew::prelude::*;

/// Room for names, at most, and as a share of the width.
const NAMES: (f64, f64) = (220.0, 0.42);
/// How wide a letter is at most, Latin and Chinese, in the type of charts.
const LETTERS: (f64, f64) = (7.0, 12.5);
const NUMBERS: f64 = 64.0;
const ROW: f64 = 28.0;
/// The value axis: points of health.
const WHOLE: (f64, f64) = (0.0, 100.0);
/// Room for the numbers of an axis that does not begin at 0.
const TICKS: f64 = 20.0;

/// What the value axis shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// From 0 to 100: start and end are bars.
    Whole,
    /// What the contributions need, with numbers along it: start and end are marks, as a bar that does
    /// not begin at 0 would lie about how long it is.
    Near,
}

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
    pub(crate) reach: Reach,
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
        let values: Vec<f64> = self.steps.iter().map(|step| step.value).collect();
        let domain = match self.reach {
            Reach::Whole => WHOLE,
            Reach::Near => close_up(self.start.1, &values, WHOLE),
        };
        let is_near = domain != WHOLE;
        let scale = Scale::new(domain, (names, width - NUMBERS));
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
            let (from, until) = if is_near && !inner {
                (step.at - 2.0, step.at + 2.0)
            } else {
                (step.from, step.until)
            };
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
                        { fitted(&name(at), names - 4.0) }
                    </text>
                    <rect
                        {class} x={coord(from)} y={coord(top + 6.0)}
                        width={coord((until - from).max(1.5))} height={coord(ROW - 12.0)}
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
        let base = steps.len() as f64 * ROW;
        let tick = |value: f64| {
            let at = coord(scale.map(value));
            html! {
                <g key={at.clone()} aria-hidden="true">
                    <line class="chart__grid" x1={at.clone()} x2={at.clone()} y1="0" y2={coord(base)} />
                    <text x={at} y={coord(base + TICKS / 2.0)} text-anchor="middle" dominant-baseline="middle">
                        { m.number(value, 0) }
                    </text>
                </g>
            }
        };
        let height = if is_near { base + TICKS } else { base };
        html! {
            <>
                <svg viewBox={format!("0 0 {} {}", coord(width), coord(height))} role="group" aria-label={&self.label}>
                    if is_near {
                        { for scale.ticks(4).into_iter().map(tick) }
                    }
                    { for steps.iter().enumerate().map(row) }
                </svg>
                { data.view(m) }
            </>
        }
    }
}

/// The beginning of a name that has room; the whole is in the title of its line.
fn fitted(name: &str, room: f64) -> String {
    let width = |letter: char| {
        if letter.is_ascii() {
            LETTERS.0
        } else {
            LETTERS.1
        }
    };
    let whole: f64 = name.chars().map(width).sum();
    if whole <= room {
        return name.to_owned();
    }
    let mut left = room - LETTERS.1;
    let begins = name.chars().take_while(|&letter| {
        left -= width(letter);
        left >= 0.0
    });
    format!("{}…", begins.collect::<String>().trim_end())
}

#[cfg(test)]
mod tests {
    use super::fitted;

    #[test]
    fn a_name_without_room_is_cut_and_says_so() {
        assert_eq!(fitted("Open tickets", 90.0), "Open tickets");
        assert_eq!(
            fitted("Usage against the 30 days before", 140.0),
            "Usage against the…"
        );
        assert_eq!(fitted("使用量对比前三十天", 60.0), "使用量…");
    }
}
