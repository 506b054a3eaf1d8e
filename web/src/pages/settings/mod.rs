//! Settings: language, theme, model, storage, backup, deletion, about.

mod about;
mod model;
mod storage;

use crate::state::Theme;
use crate::store::use_env;
use crate::tasks::preferences;
use crate::ui::card::Card;
use crate::ui::form::{Choice, Segmented};
use perennial_data::Language;
use yew::prelude::*;

/// The screen.
#[component]
pub(super) fn Settings() -> Html {
    let env = use_env();
    let m = env.m;
    html! {
        <div class="page page--narrow">
            <header class="page__head"><h1 tabindex="-1">{ m.settings_title() }</h1></header>
            <Appearance />
            <model::Models />
            <storage::Storage />
            <storage::Backup />
            <storage::Deletion />
            <about::About />
        </div>
    }
}

/// Language and theme.
#[component]
fn Appearance() -> Html {
    let env = use_env();
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
            <Card title={m.settings_language()} note={m.settings_language_note()} class="span-6">
                <div><Segmented label={m.settings_language()} value={env.state.language.tag()}
                    choices={languages} onchange={onlanguage} /></div>
            </Card>
            <Card title={m.settings_theme()} class="span-6">
                <div><Segmented label={m.settings_theme()} value={env.state.theme.code()}
                    choices={themes.to_vec()} onchange={ontheme} /></div>
            </Card>
        </div>
    }
}
