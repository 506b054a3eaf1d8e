//! Rows that were read join the workspace: first beside it, so that what would change can be looked at, then all
//! at once.

use crate::command::import::{Finished, Import, QUICK_START};
use crate::command::import_view;
use crate::command::remembered::{Memory, Remembered};
use crate::model::ModelState;
use crate::session::Session;
use crate::state::State;
use perennial_data::{Batch, Dataset, Day, Joining, TableId, TableMerge, merge_as};
use perennial_engine::model::MetricDecl;
use perennial_import::{Imported, Plan};
use perennial_protocol::view::{ImportedFile, ImportedTable, ImportedView, ProblemView};
use perennial_protocol::{Failure, Response};
use std::rc::Rc;

/// The workspace as it would be with what was read.
pub(crate) struct Prepared {
    /// The data that it was joined to.
    joined_to: Rc<Dataset>,
    data: Rc<Dataset>,
    /// Of its own only where it is not the one in use.
    model: Option<Rc<ModelState>>,
    pub(crate) finished: Finished,
    /// How the files were read.
    mappings: Vec<Remembered>,
    view: ImportedView,
}

impl Session {
    /// Whether an import would join rows that are there: the sample makes room for the user's own data.
    pub(crate) fn has_own_data(&self) -> bool {
        !self.state.is_sample && !self.state.data.is_empty()
    }

    /// Ends the readers and joins what they gave, beside the workspace.
    pub(crate) fn prepare_import(
        &self,
        import: &mut Import,
        elapsed_ms: f64,
    ) -> Result<Prepared, Failure> {
        let mut finished = Finished::default();
        let mut files = Vec::new();
        let mut mappings = Vec::new();
        let mut batches: Vec<Batch> = Vec::new();
        for (name, plan, imported) in import.take_read() {
            mappings.extend(Remembered::of(&plan));
            files.push(imported_file(&name, &plan, &imported));
            batches.extend(
                imported
                    .batches
                    .into_iter()
                    .filter(|batch| !batch.is_empty()),
            );
            finished.files.push((name, imported.rejects));
        }
        if batches.is_empty() {
            return Err(Failure::new("no-rows"));
        }
        let empty = Rc::<Dataset>::default();
        let is_preview = self.has_own_data();
        let held = if is_preview { &self.state.data } else { &empty };
        let joining = Joining {
            joins: import.joins.clone(),
            aliases: Memory::of(&self.state.mappings).aliases,
        };
        let (data, report) = merge_as(held, batches, &joining);
        // A quick start that nobody changed makes room once there is more than one sheet.
        let outgrown = self.state.model.is_as_shipped(QUICK_START) && !is_one_sheet(&data);
        let model = if !is_preview {
            Some(Rc::new(ModelState::shipped(import.proposed_model())?))
        } else if outgrown {
            Some(Rc::new(ModelState::shipped(crate::session::DEFAULT_MODEL)?))
        } else {
            None
        };
        let in_use = model.as_ref().unwrap_or(&self.state.model);
        let view = ImportedView {
            is_preview,
            revision: self.revision,
            files,
            tables: report.tables.iter().map(imported_table).collect(),
            accounts_made: report.accounts_made,
            orphaned: report.orphaned,
            model: in_use.model().id.clone(),
            unfed: unfed(in_use, &data),
            newest: data.newest(Day::LAST),
            elapsed_ms,
        };
        Ok(Prepared {
            joined_to: Rc::clone(&self.state.data),
            data: Rc::new(data),
            model,
            finished,
            mappings,
            view,
        })
    }

    /// Puts what was prepared in the workspace's place: all or nothing.
    ///
    /// # Errors
    /// `import-outdated` where the data are not any more what it was joined to.
    pub(crate) fn apply_import(
        &mut self,
        prepared: Prepared,
    ) -> Result<(Finished, Response), Failure> {
        if !Rc::ptr_eq(&prepared.joined_to, &self.state.data) {
            return Err(Failure::new("import-outdated"));
        }
        let held = self.state.clone();
        // What was said and done about invented customers goes with them.
        let (overrides, work) = if held.is_sample {
            (Rc::default(), Rc::default())
        } else {
            (held.overrides, held.work)
        };
        let mut memory = Memory::of(&held.mappings);
        if held.is_sample {
            memory.aliases.clear();
        }
        memory.remember(prepared.mappings);
        let next = State {
            data: prepared.data,
            model: prepared.model.unwrap_or(held.model),
            overrides,
            work,
            is_sample: false,
            mappings: memory.to_bytes().into(),
            draft: held.draft,
            versions: held.versions,
        };
        self.change("import", next);
        let view = ImportedView {
            is_preview: false,
            revision: self.revision,
            ..prepared.view
        };
        Ok((prepared.finished, Response::Imported(Box::new(view))))
    }
}

impl Prepared {
    /// What would change.
    pub(crate) fn preview(&self) -> Option<Response> {
        let view = self.view.is_preview.then(|| self.view.clone())?;
        Some(Response::Imported(Box::new(view)))
    }
}

/// Metrics of a model that nothing in the data feeds.
fn unfed(model: &ModelState, data: &Dataset) -> Vec<(String, perennial_data::Bilingual)> {
    let mut unfed: Vec<&MetricDecl> = Vec::new();
    for measure in &model.model().measures {
        if let Some(decl) = model.model().metric(&measure.metric)
            && !crate::fed::has_data(decl, data)
            && !unfed.iter().any(|held| held.id == decl.id)
        {
            unfed.push(decl);
        }
    }
    unfed
        .into_iter()
        .map(|decl| (decl.id.clone(), decl.title.clone()))
        .collect()
}

/// Whether there are only tables that one wide sheet gives.
fn is_one_sheet(data: &Dataset) -> bool {
    let of_sheet = [TableId::Accounts, TableId::Contracts, TableId::Snapshots];
    let others = TableId::ALL.into_iter().filter(|id| !of_sheet.contains(id));
    others.into_iter().all(|id| data.table(id).is_empty())
}

fn imported_table(table: &TableMerge) -> ImportedTable {
    ImportedTable {
        table: table.table,
        added: table.added,
        changed: table.replaced - table.same,
        same: table.same,
        gone: table.gone,
        left_out: table.left_out,
        unmatched: table.unmatched,
    }
}

fn imported_file(name: &str, plan: &Plan, imported: &Imported) -> ImportedFile {
    let counts = imported.rejects.counts().into_iter().map(|count| {
        let header = count
            .column
            .and_then(|column| imported.rejects.headers().get(column as usize));
        ProblemView {
            code: count.code.as_str().to_owned(),
            args: header
                .map(|header| ("field".to_owned(), header.clone()))
                .into_iter()
                .collect(),
            fatal: false,
            count: count.count,
        }
    });
    let notes = imported.notes.iter().map(import_view::problem);
    ImportedFile {
        name: name.to_owned(),
        table: import_view::choice(plan.shape),
        rows: imported.rows,
        rejected: imported.rejects.rows(),
        unread_values: imported.rejects.values(),
        problems: counts.chain(notes).collect(),
    }
}
