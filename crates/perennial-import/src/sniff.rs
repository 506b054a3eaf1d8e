//! What a file is before it is a table: its container and its encoding.

use crate::charset;
use crate::decode::Encoding;
use crate::problem::{Code, Problem};

/// What the first bytes say about the encoding.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sniffed {
    pub(crate) encoding: Encoding,
    /// Whether a byte order mark says so.
    pub(crate) marked: bool,
    /// How sure that is, 0 to 1.
    pub(crate) confidence: f32,
    /// What else it may be, likeliest first.
    pub(crate) others: Vec<Encoding>,
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
        confidence: 1.0,
        others: Vec::new(),
    };
    let plain = |encoding| Sniffed {
        marked: false,
        ..marked(encoding)
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
    // A few broken bytes in what is UTF-8 otherwise.
    let lossy = String::from_utf8_lossy(head);
    let broken = lossy.chars().filter(|c| *c == '\u{fffd}').count();
    let wide = lossy.chars().filter(|c| !c.is_ascii()).count();
    if broken * 4 < wide {
        return plain(Encoding::Utf8);
    }
    match charset::east_asian(head).as_slice() {
        [(encoding, confidence), others @ ..] => Sniffed {
            confidence: *confidence,
            others: others.iter().map(|(other, _)| *other).collect(),
            ..plain(*encoding)
        },
        [] => plain(Encoding::Windows1252),
    }
}

/// Delimiters, digits and line ends in UTF-16 have a zero in every other byte; where the text is not Latin,
/// there are few of them, but none elsewhere.
fn utf16_by_zeros(head: &[u8]) -> Option<Encoding> {
    let pairs = head.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |from: usize| {
        let bytes = head.iter().skip(from).step_by(2);
        bytes.filter(|&&byte| byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let few = |zeros: usize| zeros * 50 > pairs;
    let hardly = |zeros: usize, others: usize| zeros * 50 < pairs && zeros * 10 <= others;
    if few(odd) && hardly(even, odd) {
        Some(Encoding::Utf16Le)
    } else if few(even) && hardly(odd, even) {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}
