//! Tags and text of HTML and XML, one after the other, forgiving: what is broken is text, and nothing nests.

use std::io::BufRead;

/// The longest tag; what goes on is none.
const LONGEST: usize = 1 << 20;

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Text between tags, as written.
    Text(Vec<u8>),
    /// `<name …>`, its inside without the brackets.
    Open(Tag),
    /// `</name>`: lower case, without prefix.
    Close(String),
}

/// An opening tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    /// Lower case, without prefix.
    pub(crate) name: String,
    inside: Vec<u8>,
    /// Whether it closes itself.
    pub(crate) is_empty: bool,
}

impl Tag {
    /// The value of an attribute, whatever its prefix and case; entities resolved.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let text = String::from_utf8_lossy(&self.inside);
        let mut rest = text.as_ref();
        loop {
            let equals = rest.find('=')?;
            let key = rest.get(..equals)?.trim_end();
            let key = key.rsplit(char::is_whitespace).next()?;
            let key = key.rsplit(':').next()?;
            let after = rest.get(equals + 1..)?.trim_start();
            let (value, next) = match after.chars().next()? {
                quote @ ('"' | '\'') => after.get(1..)?.split_once(quote)?,
                _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
            };
            if key.eq_ignore_ascii_case(name) {
                return Some(resolved(value));
            }
            rest = next;
        }
    }

    /// An attribute that is a number.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// The pieces of a document.
pub(crate) struct Pieces<R> {
    from: R,
    pending: Option<Piece>,
    /// Whether text between tags is wanted.
    with_text: bool,
}

impl<R: BufRead> Pieces<R> {
    /// All pieces.
    pub(crate) fn new(from: R) -> Self {
        Self {
            from,
            pending: None,
            with_text: true,
        }
    }

    /// Tags alone.
    pub(crate) fn of_tags(from: R) -> Self {
        Self {
            with_text: false,
            ..Self::new(from)
        }
    }

    /// The next piece; `None` at the end, and where reading fails.
    pub(crate) fn next(&mut self) -> Option<Piece> {
        if let Some(piece) = self.pending.take() {
            return Some(piece);
        }
        loop {
            let mut text = Vec::new();
            let found = if self.with_text {
                self.from.read_until(b'<', &mut text).ok()?
            } else {
                self.from.skip_until(b'<').ok()?
            };
            if found == 0 {
                return None;
            }
            if text.last() == Some(&b'<') {
                text.pop();
            }
            self.pending = self.tag();
            if self.with_text && !text.is_empty() {
                return Some(Piece::Text(text));
            }
            if let Some(piece) = self.pending.take() {
                return Some(piece);
            }
        }
    }

    /// The tag behind a `<`; `None` for comments and instructions.
    fn tag(&mut self) -> Option<Piece> {
        let mut inside = Vec::new();
        self.until(b'>', &mut inside)?;
        if inside.starts_with(b"!--") {
            while !inside.ends_with(b"--") {
                inside.push(b'>');
                self.until(b'>', &mut inside)?;
            }
            return None;
        }
        if inside.starts_with(b"![CDATA[") {
            while !inside.ends_with(b"]]") {
                inside.push(b'>');
                self.until(b'>', &mut inside)?;
            }
            let text = inside.get(8..inside.len().saturating_sub(2));
            let text = String::from_utf8_lossy(text.unwrap_or_default()).into_owned();
            return Some(Piece::Text(text.replace('&', "&amp;").into_bytes()));
        }
        let is_close = inside.first() == Some(&b'/');
        let is_empty = inside.last() == Some(&b'/');
        let name = inside.get(usize::from(is_close)..).unwrap_or_default();
        let length = name
            .iter()
            .position(|byte| byte.is_ascii_whitespace() || *byte == b'/');
        let (name, attributes) = name.split_at(length.unwrap_or(name.len()));
        let name = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
        if !name.first().is_some_and(u8::is_ascii_alphabetic) {
            return None;
        }
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        Some(if is_close {
            Piece::Close(name)
        } else {
            Piece::Open(Tag {
                name,
                inside: attributes.to_vec(),
                is_empty,
            })
        })
    }

    /// Reads up to a byte, which is not kept.
    fn until(&mut self, end: u8, into: &mut Vec<u8>) -> Option<()> {
        self.from.read_until(end, into).ok()?;
        (into.len() <= LONGEST && into.pop() == Some(end)).then_some(())
    }
}

/// Text with its entities resolved; what is none stays as it is.
pub(crate) fn resolved(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        whole.push_str(before);
        let entity = after.split_once(';').filter(|(name, _)| name.len() <= 10);
        match entity.and_then(|(name, next)| Some((entity_char(name)?, next))) {
            Some((c, next)) => {
                whole.push(c);
                rest = next;
            }
            None => {
                whole.push('&');
                rest = after;
            }
        }
    }
    whole.push_str(rest);
    whole
}

fn entity_char(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "yen" => '¥',
        "euro" => '€',
        "pound" => '£',
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Piece, Pieces, resolved};

    fn pieces(text: &str) -> Vec<String> {
        let mut pieces = Pieces::new(text.as_bytes());
        let said = |piece| match piece {
            Piece::Text(text) => String::from_utf8_lossy(&text).into_owned(),
            Piece::Open(tag) => {
                format!("+{}{}", tag.name, tag.attribute("id").unwrap_or_default())
            }
            Piece::Close(name) => format!("-{name}"),
        };
        std::iter::from_fn(|| pieces.next().map(said)).collect()
    }

    #[test]
    fn tags_and_text_come_in_order_and_the_rest_is_passed_over() {
        let text = "<?xml version='1.0'?><!-- a > b --><x:Row r:Id=\"7 &amp; 8\"/>a<TD id=9>b</td><![CDATA[<c>]]>";
        assert_eq!(pieces(text), ["+row7 & 8", "a", "+td9", "b", "-td", "<c>"]);
    }

    #[test]
    fn what_is_broken_ends_and_what_is_no_entity_stays() {
        assert_eq!(pieces("<td>a<"), ["+td", "a"]);
        assert_eq!(pieces("<td"), Vec::<String>::new());
        assert_eq!(
            resolved("R&amp;D &#20844;&#x53f8; AT&T &unknown;"),
            "R&D 公司 AT&T &unknown;"
        );
    }
}
