//! What a stage or track is for, in words: journey, needs, goals, roles, actions, exit, KPIs.

use super::explain::Explanation;
use crate::store::Env;
use crate::ui::badge::chip;
use crate::ui::figure::{Figure, FigureSize};
use crate::words::{role_word, unit_text};
use perennial_data::Bilingual;
use perennial_i18n::Messages;
use perennial_protocol::view::{CardView, KpiView};
use yew::prelude::*;

/// What is written on the card; a word where nothing has been written yet. `open` opens a KPI.
pub(super) fn card_facts(
    env: &Env,
    card: &CardView,
    currency: &str,
    open: &Callback<KpiView>,
) -> Html {
    let m = env.m;
    let language = m.language();
    let text = |name: &'static str, text: &Option<Bilingual>| {
        text.as_ref()
            .map(|text| html! { <><dt>{ name }</dt><dd>{ text.get(language) }</dd></> })
    };
    let list = |name: &'static str, lines: &[Bilingual]| {
        let items = lines
            .iter()
            .map(|line| html! { <li>{ line.get(language) }</li> });
        (!lines.is_empty()).then(|| {
            html! { <><dt>{ name }</dt><dd><ul class="bullets">{ for items }</ul></dd></> }
        })
    };
    let roles = card.roles.iter().map(|role| {
        let word = role_word(m, role.role);
        if role.leads {
            m.card_leads(word)
        } else {
            word.to_owned()
        }
    });
    let roles: Vec<_> = roles.collect();
    let roles: Vec<_> = roles.iter().map(String::as_str).collect();
    let roles = (!roles.is_empty())
        .then(|| html! { <><dt>{ m.card_roles() }</dt><dd>{ m.list(&roles) }</dd></> });
    let kpis = (!card.kpis.is_empty()).then(|| {
        html! { <><dt>{ m.card_kpis() }</dt><dd>{ kpis(env, &card.kpis, currency, open) }</dd></> }
    });
    let facts: Vec<Html> = [
        text(m.card_journey(), &card.journey),
        text(m.card_need(), &card.need),
        text(m.card_goal(), &card.goal),
        text(m.card_business_goal(), &card.business_goal),
        roles,
        list(m.card_actions(), &card.actions),
        text(m.card_feedback(), &card.feedback),
        list(m.card_exit(), &card.exit),
        kpis,
    ]
    .into_iter()
    .flatten()
    .collect();
    html! {
        if facts.is_empty() {
            <p class="muted">{ m.card_unwritten() }</p>
        } else {
            <dl class="facts facts--card">{ for facts }</dl>
        }
    }
}

/// KPIs, one below the other; nothing where there are none.
pub(super) fn kpis(env: &Env, kpis: &[KpiView], currency: &str, open: &Callback<KpiView>) -> Html {
    if kpis.is_empty() {
        return html! {};
    }
    let lines = kpis.iter().map(|kpi| kpi_line(env, kpi, currency, open));
    html! { <ul class="stack stack--tight">{ for lines }</ul> }
}

/// A KPI and its value, which opens; without a metric or figure, people judge.
fn kpi_line(env: &Env, kpi: &KpiView, currency: &str, open: &Callback<KpiView>) -> Html {
    let m = env.m;
    let title = kpi.title.get(m.language());
    let met = met_word(m, kpi);
    let value = unit_text(m, kpi.value, &kpi.unit, currency);
    let opened = kpi.clone();
    let onopen = open.reform(move |()| opened.clone());
    html! {
        <li>
            { title }{ " " }
            if kpi.value.is_some() || kpi.figure.is_some() {
                { Figure {
                    size: FigureSize::Inline,
                    ..Figure::new(title.to_owned(), value, onopen)
                }.view() }
                { " " }
                { met.map(chip) }
            } else if kpi.unit.is_empty() {
                { chip(m.rule_judged()) }
            } else {
                <span class="muted">{ m.kpi_no_value() }</span>
            }
        </li>
    }
}

fn met_word(m: Messages, kpi: &KpiView) -> Option<&'static str> {
    kpi.met
        .map(|met| if met { m.kpi_met() } else { m.kpi_missed() })
}

/// A KPI that is the average of a metric, taken apart.
pub(super) fn kpi_explanation(m: Messages, kpi: &KpiView, currency: &str) -> Explanation {
    let value = unit_text(m, kpi.value, &kpi.unit, currency);
    Explanation {
        title: kpi.title.get(m.language()).to_owned(),
        value: value.clone(),
        definition: m.kpi_note().to_owned(),
        formula: met_word(m, kpi).map_or_else(|| value.clone(), |met| format!("{value} · {met}")),
        facts: Vec::new(),
        links: Vec::new(),
    }
}
