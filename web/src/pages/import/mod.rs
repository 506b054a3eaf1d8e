//! Import: what was found, what is to be decided, what came of it.

mod columns;
mod file;
pub(super) mod folder;
mod questions;
mod rejects;
mod result;
mod targets;
mod unmatched;

pub(super) use unmatched::UnmatchedDialog;

use self::questions::questions;
use super::parts::{FileButton, TABLE_FILES, page_head};
use crate::route::Route;
use crate::shell::job_line;
use crate::state::JobKind;
use crate::store::{Env, use_activity, use_env};
use crate::tasks;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use perennial_protocol::view::ImportView;
use yew::prelude::*;

/// The screen.
#[component]
pub(super) fn Import() -> Html {
    let env = use_env();
    let m = env.m;
    let body = match (&env.state.import, &env.state.imported) {
        (Some(import), None) => review(&env, import),
        (_, Some(imported)) => html! { <result::ImportResult imported={imported.clone()} /> },
        (None, None) => html! { <Nothing /> },
    };
    html! {
        <div class="page">
            { page_head(m.import_title()) }
            <Running />
            { body }
        </div>
    }
}

/// The work under way that belongs to this screen.
#[component]
fn Running() -> Html {
    let env = use_env();
    let state = use_activity();
    state
        .jobs
        .iter()
        .filter(|job| matches!(job.kind, JobKind::Inspect | JobKind::Import))
        .map(|job| html! { <div class="card" key={job.id}>{ job_line(&env, job) }</div> })
        .collect()
}

/// No import yet: the ways to begin one.
#[component]
fn Nothing() -> Html {
    let env = use_env();
    let m = env.m;
    let state = use_activity();
    let is_busy = !state.jobs.is_empty();
    let onfiles = {
        let env = env.clone();
        Callback::from(move |files| tasks::import::inspect_files(&env, files))
    };
    let onsample = {
        let env = env.clone();
        Callback::from(move |()| tasks::workspace::load_sample(&env))
    };
    if is_busy {
        return html! {};
    }
    let can_write = env.state.is_writer;
    html! {
        <section class="drop" aria-label={m.start_drop_title()}>
            <h2>{ m.import_empty_title() }</h2>
            <p>{ m.import_empty_note() }</p>
            <div class="cluster">
                <FileButton label={m.action_choose_files()} accept={TABLE_FILES} multiple=true
                    kind={ButtonKind::Primary} disabled={!can_write} onfiles={onfiles.clone()} />
                <FileButton label={m.import_choose_folder()} accept="" folder=true disabled={!can_write} {onfiles} />
                { Button { disabled: !can_write, ..Button::new(m.start_sample(), onsample) }.view() }
                if env.state.has_customers() {
                    { Button::link(m.nav_portfolio(), env.link(Route::Portfolio)).view() }
                }
            </div>
            <p class="muted">{ m.start_paste_hint() }</p>
        </section>
    }
}

fn review(env: &Env, import: &ImportView) -> Html {
    let m = env.m;
    let open = import.questions.iter().filter(|q| !q.answered).count();
    let joins_some = import.files.iter().any(|file| file.join.is_some());
    let run_label = if joins_some {
        m.import_preview()
    } else {
        m.import_run()
    };
    let (to_run, to_give_up) = (env.store.clone(), env.store.clone());
    let files = import.files.iter().enumerate().filter_map(|(at, file)| {
        let at = u32::try_from(at).ok()?;
        Some(file::card(env, at, file))
    });
    let replaces_sample = env
        .state
        .workspace
        .as_ref()
        .is_some_and(|w| w.is_sample && w.n_accounts > 0);
    html! {
        <>
            <p class="page__lead">{ m.import_lead() }</p>
            { Card {
                note: Some(m.count_files(import.files.len()).into()),
                ..Card::new(m.import_files_found())
            }.view(html! {
                <>
                    if import.ready && !joins_some {
                        <p>{ m.import_model_proposed(&model_name(env, &import.proposed_model)) }</p>
                    }
                    if replaces_sample && import.ready {
                        <p>{ m.import_sample_replace() }</p>
                    }
                    if !import.ready {
                        <p role="alert">{ m.import_cannot() }</p>
                    }
                    <div class="cluster">
                        { Button {
                            kind: ButtonKind::Primary,
                            large: true,
                            disabled: !import.ready || !env.state.is_writer,
                            ..Button::new(run_label, Callback::from(move |()| tasks::import::run(&to_run)))
                        }.view() }
                        { Button {
                            large: true,
                            ..Button::new(m.import_give_up(), Callback::from(move |()| tasks::import::give_up(&to_give_up)))
                        }.view() }
                        if open > 0 {
                            <span class="muted">{ m.import_run_note(open) }</span>
                        }
                    </div>
                </>
            }) }
            { questions(env, import) }
            { for files }
        </>
    }
}

/// The name of a shipped model by its id; the id of any other.
fn model_name(env: &Env, id: &str) -> String {
    let shipped = env.state.workspace.as_ref().map(|w| w.shipped.iter());
    let found = shipped.and_then(|mut models| models.find(|model| model.id == id));
    found.map_or_else(
        || id.to_owned(),
        |model| model.name.get(env.m.language()).to_owned(),
    )
}
