//! How measures become health: groups, two factors, caps, coverage, band; and the whole as a formula.

use super::Part;
use crate::pages::explain::{Explanation, drawer};
use crate::store::Env;
use crate::ui::badge::{accent_chip, band_word, chip};
use crate::ui::card::Card;
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::{head, number_cell};
use perennial_protocol::view::{ExplanationView, FactorView};
use yew::prelude::*;

/// Groups by factor, then what was checked.
pub(super) fn structure(env: &Env, part: &Part) -> Html {
    let m = env.m;
    let explanation = &part.view.explanation;
    let rows = explanation.factors.iter().map(|factor| {
        let groups = explanation
            .groups
            .iter()
            .filter(|group| group.factor == factor.id)
            .map(|group| {
                html! {
                    <tr key={group.id.clone()}>
                        <td>{ group.title.get(m.language()) }</td>
                        { number_cell(m.health(group.score, &[])) }
                        { number_cell(m.percent(group.weight, 1)) }
                    </tr>
                }
            });
        html! {
            <>
                <tr>
                    <th scope="row" class="strong">{ factor_name(env, factor) }</th>
                    <td class="number strong">{ m.health(factor.score, &[]) }</td>
                    <td class="number strong">{ m.percent(factor.weight, 1) }</td>
                </tr>
                { for groups }
            </>
        }
    });
    Card::new(m.customer_structure()).view(html! {
        <>
            <table class="table">
                { head(&[
                    Text(m.customer_group()),
                    Number(m.customer_measure_score()),
                    Number(m.customer_weight()),
                ]) }
                <tbody>{ for rows }</tbody>
            </table>
            { one_factor(env, explanation) }
            { coverage(env, explanation) }
            { caps(env, explanation) }
        </>
    })
}

fn factor_name(env: &Env, factor: &FactorView) -> &'static str {
    match factor.id.as_str() {
        "outcome" => env.m.customer_outcome(),
        _ => env.m.customer_experience(),
    }
}

/// Where one factor is missing, the other is health.
fn one_factor(env: &Env, explanation: &ExplanationView) -> Html {
    let present: Vec<_> = explanation
        .factors
        .iter()
        .filter(|factor| factor.score.is_some())
        .collect();
    match present.as_slice() {
        [only] if explanation.factors.len() > 1 => {
            html! { <p>{ env.m.customer_one_factor(factor_name(env, only)) }</p> }
        }
        _ => html! {},
    }
}

fn coverage(env: &Env, explanation: &ExplanationView) -> Html {
    let m = env.m;
    let (has, needs) = (explanation.coverage, explanation.coverage_minimum);
    html! {
        if has < needs {
            <p>{ m.customer_coverage_low(has, needs) }</p>
        } else {
            <p class="muted">{ m.customer_coverage_enough(has, needs) }</p>
        }
    }
}

fn caps(env: &Env, explanation: &ExplanationView) -> Html {
    let m = env.m;
    if explanation.caps.is_empty() {
        return html! {};
    }
    let rows = explanation.caps.iter().map(|cap| {
        let title = cap.title.get(m.language());
        let state = match (cap.bites, cap.holds) {
            (true, _) => m.cap_bites(),
            (false, true) => m.cap_holds(),
            (false, false) => m.cap_idle(),
        };
        html! {
            <li key={cap.id.clone()} class="cluster">
                <span>{ m.customer_cap_rule(cap.max, title) }</span>
                { if cap.bites { accent_chip(state) } else { chip(state) } }
                if cap.bites {
                    <span class="muted">
                        { m.customer_cap_before(&m.health(explanation.before_caps, &explanation.edges)) }
                    </span>
                }
            </li>
        }
    });
    html! {
        <section class="stack stack--tight">
            <h3>{ m.customer_caps() }</h3>
            <ul class="stack stack--tight">{ for rows }</ul>
        </section>
    }
}

/// Health as a formula with its values.
pub(super) fn health_drawer(env: &Env, view: &ExplanationView, onclose: &Callback<()>) -> Html {
    drawer(env, &explanation(env, view), onclose)
}

fn explanation(env: &Env, view: &ExplanationView) -> Explanation {
    let m = env.m;
    let health = |value| m.health(value, &view.edges);
    let terms: Vec<_> = view
        .factors
        .iter()
        .filter_map(|factor| {
            let score = factor.score?;
            Some(format!(
                "{} × {}",
                m.short_number(factor.weight, 2),
                m.number(score, 1)
            ))
        })
        .collect();
    let mut facts = vec![
        (m.health_before_caps().to_owned(), health(view.before_caps)),
        (m.health_after_caps().to_owned(), health(view.after_caps)),
        (m.customer_health().to_owned(), health(view.health)),
        (
            m.band_label().to_owned(),
            band_word(view.band, m).to_owned(),
        ),
        (
            m.customer_coverage().to_owned(),
            m.percent(view.coverage, 1),
        ),
    ];
    facts.extend(view.factors.iter().map(|factor| {
        let text = m.factor_score_weight(&health(factor.score), factor.weight);
        (factor_name(env, factor).to_owned(), text)
    }));
    facts.extend(
        view.measures
            .iter()
            .filter(|measure| measure.score.is_some())
            .map(|measure| {
                let text = format!(
                    "{} × {} = {}",
                    m.percent(measure.weight, 2),
                    m.health(measure.score, &[]),
                    m.number(measure.contribution, 2)
                );
                (measure.title.get(m.language()).to_owned(), text)
            }),
    );
    Explanation {
        title: m.customer_health().to_owned(),
        value: health(view.health),
        definition: m.health_definition().to_owned(),
        formula: format!("{} = {}", terms.join(" + "), health(view.before_caps)),
        facts,
        links: Vec::new(),
    }
}
