//! Reads a file by its plan: chunks of bytes in, batches and rejects out.

mod column;
mod contracts;
mod events;
mod piece;
mod place;
mod rows;
mod sheet;
mod tables;

use crate::decode::{Decode, Decoders, Encoding};
use crate::plan::Plan;
use crate::problem::{Code, Problem};
use crate::reject::{Reject, Rejects};
use crate::split::{Block, Splitter};
use perennial_data::Batch;
pub use piece::Piece;
use rows::Rows;
pub(crate) use rows::missing_fields;
use serde::{Deserialize, Serialize};
use tables::Tables;

/// The longest value, in bytes.
pub const MAX_FIELD: usize = 1 << 20;
/// The most that is held of a record while its end has not come.
const MAX_OPEN: usize = 4 << 20;
/// The most that is cut at once: places in a piece fit 31 bits.
const MAX_PIECE: usize = 1 << 28;

/// What a file gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Imported {
    /// The rows, ready for [`perennial_data::merge()`].
    pub batches: Vec<Batch>,
    /// What was set aside.
    pub rejects: Rejects,
    /// What was assumed or done that the reader should know of.
    pub notes: Vec<Problem>,
    /// Rows that came in.
    pub rows: u64,
    /// What the tables further down in the file gave, in the order of [`Plan::further`].
    pub further: Vec<Imported>,
}

/// Reads one file. Feed it the file's bytes from the start in chunks of any size.
///
/// ```
/// use perennial_import::{BuiltInDecoders, FileFacts, Inspector, Plan, Reader};
///
/// let file = "account_id,name,seats\nA-1,Harbor Foods,12\nA-2,Lindqvist AB,x\n";
/// let mut inspector = Inspector::new(FileFacts::named("accounts.csv", file.len() as u64));
/// inspector.head(file.as_bytes());
/// let plan = Plan::new(&inspector.finish(&BuiltInDecoders));
/// let mut reader = Reader::new(&plan, &BuiltInDecoders);
/// reader.feed(file.as_bytes());
/// let imported = reader.finish();
/// assert_eq!((imported.rows, imported.rejects.values()), (2, 1));
/// ```
pub struct Reader {
    decoder: Option<Box<dyn Decode>>,
    utf8: bool,
    text: String,
    splitter: Splitter,
    block: Block,
    /// The beginning of a record whose end is in a later chunk.
    open: Vec<u8>,
    skipping: Option<Skipping>,
    at_start: bool,
    to_skip: usize,
    rows: Rows,
    tables: Tables,
    bytes: u64,
    /// Length of the file, until room has been made for all of it.
    expected: Option<u64>,
    readable: bool,
}

/// A record too long to hold, being passed over.
struct Skipping {
    in_quotes: bool,
    line: u32,
    beginning: String,
}

impl Reader {
    /// A reader for a file that is as `plan` says.
    #[must_use]
    pub fn new(plan: &Plan, decoders: &dyn Decoders) -> Self {
        let utf8 = plan.encoding == Encoding::Utf8;
        let decoder = if utf8 {
            None
        } else {
            decoders.decoder(plan.encoding)
        };
        let readable = utf8 || decoder.is_some();
        let mut rows = Rows::new(plan);
        let tables = Tables::new(plan);
        if !readable {
            let problem = Problem::new(Code::NoDecoder).with("encoding", plan.encoding.label());
            rows.notes.push(problem);
        }
        Self {
            decoder,
            utf8,
            text: String::new(),
            splitter: Splitter::new(plan.dialect),
            block: Block::new(plan.columns.len()),
            open: Vec::new(),
            skipping: None,
            at_start: true,
            to_skip: tables::to_skip(plan),
            rows,
            tables,
            bytes: 0,
            expected: None,
            readable,
        }
    }

    /// Says how long the file is, in bytes, so that room can be made for it at once.
    #[must_use]
    pub fn of_size(mut self, size: u64) -> Self {
        self.expected = Some(size);
        self
    }

    /// Says that the bytes to come are from further down in the file, from the start of a record on.
    #[must_use]
    pub fn further_down(mut self) -> Self {
        self.at_start = false;
        self.to_skip = 0;
        self
    }

    /// Reads the next chunk.
    pub fn feed(&mut self, chunk: &[u8]) {
        self.bytes += chunk.len() as u64;
        if !self.readable {
            return;
        }
        for piece in chunk.chunks(MAX_PIECE) {
            if self.utf8 {
                self.take(piece);
                continue;
            }
            let mut text = std::mem::take(&mut self.text);
            text.clear();
            if let Some(decoder) = &mut self.decoder {
                decoder.decode(piece, false, &mut text);
            }
            self.take(text.as_bytes());
            self.text = text;
        }
        if let Some(size) = self.expected.take().filter(|&size| self.bytes < size) {
            self.rows.expect(self.bytes as f64 / size as f64);
        }
    }

    /// Bytes read so far.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.bytes
    }

    /// Rows that came in so far.
    #[must_use]
    pub fn rows_read(&self) -> u64 {
        self.rows.accepted
    }

    /// Ends the file.
    #[must_use]
    pub fn finish(self) -> Imported {
        self.end().finish()
    }

    /// Ends what may be a piece of the file.
    #[must_use]
    pub fn end(mut self) -> Piece {
        let whole = self.open.is_empty() && self.skipping.is_none();
        let ends_whole = whole && self.tables.is_first();
        let lines = self.splitter.line().saturating_sub(1);
        let mut text = String::new();
        if let Some(decoder) = &mut self.decoder {
            decoder.decode(&[], true, &mut text);
        }
        self.take(text.as_bytes());
        if let Some(skipping) = self.skipping.take() {
            self.too_long(skipping);
        }
        let open = std::mem::take(&mut self.open);
        let open = self.without_mark(&open);
        self.records(open, true);
        self.tables.end(self.rows, ends_whole, lines)
    }

    /// Text as UTF-8 bytes, from where the last call ended.
    fn take(&mut self, text: &[u8]) {
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(skipping) = self.skipping.take() {
                rest = self.skip(skipping, rest);
                continue;
            }
            if self.at_start {
                // A byte order mark has three bytes.
                let more = 3_usize.saturating_sub(self.open.len()).min(rest.len());
                self.open.extend_from_slice(&rest[..more]);
                rest = &rest[more..];
                if self.open.len() == 3 {
                    let open = std::mem::take(&mut self.open);
                    self.open = self.without_mark(&open).to_vec();
                    self.at_start = false;
                }
                continue;
            }
            if self.open.is_empty() {
                let used = self.records(rest, false);
                self.open.extend_from_slice(&rest[used..]);
                rest = &[];
            } else {
                // As much as is held already, up to the end of a line: the record is then whole,
                // and if not, the work stays in proportion.
                let least = self.open.len().min(rest.len());
                let line = rest[least..].iter().position(|&byte| byte == b'\n');
                let cut = line.map_or(rest.len(), |at| least + at + 1);
                let mut open = std::mem::take(&mut self.open);
                open.extend_from_slice(&rest[..cut]);
                rest = &rest[cut..];
                let used = self.records(&open, false);
                open.drain(..used);
                self.open = open;
            }
            if self.open.len() > MAX_OPEN {
                self.give_up();
            }
        }
    }

    fn without_mark<'a>(&self, text: &'a [u8]) -> &'a [u8] {
        if self.at_start {
            text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
        } else {
            text
        }
    }

    /// Reads the whole records of `data`, which starts at one; gives how many bytes they took.
    fn records(&mut self, data: &[u8], last: bool) -> usize {
        let mut used = 0;
        loop {
            let rest = data.get(used..).unwrap_or_default();
            let before = self.splitter.clone();
            let taken = self.splitter.split(rest, last, &mut self.block);
            let bytes = rest.get(..taken).unwrap_or_default();
            let block = std::mem::replace(&mut self.block, Block::new(0));
            let rows = block.rows();
            let first = self.to_skip.min(rows);
            self.to_skip -= first;
            let Some(texts) = block.texts(bytes) else {
                self.block = block;
                self.to_skip += first;
                self.splitter = before;
                self.repaired(bytes);
                used += taken;
                continue;
            };
            let end = self
                .tables
                .take(&mut self.rows, &texts, &block.marks, first);
            let next =
                end.and_then(|row| Some((block.marks.get(row).copied()?, self.tables.next()?)));
            let Some((mark, plan)) = next else {
                if let Some(row) = end {
                    self.tables
                        .set_aside(&mut self.rows, &texts, &block.marks, row);
                }
                self.block = block;
                used += taken;
                if rows == 0 {
                    return used;
                }
                continue;
            };
            // The rest is cut anew, as wide as the next table is.
            used += mark.start();
            self.splitter = before.at_line(mark.line);
            self.block = Block::new(plan.columns.len());
            self.to_skip = tables::to_skip(&plan);
            self.tables.begin(&mut self.rows, &plan);
        }
    }

    /// Reads whole records whose bytes are not all UTF-8, with U+FFFD in place of what is not.
    fn repaired(&mut self, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        self.tables.are_broken = true;
        self.records(text.as_bytes(), true);
        self.tables.are_broken = false;
    }

    /// The record that is held is too long: a quote that never ends, or a value past all bounds.
    fn give_up(&mut self) {
        let open = std::mem::take(&mut self.open);
        let line = self.splitter.line();
        let start = open.get(..4096).unwrap_or(&open);
        let beginning = String::from_utf8_lossy(start).into_owned();
        if open.contains(&b'\n') {
            let used = self.splitter.skip_line(&open);
            self.rows.set_aside(Reject {
                line,
                column: None,
                code: Code::UnclosedQuote,
                args: Vec::new(),
                raw: beginning,
                lost_row: true,
            });
            let rest = open.get(used..).unwrap_or_default();
            let more = self.records(rest, false);
            self.open = rest.get(more..).unwrap_or_default().to_vec();
            return;
        }
        let quotes = open.iter().filter(|&&byte| byte == b'"').count();
        self.skipping = Some(Skipping {
            in_quotes: quotes % 2 == 1,
            line,
            beginning,
        });
    }

    /// Passes over the rest of a record that is too long; gives what comes after it.
    fn skip<'a>(&mut self, mut skipping: Skipping, data: &'a [u8]) -> &'a [u8] {
        for (at, &byte) in data.iter().enumerate() {
            skipping.in_quotes ^= byte == b'"';
            if byte == b'\n' && !skipping.in_quotes {
                let (passed, rest) = data.split_at(at + 1);
                self.splitter.pass_over(passed);
                self.too_long(skipping);
                return rest;
            }
        }
        self.splitter.pass_over(data);
        self.skipping = Some(skipping);
        &[]
    }

    fn too_long(&mut self, skipping: Skipping) {
        self.rows.set_aside(Reject {
            line: skipping.line,
            column: None,
            code: Code::FieldTooLong,
            args: vec![("limit".to_owned(), MAX_FIELD.to_string())],
            raw: skipping.beginning,
            lost_row: true,
        });
    }
}
