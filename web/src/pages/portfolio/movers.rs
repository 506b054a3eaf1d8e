//! Who moved most, and why.

use super::Part;
use crate::route::Place;
use crate::route::Route;
use crate::store::Env;
use crate::ui::badge::{band_shape, band_word, delta};
use crate::ui::card::Card;
use crate::words::part_label;
use perennial_protocol::view::{HealthView, MoverView, PortfolioView};
use yew::prelude::*;

/// The largest falls and rises; each opens its customer, compared with the same date.
pub(super) fn movers(env: &Env, part: &Part) -> Html {
    let m = env.m;
    let view = &part.view;
    let list = |title: &'static str, movers: &[MoverView]| {
        html! {
            <section class="fill" aria-label={title}>
                <h3>{ title }</h3>
                if movers.is_empty() {
                    <p class="muted">{ m.portfolio_movers_none() }</p>
                }
                <ul class="door-list" data-list={title}>{ for movers.iter().map(|mover| row(env, view, mover)) }</ul>
            </section>
        }
    };
    Card {
        note: Some(m.portfolio_movers_note(view.since).into()),
        ..Card::new(m.portfolio_movers())
    }
    .view(html! {
        <div class="columns" data-testid="movers">
            { list(m.portfolio_movers_down(), &view.fallers) }
            { list(m.portfolio_movers_up(), &view.risers) }
        </div>
    })
}

fn row(env: &Env, view: &PortfolioView, mover: &MoverView) -> Html {
    let m = env.m;
    let place = Place {
        route: Route::Customer(mover.id.clone()),
        on: env.state.place.on,
        since: Some(view.since),
    };
    let change = mover
        .now
        .health
        .zip(mover.before.health)
        .map(|(now, before)| now - before);
    let reasons: Vec<_> = mover
        .reasons
        .iter()
        .map(|part| m.customer_change_part(part.points, &part_label(m, part)))
        .collect();
    let reasons: Vec<_> = reasons.iter().map(String::as_str).collect();
    html! {
        <li key={mover.id.clone()}>
            <a class="door mover" href={place.hash()}>
                <span class="mover__name">
                    <span class="one-line strong">{ &mover.name }</span>
                    <span class="one-line small muted">{ m.list(&reasons) }</span>
                </span>
                <span class="mover__move">
                    { health(env, view, mover.before) }{ " → " }{ health(env, view, mover.now) }
                </span>
                <span class="mover__delta">{ delta(change, m) }</span>
            </a>
        </li>
    }
}

fn health(env: &Env, view: &PortfolioView, health: HealthView) -> Html {
    html! {
        <span class="mark-and-text">
            { band_shape(health.band, Some(band_word(health.band, env.m))) }
            <span>{ env.m.health(health.health, &view.edges) }</span>
        </span>
    }
}
