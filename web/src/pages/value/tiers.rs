//! The four tiers: customers, money, bands, and those without an owner who need one.

use super::{Part, amount, opens, picks};
use crate::pages::explain::Explanation;
use crate::route::{Route, ValueChoice};
use crate::store::Env;
use crate::ui::badge::{BANDS, band_shape, band_word};
use crate::ui::chart::{BandBar, BandPart};
use crate::ui::figure::Figure;
use crate::ui::icon::Icon;
use perennial_protocol::view::{Band, TierTotals};
use yew::prelude::*;

fn of_band(tier: &TierTotals, band: Band) -> u32 {
    let at = Band::ALL.into_iter().position(|other| other == band);
    at.and_then(|at| tier.by_band.get(at))
        .copied()
        .unwrap_or_default()
}

/// What the marks of the map mean; each band picks its customers out.
pub(super) fn legend(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    let door = |band: Band| {
        let n: u32 = part.view.tiers.iter().map(|tier| of_band(tier, band)).sum();
        let is_chosen = part.choice.band == Some(band);
        let onclick = picks(
            env,
            ValueChoice {
                band: (!is_chosen).then_some(band),
                ..part.choice.clone()
            },
        )
        .reform(|_: MouseEvent| ());
        html! {
            <button type="button" class="chip suggestion" key={band.code()} aria-pressed={is_chosen.to_string()} {onclick}>
                { band_shape(band, None) }
                <span>{ band_word(band, m) }</span>
                <span class="strong">{ m.count(n) }</span>
            </button>
        }
    };
    html! {
        <div class="cluster">
            { for BANDS.into_iter().map(door) }
            <span class="muted small">{ m.map_size_note() }</span>
        </div>
    }
}

/// The tiers, the most valuable first.
pub(super) fn tiers(env: &Env, part: &Part<'_>) -> Html {
    html! {
        <ul class="tiers" data-testid="tiers">
            { for part.view.tiers.iter().map(|tier| one(env, part, tier)) }
        </ul>
    }
}

fn one(env: &Env, part: &Part<'_>, tier: &TierTotals) -> Html {
    let m = env.m;
    let title = tier.title.get(m.language());
    let only = ValueChoice {
        tier: Some(tier.id.clone()),
        ..ValueChoice::default()
    };
    let bar = BandBar {
        label: title.to_owned().into(),
        parts: BANDS
            .into_iter()
            .filter(|band| of_band(tier, *band) > 0)
            .map(|band| BandPart {
                band,
                value: f64::from(of_band(tier, band)),
                text: m.count(of_band(tier, band)).into(),
            })
            .collect(),
    };
    let onband = {
        let (env, only) = (env.clone(), only.clone());
        Callback::from(move |band: Band| {
            env.go(Route::Value(ValueChoice {
                band: Some(band),
                ..only.clone()
            }));
        })
    };
    let money = Explanation {
        title: format!("{title} · {}", m.portfolio_money()),
        value: amount(env, part.view, tier.arr),
        definition: m.portfolio_money_note().to_owned(),
        formula: format!(
            "{} = {}",
            m.count_customers(tier.n),
            amount(env, part.view, tier.arr)
        ),
        facts: Vec::new(),
        links: Vec::new(),
    };
    let needs_owner = tier.owner_required && tier.n_without_owner > 0;
    let onowner = picks(
        env,
        ValueChoice {
            nobody: true,
            ..only.clone()
        },
    )
    .reform(|_: MouseEvent| ());
    let is_chosen = part.choice.tier.as_ref() == Some(&tier.id);
    html! {
        <li class={classes!("tier", is_chosen.then_some("tier--chosen"))} key={tier.id.clone()}>
            <h3>{ title }</h3>
            <p class="muted">{ tier.definition.get(m.language()) }</p>
            <div class="cluster cluster--wide">
                <a class="figure" href={env.link(Route::Value(only))}>
                    <span class="figure__label">{ m.portfolio_customers() }{ " " }</span>
                    <span class="figure__value">{ m.count(tier.n) }</span>
                </a>
                { Figure::new(m.portfolio_money(), money.value.clone(), opens(part, money)).view() }
            </div>
            if tier.n > 0 {
                { bar.view_with_legend(&onband, m) }
            }
            if needs_owner {
                <button type="button" class="chip chip--accent" onclick={onowner}>
                    { Icon::Warning.view_sized(14) }
                    { m.map_without_owner(tier.n_without_owner) }
                </button>
            } else if tier.owner_required {
                <p class="muted">{ m.map_all_owned() }</p>
            }
        </li>
    }
}
