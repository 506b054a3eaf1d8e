//! Workbooks by calamine: each sheet with a value in it as a table.

use crate::archive::Zip;
use crate::cell::Value;
use crate::layout::{Layout, SheetLayout};
use crate::room::Room;
use crate::text::{Merge, SheetText, Written};
use crate::{Found, Refusal, compound, damaged, name_in, ods};
use calamine::{
    Cell, Data, DataRef, Range, Reader, Sheet, SheetType, SheetVisible, Xls, XlsError, Xlsb,
    XlsbError, Xlsx, XlsxError,
};
use perennial_import::{Code, Problem};
use std::io::Cursor;

pub(crate) fn open_xlsx(
    name: &str,
    bytes: &[u8],
    layout: &Layout,
    room: &mut Room,
) -> Result<Vec<Found>, Refusal> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(of_xlsx)?;
    let mut found = Sheets::new(name, layout.has_macros);
    for sheet in book.sheets_metadata().to_vec() {
        room.begin(&name_in(name, &sheet.name));
        let beside = layout.sheets.get(&sheet.name).cloned().unwrap_or_default();
        let read = book
            .worksheet_cells_reader(&sheet.name)
            .map_err(of_xlsx)
            .and_then(|mut cells| {
                let next = || cells.next_cell().map_err(of_xlsx);
                written(&beside, room, next)
            });
        found.add(&sheet, &beside, read);
    }
    Ok(found.end())
}

pub(crate) fn open_xlsb(
    name: &str,
    bytes: &[u8],
    layout: &Layout,
    room: &mut Room,
) -> Result<Vec<Found>, Refusal> {
    let mut book: Xlsb<_> = Xlsb::new(Cursor::new(bytes)).map_err(of_xlsb)?;
    let mut found = Sheets::new(name, false);
    for sheet in book.sheets_metadata().to_vec() {
        room.begin(&name_in(name, &sheet.name));
        let beside = layout.sheets.get(&sheet.name).cloned().unwrap_or_default();
        let read = book
            .worksheet_cells_reader(&sheet.name)
            .map_err(of_xlsb)
            .and_then(|mut cells| {
                let next = || cells.next_cell().map_err(of_xlsb);
                written(&beside, room, next)
            });
        found.add(&sheet, &beside, read);
    }
    Ok(found.end())
}

pub(crate) fn open_ods(
    name: &str,
    zip: &mut Zip<'_>,
    room: &mut Room,
) -> Result<Vec<Found>, Refusal> {
    let mut found = Sheets::new(name, false);
    for sheet in ods::sheets(zip, room)? {
        let seen = Sheet {
            name: sheet.name,
            typ: SheetType::WorkSheet,
            visible: if sheet.is_hidden {
                SheetVisible::Hidden
            } else {
                SheetVisible::Visible
            },
        };
        found.add(&seen, &sheet.layout, sheet.written);
    }
    Ok(found.end())
}

/// The older container: XLS, or a newer workbook that a password protects.
pub(crate) fn open_compound(
    name: &str,
    bytes: &[u8],
    room: &mut Room,
) -> Result<Vec<Found>, Refusal> {
    if holds_utf16(bytes, "EncryptedPackage") {
        return Err(Problem::new(Code::EncryptedFile));
    }
    if holds_utf16(bytes, "WordDocument") || holds_utf16(bytes, "PowerPoint Document") {
        return Err(Problem::new(Code::BinaryFile).with("kind", "doc"));
    }
    let layouts = compound::layouts(bytes)?;
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(of_xls)?;
    let mut found = Sheets::new(name, holds_utf16(bytes, "_VBA_PROJECT"));
    let sheets = book.sheets_metadata().to_vec();
    let is_whole = layouts.len() == sheets.len();
    for (at, sheet) in sheets.into_iter().enumerate() {
        room.begin(&name_in(name, &sheet.name));
        let merges = book.merge_cells_by_sheet_name(&sheet.name);
        let merges = merges.unwrap_or_default().into_iter().map(|merge| Merge {
            rows: (merge.start.0, merge.end.0),
            columns: (merge.start.1, merge.end.1),
        });
        let beside = SheetLayout {
            merges: merges.collect(),
            ..layouts
                .get(at)
                .filter(|_| is_whole)
                .cloned()
                .unwrap_or_default()
        };
        let range = book.worksheet_range(&sheet.name).map_err(of_xls);
        let read = range.and_then(|range| written_range(&beside, room, &range));
        found.add(&sheet, &beside, read);
    }
    Ok(found.end())
}

/// Whether a name of the container's directory stands in the bytes.
fn holds_utf16(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

/// A sheet whose cells come one by one.
fn written<'a>(
    beside: &SheetLayout,
    room: &mut Room,
    mut next: impl FnMut() -> Result<Option<Cell<DataRef<'a>>>, Problem>,
) -> Result<Option<Written>, Problem> {
    let mut text = SheetText::new(beside.merges.clone());
    while let Some(cell) = next()? {
        if let Some(value) = Value::of(cell.get_value()) {
            text.cell(cell.get_position(), value, room)?;
        }
    }
    text.finish(room)
}

/// A sheet that is in memory.
fn written_range(
    beside: &SheetLayout,
    room: &mut Room,
    range: &Range<Data>,
) -> Result<Option<Written>, Problem> {
    let (row, column) = range.start().unwrap_or_default();
    let mut text = SheetText::new(beside.merges.clone());
    for (down, across, data) in range.used_cells() {
        let place = |from: u32, by: usize| {
            let by = u32::try_from(by).unwrap_or(u32::MAX);
            from.saturating_add(by)
        };
        if let Some(value) = Value::of_held(data) {
            text.cell((place(row, down), place(column, across)), value, room)?;
        }
    }
    text.finish(room)
}

/// What the sheets of a workbook became.
struct Sheets<'a> {
    book: &'a str,
    found: Vec<Found>,
    empty: Vec<String>,
    has_macros: bool,
}

impl<'a> Sheets<'a> {
    fn new(book: &'a str, has_macros: bool) -> Self {
        Self {
            book,
            found: Vec::new(),
            empty: Vec::new(),
            has_macros,
        }
    }

    fn add(&mut self, sheet: &Sheet, beside: &SheetLayout, read: Result<Option<Written>, Problem>) {
        let name = name_in(self.book, &sheet.name);
        if sheet.typ != SheetType::WorkSheet {
            return; // charts, dialogs and macros hold no table
        }
        match read {
            Ok(Some(written)) => {
                let mut problems = hidden(sheet, beside, &written);
                problems.extend(written.problems);
                self.found.push(Found::table(name, written.text, problems));
            }
            Ok(None) => self.empty.push(sheet.name.clone()),
            Err(problem) => self.found.push(Found::refused(&name, problem)),
        }
    }

    /// What is said of the workbook is said of its first table.
    fn end(mut self) -> Vec<Found> {
        if let Some(first) = self.found.first_mut() {
            if !self.empty.is_empty() {
                let problem = Problem::new(Code::EmptySheets);
                first
                    .problems
                    .push(problem.with("sheets", self.empty.join(", ")));
            }
            if self.has_macros {
                first.problems.push(Problem::new(Code::MacrosIgnored));
            }
        } else if !self.empty.is_empty() {
            let problem = Problem::new(Code::EmptyFile);
            self.found.push(Found::refused(self.book, problem));
        }
        self.found
    }
}

/// What of a sheet is not seen, though it is read, and what its formulas lack.
fn hidden(sheet: &Sheet, beside: &SheetLayout, written: &Written) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let Some((cells, example)) = &beside.unkept {
        let problem = Problem::new(Code::FormulasUnkept).with("cells", cells);
        problems.push(problem.with("example", example));
    }
    if sheet.visible != SheetVisible::Visible {
        problems.push(Problem::new(Code::SheetHidden));
    }
    let is_hidden = |row: &&u32| beside.hidden_rows.contains(row);
    let rows = written.rows.iter().filter(is_hidden).count();
    if rows > 0 {
        problems.push(Problem::new(Code::RowsHidden).with("rows", rows));
    }
    let (first, end) = written.columns;
    let within = |(from, to): &(u32, u32)| (to + 1).min(end).saturating_sub(*from.max(&first));
    let columns: u32 = beside.hidden_columns.iter().map(within).sum();
    if columns > 0 {
        problems.push(Problem::new(Code::ColumnsHidden).with("columns", columns));
    }
    problems
}

fn of_xlsx(error: XlsxError) -> Problem {
    match error {
        XlsxError::Password => Problem::new(Code::EncryptedFile),
        error => damaged(error),
    }
}

fn of_xlsb(error: XlsbError) -> Problem {
    match error {
        XlsbError::Password => Problem::new(Code::EncryptedFile),
        error => damaged(error),
    }
}

fn of_xls(error: XlsError) -> Problem {
    match error {
        XlsError::Password => Problem::new(Code::EncryptedFile),
        error => damaged(error),
    }
}
