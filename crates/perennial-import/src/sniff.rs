//! What a file is before it is a table: its container, encoding and delimiter.

use crate::decode::Encoding;
use crate::problem::{Code, Problem};
use crate::split::{Block, Dialect, Splitter};

/// Records that the delimiter is told from.
const DELIMITED: usize = 200;

/// What the first bytes say about the encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sniffed {
    pub(crate) encoding: Encoding,
    /// Whether a byte order mark says so.
    pub(crate) marked: bool,
}

/// Why a file that starts like this cannot be a table of text.
pub(crate) fn refusal(head: &[u8], encoding: Encoding) -> Option<Problem> {
    const MAGIC: [(&[u8], &str); 13] = [
        (b"PK\x03\x04", "zip"),
        (b"PK\x05\x06", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
        (b"\x89PNG", "png"),
        (b"\xff\xd8\xff", "jpeg"),
        (b"GIF8", "gif"),
        (b"%PDF", "pdf"),
        (b"\x1f\x8b", "gzip"),
        (b"7z\xbc\xaf", "7z"),
        (b"Rar!", "rar"),
        (b"SQLite format 3", "sqlite"),
        (b"PAR1", "parquet"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
    ];
    let binary = |kind: &str| Some(Problem::new(Code::BinaryFile).with("kind", kind));
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        let holds = |part: &[u8]| head.windows(part.len()).any(|window| window == part);
        return match *kind {
            "zip" if holds(b"xl/") || holds(b"[Content_Types].xml") => binary("xlsx"),
            kind => binary(kind),
        };
    }
    if matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
        return None;
    }
    let odd = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let n_odd = head.iter().filter(odd).count();
    if n_odd * 50 > head.len() {
        return binary("unknown");
    }
    let start = head.trim_ascii_start();
    let other = |kind: &str| Some(Problem::new(Code::UnsupportedFormat).with("kind", kind));
    match start {
        [b'{', ..] => other("json"),
        [b'[', rest @ ..] if rest.trim_ascii_start().starts_with(b"{") => other("json"),
        _ if start.starts_with(b"<?xml") => other("xml"),
        _ if start
            .get(..14)
            .is_some_and(|s| s.eq_ignore_ascii_case(b"<!doctype html")) =>
        {
            other("html")
        }
        _ if start
            .get(..5)
            .is_some_and(|s| s.eq_ignore_ascii_case(b"<html")) =>
        {
            other("html")
        }
        _ => None,
    }
}

pub(crate) fn encoding(head: &[u8]) -> Sniffed {
    let marked = |encoding| Sniffed {
        encoding,
        marked: true,
    };
    let plain = |encoding| Sniffed {
        encoding,
        marked: false,
    };
    if head.starts_with(b"\xef\xbb\xbf") {
        return marked(Encoding::Utf8);
    }
    if head.starts_with(b"\xff\xfe") {
        return marked(Encoding::Utf16Le);
    }
    if head.starts_with(b"\xfe\xff") {
        return marked(Encoding::Utf16Be);
    }
    if let Some(encoding) = utf16_by_zeros(head) {
        return plain(encoding);
    }
    let utf8 = match std::str::from_utf8(head) {
        Ok(_) => true,
        // The head may end within a character.
        Err(error) => error.error_len().is_none() && head.len() - error.valid_up_to() < 4,
    };
    if utf8 {
        return plain(Encoding::Utf8);
    }
    if looks_chinese(head) {
        return plain(Encoding::Gb18030);
    }
    // A few broken bytes in what is UTF-8 otherwise.
    let lossy = String::from_utf8_lossy(head);
    let broken = lossy.chars().filter(|c| *c == '\u{fffd}').count();
    let wide = lossy.chars().filter(|c| !c.is_ascii()).count();
    if broken * 4 < wide {
        return plain(Encoding::Utf8);
    }
    plain(Encoding::Windows1252)
}

/// Latin text in UTF-16 has a zero in every other byte.
fn utf16_by_zeros(head: &[u8]) -> Option<Encoding> {
    let pairs = head.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |from: usize| {
        head.iter()
            .skip(from)
            .step_by(2)
            .filter(|&&b| b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 5 > pairs && even * 50 < pairs {
        Some(Encoding::Utf16Le)
    } else if even * 5 > pairs && odd * 50 < pairs {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// Whether the bytes above ASCII are nearly all pairs of GB18030, most of them in its common plane.
fn looks_chinese(head: &[u8]) -> bool {
    let (mut pairs, mut common, mut broken) = (0_usize, 0_usize, 0_usize);
    let mut at = 0;
    while let Some(&first) = head.get(at) {
        if first < 0x80 {
            at += 1;
            continue;
        }
        match (first, head.get(at + 1), head.get(at + 2), head.get(at + 3)) {
            (0x81..=0xfe, Some(0x30..=0x39), Some(0x81..=0xfe), Some(0x30..=0x39)) => {
                pairs += 1;
                at += 4;
            }
            (0x81..=0xfe, Some(&second @ (0x40..=0x7e | 0x80..=0xfe)), _, _) => {
                pairs += 1;
                common += usize::from((0xa1..=0xf7).contains(&first) && second >= 0xa1);
                at += 2;
            }
            (_, None, _, _) => break,
            _ => {
                broken += 1;
                at += 1;
            }
        }
    }
    pairs > 0 && broken * 50 <= pairs && common * 10 >= pairs * 7
}

/// The delimiter under which the records of `text` have the most fields most evenly.
pub(crate) fn dialect(text: &str) -> Dialect {
    let candidates = [b',', b';', b'\t', b'|'];
    let score = |delimiter: u8| {
        let dialect = Dialect {
            delimiter,
            quote: b'"',
        };
        let mut block = Block::of_rows(0, DELIMITED);
        Splitter::new(dialect).split(text.as_bytes(), false, &mut block);
        if block.marks.is_empty() {
            Splitter::new(dialect).split(text.as_bytes(), true, &mut block);
        }
        let mut counts: Vec<u32> = block.marks.iter().map(|mark| mark.fields).collect();
        perennial_data::sort_by(&mut counts, Ord::cmp);
        let usual = counts.get(counts.len() / 2).copied().unwrap_or(1);
        let even = counts.iter().filter(|&&count| count == usual).count();
        if usual <= 1 {
            return 0;
        }
        // Evenness first, then width.
        (even * 100 / counts.len().max(1)) * 100 + (usual as usize).min(60)
    };
    let best = candidates
        .into_iter()
        .rev()
        .max_by_key(|&delimiter| score(delimiter))
        .unwrap_or(b',');
    Dialect {
        delimiter: best,
        quote: b'"',
    }
}
