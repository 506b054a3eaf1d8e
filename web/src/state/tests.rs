//! What the reducer promises to the screens.

use super::{Action, JobKind, Saving, State, Theme, Told, reduce};
use crate::route::{Place, Route};
use perennial_data::Language;
use perennial_protocol::Failure;
use perennial_protocol::view::{ModelInfo, WorkspaceView};
use std::rc::Rc;

fn state() -> Rc<State> {
    let place = Place::new(Route::Start);
    let today = "2026-03-31".parse().unwrap();
    Rc::new(State::new(Language::En, Theme::System, today, place))
}

fn workspace(revision: u64) -> WorkspaceView {
    WorkspaceView {
        revision,
        is_sample: true,
        n_accounts: 200,
        tables: Vec::new(),
        newest: None,
        model: ModelInfo::default(),
        shipped: Vec::new(),
        undo: None,
        redo: None,
        account_fields: Vec::new(),
        is_writer: true,
        is_stored: true,
    }
}

#[test]
fn nothing_is_drawn_when_nothing_changed() {
    let before = state();
    for action in [
        Action::Speak(Language::En),
        Action::Changed(0),
        Action::JobEnded(9),
        Action::Writer(true),
    ] {
        assert!(Rc::ptr_eq(&before, &reduce(&before, action)));
    }
}

#[test]
fn progress_of_a_question_is_no_job() {
    let progress = |id| Action::JobProgress {
        id,
        done: 30,
        total: 90,
        now_ms: 5.0,
    };
    let state = reduce(&state(), Action::JobStarted(7, JobKind::Import, 0.0));
    let state = reduce(&reduce(&state, progress(7)), progress(8));
    assert_eq!(state.ahead, Some((8, 30, 90)));
    assert_eq!(state.jobs.len(), 1);
}

#[test]
fn saved_is_only_said_of_the_newest_change() {
    let state = reduce(&state(), Action::Changed(5));
    assert_eq!(state.saving, Saving::Pending);
    let state = reduce(&state, Action::SavedUpTo(4));
    assert_eq!(state.saving, Saving::Pending);
    let state = reduce(&state, Action::SavedUpTo(5));
    assert_eq!(state.saving, Saving::Saved);
    let full = Failure::new("quota-exceeded");
    let state = reduce(&state, Action::Saving(Saving::NotSaved(full.clone())));
    assert_eq!(state.saving, Saving::NotSaved(full));
}

#[test]
fn a_new_workspace_is_not_called_saved_before_it_is() {
    let opened = reduce(&state(), Action::Workspace(Rc::new(workspace(3))));
    let ready = reduce(&opened, Action::EngineReady);
    assert_eq!((ready.revision, &ready.saving), (3, &Saving::Saved));
    let imported = reduce(&ready, Action::Workspace(Rc::new(workspace(4))));
    assert_eq!(imported.saving, Saving::Pending);
    // What is said twice, and late, keeps nobody waiting.
    let saved = reduce(&imported, Action::SavedUpTo(5));
    let late = reduce(&saved, Action::Workspace(Rc::new(workspace(5))));
    assert_eq!((late.revision, &late.saving), (5, &Saving::Saved));
    // An engine started anew has what was stored, whatever was shown before.
    let again = reduce(&reduce(&late, Action::Changed(7)), Action::EngineStarts);
    let again = reduce(&again, Action::Workspace(Rc::new(workspace(5))));
    assert_eq!((again.revision, &again.saving), (5, &Saving::Saved));
}

#[test]
fn what_another_tab_changed_is_saved_already() {
    let state = reduce(&state(), Action::Writer(false));
    let state = reduce(&state, Action::Changed(5));
    assert_eq!((state.revision, &state.saving), (5, &Saving::Saved));
}

#[test]
fn the_time_left_follows_from_the_rate() {
    let state = reduce(&state(), Action::JobStarted(7, JobKind::Import, 1000.0));
    assert_eq!(state.jobs[0].seconds_left(), None);
    let progress = Action::JobProgress {
        id: 7,
        done: 2_000_000,
        total: 10_000_000,
        now_ms: 3000.0,
    };
    let state = reduce(&state, progress);
    assert_eq!(state.jobs[0].rate(), Some(1_000_000.0));
    assert_eq!(state.jobs[0].seconds_left(), Some(8.0));
}

#[test]
fn a_lost_engine_takes_its_jobs_along() {
    let state = reduce(&state(), Action::JobStarted(7, JobKind::Import, 0.0));
    let state = reduce(&state, Action::EngineLost(Failure::new("worker-crashed")));
    assert!(state.jobs.is_empty());
}

#[test]
fn notes_are_told_once_and_make_room() {
    let mut now = state();
    for _ in 0..2 {
        now = reduce(&now, Action::Tell(Told::Deleted));
    }
    assert_eq!(now.notes.len(), 1);
    for name in ["a", "b", "c", "d", "e"] {
        now = reduce(&now, Action::Tell(Told::Handed(name.to_owned())));
    }
    assert_eq!(now.notes.len(), 4);
    let last = now.notes[3].id;
    assert_eq!(reduce(&now, Action::Dismiss(last)).notes.len(), 3);
}
