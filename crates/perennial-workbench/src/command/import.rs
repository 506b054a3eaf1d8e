//! The import under way: files looked into, decisions taken, rows read, all joined at once at the end.

use crate::command::import_view;
use crate::model::ModelState;
use crate::session::{Session, count};
use crate::state::State;
use perennial_data::{AccountKey, Batch, Dataset, Day, TableId, merge};
use perennial_engine::model::MetricDecl;
use perennial_import::{
    Constant, Decoders, FileFacts, HEAD, Imported, Inspection, Inspector, Piece, Plan, Reader,
    Shape,
};
use perennial_protocol::view::{
    ImportView, ImportedFile, ImportedTable, ImportedView, KeyView, ProblemView, RejectView,
    RejectsView, TableChoice,
};
use perennial_protocol::{Failure, ImportEdit, Response, Window};
use std::rc::Rc;

/// The model for those who have one sheet.
const QUICK_START: &str = "quick-start";
/// Slices that are looked at behind the head, as evidence of what values look like there.
const SAMPLE: u64 = 64 << 10;
/// Characters shown of a line that was set aside.
const SHOWN_CHARS: usize = 500;

/// A file of the import.
pub(crate) struct ImportFile {
    pub(crate) facts: FileFacts,
    inspector: Option<Inspector>,
    /// How many of the places that are looked at have been asked for: head, middle, end.
    asked: u8,
    pub(crate) inspection: Option<Inspection>,
    pub(crate) plan: Option<Plan>,
    pub(crate) is_included: bool,
    /// Questions of the inspection that the user answered, by position.
    pub(crate) answered: Vec<usize>,
    reader: Option<Reader>,
    /// What was read of it in stretches, all of them joined.
    joined: Option<Piece>,
}

/// All files of the import.
#[derive(Default)]
pub(crate) struct Import {
    pub(crate) files: Vec<ImportFile>,
}

/// What the last import set aside, by file.
#[derive(Default)]
pub(crate) struct Finished {
    files: Vec<(String, perennial_import::Rejects)>,
}

impl Import {
    pub(crate) fn new(files: Vec<FileFacts>) -> Self {
        let file = |facts: FileFacts| ImportFile {
            inspector: Some(Inspector::new(facts.clone())),
            facts,
            asked: 0,
            inspection: None,
            plan: None,
            is_included: true,
            answered: Vec::new(),
            reader: None,
            joined: None,
        };
        Self {
            files: files.into_iter().map(file).collect(),
        }
    }

    /// Offset and length of the next bytes wanted of a file, each named once; they may be read side
    /// by side.
    pub(crate) fn wanted(&mut self, file: usize) -> Option<(u64, u64)> {
        let file = self.files.get_mut(file)?;
        let size = file.facts.size;
        let head = (HEAD as u64).min(size);
        // From the middle and the end, where orders of day and month may show that the head hides.
        let is_long = size > head + 2 * SAMPLE;
        let wanted = match file.asked {
            0 => (0, head),
            1 if is_long => (size / 2, SAMPLE),
            2 if is_long => (size - SAMPLE, SAMPLE),
            _ => return None,
        };
        file.asked += 1;
        Some(wanted)
    }

    pub(crate) fn inspect_feed(&mut self, file: usize, offset: u64, bytes: &[u8]) {
        let file = self.files.get_mut(file);
        match file.and_then(|file| file.inspector.as_mut()) {
            Some(inspector) if offset == 0 => {
                inspector.head(bytes);
            }
            Some(inspector) => inspector.sample(offset, bytes),
            None => {}
        }
    }

    pub(crate) fn inspect_end(&mut self, decoders: &dyn Decoders) {
        for file in &mut self.files {
            if let Some(inspector) = file.inspector.take() {
                let inspection = inspector.finish(decoders);
                file.is_included = inspection.is_readable();
                file.plan = Some(inspection.plan());
                file.inspection = Some(inspection);
            }
        }
    }

    /// Carries out one decision.
    pub(crate) fn edit(&mut self, edit: &ImportEdit) -> Result<(), Failure> {
        if let ImportEdit::AcceptAll = edit {
            for file in &mut self.files {
                let questions = file
                    .inspection
                    .as_ref()
                    .map_or(0, |inspection| inspection.questions.len());
                file.answered = (0..questions).collect();
            }
            return Ok(());
        }
        let number = import_view::file_of(edit);
        let file = number.and_then(|number| self.files.get_mut(number as usize));
        file.ok_or_else(|| Failure::new("no-import"))?.edit(edit)
    }

    /// Makes readers for the files that are to be read; gives their positions.
    pub(crate) fn read_begin(&mut self, decoders: &dyn Decoders) -> Result<Vec<usize>, Failure> {
        let mut order = Vec::new();
        for (position, file) in self.files.iter_mut().enumerate() {
            file.forget();
            let Some(plan) = file
                .plan
                .as_ref()
                .filter(|_| file.is_included && file.is_readable())
            else {
                continue;
            };
            if let Some(field) = plan.missing_fields().first() {
                let failure = Failure::new("unmapped-required").with("file", &file.facts.name);
                return Err(failure
                    .with("field", *field)
                    .with("table", plan.shape.table().name()));
            }
            file.reader = Some(Reader::new(plan, decoders).of_size(file.facts.size));
            order.push(position);
        }
        if order.is_empty() {
            Err(Failure::new("nothing-to-import"))
        } else {
            Ok(order)
        }
    }

    pub(crate) fn read_feed(&mut self, file: usize, bytes: &[u8]) -> Result<(), Failure> {
        let reader = self
            .files
            .get_mut(file)
            .and_then(|file| file.reader.as_mut());
        reader.ok_or_else(|| Failure::new("no-import"))?.feed(bytes);
        Ok(())
    }

    /// How a file that is being read is read, for readers elsewhere.
    pub(crate) fn read_plan(&self, file: usize) -> Option<&Plan> {
        let file = self.files.get(file)?;
        file.plan.as_ref().filter(|_| file.reader.is_some())
    }

    /// Takes in what was read elsewhere of a file, behind what was read of it here. `false` where the
    /// stretches do not fit together: the file has then to be read from its start.
    pub(crate) fn read_join(
        &mut self,
        file: usize,
        pieces: Option<Vec<Piece>>,
        decoders: &dyn Decoders,
    ) -> bool {
        let Some(file) = self.files.get_mut(file) else {
            return false;
        };
        let (Some(reader), Some(plan)) = (file.reader.take(), &file.plan) else {
            return false;
        };
        let here = (reader.bytes_read() > 0).then(|| reader.end());
        file.joined = pieces.and_then(|pieces| {
            let mut pieces = here.into_iter().chain(pieces);
            let first = pieces.next()?;
            pieces.try_fold(first, Piece::join)
        });
        if file.joined.is_none() {
            file.reader = Some(Reader::new(plan, decoders).of_size(file.facts.size));
        }
        file.joined.is_some()
    }

    pub(crate) fn read_abort(&mut self) {
        self.files.iter_mut().for_each(ImportFile::forget);
    }

    pub(crate) fn view(&self) -> ImportView {
        import_view::view(self)
    }

    /// The shipped model that these files would feed: the quick start for sheets alone, else the
    /// general one.
    pub(crate) fn proposed_model(&self) -> &'static str {
        let plans = || {
            self.files
                .iter()
                .filter(|file| file.is_included)
                .filter_map(|file| file.plan.as_ref())
        };
        let only_sheets = plans()
            .all(|plan| matches!(plan.shape, Shape::Sheet | Shape::Table(TableId::Accounts)));
        if only_sheets && plans().next().is_some() {
            QUICK_START
        } else {
            crate::session::DEFAULT_MODEL
        }
    }
}

impl ImportFile {
    /// Drops what was read.
    fn forget(&mut self) {
        self.reader = None;
        self.joined = None;
    }

    /// What was read, once all is in.
    fn take_read(&mut self) -> Option<Imported> {
        let read = self.joined.take();
        let read = read.or_else(|| self.reader.take().map(Reader::end));
        read.map(Piece::finish)
    }

    pub(crate) fn is_readable(&self) -> bool {
        self.inspection
            .as_ref()
            .is_some_and(Inspection::is_readable)
    }

    fn edit(&mut self, edit: &ImportEdit) -> Result<(), Failure> {
        let (Some(inspection), Some(plan)) = (&mut self.inspection, &mut self.plan) else {
            return Err(Failure::new("no-import"));
        };
        let mut answered = |wanted: &dyn Fn(&perennial_import::Question) -> bool| {
            let matching = inspection
                .questions
                .iter()
                .enumerate()
                .filter(|(_, question)| wanted(question));
            self.answered.extend(matching.map(|(position, _)| position));
        };
        match edit {
            ImportEdit::Table {
                table: TableChoice::Ignore,
                ..
            } => self.is_included = false,
            ImportEdit::Table { table, .. } => {
                self.is_included = true;
                let shape = import_view::shape(*table);
                if plan.shape != shape {
                    *inspection = inspection.with_shape(shape);
                    *plan = inspection.plan();
                    self.answered.clear();
                } else {
                    answered(&|question| question.kind == perennial_import::QuestionKind::Shape);
                }
            }
            ImportEdit::Target { column, target, .. } => {
                let target = import_view::target(target, plan.shape);
                answered(&|question| {
                    question.column == Some(*column)
                        && question.kind == perennial_import::QuestionKind::Mapping
                });
                plan.set_target(inspection, *column as usize, target);
            }
            ImportEdit::Format { column, format, .. } => {
                let slot = plan
                    .columns
                    .get_mut(*column as usize)
                    .ok_or_else(|| Failure::new("no-import"))?;
                slot.format = import_view::value_format(format);
                answered(&|question| {
                    question.column == Some(*column)
                        && question.kind != perennial_import::QuestionKind::Mapping
                });
            }
            ImportEdit::Key { key, .. } => {
                plan.key = match *key {
                    KeyView::Id => AccountKey::Id,
                    KeyView::Name => AccountKey::Name,
                    KeyView::Through(table) => AccountKey::Through(table),
                };
            }
            ImportEdit::Constant { constant, .. } => {
                plan.constants.retain(|held| held.field != constant.field);
                if !constant.value.is_empty() {
                    plan.constants.push(Constant {
                        field: constant.field.clone(),
                        value: constant.value.clone(),
                    });
                }
            }
            ImportEdit::FileDate { date, .. } => plan.file_date = Some(*date),
            ImportEdit::AcceptAll => {}
        }
        Ok(())
    }
}

/// Whether there are only tables that one wide sheet gives.
fn is_one_sheet(data: &Dataset) -> bool {
    let of_sheet = [TableId::Accounts, TableId::Contracts, TableId::Snapshots];
    let others = TableId::ALL.into_iter().filter(|id| !of_sheet.contains(id));
    others.into_iter().all(|id| data.table(id).is_empty())
}

impl Session {
    /// Ends the readers and joins what they gave into the workspace: all or nothing.
    pub(crate) fn import(
        &mut self,
        import: &mut Import,
        elapsed_ms: f64,
    ) -> Result<(Finished, Response), Failure> {
        let mut finished = Finished::default();
        let mut files = Vec::new();
        let mut batches: Vec<Batch> = Vec::new();
        for file in &mut import.files {
            let (Some(imported), Some(plan)) = (file.take_read(), &file.plan) else {
                continue;
            };
            files.push(imported_file(&file.facts.name, plan, &imported));
            batches.extend(
                imported
                    .batches
                    .into_iter()
                    .filter(|batch| !batch.is_empty()),
            );
            finished
                .files
                .push((file.facts.name.clone(), imported.rejects));
        }
        if batches.is_empty() {
            return Err(Failure::new("no-rows"));
        }
        // The sample makes room for the user's own data.
        let replaces = self.state.is_sample || self.state.data.is_empty();
        let empty = Dataset::default();
        let (data, report) = merge(if replaces { &empty } else { &self.state.data }, batches);
        // A quick start that nobody changed makes room once there is more than one sheet.
        let outgrown = self.state.model.is_as_shipped(QUICK_START) && !is_one_sheet(&data);
        let model = if replaces {
            Rc::new(ModelState::shipped(import.proposed_model())?)
        } else if outgrown {
            Rc::new(ModelState::shipped(crate::session::DEFAULT_MODEL)?)
        } else {
            Rc::clone(&self.state.model)
        };
        let overrides = if self.state.is_sample {
            Rc::default()
        } else {
            Rc::clone(&self.state.overrides)
        };
        // What was done about invented customers goes with them.
        let work = if self.state.is_sample {
            Rc::default()
        } else {
            Rc::clone(&self.state.work)
        };
        self.change(
            "import",
            State {
                data: Rc::new(data),
                model,
                overrides,
                work,
                is_sample: false,
            },
        );
        let view = ImportedView {
            files,
            tables: report
                .tables
                .into_iter()
                .map(|table| ImportedTable {
                    table: table.table,
                    added: table.added,
                    replaced: table.replaced,
                    unmatched: table.unmatched,
                })
                .collect(),
            accounts_made: report.accounts_made,
            model: self.state.model.model().id.clone(),
            unfed: self.unfed(),
            newest: self.state.data.newest(Day::LAST),
            elapsed_ms,
        };
        Ok((finished, Response::Imported(Box::new(view))))
    }

    /// Metrics of the model that nothing in the data feeds.
    fn unfed(&self) -> Vec<(String, perennial_data::Bilingual)> {
        let model = &self.state.model;
        let mut unfed: Vec<&MetricDecl> = Vec::new();
        for measure in &model.model().measures {
            if let Some(decl) = model.model().metric(&measure.metric)
                && !crate::fed::has_data(decl, &self.state.data)
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

impl Finished {
    /// A window of what a file's reading set aside.
    pub(crate) fn rejects(&self, file: u32, window: Window) -> Result<RejectsView, Failure> {
        let (_, rejects) = self.file(file)?;
        let kept = rejects.kept();
        let rows = kept
            .iter()
            .skip(window.offset as usize)
            .take(window.len as usize);
        Ok(RejectsView {
            total: rejects.rows() + rejects.values(),
            kept: count(kept.len()),
            offset: window.offset,
            rows: rows
                .map(|reject| RejectView {
                    line: u64::from(reject.line),
                    column: reject.column.map(|column| column + 1),
                    code: reject.code.as_str().to_owned(),
                    args: reject.args.clone(),
                    row_kept: !reject.lost_row,
                    text: reject.raw.chars().take(SHOWN_CHARS).collect(),
                })
                .collect(),
        })
    }

    /// All that is kept of a file, as CSV.
    pub(crate) fn rejects_file(&self, file: u32) -> Result<Response, Failure> {
        let (name, rejects) = self.file(file)?;
        let stem = name
            .rsplit_once('.')
            .map_or(name.as_str(), |(stem, _)| stem);
        Ok(crate::export_file::text(
            &format!("{stem}-rejects.csv"),
            "text/csv",
            &rejects.to_csv(),
        ))
    }

    fn file(&self, file: u32) -> Result<&(String, perennial_import::Rejects), Failure> {
        self.files
            .get(file as usize)
            .ok_or_else(|| Failure::new("no-import"))
    }
}
