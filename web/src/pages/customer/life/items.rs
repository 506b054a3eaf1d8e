//! Alerts and tasks of the customer: what is open, and what was done, each with what can be done.

use super::{Part, errand_button};
use crate::pages::work::{Errand, item_mark};
use crate::store::Env;
use crate::ui::badge::chip;
use crate::ui::card::Card;
use crate::words::{NONE, alert_state_text, severity_word, task_state_text};
use perennial_data::Bilingual;
use perennial_protocol::view::{AlertState, InboxItem, Severity, TaskState};
use std::rc::Rc;
use yew::prelude::*;

/// Open things that are in sight; the others are one press away.
const FIRST: usize = 10;
/// Done things that are listed.
const MOST_DONE: usize = 30;

/// The card.
pub(super) fn items(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    let life = part.life;
    let alerts = life.alerts.iter().cloned().map(InboxItem::Alert);
    let tasks = life.tasks.iter().cloned().map(InboxItem::Task);
    let (mut open, done): (Vec<_>, Vec<_>) = alerts.chain(tasks).partition(is_open);
    let more = open.split_off(open.len().min(FIRST));
    let n_more = more.len();
    let n_done = done.len();
    let add = Errand::AddTask {
        account: Some(life.id.clone()),
        owners: Rc::from([]),
    };
    let line = |item: InboxItem| line(env, part, item);
    Card {
        actions: Some(errand_button(env, part, m.work_add_task(), add)),
        ..Card::new(m.life_items())
    }
    .view(html! {
        <div class="stack" data-testid="items">
            if open.is_empty() {
                <p class="muted">{ m.items_none() }</p>
            } else {
                <ul class="door-list">{ for open.into_iter().map(line) }</ul>
            }
            if n_more > 0 {
                <details>
                    <summary>{ m.timeline_more(n_more) }</summary>
                    <ul class="door-list">{ for more.into_iter().map(line) }</ul>
                </details>
            }
            if n_done > 0 {
                <details>
                    <summary>{ m.items_done(n_done) }</summary>
                    <ul class="door-list">{ for done.into_iter().take(MOST_DONE).map(line) }</ul>
                </details>
            }
        </div>
    })
}

fn is_open(item: &InboxItem) -> bool {
    match item {
        InboxItem::Alert(alert) => {
            !matches!(alert.state, AlertState::Closed { .. } | AlertState::Passed)
        }
        InboxItem::Task(task) => task.state == TaskState::Open,
    }
}

/// A signal that says the opposite of the score; it opens its alert.
pub(super) fn against(
    env: &Env,
    part: &Part<'_>,
    (id, title, severity): (&str, &Bilingual, Severity),
) -> Html {
    let m = env.m;
    let alerts = part.life.alerts.iter();
    let alert = alerts.cloned().map(InboxItem::Alert).find(|item| {
        is_open(item) && matches!(item, InboxItem::Alert(alert) if alert.signal == id)
    });
    let said = html! {
        <>
            <span class="fill">{ m.disagree_signal(title.get(m.language())) }</span>
            <span class="small muted">{ severity_word(m, severity) }</span>
        </>
    };
    let Some(item) = alert else {
        return html! { <li key={id.to_owned()} class="cluster">{ said }</li> };
    };
    let onclick = part.item.reform(move |_: MouseEvent| item.clone());
    html! {
        <li key={id.to_owned()}>
            <button type="button" class="door" aria-haspopup="dialog" {onclick}>{ said }</button>
        </li>
    }
}

fn line(env: &Env, part: &Part<'_>, item: InboxItem) -> Html {
    let m = env.m;
    let (key, title, due, state) = match &item {
        InboxItem::Alert(alert) => (
            alert.signal.clone(),
            alert.title.get(m.language()).to_owned(),
            alert.due,
            alert_state_text(m, &alert.state),
        ),
        InboxItem::Task(task) => (
            task.key.clone(),
            task.title.get(m.language()).to_owned(),
            Some(task.due),
            task_state_text(m, &task.state),
        ),
    };
    let is_overdue = is_open(&item) && due.is_some_and(|due| due < env.state.as_of());
    let mark = item_mark(m, &item);
    let severity = match &item {
        InboxItem::Alert(alert) => Some(alert.severity),
        InboxItem::Task(_) => None,
    };
    let onclick = part.item.reform(move |_: MouseEvent| item.clone());
    html! {
        <li {key}>
            <button type="button" class="door door--item" aria-haspopup="dialog" {onclick}>
                { mark }
                <span class="fill door__title">{ title }</span>
                if let Some(severity) = severity {
                    <span class="small muted" aria-hidden="true">{ severity_word(m, severity) }</span>
                }
                if is_overdue {
                    { chip(m.inbox_overdue()) }
                }
                <span class="small muted">{ state }</span>
                <span class="small door__date">{ due.map_or_else(|| NONE.to_owned(), |due| due.to_string()) }</span>
            </button>
        </li>
    }
}
