//! The import under way: files looked into, decisions taken, rows read, all joined at once at the end.

use crate::command::import_view;
use crate::command::joining::Prepared;
use crate::command::remembered::{self, Remembered};
use crate::session::count;
use perennial_data::{AccountKey, Join, TableId};
use perennial_import::{
    Constant, Decoders, Encoding, FileFacts, HEAD, Imported, Inspection, Inspector, Piece, Plan,
    Problem, Question, QuestionKind, Reader, Shape,
};
use perennial_protocol::view::{ImportView, KeyView, RejectView, RejectsView, TableChoice};
use perennial_protocol::{Failure, ImportEdit, Response, Window};

/// The model for those who have one sheet.
pub(super) const QUICK_START: &str = "quick-start";
/// Slices that are looked at behind the head, as evidence of what values look like there.
const SAMPLE: u64 = 64 << 10;
/// Characters shown of a line that was set aside.
const SHOWN_CHARS: usize = 500;

/// A file of the import.
pub(crate) struct ImportFile {
    pub(crate) facts: FileFacts,
    /// The file that it lies in and which of its further tables it is, for one that is no file of its own.
    pub(super) part_of: Option<(usize, usize)>,
    inspector: Option<Inspector>,
    /// What is known of it from where it lay, until it is looked into.
    noted: Vec<Problem>,
    /// How many of the places that are looked at have been asked for: head, middle, end.
    asked: u8,
    pub(crate) inspection: Option<Inspection>,
    pub(crate) plan: Option<Plan>,
    pub(crate) is_included: bool,
    /// Questions of the inspection that the user answered, by position.
    pub(crate) answered: Vec<usize>,
    /// What its rows were taken for at first.
    recognised: Option<Shape>,
    /// Whether it was decided about as about the last file with its header.
    pub(crate) is_remembered: bool,
    reader: Option<Reader>,
    /// How it is read, with the further tables in it.
    whole: Option<Plan>,
    /// What was read of it in stretches, all of them joined.
    joined: Option<Piece>,
}

/// All files of the import.
#[derive(Default)]
pub(crate) struct Import {
    pub(crate) files: Vec<ImportFile>,
    /// How rows join those that are there, per table where it is not as usual.
    pub(crate) joins: Vec<(TableId, Join)>,
    /// What was read, waiting for a word.
    pub(crate) prepared: Option<Prepared>,
}

/// What the last import set aside, by file.
#[derive(Default)]
pub(crate) struct Finished {
    pub(crate) files: Vec<(String, perennial_import::Rejects)>,
}

impl Import {
    pub(crate) fn new(files: Vec<FileFacts>) -> Self {
        Self {
            files: files.into_iter().map(ImportFile::new).collect(),
            ..Self::default()
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

    pub(crate) fn inspect_note(&mut self, file: usize, problems: Vec<Problem>) {
        if let Some(file) = self.files.get_mut(file) {
            file.noted = problems;
        }
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

    /// What was found; files whose header is known are decided about as last time.
    pub(crate) fn inspect_end(&mut self, decoders: &dyn Decoders, known: &[Remembered]) {
        for file in 0..self.files.len() {
            self.look(file, None, decoders, known);
        }
    }

    /// Looks into a file, by an encoding where one is given; the further tables in it become files behind all
    /// others.
    fn look(
        &mut self,
        at: usize,
        encoding: Option<Encoding>,
        decoders: &dyn Decoders,
        known: &[Remembered],
    ) {
        let Some(file) = self.files.get_mut(at) else {
            return;
        };
        let Some(mut inspector) = file.inspector.take() else {
            return;
        };
        if let Some(encoding) = encoding {
            inspector = inspector.by(encoding);
        }
        let mut inspection = inspector
            .clone()
            .finish(decoders)
            .noting(file.noted.clone());
        let further = std::mem::take(&mut inspection.further);
        // What may have to be looked into again is kept.
        let asks = |question: &Question| question.kind == QuestionKind::Encoding;
        let is_asked = inspection.questions.iter().any(asks);
        file.inspector = is_asked.then_some(inspector);
        file.found(inspection, known);
        self.files
            .retain(|file| file.part_of.is_none_or(|(of, _)| of != at));
        for (number, inspection) in further.into_iter().enumerate() {
            let mut part = ImportFile::new(inspection.file.clone());
            (part.inspector, part.part_of) = (None, Some((at, number)));
            part.found(inspection, known);
            self.files.push(part);
        }
    }

    /// Carries out one decision.
    pub(crate) fn edit(
        &mut self,
        edit: &ImportEdit,
        decoders: &dyn Decoders,
    ) -> Result<(), Failure> {
        match edit {
            ImportEdit::AcceptAll => {
                for file in &mut self.files {
                    let questions = file
                        .inspection
                        .as_ref()
                        .map_or(0, |inspection| inspection.questions.len());
                    file.answered = (0..questions).collect();
                }
                return Ok(());
            }
            ImportEdit::Encoding { file, encoding } => {
                let encoding = Encoding::of_label(encoding);
                self.look(*file as usize, encoding, decoders, &[]);
                return Ok(());
            }
            _ => {}
        }
        let number = import_view::file_of(edit);
        let file = number.and_then(|number| self.files.get_mut(number as usize));
        let file = file.ok_or_else(|| Failure::new("no-import"))?;
        if let ImportEdit::Join { join, .. } = edit {
            let table = file.plan.as_ref().map(|plan| plan.shape.table());
            self.joins.retain(|(other, _)| Some(*other) != table);
            self.joins.extend(table.map(|table| (table, *join)));
            return Ok(());
        }
        file.edit(edit)
    }

    /// How the rows of a table join those that are there.
    pub(crate) fn join(&self, table: TableId) -> Join {
        let said = self.joins.iter().find(|(other, _)| *other == table);
        said.map_or(Join::default(), |&(_, join)| join)
    }

    /// Makes readers for the files that are to be read; gives their positions.
    pub(crate) fn read_begin(&mut self, decoders: &dyn Decoders) -> Result<Vec<usize>, Failure> {
        let mut order = Vec::new();
        self.read_abort();
        for position in 0..self.files.len() {
            let Some(whole) = self.whole_plan(position)? else {
                continue;
            };
            if let Some(file) = self.files.get_mut(position) {
                file.reader = Some(Reader::new(&whole, decoders).of_size(file.facts.size));
                file.whole = Some(whole);
                order.push(position);
            }
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
        file.whole.as_ref().filter(|_| file.reader.is_some())
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
        let (Some(reader), Some(plan)) = (file.reader.take(), &file.whole) else {
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

    /// `joins_some`: whether there is anything that the rows could join.
    pub(crate) fn view(&self, joins_some: bool) -> ImportView {
        import_view::view(self, joins_some)
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
    fn new(facts: FileFacts) -> Self {
        Self {
            part_of: None,
            noted: Vec::new(),
            inspector: Some(Inspector::new(facts.clone())),
            facts,
            asked: 0,
            inspection: None,
            plan: None,
            is_included: true,
            answered: Vec::new(),
            recognised: None,
            is_remembered: false,
            reader: None,
            whole: None,
            joined: None,
        }
    }

    /// Takes over what was found in it.
    fn found(&mut self, mut inspection: Inspection, known: &[Remembered]) {
        let mut plan = inspection.plan();
        self.recognised = Some(plan.shape);
        self.is_included = inspection.is_readable();
        let answered = remembered::apply(known, &mut inspection, &mut plan);
        self.is_remembered = answered.is_some();
        self.answered = answered.unwrap_or_default();
        self.plan = Some(plan);
        self.inspection = Some(inspection);
    }

    /// Drops what was read.
    fn forget(&mut self) {
        self.reader = None;
        self.whole = None;
        self.joined = None;
    }

    /// How it was read and what was read, once all is in.
    pub(super) fn take_read(&mut self) -> Option<(Plan, Imported)> {
        let read = self.joined.take();
        let read = read.or_else(|| self.reader.take().map(Reader::end));
        Some((self.whole.take()?, read.map(Piece::finish)?))
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
            ImportEdit::Anew { .. } => {
                *inspection = inspection.with_shape(self.recognised.unwrap_or(inspection.shape));
                *plan = inspection.plan();
                self.answered.clear();
                self.is_remembered = false;
            }
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
            // Of all files together.
            ImportEdit::AcceptAll | ImportEdit::Join { .. } | ImportEdit::Encoding { .. } => {}
        }
        Ok(())
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
