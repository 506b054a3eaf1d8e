//! The customer's rows, table by table, page by page.

use crate::pages::parts::{Pager, view_or_wait};
use crate::pages::save::{self, ALL, buttons};
use crate::queries::{rows, use_view};
use crate::store::{Env, use_env};
use crate::ui::card::Card;
use crate::ui::form::Choice;
use crate::ui::tabs::Tabs;
use crate::words::cell_text;
use perennial_data::{FieldKind, TableId};
use perennial_protocol::view::{CellView, CustomerView, RowsView};
use perennial_protocol::{Request, Window};
use std::rc::Rc;
use yew::prelude::*;

/// Rows on a page.
const PAGE: u32 = 20;

#[derive(Properties)]
pub(super) struct TablesProps {
    pub(super) view: Rc<CustomerView>,
}

impl PartialEq for TablesProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.view, &other.view)
    }
}

/// Tabs of tables, newest rows first.
#[component]
pub(super) fn Tables(props: &TablesProps) -> Html {
    let env = use_env();
    let m = env.m;
    let chosen = use_state_eq(|| None::<TableId>);
    let tables = &props.view.tables;
    let there = |id: TableId| tables.iter().any(|size| size.table == id);
    let first = tables.first().map(|size| size.table);
    let Some(table) = chosen.filter(|id| there(*id)).or(first) else {
        return html! {};
    };
    let choices: Vec<_> = tables
        .iter()
        .map(|size| {
            let name = size.table.name();
            let label = format!("{} {}", m.table(name).unwrap_or(name), m.count(size.rows));
            Choice::new(name, label)
        })
        .collect();
    let onchange = {
        let chosen = chosen.setter();
        Callback::from(move |name: AttrValue| chosen.set(TableId::from_name(&name)))
    };
    Card::new(m.customer_timeline()).view(html! {
        <Tabs label={m.customer_timeline()} value={table.name()} {choices} {onchange}>
            <TableRows key={table.name()} account={props.view.id.clone()}
                currency={props.view.currency.clone()} {table} />
        </Tabs>
    })
}

#[derive(Properties, PartialEq)]
struct TableRowsProps {
    account: AttrValue,
    currency: AttrValue,
    table: TableId,
}

#[component]
fn TableRows(props: &TableRowsProps) -> Html {
    let env = use_env();
    let offset = use_state_eq(|| 0_u32);
    let request = Request::Rows {
        account: props.account.to_string(),
        table: props.table,
        as_of: env.state.as_of(),
        window: Window {
            offset: *offset,
            len: PAGE,
        },
    };
    let view = use_view(Some(request), rows);
    let ongo = {
        let offset = offset.setter();
        Callback::from(move |to| offset.set(to))
    };
    let onsave = {
        let (env, account, table) = (env.clone(), props.account.to_string(), props.table);
        Callback::from(move |form| {
            let request = Request::Rows {
                account: account.clone(),
                table,
                as_of: env.state.as_of(),
                window: ALL,
            };
            let name = format!("{account}-{}", table.name());
            save::view(&env, (name, form), request, rows, save::rows);
        })
    };
    view_or_wait(&env, &view, |view| {
        html! {
            <>
                { table(&env, &props.currency, view) }
                <div class="cluster">{ buttons(env.m, &onsave) }</div>
                { Pager { offset: view.offset, len: PAGE, total: view.total }.view(&ongo, env.m) }
            </>
        }
    })
}

/// Rows of a table with the names of their fields.
pub(in crate::pages) fn table(env: &Env, currency: &str, view: &RowsView) -> Html {
    let m = env.m;
    let table = view.table.name();
    let spec = view.table.spec();
    let kind = |name: &str| spec.field(name).map(|(_, field)| field.kind);
    let heads = view.columns.iter().map(|name| {
        let class =
            matches!(kind(name), Some(FieldKind::Number | FieldKind::Money)).then_some("number");
        let label = m
            .field(table, name)
            .map_or_else(|| name.clone(), str::to_owned);
        html! { <th scope="col" class={classes!(class)}>{ label }</th> }
    });
    let rows = view.rows.iter().map(|row| {
        let cells = row.iter().zip(&view.columns).map(|(cell, name)| {
            let unit = match kind(name) {
                Some(FieldKind::Money) => "money",
                _ => "score",
            };
            let class = matches!(cell, CellView::Number(_)).then_some("number");
            let text = match (cell, name.as_str()) {
                // The name of a snapshot's value is a field's name.
                (CellView::Text(text), "field") => m
                    .field("snapshots", text)
                    .map_or_else(|| text.clone(), str::to_owned),
                _ => cell_text(m, cell, unit, currency, &[]),
            };
            html! { <td class={classes!(class)}>{ text }</td> }
        });
        html! { <tr>{ for cells }</tr> }
    });
    html! {
        <div class="table-scroll" tabindex="0" role="region" aria-label={m.table(table).unwrap_or(table)}>
            <table class="table table--one-line">
                <thead><tr>{ for heads }</tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}
