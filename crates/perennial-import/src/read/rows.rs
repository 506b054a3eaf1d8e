//! Blocks of records into batches: which rows stay, and where each column's values go.

use super::MAX_FIELD;
use super::column::{Bad, NO_CODE, Reading};
use super::contracts::{Terms, follows};
use super::events::SingleEvents;
use super::piece::Piece;
use super::place::{Column, Naming, Place, column, constants};
use super::sheet::Sheet;
use crate::plan::{Plan, Shape, Target};
use crate::problem::{Code, Problem, Severity};
use crate::reject::{Reject, Rejects};
use crate::split::{Mark, Texts};
use crate::structure::Kind;
use crate::value::trim;
use perennial_data::{
    AccountKey, Batch, Column as Stored, Dict, FieldKind, TableId, TextColumn, fold_name, sort_by,
};

pub(super) struct Rows {
    shape: Shape,
    source: String,
    pub(super) columns: Vec<Column>,
    constants: Vec<(usize, String)>,
    pub(super) batch: Batch,
    /// The key of another table by which rows name their account, kept beside it.
    link: Option<&'static str>,
    sheet: Option<Sheet>,
    events: Option<SingleEvents>,
    /// Which column identifies the row, and the keys seen so far.
    key: Option<usize>,
    folded_key: bool,
    keys: Dict,
    /// The field whose value is made from the row's number because no column gives it.
    made_key: Option<usize>,
    rejects: Rejects,
    pub(super) notes: Vec<Problem>,
    pub(super) accepted: u64,
    /// Records seen below the header, blank ones not counted.
    number: u64,
    blank: u64,
    repeated: u64,
    /// Required fields that no column gives: no row can come in.
    missing: Vec<&'static str>,
    terms: Option<Terms>,
    /// Per row of the block whether it is out.
    out: Vec<bool>,
    /// What was found in the block, with its row.
    found: Vec<(usize, Reject)>,
}

impl Rows {
    pub(super) fn new(plan: &Plan) -> Self {
        let main = plan.shape.table();
        let key = match plan.shape {
            Shape::Sheet => AccountKey::Id,
            Shape::Table(_) => plan.key.clone(),
        };
        let link = match key {
            AccountKey::Through(table) => table.spec().key().map(|(_, field)| field.name),
            _ => None,
        };
        let mut batch = Batch::new(main, key);
        let mut columns: Vec<Column> = plan
            .columns
            .iter()
            .enumerate()
            .filter_map(|(index, _)| column(plan, index, &mut batch))
            .collect();
        // A plan may name a field twice; the first column that does so gives it.
        let mut used: Vec<Place> = Vec::new();
        columns.retain(|column| {
            let first = column.place == Place::Aside || !used.contains(&column.place);
            used.push(column.place);
            first
        });
        let has = |field: &str| {
            columns
                .iter()
                .position(|c| c.target == Target::field(main, field))
        };
        let own_key = main.spec().key();
        let (key, folded_key) = match (own_key.and_then(|(_, field)| has(field.name)), main) {
            (Some(at), _) => (Some(at), false),
            (None, TableId::Accounts) => (has("name"), true),
            (None, _) => (None, false),
        };
        let made_key = match own_key {
            Some((position, _)) if key.is_none() => Some(position),
            _ => None,
        };
        let terms = Terms::for_plan(plan, &columns);
        let mut rows = Self {
            shape: plan.shape,
            source: plan.source.clone(),
            constants: constants(&plan.constants, main, &columns),
            sheet: (plan.shape == Shape::Sheet).then(|| Sheet::new(plan, &columns)),
            events: SingleEvents::for_plan(plan.shape, &columns),
            batch,
            link,
            columns,
            key,
            folded_key,
            keys: Dict::default(),
            made_key,
            rejects: Rejects::new(plan.columns.iter().map(|c| c.header.clone()).collect()),
            notes: Vec::new(),
            accepted: 0,
            number: 0,
            blank: 0,
            repeated: 0,
            missing: missing_fields(plan),
            terms,
            out: Vec::new(),
            found: Vec::new(),
        };
        rows.note_unmapped(plan);
        rows
    }

    /// Reads the records `first..` of a block.
    pub(super) fn take(
        &mut self,
        texts: &Texts<'_>,
        marks: &[Mark],
        first: usize,
        kinds: &[(usize, Kind)],
    ) {
        if first >= marks.len() {
            return;
        }
        let rows = first..marks.len();
        self.out.clear();
        self.out.resize(rows.len(), false);
        let mut columns = std::mem::take(&mut self.columns);
        for column in &mut columns {
            column
                .values
                .read(&mut column.reading, texts, column.index, rows.clone());
        }
        self.check_kinds(texts, marks, first, kinds);
        self.check_form(texts, marks, first);
        for column in columns.iter().filter(|column| column.required) {
            self.check_required(column, texts, marks, first);
        }
        self.check_missing(texts, marks, first);
        self.check_key(&columns, texts, marks, first);
        for column in &columns {
            for bad in &column.values.bad {
                if self.out.get(bad.row - first) == Some(&false) {
                    self.leave_out(column, *bad, texts, marks);
                }
            }
        }
        self.hand_over();
        let staying = self.out.iter().filter(|&&out| !out).count();
        self.push(&mut columns, texts, first, staying);
        self.columns = columns;
        self.accepted += staying as u64;
        self.number += rows.len() as u64;
    }

    /// Says once per block that characters of it could not be decoded.
    pub(super) fn broken_characters(&mut self, texts: &Texts<'_>, marks: &[Mark], first: usize) {
        for row in first..marks.len() {
            if texts.raw(row).contains('\u{fffd}') {
                let args = vec![("encoding".to_owned(), "utf-8".to_owned())];
                self.reject(Code::InvalidEncoding, None, args, texts, marks, row, false);
            }
        }
    }

    /// Makes room for the rows of the rest of the file, given which share of it has been read.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss
    )] // an estimate
    pub(super) fn expect(&mut self, share: f64) {
        let rows = self.batch.len() as f64;
        let further = (rows / share - rows) * 1.02;
        if self.events.is_none() && share > 0.0 && further < f64::from(u32::MAX) {
            self.batch.reserve(further as usize);
        }
    }

    /// Adds a reject that is not of a block.
    pub(super) fn set_aside(&mut self, reject: Reject) {
        self.number += 1;
        self.rejects.add(reject);
    }

    /// What was read, once the last record is in. What is said about all records of the file is added by
    /// [`Piece::finish`], as further pieces of it may follow.
    pub(super) fn end(mut self, ends_whole: bool, lines: u32) -> Piece {
        let mut batches = Vec::new();
        if let Some(events) = self.events.take() {
            events.finish(&mut self.batch, &mut self.notes);
        }
        if let Some(terms) = &self.terms {
            terms.finish(&mut self.notes);
        }
        if let Some(name) = self.link {
            // Nothing imported is thrown away: which contract it was is more than whose.
            let keys = self.batch.account_mut().clone();
            let position = self.batch.add_custom(name, FieldKind::Text);
            if let Some(column) = self.batch.custom_mut(position) {
                *column = Stored::Text(keys);
            }
        }
        if !self.batch.is_empty() {
            batches.push(self.batch);
        }
        if let Some(sheet) = self.sheet.take() {
            sheet.finish(&mut batches, &mut self.notes);
        }
        Piece {
            batches,
            rejects: self.rejects,
            notes: self.notes,
            rows: self.accepted,
            records: self.number,
            blank: self.blank,
            repeated: self.repeated,
            lines,
            ends_whole,
            further: Vec::new(),
        }
    }

    /// Records that are no rows.
    fn check_kinds(
        &mut self,
        texts: &Texts<'_>,
        marks: &[Mark],
        first: usize,
        kinds: &[(usize, Kind)],
    ) {
        for &(row, kind) in kinds {
            self.out[row - first] = true;
            let code = match kind {
                Kind::Blank => {
                    self.blank += 1;
                    continue;
                }
                Kind::Header => {
                    self.repeated += 1;
                    continue;
                }
                Kind::Total => Code::TotalRow,
                Kind::Note | Kind::Start => Code::NoteRow,
            };
            let mut cells = texts.record(row).map(trim);
            let value = cells.find(|cell| !cell.is_empty()).unwrap_or_default();
            let args = vec![("value".to_owned(), shortened(value))];
            self.reject(code, None, args, texts, marks, row, true);
        }
    }

    /// Rows of the wrong length, or with a value past all bounds.
    fn check_form(&mut self, texts: &Texts<'_>, marks: &[Mark], first: usize) {
        let width = self.rejects.headers().len();
        for (row, mark) in marks.iter().enumerate().skip(first) {
            let fields = mark.fields as usize;
            let short = fields == width && mark.len() <= MAX_FIELD;
            if short && !mark.unclosed || self.out[row - first] {
                continue;
            }
            let counts = || {
                vec![
                    ("expected".to_owned(), width.to_string()),
                    ("found".to_owned(), fields.to_string()),
                ]
            };
            let too_long = || texts.record(row).any(|field| field.len() > MAX_FIELD);
            if mark.unclosed {
                self.reject(
                    Code::UnclosedQuote,
                    None,
                    Vec::new(),
                    texts,
                    marks,
                    row,
                    true,
                );
            } else if mark.surplus {
                self.reject(Code::TooManyFields, None, counts(), texts, marks, row, true);
            } else if mark.len() > MAX_FIELD && too_long() {
                let limit = vec![("limit".to_owned(), MAX_FIELD.to_string())];
                self.reject(Code::FieldTooLong, None, limit, texts, marks, row, true);
            } else {
                if fields < width && texts.record(row).any(|field| !trim(field).is_empty()) {
                    self.reject(Code::TooFewFields, None, counts(), texts, marks, row, false);
                }
                continue;
            }
            self.out[row - first] = true;
        }
    }

    fn check_required(&mut self, column: &Column, texts: &Texts<'_>, marks: &[Mark], first: usize) {
        for row in first..marks.len() {
            if self.out[row - first] || !column.is_missing(texts, row, first) {
                continue;
            }
            self.out[row - first] = true;
            let bad = column.values.bad.iter().find(|bad| bad.row == row);
            let mut args = vec![("field".to_owned(), column.name.clone())];
            if bad.is_some() {
                args.push((
                    "value".to_owned(),
                    shortened(texts.field(row, column.index)),
                ));
            }
            let code = bad.map_or(Code::MissingRequired, |bad| bad.code);
            self.reject(code, Some(column.index), args, texts, marks, row, true);
        }
    }

    /// Nothing comes in while a required field has no column.
    fn check_missing(&mut self, texts: &Texts<'_>, marks: &[Mark], first: usize) {
        let Some(&field) = self.missing.first() else {
            return;
        };
        for row in first..marks.len() {
            if !std::mem::replace(&mut self.out[row - first], true) {
                let args = vec![("field".to_owned(), field.to_owned())];
                self.reject(Code::MissingRequired, None, args, texts, marks, row, true);
            }
        }
    }

    fn check_key(&mut self, columns: &[Column], texts: &Texts<'_>, marks: &[Mark], first: usize) {
        let Some(column) = self.key.and_then(|at| columns.get(at)) else {
            return;
        };
        for row in first..marks.len() {
            if self.out[row - first] {
                continue;
            }
            let Some(key) = column.text(texts, row, first) else {
                continue;
            };
            let known = self.keys.len();
            let code = if self.folded_key {
                self.keys.intern(&fold_name(key))
            } else {
                self.keys.intern(key)
            };
            if (code as usize) < known {
                self.out[row - first] = true;
                let args = vec![
                    ("field".to_owned(), column.name.clone()),
                    ("value".to_owned(), shortened(key)),
                ];
                self.reject(
                    Code::DuplicateKey,
                    Some(column.index),
                    args,
                    texts,
                    marks,
                    row,
                    true,
                );
            }
        }
    }

    fn leave_out(&mut self, column: &Column, bad: Bad, texts: &Texts<'_>, marks: &[Mark]) {
        let args = vec![
            ("field".to_owned(), column.name.clone()),
            (
                "value".to_owned(),
                shortened(texts.field(bad.row, column.index)),
            ),
        ];
        self.reject(
            bad.code,
            Some(column.index),
            args,
            texts,
            marks,
            bad.row,
            false,
        );
    }

    #[allow(clippy::too_many_arguments)] // the parts of one record
    fn reject(
        &mut self,
        code: Code,
        column: Option<usize>,
        args: Vec<(String, String)>,
        texts: &Texts<'_>,
        marks: &[Mark],
        row: usize,
        whole_row: bool,
    ) {
        let reject = Reject {
            line: marks.get(row).map_or(0, |mark| mark.line),
            column: column.and_then(|column| u32::try_from(column).ok()),
            code,
            args,
            raw: texts.raw(row).to_owned(),
            lost_row: whole_row || code.severity() == Severity::Error,
        };
        self.found.push((row, reject));
    }

    /// Hands over what was found, in the order of the file: it must not depend on the blocks.
    fn hand_over(&mut self) {
        sort_by(&mut self.found, |(row_a, a), (row_b, b)| {
            (row_a, a.column, a.code).cmp(&(row_b, b.column, b.code))
        });
        for (_, reject) in self.found.drain(..) {
            self.rejects.add(reject);
        }
    }

    fn push(&mut self, columns: &mut [Column], texts: &Texts<'_>, first: usize, staying: usize) {
        let rows = || {
            let out = self.out.iter().enumerate();
            out.filter(|(_, out)| !**out).map(|(at, _)| at + first)
        };
        if let Some(events) = &mut self.events {
            rows().for_each(|row| events.push(columns, texts, row, first));
            return;
        }
        if let Some(sheet) = &mut self.sheet {
            let numbers = (self.source.as_str(), self.number + 1);
            rows().for_each(|row| sheet.push(columns, texts, row, first, numbers));
        }
        let batch = &mut self.batch;
        let naming = (self.shape.table() == TableId::Accounts).then(|| Naming::new(columns));
        for column in &mut *columns {
            let stored = match column.place {
                Place::Aside => continue,
                Place::Field(1) if naming.is_some() => continue,
                Place::Account => {
                    push_texts(batch.account_mut(), column, texts, rows(), first);
                    continue;
                }
                Place::Field(position) => batch.column_mut(position),
                Place::Custom(position) => batch.custom_mut(position),
            };
            match stored {
                Some(Stored::Text(to)) => {
                    if let Reading::Words { forms, stored, .. } = &mut column.reading {
                        let codes = rows().map(|row| column.values.words[row - first]);
                        for code in codes {
                            let code = stored_code(to, code, forms, stored);
                            to.push_code(code);
                        }
                        continue;
                    }
                    push_texts(to, column, texts, rows(), first);
                }
                Some(Stored::Day(to)) if staying == self.out.len() => {
                    to.extend_from_slice(&column.values.days);
                }
                Some(Stored::Day(to)) => {
                    to.extend(rows().map(|row| column.values.days[row - first]));
                }
                Some(Stored::Number(to)) if staying == column.values.wholes.len() => {
                    to.extend_whole(&column.values.wholes);
                }
                Some(Stored::Number(to)) => rows().for_each(|row| {
                    to.push(column.values.number(row - first));
                }),
                Some(Stored::Flag(to)) => {
                    rows().for_each(|row| to.push(column.values.flags[row - first]));
                }
                None => {}
            }
        }
        if let Some(terms) = &mut self.terms {
            let staying = self.out.iter().enumerate().filter(|(_, out)| !**out);
            terms.push(batch, columns, staying.map(|(at, _)| at + first), first);
        }
        for (position, value) in &self.constants {
            if let Some(Stored::Text(to)) = batch.column_mut(*position) {
                (0..staying).for_each(|_| to.push(Some(value)));
            }
        }
        let made = |row: usize| made_key(&self.source, self.number + (row - first) as u64 + 1);
        if let Some(Stored::Text(to)) = self.made_key.and_then(|at| batch.column_mut(at)) {
            rows().for_each(|row| to.push(Some(&made(row))));
        }
        if let (Some(naming), Some(Stored::Text(to))) = (naming, batch.column_mut(1)) {
            for row in rows() {
                match naming.name(columns, texts, row, first) {
                    Some(name) => to.push(Some(name)),
                    None => to.push(Some(&made(row))),
                }
            }
        }
        batch.end_rows(staying);
    }

    fn note_unmapped(&mut self, plan: &Plan) {
        let main = plan.shape.table();
        if let Some(position) = self.made_key {
            let field = main.spec().fields.get(position).map_or("", |f| f.name);
            let example = made_key(&self.source, 1);
            let note = Problem::new(Code::KeyMade);
            self.notes
                .push(note.with("field", field).with("example", example));
        }
        for constant in &plan.constants {
            let note = Problem::new(Code::ConstantAssumed);
            let note = note.with("field", &constant.field);
            self.notes.push(note.with("value", &constant.value));
        }
        let inclusive = |c: &&Column| {
            matches!(
                c.reading,
                Reading::Day {
                    inclusive: true,
                    ..
                }
            )
        };
        for column in self.columns.iter().filter(inclusive) {
            self.notes
                .push(Problem::new(Code::EndInclusive).at(column.index));
        }
        for field in &self.missing {
            let note = Problem::new(Code::UnmappedRequired);
            self.notes
                .push(note.with("table", main.name()).with("field", field));
        }
    }
}

/// Required fields of the plan's table that nothing gives and that cannot be made.
pub(crate) fn missing_fields(plan: &Plan) -> Vec<&'static str> {
    let main = plan.shape.table();
    if main == TableId::Accounts {
        return Vec::new();
    }
    let given = |name: &str| {
        plan.columns
            .iter()
            .any(|c| c.target == Target::field(main, name))
            || plan.constants.iter().any(|constant| constant.field == name)
    };
    main.spec()
        .fields
        .iter()
        .filter(|field| field.required && field.kind != FieldKind::Id && !given(field.name))
        .filter(|field| main != TableId::Contracts || !follows(field.name, given))
        .map(|field| field.name)
        .collect()
}

/// Adds the texts of a column.
fn push_texts(
    to: &mut TextColumn,
    column: &Column,
    texts: &Texts<'_>,
    rows: impl Iterator<Item = usize>,
    first: usize,
) {
    let Reading::Text = column.reading else {
        return rows.for_each(|row| to.push(column.text(texts, row, first)));
    };
    let values = rows.map(|row| texts.bytes_of(column.values.texts[row - first]));
    to.extend(&values.collect::<Vec<_>>());
}

/// The code in `to` of a word that was read; each form is looked for once.
#[inline]
fn stored_code(to: &mut TextColumn, code: u32, forms: &[String], stored: &mut [u32]) -> u32 {
    let Some(slot) = stored.get_mut(code as usize) else {
        return NO_CODE;
    };
    if *slot == NO_CODE {
        *slot = to.intern(&forms[code as usize]);
    }
    *slot
}

/// The key of a row that has none.
pub(super) fn made_key(source: &str, number: u64) -> String {
    format!("{source}#{number}")
}

fn shortened(text: &str) -> String {
    const LONGEST: usize = 120;
    if text.len() <= LONGEST {
        return text.to_owned();
    }
    let cut = text.floor_char_boundary(LONGEST);
    format!("{}…", text.get(..cut).unwrap_or_default())
}
