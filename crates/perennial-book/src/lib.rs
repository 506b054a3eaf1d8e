//! Lists as CSV in; a workbook (XLSX) out, of which reading gives the same values again.
//!
//! The CSV is this program's own (`perennial_data::Csv`). Numbers become numbers and dates dates where that loses
//! nothing: where every value of a column is written as the program itself writes a number or a day. A text that a
//! spreadsheet would run as a formula becomes a text cell that is marked as quoted, so that editing it does not make
//! it one. No I/O, no clock: the same lists give the same bytes.

mod cells;
mod records;

use cells::{Column, columns};
use perennial_data::unguarded;
use records::{Records, record};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::borrow::Cow;

/// Rows that a sheet can hold, its header among them.
const MOST_ROWS: usize = 1 << 20;
/// Cells that a workbook is written with at the most: what the writer holds of them while it writes grows to about a
/// gigabyte.
pub const MOST_CELLS: usize = 12_000_000;
/// How long the name of a sheet may be.
const NAME_CHARS: usize = 31;

/// A list on its way out.
#[derive(Clone, Copy, Debug)]
pub struct List<'a> {
    /// What its sheet is called.
    pub name: &'a str,
    /// A header and rows, with or without a byte order mark.
    pub csv: &'a str,
}

/// Why lists cannot be a workbook.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// More cells than [`MOST_CELLS`].
    #[error("more than {MOST_CELLS} cells")]
    TooLarge,
    /// A text longer than a cell can hold.
    #[error("a text of more than 32,767 characters")]
    LongText,
    /// The writer refuses for another reason.
    #[error("the workbook cannot be written: {0}")]
    Refused(String),
}

impl BookError {
    /// A stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "book-too-large",
            Self::LongText => "book-long-text",
            Self::Refused(_) => "book-refused",
        }
    }
}

impl From<XlsxError> for BookError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::MaxStringLengthExceeded => Self::LongText,
            error => Self::Refused(error.to_string()),
        }
    }
}

/// The workbook, with a sheet for each list; more where one has more rows than a sheet holds.
///
/// # Errors
/// See [`BookError`].
pub fn write(lists: &[List<'_>]) -> Result<Vec<u8>, BookError> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let formats = Formats::new();
    let mut names = Vec::new();
    let mut n_cells = 0;
    for list in lists {
        let csv = list.csv.strip_prefix('\u{feff}').unwrap_or(list.csv);
        let columns = columns(csv);
        let mut rest = Records::of(csv);
        let header: Vec<Cow<'_, str>> = record(&mut rest);
        let mut is_first = true;
        while is_first || !rest.is_at_end() {
            is_first = false;
            let name = sheet_name(list.name, &names);
            let sheet = book.add_worksheet();
            sheet.set_name(&name)?;
            names.push(name);
            formats.header(sheet, &header, &columns)?;
            for row in 1..MOST_ROWS {
                if rest.is_at_end() {
                    break;
                }
                let row = u32::try_from(row).unwrap_or(u32::MAX);
                let fields: Vec<Cow<'_, str>> = record(&mut rest);
                n_cells += fields.len();
                if n_cells > MOST_CELLS {
                    return Err(BookError::TooLarge);
                }
                for (at, field) in fields.iter().enumerate() {
                    let kind = columns.get(at).copied().unwrap_or(Column::Text);
                    formats.cell(sheet, (row, column(at)?), kind, field)?;
                }
            }
        }
    }
    Ok(book.save_to_buffer()?)
}

fn column(at: usize) -> Result<u16, BookError> {
    u16::try_from(at).map_err(|_| BookError::Refused("too many columns".to_owned()))
}

/// How cells look.
struct Formats {
    header: Format,
    day: Format,
    quoted: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            header: Format::new().set_bold(),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            quoted: Format::new().set_quote_prefix(),
        }
    }

    /// The names of the columns, which stay in sight.
    fn header(
        &self,
        sheet: &mut Worksheet,
        names: &[Cow<'_, str>],
        columns: &[Column],
    ) -> Result<(), BookError> {
        for (at, name) in names.iter().enumerate() {
            let format = match name.strip_prefix('\'') {
                Some(_) => self.header.clone().set_quote_prefix(),
                None => self.header.clone(),
            };
            sheet.write_string_with_format(0, column(at)?, unguarded(name), &format)?;
            let width = match columns.get(at) {
                Some(Column::Text) => 24.0,
                _ => 13.0,
            };
            sheet.set_column_width(column(at)?, width)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(())
    }

    fn cell(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        kind: Column,
        field: &str,
    ) -> Result<(), BookError> {
        let text = unguarded(field);
        match (kind.read(field), text.len() == field.len()) {
            (cells::Cell::None, _) => return Ok(()),
            (cells::Cell::Number(number), _) => sheet.write_number(row, column, number)?,
            (cells::Cell::Day(year, month, day), _) => {
                let date = ExcelDateTime::from_ymd(year, month, day)?;
                sheet.write_datetime_with_format(row, column, date, &self.day)?
            }
            (cells::Cell::Text, true) => sheet.write_string(row, column, text)?,
            (cells::Cell::Text, false) => {
                sheet.write_string_with_format(row, column, text, &self.quoted)?
            }
        };
        Ok(())
    }
}

/// A name that a sheet may have and no other has.
fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let clean = |c: char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') && !c.is_control();
    let kept: String = wanted.chars().filter(|&c| clean(c)).collect();
    let kept = kept.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    let kept = if kept.is_empty() { "list" } else { kept };
    // Spreadsheets do not tell names apart by case.
    let is_free = |name: &String| {
        let name = name.to_lowercase();
        taken.iter().all(|other| other.to_lowercase() != name)
    };
    let name = |at: usize| {
        let end = if at == 1 {
            String::new()
        } else {
            format!(" ({at})")
        };
        let room = NAME_CHARS - end.len();
        kept.chars().take(room).chain(end.chars()).collect()
    };
    (1..).map(name).find(is_free).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::sheet_name;

    #[test]
    fn sheets_have_names_that_they_may_have() {
        assert_eq!(sheet_name("usage", &[]), "usage");
        let taken = ["Usage".to_owned(), "usage (2)".to_owned()];
        assert_eq!(sheet_name("usage", &taken), "usage (3)");
        assert_eq!(sheet_name("'[a/b]:*?'", &[]), "ab");
        assert_eq!(sheet_name("  ", &[]), "list");
        let long = sheet_name(&"客".repeat(40), &["客".repeat(31)]);
        assert_eq!(long.chars().count(), 31);
        assert!(long.ends_with("客 (2)"), "{long}");
    }
}
