//! What changes something: each task asks the engine, tells the state, and owns its errors.

pub(crate) mod engine;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod model;
pub(crate) mod preferences;
pub(crate) mod stages;
pub(crate) mod work;
pub(crate) mod workspace;
pub(crate) mod workspaces;

use crate::state::{Action, JobKind};
use crate::store::Store;
use perennial_protocol::{Failure, Request, Response};
use std::future::Future;
use std::pin::Pin;
use web_sys::File;

/// Runs a future to its end; its failure is told to the reader. The only place that spawns.
pub(crate) fn spawn_owned(
    store: &Store,
    task: impl Future<Output = Result<(), Failure>> + 'static,
) {
    run(store.clone(), Box::pin(task));
}

/// The same for every task, so that it is in the download once.
fn run(store: Store, task: Pin<Box<dyn Future<Output = Result<(), Failure>>>>) {
    wasm_bindgen_futures::spawn_local(async move {
        if let Err(failure) = task.await {
            store.fail(failure);
        }
    });
}

/// Asks for something that takes a while: shown with its progress and a way to stop it.
pub(crate) async fn long(
    store: &Store,
    kind: JobKind,
    body: Request,
    files: Vec<File>,
) -> Result<Response, Failure> {
    let (id, reply) = store.ask_with(body, files);
    store.dispatch(Action::JobStarted(id, kind, now_ms()));
    let outcome = reply.await;
    store.dispatch(Action::JobEnded(id));
    outcome
}

/// Stops a job as soon as it can be.
pub(crate) fn cancel(store: &Store, job: u32) {
    store.dispatch(Action::JobCancelling(job));
    let reply = store.ask(Request::Cancel { job });
    spawn_owned(store, async move { reply.await.map(|_| ()) });
}

/// Milliseconds of the browser's clock, for rates only.
pub(crate) fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// An answer of another kind than [`Request`] promises: app and engine do not fit together.
pub(crate) fn unexpected() -> Failure {
    Failure::new("version-mismatch")
}
