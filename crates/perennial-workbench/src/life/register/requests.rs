//! What customers ask for: tickets of kind `request` over all of them, with state, team, age, and who wants
//! the same where a column of one's own says what for ([0.18]).

use super::{List, day_cell, number_cell, text, text_cell};
use crate::life::today::Today;
use crate::life::tracking::Life;
use crate::session::count;
use perennial_data::{Day, TableId, UNMATCHED, lower, sort_by};
use perennial_protocol::view::{
    CellView, RequestFilter, RequestRow, RequestState, RequestsView, TeamRow, TopicRow,
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const HEADER: [&str; 11] = [
    "account_id",
    "name",
    "ticket_id",
    "topic",
    "customers_waiting",
    "team",
    "priority",
    "opened_on",
    "done_on",
    "state",
    "age_days",
];

/// Names of a column of one's own that says what a ticket is about, the best first.
const TOPICS: [&str; 14] = [
    "topic",
    "subject",
    "title",
    "feature",
    "summary",
    "request",
    "需求",
    "诉求",
    "需求名称",
    "功能",
    "主题",
    "标题",
    "工单标题",
    "问题描述",
];

/// How long ones that are done are told of, in days.
const DONE_DAYS: i32 = 365;

/// The requests that are open, or were done within a year.
pub(super) fn list(
    (life, today): (&Life, &Today),
    currency: Option<String>,
    only: Option<&RequestFilter>,
) -> List<RequestsView, RequestRow> {
    let as_of = today.as_of();
    let table = life.data().table(TableId::Tickets);
    let custom = table.custom().iter().map(|custom| custom.name.as_str());
    let custom: Vec<&str> = custom.collect();
    let named = |wanted: &str| custom.iter().find(|name| lower(name.trim()) == *wanted);
    let topic_column = TOPICS.iter().find_map(|wanted| named(wanted)).copied();
    let mut rows: Vec<RequestRow> = table
        .rows_between(Day::FIRST, as_of)
        .filter_map(|row| request((life, today), topic_column, row))
        .collect();
    let topics = topics(&rows);
    let waiting = topics
        .iter()
        .map(|topic| (key(&topic.topic), topic.customers));
    let waiting: BTreeMap<String, u32> = waiting.collect();
    for row in &mut rows {
        row.n_same = waiting.get(&key(&row.topic)).copied().unwrap_or(0);
    }
    let n = |state| count(rows.iter().filter(|row| row.state == state).count());
    let view = RequestsView {
        as_of,
        currency,
        by_state: [
            n(RequestState::New),
            n(RequestState::Answered),
            n(RequestState::Done),
        ],
        topic_column: topic_column.map(str::to_owned),
        topics,
        teams: teams(&rows),
        n_rows: 0,
        rows: Vec::new(),
    };
    rows.retain(|row| only.is_none_or(|only| is_among(row, only)));
    sort_by(&mut rows, |a, b| {
        let done = |row: &RequestRow| row.state == RequestState::Done;
        (done(a).cmp(&done(b)))
            .then_with(|| {
                if done(a) {
                    b.done_on.cmp(&a.done_on)
                } else {
                    a.opened_on.cmp(&b.opened_on)
                }
            })
            .then_with(|| a.id.cmp(&b.id))
            .then_with(|| a.ticket.cmp(&b.ticket))
    });
    List { view, rows }
}

fn request((life, today): (&Life, &Today), topic: Option<&str>, row: usize) -> Option<RequestRow> {
    let as_of = today.as_of();
    let table = life.data().table(TableId::Tickets);
    let of = |field| text(life, TableId::Tickets, field, row);
    if lower(of("kind")) != "request" {
        return None;
    }
    let account = *table.accounts().get(row).filter(|at| **at < UNMATCHED)?;
    let day = |name: &str| {
        let day = table.column(name).and_then(|column| column.day(row));
        day.filter(|day| *day <= as_of)
    };
    let opened_on = day("opened_at")?;
    let done_on = day("resolved_at");
    if done_on.is_some_and(|done| as_of.days_since(done) >= DONE_DAYS) {
        return None;
    }
    let state = match (done_on, day("first_response_at")) {
        (Some(_), _) => RequestState::Done,
        (None, Some(_)) => RequestState::Answered,
        (None, None) => RequestState::New,
    };
    let (id, name) = life.id_and_name(account)?;
    let age = done_on.unwrap_or(as_of).days_since(opened_on);
    Some(RequestRow {
        id,
        name,
        arr: today.arr(account as usize),
        ticket: of("ticket_id").to_owned(),
        topic: topic.map(of).unwrap_or_default().to_owned(),
        n_same: 0,
        team: of("team").to_owned(),
        priority: of("priority").to_owned(),
        opened_on,
        done_on,
        state,
        age_days: u32::try_from(age).unwrap_or(0),
    })
}

fn is_among(row: &RequestRow, only: &RequestFilter) -> bool {
    match only {
        RequestFilter::Topic(topic) => key(&row.topic) == key(topic),
        RequestFilter::Team(team) => row.team == *team && row.state != RequestState::Done,
        RequestFilter::Unanswered(team) => row.team == *team && row.state == RequestState::New,
        RequestFilter::State(state) => row.state == *state,
    }
}

/// Topics are the same in spite of capitals.
fn key(topic: &str) -> String {
    lower(topic)
}

/// What is waited for, by topic, in the words that were first used for it.
fn topics(rows: &[RequestRow]) -> Vec<TopicRow> {
    let open = rows.iter().filter(|row| row.state != RequestState::Done);
    let mut by_topic: BTreeMap<String, (&str, BTreeSet<&str>, f64)> = BTreeMap::new();
    for row in open.filter(|row| !row.topic.is_empty()) {
        let held = by_topic.entry(key(&row.topic));
        let (_, customers, arr) =
            held.or_insert_with(|| (row.topic.as_str(), BTreeSet::new(), 0.0));
        if customers.insert(&row.id) {
            *arr += row.arr.unwrap_or(0.0);
        }
    }
    let topics = by_topic
        .into_iter()
        .map(|(_, (topic, customers, arr))| TopicRow {
            topic: topic.to_owned(),
            customers: count(customers.len()),
            arr,
        });
    let mut topics: Vec<TopicRow> = topics.collect();
    sort_by(&mut topics, |a, b| {
        (b.customers.cmp(&a.customers))
            .then(b.arr.total_cmp(&a.arr))
            .then_with(|| a.topic.cmp(&b.topic))
    });
    topics
}

fn teams(rows: &[RequestRow]) -> Vec<TeamRow> {
    let mut teams: BTreeMap<&str, TeamRow> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.state != RequestState::Done) {
        let held = teams.entry(&row.team).or_insert_with(|| TeamRow {
            team: row.team.clone(),
            open: 0,
            unanswered: 0,
            oldest_days: 0,
        });
        held.open += 1;
        held.unanswered += u32::from(row.state == RequestState::New);
        held.oldest_days = held.oldest_days.max(row.age_days);
    }
    let mut teams: Vec<TeamRow> = teams.into_values().collect();
    sort_by(&mut teams, |a, b| {
        (b.open.cmp(&a.open)).then_with(|| a.team.cmp(&b.team))
    });
    teams
}

/// A line of the file.
pub(super) fn line(row: RequestRow) -> Vec<CellView> {
    let state = match row.state {
        RequestState::New => "new",
        RequestState::Answered => "answered",
        RequestState::Done => "done",
    };
    let number = |n: u32| number_cell(Some(f64::from(n)));
    vec![
        text_cell(row.id),
        text_cell(row.name),
        text_cell(row.ticket),
        text_cell(row.topic),
        number(row.n_same),
        text_cell(row.team),
        text_cell(row.priority),
        CellView::Day(row.opened_on),
        day_cell(row.done_on),
        text_cell(state),
        number(row.age_days),
    ]
}
