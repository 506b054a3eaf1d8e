//! What every stage and track is for.

use super::{Opened, Part};
use crate::pages::stage_card::card_facts;
use crate::store::Env;
use crate::ui::card::Card;
use crate::ui::figure::{Figure, FigureSize};
use perennial_data::Bilingual;
use perennial_protocol::view::{CardView, TrackColumn};
use yew::prelude::*;

/// A card per stage, in the order of life.
pub(super) fn stages(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    let stage = |(at, stage): (usize, &perennial_protocol::view::StageColumn)| {
        let what = Opened::Stage(at, None);
        let definition = stage.definition.get(m.language());
        one(
            env,
            part,
            &stage.title,
            Some(definition),
            &stage.card,
            stage.n,
            what,
        )
    };
    html! {
        <div class="grid" data-testid="stage-cards">
            { for part.view.stages.iter().enumerate().map(stage) }
        </div>
    }
}

/// A card per track.
pub(super) fn tracks(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    let track = |(at, track): (usize, &TrackColumn)| {
        let what = Opened::Track(at);
        one(env, part, &track.title, None, &track.card, track.n, what)
    };
    html! {
        <>
            <p class="muted">{ m.tracks_note() }</p>
            if part.view.tracks.is_empty() {
                <p>{ m.tracks_none() }</p>
            }
            <div class="grid" data-testid="tracks">
                { for part.view.tracks.iter().enumerate().map(track) }
            </div>
        </>
    }
}

fn one(
    env: &Env,
    part: &Part<'_>,
    title: &Bilingual,
    definition: Option<&str>,
    card: &CardView,
    n: u32,
    what: Opened,
) -> Html {
    let m = env.m;
    let title = title.get(m.language()).to_owned();
    let onopen = part.open.reform(move |()| what.clone());
    let count = Figure {
        size: FigureSize::Inline,
        ..Figure::new(title.clone(), m.count_customers(n), onopen)
    };
    let currency = part.view.currency.as_deref().unwrap_or_default();
    Card {
        class: "span-6",
        actions: Some(count.view()),
        ..Card::new(title)
    }
    .view(html! {
        <>
            { definition.map(|text| html! { <p class="muted">{ text.to_owned() }</p> }) }
            { card_facts(env, card, currency, &part.kpi(env)) }
        </>
    })
}
