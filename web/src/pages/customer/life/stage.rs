//! The stage: since when, at what pace, why, what would end it, what it is for, held by hand.

use super::{Part, errand_button};
use crate::pages::stage_card::{card_facts, kpis};
use crate::pages::work::{Errand, fact_value};
use crate::store::Env;
use crate::ui::badge::{accent_chip, chip};
use crate::ui::card::Card;
use crate::words::{day_and_distance, pace_word};
use perennial_data::Day;
use perennial_protocol::view::{Pace, RuleView, StageView, StayView, TrackView};
use yew::prelude::*;

/// The card of the stage.
pub(super) fn stage(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    let life = part.life;
    let hold = Errand::Hold {
        account: life.id.clone(),
        stages: life.stages.clone(),
        stage: life.stage.as_ref().map_or_else(
            || {
                let first = life.stages.first();
                first.map_or_else(String::new, |(id, _)| id.clone())
            },
            |stage| stage.id.clone(),
        ),
        author: env.state.author.trim().to_owned(),
    };
    let is_held = life
        .stage
        .as_ref()
        .is_some_and(|stage| stage.held.is_some());
    let buttons = html! {
        <>
            if !life.stages.is_empty() {
                { errand_button(env, part, m.stage_hold(), hold) }
            }
            if is_held {
                { errand_button(env, part, m.stage_release(), Errand::Release(life.id.clone())) }
            }
        </>
    };
    Card {
        actions: Some(buttons),
        ..Card::new(m.life_stage())
    }
    .view(html! {
        <div class="stack" data-testid="stage">
            if let Some(stage) = &life.stage {
                { one_stage(env, part, stage) }
            } else {
                <p class="muted">{ m.stage_none() }</p>
            }
            { rising(env, life.satisfaction_rising) }
            { stays(env, &life.stays) }
        </div>
    })
}

fn one_stage(env: &Env, part: &Part<'_>, stage: &StageView) -> Html {
    let m = env.m;
    let language = m.language();
    let as_of = env.state.as_of();
    let since = match stage.entered_on {
        Some(day) => m.stage_since(&day_and_distance(m, Some(day), as_of)),
        None => m.stage_since_ever().to_owned(),
    };
    let usual = stage
        .usual_days
        .map(|(median, p90)| m.stage_usual(median, p90));
    let pace = pace_word(m, stage.pace);
    html! {
        <>
            <p class="cluster">
                <span class="figure__value stage-name">{ stage.title.get(language) }</span>
                { match stage.pace {
                    // Where nobody is late there is nothing to be said.
                    Pace::Unsaid if stage.n_stays.is_none() => html! {},
                    Pace::OnTrack | Pace::Unsaid => chip(pace),
                    Pace::Behind | Pace::Stuck => accent_chip(pace),
                } }
            </p>
            <p>{ since }{ usual.map(|usual| html! { <span class="muted">{ " · " }{ usual }</span> }) }</p>
            { held(env, stage) }
            <section class="stack stack--tight">
                <h3>{ m.stage_why() }</h3>
                <p class="muted">{ stage.definition.get(language) }</p>
                { rules(env, part, &stage.why) }
            </section>
            if !stage.exit.is_empty() {
                <section class="stack stack--tight">
                    <h3>{ m.stage_exit() }</h3>
                    { rules(env, part, &stage.exit) }
                </section>
            }
            <details>
                <summary>{ m.card_title() }</summary>
                { card_facts(env, &stage.card, part.currency, &part.kpi(env)) }
            </details>
        </>
    }
}

/// A stage set by hand says so, beside the one by the rules.
fn held(env: &Env, stage: &StageView) -> Html {
    let m = env.m;
    let Some((author, reason, until, by_rules)) = &stage.held else {
        return html! {};
    };
    let by_rules = by_rules
        .as_ref()
        .map_or_else(|| m.word_none(), |title| title.get(m.language()));
    html! {
        <div class="notice">
            <div class="notice__body">
                <p class="strong">{ m.stage_held(author, *until) }</p>
                <p>{ m.word_reason() }{ ": " }{ reason }</p>
                <p class="muted">{ m.stage_by_rules(by_rules) }</p>
            </div>
        </div>
    }
}

/// Rules with whether they hold, and the values that they read.
fn rules(env: &Env, part: &Part<'_>, rules: &[RuleView]) -> Html {
    let m = env.m;
    let line = |rule: &RuleView| {
        let (sign, word) = match rule.holds {
            Some(true) => ("✓", m.rule_holds()),
            Some(false) => ("✗", m.rule_holds_not()),
            None => ("?", m.rule_judged()),
        };
        let values = rule.facts.iter().map(|fact| {
            let title = fact.title.get(m.language());
            // The rule's own words need not stand there twice.
            let named = title != rule.title.get(m.language());
            html! {
                <span class="rule__fact">
                    if named {
                        <span class="muted">{ title }{ " " }</span>
                    }
                    { fact_value(env, fact, part.currency, &part.fact) }{ " " }
                </span>
            }
        });
        html! {
            <li class="rule">
                <span class="rule__sign" title={word} aria-hidden="true">{ sign }</span>
                <span class="visually-hidden">{ word }{ ": " }</span>
                <span class="fill">{ rule.title.get(m.language()) }{ " " }{ for values }</span>
            </li>
        }
    };
    html! { <ul class="rules">{ for rules.iter().map(line) }</ul> }
}

/// What runs beside the stage; nothing where nothing does.
pub(super) fn tracks(env: &Env, part: &Part<'_>) -> Html {
    let tracks = &part.life.tracks;
    if tracks.is_empty() {
        return html! {};
    }
    let tracks = tracks.iter().map(|track| one_track(env, part, track));
    Card::new(env.m.life_tracks()).view(html! {
        <div class="stack" data-testid="tracks">{ for tracks }</div>
    })
}

fn one_track(env: &Env, part: &Part<'_>, track: &TrackView) -> Html {
    let m = env.m;
    html! {
        <section class="stack stack--tight track">
            <h3>{ track.title.get(m.language()) }</h3>
            if let Some(since) = track.since {
                <p class="muted">{ m.stage_since(&day_and_distance(m, Some(since), env.state.as_of())) }</p>
            }
            { rules(env, part, &track.exit) }
            { kpis(env, &track.kpis, part.currency, &part.kpi(env)) }
        </section>
    }
}

/// At the opening of the renewal window satisfaction must be rising [4.11].
fn rising(env: &Env, rising: Option<bool>) -> Html {
    let m = env.m;
    let Some(rising) = rising else {
        return html! {};
    };
    let (sign, words) = if rising {
        ("✓", m.satisfaction_rising())
    } else {
        ("✗", m.satisfaction_not_rising())
    };
    html! {
        <p class="rule"><span class="rule__sign" aria-hidden="true">{ sign }</span><span>{ words }</span></p>
    }
}

fn stays(env: &Env, stays: &[StayView]) -> Html {
    let m = env.m;
    let line = |stay: &StayView| {
        let day = |day: Option<Day>| day.map(|day| m.date(day));
        // The last day of a stay is the one before it is over.
        let until = stay.to.map(|to| to.plus_days(-1));
        let from = day(stay.from).unwrap_or_else(|| m.stay_before().to_owned());
        let until = day(until).unwrap_or_else(|| m.stay_now().to_owned());
        html! {
            <li class="cluster">
                <span class="strong">{ stay.title.get(m.language()) }</span>
                <span class="muted">{ m.before_and_now(&from, &until) }</span>
            </li>
        }
    };
    html! {
        if stays.len() > 1 {
            <details>
                <summary>{ m.stage_history(stays.len()) }</summary>
                <ol class="stack stack--tight">{ for stays.iter().map(line) }</ol>
            </details>
        }
    }
}
