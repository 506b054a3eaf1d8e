//! Cuts delimited text into records and fields, many at a time: where fields end is found for 64 bytes at
//! once, so that the processor need not guess for each few bytes; quotes go another way. Same rules as the `csv-core` state machine (a quote
//! opens only at the start of a field, `\r`, `\n` and `\r\n` end a record, empty lines are none).

mod loose;

use crate::dialect::{Dialect, Escape};
use crate::value::{is_missing, trim};
use perennial_data::unguarded;

/// How many records are cut before they are looked at: their spans stay in the cache.
pub(crate) const BLOCK_ROWS: usize = 1024;
/// Spans with this bit lie in the block's own buffer, without the quotes they had.
const OWN: u32 = 1 << 31;
const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
const ZEROS: u64 = u64::from_le_bytes([b'0'; 8]);
/// Bytes that are looked at together, a bit of a word each.
const PIECE: usize = 64;

/// Where a field lies.
#[derive(Clone, Copy)]
pub(crate) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// That of a field without a value.
    pub(crate) const NONE: Self = Self { start: 0, end: 0 };

    pub(crate) fn is_none(self) -> bool {
        self.end == 0
    }
}

/// Where one record lies and how it came out.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    start: u32,
    end: u32,
    /// Line on which the record starts, from 1.
    pub(crate) line: u32,
    /// Fields found, which may be more or fewer than the block is wide.
    pub(crate) fields: u32,
    /// Whether a field past the width holds anything.
    pub(crate) surplus: bool,
    /// Whether it is a line that opens a quote which never ends.
    pub(crate) unclosed: bool,
    /// Whether a blank line stands before it.
    pub(crate) after_blank: bool,
}

impl Mark {
    /// Where the record starts in the bytes that the block was cut from.
    pub(crate) fn start(&self) -> usize {
        self.start as usize
    }

    /// Bytes of the record.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        (self.end - self.start) as usize
    }
}

/// Up to [`BLOCK_ROWS`] records, or fewer, each padded to the same number of fields.
pub(crate) struct Block {
    width: usize,
    most: usize,
    spans: Vec<Span>,
    pub(crate) marks: Vec<Mark>,
    own: Vec<u8>,
}

impl Block {
    pub(crate) fn new(width: usize) -> Self {
        Self::of_rows(width, BLOCK_ROWS)
    }

    /// A block for at most so many records.
    pub(crate) fn of_rows(width: usize, most: usize) -> Self {
        Self {
            width,
            most,
            spans: Vec::new(),
            marks: Vec::new(),
            own: Vec::new(),
        }
    }

    pub(crate) fn rows(&self) -> usize {
        self.marks.len()
    }

    /// The texts of the block, given the bytes it was cut from; `None` if those are not UTF-8.
    pub(crate) fn texts<'a>(&'a self, data: &'a [u8]) -> Option<Texts<'a>> {
        Some(Texts {
            block: self,
            text: std::str::from_utf8(data).ok()?,
            own: std::str::from_utf8(&self.own).ok()?,
        })
    }

    fn clear(&mut self) {
        self.spans.clear();
        self.marks.clear();
        self.own.clear();
    }
}

/// The fields of a block as text.
pub(crate) struct Texts<'a> {
    block: &'a Block,
    text: &'a str,
    own: &'a str,
}

impl<'a> Texts<'a> {
    /// The field as the file has it, without its quotes; empty where the record has no such field.
    #[inline]
    pub(crate) fn field(&self, row: usize, column: usize) -> &'a str {
        self.text_of(self.span(row, column))
    }

    /// Where the field lies as the file has it.
    #[inline]
    pub(crate) fn span(&self, row: usize, column: usize) -> Span {
        let span = self.block.spans.get(row * self.block.width + column);
        span.copied().unwrap_or(Span::NONE)
    }

    /// Where the field's value lies, without white space around it; [`Span::NONE`] where it says that there
    /// is none.
    #[inline]
    pub(crate) fn value(&self, row: usize, column: usize) -> Span {
        let span = self.span(row, column);
        let bytes = self.bytes_of(span);
        if let [
            b'0'..=b'9' | b'A'..=b'M' | b'O'..=b'Z' | b'a'..=b'm' | b'o'..=b'z',
            ..,
            0x21..=0x7e,
        ] = bytes
        {
            return span; // nothing to trim, and no word for a missing value starts so
        }
        self.trimmed(span)
    }

    #[inline(never)]
    fn trimmed(&self, span: Span) -> Span {
        let text = self.text_of(span);
        let value = unguarded(trim(text));
        if is_missing(value, false) {
            return Span::NONE;
        }
        let before = narrow(value.as_ptr().addr() - text.as_ptr().addr());
        Span {
            start: span.start + before,
            end: (span.start & !OWN) + before + narrow(value.len()),
        }
    }

    /// The text that lies there.
    #[inline]
    pub(crate) fn text_of(&self, span: Span) -> &'a str {
        let (text, start) = if span.start & OWN == 0 {
            (self.text, span.start)
        } else {
            (self.own, span.start & !OWN)
        };
        text.get(start as usize..span.end as usize).unwrap_or("")
    }

    /// The bytes that lie there.
    #[inline]
    pub(crate) fn bytes_of(&self, span: Span) -> &'a [u8] {
        let (text, start) = if span.start & OWN == 0 {
            (self.text, span.start)
        } else {
            (self.own, span.start & !OWN)
        };
        let place = start as usize..span.end as usize;
        text.as_bytes().get(place).unwrap_or_default()
    }

    /// The bytes of the same, for values that are not kept as text.
    #[inline]
    pub(crate) fn bytes(&self, row: usize, column: usize) -> &'a [u8] {
        self.bytes_of(self.span(row, column))
    }

    /// The bytes of a field of at most eight as one number, the last byte highest and [`b'0'`] below the first;
    /// `None` of a longer one, and of one whose surroundings have to be looked at.
    #[inline]
    pub(crate) fn word(&self, row: usize, column: usize) -> Option<u64> {
        let Span { start, end } = self.span(row, column);
        let length = end.wrapping_sub(start); // a field of the block's own buffer is none of these
        let before = (end as usize).checked_sub(8)?;
        let bytes = self.text.as_bytes().get(before..)?.first_chunk::<8>()?;
        let own = u64::MAX.checked_shl(64 - 8 * length.min(8)).unwrap_or(0);
        (length <= 8).then_some(u64::from_le_bytes(*bytes) & own | ZEROS & !own)
    }

    /// The record as it stands in the file.
    pub(crate) fn raw(&self, row: usize) -> &'a str {
        let mark = self.block.marks.get(row);
        mark.and_then(|mark| self.text.get(mark.start as usize..mark.end as usize))
            .unwrap_or("")
    }

    /// Each field of a record.
    pub(crate) fn record(&self, row: usize) -> impl Iterator<Item = &'a str> + '_ {
        (0..self.block.width).map(move |column| self.field(row, column))
    }
}

/// The cutter; what it keeps between calls is where it is in the file.
#[derive(Clone)]
pub(crate) struct Splitter {
    dialect: Dialect,
    delimiters: u64,
    quotes: u64,
    line: u32,
    after_return: bool,
    after_blank: bool,
}

/// A record in the making.
struct Open {
    record: usize,
    field: usize,
    fields: u32,
    surplus: bool,
    lines: u32,
}

enum Quoted {
    Unclosed,
    /// Where the field lies, and the place of the delimiter or line end behind it.
    Field(Span, usize),
}

impl Splitter {
    pub(crate) fn new(dialect: Dialect) -> Self {
        let spread = |byte: u8| u64::from_le_bytes([byte; 8]);
        Self {
            dialect,
            delimiters: spread(dialect.delimiter),
            quotes: spread(dialect.quote),
            line: 1,
            after_return: false,
            after_blank: false,
        }
    }

    /// The same from the start of a record on, which is on that line.
    pub(crate) fn at_line(mut self, line: u32) -> Self {
        (self.line, self.after_return, self.after_blank) = (line, false, false);
        self
    }

    /// The line on which the next record starts, from 1.
    pub(crate) fn line(&self) -> u32 {
        self.line
    }

    /// Cuts records from `data`, which starts at a record and is shorter than 2 GB, until the block
    /// is full or no whole record is left; gives how many bytes that took. With `last`, what
    /// remains at the end is a record too.
    pub(crate) fn split(&mut self, data: &[u8], last: bool, block: &mut Block) -> usize {
        block.clear();
        let mut open = Open::at(0);
        let mut at_piece = 0;
        'pieces: while at_piece < data.len() {
            let mut hits = self.hits(data, at_piece);
            while hits != 0 {
                let at = at_piece + hits.trailing_zeros() as usize;
                hits &= hits - 1;
                let byte = data.get(at).copied().unwrap_or_default();
                if byte == self.dialect.delimiter {
                    open.push(self.plain(data, open.field, at), block);
                    open.field = at + 1;
                } else if byte == self.dialect.quote {
                    if at != open.field && !self.only_padding(data, open.field, at) {
                        continue;
                    }
                    match self.quoted(data, at, last, block) {
                        Quoted::Unclosed if !last => return self.done(data, open.record),
                        Quoted::Unclosed => {
                            at_piece = self.give_up_line(data, &mut open, block);
                            if block.rows() == block.most {
                                return self.done(data, open.record);
                            }
                            continue 'pieces;
                        }
                        Quoted::Field(found, next) => {
                            open.lines += line_breaks(data.get(at..next).unwrap_or_default());
                            open.push(found, block);
                            open.field = next + 1;
                            if data.get(next) != Some(&self.dialect.delimiter) {
                                self.end_record(next, &mut open, block);
                                if block.rows() == block.most {
                                    return self.done(data, open.record);
                                }
                            }
                            // What lies in the field says nothing.
                            let within = next + 1 - at_piece;
                            if within >= PIECE {
                                at_piece = next + 1;
                                continue 'pieces;
                            }
                            hits &= u64::MAX << within;
                        }
                    }
                } else if at == open.record && open.fields == 0 {
                    let second_of_pair = byte == b'\n'
                        && match at.checked_sub(1) {
                            Some(before) => data.get(before) == Some(&b'\r'),
                            None => self.after_return,
                        };
                    self.line += u32::from(!second_of_pair);
                    self.after_blank |= !second_of_pair;
                    open = Open::at(at + 1);
                } else {
                    open.push(self.plain(data, open.field, at), block);
                    self.end_record(at, &mut open, block);
                    if block.rows() == block.most {
                        return self.done(data, open.record);
                    }
                }
            }
            at_piece += PIECE;
        }
        if last && (open.field < data.len() || open.fields > 0) {
            open.push(self.plain(data, open.field, data.len()), block);
            self.end_record(data.len(), &mut open, block);
        }
        self.done(data, open.record.min(data.len()))
    }

    /// Passes over one line of `data` that no record can be made of; gives its length with its end.
    pub(crate) fn skip_line(&mut self, data: &[u8]) -> usize {
        let end = data
            .iter()
            .position(|&byte| byte == b'\n')
            .map_or(data.len(), |at| at + 1);
        self.line += 1;
        self.done(data, end)
    }

    /// Adds to the line count what lies in `data`, bytes that were passed over.
    pub(crate) fn pass_over(&mut self, data: &[u8]) {
        self.line += line_breaks(data);
        self.done(data, data.len());
    }

    fn done(&mut self, data: &[u8], consumed: usize) -> usize {
        if let Some(before) = consumed.checked_sub(1) {
            self.after_return = data.get(before) == Some(&b'\r');
        }
        consumed
    }

    #[inline]
    fn end_record(&mut self, end: usize, open: &mut Open, block: &mut Block) {
        let expected = (block.marks.len() + 1) * block.width;
        if block.spans.len() != expected {
            block.spans.resize(expected, Span::NONE);
        }
        block.marks.push(Mark {
            start: narrow(open.record),
            end: narrow(end),
            line: self.line,
            fields: open.fields,
            surplus: open.surplus,
            unclosed: false,
            after_blank: std::mem::take(&mut self.after_blank),
        });
        self.line += 1 + open.lines;
        *open = Open::at(end + 1);
    }

    /// Makes the line that opened a quote without end a record of its own, without fields.
    #[inline(never)]
    fn give_up_line(&mut self, data: &[u8], open: &mut Open, block: &mut Block) -> usize {
        block.spans.truncate(block.marks.len() * block.width);
        let rest = data.get(open.record..).unwrap_or_default();
        let end = rest
            .iter()
            .position(|&byte| byte == b'\n' || byte == b'\r')
            .map_or(data.len(), |at| open.record + at);
        open.fields = 0;
        open.lines = 0;
        self.end_record(end, open, block);
        if let Some(mark) = block.marks.last_mut() {
            mark.unclosed = true;
        }
        end + 1
    }

    #[inline(never)]
    fn quoted(&self, data: &[u8], open: usize, last: bool, block: &mut Block) -> Quoted {
        if self.dialect.escape != Escape::Doubled {
            return self.loosely_quoted(data, open, last, block);
        }
        let mut from = open + 1;
        let mut doubled = false;
        let close = loop {
            let Some(at) = self.find_quote(data, from) else {
                return Quoted::Unclosed;
            };
            match data.get(at + 1) {
                Some(&byte) if byte == self.dialect.quote => {
                    doubled = true;
                    from = at + 2;
                }
                Some(_) => break at,
                // The other half of a doubled quote may still come.
                None if last => break at,
                None => return Quoted::Unclosed,
            }
        };
        let after = data.get(close + 1..).unwrap_or_default();
        let ends = |byte: &u8| *byte == self.dialect.delimiter || *byte == b'\n' || *byte == b'\r';
        let Some(more) = after.iter().position(ends).or(last.then_some(after.len())) else {
            return Quoted::Unclosed;
        };
        let next = close + 1 + more;
        let mut inside = data.get(open + 1..close).unwrap_or_default();
        let has_break = has_lone_return(inside);
        if !doubled && more == 0 && !has_break {
            return Quoted::Field(span(open + 1, close), next);
        }
        let start = block.own.len();
        while let Some(at) = inside.iter().position(|&byte| byte == self.dialect.quote) {
            block.own.extend_from_slice(&inside[..=at]);
            inside = inside.get(at + 2..).unwrap_or_default();
        }
        block.own.extend_from_slice(inside);
        block
            .own
            .extend_from_slice(after.get(..more).unwrap_or_default());
        if has_break {
            break_lines(block.own.get_mut(start..).unwrap_or_default());
        }
        let found = Span {
            start: narrow(start) | OWN,
            end: narrow(block.own.len()),
        };
        Quoted::Field(found, next)
    }

    fn find_quote(&self, data: &[u8], from: usize) -> Option<usize> {
        let mut at = from;
        while at < data.len() {
            let hits = equal(word_at(data, at), self.quotes);
            if hits != 0 {
                let found = at + (hits.trailing_zeros() / 8) as usize;
                return (found < data.len()).then_some(found);
            }
            at += 8;
        }
        None
    }

    /// A bit for each of the next [`PIECE`] bytes that ends or encloses a field.
    #[inline]
    fn hits(&self, data: &[u8], at: usize) -> u64 {
        let rest = data.get(at..).unwrap_or_default();
        match rest.first_chunk::<PIECE>() {
            Some(piece) => self.hits_in(piece),
            None => {
                let mut piece = [0; PIECE];
                piece
                    .iter_mut()
                    .zip(rest)
                    .for_each(|(to, from)| *to = *from);
                self.hits_in(&piece) & !(u64::MAX << rest.len())
            }
        }
    }

    #[inline]
    fn hits_in(&self, piece: &[u8; PIECE]) -> u64 {
        const RETURNS: u64 = u64::from_le_bytes([b'\r'; 8]);
        const BREAKS: u64 = u64::from_le_bytes([b'\n'; 8]);
        let words = piece.as_chunks::<8>().0.iter();
        words.rev().fold(0, |bits, &word| {
            let word = u64::from_le_bytes(word);
            let other = differing(word, self.delimiters)
                & differing(word, BREAKS)
                & differing(word, RETURNS)
                & differing(word, self.quotes);
            bits << 8 | high_bits(!other)
        })
    }
}

impl Open {
    fn at(start: usize) -> Self {
        Self {
            record: start,
            field: start,
            fields: 0,
            surplus: false,
            lines: 0,
        }
    }

    #[inline]
    fn push(&mut self, span: Span, block: &mut Block) {
        if (self.fields as usize) < block.width {
            block.spans.push(span);
        } else {
            self.surplus |= span.start != span.end;
        }
        self.fields += 1;
    }
}

#[inline]
fn word_at(data: &[u8], at: usize) -> u64 {
    match data.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => {
            let mut bytes = [0; 8];
            let rest = data.get(at..).unwrap_or_default();
            bytes
                .iter_mut()
                .zip(rest)
                .for_each(|(to, from)| *to = *from);
            u64::from_le_bytes(bytes)
        }
    }
}

/// The high bit of each byte of `word` that equals the one repeated in `wanted`, exactly.
#[inline]
fn equal(word: u64, wanted: u64) -> u64 {
    !(differing(word, wanted) | LOW)
}

/// The high bits of eight bytes, that of the first one lowest.
#[inline]
fn high_bits(word: u64) -> u64 {
    // Each bit is moved to a place of its own in the highest byte; no two meet.
    ((word & !LOW) >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// Has the high bit of each byte of `word` set that differs from the one repeated in `wanted`; the other
/// bits say nothing.
#[inline]
fn differing(word: u64, wanted: u64) -> u64 {
    let differs = word ^ wanted;
    ((differs & LOW) + LOW) | differs
}

fn line_breaks(data: &[u8]) -> u32 {
    narrow(data.iter().filter(|&&byte| byte == b'\n').count())
}

#[inline]
fn span(start: usize, end: usize) -> Span {
    Span {
        start: narrow(start),
        end: narrow(end),
    }
}

/// Whether a carriage return stands without a line feed: a line break of old systems, and of sheets as text, where a
/// line feed would begin another row.
fn has_lone_return(field: &[u8]) -> bool {
    let is_lone = |at: usize| field.get(at + 1) != Some(&b'\n');
    let returns = field.iter().enumerate().filter(|(_, byte)| **byte == b'\r');
    returns.map(|(at, _)| at).any(is_lone)
}

/// Makes every line break of one byte a line feed.
fn break_lines(field: &mut [u8]) {
    for at in 0..field.len() {
        if field.get(at) == Some(&b'\r') && field.get(at + 1) != Some(&b'\n') {
            field[at] = b'\n';
        }
    }
}

/// Places within one piece of data, which is shorter than 2 GB.
#[inline]
fn narrow(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[path = "split_tests.rs"]
mod tests;
