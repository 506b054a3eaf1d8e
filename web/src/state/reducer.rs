//! From one state to the next. Pure; gives the same `Rc` back when nothing changed, so nothing is drawn.

use super::{Action, Engine, Job, JobKind, Note, Saving, State, Told};
use std::rc::Rc;

/// Notes that are shown at once; older ones make room.
const MOST_NOTES: usize = 4;

/// The state after the action.
pub(crate) fn reduce(state: &Rc<State>, action: Action) -> Rc<State> {
    let mut next = (**state).clone();
    apply(&mut next, action);
    if next == **state {
        Rc::clone(state)
    } else {
        Rc::new(next)
    }
}

/// The workspace has a revision. It is told in more than one way, and that it was saved may be told before.
fn changed(state: &mut State, revision: u64) {
    if revision <= state.revision {
        return;
    }
    state.revision = revision;
    // What a tab that only reads gets to see, the other one has saved.
    let is_unsaved = state.is_writer && revision > state.saved_up_to;
    // Whoever knows that saving fails hears it once only.
    if is_unsaved && state.saving == Saving::Saved {
        state.saving = Saving::Pending;
    }
}

fn apply(state: &mut State, action: Action) {
    match action {
        Action::Speak(language) => state.language = language,
        Action::Wear(theme) => state.theme = theme,
        Action::Sign(author) => state.author = author,
        Action::Arrived(place) => state.place = place,
        Action::Today(today) => state.today = today,
        Action::EngineStarts => {
            state.engine = Engine::Starting;
            state.jobs.clear();
        }
        Action::EngineReady => state.engine = Engine::Ready,
        Action::EngineLost(failure) => {
            state.engine = Engine::Lost(failure);
            state.import = None;
            state.jobs.clear();
        }
        Action::Workspace(workspace) => {
            // What the engine opens is what was stored, also where it had to be started anew and what it had
            // not saved is gone.
            if state.engine == Engine::Starting {
                state.revision = workspace.revision;
                state.saved_up_to = workspace.revision;
                state.saving = Saving::Saved;
            }
            state.is_writer = workspace.is_writer;
            changed(state, workspace.revision);
            state.workspace = Some(workspace);
        }
        Action::Changed(revision) => changed(state, revision),
        Action::Saving(saving) => state.saving = saving,
        Action::SavedUpTo(revision) => {
            state.saved_up_to = state.saved_up_to.max(revision);
            if revision >= state.revision {
                state.saving = Saving::Saved;
            }
        }
        Action::Writer(is_writer) => state.is_writer = is_writer,
        Action::Workspaces(workspaces) => state.workspaces = workspaces,
        Action::Sealed(sealed) => state.sealed = sealed,
        Action::NewerIsThere => state.is_newer_there = true,
        Action::Import(import) => {
            if import.is_some() {
                state.imported = None;
            }
            state.import = import;
        }
        Action::Imported(imported) => {
            // What would come in can be given up for other decisions.
            if !imported.is_preview {
                state.import = None;
            }
            changed(state, imported.revision);
            state.imported = Some(imported);
        }
        Action::JobStarted(id, kind, now_ms) => state.jobs.push(Job {
            id,
            kind,
            started_ms: now_ms,
            seen_ms: now_ms,
            done: 0,
            total: 0,
            opening: None,
            cancelling: false,
        }),
        Action::Opening(name, rows) => {
            for job in state
                .jobs
                .iter_mut()
                .filter(|job| job.kind == JobKind::Inspect)
            {
                job.opening = Some((Rc::clone(&name), rows));
            }
        }
        Action::JobProgress {
            id,
            done,
            total,
            now_ms,
        } => match state.jobs.iter_mut().find(|job| job.id == id) {
            Some(job) => {
                job.done = done;
                job.total = total;
                job.seen_ms = now_ms;
            }
            None => state.ahead = Some((id, done, total)),
        },
        Action::JobCancelling(id) => {
            for job in state.jobs.iter_mut().filter(|job| job.id == id) {
                job.cancelling = true;
            }
        }
        Action::JobEnded(id) => state.jobs.retain(|job| job.id != id),
        Action::Tell(what) => tell(state, what),
        Action::Dismiss(id) => state.notes.retain(|note| note.id != id),
    }
}

fn tell(state: &mut State, what: Told) {
    // The same thing twice is said once, anew.
    state.notes.retain(|note| note.what != what);
    let id = state.next_note;
    state.next_note += 1;
    state.notes.push(Note { id, what });
    let too_many = state.notes.len().saturating_sub(MOST_NOTES);
    state.notes.drain(..too_many);
}
