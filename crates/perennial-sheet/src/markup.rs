//! HTML with tables in it, which many systems call `.xls`, and workbooks of Excel 2003 in XML.

use crate::cell::Value;
use crate::room::Room;
use crate::tags::{Piece, Pieces, Tag, resolved};
use crate::text::{Merge, SheetText};
use crate::{Found, Refusal, name_in};
use encoding_rs::{Encoding, GB18030, UTF_8};

/// How much of a document says how it is encoded, in bytes.
const HEAD: usize = 4096;
/// Columns and rows that one cell may stand for.
const WIDEST: u32 = 1000;

pub(crate) fn open(name: &str, bytes: &[u8], room: &mut Room) -> Result<Vec<Found>, Refusal> {
    let text = decoded(bytes);
    let mut pieces = Pieces::new(text.as_bytes());
    let mut tables = Tables::default();
    while let Some(piece) = pieces.next() {
        tables.take(piece);
    }
    tables.end_table();
    let is_one = tables.done.len() == 1;
    let mut found = Vec::new();
    for (at, table) in tables.done.into_iter().enumerate() {
        let name = match table.name {
            Some(sheet) => name_in(name, &sheet),
            None if is_one => name.to_owned(),
            None => name_in(name, &(at + 1).to_string()),
        };
        let mut text = SheetText::new(table.merges);
        for (place, value) in table.cells {
            text.cell(place, value, room)?;
        }
        if let Some(written) = text.finish(room)? {
            found.push(Found::table(name, written.text, written.problems));
        }
    }
    Ok(found)
}

/// The document's text, by its byte order mark, by what it says of itself, or as what it can be.
fn decoded(bytes: &[u8]) -> String {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let said = ["charset=", "encoding="].iter().find_map(|word| {
        let (_, after) = head.split_once(word)?;
        let label = after.trim_start_matches(['"', '\'']);
        let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c)));
        Encoding::for_label(label.get(..end?)?.as_bytes())
    });
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    let encoding = if is_utf8 {
        UTF_8
    } else {
        said.unwrap_or(GB18030)
    };
    encoding.decode(bytes).0.into_owned()
}

/// A table that was found.
#[derive(Default)]
struct Table {
    /// Of a sheet.
    name: Option<String>,
    cells: Vec<((u32, u32), Value)>,
    merges: Vec<Merge>,
    row: u32,
    column: u32,
    /// Cells of rows above that reach down: column, and the row behind their last one.
    reaching: Vec<(u32, u32)>,
}

/// A cell under way.
struct Open {
    text: String,
    /// What a sheet says its value is: `Number`, `DateTime`, …
    kind: Option<String>,
    down: u32,
    across: u32,
}

#[derive(Default)]
struct Tables {
    done: Vec<Table>,
    table: Option<Table>,
    cell: Option<Open>,
    /// Text of styles and scripts is none.
    in_code: bool,
}

impl Tables {
    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Text(text) if !self.in_code => {
                if let Some(cell) = &mut self.cell {
                    cell.text
                        .push_str(&resolved(&String::from_utf8_lossy(&text)));
                }
            }
            Piece::Text(_) => {}
            Piece::Open(tag) => self.open(&tag),
            Piece::Close(name) => match name.as_str() {
                "td" | "th" | "cell" | "tr" | "row" => self.end_cell(),
                "table" => self.end_table(),
                "style" | "script" => self.in_code = false,
                _ => {}
            },
        }
    }

    fn open(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "style" | "script" => self.in_code = !tag.is_empty,
            "worksheet" => {
                self.end_table();
                self.table = Some(Table {
                    name: tag.attribute("name"),
                    ..Table::default()
                });
            }
            "table" => {
                let has_begun = self.table.as_ref().is_some_and(|table| table.row > 0);
                if has_begun {
                    self.end_table(); // a table within a table is one of its own
                }
                self.table.get_or_insert_default();
            }
            "tr" | "row" => {
                self.end_cell();
                if let Some(table) = &mut self.table {
                    let next = table.row + 1;
                    table.row = tag.number("index").unwrap_or(next).max(next);
                    table.column = 0;
                    let row = table.row;
                    table.reaching.retain(|(_, end)| *end >= row);
                }
            }
            "td" | "th" | "cell" => {
                self.end_cell();
                let Some(table) = &mut self.table else { return };
                // Sheets count how many cells more, documents how many in all.
                let span = |more: &str, all: &str| match tag.number(more) {
                    Some(more) => more.saturating_add(1),
                    None => tag.number(all).unwrap_or(1),
                };
                if let Some(index) = tag.number("index") {
                    table.column = index.saturating_sub(1);
                }
                self.cell = Some(Open {
                    text: String::new(),
                    kind: None,
                    down: span("mergedown", "rowspan").clamp(1, WIDEST),
                    across: span("mergeacross", "colspan").clamp(1, WIDEST),
                });
                if tag.is_empty {
                    self.end_cell();
                }
            }
            "data" => {
                if let Some(cell) = &mut self.cell {
                    cell.kind = tag.attribute("type");
                }
            }
            "br" | "p" => {
                if let Some(cell) = self.cell.as_mut().filter(|cell| !cell.text.is_empty()) {
                    cell.text.push('\n');
                }
            }
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let (Some(cell), Some(table)) = (self.cell.take(), &mut self.table) else {
            return;
        };
        let row = table.row.max(1) - 1;
        // Cells of rows above that reach down have taken their places.
        while table
            .reaching
            .iter()
            .any(|(column, end)| *column == table.column && *end > row + 1)
        {
            table.column += 1;
        }
        let column = table.column;
        let (last_row, last_column) = (row + cell.down - 1, column + cell.across - 1);
        if cell.down > 1 {
            let columns = column..=last_column;
            table
                .reaching
                .extend(columns.map(|column| (column, last_row + 2)));
        }
        if cell.down > 1 || cell.across > 1 {
            table.merges.push(Merge {
                rows: (row, last_row),
                columns: (column, last_column),
            });
        }
        table.column = last_column + 1;
        if let Some(value) = value_of(&cell) {
            table.cells.push(((row, column), value));
        }
    }

    fn end_table(&mut self) {
        self.end_cell();
        let table = self.table.take();
        self.done
            .extend(table.filter(|table| !table.cells.is_empty()));
    }
}

fn value_of(cell: &Open) -> Option<Value> {
    let text = cell.text.trim();
    if text.is_empty() {
        return None;
    }
    let text = text.to_owned();
    Some(match cell.kind.as_deref() {
        Some("Number") => {
            Value::Number(text.parse().map_or(text.clone(), crate::cell::number_text))
        }
        Some("DateTime") => {
            let day = text.strip_suffix("T00:00:00.000").unwrap_or(&text);
            Value::Date(day.trim_end_matches(".000").replace('T', " "))
        }
        Some("Boolean") => Value::Flag(text == "1"),
        Some("Error") => Value::Error(text),
        _ => Value::Text(text),
    })
}

#[cfg(test)]
mod tests {
    use super::open;
    use crate::room::Room;

    fn read(document: &[u8]) -> Vec<(String, String)> {
        let found = open("a.xls", document, &mut Room::of(document.len())).unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        found
            .into_iter()
            .map(|found| (found.name, text(found.bytes)))
            .collect()
    }

    #[test]
    fn a_table_of_a_document_is_read_by_rows_and_spans() {
        let html = "<html><style>td {a: b}</style><table><tr><th>Name<th rowspan=2>ARR</tr>\
            <tr><td>R&amp;D<br>x</td><td>5</td></tr><tr><td>A, B</td></tr></table>";
        let expected = "Name,ARR,\n\"R&D\rx\",ARR,5\n\"A, B\",,\n";
        assert_eq!(
            read(html.as_bytes()),
            [("a.xls".to_owned(), expected.to_owned())]
        );
    }

    #[test]
    fn documents_say_how_they_are_encoded() {
        let (html, _, _) =
            encoding_rs::GBK.encode("<meta charset=gb2312><table><tr><td>客户</table>");
        assert_eq!(read(&html)[0].1, "客户\n");
    }

    #[test]
    fn sheets_of_2003_have_names_kinds_and_gaps() {
        let xml = "<?xml version=\"1.0\"?><Workbook><Worksheet ss:Name=\"客户\"><Table>\
            <Row><Cell><Data ss:Type=\"String\">id</Data></Cell><Cell ss:Index=\"3\"><Data ss:Type=\"String\">on</Data></Cell></Row>\
            <Row ss:Index=\"3\"><Cell><Data ss:Type=\"Number\">7.0</Data></Cell><Cell/><Cell>\
            <Data ss:Type=\"DateTime\">2024-03-01T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>";
        let expected = "id,,on\n\n7,,2024-03-01\n";
        assert_eq!(
            read(xml.as_bytes()),
            [("a.xls › 客户".to_owned(), expected.to_owned())]
        );
    }
}
