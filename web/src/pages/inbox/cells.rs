//! A line of the list as cells: a heading, or an item with what is due, whose, and at stake.

use super::layout::{Group, Line};
use crate::pages::work::item_mark;
use crate::route::Route;
use crate::store::Env;
use crate::ui::badge::{band_shape, band_word};
use crate::ui::feedback::Skeleton;
use crate::ui::stroke::{keep_keys, press_box};
use crate::ui::table::number_cell;
use crate::ui::virtual_table::{ColumnWidth, TableColumn};
use crate::words::{NONE, alert_state_text, role_word, severity_word, task_state_text};
use perennial_data::{Csv, Day};
use perennial_i18n::{Messages, Money};
use perennial_protocol::view::{Band, CellView, InboxItem, InboxView};
use yew::prelude::*;

/// Columns of the list.
pub(super) fn columns(m: Messages) -> Vec<TableColumn> {
    let column = |key: &'static str, label: &'static str, width| TableColumn {
        key: key.into(),
        label: label.into(),
        width,
        sortable: false,
    };
    vec![
        column("mark", "", ColumnWidth::Mark),
        column("what", m.ask_what(), ColumnWidth::Title),
        column("customer", m.customers_column_name(), ColumnWidth::Name),
        column("due", m.ask_due(), ColumnWidth::Date),
        column("money", m.customers_column_arr(), ColumnWidth::Number),
        column("owner", m.ask_owner(), ColumnWidth::Date),
        column("state", m.word_state(), ColumnWidth::Date),
    ]
}

/// What happens with a line.
pub(super) struct Deeds {
    /// The box was pressed, with Shift or without.
    pub(super) onmark: Callback<bool>,
    /// The item is looked at.
    pub(super) onopen: Callback<()>,
}

/// The heading of a group.
pub(super) fn heading(m: Messages, group: Group, n: usize) -> Html {
    html! {
        <td class="vtable__heading" colspan="7">
            <strong>{ group.word(m) }</strong>{ " " }<span class="muted">{ m.count(n) }</span>
        </td>
    }
}

/// Cells of a line whose item is not there yet.
pub(super) fn waiting(line: Option<Line>) -> Html {
    match line {
        Some(Line::Item(_)) => (0..7)
            .map(|_| html! { <td>{ Skeleton::Line.view() }</td> })
            .collect(),
        _ => html! { <td colspan="7"></td> },
    }
}

/// What all items have.
struct Common<'a> {
    account: &'a str,
    name: &'a str,
    title: &'a str,
    band: Band,
    due: Option<Day>,
    arr: Option<f64>,
    owner: String,
    state: String,
}

impl<'a> Common<'a> {
    fn of(m: Messages, item: &'a InboxItem) -> Self {
        match item {
            InboxItem::Alert(alert) => Self {
                account: &alert.account,
                name: &alert.name,
                title: alert.title.get(m.language()),
                band: alert.band,
                due: alert.due,
                arr: alert.arr,
                owner: alert.owner.clone(),
                state: alert_state_text(m, &alert.state),
            },
            InboxItem::Task(task) => Self {
                account: &task.account,
                name: &task.name,
                title: task.title.get(m.language()),
                band: task.band,
                due: Some(task.due),
                arr: task.arr,
                // A role stands where no name is known.
                owner: match (task.owner.is_empty(), task.role) {
                    (true, Some(role)) => role_word(m, role).to_owned(),
                    _ => task.owner.clone(),
                },
                state: task_state_text(m, &task.state),
            },
        }
    }
}

/// All items as they go out: what the list shows of each, numbers in full.
pub(super) fn csv(env: &Env, view: &InboxView) -> String {
    let m = env.m;
    let mut csv = Csv::default();
    csv.text(m.save_account());
    for name in [
        m.customers_column_name(),
        m.ask_what(),
        m.band_label(),
        m.ask_due(),
        m.customers_column_arr(),
        m.ask_owner(),
        m.word_state(),
    ] {
        csv.text(name);
    }
    csv.end_row();
    for item in &view.items {
        let common = Common::of(m, item);
        csv.text(common.account);
        csv.text(common.name);
        csv.text(common.title);
        csv.text(band_word(common.band, m));
        let due = common.due.map_or(CellView::Missing, CellView::Day);
        due.write(&mut csv);
        let arr = common.arr.map_or(CellView::Missing, CellView::Number);
        arr.write(&mut csv);
        csv.text(&common.owner);
        csv.text(&common.state);
        csv.end_row();
    }
    csv.finish()
}

/// The cells of an item.
pub(super) fn item(
    env: &Env,
    item: &InboxItem,
    is_chosen: bool,
    currency: &str,
    deeds: &Deeds,
) -> Html {
    let m = env.m;
    let Common {
        account,
        name,
        title,
        band,
        due,
        arr,
        owner,
        state,
    } = Common::of(m, item);
    let press = move |event: MouseEvent| press_box(&event, is_chosen);
    let onmark = deeds.onmark.reform(press);
    let onopen = deeds.onopen.reform(|event: MouseEvent| keep_keys(&event));
    let when = due.map(|due| m.days_from(due, env.state.as_of()));
    let money = arr.map_or_else(|| NONE.to_owned(), |arr| m.money(Money::new(arr, currency)));
    let owner = if owner.is_empty() {
        html! { <span class="muted">{ m.word_nobody() }</span> }
    } else {
        html! { { owner } }
    };
    // The keys work on the table as a whole: a tab stop for each of 10,000 would help nobody.
    html! {
        <>
            <td>
                <input type="checkbox" class="line-mark" tabindex="-1" checked={is_chosen}
                    aria-label={m.inbox_choose(name, title)} onclick={onmark} />
            </td>
            <td>
                <button type="button" class="item-link mark-and-text" tabindex="-1" title={title.to_owned()}
                    onclick={onopen} aria-haspopup="dialog">
                    { item_mark(m, item) }
                    <span class="one-line">{ title }</span>
                    if let InboxItem::Alert(alert) = item {
                        <span class="small muted item-link__word" aria-hidden="true">{ severity_word(m, alert.severity) }</span>
                    }
                </button>
            </td>
            <td>
                <a class="customer-link mark-and-text" tabindex="-1" href={env.link(Route::Customer(account.to_owned()))}>
                    { band_shape(band, Some(band_word(band, m))) }
                    <span class="one-line">{ name }</span>
                </a>
            </td>
            <td title={when}>{ due.map_or_else(|| NONE.to_owned(), |due| due.to_string()) }</td>
            { number_cell(money) }
            <td>{ owner }</td>
            <td title={state.clone()}>{ state }</td>
        </>
    }
}
