//! The top bar: workspace, date, model, search, undo, language, theme, whether all is saved.

use super::as_of::AsOf;
use crate::route::Route;
use crate::state::{Engine, Saving, State, Theme};
use crate::store::{Env, use_activity, use_env};
use crate::tasks::{preferences, workspace};
use crate::ui::badge::accent_chip;
use crate::ui::button::IconButton;
use crate::ui::icon::Icon;
use crate::words::change_word;
use perennial_data::Language;
use perennial_i18n::Messages;
use yew::prelude::*;

/// The top bar.
pub(super) fn topbar(env: &Env, onsearch: &Callback<()>) -> Html {
    let m = env.m;
    let onsearch = onsearch.reform(|_: MouseEvent| ());
    html! {
        <header class="topbar">
            { workspace_name(env) }
            <AsOf />
            { model_name(env) }
            <span class="topbar__space" />
            <button type="button" class="button button--quiet topbar__search" onclick={onsearch}
                title={m.palette_open()} aria-keyshortcuts="Control+K Meta+K" aria-haspopup="dialog">
                { Icon::Search.view() }
                <span class="visually-hidden">{ m.palette_open() }{ " " }</span>
                <span class="wide-only">{ m.shortcut_search() }</span>
                <kbd class="wide-only" aria-hidden="true">{ m.palette_key() }</kbd>
            </button>
            <div class="topbar__group">{ undo_buttons(env) }</div>
            <div class="topbar__group">{ language_and_theme(env) }</div>
            <Status />
        </header>
    }
}

fn workspace_name(env: &Env) -> Html {
    let m = env.m;
    let name = env.state.workspaces.name_here();
    let workspace = env.state.workspace.as_ref().filter(|w| w.n_accounts > 0);
    if name.is_none() && workspace.is_none() {
        return html! {};
    }
    html! {
        <div class="topbar__group" role="group" aria-label={m.workspace_label()}>
            if let Some(name) = name {
                <span class="topbar__title wide-only">{ name.to_owned() }</span>
            }
            if let Some(workspace) = workspace {
                if workspace.is_sample {
                    { accent_chip(m.workspace_sample()) }
                } else {
                    <span class="topbar__title wide-only">{ m.count_customers(workspace.n_accounts) }</span>
                }
            }
        </div>
    }
}

fn model_name(env: &Env) -> Html {
    let m = env.m;
    let Some(workspace) = &env.state.workspace else {
        return html! {};
    };
    let name = workspace.model.name.get(m.language());
    html! {
        <a class="topbar__model wide-only" href={env.link(Route::Settings)}
            title={m.model_label()}>
            <span class="visually-hidden">{ m.model_label() }{ " " }</span>
            { m.model_version(name, workspace.model.revision) }
        </a>
    }
}

fn undo_buttons(env: &Env) -> Html {
    let m = env.m;
    let codes = env.state.workspace.as_ref();
    let undo = codes.and_then(|w| w.undo.as_ref());
    let redo = codes.and_then(|w| w.redo.as_ref());
    let can_write = env.state.is_writer;
    let undo_label = undo.map_or_else(|| m.undo().to_owned(), |c| m.undo_named(&change_word(m, c)));
    let redo_label = redo.map_or_else(|| m.redo().to_owned(), |c| m.redo_named(&change_word(m, c)));
    let (to_undo, to_redo) = (env.clone(), env.clone());
    html! {
        <>
            { IconButton {
                disabled: undo.is_none() || !can_write,
                ..IconButton::new(undo_label, Icon::Undo, Callback::from(move |()| workspace::undo(&to_undo)))
            }.view() }
            { IconButton {
                disabled: redo.is_none() || !can_write,
                ..IconButton::new(redo_label, Icon::Redo, Callback::from(move |()| workspace::redo(&to_redo)))
            }.view() }
        </>
    }
}

fn language_and_theme(env: &Env) -> Html {
    let m = env.m;
    let other = match env.state.language {
        Language::Zh => Language::En,
        Language::En => Language::Zh,
    };
    let is_dark = match env.state.theme {
        Theme::Dark => true,
        Theme::Light => false,
        Theme::System => prefers_dark(),
    };
    let (label, icon, theme) = if is_dark {
        (m.theme_switch_light(), Icon::Sun, Theme::Light)
    } else {
        (m.theme_switch_dark(), Icon::Moon, Theme::Dark)
    };
    let (to_speak, to_wear) = (env.store.clone(), env.store.clone());
    html! {
        <>
            { IconButton::new(m.language_switch(), Icon::Globe, Callback::from(move |()| preferences::speak(&to_speak, other))).view() }
            { IconButton::new(label, icon, Callback::from(move |()| preferences::wear(&to_wear, theme))).view() }
        </>
    }
}

fn prefers_dark() -> bool {
    let query = gloo::utils::window().match_media("(prefers-color-scheme: dark)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// Whether all is saved, and whether this tab may write.
#[component]
fn Status() -> Html {
    let env = use_env();
    let state = use_activity();
    html! {
        <a class="chip status" href={env.link(Route::Settings)} data-testid="status">
            { Icon::Disk.view_sized(14) }
            <span class="one-line" role="status">{ status_text(env.m, &state) }</span>
        </a>
    }
}

fn status_text(m: Messages, state: &State) -> &'static str {
    let is_stored = state.workspace.as_ref().is_none_or(|w| w.is_stored);
    match (&state.engine, &state.saving) {
        (Engine::Starting, _) => m.status_loading(),
        (Engine::Lost(_), _) => m.status_stopped(),
        (Engine::Ready, _) if !state.is_writer => m.status_reader(),
        (Engine::Ready, Saving::NotSaved(_)) => m.status_unsaved(),
        (Engine::Ready, _) if !is_stored => m.status_not_kept(),
        (Engine::Ready, Saving::Pending) => m.status_saving(),
        (Engine::Ready, Saving::Saved) => m.status_saved(),
    }
}
