//! Changes of the workspace as a whole: sample, model, overrides, undo, backup, deletion.

use super::{long, spawn_owned, unexpected, workspaces};
use crate::route::{Place, Route};
use crate::state::{Action, JobKind, Sealed, Told};
use crate::store::{Env, Store};
use perennial_data::Day;
use perennial_protocol::{Failure, Request, Response};
use std::rc::Rc;
use web_sys::File;

/// Asks for something that answers with the workspace, and takes it over.
pub(crate) async fn ask(store: &Store, body: Request, files: Vec<File>) -> Result<(), Failure> {
    let (_, reply) = store.ask_with(body, files);
    take(store, reply.await?)
}

fn take(store: &Store, response: Response) -> Result<(), Failure> {
    let Response::Workspace(workspace) = response else {
        return Err(unexpected());
    };
    store.dispatch(Action::Workspace(Rc::from(workspace)));
    Ok(())
}

/// Loads the sample and shows its portfolio.
pub(crate) fn load_sample(env: &Env) {
    let store = env.store.clone();
    let body = Request::LoadSample {
        language: env.state.language,
        as_of: env.state.today,
    };
    spawn_owned(&env.store, async move {
        take(
            &store,
            long(&store, JobKind::Sample, body, Vec::new()).await?,
        )?;
        store.go(&Place::new(Route::Portfolio));
        Ok(())
    });
}

/// Sends a change and tells what became of it.
pub(super) fn change(store: &Store, body: Request, told: Option<Told>) {
    let to = store.clone();
    spawn_owned(store, async move {
        ask(&to, body, Vec::new()).await?;
        if let Some(told) = told {
            to.dispatch(Action::Tell(told));
        }
        Ok(())
    });
}

/// Takes the last change back.
pub(crate) fn undo(env: &Env) {
    let code = env.state.workspace.as_ref().and_then(|w| w.undo.clone());
    if let Some(code) = code {
        change(&env.store, Request::Undo, Some(Told::Undone(code)));
    }
}

/// Makes the change again that was taken back.
pub(crate) fn redo(env: &Env) {
    let code = env.state.workspace.as_ref().and_then(|w| w.redo.clone());
    if let Some(code) = code {
        change(&env.store, Request::Redo, Some(Told::Redone(code)));
    }
}

/// Takes a shipped model.
pub(crate) fn use_model(store: &Store, model: String) {
    let told = Told::ModelTaken(model.clone());
    change(store, Request::UseModel { model }, Some(told));
}

/// Takes a model from a file.
pub(crate) fn load_model(store: &Store, file: File) {
    let to = store.clone();
    spawn_owned(store, async move {
        let name = file.name();
        let json = gloo::file::futures::read_as_text(&gloo::file::Blob::from(file))
            .await
            .map_err(|_| Failure::new("file-unreadable").with("file", name.clone()))?;
        ask(&to, Request::LoadModel { json }, Vec::new()).await?;
        to.dispatch(Action::Tell(Told::ModelTaken(name)));
        Ok(())
    });
}

/// What a person says against a score.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Word {
    /// The account's id.
    pub(crate) account: String,
    /// Health, 0–100.
    pub(crate) value: f64,
    /// Who says so.
    pub(crate) author: String,
    /// Why.
    pub(crate) reason: String,
    /// From this day.
    pub(crate) set_on: Day,
    /// To this day, inclusive.
    pub(crate) expires_on: Day,
}

/// Sets or replaces an override.
pub(crate) fn set_override(store: &Store, word: Word) {
    let body = Request::SetOverride {
        account: word.account,
        value: word.value,
        author: word.author,
        reason: word.reason,
        set_on: word.set_on,
        expires_on: word.expires_on,
    };
    change(store, body, None);
}

/// Takes an override away.
pub(crate) fn clear_override(store: &Store, account: String) {
    change(store, Request::ClearOverride { account }, None);
}

/// Replaces everything by a backup and shows its portfolio; where it opens with a passphrase only, asks for
/// that in the settings.
pub(crate) fn restore(store: &Store, file: File, passphrase: Option<String>) {
    let to = store.clone();
    spawn_owned(store, async move {
        let body = Request::Restore { passphrase };
        let restored = long(&to, JobKind::Restore, body, vec![file.clone()]).await;
        let was_wrong = restored
            .as_ref()
            .is_err_and(|failure| failure.code == "passphrase-wrong");
        if was_wrong
            || restored
                .as_ref()
                .is_err_and(|failure| failure.code == "passphrase-needed")
        {
            to.dispatch(Action::Sealed(Some(Sealed { file, was_wrong })));
            to.go(&Place::new(Route::Settings));
            return Ok(());
        }
        to.dispatch(Action::Sealed(None));
        take(&to, restored?)?;
        to.dispatch(Action::Tell(Told::Restored));
        to.go(&Place::new(Route::Portfolio));
        Ok(())
    });
}

/// Says whose the rows are that came with a key.
pub(crate) fn assign(store: &Store, key: String, account: String) {
    change(store, Request::Assign { key, account }, None);
}

/// Forgets everything and begins anew.
pub(crate) fn delete_all(store: &Store) {
    let to = store.clone();
    spawn_owned(store, async move {
        ask(&to, Request::DeleteAll, Vec::new()).await?;
        if workspaces::leave() {
            return Ok(());
        }
        to.dispatch(Action::Workspaces(Rc::new(workspaces::remembered())));
        to.dispatch(Action::Import(None));
        to.dispatch(Action::Tell(Told::Deleted));
        to.go(&Place::new(Route::Start));
        Ok(())
    });
}
