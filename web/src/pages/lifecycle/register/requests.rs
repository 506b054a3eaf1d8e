//! What customers ask for: by what, by team, and each request with its state and age.

use super::{cut, mark, narrowed, narrows, unmark, use_register, ways_out};
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
    Register, RegisterView, RequestRow, RequestState, RequestsView, TeamRow, TopicRow,
};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(in crate::pages::lifecycle) struct RequestsProps {
    /// What the list is narrowed to.
    pub(in crate::pages::lifecycle) only: Option<String>,
}

/// The part.
#[component]
pub(in crate::pages::lifecycle) fn Requests(props: &RequestsProps) -> Html {
    let env = use_env();
    let m = env.m;
    let of = Register::Requests {
        topic: props.only.clone(),
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
                { list(&env, view, &of, props.only.as_deref()) }
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
        let href = narrowed(env, LifeTab::Requests, Some(row.topic.clone()));
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
    let line = |row: &TeamRow| {
        html! {
            <tr key={row.team.clone()}>
                <th scope="row">{ team(m, &row.team) }</th>
                { number_cell(m.count(row.open)) }
                { number_cell(m.count(row.unanswered)) }
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

fn list(env: &Env, view: &RequestsView, of: &Register, only: Option<&str>) -> Html {
    let m = env.m;
    let has_topics = view.topic_column.is_some();
    let choices = view.topics.iter();
    let choices = choices.map(|row| Choice::new(mark(Some(&row.topic)), row.topic.clone()));
    let all = Choice::new("", m.requests_all());
    let choices = [all].into_iter().chain(choices);
    let onchange = narrows(env, LifeTab::Requests).reform(|value: AttrValue| unmark(&value));
    let filter = OneOf {
        value: mark(only).into(),
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
    let states = [
        RequestState::New,
        RequestState::Answered,
        RequestState::Done,
    ];
    let states = states.into_iter().zip(view.by_state);
    let states = states.map(|(state, n)| format!("{} {}", state_word(m, state), m.count(n)));
    let states: Vec<String> = states.collect();
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
            <p class="muted">{ states.join(" · ") }</p>
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
