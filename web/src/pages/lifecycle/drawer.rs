//! The customers behind a number of the board or of a track.

use super::board::{pace_icon, usual};
use super::{amount, customer_link};
use crate::store::Env;
use crate::ui::badge::{BadgeSize, band_badge};
use crate::ui::dialog::{Dialog, DialogKind};
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::{fact, head, number_cell};
use crate::words::{NONE, pace_word};
use perennial_protocol::view::{LifecycleView, Pace, StageColumn, StageCustomer, TrackCustomer};
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
    let row = |customer: &&StageCustomer| {
        html! {
            <tr key={customer.id.clone()}>
                <th scope="row"><a href={customer_link(env, &customer.id)}>{ &customer.name }</a></th>
                <td>{ customer.entered_on.to_string() }</td>
                { number_cell(m.unit_days(&m.count(customer.days))) }
                <td>{ pace_icon(customer.pace) }{ pace_word(m, customer.pace) }</td>
                { number_cell(money(env, view, customer.arr)) }
                <td>{ band_badge(customer.band, BadgeSize::Plain, m) }</td>
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
                { cut(env, shown.len(), n) }
                <div class="table-scroll">
                    <table class="table">
                        { head(&[
                            Text(m.word_customers()),
                            Text(m.board_since()),
                            Number(m.board_days()),
                            Text(m.board_pace()),
                            Number(m.customers_column_arr()),
                            Text(m.band_label()),
                        ]) }
                        <tbody>{ for shown.iter().map(row) }</tbody>
                    </table>
                </div>
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
    let Some((title, _, n)) = view.tracks.get(at) else {
        return html! {};
    };
    let customers = view.track_customers.get(at).map_or(&[][..], Vec::as_slice);
    let row = |customer: &TrackCustomer| {
        let since = customer.since.map(|since| since.to_string());
        html! {
            <tr key={customer.id.clone()}>
                <th scope="row"><a href={customer_link(env, &customer.id)}>{ &customer.name }</a></th>
                <td>{ since.unwrap_or_else(|| m.stay_before().to_owned()) }</td>
                { number_cell(money(env, view, customer.arr)) }
                <td>{ band_badge(customer.band, BadgeSize::Plain, m) }</td>
            </tr>
        }
    };
    html! {
        <Dialog title={title.get(m.language()).to_owned()} kind={DialogKind::Drawer} messages={m}
            onclose={onclose.clone()}>
            <div class="stack" data-testid="track-customers">
                <p class="figure__value">{ m.count_customers(*n) }</p>
                <p>{ m.tracks_note() }</p>
                { cut(env, customers.len(), *n) }
                <div class="table-scroll">
                    <table class="table">
                        { head(&[
                            Text(m.word_customers()),
                            Text(m.board_since()),
                            Number(m.customers_column_arr()),
                            Text(m.band_label()),
                        ]) }
                        <tbody>{ for customers.iter().map(row) }</tbody>
                    </table>
                </div>
            </div>
        </Dialog>
    }
}

/// Says so where not all are listed.
fn cut(env: &Env, shown: usize, n: u32) -> Html {
    html! {
        if shown < n as usize {
            <p class="muted">{ env.m.board_cut(shown, n) }</p>
        }
    }
}

fn money(env: &Env, view: &LifecycleView, arr: Option<f64>) -> String {
    arr.map_or_else(|| NONE.to_owned(), |arr| amount(env, view, arr))
}
