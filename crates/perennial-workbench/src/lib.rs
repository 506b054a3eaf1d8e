//! The workspace behind the screens: data, model, the user's own work, queries and undo.
//!
//! Pure: no clock, no storage, no files. Whoever hosts it (the engine worker) hands it bytes and
//! dates and keeps its stored form. Every request gets its response or a failure with a code, and a
//! request that fails has changed nothing.

mod command;
mod evaluations;
mod export_file;
mod fed;
mod model;
mod query;
mod session;
mod state;
mod stored;

pub use model::{ReadModel, read_model};
pub use perennial_import::{BuiltInDecoders, Decoders, FileFacts};
pub use stored::{FORMAT, Stored, chunk_names};

use command::import::{Finished, Import};
use model::ModelState;
use perennial_data::{Dataset, Day, TableId, merge, number_text};
use perennial_engine::Override;
use perennial_protocol::{Failure, Request, Response};
use session::Session;
use state::State;
use std::rc::Rc;

/// A workspace.
pub struct Workbench {
    session: Session,
    decoders: Rc<dyn Decoders>,
    import: Option<Import>,
    finished: Finished,
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
        let session = &mut self.session;
        match request {
            Request::Open => {}
            Request::LoadSample { language, as_of } => {
                let (data, _) = merge(
                    &Dataset::default(),
                    perennial_sample::portfolio(*language, *as_of),
                );
                let model = Rc::new(ModelState::shipped(session::DEFAULT_MODEL)?);
                let next = State {
                    data: Rc::new(data),
                    model,
                    overrides: Rc::default(),
                    is_sample: true,
                };
                session.change("sample", next);
            }
            Request::DeleteAll => {
                let revision = session.revision + 1;
                *session = Session::new()?;
                session.revision = revision;
                self.import = None;
                self.finished = Finished::default();
            }
            Request::UseModel { model } => {
                let model = Rc::new(ModelState::shipped(model)?);
                session.change(
                    "model",
                    State {
                        model,
                        ..session.state.clone()
                    },
                );
            }
            Request::LoadModel { json } => {
                let model = Rc::new(ModelState::parse(json)?);
                session.change(
                    "model",
                    State {
                        model,
                        ..session.state.clone()
                    },
                );
            }
            Request::SetOverride {
                account,
                value,
                author,
                reason,
                set_on,
                expires_on,
            } => {
                let made = Override {
                    account_id: account.clone(),
                    value: *value,
                    author: author.clone(),
                    reason: reason.clone(),
                    set_on: *set_on,
                    expires_on: *expires_on,
                };
                set_override(session, made)?;
            }
            Request::ClearOverride { account } => {
                let mut overrides = session.state.overrides.to_vec();
                overrides.retain(|held| held.account_id != *account);
                let next = State {
                    overrides: overrides.into(),
                    ..session.state.clone()
                };
                session.change("override", next);
            }
            Request::Undo => session.undo()?,
            Request::Redo => session.redo()?,
            other => return self.answer(other),
        }
        Ok(Response::Workspace(Box::new(self.session.workspace())))
    }

    /// Requests that change nothing, and steps of an import.
    fn answer(&mut self, request: &Request) -> Result<Response, Failure> {
        let session = &mut self.session;
        Ok(match request {
            Request::EditImport(edit) => {
                let import = self
                    .import
                    .as_mut()
                    .ok_or_else(|| Failure::new("no-import"))?;
                import.edit(edit)?;
                Response::Import(Box::new(import.view()))
            }
            Request::DropImport => {
                self.import = None;
                Response::Done
            }
            Request::Rejects { file, window } => {
                Response::Rejects(self.finished.rejects(*file, *window)?)
            }
            Request::RejectsFile { file } => self.finished.rejects_file(*file)?,
            Request::Prepare { as_of } => {
                session.evaluations.run(&session.state, *as_of);
                Response::Done
            }
            Request::Portfolio { as_of, since } => {
                Response::Portfolio(Box::new(session.portfolio(*as_of, *since)))
            }
            Request::WhatIf { dates, weights } => {
                Response::Totals(session.what_if(dates, weights)?)
            }
            Request::Customers(query) => Response::Customers(session.customers(query)),
            Request::CustomersFile(query) => session.customers_file(query),
            Request::Customer {
                account,
                as_of,
                since,
            } => Response::Customer(Box::new(session.customer(account, *as_of, *since)?)),
            Request::Change { account, from, to } => {
                Response::Change(session.change_of(account, *from, *to)?)
            }
            Request::Metric {
                metric,
                account,
                as_of,
                window,
            } => Response::Metric(Box::new(session.metric(metric, account, *as_of, *window)?)),
            Request::Catalogue => Response::Catalogue(session.catalogue()),
            Request::Rows {
                account,
                table,
                as_of,
                window,
            } => {
                let account = session.account(account)?;
                let table = session.state.data.table(*table);
                let rows = query::rows::of_account(table, account, *as_of);
                Response::Rows(query::rows::window(table, &rows, *as_of, *window))
            }
            Request::Search { text, limit } => Response::Search(session.search(text, *limit)),
            Request::ModelFile => {
                let name = format!("{}.model.json", session.state.model.model().id);
                export_file::text(&name, "application/json", session.state.model.json())
            }
            Request::Backup => {
                let stored = self.stored_form()?;
                let bytes = stored::to_backup(stored, |name| self.chunk_bytes(name))?;
                let name = "workspace.perennial".to_owned();
                Response::File {
                    name,
                    mime: "application/octet-stream".to_owned(),
                    bytes,
                }
            }
            _ => return Err(Failure::new("not-a-request-for-the-workbench")),
        })
    }

    /// Begins to look into files.
    pub fn inspect_begin(&mut self, files: Vec<FileFacts>) {
        self.import = Some(Import::new(files));
    }

    /// Offset and length of the next bytes wanted of a file, each named once; `None` after the last.
    pub fn inspect_wanted(&mut self, file: usize) -> Option<(u64, u64)> {
        self.import.as_mut().and_then(|import| import.wanted(file))
    }

    /// Hands over bytes that were wanted; fewer only at the file's end.
    pub fn inspect_feed(&mut self, file: usize, offset: u64, bytes: &[u8]) {
        if let Some(import) = &mut self.import {
            import.inspect_feed(file, offset, bytes);
        }
    }

    /// What was found.
    ///
    /// # Errors
    /// `no-import` when none was begun.
    pub fn inspect_end(&mut self) -> Result<Response, Failure> {
        let import = self
            .import
            .as_mut()
            .ok_or_else(|| Failure::new("no-import"))?;
        import.inspect_end(self.decoders.as_ref());
        Ok(Response::Import(Box::new(import.view())))
    }

    /// Begins to read the files of the import: which ones, in this order.
    ///
    /// # Errors
    /// `nothing-to-import`, or `unmapped-required` when a field that rows must have is given by no
    /// column.
    pub fn read_begin(&mut self) -> Result<Vec<usize>, Failure> {
        let import = self
            .import
            .as_mut()
            .ok_or_else(|| Failure::new("no-import"))?;
        import.read_begin(self.decoders.as_ref())
    }

    /// Hands over the next bytes of a file.
    ///
    /// # Errors
    /// `no-import` when the file is not being read.
    pub fn read_feed(&mut self, file: usize, bytes: &[u8]) -> Result<(), Failure> {
        self.import
            .as_mut()
            .ok_or_else(|| Failure::new("no-import"))?
            .read_feed(file, bytes)
    }

    /// Joins what was read into the workspace, all or nothing.
    ///
    /// # Errors
    /// `no-rows` when no row of any file can be used; the workspace and the import stay as they are.
    pub fn read_end(&mut self, elapsed_ms: f64) -> Result<Response, Failure> {
        let mut import = self
            .import
            .take()
            .ok_or_else(|| Failure::new("no-import"))?;
        let joined = self.session.import(&mut import, elapsed_ms);
        match joined {
            Ok((finished, response)) => {
                self.finished = finished;
                Ok(response)
            }
            Err(failure) => {
                self.import = Some(import);
                Err(failure)
            }
        }
    }

    /// Forgets what was read; workspace and decisions are unchanged.
    pub fn read_abort(&mut self) {
        if let Some(import) = &mut self.import {
            import.read_abort();
        }
    }

    /// Replaces the workspace by the bytes of a file that [`Request::Backup`] made.
    ///
    /// # Errors
    /// `not-a-backup`, `newer-format` or `stored-damaged`; the workspace is unchanged.
    pub fn restore(&mut self, bytes: &[u8]) -> Result<Response, Failure> {
        let stored::Backup { manifest, chunks } = stored::from_backup(bytes)?;
        let find = |name: &str| {
            chunks
                .iter()
                .find(|(held, _)| held == name)
                .map(|(_, bytes)| bytes.clone())
        };
        let (data, manifest, _) = stored::open(&manifest, find)?;
        let next = State {
            data,
            model: Rc::new(ModelState::parse(&manifest.model)?),
            overrides: manifest.overrides.into(),
            is_sample: manifest.is_sample,
        };
        self.session.change("restore", next);
        Ok(Response::Workspace(Box::new(self.session.workspace())))
    }

    /// The stored form of the current revision.
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

fn set_override(session: &mut Session, made: Override) -> Result<(), Failure> {
    session.account(&made.account_id)?;
    if !(0.0..=100.0).contains(&made.value) {
        return Err(Failure::new("override-range").with("value", number_text(made.value)));
    }
    if made.reason.trim().is_empty() || made.author.trim().is_empty() {
        return Err(Failure::new("override-reason"));
    }
    if made.expires_on < made.set_on {
        return Err(Failure::new("override-dates"));
    }
    let mut overrides = session.state.overrides.to_vec();
    overrides.retain(|held| held.account_id != made.account_id);
    overrides.push(made);
    let next = State {
        overrides: overrides.into(),
        ..session.state.clone()
    };
    session.change("override", next);
    Ok(())
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
