//! Settings: language, theme, the reader's name, model, storage, workspaces, backup, hosts, deletion, about.

mod about;
mod author;
mod backup;
mod calendar;
mod hosts;
mod model;
mod storage;
mod workspaces;

use self::about::about;
use self::author::author;
use self::calendar::calendar;
use self::model::models;
use super::parts::page_head;
use crate::route::Route;
use crate::state::Theme;
use crate::store::{Env, use_env};
use crate::tasks::preferences;
use crate::ui::button::Button;
use crate::ui::card::Card;
use crate::ui::form::{Choice, OneOf};
use perennial_data::Language;
use yew::prelude::*;

/// The screen.
#[component]
pub(super) fn Settings() -> Html {
    let env = use_env();
    let m = env.m;
    html! {
        <div class="page page--narrow">
            { page_head(m.settings_title()) }
            { appearance(&env) }
            { author(&env) }
            { models(&env) }
            { calendar(&env) }
            { quality(&env) }
            <storage::Storage />
            <workspaces::WorkspacesCard />
            <backup::Backup />
            <hosts::Hosts />
            <storage::Deletion />
            { about(&env) }
        </div>
    }
}

/// The way to what is doubtful in the data.
fn quality(env: &Env) -> Html {
    let m = env.m;
    Card {
        note: Some(m.quality_settings_note().into()),
        ..Card::new(m.quality_title())
    }
    .view(html! {
        <div>{ Button::link(m.quality_open(), env.link(Route::Quality)).view() }</div>
    })
}

/// Language and theme.
fn appearance(env: &Env) -> Html {
    let m = env.m;
    let languages = vec![
        Choice::new(Language::Zh.tag(), m.language_zh()),
        Choice::new(Language::En.tag(), m.language_en()),
    ];
    let themes = Theme::ALL.map(|theme| {
        let label = match theme {
            Theme::System => m.theme_system(),
            Theme::Light => m.theme_light(),
            Theme::Dark => m.theme_dark(),
        };
        Choice::new(theme.code(), label)
    });
    let onlanguage = {
        let store = env.store.clone();
        Callback::from(move |tag: AttrValue| {
            let chosen = [Language::Zh, Language::En]
                .into_iter()
                .find(|l| l.tag() == tag.as_str());
            if let Some(language) = chosen {
                preferences::speak(&store, language);
            }
        })
    };
    let ontheme = {
        let store = env.store.clone();
        Callback::from(move |code: AttrValue| {
            if let Some(theme) = Theme::of_code(&code) {
                preferences::wear(&store, theme);
            }
        })
    };
    html! {
        <div class="grid">
            { Card {
                note: Some(m.settings_language_note().into()),
                class: "span-6",
                ..Card::new(m.settings_language())
            }.view(html! {
                <div>{ OneOf {
                    value: env.state.language.tag().into(),
                    ..OneOf::new(m.settings_language(), languages, onlanguage)
                }.view_segmented("language") }</div>
            }) }
            { Card { class: "span-6", ..Card::new(m.settings_theme()) }.view(html! {
                <div>{ OneOf {
                    value: env.state.theme.code().into(),
                    ..OneOf::new(m.settings_theme(), themes.to_vec(), ontheme)
                }.view_segmented("theme") }</div>
            }) }
        </div>
    }
}
