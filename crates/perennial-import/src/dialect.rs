//! How the text of a file is cut into fields: told from the text, by which cut gives the same number of
//! fields in record after record.

use crate::split::{Block, Splitter};

/// Records that the dialect is told from.
const SEEN: usize = 200;

/// What separates fields and what encloses them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Dialect {
    /// The byte between fields.
    pub delimiter: u8,
    /// The byte around fields that hold a delimiter or a line break.
    pub quote: u8,
    /// How a quote is written within such a field.
    pub escape: Escape,
    /// Whether a space behind a delimiter belongs to it.
    pub padded: bool,
}

/// How a quote is written within quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Escape {
    /// Twice.
    #[default]
    Doubled,
    /// Behind a backslash; a quote that ends the field stands before a delimiter or the end of a line.
    Backslash,
    /// As it is; a quote that ends the field stands before a delimiter or the end of a line.
    None,
}

impl Dialect {
    /// Fields between this byte, in double quotes where they need any.
    #[must_use]
    pub fn of(delimiter: u8) -> Self {
        Self {
            delimiter,
            quote: b'"',
            escape: Escape::Doubled,
            padded: false,
        }
    }
}

/// The dialect under which the records of `text` have the most fields most evenly.
pub(crate) fn told(text: &str) -> Dialect {
    let text = beginning(text);
    let usual = [b',', b';', b'\t', b'|'].into_iter().rev();
    let usual = usual.map(|delimiter| with_delimiter(text, delimiter));
    let (even, best) = usual
        .max_by_key(|(even, _)| *even)
        .unwrap_or((Evenness::default(), Dialect::of(b',')));
    if even.share >= 60 || even.first > 1 {
        return best;
    }
    // These stand in ordinary texts as well: only where the header has them, and nothing else cuts.
    let colon = Dialect::of(b':');
    let space = Dialect::of(b' ');
    let is_colon = |even: Evenness| even.first >= 3 && even.like_first >= 90;
    let is_space = |even: Evenness| even.first >= 3 && even.like_first >= 20;
    if is_colon(Evenness::of(text, colon)) {
        colon
    } else if is_space(Evenness::of(text, space)) && Quotes::of(text, space).fields > 3 {
        space
    } else {
        best
    }
}

/// The first [`SEEN`] lines or so: more of them tell nothing else.
fn beginning(text: &str) -> &str {
    let mut breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    let end = breaks
        .nth(SEEN + SEEN / 2)
        .map_or(text.len(), |(at, _)| at + 1);
    text.get(..end).unwrap_or(text)
}

/// The best dialect with this delimiter, and how evenly it cuts.
fn with_delimiter(text: &str, delimiter: u8) -> (Evenness, Dialect) {
    let mut dialect = Dialect::of(delimiter);
    let plain = Evenness::of(text, dialect);
    if !text.as_bytes().contains(&delimiter) {
        return (plain, dialect);
    }
    dialect.padded = is_padded(text, delimiter);
    let plain = if dialect.padded {
        Evenness::of(text, dialect)
    } else {
        plain
    };
    let quotes = Quotes::of(text, dialect);
    let other = match () {
        () if quotes.fields == 0 => Dialect {
            quote: b'\'',
            escape: Escape::None,
            ..dialect
        },
        () if quotes.doubled > 0 => return (plain, dialect),
        () if quotes.alone > 0 => Dialect {
            escape: Escape::None,
            ..dialect
        },
        () if quotes.behind_backslash > 0 => Dialect {
            escape: Escape::Backslash,
            ..dialect
        },
        () => return (plain, dialect),
    };
    let even = Evenness::of(text, other);
    let enough = match other.escape {
        Escape::Backslash => even >= plain,
        // What csv files usually do holds unless the records speak against it.
        _ => even > plain && Quotes::of(text, other).fields > 1,
    };
    if enough {
        (even, other)
    } else {
        (plain, dialect)
    }
}

/// Whether a space stands behind nearly every delimiter.
fn is_padded(text: &str, delimiter: u8) -> bool {
    let (mut padded, mut bare) = (0, 0);
    for line in text.split(['\n', '\r']).take(SEEN) {
        for field in line.split(char::from(delimiter)).skip(1) {
            match field.starts_with(' ') {
                true => padded += 1,
                false => bare += 1,
            }
        }
    }
    padded > 3 && bare * 20 < padded
}

/// How evenly a dialect cuts: the share of records with the usual number of fields, and that number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Evenness {
    /// Per cent; 0 where the usual record is one field.
    share: usize,
    fields: usize,
    /// Fields of the first record, and the per cent of records with as many.
    first: usize,
    like_first: usize,
}

impl Evenness {
    fn of(text: &str, dialect: Dialect) -> Self {
        let mut block = Block::of_rows(0, SEEN);
        Splitter::new(dialect).split(text.as_bytes(), false, &mut block);
        if block.marks.is_empty() {
            Splitter::new(dialect).split(text.as_bytes(), true, &mut block);
        }
        let mut counts: Vec<u32> = block.marks.iter().map(|mark| mark.fields).collect();
        let first = counts.first().copied().unwrap_or(1);
        perennial_data::sort_by(&mut counts, Ord::cmp);
        let usual = counts.get(counts.len() / 2).copied().unwrap_or(1);
        let share = |wanted: u32| {
            let alike = counts.iter().filter(|&&count| count == wanted).count();
            alike * 100 / counts.len().max(1)
        };
        Self {
            share: if usual > 1 { share(usual) } else { 0 },
            fields: (usual as usize).min(60),
            first: first as usize,
            like_first: share(first),
        }
    }
}

/// What stands between quotes at the edges of fields.
#[derive(Default)]
struct Quotes {
    /// Fields in quotes.
    fields: usize,
    /// Quotes within them: written twice, behind a backslash, or as they are.
    doubled: usize,
    behind_backslash: usize,
    alone: usize,
}

impl Quotes {
    fn of(text: &str, dialect: Dialect) -> Self {
        let Dialect {
            delimiter,
            quote,
            padded,
            ..
        } = dialect;
        let bytes = text.as_bytes();
        let mut found = Self::default();
        let ends = |at: usize| {
            let byte = bytes.get(at).copied().unwrap_or(b'\n');
            byte == delimiter || byte == b'\n' || byte == b'\r'
        };
        let starts = |at: usize| {
            let before = |back: usize| at.checked_sub(back).and_then(|at| bytes.get(at)).copied();
            let edge = |byte: Option<u8>| {
                byte.is_none_or(|byte| byte == delimiter || byte == b'\n' || byte == b'\r')
            };
            edge(before(1)) || padded && before(1) == Some(b' ') && edge(before(2))
        };
        let mut at = 0;
        while at < bytes.len() {
            if bytes.get(at) != Some(&quote) || !starts(at) {
                at += 1;
                continue;
            }
            let mut inside = at + 1;
            let (mut doubled, mut marked, mut alone) = (0, 0, 0);
            while let Some(&byte) = bytes.get(inside) {
                if byte == quote {
                    if bytes.get(inside - 1) == Some(&b'\\') {
                        marked += 1;
                    } else if bytes.get(inside + 1) == Some(&quote) && !ends(inside + 2) {
                        doubled += 1;
                        inside += 1;
                    } else if ends(inside + 1) {
                        break;
                    } else {
                        alone += 1;
                    }
                }
                inside += 1;
            }
            if inside < bytes.len() {
                found.fields += 1;
                found.doubled += doubled;
                found.behind_backslash += marked;
                found.alone += alone;
            }
            at = inside + 1;
        }
        found
    }
}
