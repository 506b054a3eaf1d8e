//! Portfolio: how all customers are, who moved, what comes up for renewal. Every part is a doorway.

mod alerts;
mod bands;
mod coverage;
mod figures;
mod movers;
mod owners;
mod renewals;
mod trend;

use self::alerts::Alerts;
use self::bands::{bands, distribution};
use self::coverage::by_measure;
use self::figures::figures;
use self::movers::movers;
use self::owners::owners;
use self::renewals::renewals;
use self::trend::trend;
use super::explain::{Explanation, drawer};
use super::parts::{no_customers, since_field, view_or_wait};
use super::save::Shown;
use crate::hooks::use_over;
use crate::queries::{portfolio, use_view};
use crate::route::{ListView, Route};
use crate::state::Engine;
use crate::store::{Env, use_env};
use perennial_protocol::view::{Band, PortfolioView};
use perennial_protocol::{ColumnRef, Filter, Request};
use std::rc::Rc;
use yew::prelude::*;

/// The screen.
#[component]
pub(super) fn Portfolio() -> Html {
    let env = use_env();
    let m = env.m;
    let opened = use_over::<Explanation>();
    let is_empty = env.state.engine == Engine::Ready && !env.state.has_customers();
    let request = env.state.has_customers().then(|| Request::Portfolio {
        as_of: env.state.as_of(),
        since: env.state.since(),
    });
    let view = use_view(request, portfolio);
    let (explain, close) = (opened.open(), opened.close());
    html! {
        <div class="page" aria-busy={view.slot.is_loading().to_string()}>
            <header class="page__head">
                <h1 tabindex="-1">{ m.portfolio_title() }</h1>
                <span class="muted">{ m.date(env.state.as_of()) }</span>
                <span class="push" />
                if !is_empty {
                    { since_field(&env) }
                }
            </header>
            if is_empty {
                { no_customers(&env) }
            } else {
                { view_or_wait(&env, &view, |view| html! { <>{ content(&env, view, &explain) }<Shown /></> }) }
            }
            if let Some(explanation) = opened.now() {
                { drawer(&env, &explanation, &close) }
            }
        </div>
    }
}

fn content(env: &Env, view: &Rc<PortfolioView>, explain: &Callback<Explanation>) -> Html {
    let part = Part {
        view: Rc::clone(view),
        explain: explain.clone(),
    };
    html! {
        <div class="grid">
            { figures(env, &part) }
            { bands(env, &part) }
            { distribution(env, &part) }
            { movers(env, &part) }
            <div class="stack span-6">
                { renewals(env, &part) }
                <Alerts as_of={view.as_of} />
                { owners(env, &part) }
            </div>
            <div class="stack span-6">
                { trend(env, &part) }
                { by_measure(env, &part) }
            </div>
        </div>
    }
}

/// What every part of the screen is given.
pub(super) struct Part {
    /// The portfolio.
    pub(super) view: Rc<PortfolioView>,
    /// Opens the explanation of a figure.
    pub(super) explain: Callback<Explanation>,
}

/// The customers under one condition.
pub(super) fn list_of(filter: Filter) -> Route {
    Route::Customers(ListView::only(filter))
}

/// The customers of a band.
pub(super) fn band_list(band: Band) -> Route {
    list_of(Filter::OneOf(ColumnRef::Band, vec![band.code().to_owned()]))
}

/// The currency of the totals; empty where there are several.
pub(super) fn currency(view: &PortfolioView) -> &str {
    view.currency.as_deref().unwrap_or_default()
}

/// A callback that goes to the list behind something.
pub(super) fn goes<T: 'static>(env: &Env, route: impl Fn(T) -> Route + 'static) -> Callback<T> {
    let env = env.clone();
    Callback::from(move |what| env.go(route(what)))
}
