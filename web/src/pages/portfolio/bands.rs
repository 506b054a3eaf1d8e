//! Customers and money by band, and how health is distributed.

use super::{Part, band_list, currency, goes, list_of};
use crate::store::Env;
use crate::ui::badge::BANDS;
use crate::ui::card::Card;
use crate::ui::chart::{BandBar, BandPart, Histogram};
use perennial_chart::Bin;
use perennial_i18n::Money;
use perennial_protocol::view::{Band, BandTotals};
use perennial_protocol::{ColumnRef, Filter};
use yew::prelude::*;

/// Points of health per step of the distribution.
const STEP: f64 = 5.0;

/// Counts and money per band; each part opens its customers.
pub(super) fn bands(env: &Env, part: &Part) -> Html {
    let m = env.m;
    let view = &part.view;
    let totals = |band| view.bands.iter().find(move |totals| totals.band == band);
    let parts = |value: fn(&BandTotals) -> f64, text: &dyn Fn(&BandTotals) -> String| {
        BANDS
            .into_iter()
            .filter_map(totals)
            .map(|totals| BandPart {
                band: totals.band,
                value: value(totals),
                text: text(totals).into(),
            })
            .collect::<Vec<_>>()
    };
    let counts = parts(|t| f64::from(t.n), &|t| m.count(t.n));
    let money = parts(|t| t.arr, &|t| m.money(Money::new(t.arr, currency(view))));
    let onopen = goes(env, band_list);
    Card { class: "span-6", ..Card::new(m.portfolio_count_by_band()) }.view(html! {
        <>
            <div data-testid="bands">
                { BandBar { label: m.portfolio_count_by_band().into(), parts: counts }.view_with_legend(&onopen, m) }
            </div>
            <h3>{ m.portfolio_money_by_band() }</h3>
            { BandBar { label: m.portfolio_money_by_band().into(), parts: money }.view_with_legend(&onopen, m) }
        </>
    })
}

/// Customers per 5 points of health; each step opens its customers.
pub(super) fn distribution(env: &Env, part: &Part) -> Html {
    let m = env.m;
    let view = &part.view;
    let from = |at: usize| at as f64 * STEP;
    let bins: Vec<_> = view
        .distribution
        .iter()
        .enumerate()
        .map(|(at, count)| Bin {
            from: from(at),
            until: from(at + 1),
            count: *count as usize,
        })
        .collect();
    let bands = bins.iter().map(|bin| band_at(bin.from, &view.edges));
    let bands: Vec<_> = bands.collect();
    let last = bins.len().saturating_sub(1);
    let onopen = goes(env, move |at: usize| {
        // The last step is closed: it has no upper bound.
        let until = (at < last).then(|| from(at + 1));
        list_of(Filter::Between(ColumnRef::Health, Some(from(at)), until))
    });
    Card {
        note: Some(m.portfolio_distribution_note().into()),
        class: "span-6",
        ..Card::new(m.portfolio_distribution())
    }
    .view(html! {
        { Histogram { label: m.portfolio_distribution().into(), bins, bands, onopen }.view(m) }
    })
}

/// The band in which a value lies, by the lower edges of yellow and green.
fn band_at(value: f64, edges: &[f64]) -> Band {
    match edges.iter().filter(|edge| value >= **edge).count() {
        0 => Band::Red,
        n if n >= edges.len() => Band::Green,
        _ => Band::Yellow,
    }
}
