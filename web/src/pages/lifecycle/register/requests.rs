//! What customers ask for: by what, by team, and each request with its state and age.

use super::{counts, cut, narrowed, narrows, use_register, ways_out};
use crate::pages::lifecycle::customer_link;
use crate::pages::parts::view_or_wait;
use crate::route::LifeTab;
use crate::store::{Env, use_env};
use crate::ui::badge::chip;
use crate::ui::card::Card;
use crate::ui::feedback::Empty;
use crate::ui::form::{Choice, OneOf};
use crate::ui::icon::Icon;
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::{head, number_cell};
use crate::words::NONE;
use perennial_i18n::{Messages, Money};
use perennial_protocol::view::{
    Register, RegisterView, RequestFilter, RequestRow, RequestState, RequestsView, TeamRow,
    TopicRow,
};
use yew::prelude::*;

/// How requests stand, as an address says it.
const STATES: [(&str, RequestState); 3] = [
    ("new", RequestState::New),
    ("answered", RequestState::Answered),
    ("done", RequestState::Done),
];

#[derive(Properties, PartialEq)]
pub(in crate::pages::lifecycle) struct RequestsProps {
    /// What the list is narrowed to, as [`code`] writes it.
    pub(in crate::pages::lifecycle) only: Option<String>,
}

/// The part.
#[component]
pub(in crate::pages::lifecycle) fn Requests(props: &RequestsProps) -> Html {
    let env = use_env();
    let m = env.m;
    let of = Register::Requests {
        only: props.only.as_deref().and_then(filter_of),
    };
    let view = use_register(&of);
    view_or_wait(&env, &view, |view| match &**view {
        RegisterView::Requests(view) if view.by_state == [0; 3] => Empty {
            icon: Icon::Inbox,
            title: m.requests_none().into(),
            note: m.requests_none_note().into(),
            actions: html! {},
        }
        .view(),
        RegisterView::Requests(view) => html! {
            <div class="grid">
                { topics(&env, view) }
                { teams(&env, view) }
                { list(&env, view, &of) }
            </div>
        },
        _ => html! {},
    })
}

/// What is waited for, and by how many.
fn topics(env: &Env, view: &RequestsView) -> Html {
    let m = env.m;
    let currency = view.currency.as_deref().unwrap_or_default();
    let line = |row: &TopicRow| {
        let href = way(env, &RequestFilter::Topic(row.topic.clone()));
        html! {
            <tr key={row.topic.clone()}>
                <th scope="row">{ &row.topic }</th>
                <td class="number"><a {href}>{ m.count(row.customers) }</a></td>
                { number_cell(m.money(Money::new(row.arr, currency))) }
            </tr>
        }
    };
    Card {
        class: "span-6",
        ..Card::new(m.requests_topics())
    }
    .view(html! {
        if view.topic_column.is_none() {
            <p class="muted">{ m.requests_topics_none() }</p>
        } else {
            <table class="table" data-testid="requests-topics">
                { head(&[
                    Text(m.requests_topic()),
                    Number(m.requests_waiting()),
                    Number(m.customers_column_arr()),
                ]) }
                <tbody>{ for view.topics.iter().map(line) }</tbody>
            </table>
        }
    })
}

fn teams(env: &Env, view: &RequestsView) -> Html {
    let m = env.m;
    let opens = |n: u32, only: RequestFilter| {
        html! { <td class="number"><a href={way(env, &only)}>{ m.count(n) }</a></td> }
    };
    let line = |row: &TeamRow| {
        html! {
            <tr key={row.team.clone()}>
                <th scope="row">{ team(m, &row.team) }</th>
                { opens(row.open, RequestFilter::Team(row.team.clone())) }
                { opens(row.unanswered, RequestFilter::Unanswered(row.team.clone())) }
                { number_cell(m.unit_days(&m.count(row.oldest_days))) }
            </tr>
        }
    };
    Card {
        class: "span-6",
        ..Card::new(m.requests_teams())
    }
    .view(html! {
        <table class="table" data-testid="requests-teams">
            { head(&[
                Text(m.requests_team()),
                Number(m.requests_open()),
                Number(m.requests_unanswered()),
                Number(m.requests_oldest()),
            ]) }
            <tbody>{ for view.teams.iter().map(line) }</tbody>
        </table>
    })
}

fn team(m: Messages, team: &str) -> String {
    if team.is_empty() {
        m.requests_team_none().to_owned()
    } else {
        team.to_owned()
    }
}

fn state_word(m: Messages, state: RequestState) -> &'static str {
    match state {
        RequestState::New => m.requests_new(),
        RequestState::Answered => m.requests_answered(),
        RequestState::Done => m.requests_done(),
    }
}

/// A filter as an address says it.
fn code(only: &RequestFilter) -> String {
    match only {
        RequestFilter::Topic(topic) => format!("topic={topic}"),
        RequestFilter::Team(team) => format!("team={team}"),
        RequestFilter::Unanswered(team) => format!("unanswered={team}"),
        RequestFilter::State(state) => {
            let known = STATES.iter().find(|(_, known)| known == state);
            format!("state={}", known.map_or("", |(code, _)| *code))
        }
    }
}

/// What [`code`] wrote.
fn filter_of(code: &str) -> Option<RequestFilter> {
    let (kind, value) = code.split_once('=')?;
    match kind {
        "topic" => Some(RequestFilter::Topic(value.to_owned())),
        "team" => Some(RequestFilter::Team(value.to_owned())),
        "unanswered" => Some(RequestFilter::Unanswered(value.to_owned())),
        "state" => {
            let known = STATES.iter().find(|(code, _)| *code == value);
            known.map(|&(_, state)| RequestFilter::State(state))
        }
        _ => None,
    }
}

/// The address of the list, narrowed.
fn way(env: &Env, only: &RequestFilter) -> String {
    narrowed(env, LifeTab::Requests, Some(code(only)))
}

fn list(env: &Env, view: &RequestsView, of: &Register) -> Html {
    let m = env.m;
    let only = match of {
        Register::Requests { only } => only.as_ref(),
        _ => None,
    };
    let has_topics = view.topic_column.is_some();
    let choices = view.topics.iter();
    let choices = choices.map(|row| {
        let only = RequestFilter::Topic(row.topic.clone());
        Choice::new(code(&only), row.topic.clone())
    });
    let all = Choice::new("", m.requests_all());
    let choices = [all].into_iter().chain(choices);
    let onchange = narrows(env, LifeTab::Requests)
        .reform(|value: AttrValue| (!value.is_empty()).then(|| value.to_string()));
    let topic = only.filter(|only| matches!(only, RequestFilter::Topic(_)));
    let filter = OneOf {
        value: topic.map(code).unwrap_or_default().into(),
        ..OneOf::new(m.requests_topic(), choices.collect(), onchange)
    };
    let mut columns = vec![Text(m.customers_column_name())];
    if has_topics {
        columns.extend([Text(m.requests_topic()), Number(m.requests_waiting())]);
    }
    columns.extend([
        Text(m.word_state()),
        Text(m.requests_team()),
        Text(m.requests_opened()),
        Number(m.requests_age()),
    ]);
    let line = |row: &RequestRow| {
        let is_done = row.state == RequestState::Done;
        let waiting = if is_done {
            NONE.to_owned()
        } else {
            m.count(row.n_same)
        };
        html! {
            <tr key={format!("{} {}", row.id, row.ticket)}>
                <th scope="row">
                    <a href={customer_link(env, &row.id)}>{ &row.name }</a>
                    { " " }<span class="small muted">{ &row.ticket }</span>
                </th>
                if has_topics {
                    <td>{ &row.topic }</td>
                    { number_cell(waiting) }
                }
                <td>
                    if is_done {
                        <span class="muted">{ state_word(m, row.state) }</span>
                    } else {
                        { chip(state_word(m, row.state)) }
                    }
                </td>
                <td>{ team(m, &row.team) }</td>
                <td>{ row.opened_on.to_string() }</td>
                { number_cell(m.unit_days(&m.count(row.age_days))) }
            </tr>
        }
    };
    let states = STATES.into_iter().zip(view.by_state);
    let states = states.map(|((_, state), n)| {
        let to = RequestFilter::State(state);
        let is_chosen = only == Some(&to);
        let way = narrowed(env, LifeTab::Requests, (!is_chosen).then(|| code(&to)));
        (state_word(m, state), n, is_chosen, way)
    });
    let counts = counts(env, states);
    Card {
        class: "span-12",
        note: Some(m.requests_note().into()),
        actions: Some(html! {
            <>
                if has_topics {
                    { filter.view_bare_list() }
                }
                { ways_out(env, of) }
            </>
        }),
        ..Card::new(m.requests_list())
    }
    .view(html! {
        <div class="stack">
            { counts }
            if let Some(RequestFilter::Team(name) | RequestFilter::Unanswered(name)) = only {
                <p>
                    { format!("{}: {} · ", m.requests_team(), team(m, name)) }
                    <a href={narrowed(env, LifeTab::Requests, None)}>{ m.requests_all() }</a>
                </p>
            }
            { cut(env, view.rows.len(), view.n_rows) }
            <div class="table-scroll" tabindex="0" role="group" aria-label={m.requests_list()}>
                <table class="table table--people" data-testid="requests">
                    { head(&columns) }
                    <tbody>{ for view.rows.iter().map(line) }</tbody>
                </table>
            </div>
        </div>
    })
}
