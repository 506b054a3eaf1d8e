//! Changes of the model: edits of its draft, versions. Each is one step that undo takes back.

use super::spawn_owned;
use super::workspace::ask;
use crate::store::{Env, Store};
use perennial_model::edit::Edit;
use perennial_model::pack;
use perennial_protocol::view::{FlawView, ModelAction};
use perennial_protocol::{Failure, Packed, Request};
use std::rc::Rc;
use web_sys::File;
use yew::Callback;

/// Changes the draft; `done` hears whether it was changed, after the reader was told why not.
pub(crate) fn edit(store: &Store, edits: &Vec<Edit>, done: Callback<bool>) {
    let edits = pack(edits);
    act(store, ModelAction::Edit { edits }, done);
}

/// Forgets the draft.
pub(crate) fn discard(store: &Store) {
    act(store, ModelAction::Discard, Callback::noop());
}

/// Makes the draft a version, in force from today on.
pub(crate) fn save(env: &Env, name: String, author: String, note: String, done: Callback<bool>) {
    let action = ModelAction::Save {
        name,
        author,
        note,
        on: env.state.today,
    };
    act(&env.store, action, done);
}

/// Takes a fix of something that was found.
pub(crate) fn mend(env: &Env, flaw: &FlawView, fix: u32) {
    let action = ModelAction::Mend {
        as_of: env.state.as_of(),
        code: flaw.code.clone(),
        path: flaw.path.clone(),
        fix,
    };
    act(&env.store, action, Callback::noop());
}

/// Reads a file as text.
pub(crate) fn read(store: &Store, file: File, onread: Callback<Rc<str>>) {
    spawn_owned(store, async move {
        let name = file.name();
        let json = gloo::file::futures::read_as_text(&gloo::file::Blob::from(file))
            .await
            .map_err(|_| Failure::new("file-unreadable").with("file", name.clone()))?;
        onread.emit(json.into());
        Ok(())
    });
}

/// Puts a document together with the one in hand: the version that both began with, and the places where the
/// document's way is taken.
pub(crate) fn merge(
    store: &Store,
    json: String,
    (base, theirs): (Option<u32>, Vec<String>),
    done: Callback<bool>,
) {
    act(store, ModelAction::Merge { json, base, theirs }, done);
}

/// Begins the draft anew as a model that ships.
pub(crate) fn begin(store: &Store, model: String) {
    act(store, ModelAction::Begin { model }, Callback::noop());
}

/// Takes an earlier version into force again.
pub(crate) fn use_version(env: &Env, version: u32) {
    let on = env.state.today;
    let action = ModelAction::Use { version, on };
    act(&env.store, action, Callback::noop());
}

fn act(store: &Store, action: ModelAction, done: Callback<bool>) {
    let to = store.clone();
    spawn_owned(store, async move {
        let body = Packed::of(&action).map_err(|_| Failure::new("not-a-request"))?;
        let outcome = ask(&to, Request::EditModel(body), Vec::new()).await;
        done.emit(outcome.is_ok());
        outcome
    });
}
