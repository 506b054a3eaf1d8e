//! Stages and alerts over the last 24 month-ends: a line, and tables whose numbers open.

use super::Opened;
use crate::pages::explain::Explanation;
use crate::pages::parts::{Trend, TrendPoint, view_or_wait};
use crate::queries::{stage_history, use_view};
use crate::route::{LifeChoice, LifeTab, ListView, Place, Route};
use crate::store::{Env, use_env};
use crate::ui::card::Card;
use crate::ui::figure::{Figure, FigureSize};
use perennial_data::Day;
use perennial_protocol::view::{StageCounts, StageHistoryView};
use perennial_protocol::{Filter, LifeColumn, Request};
use yew::prelude::*;

/// Month-ends before the date that is seen.
const MONTHS: u32 = 24;

#[derive(Properties, PartialEq)]
pub(super) struct HistoryProps {
    pub(super) onopen: Callback<Opened>,
}

/// The part. Asked for when it is seen, apart from the rest of the screen.
#[component]
pub(super) fn History(props: &HistoryProps) -> Html {
    let env = use_env();
    let as_of = env.state.as_of();
    let mut dates = as_of.past_month_ends(MONTHS);
    dates.push(as_of);
    let view = use_view(Some(Request::StageHistory { dates }), stage_history);
    let open = props.onopen.reform(Opened::Figure);
    view_or_wait(&env, &view, |view| {
        html! {
            <div class="grid">
                { trend(&env, view) }
                { stages(&env, view, &open) }
                { alerts(&env, view, &open) }
            </div>
        }
    })
}

/// Customers that exist on a date.
fn all(counts: &StageCounts) -> u32 {
    counts.stages.iter().sum::<u32>() + counts.without
}

fn share(n: u32, of: u32) -> f64 {
    f64::from(n) / f64::from(of.max(1))
}

/// The share of customers with an open alert.
fn trend(env: &Env, view: &StageHistoryView) -> Html {
    let m = env.m;
    let points = view.dates.iter().map(|counts| {
        let of = all(counts);
        let share = (of > 0).then(|| share(counts.with_alert, of));
        TrendPoint {
            on: counts.on,
            value: share.map(|share| share * 100.0),
            text: share.map_or_else(String::new, |share| m.percent(share, 0)),
        }
    });
    let trend = Trend {
        label: m.history_trend(),
        points: points.collect(),
        edges: Vec::new(),
        marked: None,
    };
    Card::new(m.history_trend()).view(trend.view(env))
}

/// A column of counts.
struct Column {
    title: String,
    /// What the number of a date counts.
    definition: &'static str,
    filter: Filter,
    counts: Vec<u32>,
}

/// Customers by stage, those in none, and those with an alert.
fn stages(env: &Env, view: &StageHistoryView, open: &Callback<Explanation>) -> Html {
    let m = env.m;
    let each = |count: &dyn Fn(&StageCounts) -> u32| view.dates.iter().map(count).collect();
    let of_stages = view
        .stages
        .iter()
        .enumerate()
        .map(|(at, (id, title))| Column {
            title: title.get(m.language()).to_owned(),
            definition: m.history_stage_definition(),
            filter: Filter::OneOf(LifeColumn::Stage.column(), vec![id.clone()]),
            counts: each(&|counts| counts.stages.get(at).copied().unwrap_or(0)),
        });
    let without = Column {
        title: m.flows_outside().to_owned(),
        definition: m.board_without_note(),
        filter: Filter::Missing(LifeColumn::Stage.column()),
        counts: each(&|counts| counts.without),
    };
    let with_alert = Column {
        title: m.history_with_alert().to_owned(),
        definition: m.history_with_alert_definition(),
        filter: Filter::Between(LifeColumn::Alerts.column(), Some(1.0), None),
        counts: each(&|counts| counts.with_alert),
    };
    let columns: Vec<Column> = of_stages.chain([without, with_alert]).collect();
    Card {
        note: Some(m.history_note().into()),
        ..Card::new(m.history_stages())
    }
    .view(table(
        env,
        view,
        ("history-stages", m.history_stages(), &columns),
        open,
    ))
}

/// Customers by signal, as far as any date has an alert of it.
fn alerts(env: &Env, view: &StageHistoryView, open: &Callback<Explanation>) -> Html {
    let m = env.m;
    let columns = view.signals.iter().enumerate().map(|(at, signal)| {
        let counts = view.dates.iter();
        let counts = counts.map(|counts| counts.alerts.get(at).copied().unwrap_or(0));
        Column {
            title: signal.title.get(m.language()).to_owned(),
            definition: m.history_alert_definition(),
            filter: Filter::OneOf(
                LifeColumn::Alert(signal.id.clone()).column(),
                vec![signal.id.clone()],
            ),
            counts: counts.collect(),
        }
    });
    let any = |column: &Column| column.counts.iter().any(|n| *n > 0);
    let columns: Vec<Column> = columns.filter(any).collect();
    let content = if columns.is_empty() {
        html! { <p class="muted">{ m.history_no_alerts() }</p> }
    } else {
        table(
            env,
            view,
            ("history-alerts", m.history_alerts(), &columns),
            open,
        )
    };
    Card::new(m.history_alerts()).view(content)
}

/// A row per date, the newest first.
fn table(
    env: &Env,
    view: &StageHistoryView,
    (id, label, columns): (&'static str, &'static str, &[Column]),
    open: &Callback<Explanation>,
) -> Html {
    let m = env.m;
    let head = columns
        .iter()
        .map(|column| html! { <th scope="col" class="number moves__to">{ &column.title }</th> });
    let cell = |column: &Column, row: usize, counts: &StageCounts| {
        let n = column.counts.get(row).copied().unwrap_or(0);
        if n == 0 {
            return html! { <td class="number muted">{ m.count(n) }</td> };
        }
        let explanation = explanation(env, column, n, counts);
        let label = m.history_cell(counts.on, &column.title);
        let onopen = open.reform(move |()| explanation.clone());
        html! {
            <td class="number">
                { Figure { size: FigureSize::Inline, ..Figure::new(label, m.count(n), onopen) }.view() }
            </td>
        }
    };
    let rows = view.dates.iter().enumerate().rev().map(|(row, counts)| {
        html! {
            <tr key={counts.on.number()}>
                <th scope="row" class="one-line">{ m.date(counts.on) }</th>
                { for columns.iter().map(|column| cell(column, row, counts)) }
            </tr>
        }
    });
    html! {
        <div class="table-scroll" tabindex="0" role="group" aria-label={label}>
            <table class="table" data-testid={id}>
                <thead><tr><th scope="col">{ m.history_date() }</th>{ for head }</tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}

/// What a number counts, what part of all customers it is, and the list and the board of its date.
fn explanation(env: &Env, column: &Column, n: u32, counts: &StageCounts) -> Explanation {
    let m = env.m;
    let of = all(counts);
    let then = |route: Route| on_date(env, route, counts.on);
    let list = Route::Customers(ListView::of_life(vec![column.filter.clone()]));
    let board = Route::Lifecycle(LifeChoice::of(LifeTab::Board));
    Explanation {
        title: m.history_cell(counts.on, &column.title),
        value: m.count_customers(n),
        definition: column.definition.to_owned(),
        formula: m.formula_division(&m.count(n), &m.percent(share(n, of), 1), &m.count(of)),
        facts: Vec::new(),
        links: vec![
            (m.board_list().to_owned(), then(list)),
            (m.flows_board(counts.on), then(board)),
        ],
    }
}

/// The address of a screen on another date.
fn on_date(env: &Env, route: Route, on: Day) -> String {
    let place = Place {
        on: (on != env.state.today).then_some(on),
        ..env.place(route)
    };
    place.hash()
}
