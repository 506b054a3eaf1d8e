//! The text form of an address: percent escapes, pairs of a query, lists of pieces. Not what they mean.

/// Splits pieces of one value; escaped within a piece.
pub(crate) const BETWEEN_PIECES: char = '~';

/// The pairs of a query in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// Reads `a=1&b=x~y`; values stay escaped until their pieces are asked for.
    pub(crate) fn parse(query: &str) -> Self {
        Self(
            query
                .split('&')
                .filter(|pair| !pair.is_empty())
                .map(|pair| {
                    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                    (unescape(name), value.to_owned())
                })
                .collect(),
        )
    }

    /// The first value of that name.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.raw(name).next().map(unescape)
    }

    /// The pieces of the first value of that name.
    pub(crate) fn pieces(&self, name: &str) -> Option<Vec<String>> {
        self.raw(name).next().map(split)
    }

    /// The pieces of every value of that name, in order.
    pub(crate) fn all(&self, name: &str) -> Vec<Vec<String>> {
        self.raw(name).map(split).collect()
    }

    /// Adds a value.
    pub(crate) fn push(&mut self, name: &str, value: &str) {
        self.0.push((name.to_owned(), escape(value)));
    }

    /// Adds a value of several pieces.
    pub(crate) fn push_pieces(&mut self, name: &str, pieces: &[String]) {
        let escaped: Vec<_> = pieces.iter().map(|piece| escape(piece)).collect();
        let value = escaped.join(&BETWEEN_PIECES.to_string());
        self.0.push((name.to_owned(), value));
    }

    /// `?a=1&b=2`, or nothing.
    pub(crate) fn write(&self) -> String {
        let mut out = String::new();
        for (name, value) in &self.0 {
            out.push(if out.is_empty() { '?' } else { '&' });
            out.push_str(&escape(name));
            out.push('=');
            out.push_str(value);
        }
        out
    }

    fn raw<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

fn split(value: &str) -> Vec<String> {
    value.split(BETWEEN_PIECES).map(unescape).collect()
}

/// Escapes what has a meaning in an address; other scripts stay readable.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let reserved = c.is_ascii_control() || " %&=+#?/\\~\"<>`|^{}[]".contains(c);
        if reserved {
            for byte in c.to_string().bytes() {
                out.push('%');
                for digit in [byte >> 4, byte & 15] {
                    out.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
                }
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Reverses [`escape`] and what browsers escape themselves; a `%` that begins no escape stays as it is.
pub(crate) fn unescape(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escaped = (byte == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match escaped {
            Some(decoded) => {
                out.push(decoded);
                at += 3;
            }
            None => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Pairs, escape, unescape};

    #[test]
    fn any_text_survives_an_address() {
        for text in [
            "",
            "上海 常青",
            "a&b=c#d?e/f",
            "100 %",
            "%41",
            "~",
            "a\nb\"<>",
            "é%",
        ] {
            assert_eq!(unescape(&escape(text)), text, "{text}");
        }
        assert_eq!(unescape("%E4%B8%8A%zz%"), "上%zz%");
    }

    #[test]
    fn pieces_may_hold_the_separators() {
        let mut pairs = Pairs::default();
        pairs.push_pieces("f", &["a~b".to_owned(), "c&d=e".to_owned()]);
        pairs.push("q", "x y");
        let again = Pairs::parse(pairs.write().trim_start_matches('?'));
        assert_eq!(again.pieces("f").unwrap(), ["a~b", "c&d=e"]);
        assert_eq!(again.text("q").unwrap(), "x y");
    }
}
