//! Sheets of OpenDocument workbooks (ODF 1.3 part 3, 9): cells, merged cells, what is hidden, formulas without a value.
//! Read tag by tag, so that a broken document ends where it breaks, and nothing that repeats takes room before it is
//! counted.

use crate::archive::{Zip, refused};
use crate::cell::{Value, duration_of_iso, number_text};
use crate::layout::SheetLayout;
use crate::room::Room;
use crate::tags::{Piece, Pieces, Tag, resolved};
use crate::text::{Merge, SheetText, Written, place_name};
use perennial_import::{Code, Problem};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};

/// Spaces that one tag may stand for at the most.
const MOST_SPACES: u32 = 1_000;

/// A sheet.
pub(crate) struct OdsSheet {
    pub(crate) name: String,
    pub(crate) is_hidden: bool,
    pub(crate) layout: SheetLayout,
    pub(crate) written: Result<Option<Written>, Problem>,
}

/// The sheets of a workbook.
///
/// # Errors
/// `encrypted-file`, `damaged-file`, `unpacked-too-large`.
pub(crate) fn sheets(zip: &mut Zip<'_>, room: &mut Room) -> Result<Vec<OdsSheet>, Problem> {
    if let Ok(manifest) = zip.by_name("META-INF/manifest.xml") {
        let mut tags = Pieces::of_tags(BufReader::new(manifest));
        while let Some(piece) = tags.next() {
            if matches!(&piece, Piece::Open(tag) if tag.name == "encryption-data") {
                return Err(Problem::new(Code::EncryptedFile));
            }
        }
    }
    let content = zip.by_name("content.xml").map_err(refused)?;
    document(Pieces::new(BufReader::new(content)), room)
}

fn document<R: BufRead>(mut pieces: Pieces<R>, room: &mut Room) -> Result<Vec<OdsSheet>, Problem> {
    let mut sheets = Vec::new();
    let mut style = String::new();
    let mut hidden_styles = BTreeSet::new();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Open(tag) if tag.name == "style" => {
                style = tag.attribute("name").unwrap_or_default();
            }
            Piece::Open(tag)
                if tag.name == "table-properties"
                    && tag.attribute("display").as_deref() == Some("false") =>
            {
                hidden_styles.insert(style.clone());
            }
            // What changes have been tracked holds cells, too.
            Piece::Open(tag) if tag.name == "tracked-changes" && !tag.is_empty => {
                pass(&mut pieces, "tracked-changes");
            }
            Piece::Open(tag) if tag.name == "table" => {
                let is_hidden = tag.attribute("style-name");
                let is_hidden = is_hidden.is_some_and(|style| hidden_styles.contains(&style));
                let name = tag.attribute("name").unwrap_or_default();
                let mut reader = SheetReader::new(room);
                if !tag.is_empty {
                    reader.read(&mut pieces)?;
                }
                let (layout, written) = reader.finish();
                sheets.push(OdsSheet {
                    name,
                    is_hidden,
                    layout,
                    written,
                });
            }
            Piece::Close(name) if name == "spreadsheet" => return Ok(sheets),
            _ => {}
        }
    }
    Err(crate::damaged("the document ends in the middle"))
}

/// Passes over all up to the end of an element.
fn pass<R: BufRead>(pieces: &mut Pieces<R>, name: &str) {
    while let Some(piece) = pieces.next() {
        if matches!(&piece, Piece::Close(closed) if closed == name) {
            return;
        }
    }
}

/// A sheet under way.
struct SheetReader<'a> {
    room: &'a mut Room,
    text: SheetText,
    layout: SheetLayout,
    row: u32,
    column: u32,
    /// First failure of the sheet, which the other sheets need not share.
    failed: Option<Problem>,
}

/// A cell under way.
struct Cell {
    tag: Tag,
    text: String,
    n_paragraphs: u32,
}

impl<'a> SheetReader<'a> {
    fn new(room: &'a mut Room) -> Self {
        Self {
            room,
            text: SheetText::new(Vec::new()),
            layout: SheetLayout::default(),
            row: 0,
            column: 0,
            failed: None,
        }
    }

    /// Up to the end of the sheet.
    fn read<R: BufRead>(&mut self, pieces: &mut Pieces<R>) -> Result<(), Problem> {
        let mut columns = 0_u32;
        // The cells of the row under way, with how often each stands there.
        let mut cells: Vec<(Cell, u32)> = Vec::new();
        let mut open: Option<Cell> = None;
        let mut row: Option<Tag> = None;
        while let Some(piece) = pieces.next() {
            match (piece, &mut open) {
                (Piece::Close(name), _) if name == "table" => return Ok(()),
                (Piece::Open(tag), None) if tag.name == "table-column" => {
                    let n = repeats(&tag, "number-columns-repeated");
                    if is_hidden(&tag) {
                        let last = columns.saturating_add(n - 1);
                        self.layout.hidden_columns.push((columns, last));
                    }
                    columns = columns.saturating_add(n);
                }
                (Piece::Open(tag), None) if tag.name == "table-row" => {
                    cells.clear();
                    if tag.is_empty {
                        self.end_row(&tag, &[]);
                    } else {
                        row = Some(tag);
                    }
                }
                (Piece::Close(name), None) if name == "table-row" => {
                    if let Some(tag) = row.take() {
                        self.end_row(&tag, &cells);
                    }
                    cells.clear();
                }
                (Piece::Open(tag), None)
                    if tag.name == "table-cell" || tag.name == "covered-table-cell" =>
                {
                    let is_empty = tag.is_empty;
                    let cell = Cell {
                        tag,
                        text: String::new(),
                        n_paragraphs: 0,
                    };
                    if is_empty {
                        cells.push(counted(cell));
                    } else {
                        open = Some(cell);
                    }
                }
                (Piece::Close(name), Some(_))
                    if name == "table-cell" || name == "covered-table-cell" =>
                {
                    cells.extend(open.take().map(counted));
                }
                (Piece::Open(tag), _) if tag.name == "annotation" && !tag.is_empty => {
                    pass(pieces, "annotation");
                }
                (piece, Some(cell)) => cell.take(piece),
                (_, None) => {}
            }
        }
        Err(crate::damaged("the document ends in the middle"))
    }

    fn end_row(&mut self, tag: &Tag, cells: &[(Cell, u32)]) {
        let n = repeats(tag, "number-rows-repeated");
        let first = self.row;
        self.row = first.saturating_add(n);
        // What is repeated to the end of the sheet has no value in it.
        let has_value = cells.iter().any(|(cell, _)| cell.says_something());
        if !has_value || self.failed.is_some() {
            return;
        }
        let is_hidden = is_hidden(tag);
        for row in first..self.row {
            if is_hidden {
                self.layout.hidden_rows.insert(row);
            }
            self.column = 0;
            for (cell, n) in cells {
                if let Err(problem) = self.cell(row, cell, *n) {
                    self.failed = Some(problem);
                    return;
                }
            }
        }
    }

    fn cell(&mut self, row: u32, cell: &Cell, n: u32) -> Result<(), Problem> {
        let first = self.column;
        self.column = first.saturating_add(n);
        let Some(value) = cell.value() else {
            if cell.tag.attribute("formula").is_some() {
                let place = || place_name(row, first);
                self.layout.unkept.get_or_insert_with(|| (0, place())).0 += u64::from(n);
            }
            return Ok(());
        };
        let spans = ["number-rows-spanned", "number-columns-spanned"];
        let [down, across] = spans.map(|name| repeats(&cell.tag, name));
        if down > 1 || across > 1 {
            self.text.merge(Merge {
                rows: (row, row.saturating_add(down - 1)),
                columns: (first, first.saturating_add(across - 1)),
            });
        }
        let wanted = (value.as_str().len() as u64 + 1) * u64::from(n);
        if wanted > self.room.left() {
            return Err(self.room.exceeded());
        }
        for column in first..self.column {
            self.text.cell((row, column), value.clone(), self.room)?;
        }
        Ok(())
    }

    fn finish(self) -> (SheetLayout, Result<Option<Written>, Problem>) {
        let written = match self.failed {
            Some(problem) => Err(problem),
            None => self.text.finish(self.room),
        };
        (self.layout, written)
    }
}

impl Cell {
    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Text(bytes) if self.n_paragraphs > 0 => {
                self.text
                    .push_str(&resolved(&String::from_utf8_lossy(&bytes)));
            }
            Piece::Open(tag) => match tag.name.as_str() {
                "p" => {
                    if self.n_paragraphs > 0 {
                        self.text.push('\n');
                    }
                    self.n_paragraphs += 1;
                }
                "s" => {
                    let n = tag.number("c").unwrap_or(1).min(MOST_SPACES);
                    self.text.extend((0..n).map(|_| ' '));
                }
                "tab" => self.text.push('\t'),
                "line-break" => self.text.push('\n'),
                _ => {}
            },
            Piece::Text(_) | Piece::Close(_) => {}
        }
    }

    fn says_something(&self) -> bool {
        !self.text.is_empty()
            || [
                "value",
                "date-value",
                "time-value",
                "boolean-value",
                "string-value",
                "formula",
            ]
            .iter()
            .any(|name| self.tag.attribute(name).is_some())
    }

    /// What stands in it.
    fn value(&self) -> Option<Value> {
        let said = |name: &str| self.tag.attribute(name);
        if let Some(number) = said("value") {
            let read = number.trim().parse::<f64>().ok();
            let read = read.filter(|number| number.is_finite());
            return Some(read.map_or(Value::Text(number), |read| Value::Number(number_text(read))));
        }
        if let Some(date) = said("date-value") {
            return Some(Value::Date(date.replace('T', " ")));
        }
        if let Some(time) = said("time-value") {
            return Some(Value::Date(duration_of_iso(&time)));
        }
        if let Some(flag) = said("boolean-value") {
            return Some(Value::Flag(flag.eq_ignore_ascii_case("true")));
        }
        let text = said("string-value").filter(|text| !text.is_empty());
        let text = text.unwrap_or_else(|| self.text.clone());
        let is_formula = said("formula").is_some();
        match text.as_str() {
            "" => None,
            // The text of a formula that failed stands where its value would.
            name if is_formula && (name.starts_with("Err:") || ERRORS.contains(&name)) => {
                Some(Value::Error(text))
            }
            _ => Some(Value::Text(text)),
        }
    }
}

const ERRORS: [&str; 7] = [
    "#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!",
];

fn counted(cell: Cell) -> (Cell, u32) {
    let n = repeats(&cell.tag, "number-columns-repeated");
    (cell, n)
}

/// How often something stands there: at least once, and no more often than a sheet has rows.
fn repeats(tag: &Tag, name: &str) -> u32 {
    tag.number(name).unwrap_or(1).clamp(1, 1 << 20)
}

fn is_hidden(tag: &Tag) -> bool {
    matches!(
        tag.attribute("visibility").as_deref(),
        Some("collapse" | "filter")
    )
}

#[cfg(test)]
mod tests {
    use super::document;
    use crate::room::Room;
    use crate::tags::Pieces;
    use perennial_import::Code;

    fn read(rows: &str) -> (String, super::SheetLayout, Vec<Code>) {
        let text = format!(
            "<office:spreadsheet><table:table table:name='A'>{rows}</table:table></office:spreadsheet>"
        );
        let mut room = Room::of(1);
        let mut sheets = document(Pieces::new(text.as_bytes()), &mut room).unwrap();
        let sheet = sheets.remove(0);
        let written = sheet.written.unwrap().unwrap();
        let codes = written.problems.iter().map(|problem| problem.code);
        (written.text, sheet.layout, codes.collect())
    }

    #[test]
    fn cells_are_what_they_are_and_repeat() {
        let (text, layout, codes) = read(
            "<table:table-column/><table:table-column table:visibility='collapse'/>\
             <table:table-row><table:table-cell><text:p>a<text:s text:c='2'/>b</text:p><text:p>&amp;</text:p></table:table-cell>\
             <table:table-cell office:value='1.50'/><table:table-cell office:date-value='2024-03-01'/></table:table-row>\
             <table:table-row table:number-rows-repeated='2'><table:table-cell/></table:table-row>\
             <table:table-row table:visibility='filter'><table:table-cell table:number-columns-repeated='2' office:boolean-value='true'/>\
             <table:table-cell table:formula='of:=1/0'><text:p>#DIV/0!</text:p></table:table-cell></table:table-row>\
             <table:table-row table:number-rows-repeated='1048000'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>",
        );
        assert_eq!(text, "\"a  b\r&\",1.5,2024-03-01\n\n\nTRUE,TRUE,\n");
        assert_eq!(layout.hidden_columns, [(1, 1)]);
        assert_eq!(layout.hidden_rows.into_iter().collect::<Vec<_>>(), [3]);
        assert_eq!(codes, [Code::ErrorCells]);
    }

    #[test]
    fn merged_cells_and_formulas_without_a_value_are_said() {
        let (text, layout, codes) = read(
            "<table:table-row><table:table-cell><text:p>h</text:p></table:table-cell><table:table-cell><text:p>n</text:p></table:table-cell></table:table-row>\
             <table:table-row><table:table-cell table:number-rows-spanned='2'><text:p>x</text:p></table:table-cell><table:table-cell office:value='1'/></table:table-row>\
             <table:table-row><table:covered-table-cell/><table:table-cell office:value='2'/></table:table-row>\
             <table:table-row><table:table-cell office:value='3'/><table:table-cell table:formula='of:=[.A1]'/></table:table-row>",
        );
        assert_eq!(text, "h,n\nx,1\nx,2\n3,\n");
        assert_eq!(codes, [Code::MergedFilled]);
        assert_eq!(layout.unkept, Some((1, "B4".to_owned())));
    }

    #[test]
    fn a_document_that_ends_in_the_middle_is_damaged() {
        let mut room = Room::of(1);
        for text in [
            "<office:spreadsheet><table:table table:name='A'><table:table-row><table:table-cell",
            "<table:table><table:table-row><office:annotation>",
            "<table:tracked-changes>",
            "",
        ] {
            let sheets = document(Pieces::new(text.as_bytes()), &mut room);
            assert_eq!(sheets.map(|_| ()).unwrap_err().code, Code::DamagedFile);
        }
        let wide = "<office:spreadsheet><table:table><table:table-row><table:table-cell \
            table:number-columns-repeated='900000000' office:string-value='xxxxxxxx'/></table:table-row>\
            </table:table></office:spreadsheet>";
        let sheet = document(Pieces::new(wide.as_bytes()), &mut room)
            .unwrap()
            .remove(0);
        assert!(sheet.written.is_err());
    }
}
