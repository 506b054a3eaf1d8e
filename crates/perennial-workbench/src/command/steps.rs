//! Bringing data in, step by step: the methods of [`Part::Import`](crate::Part::Import).

use super::import::{Finished, Import};
use super::quality::Report;
use super::remembered::Memory;
use crate::model::ModelState;
use crate::state::{State, sample_mark};
use crate::{FileFacts, Workbench, session};
use perennial_data::{Dataset, merge};
use perennial_import::{Piece, Plan, Problem};
use perennial_protocol::{Failure, Request, Response};
use std::rc::Rc;

impl Workbench {
    /// Answers a request of [`Part::Import`](crate::Part::Import).
    ///
    /// # Errors
    /// As [`Workbench::handle`].
    pub fn handle_import(&mut self, request: &Request) -> Result<Response, Failure> {
        Ok(match request {
            Request::LoadSample { language, as_of } => {
                let (data, _) = merge(
                    &Dataset::default(),
                    perennial_sample::portfolio(*language, *as_of),
                );
                let next = State {
                    data: Rc::new(data),
                    model: Rc::new(ModelState::shipped(session::DEFAULT_MODEL)?),
                    overrides: Rc::default(),
                    work: sample_mark(*language),
                    is_sample: true,
                    mappings: Rc::clone(&self.session.state.mappings),
                    draft: Rc::default(),
                    versions: Rc::default(),
                };
                self.session.change("sample", next);
                self.workspace()
            }
            Request::EditImport(edit) => {
                let import = self
                    .import
                    .as_mut()
                    .ok_or_else(|| Failure::new("no-import"))?;
                import.edit(edit, self.decoders.as_ref())?;
                import.prepared = None;
                Response::Import(Box::new(import.view(self.session.has_own_data())))
            }
            Request::ApplyImport => {
                let import = self.import.as_mut();
                let prepared = import.and_then(|import| import.prepared.take());
                let prepared = prepared.ok_or_else(|| Failure::new("no-import"))?;
                let (finished, response) = self.session.apply_import(prepared)?;
                self.finished = finished;
                self.import = None;
                response
            }
            Request::Unmatched { window } => {
                Response::Unmatched(crate::packed(&self.session.unmatched(*window))?)
            }
            Request::Assign { key, account } => {
                self.session.assign(key, account)?;
                self.workspace()
            }
            Request::DropImport => {
                self.import = None;
                Response::Done
            }
            Request::Rejects { file, window } => {
                Response::Rejects(self.last_read().rejects(*file, *window)?)
            }
            Request::RejectsFile { file } => self.last_read().rejects_file(*file)?,
            Request::Quality { as_of } => {
                let report = Report::of(&mut self.quality, &self.session.state.data, *as_of);
                let view = report.view(self.session.state.model.model());
                Response::Quality(crate::packed(&view)?)
            }
            Request::FindingRows {
                as_of,
                finding,
                window,
            } => {
                let report = Report::of(&mut self.quality, &self.session.state.data, *as_of);
                Response::Rows(report.rows(*finding, *window)?)
            }
            _ => return Err(crate::not_ours()),
        })
    }

    /// What was set aside of what was read last, whether it has come in or waits for a word.
    fn last_read(&self) -> &Finished {
        let prepared = self.import.as_ref().and_then(|i| i.prepared.as_ref());
        prepared.map_or(&self.finished, |prepared| &prepared.finished)
    }

    /// Begins to look into files.
    pub fn inspect_begin(&mut self, files: Vec<FileFacts>) {
        self.import = Some(Import::new(files));
    }

    /// Says what is known of a file from where it lay, such as the workbook that it is a sheet of.
    pub fn inspect_note(&mut self, file: usize, problems: Vec<Problem>) {
        if let Some(import) = &mut self.import {
            import.inspect_note(file, problems);
        }
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
        let known = Memory::of(&self.session.state.mappings);
        import.inspect_end(self.decoders.as_ref(), &known.files);
        let joins_some = self.session.has_own_data();
        Ok(Response::Import(Box::new(import.view(joins_some))))
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

    /// How a file that is being read is read, for readers elsewhere that take a stretch of it.
    #[must_use]
    pub fn read_plan(&self, file: usize) -> Option<&Plan> {
        self.import.as_ref()?.read_plan(file)
    }

    /// Takes in what was read elsewhere of a file, in the order of the file, behind what was handed over of
    /// it here. `false` where it did not come (`None`), or the stretches do not fit together, as a line break
    /// within quotes was taken for the end of a record: the file has then to be handed over from its start.
    pub fn read_join(&mut self, file: usize, pieces: Option<Vec<Piece>>) -> bool {
        let decoders = self.decoders.as_ref();
        self.import
            .as_mut()
            .is_some_and(|import| import.read_join(file, pieces, decoders))
    }

    /// Joins what was read into the workspace, all or nothing; where there are data already beside it, to show
    /// what would change until [`Request::ApplyImport`] comes.
    ///
    /// # Errors
    /// `no-rows` when no row of any file can be used; the workspace and the import stay as they are.
    pub fn read_end(&mut self, elapsed_ms: f64) -> Result<Response, Failure> {
        let import = self
            .import
            .as_mut()
            .ok_or_else(|| Failure::new("no-import"))?;
        let prepared = self.session.prepare_import(import, elapsed_ms)?;
        if let Some(preview) = prepared.preview() {
            import.prepared = Some(prepared);
            return Ok(preview);
        }
        let (finished, response) = self.session.apply_import(prepared)?;
        self.finished = finished;
        self.import = None;
        Ok(response)
    }

    /// Forgets what was read; workspace and decisions are unchanged.
    pub fn read_abort(&mut self) {
        if let Some(import) = &mut self.import {
            import.read_abort();
        }
    }
}
