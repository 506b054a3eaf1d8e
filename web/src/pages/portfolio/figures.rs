//! The key figures: health rate, customers, money, coverage, changes of band.

use super::{Explanation, Part, band_list, currency};
use crate::route::{ListView, Route};
use crate::store::Env;
use crate::ui::badge::{chip, delta};
use crate::ui::figure::{Figure, FigureSize};
use perennial_i18n::Money;
use perennial_protocol::view::{Band, PortfolioView};
use yew::prelude::*;

/// A row of figures, each of which opens.
pub(super) fn figures(env: &Env, part: &Part) -> Html {
    let m = env.m;
    let view = &part.view;
    let open = |explanation: Explanation| {
        let explain = part.explain.clone();
        Callback::from(move |()| explain.emit(explanation.clone()))
    };
    let change = view
        .health_rate
        .zip(view.health_rate_before)
        .map(|(now, before)| (now - before) * 100.0);
    let health = Figure {
        size: FigureSize::Large,
        note: view
            .health_rate_scored
            .map(|rate| m.portfolio_health_rate_scored(rate).into()),
        ..Figure::new(
            m.portfolio_health_rate(),
            share(env, view.health_rate),
            open(health_rate(env, view)),
        )
    };
    let figure = |label: &'static str, value: String, explanation| {
        Figure::new(label, value, open(explanation)).view()
    };
    let amount = |amount| m.money(Money::new(amount, currency(view)));
    html! {
        <section class="card figures" aria-label={m.portfolio_title()}>
            <div>
                { health.view() }
                <p class="small muted">
                    { delta(change, m) }{ " " }{ m.points_since(view.since) }
                </p>
            </div>
            { figure(m.portfolio_customers(), m.count(view.n_existing), customers(env, view)) }
            { figure(m.portfolio_money(), amount(view.arr), money(env, view)) }
            { figure(m.portfolio_mrr(), amount(view.mrr), mrr(env, view)) }
            { figure(m.portfolio_money_at_risk(), amount(arr_of(view, Band::Red)), at_risk(env, view)) }
            { figure(m.portfolio_coverage(), share(env, view.coverage), coverage(env, view)) }
            { figure(m.portfolio_band_changes(), m.count(view.n_crossed), crossed(env, view)) }
            if view.mixed_currencies {
                { chip(m.portfolio_mixed()) }
            }
        </section>
    }
}

fn share(env: &Env, share: Option<f64>) -> String {
    share.map_or_else(|| "—".to_owned(), |share| env.m.percent(share, 1))
}

fn count_of(view: &PortfolioView, band: Band) -> u32 {
    let of_band = view.bands.iter().find(|totals| totals.band == band);
    of_band.map_or(0, |totals| totals.n)
}

fn arr_of(view: &PortfolioView, band: Band) -> f64 {
    let of_band = view.bands.iter().find(|totals| totals.band == band);
    of_band.map_or(0.0, |totals| totals.arr)
}

fn health_rate(env: &Env, view: &PortfolioView) -> Explanation {
    let m = env.m;
    let healthy = count_of(view, Band::Green);
    let scored = view.n_existing - count_of(view, Band::NoData).min(view.n_existing);
    Explanation {
        title: m.portfolio_health_rate().to_owned(),
        value: share(env, view.health_rate),
        definition: m.portfolio_health_rate_note().to_owned(),
        formula: m.formula_division(
            &m.count(healthy),
            &share(env, view.health_rate),
            &m.count(view.n_existing),
        ),
        facts: vec![
            (
                m.portfolio_scored_reading().to_owned(),
                m.formula_division(
                    &m.count(healthy),
                    &share(env, view.health_rate_scored),
                    &m.count(scored),
                ),
            ),
            (m.date(view.since), share(env, view.health_rate_before)),
        ],
        links: vec![
            (
                m.band_healthy().to_owned(),
                env.link(band_list(Band::Green)),
            ),
            (m.word_all().to_owned(), all(env)),
        ],
    }
}

fn customers(env: &Env, view: &PortfolioView) -> Explanation {
    let m = env.m;
    Explanation {
        title: m.portfolio_customers().to_owned(),
        value: m.count(view.n_existing),
        definition: m.portfolio_customers_note(view.as_of),
        formula: m.portfolio_sum_of_bands().to_owned(),
        facts: per_band(env, |band| m.count(count_of(view, band))),
        links: vec![(m.nav_customers().to_owned(), all(env))],
    }
}

fn money(env: &Env, view: &PortfolioView) -> Explanation {
    let m = env.m;
    let full = |amount| m.money_full(Money::new(amount, currency(view)));
    Explanation {
        title: m.portfolio_money().to_owned(),
        value: full(view.arr),
        definition: m.portfolio_money_note().to_owned(),
        formula: m.portfolio_sum_of_bands().to_owned(),
        facts: per_band(env, |band| full(arr_of(view, band))),
        links: vec![(m.nav_customers().to_owned(), all(env))],
    }
}

fn mrr(env: &Env, view: &PortfolioView) -> Explanation {
    let m = env.m;
    Explanation {
        title: m.portfolio_mrr().to_owned(),
        value: m.money_full(Money::new(view.mrr, currency(view))),
        definition: m.portfolio_mrr_note(view.as_of),
        formula: m.portfolio_mrr_formula().to_owned(),
        facts: Vec::new(),
        links: vec![(m.nav_customers().to_owned(), all(env))],
    }
}

fn at_risk(env: &Env, view: &PortfolioView) -> Explanation {
    let m = env.m;
    let amount = m.money_full(Money::new(arr_of(view, Band::Red), currency(view)));
    Explanation {
        title: m.portfolio_money_at_risk().to_owned(),
        value: amount.clone(),
        definition: m.portfolio_at_risk_note().to_owned(),
        formula: format!(
            "{} = {amount}",
            m.count_customers(count_of(view, Band::Red))
        ),
        facts: Vec::new(),
        links: vec![(m.band_risk().to_owned(), env.link(band_list(Band::Red)))],
    }
}

fn coverage(env: &Env, view: &PortfolioView) -> Explanation {
    let m = env.m;
    let facts = view
        .measure_coverage
        .iter()
        .map(|(_, title, covered)| (title.get(m.language()).to_owned(), m.percent(*covered, 1)));
    Explanation {
        title: m.portfolio_coverage().to_owned(),
        value: share(env, view.coverage),
        definition: m.portfolio_coverage_note().to_owned(),
        formula: m.portfolio_coverage_formula().to_owned(),
        facts: facts.collect(),
        links: vec![(
            m.band_no_data().to_owned(),
            env.link(band_list(Band::NoData)),
        )],
    }
}

fn crossed(env: &Env, view: &PortfolioView) -> Explanation {
    let m = env.m;
    let before = |band| {
        let of_band = view.bands.iter().find(|totals| totals.band == band);
        of_band.map_or(0, |totals| totals.n_before)
    };
    Explanation {
        title: m.portfolio_band_changes().to_owned(),
        value: m.count(view.n_crossed),
        definition: m.portfolio_crossed_note(view.as_of, view.since),
        formula: m.portfolio_crossed_formula().to_owned(),
        facts: per_band(env, |band| {
            m.before_and_now(&m.count(before(band)), &m.count(count_of(view, band)))
        }),
        links: vec![(m.nav_customers().to_owned(), all(env))],
    }
}

fn per_band(env: &Env, text: impl Fn(Band) -> String) -> Vec<(String, String)> {
    crate::ui::badge::BANDS
        .into_iter()
        .map(|band| {
            (
                crate::ui::badge::band_word(band, env.m).to_owned(),
                text(band),
            )
        })
        .collect()
}

fn all(env: &Env) -> String {
    env.link(Route::Customers(ListView::default()))
}
