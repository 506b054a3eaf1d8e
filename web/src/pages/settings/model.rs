//! The health model in use: one of those that ship, or one from a file.

use crate::pages::parts::FileButton;
use crate::route::{ModelTab, Route};
use crate::store::Env;
use crate::tasks::{export, workspace};
use crate::ui::badge::accent_chip;
use crate::ui::button::Button;
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use perennial_protocol::Request;
use perennial_protocol::view::ModelInfo;
use yew::prelude::*;

/// The models to choose from.
pub(super) fn models(env: &Env) -> Html {
    let m = env.m;
    let Some(workspace) = env.state.workspace.clone() else {
        return html! {};
    };
    let can_write = env.state.is_writer;
    let is_shipped = workspace
        .shipped
        .iter()
        .any(|model| model.id == workspace.model.id);
    let own = (!is_shipped).then(|| line(env, &workspace.model, true));
    let shipped = workspace
        .shipped
        .iter()
        .map(|model| line(env, model, model.id == workspace.model.id));
    let onfiles = {
        let store = env.store.clone();
        Callback::from(move |files: Vec<_>| {
            if let Some(file) = files.into_iter().next() {
                workspace::load_model(&store, file);
            }
        })
    };
    let ondownload = {
        let store = env.store.clone();
        Callback::from(move |()| export::file(&store, Request::ModelFile))
    };
    Card {
        note: Some(m.settings_model_note().into()),
        ..Card::new(m.settings_model())
    }
    .view(html! {
        <>
            <ul class="stack stack--tight" data-testid="models">{ for own }{ for shipped }</ul>
            <div class="cluster">
                <FileButton label={m.settings_model_load()} accept=".json,application/json"
                    disabled={!can_write} {onfiles} />
                { Button {
                    icon: Some(Icon::Download),
                    ..Button::new(m.settings_model_download(), ondownload)
                }.view() }
                { Button::link(m.settings_model_room(), env.link(Route::Model(ModelTab::default()))).view() }
            </div>
        </>
    })
}

fn line(env: &Env, model: &ModelInfo, is_used: bool) -> Html {
    let m = env.m;
    let onclick = {
        let (store, id) = (env.store.clone(), model.id.clone());
        Callback::from(move |()| workspace::use_model(&store, id.clone()))
    };
    let name = model.name.get(m.language());
    html! {
        <li class="cluster" key={model.id.clone()}>
            <span class="fill">
                <strong>{ m.model_version(name, model.revision) }</strong>
                <span class="muted row-note">{ m.model_fed(model.n_fed, model.n_measures) }</span>
            </span>
            if is_used {
                { accent_chip(m.settings_model_used()) }
            } else {
                { Button {
                    disabled: !env.state.is_writer,
                    ..Button::new(m.settings_model_use(name), onclick)
                }.view() }
            }
        </li>
    }
}
