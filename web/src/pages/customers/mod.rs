//! Customers: the table. Rows come by windows from the engine, so that 100,000 scroll like 100.

mod bar;
mod cells;
mod chosen;
mod groups;
mod picker;
mod rows;
mod select;
mod selection;
mod views;

use super::parts::{Ahead, failure_notice, no_customers, page_head};
use super::save::file_buttons;
use crate::queries::{catalogue, use_view};
use crate::route::{ListView, Route, column_code, column_of};
use crate::state::Engine;
use crate::store::{Env, use_env};
use crate::ui::button::Button;
use crate::ui::feedback::Empty;
use crate::ui::icon::Icon;
use crate::ui::table::Direction;
use crate::ui::virtual_table::{ColumnWidth, TableColumn, VirtualTable};
use crate::words::column_title;
use perennial_protocol::view::{CatalogueView, CustomersView};
use perennial_protocol::{ColumnRef, CustomersQuery, LifeColumn, Request, Sort, Window};
use rows::use_rows;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct CustomersProps {
    /// What the address says about the list.
    pub(super) list: ListView,
}

/// The screen.
#[component]
pub(super) fn Customers(props: &CustomersProps) -> Html {
    let env = use_env();
    let m = env.m;
    let list = &props.list;
    let columns = list.shown_columns();
    let names_metrics = columns.iter().any(|c| matches!(c, ColumnRef::Metric(_)));
    let known = use_view(names_metrics.then_some(Request::Catalogue), catalogue);
    let query = query(&env, list);
    let rows = use_rows(&env, &query);
    let active = use_state_eq(|| None::<usize>);
    let selecting = select::use_selecting(&env, &rows, &query, &active);
    if env.state.engine == Engine::Ready && !env.state.has_customers() {
        return html! {
            <div class="page">
                { page_head(m.customers_title()) }
                { no_customers(&env) }
            </div>
        };
    }
    let view = rows.view();
    let onlist = {
        let (env, before) = (env.clone(), list.clone());
        Callback::from(move |next: ListView| {
            let is_typing = next.search != before.search && next.filters == before.filters;
            let place = env.place(Route::Customers(next));
            // Each choice is a step that Back takes back; each keystroke is not.
            if is_typing {
                env.store.refine(place);
            } else {
                env.store.go(&place);
            }
        })
    };
    let failure = rows
        .failure()
        .map(|failure| failure_notice(&env, &failure, &rows.retry));
    let n_rows = view.as_ref().map_or(0, |view| view.n_matching as usize);
    let is_nothing = view.as_ref().is_some_and(|view| view.n_matching == 0);
    html! {
        <div class="page page--fill" aria-busy={rows.is_loading().to_string()}>
            <header class="page__head">
                <h1 tabindex="-1">{ m.customers_title() }</h1>
                if let Some(view) = &view {
                    <span class="muted" role="status" data-testid="shown">
                        { m.customers_shown(view.n_matching, view.n_existing) }
                    </span>
                }
                <span class="push" />
                { groups::by(&env, list, &onlist) }
                <views::Views list={list.clone()} />
                <picker::Picker list={list.clone()} onlist={onlist.clone()} />
                if list.group.is_none() {
                    { file_buttons(&env, &Request::CustomersFile(query.clone())) }
                }
            </header>
            <bar::Bar list={list.clone()} view={view.clone()}
                catalogue={known.slot.data().cloned()} onlist={onlist.clone()} />
            { failure.unwrap_or_default() }
            if rows.is_loading() {
                <Ahead asked={rows.asked()} />
            }
            if is_nothing {
                { nothing(&env, &onlist) }
            } else if let Some(by) = list.group.clone() {
                <groups::Groups list={list.clone()} {by} query={query.clone()} />
            } else {
                { table(&env, list, &columns, known.slot.data(), &rows, n_rows, &active, &selecting, &onlist) }
            }
            <chosen::Chosen ids={Rc::clone(selecting.now().ids())} {query} {view} onclear={selecting.onclear()} />
        </div>
    }
}

/// What the address asks of the engine; the window is the rows' concern.
fn query(env: &Env, list: &ListView) -> CustomersQuery {
    CustomersQuery {
        as_of: env.state.as_of(),
        since: env.state.since(),
        columns: list.shown_columns(),
        search: list.search.clone(),
        filters: list.filters.clone(),
        sort: list.sort.clone(),
        window: Window { offset: 0, len: 0 },
    }
}

fn nothing(env: &Env, onlist: &Callback<ListView>) -> Html {
    let m = env.m;
    let onclick = onlist.reform(|()| ListView::default());
    Empty {
        icon: Icon::Filter,
        title: m.customers_none_title().into(),
        note: m.customers_none_note().into(),
        actions: html! { { Button::new(m.customers_filter_clear(), onclick).view() } },
    }
    .view()
}

#[allow(clippy::too_many_arguments)] // the table's own arguments, gathered by the screen
fn table(
    env: &Env,
    list: &ListView,
    columns: &[ColumnRef],
    catalogue: Option<&Rc<CatalogueView>>,
    rows: &rows::Rows,
    n_rows: usize,
    active: &UseStateHandle<Option<usize>>,
    selecting: &select::Selecting,
    onlist: &Callback<ListView>,
) -> Html {
    let m = env.m;
    let workspace = env.state.workspace.as_deref();
    let view = rows.view();
    let names = view.as_deref().map_or(&[][..], |view| &view.names);
    let boxes = TableColumn {
        key: "box".into(),
        label: "".into(),
        width: ColumnWidth::Mark,
        sortable: false,
    };
    let titles = std::iter::once(&ColumnRef::Name)
        .chain(columns)
        .map(|column| TableColumn {
            key: column_code(column).into(),
            label: column_title(m, column, workspace, catalogue.map(Rc::as_ref), names).into(),
            width: width(column),
            sortable: true,
        });
    let by = list.sort.clone().unwrap_or(Sort {
        column: ColumnRef::Name,
        descending: false,
    });
    let direction = if by.descending {
        Direction::Descending
    } else {
        Direction::Ascending
    };
    let onsort = {
        let (list, by, onlist) = (list.clone(), by.clone(), onlist.clone());
        Callback::from(move |key: AttrValue| {
            if let Some(column) = column_of(&key) {
                onlist.emit(ListView {
                    sort: Some(next_sort(&by, column)),
                    ..list.clone()
                });
            }
        })
    };
    let row = {
        let (env, rows, columns) = (env.clone(), rows.clone(), columns.to_vec());
        let selecting = selecting.clone();
        Callback::from(move |at: usize| {
            html! { <>{ selecting.cell(at) }{ cells::row(&env, &rows, &columns, at) }</> }
        })
    };
    let onopen = {
        let (env, rows) = (env.clone(), rows.clone());
        Callback::from(move |at: usize| {
            if let Some(row) = rows.row(at) {
                env.go(Route::Customer(row.id.clone()));
            }
        })
    };
    let onactive = {
        let active = active.setter();
        Callback::from(move |at| active.set(Some(at)))
    };
    let columns: Vec<_> = std::iter::once(boxes).chain(titles).collect();
    html! {
        <div class="fill list-keys" onkeydown={selecting.onkeydown()}>
            <VirtualTable label={m.customers_table_label()} {columns} {n_rows} {row}
                selected={selecting.is_selected()} box_head={selecting.head()}
                sort={Some((AttrValue::from(column_code(&by.column)), direction))} {onsort}
                active={**active} {onactive} {onopen} onrange={rows.onrange()} reset={rows.reset.clone()} messages={m} />
        </div>
    }
}

/// A second press turns the order; numbers begin with the largest.
fn next_sort(now: &Sort, column: ColumnRef) -> Sort {
    let descending = if now.column == column {
        !now.descending
    } else {
        matches!(width(&column), ColumnWidth::Number | ColumnWidth::Count)
    };
    Sort { column, descending }
}

fn width(column: &ColumnRef) -> ColumnWidth {
    match column {
        ColumnRef::Name => ColumnWidth::Wide,
        ColumnRef::RenewalOn => ColumnWidth::Date,
        ColumnRef::Band | ColumnRef::Field(_) => ColumnWidth::Text,
        ColumnRef::Health
        | ColumnRef::Change
        | ColumnRef::Coverage
        | ColumnRef::Outcome
        | ColumnRef::Experience
        | ColumnRef::Arr
        | ColumnRef::Metric(_)
        | ColumnRef::Measure(_) => ColumnWidth::Number,
        ColumnRef::Life(code) => match LifeColumn::of_code(code) {
            Some(
                LifeColumn::Stage
                | LifeColumn::Pace
                | LifeColumn::Tier
                | LifeColumn::Level
                | LifeColumn::Track(_)
                | LifeColumn::Alert(_),
            ) => ColumnWidth::Text,
            _ => ColumnWidth::Count,
        },
    }
}

/// The newest view of the list, whatever its window.
pub(super) type ListData = Option<Rc<CustomersView>>;
