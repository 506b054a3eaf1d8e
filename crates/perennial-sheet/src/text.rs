//! A sheet as text: rows in, one line each out, all as wide as the widest.

use crate::cell::Value;
use crate::room::Room;
use perennial_data::{guarded, unguarded};
use perennial_import::{Code, Problem};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// How many rows may be header rows, in which names of several columns are repeated.
const HEADER_ROWS: usize = 10;
/// Rows that say how wide a table is where filling all rows up would take too much room.
const TELLING_ROWS: usize = 20;

/// What a sheet can hold, in every program that writes one.
const MOST_ROWS: u32 = 1 << 20;
const MOST_COLUMNS: u32 = 1 << 14;

/// Cells that are one: rows and columns from 0, both ends within.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Merge {
    pub(crate) rows: (u32, u32),
    pub(crate) columns: (u32, u32),
}

/// Writes a sheet. Cells come row by row, in any order within a row.
pub(crate) struct SheetText {
    /// Merges by their first row.
    merges: BTreeMap<u32, Vec<Merge>>,
    /// Values that go on into the rows below: by column, until which row.
    going_on: BTreeMap<u32, (u32, Value)>,
    row: BTreeMap<u32, Value>,
    number: u32,
    lines: Vec<Line>,
    text: String,
    /// Rows with a value so far, and whether all of them are text.
    filled_rows: usize,
    only_text: bool,
    merged: u64,
    errors: u64,
    first_error: Option<String>,
}

/// A line that is not filled up yet.
struct Line {
    /// Where it ends in the text.
    end: usize,
    /// First column with a value, and the number of columns.
    first: u32,
    width: u32,
}

impl SheetText {
    /// A sheet with these merged cells.
    pub(crate) fn new(merges: Vec<Merge>) -> Self {
        let mut by_row: BTreeMap<u32, Vec<Merge>> = BTreeMap::new();
        for merge in merges {
            by_row.entry(merge.rows.0).or_default().push(merge);
        }
        Self {
            merges: by_row,
            going_on: BTreeMap::new(),
            row: BTreeMap::new(),
            number: 0,
            lines: Vec::new(),
            text: String::new(),
            filled_rows: 0,
            only_text: true,
            merged: 0,
            errors: 0,
            first_error: None,
        }
    }

    /// Cells that are one, said before the row below their first one.
    pub(crate) fn merge(&mut self, merge: Merge) {
        self.merges.entry(merge.rows.0).or_default().push(merge);
    }

    /// Takes a cell.
    ///
    /// # Errors
    /// `unpacked-too-large`; `damaged-file` where it lies outside of any sheet.
    pub(crate) fn cell(
        &mut self,
        (row, column): (u32, u32),
        value: Value,
        room: &mut Room,
    ) -> Result<(), Problem> {
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(crate::damaged("a cell outside of any sheet"));
        }
        if row != self.number {
            self.end_row(room)?;
            // A row that comes late would be another's: it stands where it was met.
            self.number = row.max(self.number);
        }
        if let Value::Error(name) = &value {
            self.errors += 1;
            let example = || format!("{name} {}", place_name(row, column));
            self.first_error.get_or_insert_with(example);
        }
        self.row.insert(column, value);
        Ok(())
    }

    /// Ends the row under way.
    fn end_row(&mut self, room: &mut Room) -> Result<(), Problem> {
        if self.row.is_empty() {
            return Ok(());
        }
        self.fill();
        let start = self.text.len();
        let missing = (self.number as usize).saturating_sub(self.lines.len());
        for _ in 0..missing {
            self.text.push('\n');
            self.lines.push(Line {
                end: self.text.len() - 1,
                first: u32::MAX,
                width: 0,
            });
        }
        let row = std::mem::take(&mut self.row);
        let mut next = 0;
        for (&column, value) in &row {
            let commas = column - next + u32::from(next > 0);
            self.text.extend((0..commas).map(|_| ','));
            let is_text = matches!(value, Value::Text(_));
            push_field(&mut self.text, &guarded_again(value.as_str(), is_text));
            next = column + 1;
        }
        let first = row.keys().next().copied().unwrap_or(0);
        self.lines.push(Line {
            end: self.text.len(),
            first,
            width: next,
        });
        self.text.push('\n');
        self.number += 1;
        self.filled_rows += 1;
        room.row();
        room.take(self.text.len() - start)
    }

    /// Fills in what merged cells say of others: in a column, text and dates name every row that they stand
    /// beside; numbers would count several times. In header rows, what stands above several columns names each;
    /// a title, alone in its row, does not.
    fn fill(&mut self) {
        let number = self.number;
        let is_text = |value: &Value| matches!(value, Value::Text(_));
        self.only_text &= self.row.values().all(is_text);
        let may_be_header = self.only_text && self.filled_rows < HEADER_ROWS;
        let n_own = self.row.len();
        self.going_on.retain(|_, (last, _)| *last >= number);
        for (&column, (_, value)) in &self.going_on {
            if let Entry::Vacant(cell) = self.row.entry(column) {
                cell.insert(value.clone());
                self.merged += 1;
            }
        }
        let started: Vec<u32> = self.merges.range(..=number).map(|(row, _)| *row).collect();
        for first in started {
            for merge in self.merges.remove(&first).unwrap_or_default() {
                let Some(value) = self.row.get(&merge.columns.0).filter(|_| first == number) else {
                    continue;
                };
                let value = value.clone();
                let names_rows = matches!(value, Value::Text(_) | Value::Date(_));
                if merge.rows.1 > merge.rows.0 && names_rows {
                    let until = (merge.rows.1, value.clone());
                    self.going_on.insert(merge.columns.0, until);
                }
                if may_be_header && n_own > 1 {
                    for column in merge.columns.0 + 1..=merge.columns.1 {
                        if let Entry::Vacant(cell) = self.row.entry(column) {
                            cell.insert(value.clone());
                            self.merged += 1;
                        }
                    }
                }
            }
        }
    }

    /// The text, and what is worth saying of it; `None` where there is no value at all.
    ///
    /// # Errors
    /// `unpacked-too-large`.
    pub(crate) fn finish(mut self, room: &mut Room) -> Result<Option<Written>, Problem> {
        self.end_row(room)?;
        if self.filled_rows == 0 {
            return Ok(None);
        }
        let first = self.lines.iter().map(|line| line.first).min().unwrap_or(0);
        let width = self.width(room);
        let mut text = String::with_capacity(self.text.len());
        let mut start = 0;
        for line in &self.lines {
            let written = self.text.get(start..line.end).unwrap_or_default();
            if line.width > 0 {
                // Columns on the left in which nothing stands are left out.
                text.push_str(written.get(first as usize..).unwrap_or_default());
                let missing = width.saturating_sub(line.width);
                text.extend((0..missing).map(|_| ','));
            }
            text.push('\n');
            start = line.end + 1;
        }
        room.take(text.len().saturating_sub(self.text.len()))?;
        let mut problems = Vec::new();
        if let Some(example) = self.first_error {
            let problem = Problem::new(Code::ErrorCells).with("cells", self.errors);
            problems.push(problem.with("example", example));
        }
        if self.merged > 0 {
            problems.push(Problem::new(Code::MergedFilled).with("cells", self.merged));
        }
        let rows = self.lines.iter().enumerate();
        let rows = rows.filter(|(_, line)| line.width > 0);
        let rows = rows.filter_map(|(at, _)| u32::try_from(at).ok()).collect();
        Ok(Some(Written {
            text,
            problems,
            rows,
            columns: (first, width),
        }))
    }

    /// How wide every row becomes: as the widest one, or as the first ones where a lone cell far out would take all
    /// the room.
    fn width(&self, room: &Room) -> u32 {
        let widest = |lines: &[Line]| lines.iter().map(|line| line.width).max().unwrap_or(0);
        let width = widest(&self.lines);
        let filled = |line: &&Line| line.width > 0;
        let lines = self.lines.iter().filter(filled);
        let more: u64 = lines.map(|line| u64::from(width - line.width)).sum();
        if more <= (self.text.len() as u64 * 8 + (1 << 20)).min(room.left()) {
            return width;
        }
        let telling = self.lines.iter().filter(filled).take(TELLING_ROWS);
        telling.map(|line| line.width).max().unwrap_or(0)
    }
}

/// What a sheet became.
pub(crate) struct Written {
    pub(crate) text: String,
    pub(crate) problems: Vec<Problem>,
    /// The rows with a value, from 0, in order.
    pub(crate) rows: Vec<u32>,
    /// The first column with a value, and the first one behind the last.
    pub(crate) columns: (u32, u32),
}

/// A text that begins as if it had been guarded for a spreadsheet, guarded: who reads takes one apostrophe off, and this
/// one was meant. Any other as it is, so that people see what stands in the cell.
fn guarded_again(text: &str, is_text: bool) -> Cow<'_, str> {
    if is_text && unguarded(text).len() < text.len() {
        guarded(text)
    } else {
        Cow::Borrowed(text)
    }
}

/// A field in quotes where it needs them under any separator. A line break within a cell becomes a carriage
/// return, which is no line of its own to whoever counts lines.
pub(crate) fn push_field(text: &mut String, field: &str) {
    let needs_quotes = |c: char| matches!(c, ',' | ';' | '\t' | '|' | '"' | '\n' | '\r');
    if !field.contains(needs_quotes) {
        return text.push_str(field);
    }
    text.push('"');
    let mut before = ' ';
    for c in field.chars() {
        match c {
            '"' => text.push_str("\"\""),
            '\n' if before == '\r' => {}
            '\n' => text.push('\r'),
            c => text.push(c),
        }
        before = c;
    }
    text.push('"');
}

/// A cell as spreadsheets name it; row and column from 0.
pub(crate) fn place_name(row: u32, column: u32) -> String {
    format!("{}{}", column_name(column), u64::from(row) + 1)
}

/// The letters of a column counted from 0.
fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
