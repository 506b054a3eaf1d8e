//! Starting the engine and hearing what it says.

use super::{now_ms, spawn_owned, workspace};
use crate::client::{Notice, is_lost};
use crate::state::{Action, Saving};
use crate::store::Store;
use perennial_protocol::{Event, Request};
use std::rc::Rc;

/// Starts the engine, or starts it anew, and opens what is stored.
pub(crate) fn start(store: &Store) {
    store.dispatch(Action::EngineStarts);
    let told = store.clone();
    store
        .client()
        .start(Rc::new(move |notice| hear(&told, notice)));
    refresh(store);
}

/// Asks for the workspace as it is now.
pub(crate) fn refresh(store: &Store) {
    let to = store.clone();
    spawn_owned(store, async move {
        match workspace::ask(&to, Request::Open, Vec::new()).await {
            // Told by the notice of the lost engine, once and in full.
            Err(failure) if is_lost(&failure) => Ok(()),
            Err(failure) => {
                to.dispatch(Action::EngineReady);
                Err(failure)
            }
            Ok(()) => {
                to.dispatch(Action::EngineReady);
                Ok(())
            }
        }
    });
}

fn hear(store: &Store, notice: Notice) {
    match notice {
        // The screens wait for the workspace, which has been asked for.
        Notice::Ready => {}
        Notice::Lost(failure) => {
            // Whoever is asked to help looks there first.
            web_sys::console::error_1(&format!("{failure:?}").into());
            store.dispatch(Action::EngineLost(failure));
        }
        Notice::Said(event) => hear_event(store, event),
    }
}

fn hear_event(store: &Store, event: Event) {
    match event {
        Event::Progress { job, done, total } => store.dispatch(Action::JobProgress {
            id: job,
            done,
            total,
            now_ms: now_ms(),
        }),
        Event::Opening { name, rows } => store.dispatch(Action::Opening(name.into(), rows)),
        Event::Changed { revision } => {
            store.dispatch(Action::Changed(revision));
            refresh(store);
        }
        Event::Saved { revision } => store.dispatch(Action::SavedUpTo(revision)),
        Event::NotSaved(failure) => {
            store.dispatch(Action::Saving(Saving::NotSaved(failure.clone())));
            store.fail(failure);
        }
        Event::Follower => store.dispatch(Action::Writer(false)),
        Event::Writer => store.dispatch(Action::Writer(true)),
    }
}
