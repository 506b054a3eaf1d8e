//! The value tier: both axes, V, since when, and the service that follows.

use super::Part;
use crate::pages::explain::Explanation;
use crate::pages::work::facts;
use crate::route::{Route, ValueChoice};
use crate::store::Env;
use crate::ui::card::Card;
use crate::ui::figure::Figure;
use crate::words::day_and_distance;
use perennial_protocol::view::TierView;
use yew::prelude::*;

/// The card; it says so where there is no tier.
pub(super) fn value(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    let content = match &part.life.tier {
        None => html! { <p class="muted">{ m.tier_none() }</p> },
        Some(tier) => one_tier(env, part, tier),
    };
    Card::new(m.life_value())
        .view(html! { <div class="stack" data-testid="tier">{ content }</div> })
}

fn one_tier(env: &Env, part: &Part<'_>, tier: &TierView) -> Html {
    let m = env.m;
    let language = m.language();
    let score = |value: f64| m.number(value, 1);
    let explanation = explanation(env, tier);
    let onopen = part.figure.reform(move |()| explanation.clone());
    let figure =
        |label: &'static str, value: f64| Figure::new(label, score(value), onopen.clone()).view();
    html! {
        <>
            <p class="cluster">
                <span class="strong">{ tier.title.get(language) }</span>
                if let Some(level) = &tier.level {
                    <span class="chip chip--accent chip--long">{ m.tier_level(level.get(language)) }</span>
                }
                if tier.since.is_some() {
                    <span class="muted">{ m.stage_since(&day_and_distance(m, tier.since, env.state.as_of())) }</span>
                }
            </p>
            <div class="cluster cluster--wide">
                { figure(m.tier_current(), tier.current) }
                { figure(m.tier_potential(), tier.potential) }
                { figure(m.tier_value(), tier.value) }
            </div>
            if !tier.facts.is_empty() {
                <details>
                    <summary>{ m.tier_made_of() }</summary>
                    { facts(env, &tier.facts, part.currency, &part.fact) }
                </details>
            }
        </>
    }
}

/// V as a formula with its values.
fn explanation(env: &Env, tier: &TierView) -> Explanation {
    let m = env.m;
    let (current, potential) = tier.weights;
    let number = |value| m.number(value, 1);
    let weight = |value| m.short_number(value, 2);
    Explanation {
        title: m.life_value().to_owned(),
        value: number(tier.value),
        definition: m.tier_definition().to_owned(),
        formula: format!(
            "{} × {} + {} × {} = {}",
            weight(current),
            number(tier.current),
            weight(potential),
            number(tier.potential),
            number(tier.value)
        ),
        facts: vec![
            (m.tier_current().to_owned(), number(tier.current)),
            (m.tier_potential().to_owned(), number(tier.potential)),
        ],
        links: vec![(
            m.nav_value().to_owned(),
            env.link(Route::Value(ValueChoice::default())),
        )],
    }
}
