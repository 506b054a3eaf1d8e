//! Promised and achieved value: promises in numbers, what was shown for each, and whether value is
//! delivered until the term ends.

use super::{Part, errand_button, record_buttons};
use crate::pages::work::{Errand, Record};
use crate::store::Env;
use crate::ui::badge::accent_chip;
use crate::ui::card::Card;
use perennial_i18n::Messages;
use perennial_protocol::view::{AchievedView, DeliveryView, PromiseView, RecordsView};
use std::rc::Rc;
use yew::prelude::*;

/// The card.
pub(super) fn promises(env: &Env, part: &Part<'_>, view: &RecordsView) -> Html {
    let m = env.m;
    let add = Errand::Record(Rc::new(Record::Promise(part.life.id.clone(), None)));
    let is_known = |root: u64| view.promises.iter().any(|made| made.root == root);
    let others: Vec<Html> = view
        .achieved
        .iter()
        .filter(|value| !is_known(value.promise))
        .map(|value| achieved(env, part, view, value))
        .collect();
    let buttons = html! {
        <>
            { errand_button(env, part, m.promise_add(), add) }
            { errand_button(env, part, m.achieved_add(), new_value(part, view, 0)) }
        </>
    };
    Card {
        note: Some(m.promises_note().into()),
        actions: Some(buttons),
        ..Card::new(m.promises_title())
    }
    .view(html! {
        <div class="stack" data-testid="promises">
            { view.delivery.as_ref().map(|view| delivery(m, view)).unwrap_or_default() }
            if view.promises.is_empty() {
                <p class="muted">{ m.promises_none() }</p>
            }
            { for view.promises.iter().map(|made| promise(env, part, view, made)) }
            if !others.is_empty() {
                <section class="stack stack--tight track">
                    <h3>{ m.achieved_others() }</h3>
                    <ul class="rules">{ for others }</ul>
                </section>
            }
        </div>
    })
}

/// Promises to choose from, by root.
fn choices(view: &RecordsView) -> Vec<(String, String)> {
    let promises = view.promises.iter();
    promises
        .map(|made| (made.root.to_string(), made.text.clone()))
        .collect()
}

fn new_value(part: &Part<'_>, view: &RecordsView, promise: u64) -> Errand {
    Errand::Record(Rc::new(Record::Achieved {
        account: part.life.id.clone(),
        promises: choices(view),
        promise: root_text(promise, view),
        old: None,
    }))
}

/// The choice that stands for a promise; the newest where none is meant and there is one.
fn root_text(promise: u64, view: &RecordsView) -> String {
    match promise {
        0 => view
            .promises
            .first()
            .map_or_else(String::new, |made| made.root.to_string()),
        root => root.to_string(),
    }
}

fn delivery(m: Messages, view: &DeliveryView) -> Html {
    let last = match view.last_on {
        Some(on) => m.delivery_last(view.days, on),
        None => m.delivery_none(view.days),
    };
    html! {
        <p class="cluster">
            if view.is_gap {
                { accent_chip(m.delivery_gap()) }
            }
            <span>
                { last }{ " " }
                if let Some(next) = view.next_by.filter(|_| !view.is_gap) {
                    { m.delivery_next(next) }{ " " }
                }
                if let Some(end) = view.ends_on {
                    <span class="muted">{ m.delivery_ends(end) }</span>
                }
            </span>
        </p>
    }
}

fn promise(env: &Env, part: &Part<'_>, view: &RecordsView, made: &PromiseView) -> Html {
    let m = env.m;
    let kept = view
        .achieved
        .iter()
        .filter(|value| value.promise == made.root);
    let kept: Vec<Html> = kept.map(|value| achieved(env, part, view, value)).collect();
    let correct = Record::Promise(part.life.id.clone(), Some(made.clone()));
    html! {
        <section class="stack stack--tight track" key={made.entry}>
            <h3>{ &made.text }</h3>
            <p class="small muted">{ signed(m, m.promise_made(made.on), &made.author) }</p>
            if kept.is_empty() {
                <p class="muted">{ m.promise_unproven() }</p>
            } else {
                <ul class="rules">{ for kept }</ul>
            }
            <div class="cluster">
                { errand_button(env, part, m.achieved_add(), new_value(part, view, made.root)) }
                { record_buttons(env, &part.errand, correct, made.entry) }
            </div>
        </section>
    }
}

fn achieved(env: &Env, part: &Part<'_>, view: &RecordsView, value: &AchievedView) -> Html {
    let m = env.m;
    let correct = Record::Achieved {
        account: part.life.id.clone(),
        promises: choices(view),
        promise: if value.promise == 0 {
            String::new()
        } else {
            value.promise.to_string()
        },
        old: Some(value.clone()),
    };
    html! {
        <li class="rule" key={value.entry}>
            <span class="rule__sign" aria-hidden="true">{ "✓" }</span>
            <span class="fill">
                { &value.text }{ " " }
                <span class="muted">{ signed(m, m.date(value.on), &value.author) }</span>
            </span>
            { record_buttons(env, &part.errand, correct, value.entry) }
        </li>
    }
}

/// A text with its author, where there is one.
fn signed(m: Messages, text: String, author: &str) -> String {
    if author.is_empty() {
        text
    } else {
        format!("{text} · {}", m.work_by(author))
    }
}
