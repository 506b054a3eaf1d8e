//! Lines between top bar and screen: what one should know before reading any number.

use crate::route::{Place, Screen};
use crate::state::{Engine, Saving};
use crate::store::{Env, use_activity, use_env};
use crate::tasks::engine;
use crate::ui::icon::Icon;
use crate::words::explain;
use perennial_data::Day;
use yew::prelude::*;

/// Data older than this before the date seen is worth a word.
const OLD_AFTER_DAYS: i32 = 45;

/// The strips that apply.
pub(super) fn strips(env: &Env) -> Html {
    html! {
        <>
            { engine_strip(env) }
            if env.state.is_newer_there {
                <NewerStrip />
            }
            { reader_strip(env) }
            { date_strip(env) }
        </>
    }
}

fn engine_strip(env: &Env) -> Html {
    let m = env.m;
    let Engine::Lost(failure) = &env.state.engine else {
        return html! {};
    };
    let words = explain(m, failure);
    let restart = {
        let store = env.store.clone();
        Callback::from(move |_: MouseEvent| engine::start(&store))
    };
    html! {
        <div class="strip" role="alert">
            { Icon::Warning.view() }
            <span><strong>{ words.what }</strong>{ " " }{ words.safe }{ " " }{ words.next }</span>
            <span class="push cluster">
                <button type="button" class="button" onclick={restart}>{ m.restart() }</button>
                <button type="button" class="button" onclick={reload}>{ m.action_reload() }</button>
                <code class="muted">{ words.code }</code>
            </span>
        </div>
    }
}

fn reload(_: MouseEvent) {
    // Refused only while the page is being left anyway.
    gloo::utils::window()
        .location()
        .reload()
        .unwrap_or_default();
}

/// A newer version of the app is there. It is taken when the user says so, and not before everything is saved.
#[component]
fn NewerStrip() -> Html {
    let m = use_env().m;
    let is_saved = use_activity().saving == Saving::Saved;
    let take = Callback::from(|_: MouseEvent| {
        // What keeps the app's files hears it, and loads the page anew.
        if let Ok(event) = Event::new("perennial-take") {
            gloo::utils::window()
                .dispatch_event(&event)
                .unwrap_or_default();
        }
    });
    html! {
        <div class="strip" role="status">
            { Icon::Info.view() }
            <span>{ m.newer_note() }</span>
            <button type="button" class="button" disabled={!is_saved} onclick={take}>{ m.newer_take() }</button>
        </div>
    }
}

fn reader_strip(env: &Env) -> Html {
    if env.state.is_writer || env.state.workspace.is_none() {
        return html! {};
    }
    html! {
        <div class="strip" role="status">
            { Icon::Info.view() }
            <span>{ env.m.status_reader() }</span>
        </div>
    }
}

fn date_strip(env: &Env) -> Html {
    let m = env.m;
    let is_about_data = matches!(
        env.state.place.route.screen(),
        Screen::Portfolio
            | Screen::Customers
            | Screen::Customer
            | Screen::Inbox
            | Screen::Lifecycle
            | Screen::Value
    );
    let newest = env.state.workspace.as_ref().and_then(|w| w.newest);
    let as_of = env.state.as_of();
    let old = newest.filter(|newest| as_of.days_since(*newest) > OLD_AFTER_DAYS);
    if !is_about_data || !env.state.has_customers() {
        return html! {};
    }
    if let Some(newest) = old {
        return html! {
            <div class="strip" role="status">
                { Icon::Clock.view() }
                <span>{ m.newest_note(newest) }</span>
                <a class="button" href={at(env, Some(newest))}>{ m.import_look_on(newest) }</a>
            </div>
        };
    }
    if as_of == env.state.today {
        return html! {};
    }
    html! {
        <div class="strip" role="status">
            { Icon::Clock.view() }
            <span>{ m.as_of_past_note(as_of) }</span>
            <a class="button" href={at(env, None)}>{ m.as_of_return() }</a>
        </div>
    }
}

fn at(env: &Env, on: Option<Day>) -> String {
    Place {
        on,
        ..env.state.place.clone()
    }
    .hash()
}
