//! What can happen to the state.

use super::{JobKind, Saving, Sealed, Theme, Told, Workspaces};
use crate::route::Place;
use perennial_data::{Day, Language};
use perennial_protocol::Failure;
use perennial_protocol::view::{ImportView, ImportedView, WorkspaceView};
use std::rc::Rc;

/// One thing that happened.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// The reader chose a language.
    Speak(Language),
    /// The reader chose an appearance.
    Wear(Theme),
    /// The reader said their name.
    Sign(String),
    /// The address changed.
    Arrived(Place),
    /// The clock says so.
    Today(Day),
    /// The engine is being started (again).
    EngineStarts,
    /// The engine answers.
    EngineReady,
    /// The engine is gone.
    EngineLost(Failure),
    /// The workspace as it is now.
    Workspace(Rc<WorkspaceView>),
    /// The workspace has this revision.
    Changed(u64),
    /// Whether changes are on disk.
    Saving(Saving),
    /// The worker has written up to this revision.
    SavedUpTo(u64),
    /// Whether this tab may write.
    Writer(bool),
    /// The workspaces of this browser.
    Workspaces(Rc<Workspaces>),
    /// A backup waits for its passphrase, or none does any more.
    Sealed(Option<Sealed>),
    /// A newer version of the app waits to be taken.
    NewerIsThere,
    /// The import under way, or that there is none any more.
    Import(Option<Rc<ImportView>>),
    /// The import is done, or what it would change is known.
    Imported(Rc<ImportedView>),
    /// Work has begun: its number, what it is, milliseconds now.
    JobStarted(u32, JobKind, f64),
    /// How far it is.
    JobProgress {
        /// Its number.
        id: u32,
        /// Done.
        done: u64,
        /// Of so many.
        total: u64,
        /// Milliseconds now.
        now_ms: f64,
    },
    /// A file is being opened that is looked into: its name and rows so far.
    Opening(Rc<str>, u64),
    /// The reader asked to stop it.
    JobCancelling(u32),
    /// It is over.
    JobEnded(u32),
    /// There is something to tell.
    Tell(Told),
    /// A note was read.
    Dismiss(u32),
}
