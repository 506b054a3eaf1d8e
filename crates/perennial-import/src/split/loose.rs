//! Fields of dialects other than the usual one: quotes within a field marked by a backslash or not at all,
//! and a space behind each delimiter.

use super::{Block, OWN, Quoted, Span, Splitter, narrow, span};
use crate::dialect::Escape;

impl Splitter {
    /// Where a field without quotes lies.
    #[inline]
    pub(super) fn plain(&self, data: &[u8], start: usize, end: usize) -> Span {
        let padding = self.dialect.padded && start < end && data.get(start) == Some(&b' ');
        span(start + usize::from(padding), end)
    }

    /// Whether there is nothing but the space of the dialect between the start of a field and a quote.
    #[inline]
    pub(super) fn only_padding(&self, data: &[u8], start: usize, quote: usize) -> bool {
        self.dialect.padded && start + 1 == quote && data.get(start) == Some(&b' ')
    }

    /// A field whose quote ends only in front of a delimiter or the end of a line.
    #[inline(never)]
    pub(super) fn loosely_quoted(
        &self,
        data: &[u8],
        open: usize,
        last: bool,
        block: &mut Block,
    ) -> Quoted {
        let backslash = self.dialect.escape == Escape::Backslash;
        let (mut from, mut marked) = (open + 1, false);
        let close = loop {
            let Some(at) = self.find_quote(data, from) else {
                return Quoted::Unclosed;
            };
            from = at + 1;
            if backslash && is_marked(data, open + 1, at) {
                marked = true;
                continue;
            }
            match data.get(at + 1) {
                Some(b'\n' | b'\r') => break at,
                Some(&byte) if byte == self.dialect.delimiter => break at,
                Some(_) => {}
                None if last => break at,
                None => return Quoted::Unclosed,
            }
        };
        if !marked {
            return Quoted::Field(span(open + 1, close), close + 1);
        }
        let start = block.own.len();
        let inside = data.get(open + 1..close).unwrap_or_default();
        for (at, &byte) in inside.iter().enumerate() {
            let escapes = byte == b'\\' && inside.get(at + 1) == Some(&self.dialect.quote);
            if !escapes {
                block.own.push(byte);
            }
        }
        let found = Span {
            start: narrow(start) | OWN,
            end: narrow(block.own.len()),
        };
        Quoted::Field(found, close + 1)
    }
}

/// Whether an odd number of backslashes stands before the byte at `at`.
fn is_marked(data: &[u8], start: usize, at: usize) -> bool {
    let before = data.get(start..at).unwrap_or_default();
    let backslashes = before.iter().rev().take_while(|&&byte| byte == b'\\');
    backslashes.count() % 2 == 1
}
