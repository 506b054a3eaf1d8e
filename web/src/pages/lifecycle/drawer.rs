//! The customers behind a number of the board or of a track.

use super::board::{pace_icon, usual};
use super::{amount, customer_link};
use crate::pages::save::Shown;
use crate::route::{ListView, Route};
use crate::store::Env;
use crate::ui::badge::{band_shape, band_word};
use crate::ui::button::Button;
use crate::ui::dialog::{Dialog, DialogKind};
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::{fact, head, number_cell};
use crate::words::{NONE, pace_code, pace_word};
use perennial_protocol::view::{
    Band, LifecycleView, Pace, StageColumn, StageCustomer, TrackColumn, TrackCustomer,
};
use perennial_protocol::{Filter, LifeColumn};
use yew::prelude::*;

/// A stage: who is in it by its rules, how long others stayed, and its customers.
pub(super) fn stage_drawer(
    env: &Env,
    view: &LifecycleView,
    stage: &StageColumn,
    pace: Option<Pace>,
    onclose: &Callback<()>,
) -> Html {
    let m = env.m;
    let title = stage.title.get(m.language()).to_owned();
    let n = match pace {
        Some(pace) => stage
            .by_pace
            .get(pace as usize)
            .copied()
            .unwrap_or_default(),
        None => stage.n,
    };
    let title = match pace {
        Some(pace) => format!("{title} · {}", pace_word(m, pace)),
        None => title,
    };
    let shown = stage.customers.iter();
    let shown = shown.filter(|customer| pace.is_none_or(|pace| customer.pace == pace));
    let shown: Vec<&StageCustomer> = shown.collect();
    let mut all = vec![is(&LifeColumn::Stage, &stage.id)];
    all.extend(pace.map(|pace| is(&LifeColumn::Pace, pace_code(pace))));
    let row = |customer: &&StageCustomer| {
        html! {
            <tr key={customer.id.clone()}>
                { name(env, &customer.id, &customer.name, customer.band) }
                <td>{ customer.entered_on.to_string() }</td>
                { number_cell(m.unit_days(&m.count(customer.days))) }
                <td><span class="board__pace">{ pace_icon(customer.pace) }{ pace_word(m, customer.pace) }</span></td>
                { number_cell(money(env, view, customer.arr)) }
            </tr>
        }
    };
    html! {
        <Dialog {title} kind={DialogKind::Drawer} messages={m} onclose={onclose.clone()}>
            <div class="stack" data-testid="stage-customers">
                <p class="figure__value">{ m.count_customers(n) }</p>
                <section class="stack stack--tight">
                    <h3>{ m.customer_definition() }</h3>
                    <p>{ stage.definition.get(m.language()) }</p>
                    <p class="muted">{ m.pace_note() }</p>
                </section>
                <dl class="facts">
                    { fact(m.portfolio_money(), amount(env, view, stage.arr)) }
                    { fact(m.board_stays(), usual(m, stage)) }
                </dl>
                { whole(env, all, shown.len(), n) }
                <div class="table-scroll">
                    <table class="table table--people">
                        { head(&[
                            Text(m.word_customers()),
                            Text(m.board_since()),
                            Number(m.board_days()),
                            Text(m.board_pace()),
                            Number(m.customers_column_arr()),
                        ]) }
                        <tbody>{ for shown.iter().map(row) }</tbody>
                    </table>
                </div>
                <Shown />
            </div>
        </Dialog>
    }
}

/// A track: its customers, since when.
pub(super) fn track_drawer(
    env: &Env,
    view: &LifecycleView,
    at: usize,
    onclose: &Callback<()>,
) -> Html {
    let m = env.m;
    let Some(TrackColumn {
        id,
        title,
        n,
        customers,
        ..
    }) = view.tracks.get(at)
    else {
        return html! {};
    };
    let all = is(&LifeColumn::Track(id.clone()), id);
    let row = |customer: &TrackCustomer| {
        let since = customer.since.map(|since| since.to_string());
        html! {
            <tr key={customer.id.clone()}>
                { name(env, &customer.id, &customer.name, customer.band) }
                <td>{ since.unwrap_or_else(|| m.stay_before().to_owned()) }</td>
                { number_cell(money(env, view, customer.arr)) }
            </tr>
        }
    };
    html! {
        <Dialog title={title.get(m.language()).to_owned()} kind={DialogKind::Drawer} messages={m}
            onclose={onclose.clone()}>
            <div class="stack" data-testid="track-customers">
                <p class="figure__value">{ m.count_customers(*n) }</p>
                <p>{ m.tracks_note() }</p>
                { whole(env, vec![all], customers.len(), *n) }
                <div class="table-scroll">
                    <table class="table table--people">
                        { head(&[
                            Text(m.word_customers()),
                            Text(m.board_since()),
                            Number(m.customers_column_arr()),
                        ]) }
                        <tbody>{ for customers.iter().map(row) }</tbody>
                    </table>
                </div>
                <Shown />
            </div>
        </Dialog>
    }
}

/// The customer's name with its band, which leads to its page.
fn name(env: &Env, id: &str, name: &str, band: Band) -> Html {
    html! {
        <th scope="row">
            <span class="mark-and-text">
                { band_shape(band, Some(band_word(band, env.m))) }
                <a href={customer_link(env, id)}>{ name.to_owned() }</a>
            </span>
        </th>
    }
}

/// The way to the whole list; says so where not all of it is here.
fn whole(env: &Env, filters: Vec<Filter>, shown: usize, n: u32) -> Html {
    let m = env.m;
    let list = env.link(Route::Customers(ListView::of_life(filters)));
    html! {
        <p class="cluster">
            { Button::link(m.board_list(), list).view() }
            if shown < n as usize {
                <span class="muted">{ m.board_cut(shown, n) }</span>
            }
        </p>
    }
}

fn is(column: &LifeColumn, code: &str) -> Filter {
    Filter::OneOf(column.column(), vec![code.to_owned()])
}

fn money(env: &Env, view: &LifecycleView, arr: Option<f64>) -> String {
    arr.map_or_else(|| NONE.to_owned(), |arr| amount(env, view, arr))
}
