//! A figure over many customers taken apart: what it is, how it comes about, the rows behind it.

use super::customer_link;
use crate::pages::save::Shown;
use crate::store::Env;
use crate::ui::dialog::{Dialog, DialogKind};
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::{head, number_cell};
use crate::words::{
    NONE, figure_columns, figure_definition, figure_formula, figure_state, unit_text,
};
use perennial_protocol::view::{FigureRow, FigureView};
use yew::prelude::*;

/// The figure, beside the page.
pub(super) fn figure_drawer(
    env: &Env,
    (title, currency): (&str, &str),
    figure: &FigureView,
    onclose: &Callback<()>,
) -> Html {
    let m = env.m;
    let days = match figure.days {
        Some(days) => m.figure_days(days),
        None => m.figure_today().to_owned(),
    };
    html! {
        <Dialog title={title.to_owned()} kind={DialogKind::Drawer} messages={m} onclose={onclose.clone()}>
            <div class="stack" data-testid="figure">
                <p class="figure__value">{ unit_text(m, figure.value, &figure.unit, currency) }</p>
                <section class="stack stack--tight">
                    <h3>{ m.customer_definition() }</h3>
                    <p>{ figure_definition(m, &figure.code) }</p>
                </section>
                <section class="stack stack--tight">
                    <h3>{ m.customer_formula() }</h3>
                    <p class="formula">{ figure_formula(m, figure, currency) }</p>
                    <p class="muted">{ days }</p>
                </section>
                if !figure.rows.is_empty() {
                    <section class="stack stack--tight">
                        <h3>{ m.figure_behind() }</h3>
                        { rows(env, figure) }
                        <Shown />
                    </section>
                }
            </div>
        </Dialog>
    }
}

fn rows(env: &Env, figure: &FigureView) -> Html {
    let m = env.m;
    let (on, value) = figure_columns(m, &figure.code);
    let has_state = figure
        .rows
        .iter()
        .any(|row| !figure_state(m, &row.state).is_empty());
    let mut columns = vec![Text(m.customers_column_name()), Text(on)];
    columns.extend(value.map(|(title, _)| Number(title)));
    if has_state {
        columns.push(Text(m.word_state()));
    }
    let line = |(at, row): (usize, &FigureRow)| {
        let on = row.on.map(|on| on.to_string());
        html! {
            <tr key={at}>
                <th scope="row"><a href={customer_link(env, &row.id)}>{ &row.name }</a></th>
                <td>{ on.unwrap_or_else(|| NONE.to_owned()) }</td>
                { value.map(|(_, unit)| number_cell(unit_text(m, row.value, unit, ""))) }
                if has_state {
                    <td>{ figure_state(m, &row.state) }</td>
                }
            </tr>
        }
    };
    let n_shown = figure.rows.len();
    html! {
        <>
            if n_shown < figure.n_rows as usize {
                <p class="muted">{ m.figure_cut(n_shown, figure.n_rows) }</p>
            }
            <div class="table-scroll">
                <table class="table table--people">
                    { head(&columns) }
                    <tbody>{ for figure.rows.iter().enumerate().map(line) }</tbody>
                </table>
            </div>
        </>
    }
}
