//! What lies beside the cells of an XLSX workbook: hidden rows and columns, merged cells, macros. What cannot be
//! read of it is left out: the workbook itself says then that it is broken.

use crate::archive::Zip;
use crate::tags::{Piece, Pieces, Tag};
use crate::text::Merge;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};

/// Of a workbook.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// By the name of the sheet.
    pub(crate) sheets: BTreeMap<String, SheetLayout>,
    pub(crate) has_macros: bool,
}

/// Of a sheet; rows and columns from 0.
#[derive(Clone, Debug, Default)]
pub(crate) struct SheetLayout {
    pub(crate) hidden_rows: BTreeSet<u32>,
    /// Ranges, both ends within.
    pub(crate) hidden_columns: Vec<(u32, u32)>,
    pub(crate) merges: Vec<Merge>,
    /// Formulas for which the workbook holds no value: how many, and where the first is.
    pub(crate) unkept: Option<(u64, String)>,
}

/// What the parts of a workbook say.
pub(crate) fn of(zip: &mut Zip<'_>) -> Layout {
    let mut layout = Layout::default();
    let mut parts: BTreeMap<String, SheetLayout> = BTreeMap::new();
    let mut sheets: Vec<(String, String)> = Vec::new();
    let mut relations: BTreeMap<String, String> = BTreeMap::new();
    for at in 0..zip.len() {
        let Ok(file) = zip.by_index(at) else { continue };
        let path = String::from_utf8_lossy(file.name_raw()).replace('\\', "/");
        let path = path.trim_start_matches('/').to_ascii_lowercase();
        let tags = Pieces::of_tags(BufReader::new(file));
        if path.contains("worksheets/") && path.ends_with(".xml") {
            parts.insert(path, sheet(tags));
        } else if path.ends_with("workbook.xml.rels") {
            relations.extend(attributes(tags, "relationship", "id", "target"));
        } else if path.ends_with("workbook.xml") {
            sheets.extend(attributes(tags, "sheet", "id", "name"));
        } else {
            layout.has_macros |= path.ends_with("vbaproject.bin");
        }
    }
    Layout {
        has_macros: layout.has_macros,
        ..Layout::joined(&parts, sheets, &relations)
    }
}

impl Layout {
    /// The parts by the names of their sheets; `sheets` are relations and names.
    pub(crate) fn joined(
        parts: &BTreeMap<String, SheetLayout>,
        sheets: Vec<(String, String)>,
        relations: &BTreeMap<String, String>,
    ) -> Self {
        let mut layout = Self::default();
        for (id, name) in sheets {
            let target = relations.get(&id).map(|target| target.to_ascii_lowercase());
            let target = target.unwrap_or_default();
            let target = target.trim_start_matches('/').trim_start_matches("xl/");
            let part = parts
                .iter()
                .find(|(path, _)| !target.is_empty() && path.trim_start_matches("xl/") == target);
            if let Some((_, part)) = part {
                layout.sheets.insert(name, part.clone());
            }
        }
        layout
    }
}

/// Two attributes of every tag of a name.
pub(crate) fn attributes<R: BufRead>(
    mut tags: Pieces<R>,
    name: &str,
    first: &str,
    second: &str,
) -> Vec<(String, String)> {
    let mut found = Vec::new();
    while let Some(piece) = tags.next() {
        if let Piece::Open(tag) = piece
            && tag.name == name
            && let (Some(first), Some(second)) = (tag.attribute(first), tag.attribute(second))
        {
            found.push((first, second));
        }
    }
    found
}

fn sheet<R: BufRead>(mut tags: Pieces<R>) -> SheetLayout {
    let mut layout = SheetLayout::default();
    let mut row = 0;
    let mut cell = FormulaCell::default();
    while let Some(piece) = tags.next() {
        let tag = match piece {
            Piece::Open(tag) => tag,
            Piece::Close(name) => {
                if name == "c" {
                    cell.end(&mut layout);
                }
                continue;
            }
            Piece::Text(_) => continue,
        };
        match tag.name.as_str() {
            "c" => {
                cell = FormulaCell {
                    place: tag.attribute("r"),
                    ..FormulaCell::default()
                }
            }
            "f" => cell.is_formula = true,
            "v" | "is" => cell.has_value |= !tag.is_empty,
            "row" => {
                row = tag.number("r").unwrap_or(row + 1);
                if is_hidden(&tag) {
                    layout.hidden_rows.insert(row.saturating_sub(1));
                }
            }
            "col" if is_hidden(&tag) => {
                if let (Some(first), Some(last)) = (tag.number("min"), tag.number("max")) {
                    let range = (first.saturating_sub(1), last.saturating_sub(1));
                    layout.hidden_columns.push(range);
                }
            }
            "mergecell" => {
                let merge = tag.attribute("ref").and_then(|range| merge_of(&range));
                layout.merges.extend(merge);
            }
            _ => {}
        }
    }
    layout
}

/// What of a cell tells whether the value of its formula is kept.
#[derive(Default)]
struct FormulaCell {
    place: Option<String>,
    is_formula: bool,
    has_value: bool,
}

impl FormulaCell {
    fn end(&mut self, layout: &mut SheetLayout) {
        let cell = std::mem::take(self);
        if cell.is_formula && !cell.has_value {
            let place = cell.place.unwrap_or_default();
            layout.unkept.get_or_insert((0, place)).0 += 1;
        }
    }
}

fn is_hidden(tag: &Tag) -> bool {
    matches!(tag.attribute("hidden").as_deref(), Some("1" | "true"))
}

/// `B2:D4`.
fn merge_of(range: &str) -> Option<Merge> {
    let (first, last) = range.split_once(':')?;
    let ((row, column), (last_row, last_column)) = (place_of(first)?, place_of(last)?);
    Some(Merge {
        rows: (row, last_row),
        columns: (column, last_column),
    })
}

/// `B2`, with or without dollars, as row and column from 0.
fn place_of(cell: &str) -> Option<(u32, u32)> {
    let cell = cell.replace('$', "");
    let letters = cell.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = cell.split_at(letters);
    let mut column = 0_u32;
    for letter in letters.bytes().map(|byte| byte.to_ascii_uppercase()) {
        let value = letter.checked_sub(b'A').filter(|value| *value < 26)?;
        column = column.checked_mul(26)?.checked_add(u32::from(value) + 1)?;
    }
    let row: u32 = digits.parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::{merge_of, place_of, sheet};
    use crate::tags::Pieces;
    use crate::text::Merge;

    #[test]
    fn a_sheet_says_what_is_hidden_and_merged() {
        let xml = "<x:worksheet><cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min='4' max='4'/></cols>\
            <row r=\"1\"/><row r='5' hidden='true'><c r='A5'/></row><row hidden='1'/>\
            <mergeCells count='1'><mergeCell ref='A1:C2'/></mergeCells>";
        let layout = sheet(Pieces::of_tags(xml.as_bytes()));
        assert_eq!(layout.hidden_rows.into_iter().collect::<Vec<_>>(), [4, 5]);
        assert_eq!(layout.hidden_columns, [(1, 2)]);
        let merge = Merge {
            rows: (0, 1),
            columns: (0, 2),
        };
        assert_eq!(layout.merges, [merge]);
    }

    #[test]
    fn formulas_without_a_value_are_counted() {
        let xml = "<row r='1'><c r='A1'><f>B1</f><v>3</v></c><c r='B1'><f>1+1</f></c><c r='C1'><v>1</v></c>\
            <c r='D1'/><c r='E1' t='str'><f>F1</f><v></v></c><c r='G1'><f/><v/></c></row>";
        let layout = sheet(Pieces::of_tags(xml.as_bytes()));
        assert_eq!(layout.unkept, Some((2, "B1".to_owned())));
    }

    #[test]
    fn places_are_read_and_nonsense_is_none() {
        assert_eq!(place_of("$AB$10"), Some((9, 27)));
        assert_eq!(place_of("XFD1048576"), Some((1_048_575, 16_383)));
        for nonsense in ["", "A", "1", "A0", "ZZZZZZZZZZ1", "é1"] {
            assert_eq!(place_of(nonsense), None, "{nonsense}");
        }
        assert_eq!(merge_of("A1"), None);
    }
}
