//! Hand-off and onboarding: what was sold and why, what is missing, the checklist, the time to value,
//! who leads.

use super::{Part, errand_button};
use crate::pages::work::{Errand, Record};
use crate::store::Env;
use crate::ui::badge::accent_chip;
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use crate::words::role_word;
use perennial_data::Day;
use perennial_i18n::Messages;
use perennial_protocol::view::{HandOffEdit, HandOffView, PhaseView, Role};
use std::rc::Rc;
use yew::prelude::*;

/// The card.
pub(super) fn hand_off(env: &Env, part: &Part<'_>, view: &HandOffView) -> Html {
    let m = env.m;
    let edit = Errand::Record(Rc::new(Record::HandOff(view.said.clone())));
    let missing: Vec<&str> = view
        .missing
        .iter()
        .map(|code| field_word(m, code))
        .collect();
    let updated = view.updated.as_ref().map(|(author, on)| {
        if author.is_empty() {
            m.handoff_said_on(*on)
        } else {
            m.handoff_said(author, *on)
        }
    });
    Card {
        note: Some(m.handoff_note().into()),
        actions: Some(errand_button(env, part, m.handoff_edit(), edit)),
        ..Card::new(m.handoff_title())
    }
    .view(html! {
        <div class="stack" data-testid="hand-off">
            if missing.is_empty() {
                <p class="muted">{ m.handoff_complete() }</p>
            } else {
                <p class="finding strong">
                    { Icon::Warning.view_sized(14) }
                    <span>{ m.handoff_missing(&m.list(&missing)) }</span>
                </p>
            }
            { said(m, &view.said) }
            if let Some(updated) = updated {
                <p class="small muted">{ updated }</p>
            }
            { checklist(env, view) }
            { phases(env, view) }
        </div>
    })
}

fn field_word(m: Messages, code: &str) -> &'static str {
    match code {
        "purchase-intent" => m.handoff_intent(),
        "problem" => m.handoff_problem(),
        _ => m.handoff_expected(),
    }
}

/// What is written; what is not is left out.
fn said(m: Messages, said: &HandOffEdit) -> Html {
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| m.date(day));
    let facts = [
        (m.handoff_intent(), said.purchase_intent.clone()),
        (m.handoff_problem(), said.problem.clone()),
        (m.handoff_expected(), day(said.expected_by)),
        (m.handoff_promises(), said.promises.clone()),
        (m.handoff_customer_duties(), said.customer_duties.clone()),
        (m.handoff_our_duties(), said.our_duties.clone()),
        (m.handoff_confirmation(), said.confirmation.clone()),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let facts: Vec<Html> = facts
        .map(|(name, value)| html! { <><dt>{ name }</dt><dd>{ value }</dd></> })
        .collect();
    if facts.is_empty() {
        return html! {};
    }
    html! { <dl class="facts facts--long">{ for facts }</dl> }
}

fn checklist(env: &Env, view: &HandOffView) -> Html {
    let m = env.m;
    let Some(began) = view.began else {
        return html! { <p class="muted">{ m.checklist_unknown() }</p> };
    };
    let line = |(code, done): &(String, Option<Day>)| {
        let sign = if done.is_some() { "✓" } else { "○" };
        let state = done.map_or_else(|| m.step_open().to_owned(), |day| m.step_done(day));
        html! {
            <li class="rule">
                <span class="rule__sign" aria-hidden="true">{ sign }</span>
                <span class="fill">{ step_word(m, code) }{ " " }<span class="muted">{ state }</span></span>
            </li>
        }
    };
    let since = env.state.as_of().days_since(began).max(0);
    let value = view
        .time_to_value
        .map_or_else(|| m.ttv_none(since.unsigned_abs()), |days| m.ttv_days(days));
    html! {
        <section class="stack stack--tight">
            <h3>{ m.checklist_title() }</h3>
            <ul class="rules">{ for view.steps.iter().map(line) }</ul>
            <p class="strong">{ value }</p>
        </section>
    }
}

fn step_word(m: Messages, code: &str) -> &'static str {
    match code {
        "handed-off" => m.step_handed_off(),
        "duties-confirmed" => m.step_duties_confirmed(),
        "kicked-off" => m.step_kicked_off(),
        "first-use" => m.step_first_use(),
        "trained" => m.step_trained(),
        "accepted" => m.step_accepted(),
        _ => m.step_first_value(),
    }
}

fn phases(env: &Env, view: &HandOffView) -> Html {
    let m = env.m;
    let who = |role: Role| {
        let name = match role {
            Role::Implementation => &view.said.implementer,
            _ => &view.said.success,
        };
        match name.is_empty() {
            true => role_word(m, role).to_owned(),
            false => format!("{} ({name})", role_word(m, role)),
        }
    };
    let line = |(at, phase): (usize, &PhaseView)| {
        let mut parts = vec![m.phase_leads(&who(phase.lead))];
        parts.extend(phase.support.map(|support| m.phase_supports(&who(support))));
        let mut days = Vec::new();
        days.extend(phase.from.map(|day| m.phase_from(day)));
        days.extend(phase.until.map(|day| m.phase_until(day)));
        if days.is_empty() && !phase.is_now {
            days.push(m.phase_open().to_owned());
        }
        let days: Vec<&str> = days.iter().map(String::as_str).collect();
        html! {
            <li class="cluster" key={at} aria-current={phase.is_now.then_some("step")}>
                <span class={classes!(phase.is_now.then_some("strong"))}>{ parts.join(" · ") }</span>
                <span class="muted">{ days.join(" · ") }</span>
                if phase.is_now {
                    { accent_chip(m.phase_now()) }
                }
            </li>
        }
    };
    html! {
        <section class="stack stack--tight">
            <h3>{ m.phases_title() }</h3>
            <ol class="rules">{ for view.phases.iter().enumerate().map(line) }</ol>
        </section>
    }
}
