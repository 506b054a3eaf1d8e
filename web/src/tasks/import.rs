//! Files on their way in: looked into, decided about, read.

use super::{engine, long, spawn_owned, unexpected};
use crate::day;
use crate::hooks::files_of;
use crate::pages::folders;
use crate::route::{Place, Route};
use crate::state::{Action, JobKind};
use crate::store::{Env, Store};
use perennial_protocol::{Failure, ImportEdit, Request, Response};
use std::rc::Rc;
use web_sys::{DataTransfer, File};

/// Looks into files and shows what was found.
pub(crate) fn inspect_files(env: &Env, files: Vec<File>) {
    if files.is_empty() {
        return;
    }
    let modified = files
        .iter()
        .map(|file| day::of_millis(file.last_modified()))
        .collect();
    let body = Request::Inspect {
        modified,
        today: env.state.today,
    };
    inspect(env, body, files);
}

/// Looks into what was dropped, folders with all that is below them.
pub(crate) fn inspect_dropped(env: &Env, data: &DataTransfer) {
    let Some(walk) = folders(data) else {
        return inspect_files(env, files_of(data));
    };
    let to = env.clone();
    spawn_owned(&env.store, async move {
        inspect_files(&to, walk.await);
        Ok(())
    });
}

/// Looks into a pasted table and shows what was found.
pub(crate) fn inspect_text(env: &Env, text: String) {
    let body = Request::InspectText {
        text,
        today: env.state.today,
    };
    inspect(env, body, Vec::new());
}

fn inspect(env: &Env, body: Request, files: Vec<File>) {
    let store = env.store.clone();
    store.go(&env.place(Route::Import));
    spawn_owned(&env.store, async move {
        let response = long(&store, JobKind::Inspect, body, files).await?;
        take(&store, response)
    });
}

fn take(store: &Store, response: Response) -> Result<(), Failure> {
    let Response::Import(import) = response else {
        return Err(unexpected());
    };
    store.dispatch(Action::Import(Some(Rc::from(import))));
    Ok(())
}

/// Changes one decision.
pub(crate) fn edit(store: &Store, edit: ImportEdit) {
    let to = store.clone();
    spawn_owned(store, async move {
        let response = to.ask(Request::EditImport(edit)).await?;
        take(&to, response)
    });
}

/// Reads the files as decided; where there are data already, only to show what would change.
pub(crate) fn run(store: &Store) {
    bring_in(store, Request::RunImport, || {});
}

/// Takes what was shown into the workspace.
pub(crate) fn apply(env: &Env) {
    let back = env.clone();
    bring_in(&env.store, Request::ApplyImport, move || {
        decide_again(&back);
    });
}

/// Goes back from what would change to the decisions.
pub(crate) fn decide_again(env: &Env) {
    env.store.dispatch(Action::Import(env.state.import.clone()));
}

/// `back` is called where the workspace has changed since: what was shown is no longer what would come in.
fn bring_in(store: &Store, body: Request, back: impl FnOnce() + 'static) {
    let to = store.clone();
    spawn_owned(store, async move {
        let response = long(&to, JobKind::Import, body, Vec::new()).await;
        if response
            .as_ref()
            .is_err_and(|why| why.code == "import-outdated")
        {
            back();
        }
        let Response::Imported(imported) = response? else {
            return Err(unexpected());
        };
        to.dispatch(Action::Imported(Rc::from(imported)));
        engine::refresh(&to);
        Ok(())
    });
}

/// Forgets the import under way.
pub(crate) fn give_up(store: &Store) {
    let to = store.clone();
    spawn_owned(store, async move {
        to.ask(Request::DropImport).await?;
        to.dispatch(Action::Import(None));
        to.go(&Place::new(Route::Start));
        Ok(())
    });
}
