//! The head of a file as records: decoded, cut, with or without a header.

use super::{Inspection, SAMPLED};
use crate::decode::{Decoders, Encoding};
use crate::dialect::Dialect;
use crate::problem::{Code, Problem};
use crate::split::{Block, Splitter};
use crate::value::trim;
use perennial_data::unguarded;

pub(super) fn decoded(
    bytes: &[u8],
    encoding: Encoding,
    decoders: &dyn Decoders,
    whole: bool,
) -> String {
    let mut text = String::new();
    if encoding == Encoding::Utf8 {
        text.push_str(&String::from_utf8_lossy(bytes));
    } else if let Some(mut decoder) = decoders.decoder(encoding) {
        decoder.decode(bytes, whole, &mut text);
    }
    match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

/// The records of `text`, `least` of them or a few more if there are as many; the last, which may be cut,
/// only if the text is the whole file.
#[inline(never)]
pub(super) fn records(text: &str, dialect: Dialect, whole: bool, least: usize) -> Vec<Vec<String>> {
    let mut splitter = Splitter::new(dialect);
    let mut wide = Block::of_rows(0, least.next_power_of_two());
    splitter.split(text.as_bytes(), whole, &mut wide);
    let width = wide.marks.iter().map(|mark| mark.fields).max().unwrap_or(0);
    let width = if width == 0 {
        1
    } else {
        (width as usize).min(4096)
    };
    let mut block = Block::of_rows(width, least.next_power_of_two());
    let mut splitter = Splitter::new(dialect);
    let mut records = Vec::new();
    let mut rest = text.as_bytes();
    while records.len() < least {
        let used = splitter.split(rest, whole, &mut block);
        let Some(texts) = block.texts(rest.get(..used).unwrap_or_default()) else {
            break;
        };
        if block.rows() == 0 {
            break;
        }
        for row in 0..block.rows() {
            let fields = block.marks[row].fields as usize;
            records.push(texts.record(row).take(fields).map(str::to_owned).collect());
        }
        rest = rest.get(used..).unwrap_or_default();
    }
    if records.is_empty() && !whole {
        return self::records(text, dialect, true, least);
    }
    records
}

/// Whole records from a slice of the file.
pub(super) fn sampled(
    offset: u64,
    bytes: &[u8],
    inspection: &Inspection,
    width: usize,
    decoders: &dyn Decoders,
) -> Vec<Vec<String>> {
    let wide = matches!(inspection.encoding, Encoding::Utf16Le | Encoding::Utf16Be);
    let bytes = if wide && offset % 2 == 1 {
        bytes.get(1..).unwrap_or_default()
    } else {
        bytes
    };
    let text = decoded(bytes, inspection.encoding, decoders, false);
    let Some(start) = text.find('\n') else {
        return Vec::new();
    };
    let mut rows = records(
        text.get(start + 1..).unwrap_or_default(),
        inspection.dialect,
        false,
        SAMPLED / 2,
    );
    // A slice may start within a quoted field; such rows have another width.
    rows.retain(|row| row.len() == width);
    rows
}

/// The columns' names, each once.
pub(super) fn names(
    header: Option<Vec<String>>,
    rows: &[Vec<String>],
    problems: &mut Vec<Problem>,
) -> Vec<String> {
    let Some(header) = header else {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        return (1..=width).map(|number| number.to_string()).collect();
    };
    let mut names: Vec<String> = Vec::with_capacity(header.len());
    for (at, text) in header.iter().enumerate() {
        let name: String = unguarded(trim(text)).chars().take(200).collect();
        let name = if name.is_empty() {
            (at + 1).to_string()
        } else {
            name
        };
        if names.contains(&name) {
            problems.push(
                Problem::new(Code::DuplicateHeader)
                    .at(at)
                    .with("header", &name),
            );
            names.push(format!("{name} ({})", at + 1));
        } else {
            names.push(name);
        }
    }
    names
}
