//! A row of the table as cells.

use super::rows::{Rows, Written};
use crate::route::{Place, Route};
use crate::store::Env;
use crate::ui::badge::{BadgeSize, band_badge, band_shape, band_word, delta};
use crate::ui::feedback::Skeleton;
use crate::ui::table::number_cell;
use crate::words::cell_text;
use perennial_protocol::ColumnRef;
use perennial_protocol::view::{CellView, CustomerRow};
use yew::prelude::*;

/// The cells of the row at a position; a skeleton while it is not there.
pub(super) fn row(env: &Env, rows: &Rows, columns: &[ColumnRef], at: usize) -> Html {
    let Some(row) = rows.row(at) else {
        return (0..=columns.len())
            .map(|_| html! { <td>{ Skeleton::Line.view() }</td> })
            .collect();
    };
    let cells = columns.iter().enumerate().map(|(place, column)| {
        let value = row.cells.get(place).cloned().unwrap_or_default();
        cell(env, rows, &row, column, &value, &rows.written(place))
    });
    let place = Place {
        route: Route::Customer(row.id.clone()),
        on: env.state.place.on,
        since: Some(env.state.since()),
    };
    html! {
        <>
            <td>
                // Reached with Enter on the row; a tab stop for each of 100,000 would help nobody.
                <a class="customer-link mark-and-text" href={place.hash()} tabindex="-1">
                    { band_shape(row.health.band, Some(band_word(row.health.band, env.m))) }
                    <span class="one-line">{ &row.name }</span>
                </a>
            </td>
            { for cells }
        </>
    }
}

fn cell(
    env: &Env,
    rows: &Rows,
    row: &CustomerRow,
    column: &ColumnRef,
    value: &CellView,
    written: &Written,
) -> Html {
    let m = env.m;
    match (column, value) {
        (ColumnRef::Band, _) => html! {
            <td>{ band_badge(row.health.band, BadgeSize::Plain, m) }</td>
        },
        (ColumnRef::Change, CellView::Number(change)) => html! {
            <td class="number">{ delta(Some(*change), m) }</td>
        },
        (ColumnRef::Life(column), CellView::Text(code)) => {
            let word = rows.word(m, column, code);
            html! { <td title={word.clone()}>{ word }</td> }
        }
        (_, CellView::Number(_) | CellView::Health(_)) => {
            number_cell(text(env, column, value, written))
        }
        (ColumnRef::Field(_) | ColumnRef::Name | ColumnRef::RenewalOn | ColumnRef::Life(_), _) => {
            let text = text(env, column, value, written);
            html! { <td title={text.clone()}>{ text }</td> }
        }
        _ => number_cell(text(env, column, value, written)),
    }
}

/// Health and scores have one decimal, and never look as if they lay in another band.
fn text(env: &Env, column: &ColumnRef, value: &CellView, written: &Written) -> String {
    let unit = match column {
        ColumnRef::Health | ColumnRef::Outcome | ColumnRef::Experience | ColumnRef::Measure(_) => {
            "health"
        }
        _ => &written.unit,
    };
    cell_text(env.m, value, unit, &written.currency, &written.edges)
}
