//! Customers and money by band, and how health is distributed.

use super::{PartProps, SHOWN, band_list, currency, goes, list_of};
use crate::store::use_env;
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
#[component]
pub(super) fn Bands(props: &PartProps) -> Html {
    let env = use_env();
    let m = env.m;
    let view = &props.view;
    let totals = |band| view.bands.iter().find(move |totals| totals.band == band);
    let parts = |value: fn(&BandTotals) -> f64, text: &dyn Fn(&BandTotals) -> String| {
        SHOWN
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
    let onopen = goes(&env, band_list);
    html! {
        <Card title={m.portfolio_count_by_band()} class="span-6">
            <div data-testid="bands">
                <BandBar label={m.portfolio_count_by_band()} parts={counts} onopen={onopen.clone()} messages={m} />
            </div>
            <h3>{ m.portfolio_money_by_band() }</h3>
            <BandBar label={m.portfolio_money_by_band()} parts={money} {onopen} messages={m} />
        </Card>
    }
}

/// Customers per 5 points of health; each step opens its customers.
#[component]
pub(super) fn Distribution(props: &PartProps) -> Html {
    let env = use_env();
    let m = env.m;
    let view = &props.view;
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
    let onopen = goes(&env, move |at: usize| {
        // The last step is closed: it has no upper bound.
        let until = (at < last).then(|| from(at + 1));
        list_of(Filter::Between(ColumnRef::Health, Some(from(at)), until))
    });
    html! {
        <Card title={m.portfolio_distribution()} note={m.portfolio_distribution_note()} class="span-6">
            <Histogram label={m.portfolio_distribution()} {bins} {bands} {onopen} messages={m} />
        </Card>
    }
}

/// The band in which a value lies, by the lower edges of yellow and green.
fn band_at(value: f64, edges: &[f64]) -> Band {
    match edges.iter().filter(|edge| value >= **edge).count() {
        0 => Band::Red,
        n if n >= edges.len() => Band::Green,
        _ => Band::Yellow,
    }
}
