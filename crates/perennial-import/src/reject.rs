//! Rows and values that could not come in: counted all, kept in full up to a limit.

use crate::problem::Code;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Rejects of each severity that are kept in full per file; the rest is only counted.
pub const KEPT: usize = 10_000;
/// Bytes of original lines that are kept per file.
const KEPT_BYTES: usize = 16 << 20;
/// Bytes kept of one line.
const LINE_BYTES: usize = 8 << 10;

/// One row set aside, or one value left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reject {
    /// Line of the file on which the row starts, from 1.
    pub line: u32,
    /// The column at fault, from 0; `None` where it is the row as a whole.
    pub column: Option<u32>,
    /// Why.
    pub code: Code,
    /// Named parts of the message.
    pub args: Vec<(String, String)>,
    /// The row as it stands in the file; cut off where it is very long.
    pub raw: String,
    /// Whether the row did not come in, and not only the value.
    pub lost_row: bool,
}

/// How often something happened in a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// What.
    pub code: Code,
    /// The column, from 0; `None` for whole rows.
    pub column: Option<u32>,
    /// How often.
    pub count: u64,
}

/// All that was set aside of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejects {
    headers: Vec<String>,
    kept: Vec<Reject>,
    kept_rows: u32,
    kept_values: u32,
    bytes: u64,
    rows: u64,
    values: u64,
    counts: BTreeMap<(Code, Option<u32>), u64>,
}

impl Rejects {
    pub(crate) fn new(headers: Vec<String>) -> Self {
        Self {
            headers,
            ..Self::default()
        }
    }

    /// Adds one.
    pub(crate) fn add(&mut self, reject: Reject) {
        *self.counts.entry((reject.code, reject.column)).or_default() += 1;
        if reject.lost_row {
            self.rows += 1;
        } else {
            self.values += 1;
        }
        self.keep(reject);
    }

    /// Adds what was set aside of the same file further down, after so many lines.
    pub(crate) fn append(&mut self, other: Self, lines: u32) {
        self.rows += other.rows;
        self.values += other.values;
        for (key, count) in other.counts {
            *self.counts.entry(key).or_default() += count;
        }
        for mut reject in other.kept {
            reject.line = reject.line.saturating_add(lines);
            self.keep(reject);
        }
    }

    fn keep(&mut self, mut reject: Reject) {
        let kept = if reject.lost_row {
            &mut self.kept_rows
        } else {
            &mut self.kept_values
        };
        if *kept as usize >= KEPT || self.bytes >= KEPT_BYTES as u64 {
            return;
        }
        *kept += 1;
        if reject.raw.len() > LINE_BYTES {
            let cut = reject.raw.floor_char_boundary(LINE_BYTES);
            reject.raw.truncate(cut);
            reject.raw.push('…');
        }
        self.bytes += reject.raw.len() as u64;
        self.kept.push(reject);
    }

    /// Rows that did not come in.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Values that did not come in, of rows that did.
    #[must_use]
    pub fn values(&self) -> u64 {
        self.values
    }

    /// How often each code occurred in each column, in order of code and column.
    #[must_use]
    pub fn counts(&self) -> Vec<Count> {
        let count = |(&(code, column), &count): (&(Code, Option<u32>), &u64)| Count {
            code,
            column,
            count,
        };
        self.counts.iter().map(count).collect()
    }

    /// The header of each column, to name [`Reject::column`].
    #[must_use]
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// Those kept in full, in order of the file.
    #[must_use]
    pub fn kept(&self) -> &[Reject] {
        &self.kept
    }

    /// `length` of those kept, from number `from`; optionally of one code only.
    #[must_use]
    pub fn page(&self, code: Option<Code>, from: usize, length: usize) -> Vec<&Reject> {
        self.kept
            .iter()
            .filter(|reject| code.is_none_or(|code| reject.code == code))
            .skip(from)
            .take(length)
            .collect()
    }

    /// Those kept, as a CSV file: line, column, code and the original line. Starts with a byte order
    /// mark so that spreadsheets read it as UTF-8. A line that a spreadsheet would run as a formula
    /// is quoted with an apostrophe.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut csv = String::from("\u{feff}line,column,code,detail,original\r\n");
        for reject in &self.kept {
            let column = reject.column.map_or("", |at| {
                self.headers.get(at as usize).map_or("", String::as_str)
            });
            let detail: Vec<String> = reject
                .args
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            csv.push_str(&reject.line.to_string());
            for text in [
                column,
                reject.code.as_str(),
                &detail.join("; "),
                &reject.raw,
            ] {
                csv.push(',');
                push_quoted(&mut csv, text);
            }
            csv.push_str("\r\n");
        }
        csv
    }
}

fn push_quoted(csv: &mut String, text: &str) {
    csv.push('"');
    for c in perennial_data::guarded(text).chars() {
        if c == '"' {
            csv.push('"');
        }
        csv.push(c);
    }
    csv.push('"');
}
