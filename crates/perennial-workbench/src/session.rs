//! The session: what is held, and the one place where it changes.

use crate::evaluations::Evaluations;
use crate::model::{ModelState, ReadModel};
use crate::query::columns::Given;
use crate::query::customers::Matching;
use crate::query::search::SearchIndex;
use crate::state::{History, State};
use crate::stored::{Layout, Manifest};
use perennial_data::{Dataset, TableId};
use perennial_protocol::Failure;
use perennial_protocol::view::{ModelInfo, TableSize, WorkspaceView};
use std::any::Any;
use std::cell::OnceCell;
use std::rc::Rc;

/// The model of a workspace that has just been made.
pub(crate) const DEFAULT_MODEL: &str = "b2b-saas";

/// State, history and what is derived from them.
pub(crate) struct Session {
    shipped: OnceCell<Vec<ModelState>>,
    pub(crate) state: State,
    pub(crate) history: History,
    pub(crate) revision: u64,
    pub(crate) evaluations: Evaluations,
    pub(crate) matching: Option<Matching>,
    pub(crate) search: Option<SearchIndex>,
    pub(crate) layout: Layout,
    /// Columns that the part on life has filled for a list of customers.
    pub(crate) given: Given,
    /// What the part on life has worked out; only that part knows what it is.
    pub(crate) life: Option<Box<dyn Any>>,
    /// The same of the model room.
    pub(crate) room: Option<Box<dyn Any>>,
    /// What the part on life has worked out under the draft.
    pub(crate) life_of_draft: Option<Box<dyn Any>>,
}

impl Session {
    pub(crate) fn new() -> Result<Self, Failure> {
        let state = State {
            data: Rc::new(Dataset::default()),
            model: Rc::new(ModelState::shipped(DEFAULT_MODEL)?),
            overrides: Rc::default(),
            work: Rc::default(),
            is_sample: false,
            mappings: Rc::default(),
            draft: Rc::default(),
            versions: Rc::default(),
        };
        Ok(Self {
            shipped: OnceCell::new(),
            state,
            history: History::default(),
            revision: 0,
            evaluations: Evaluations::default(),
            matching: None,
            search: None,
            layout: Layout::default(),
            given: Given::default(),
            life: None,
            room: None,
            life_of_draft: None,
        })
    }

    /// A session over what was stored.
    pub(crate) fn opened(
        data: Rc<Dataset>,
        manifest: Manifest,
        layout: Layout,
        reader: Option<ReadModel>,
    ) -> Result<Self, Failure> {
        let mut session = Self::new()?;
        session.state = State {
            data,
            model: Rc::new(ModelState::read(&manifest.model, reader)?),
            overrides: manifest.overrides.into(),
            work: manifest.work.into(),
            is_sample: manifest.is_sample,
            mappings: manifest.mappings.into(),
            draft: manifest.draft.into(),
            versions: manifest.versions.into(),
        };
        session.revision = manifest.revision;
        session.layout = layout;
        Ok(session)
    }

    /// Goes to `next`, which undo can take back under the code of the change.
    pub(crate) fn change(&mut self, code: &str, next: State) {
        let before = std::mem::replace(&mut self.state, next);
        self.derive_again(&before);
        self.history.push(code, before);
    }

    pub(crate) fn undo(&mut self) -> Result<(), Failure> {
        let before = self.state.clone();
        self.state = self
            .history
            .undo(before.clone())
            .map_err(|_| Failure::new("nothing-to-undo"))?;
        self.derive_again(&before);
        Ok(())
    }

    pub(crate) fn redo(&mut self) -> Result<(), Failure> {
        let before = self.state.clone();
        self.state = self
            .history
            .redo(before.clone())
            .map_err(|_| Failure::new("nothing-to-redo"))?;
        self.derive_again(&before);
        Ok(())
    }

    /// Drops what no longer holds now that the state is another than `before`.
    fn derive_again(&mut self, before: &State) {
        self.revision += 1;
        if before.is_scored_as(&self.state) {
            return;
        }
        self.matching = None;
        self.given = Given::default();
        let same_data = Rc::ptr_eq(&before.data, &self.state.data);
        if !same_data {
            self.search = None;
        }
        if same_data && Rc::ptr_eq(&before.model, &self.state.model) {
            self.evaluations.rescore(&self.state);
        } else if same_data {
            self.evaluations.measure_again();
        } else {
            self.evaluations = Evaluations::default();
        }
    }

    pub(crate) fn search_index(&mut self) -> &SearchIndex {
        self.search
            .get_or_insert_with(|| SearchIndex::new(&self.state.data))
    }

    /// The models that ship, read and compiled once: the shell shows them after every change.
    fn shipped(&self) -> &[ModelState] {
        self.shipped.get_or_init(|| {
            let models = perennial_engine::model::shipped();
            models
                .iter()
                .filter_map(|model| ModelState::shipped(model.id).ok())
                .collect()
        })
    }

    /// What the shell shows. Whether it is stored, and whether this tab may write, is the worker's
    /// to say.
    pub(crate) fn workspace(&self) -> WorkspaceView {
        let data = &self.state.data;
        let n = data.n_accounts();
        let sizes = TableId::ALL
            .into_iter()
            .map(|id| data.table(id))
            .filter(|table| !table.is_empty());
        WorkspaceView {
            revision: self.revision,
            is_sample: self.state.is_sample,
            n_accounts: count(n),
            tables: sizes
                .map(|table| TableSize {
                    table: table.id(),
                    rows: count(table.len()),
                    unmatched: count(
                        table
                            .accounts()
                            .iter()
                            .filter(|&&account| account as usize >= n)
                            .count(),
                    ),
                })
                .collect(),
            newest: data.newest(perennial_data::Day::LAST),
            model: info(&self.state.model, data),
            shipped: self
                .shipped()
                .iter()
                .map(|model| info(model, data))
                .collect(),
            undo: self.history.next_undo().map(str::to_owned),
            redo: self.history.next_redo().map(str::to_owned),
            account_fields: crate::query::rows::columns_of(data.table(TableId::Accounts)),
            is_writer: true,
            is_stored: true,
        }
    }
}

/// A number of things as views carry it.
pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn info(model: &ModelState, data: &Dataset) -> ModelInfo {
    let measures = &model.model().measures;
    let fed = measures
        .iter()
        .filter(|measure| crate::fed::is_fed(model, data, &measure.metric));
    ModelInfo {
        id: model.model().id.clone(),
        name: model.model().name.clone(),
        revision: model.model().revision,
        n_measures: count(measures.len()),
        n_fed: count(fed.count()),
        measures: (0..measures.len())
            .map(|at| (measures[at].id.clone(), model.title(at)))
            .collect(),
    }
}
