//! Everything the shell knows, as one value; changed only by [`Action`]s. Views of single screens are
//! not in it: screens ask for them (see `queries`).

mod action;
mod reducer;
mod slot;
mod workspaces;

pub(crate) use action::Action;
pub(crate) use reducer::reduce;
pub(crate) use slot::Slot;
pub(crate) use workspaces::{Listed, Workspaces};

use crate::route::Place;
use perennial_data::{Day, Language};
use perennial_protocol::Failure;
use perennial_protocol::view::{ImportView, ImportedView, WorkspaceView};
use std::rc::Rc;
use web_sys::File;

/// The state of the app.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct State {
    /// Language of every text.
    pub(crate) language: Language,
    /// Light, dark, or as the system has it.
    pub(crate) theme: Theme,
    /// The name under which the reader's work is taken down; empty until they say it.
    pub(crate) author: String,
    /// The browser's date.
    pub(crate) today: Day,
    /// Screen and dates, as in the address.
    pub(crate) place: Place,
    /// Whether the engine works.
    pub(crate) engine: Engine,
    /// The workspace, once the engine has opened it.
    pub(crate) workspace: Option<Rc<WorkspaceView>>,
    /// Counts changes: what was asked at another number is out of date.
    pub(crate) revision: u64,
    /// Whether the last change is on disk.
    pub(crate) saving: Saving,
    /// The newest revision that is known to be on disk.
    pub(crate) saved_up_to: u64,
    /// Whether this tab may change the workspace.
    pub(crate) is_writer: bool,
    /// The import under way.
    pub(crate) import: Option<Rc<ImportView>>,
    /// What the last import brought.
    pub(crate) imported: Option<Rc<ImportedView>>,
    /// Long work under way, oldest first.
    pub(crate) jobs: Vec<Job>,
    /// The last that was heard of a request that is no job: its number, days worked out, of so many.
    pub(crate) ahead: Option<(u32, u64, u64)>,
    /// What there is to tell, oldest first.
    pub(crate) notes: Vec<Note>,
    /// Number of the next note.
    pub(crate) next_note: u32,
    /// The workspaces of this browser, and which of them this tab shows.
    pub(crate) workspaces: Rc<Workspaces>,
    /// A backup that waits for its passphrase.
    pub(crate) sealed: Option<Sealed>,
    /// Whether a newer version of the app waits to be taken.
    pub(crate) is_newer_there: bool,
}

/// A backup that opens with a passphrase only.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sealed {
    /// The file.
    pub(crate) file: File,
    /// Whether a passphrase was tried in vain.
    pub(crate) was_wrong: bool,
}

impl State {
    /// The state before the engine has said anything.
    pub(crate) fn new(language: Language, theme: Theme, today: Day, place: Place) -> Self {
        Self {
            language,
            theme,
            author: String::new(),
            today,
            place,
            engine: Engine::Starting,
            workspace: None,
            revision: 0,
            saving: Saving::Saved,
            saved_up_to: 0,
            is_writer: true,
            import: None,
            imported: None,
            jobs: Vec::new(),
            ahead: None,
            notes: Vec::new(),
            next_note: 1,
            workspaces: Rc::default(),
            sealed: None,
            is_newer_there: false,
        }
    }

    /// The date everything is seen on.
    pub(crate) fn as_of(&self) -> Day {
        self.place.as_of(self.today)
    }

    /// The date it is compared with.
    pub(crate) fn since(&self) -> Day {
        self.place.since(self.today)
    }

    /// Whether there is any customer.
    pub(crate) fn has_customers(&self) -> bool {
        self.workspace.as_ref().is_some_and(|w| w.n_accounts > 0)
    }
}

/// Appearance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    /// All, in the order of the choice.
    pub(crate) const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The code in preferences and on the root element.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a code.
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.code() == code)
    }
}

/// The engine worker as the reader experiences it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Engine {
    /// It is being loaded or opens the workspace.
    Starting,
    /// It answers.
    Ready,
    /// It is gone.
    Lost(Failure),
}

/// Whether changes are on disk.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Saving {
    /// They are.
    Saved,
    /// They are on the way.
    Pending,
    /// They could not be written.
    NotSaved(Failure),
}

/// What a long piece of work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JobKind {
    /// Looking into files.
    Inspect,
    /// Reading them.
    Import,
    /// Making the sample.
    Sample,
    /// Reading a backup.
    Restore,
    /// Writing a file.
    Export,
}

/// Long work under way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Job {
    /// The request's number.
    pub(crate) id: u32,
    /// What it is.
    pub(crate) kind: JobKind,
    /// Milliseconds of the browser's clock at its start.
    pub(crate) started_ms: f64,
    /// Milliseconds at the last progress.
    pub(crate) seen_ms: f64,
    /// Done, in bytes.
    pub(crate) done: u64,
    /// Of so many; 0 while unknown.
    pub(crate) total: u64,
    /// The file that is being opened, and its rows so far.
    pub(crate) opening: Option<(Rc<str>, u64)>,
    /// The reader asked to stop it.
    pub(crate) cancelling: bool,
}

impl Job {
    /// Bytes per second, once there is something to measure.
    pub(crate) fn rate(&self) -> Option<f64> {
        let seconds = (self.seen_ms - self.started_ms) / 1000.0;
        (seconds > 0.2 && self.done > 0).then(|| self.done as f64 / seconds)
    }

    /// Seconds that the rest takes at that rate.
    pub(crate) fn seconds_left(&self) -> Option<f64> {
        let rest = self.total.saturating_sub(self.done) as f64;
        self.rate().map(|rate| rest / rate)
    }
}

/// Something to tell once.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Note {
    /// Its number.
    pub(crate) id: u32,
    /// What it says.
    pub(crate) what: Told,
}

/// What a note says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Told {
    /// Something failed.
    Failed(Failure),
    /// A change was taken back: its code.
    Undone(String),
    /// A change was made again: its code.
    Redone(String),
    /// A file was handed over: its name.
    Handed(String),
    /// A model is in use: its id.
    ModelTaken(String),
    /// The user's own work was taken down: on so many things.
    Worked(usize),
    /// A calendar of working days is in use: its file.
    CalendarTaken(String),
    /// Everything was deleted.
    Deleted,
    /// A backup was read.
    Restored,
}

#[cfg(test)]
mod tests;
