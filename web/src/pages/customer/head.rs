//! Who it is, how they are, in one line; and the customers before and after.

use super::{Opened, Part};
use crate::number;
use crate::route::{ListView, Route};
use crate::store::Env;
use crate::ui::badge::{BadgeSize, band_badge, chip, delta};
use crate::ui::button::Button;
use crate::ui::figure::{Figure, FigureSize};
use crate::ui::icon::Icon;
use crate::ui::table::fact;
use perennial_i18n::Money;
use perennial_protocol::view::CustomerView;
use yew::prelude::*;

/// The head of the page.
pub(super) fn head(env: &Env, part: &Part) -> Html {
    let m = env.m;
    let view = &part.view;
    let explanation = &view.explanation;
    let change = view
        .change
        .to_health
        .zip(view.change.from_health)
        .map(|(to, from)| to - from);
    let open_card = part.open.reform(|()| Opened::Card);
    let open_health = part.open.reform(|()| Opened::Health);
    let print = Callback::from(|()| {
        // A browser that cannot print does nothing, which is all there is to do.
        gloo::utils::window().print().unwrap_or_default();
    });
    let health = Figure {
        size: FigureSize::Large,
        note: Some(m.date(explanation.as_of).into()),
        ..Figure::new(
            m.customer_health(),
            m.health(explanation.health, &explanation.edges),
            open_health.clone(),
        )
    };
    let figure = |label: &'static str, value| Figure::new(label, value, open_health.clone()).view();
    html! {
        <>
            <header class="page__head">
                <h1 tabindex="-1">{ &view.name }</h1>
                <span class="muted">{ &view.id }</span>
                if explanation.key_account {
                    { chip(m.customer_key_account()) }
                }
                if let Some((_, title)) = &explanation.variant {
                    { chip(m.customer_variant(title.get(m.language()))) }
                }
                <span class="push" />
                { neighbours(env, view) }
                if view.exists {
                    { Button { icon: Some(Icon::Embed), ..Button::new(m.customer_embed(), open_card) }.view() }
                }
                { Button { icon: Some(Icon::Print), ..Button::new(m.customer_print(), print) }.view() }
            </header>
            <section class="card figures" aria-label={m.customer_health()} data-testid="customer-head">
                { health.view() }
                <div class="stack stack--tight">
                    { band_badge(explanation.band, BadgeSize::Large, m) }
                    <span class="small muted">{ delta(change, m) }{ " " }{ m.since_date(view.change.from) }</span>
                </div>
                { figure(m.customer_outcome(), factor(env, view, "outcome")) }
                { figure(m.customer_experience(), factor(env, view, "experience")) }
                { figure(m.customer_coverage(), m.percent(explanation.coverage, 0)) }
                { money(env, view) }
            </section>
        </>
    }
}

/// Contract money and owner, as the fields say.
fn money(env: &Env, view: &CustomerView) -> Html {
    let m = env.m;
    let field = |name: &str| {
        let found = view.fields.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    };
    let arr = field("arr").and_then(number::read);
    html! {
        <dl class="facts">
            if let Some(owner) = field("owner") {
                { fact(m.customer_owner(), owner.to_owned()) }
            }
            if let Some(arr) = arr {
                { fact(m.customer_arr(), m.money_full(Money::new(arr, &view.currency))) }
            }
            if let Some(ends) = view.contracts.iter().filter(|c| c.in_force).filter_map(|c| c.ends_on).min() {
                <><dt>{ m.customer_renewal() }</dt><dd>{ m.date(ends) }{ " · " }{ m.days_from(ends, env.state.as_of()) }</dd></>
            }
        </dl>
    }
}

fn factor(env: &Env, view: &CustomerView, id: &str) -> String {
    let found = view
        .explanation
        .factors
        .iter()
        .find(|factor| factor.id == id);
    env.m.health(found.and_then(|factor| factor.score), &[])
}

fn neighbours(env: &Env, view: &CustomerView) -> Html {
    let m = env.m;
    let link = |id: &Option<String>, label: &'static str, icon| {
        let href = env.link(Route::Customer(id.clone()?));
        Some(
            Button {
                icon: Some(icon),
                ..Button::link(label, href)
            }
            .view(),
        )
    };
    let (before, after) = &view.neighbours;
    html! {
        <nav class="cluster neighbours" aria-label={m.nav_customers()}>
            { link(before, m.customer_previous(), Icon::Back).unwrap_or_default() }
            { Button::link(m.nav_customers(), env.link(Route::Customers(ListView::default()))).view() }
            { link(after, m.customer_next(), Icon::Forward).unwrap_or_default() }
        </nav>
    }
}
