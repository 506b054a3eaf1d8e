//! The workspace behind the screens: data, model, the user's own work, queries and undo.
//!
//! Pure: no clock, no storage, no files. Whoever hosts it (the engine worker) hands it bytes and
//! dates and keeps its stored form. Every request gets its response or a failure with a code, and a
//! request that fails has changed nothing.

mod command;
mod evaluations;
mod exchange;
mod export_file;
mod fed;
mod life;
mod model;
mod part;
mod query;
mod room;
mod second;
mod session;
mod state;
mod stored;

pub use model::{ReadModel, read_model};
pub use part::Part;
pub use perennial_import::{BuiltInDecoders, Decoders, FileFacts};
pub use stored::{FORMAT, Stored, chunk_names};

use command::import::{Finished, Import};
use command::quality::Report;
use perennial_data::{Day, TableId};
use perennial_protocol::{Failure, Packed, Request, Response};
use serde::Serialize;
use session::Session;
use std::rc::Rc;

/// A workspace.
pub struct Workbench {
    session: Session,
    decoders: Rc<dyn Decoders>,
    import: Option<Import>,
    finished: Finished,
    quality: Option<Report>,
}

impl Workbench {
    /// An empty workspace that reads text by these decoders.
    ///
    /// # Errors
    /// If the model that ships with the program cannot be read: a fault of the build.
    pub fn new(decoders: Rc<dyn Decoders>) -> Result<Self, Failure> {
        Ok(Self::over(Session::new()?, decoders))
    }

    fn over(session: Session, decoders: Rc<dyn Decoders>) -> Self {
        Self {
            session,
            decoders,
            import: None,
            finished: Finished::default(),
            quality: None,
        }
    }

    /// Counts every change.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.session.revision
    }

    /// Answers a request that needs neither files nor storage: `Open` and `DeleteAll` after the
    /// storage part is done; those that need files have methods of their own.
    ///
    /// # Errors
    /// As the request says; the workspace is unchanged then.
    pub fn handle(&mut self, request: &Request) -> Result<Response, Failure> {
        match Part::of(request) {
            Part::First => self.handle_first(request),
            Part::Second => self.handle_second(request),
            Part::Import => self.handle_import(request),
            Part::Exchange => self.handle_exchange(request),
            Part::Life => self.handle_life(request),
            Part::Model => self.handle_model(request),
        }
    }

    /// Answers a request of [`Part::First`].
    ///
    /// # Errors
    /// As [`Workbench::handle`].
    pub fn handle_first(&mut self, request: &Request) -> Result<Response, Failure> {
        let session = &mut self.session;
        match request {
            Request::Open => {}
            Request::DeleteAll => {
                let revision = session.revision + 1;
                *session = Session::new()?;
                session.revision = revision;
                self.import = None;
                self.finished = Finished::default();
                self.quality = None;
            }
            other => return self.answer(other),
        }
        Ok(self.workspace())
    }

    /// The workspace as it is now.
    fn workspace(&self) -> Response {
        Response::Workspace(Box::new(self.session.workspace()))
    }

    /// Requests that change nothing.
    fn answer(&mut self, request: &Request) -> Result<Response, Failure> {
        let session = &mut self.session;
        Ok(match request {
            Request::Prepare { as_of } => {
                session.evaluations.run(&session.state, *as_of);
                Response::Done
            }
            Request::Portfolio { as_of, since } => {
                Response::Portfolio(Box::new(session.portfolio(*as_of, *since)))
            }
            Request::Customers(query) => Response::Customers(session.customers(query)),
            Request::Search { text, limit } => Response::Search(session.search(text, *limit)),
            _ => return Err(not_ours()),
        })
    }

    /// The stored form of the current revision: with [`Workbench::chunk_bytes`] a part of [`Part::Second`].
    ///
    /// # Errors
    /// `not-stored` when it cannot be written down.
    pub fn stored_form(&mut self) -> Result<Stored, Failure> {
        let Session {
            state,
            revision,
            layout,
            ..
        } = &mut self.session;
        layout.update(&state.data, *revision);
        layout.stored(state, *revision)
    }

    /// The bytes of a chunk that [`Workbench::stored_form`] has just named.
    #[must_use]
    pub fn chunk_bytes(&self, name: &str) -> Vec<u8> {
        self.session.layout.chunk(name)
    }

    /// A workspace from its stored form. `reader` is needed where the model is not a shipped one.
    ///
    /// # Errors
    /// `newer-format` for one of a later version, `stored-damaged` for one that cannot be read,
    /// `part-not-loaded` for one that needs the reader that was not given.
    pub fn open_stored(
        manifest: &[u8],
        chunk: impl FnMut(&str) -> Option<Vec<u8>>,
        decoders: Rc<dyn Decoders>,
        reader: Option<ReadModel>,
    ) -> Result<Self, Failure> {
        let (data, manifest, layout) = stored::open(manifest, chunk)?;
        Ok(Self::over(
            Session::opened(data, manifest, layout, reader)?,
            decoders,
        ))
    }
}

/// A request that is not answered here.
fn not_ours() -> Failure {
    Failure::new("not-a-request-for-the-workbench")
}

impl Session {
    /// The account of that id.
    pub(crate) fn account(&self, id: &str) -> Result<u32, Failure> {
        self.state
            .data
            .account(id)
            .ok_or_else(|| Failure::new("unknown-account").with("account", id))
    }

    /// The currency of all accounts, if they have one and the same; and whether there are several.
    pub(crate) fn currency(&self) -> (Option<String>, bool) {
        let accounts = self.state.data.table(TableId::Accounts);
        let Some(column) = accounts.column("currency") else {
            return (None, false);
        };
        let mut found: Option<&str> = None;
        for currency in (0..accounts.len()).filter_map(|row| column.text(row)) {
            match found {
                None => found = Some(currency),
                Some(held) if held != currency => return (None, true),
                Some(_) => {}
            }
        }
        (found.map(str::to_owned), false)
    }

    /// Month-ends before a date and the date itself, oldest first.
    pub(crate) fn trend_dates(as_of: Day, months: u32) -> Vec<Day> {
        let mut dates = as_of.past_month_ends(months);
        dates.push(as_of);
        dates
    }
}

/// A view as the bytes that travel.
pub(crate) fn packed<T: Serialize>(view: &T) -> Result<Packed<T>, Failure> {
    // Every view of the protocol has a form in bytes.
    Packed::of(view).map_err(|_| not_ours())
}
