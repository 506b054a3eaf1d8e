//! Start: drop, paste, open, or try the sample; and on with what is here already.

use super::parts::{FileButton, TABLE_FILES, page_head};
use crate::route::Route;
use crate::state::Engine;
use crate::store::{Env, use_env};
use crate::tasks::{import, workspace};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use perennial_protocol::view::WorkspaceView;
use yew::prelude::*;

/// The first screen.
#[component]
pub(super) fn Start() -> Html {
    let env = use_env();
    let m = env.m;
    let is_ready = env.state.engine == Engine::Ready;
    let can_write = is_ready && env.state.is_writer;
    let onsample = {
        let env = env.clone();
        Callback::from(move |()| workspace::load_sample(&env))
    };
    let onfiles = {
        let env = env.clone();
        Callback::from(move |files| import::inspect_files(&env, files))
    };
    let onbackup = {
        let store = env.store.clone();
        Callback::from(move |files: Vec<_>| {
            if let Some(file) = files.into_iter().next() {
                workspace::restore(&store, file, None);
            }
        })
    };
    let workspace = env.state.workspace.as_ref().filter(|w| w.n_accounts > 0);
    html! {
        <div class="page page--narrow">
            { page_head(m.start_title()) }
            <p class="page__lead">{ m.start_lead() }</p>
            if let Some(workspace) = workspace {
                { recent(&env, workspace) }
            }
            <section class="drop" aria-label={m.start_drop_title()}>
                <h2>{ m.start_drop_title() }</h2>
                <p>{ m.start_drop_note() }</p>
                <div class="cluster">
                    <FileButton label={m.start_choose()} accept={TABLE_FILES} multiple=true large=true
                        kind={ButtonKind::Primary} disabled={!can_write} {onfiles} />
                    { Button {
                        large: true,
                        disabled: !can_write,
                        ..Button::new(m.start_sample(), onsample)
                    }.view() }
                </div>
                <p class="muted">{ m.start_paste_hint() }</p>
                <p class="muted">{ m.start_sample_note() }</p>
            </section>
            <div class="grid">
                { Card { class: "span-6", ..Card::new(m.start_one_sheet()) }.view(html! {
                    <p>{ m.start_one_sheet_note() }</p>
                }) }
                { Card { class: "span-6", ..Card::new(m.start_private_title()) }.view(html! {
                    <>
                        <p>{ m.start_private_note() }</p>
                        <div>
                            <FileButton label={m.start_open_backup()} accept=".perennial,application/octet-stream,application/json"
                                disabled={!can_write} onfiles={onbackup} />
                        </div>
                    </>
                }) }
            </div>
        </div>
    }
}

/// What is here already, and the way on.
fn recent(env: &Env, workspace: &WorkspaceView) -> Html {
    let m = env.m;
    let name = if workspace.is_sample {
        m.workspace_sample()
    } else {
        m.workspace_label()
    };
    Card::new(m.start_recent()).view(html! {
        <div class="cluster">
            <div>
                <p class="strong">{ name }</p>
                <p class="muted">
                    { m.count_customers(workspace.n_accounts) }
                    if let Some(newest) = workspace.newest {
                        { " · " }{ m.import_newest(newest) }
                    }
                </p>
            </div>
            <span class="push" />
            { Button {
                kind: ButtonKind::Primary,
                ..Button::link(m.start_open_workspace(), env.link(Route::Portfolio))
            }.view() }
        </div>
    })
}
