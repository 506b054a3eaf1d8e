//! An alert or a task taken apart: what it is, why, whose, by when, and what to do now.

use super::bar::{begin, deeds};
use super::chosen::{Chosen, Errand};
use super::dialog::ErrandDialog;
use super::fact::{FactDrawer, facts};
use super::mark::{severity_badge, source_severity};
use super::message::messages;
use crate::queries::{customer_life, use_view};
use crate::route::Route;
use crate::store::{Env, use_env};
use crate::ui::badge::{BadgeSize, accent_chip, band_badge, chip};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{Dialog, DialogKind};
use crate::ui::icon::Icon;
use crate::ui::table::fact;
use crate::words::{
    NONE, alert_state_text, day_and_distance, family_word, role_word, source_text, task_state_text,
};
use perennial_i18n::Money;
use perennial_protocol::Request;
use perennial_protocol::view::{
    AlertState, AlertView, Band, FactView, InboxItem, TaskSource, TaskState, TaskView,
};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(in crate::pages) struct ItemDrawerProps {
    pub(in crate::pages) item: Rc<InboxItem>,
    /// Of amounts; empty where there are several.
    pub(in crate::pages) currency: AttrValue,
    /// Names to assign to.
    pub(in crate::pages) owners: Rc<[String]>,
    /// It is looked at no more, or something was done.
    pub(in crate::pages) onclose: Callback<()>,
}

/// The drawer, open as long as it is rendered.
#[component]
pub(in crate::pages) fn ItemDrawer(props: &ItemDrawerProps) -> Html {
    let env = use_env();
    let m = env.m;
    let errand = use_state_eq(|| None::<Errand>);
    let opened_fact = use_state_eq(|| None::<FactView>);
    // A task of the alert's play, looked at from there.
    let within = use_state_eq(|| None::<Rc<InboxItem>>);
    let item = (*within).clone().unwrap_or_else(|| Rc::clone(&props.item));
    let open_fact = {
        let opened_fact = opened_fact.setter();
        Callback::from(move |fact| opened_fact.set(Some(fact)))
    };
    let open_task = {
        let within = within.setter();
        Callback::from(move |task| within.set(Some(Rc::new(InboxItem::Task(task)))))
    };
    let open_errand = {
        let errand = errand.setter();
        Callback::from(move |to| errand.set(Some(to)))
    };
    let close_errand = {
        let errand = errand.setter();
        Callback::from(move |()| errand.set(None))
    };
    let close_fact = {
        let opened_fact = opened_fact.setter();
        Callback::from(move |()| opened_fact.set(None))
    };
    let back = {
        let within = within.setter();
        Callback::from(move |()| within.set(None))
    };
    let (account, title, body) = match &*item {
        InboxItem::Alert(alert) => {
            let body = html! {
                <>
                    { alert_body(&env, alert, &props.currency, &open_fact) }
                    <PlayTasks account={alert.account.clone()} signal={alert.signal.clone()} onopen={open_task} />
                </>
            };
            (&alert.account, &alert.title, body)
        }
        InboxItem::Task(task) => (&task.account, &task.title, task_body(&env, task)),
    };
    let onerrand = begin(&env, open_errand, props.onclose.clone());
    let buttons = deeds(
        &env,
        &Rc::from([Rc::new(Chosen::of(&item))]),
        &props.owners,
        &onerrand,
    );
    html! {
        <>
        <Dialog title={title.get(m.language()).to_owned()} kind={DialogKind::Drawer} actions={buttons}
            messages={m} onclose={props.onclose.clone()}>
            <div class="stack" data-testid="item">
                if within.is_some() {
                    <div>{ Button {
                        kind: ButtonKind::Quiet,
                        icon: Some(Icon::Back),
                        ..Button::new(m.item_back(), back)
                    }.view() }</div>
                }
                { customer_line(&env, &item, &props.currency) }
                { body }
            </div>
        </Dialog>
        if let Some(fact) = &*opened_fact {
            <FactDrawer account={account.clone()} currency={props.currency.clone()} fact={fact.clone()}
                onclose={close_fact} />
        }
        if let Some(errand) = &*errand {
            <ErrandDialog errand={errand.clone()} onclose={close_errand} ondone={props.onclose.clone()} />
        }
        </>
    }
}

/// Whose alert or task it is, how they are, and what is at stake.
fn customer_line(env: &Env, item: &InboxItem, currency: &str) -> Html {
    let (account, name, band, arr): (&str, &str, Band, Option<f64>) = match item {
        InboxItem::Alert(alert) => (&alert.account, &alert.name, alert.band, alert.arr),
        InboxItem::Task(task) => (&task.account, &task.name, task.band, task.arr),
    };
    let href = env.link(Route::Customer(account.to_owned()));
    html! {
        <p class="cluster">
            <a {href}>{ name }</a>
            { band_badge(band, BadgeSize::Normal, env.m) }
            if let Some(arr) = arr {
                <span class="muted">{ env.m.item_at_stake(Money::new(arr, currency)) }</span>
            }
        </p>
    }
}

fn alert_body(env: &Env, alert: &AlertView, currency: &str, onfact: &Callback<FactView>) -> Html {
    let m = env.m;
    let as_of = env.state.as_of();
    let language = m.language();
    let said = match &alert.state {
        AlertState::Snoozed { reason, .. } => vec![(m.word_reason(), reason.as_str())],
        AlertState::Closed {
            cause, feedback, ..
        } => vec![
            (m.ask_cause(), cause.get(language)),
            (m.ask_feedback(), feedback.as_str()),
        ],
        AlertState::New | AlertState::Active | AlertState::Passed => Vec::new(),
    };
    let said = said.into_iter().filter(|(_, text)| !text.is_empty());
    let last = format!(
        "{} · {}",
        day_and_distance(m, Some(alert.last_seen), as_of),
        if alert.holds {
            m.alert_holds()
        } else {
            m.alert_cleared()
        }
    );
    html! {
        <>
            <div class="cluster">
                { severity_badge(m, alert) }
                { chip(family_word(m, alert.family)) }
                { accent_chip(alert_state_text(m, &alert.state)) }
            </div>
            <section class="stack stack--tight">
                <h3>{ m.alert_when() }</h3>
                <p>{ alert.definition.get(language) }</p>
                if !alert.facts.is_empty() {
                    <h3>{ m.alert_facts() }</h3>
                    { facts(env, &alert.facts, currency, onfact) }
                }
            </section>
            <dl class="facts">
                { fact(m.alert_first_seen(), day_and_distance(m, Some(alert.first_seen), as_of)) }
                { fact(m.alert_last_seen(), last) }
                { fact(m.alert_occurrences(), m.count(alert.occurrences)) }
                { fact(m.ask_owner(), or_none(env, &alert.owner)) }
                { fact(m.ask_due(), day_and_distance(m, alert.due, as_of)) }
                { fact(m.word_play(), alert.play.as_ref().map_or(NONE, |play| play.get(language)).to_owned()) }
                { for said.map(|(name, text)| fact(name, text)) }
            </dl>
            if !alert.has_task {
                <p class="cluster">{ Icon::Info.view() }<span>{ m.alert_without_task() }</span></p>
            }
        </>
    }
}

fn or_none(env: &Env, owner: &str) -> String {
    if owner.is_empty() {
        env.m.word_nobody().to_owned()
    } else {
        owner.to_owned()
    }
}

fn task_body(env: &Env, task: &TaskView) -> Html {
    let m = env.m;
    let as_of = env.state.as_of();
    let language = m.language();
    let said = match &task.state {
        TaskState::Open => None,
        TaskState::Done { evidence, .. } => Some((m.ask_evidence(), evidence)),
        TaskState::Skipped { reason, .. } => Some((m.word_reason(), reason)),
    };
    let said = said.filter(|(_, text)| !text.is_empty());
    html! {
        <>
            <div class="cluster">
                { source_severity(m, &task.source).unwrap_or_default() }
                { accent_chip(task_state_text(m, &task.state)) }
                { chip(if task.optional { m.task_optional() } else { m.task_required() }) }
                if task.automated {
                    { chip(m.task_automated()) }
                }
            </div>
            if let Some(detail) = &task.detail {
                <p>{ detail.get(language) }</p>
            }
            <dl class="facts">
                { fact(m.ask_due(), day_and_distance(m, Some(task.due), as_of)) }
                { fact(m.ask_owner(), or_none(env, &task.owner)) }
                if let Some(role) = task.role {
                    { fact(m.word_role(), role_word(m, role)) }
                }
                { fact(m.word_source(), source_text(m, &task.source)) }
                if let Some(play) = &task.play {
                    { fact(m.word_play(), play.get(language).to_owned()) }
                }
                if task.shifted_days != 0 {
                    { fact(m.task_shifted(), m.unit_days(&m.signed(f64::from(task.shifted_days), 0))) }
                }
                if let Some(evidence) = &task.evidence {
                    { fact(m.task_expected(), evidence.get(language).to_owned()) }
                }
                { for said.map(|(name, text)| fact(name, text.clone())) }
            </dl>
            { messages(env, &task.messages) }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct PlayTasksProps {
    account: AttrValue,
    /// The signal's id.
    signal: AttrValue,
    onopen: Callback<TaskView>,
}

/// The tasks of the play that follows an alert.
#[component]
fn PlayTasks(props: &PlayTasksProps) -> Html {
    let env = use_env();
    let m = env.m;
    let request = Request::CustomerLife {
        account: props.account.to_string(),
        as_of: env.state.as_of(),
    };
    let view = use_view(Some(request), customer_life);
    let Some(life) = view.slot.data() else {
        return html! {};
    };
    let is_of_play = |task: &&TaskView| {
        matches!(task.source, TaskSource::Signal(..)) && task.trigger == props.signal.as_str()
    };
    let line = |task: &TaskView| {
        let to = task.clone();
        let onclick = props.onopen.reform(move |_: MouseEvent| to.clone());
        html! {
            <li key={task.key.clone()}>
                <button type="button" class="door" {onclick}>
                    { Icon::Task.view_sized(14) }
                    <span class="fill">{ task.title.get(m.language()) }</span>
                    <span class="small muted">{ task_state_text(m, &task.state) }</span>
                    <span class="small">{ task.due.to_string() }</span>
                </button>
            </li>
        }
    };
    let lines: Vec<_> = life.tasks.iter().filter(is_of_play).map(line).collect();
    html! {
        if !lines.is_empty() {
            <section class="stack stack--tight">
                <h3>{ m.alert_play_tasks() }</h3>
                <ul class="door-list">{ for lines }</ul>
            </section>
        }
    }
}
