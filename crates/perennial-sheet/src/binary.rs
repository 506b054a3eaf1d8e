//! What lies beside the cells of an XLSB workbook (MS-XLSB 2.1.4): hidden rows and columns, merged cells. Records of a
//! number, a length and so many bytes, one after the other; what is broken ends the reading.

use crate::archive::Zip;
use crate::layout::{Layout, SheetLayout, attributes};
use crate::tags::Pieces;
use crate::text::Merge;
use std::collections::BTreeMap;
use std::io::{BufReader, Read};

/// Records, by their numbers.
const ROW: u16 = 0x0000;
const COLUMNS: u16 = 0x003c;
const SHEET: u16 = 0x009c;
const MERGED: u16 = 0x00b0;
/// The longest record that is looked at; longer ones are passed over.
const LONGEST: u64 = 4096;

/// What the parts of a workbook say.
pub(crate) fn of(zip: &mut Zip<'_>) -> Layout {
    let mut parts: BTreeMap<String, SheetLayout> = BTreeMap::new();
    let mut sheets: Vec<(String, String)> = Vec::new();
    let mut relations: BTreeMap<String, String> = BTreeMap::new();
    for at in 0..zip.len() {
        let Ok(file) = zip.by_index(at) else { continue };
        let path = String::from_utf8_lossy(file.name_raw()).replace('\\', "/");
        let path = path.trim_start_matches('/').to_ascii_lowercase();
        if path.contains("worksheets/") && path.ends_with(".bin") {
            parts.insert(path, sheet(BufReader::new(file)));
        } else if path.ends_with("workbook.bin.rels") {
            let tags = Pieces::of_tags(BufReader::new(file));
            relations.extend(attributes(tags, "relationship", "id", "target"));
        } else if path.ends_with("workbook.bin") {
            each(BufReader::new(file), |number, bytes| {
                if number == SHEET {
                    sheets.extend(named(bytes));
                }
            });
        }
    }
    Layout::joined(&parts, sheets, &relations)
}

fn sheet(from: impl Read) -> SheetLayout {
    let mut layout = SheetLayout::default();
    each(from, |number, bytes| match number {
        ROW => {
            let is_hidden = bytes.get(11).is_some_and(|flags| flags & 0x10 != 0);
            layout
                .hidden_rows
                .extend(word(bytes, 0).filter(|_| is_hidden));
        }
        COLUMNS => {
            let is_hidden = bytes.get(16).is_some_and(|flags| flags & 1 != 0);
            let range = word(bytes, 0).zip(word(bytes, 4));
            layout.hidden_columns.extend(range.filter(|_| is_hidden));
        }
        MERGED => {
            let rows = word(bytes, 0).zip(word(bytes, 4));
            let columns = word(bytes, 8).zip(word(bytes, 12));
            let merge = rows.zip(columns);
            layout
                .merges
                .extend(merge.map(|(rows, columns)| Merge { rows, columns }));
        }
        _ => {}
    });
    layout
}

/// A sheet's relation and name.
fn named(bytes: &[u8]) -> Option<(String, String)> {
    let (relation, next) = wide(bytes, 8)?;
    let (name, _) = wide(bytes, next)?;
    Some((relation, name))
}

/// A counted text in UTF-16, and where it ends.
fn wide(bytes: &[u8], at: usize) -> Option<(String, usize)> {
    let n = usize::try_from(word(bytes, at)?).ok()?;
    let end = at.checked_add(4)?.checked_add(n.checked_mul(2)?)?;
    let units = bytes.get(at + 4..end)?;
    let units = units
        .chunks_exact(2)
        .map(|two| u16::from_le_bytes([two[0], two[1]]));
    let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    Some((text.collect(), end))
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// Calls for every record that is not too long.
fn each(mut from: impl Read, mut call: impl FnMut(u16, &[u8])) {
    while let Some(number) = number(&mut from) {
        let Some(length) = length(&mut from) else {
            return;
        };
        let mut bytes = Vec::new();
        let mut record = from.by_ref().take(length);
        let kept = record.by_ref().take(LONGEST).read_to_end(&mut bytes);
        let rest = std::io::copy(&mut record, &mut std::io::sink());
        if kept.is_err() || rest.is_err() {
            return;
        }
        call(number, &bytes);
    }
}

/// One byte, or two where the first has its highest bit set.
fn number(from: &mut impl Read) -> Option<u16> {
    let first = byte(from)?;
    if first & 0x80 == 0 {
        return Some(u16::from(first));
    }
    Some(u16::from(first & 0x7f) | u16::from(byte(from)? & 0x7f) << 7)
}

/// Seven bits a byte, four bytes at the most.
fn length(from: &mut impl Read) -> Option<u64> {
    let mut length = 0;
    for at in 0..4 {
        let next = byte(from)?;
        length |= u64::from(next & 0x7f) << (7 * at);
        if next & 0x80 == 0 {
            break;
        }
    }
    Some(length)
}

fn byte(from: &mut impl Read) -> Option<u8> {
    let mut one = [0];
    from.read_exact(&mut one).ok()?;
    Some(one[0])
}

#[cfg(test)]
mod tests {
    use super::{named, sheet};
    use crate::text::Merge;

    fn record(number: &[u8], words: &[u32], tail: &[u8]) -> Vec<u8> {
        let body: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        let length = u8::try_from(body.len() + tail.len()).unwrap();
        [number, &[length], &body, tail].concat()
    }

    #[test]
    fn records_say_what_is_merged_and_hidden() {
        let bytes = [
            record(&[0x00], &[4, 0], &[0, 0, 0, 0x10, 0]),
            record(&[0x00], &[5, 0], &[0, 0, 0, 0, 0]),
            record(&[0x3c], &[1, 2, 0, 0], &[1, 0]),
            record(&[0xb0, 0x01], &[0, 1, 0, 2], &[]),
            vec![0xb0, 0x01, 16, 1], // cut off
        ]
        .concat();
        let layout = sheet(bytes.as_slice());
        assert_eq!(layout.hidden_rows.into_iter().collect::<Vec<_>>(), [4]);
        assert_eq!(layout.hidden_columns, [(1, 2)]);
        let merge = Merge {
            rows: (0, 1),
            columns: (0, 2),
        };
        assert_eq!(layout.merges, [merge]);
    }

    #[test]
    fn a_sheet_is_named_by_its_record() {
        let wide = |text: &str| -> Vec<u8> {
            let units: Vec<u16> = text.encode_utf16().collect();
            let n = u32::try_from(units.len()).unwrap().to_le_bytes();
            let units = units.into_iter().flat_map(u16::to_le_bytes);
            n.into_iter().chain(units).collect()
        };
        let bytes = [vec![0; 8], wide("rId1"), wide("客户")].concat();
        assert_eq!(named(&bytes), Some(("rId1".to_owned(), "客户".to_owned())));
        assert_eq!(named(&bytes[..14]), None);
    }
}
