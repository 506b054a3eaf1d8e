//! Files out and back: exports, backups, model documents: the methods of
//! [`Part::Exchange`](crate::Part::Exchange).

use crate::model::ModelState;
use crate::state::State;
use crate::{Workbench, export_file, stored};
use perennial_data::Mask;
use perennial_engine::Override;
use perennial_protocol::{Failure, MaskWords, Request, Response};
use std::rc::Rc;

impl Workbench {
    /// Answers a request of [`Part::Exchange`](crate::Part::Exchange).
    ///
    /// # Errors
    /// As [`Workbench::handle`].
    pub fn handle_exchange(&mut self, request: &Request) -> Result<Response, Failure> {
        let session = &mut self.session;
        Ok(match request {
            Request::CustomersFile(query) => session.customers_file(query),
            Request::LoadModel { json } => {
                let model = Rc::new(ModelState::parse(json)?);
                session.change(
                    "model",
                    State {
                        model,
                        ..session.state.clone()
                    },
                );
                self.workspace()
            }
            Request::TableFile { table, bom } => {
                let mark = if *bom { "\u{feff}" } else { "" };
                let text = format!("{mark}{}", session.state.data.to_csv(*table));
                export_file::text(&format!("{}.csv", table.name()), "text/csv", &text)
            }
            Request::ModelFile => {
                let name = format!("{}.model.json", session.state.model.model().id);
                export_file::text(&name, "application/json", session.state.model.json())
            }
            // The worker closes the file where a passphrase is asked for: the browser has the means.
            Request::Backup { mask, .. } => {
                let bytes = match mask {
                    Some(words) => {
                        let words = words.read().map_err(|_| crate::not_ours())?;
                        masked(&session.state, &words)?
                    }
                    None => {
                        let stored = self.stored_form()?;
                        stored::to_backup(stored, |name| self.chunk_bytes(name))?
                    }
                };
                let name = "workspace.perennial".to_owned();
                Response::File {
                    name,
                    mime: "application/octet-stream".to_owned(),
                    bytes,
                }
            }
            _ => return Err(crate::not_ours()),
        })
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
            work: manifest.work.into(),
            is_sample: manifest.is_sample,
            mappings: manifest.mappings.into(),
            draft: manifest.draft.into(),
            versions: manifest.versions.into(),
        };
        self.session.change("restore", next);
        Ok(self.workspace())
    }
}

/// The bytes of a backup without names. What people did and how files were read would name them, and saved versions of
/// the model are nobody else's, so these stay behind.
fn masked(state: &State, words: &MaskWords) -> Result<Vec<u8>, Failure> {
    let (data, ids) = state.data.masked(Mask {
        secret: words.secret,
        customer: &words.customer,
        person: &words.person,
    });
    let overrides = state.overrides.iter().filter_map(|said| {
        let account = state.data.account(&said.account_id)?;
        Some(Override {
            account_id: ids.get(account as usize)?.clone(),
            author: String::new(),
            reason: String::new(),
            ..said.clone()
        })
    });
    let state = State {
        overrides: overrides.collect(),
        data: Rc::new(data),
        model: Rc::clone(&state.model),
        work: Rc::default(),
        is_sample: state.is_sample,
        mappings: Rc::default(),
        draft: Rc::default(),
        versions: Rc::default(),
    };
    let mut layout = stored::Layout::default();
    layout.update(&state.data, 1);
    let stored = layout.stored(&state, 1)?;
    stored::to_backup(stored, |name| layout.chunk(name))
}
