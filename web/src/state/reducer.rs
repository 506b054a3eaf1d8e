//! From one state to the next. Pure; gives the same `Rc` back when nothing changed, so nothing is drawn.

use super::{Action, Engine, Job, Note, Saving, State, Told};
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
            state.revision = state.revision.max(workspace.revision);
            state.is_writer = workspace.is_writer;
            state.workspace = Some(workspace);
        }
        Action::Changed(revision) => {
            if revision > state.revision {
                state.revision = revision;
                // What a tab that only reads gets to see, the other one has saved.
                if state.is_writer {
                    state.saving = Saving::Pending;
                }
            }
        }
        Action::Saving(saving) => state.saving = saving,
        Action::SavedUpTo(revision) => {
            if revision >= state.revision {
                state.saving = Saving::Saved;
            }
        }
        Action::Writer(is_writer) => state.is_writer = is_writer,
        Action::Import(import) => {
            if import.is_some() {
                state.imported = None;
            }
            state.import = import;
        }
        Action::Imported(imported) => {
            state.import = None;
            state.imported = Some(imported);
        }
        Action::JobStarted(id, kind, now_ms) => state.jobs.push(Job {
            id,
            kind,
            started_ms: now_ms,
            seen_ms: now_ms,
            done: 0,
            total: 0,
            cancelling: false,
        }),
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
