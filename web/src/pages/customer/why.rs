//! Why this score: what each measure brings to health, and the numbers behind it.

use super::{Opened, Part};
use crate::store::Env;
use crate::ui::badge::chip;
use crate::ui::card::Card;
use crate::ui::chart::{Reach, Waterfall, WaterfallStep};
use crate::ui::figure::{Figure, FigureSize};
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::{head, number_cell};
use crate::words::{NONE, unit_text};
use perennial_protocol::view::{CustomerView, ExplanationView, MeasureState, MeasureView};
use yew::prelude::*;

/// A change smaller than this is not drawn.
const LEAST: f64 = 1e-9;

/// The waterfall and the table.
pub(super) fn why(env: &Env, part: &Part) -> Html {
    let m = env.m;
    let explanation = &part.view.explanation;
    let (steps, opens) = steps(env, explanation);
    let onopen = {
        let open = part.open.clone();
        Callback::from(move |at: usize| {
            open.emit(
                opens
                    .get(at)
                    .copied()
                    .flatten()
                    .map_or(Opened::Health, Opened::Measure),
            );
        })
    };
    let rows = explanation
        .measures
        .iter()
        .enumerate()
        .map(|(at, measure)| row(env, part, at, measure));
    let waterfall = Waterfall {
        label: m.customer_waterfall().into(),
        start: (m.customer_waterfall_start().into(), 0.0),
        steps,
        reach: Reach::Whole,
        end: (
            m.customer_waterfall_end().into(),
            m.health(explanation.health, &explanation.edges).into(),
        ),
        onopen,
    };
    Card { note: Some(m.customer_why_note().into()), ..Card::new(m.customer_why()) }.view(html! {
        <div class="columns columns--wide-end">
            { waterfall.view(m) }
            <div class="table-scroll" tabindex="0" role="region" aria-label={m.customer_contributions()}>
                <table class="table" data-testid="measures">
                    <caption class="visually-hidden">{ m.customer_contributions() }</caption>
                    { head(&[
                        Text(m.customer_measure()),
                        Number(m.customer_metric_value()),
                        Text(m.customer_transform()),
                        Number(m.customer_measure_score()),
                        Number(m.customer_weight()),
                        Number(m.customer_contribution()),
                    ]) }
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
        </div>
    })
}

/// The steps of the waterfall, and which measure each one opens.
fn steps(env: &Env, explanation: &ExplanationView) -> (Vec<WaterfallStep>, Vec<Option<usize>>) {
    let m = env.m;
    let mut steps = Vec::new();
    let mut opens = Vec::new();
    for (at, measure) in explanation.measures.iter().enumerate() {
        if measure.score.is_some() && measure.weight > 0.0 {
            steps.push(WaterfallStep {
                name: measure.title.get(m.language()).to_owned().into(),
                value: measure.contribution,
            });
            opens.push(Some(at));
        }
    }
    let mut also = |name: String, from: Option<f64>, to: Option<f64>| {
        let value = from.zip(to).map_or(0.0, |(from, to)| to - from);
        if value.abs() > LEAST {
            steps.push(WaterfallStep {
                name: name.into(),
                value,
            });
            opens.push(None);
        }
    };
    let cap = explanation.caps.iter().find(|cap| cap.bites);
    let cap = cap.map_or_else(
        || m.customer_caps().to_owned(),
        |cap| cap.title.get(m.language()).to_owned(),
    );
    also(cap, explanation.before_caps, explanation.after_caps);
    let is_overridden = explanation.override_.as_ref().is_some_and(|o| o.active);
    if is_overridden {
        let from = explanation.after_caps.or(Some(0.0));
        also(m.customer_override().to_owned(), from, explanation.health);
    }
    (steps, opens)
}

fn row(env: &Env, props: &Part, at: usize, measure: &MeasureView) -> Html {
    let m = env.m;
    let title = measure.title.get(m.language()).to_owned();
    let onopen = props.open.reform(move |()| Opened::Measure(at));
    let counts = measure.score.is_some();
    let weight = if counts {
        m.percent(measure.weight, 1)
    } else {
        NONE.to_owned()
    };
    let contribution = if counts {
        m.number(measure.contribution, 1)
    } else {
        NONE.to_owned()
    };
    html! {
        <tr key={measure.id.clone()}>
            <th scope="row">
                <span>{ &title }</span>
                <span class="small muted row-note">{ state_text(env, &props.view, measure) }</span>
            </th>
            <td class="number">
                { Figure {
                    size: FigureSize::Inline,
                    ..Figure::new(title, value_text(env, &props.view, measure), onopen)
                }.view() }
            </td>
            <td class="small muted">{ measure.transform.get(m.language()) }</td>
            <td class="number">
                { m.health(measure.score, &[]) }
                if let Some(policy) = measure.policy.as_ref().filter(|_| counts) {
                    { " " }{ chip(policy_short(env, policy)) }
                }
            </td>
            <td class="number" title={m.customer_nominal_weight(measure.nominal_weight)}>{ weight }</td>
            { number_cell(contribution) }
        </tr>
    }
}

/// A measure's value in its unit, or the word it has instead.
pub(super) fn value_text(env: &Env, view: &CustomerView, measure: &MeasureView) -> String {
    match &measure.value_text {
        Some(text) => crate::words::value_word(env.m, text),
        None => unit_text(env.m, measure.value, &measure.unit, &view.currency),
    }
}

/// How fresh a measure's data is, or what was done without any.
pub(super) fn state_text(env: &Env, view: &CustomerView, measure: &MeasureView) -> String {
    let m = env.m;
    let age = measure
        .dated_on
        .map(|day| m.days_from(day, view.explanation.as_of))
        .unwrap_or_default();
    match measure.state {
        MeasureState::Present => measure
            .dated_on
            .map_or_else(String::new, |day| m.customer_fresh(day)),
        MeasureState::Stale => m.customer_stale(&age),
        MeasureState::Expired => m.customer_missing_expired(&age),
        MeasureState::Grace => m.customer_missing_grace().to_owned(),
        MeasureState::NoValue => match measure.policy.as_deref() {
            Some("reweight") => m.customer_missing_reweight(),
            Some("neutral") => m.customer_missing_neutral(),
            Some("zero") => m.customer_missing_zero(),
            Some("block") => m.customer_missing_block(),
            _ => m.customer_missing(),
        }
        .to_owned(),
    }
}

fn policy_short(env: &Env, policy: &str) -> &'static str {
    match policy {
        "neutral" => env.m.policy_neutral(),
        "zero" => env.m.policy_zero(),
        _ => env.m.customer_missing(),
    }
}
