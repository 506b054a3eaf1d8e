//! A text in JSON, from after its opening quotation mark.

use super::Read;
use super::error::Error;

/// The text and the bytes it takes, with the closing quotation mark.
pub(super) fn read(rest: &str) -> Read<(String, usize)> {
    let mut text = String::new();
    let mut start = 0;
    loop {
        let piece = rest.get(start..).unwrap_or_default();
        let stop = piece
            .bytes()
            .position(|byte| byte == b'"' || byte == b'\\' || byte < b' ');
        let Some(stop) = stop else {
            return Err(Error::new("a text without an end"));
        };
        text.push_str(piece.get(..stop).unwrap_or_default());
        let past = start + stop + 1;
        match piece.as_bytes().get(stop) {
            Some(b'"') => return Ok((text, past)),
            Some(b'\\') => {
                let (c, length) = escaped(rest.as_bytes().get(past..).unwrap_or_default())?;
                text.push(c);
                start = past + length;
            }
            _ => return Err(Error::new("a control character in a text")),
        }
    }
}

/// The character that stands after a backslash, and the bytes it takes.
fn escaped(bytes: &[u8]) -> Read<(char, usize)> {
    let c = match bytes.first() {
        Some(&c @ (b'"' | b'\\' | b'/')) => char::from(c),
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unit(bytes),
        _ => return Err(Error::new("invalid escape")),
    };
    Ok((c, 1))
}

/// The character of `u` and four digits, or of two such in the way of UTF-16.
fn unit(bytes: &[u8]) -> Read<(char, usize)> {
    let wrong = || Error::new("invalid escape");
    let hex = |from: usize| {
        let digits = bytes.get(from..from + 4)?;
        digits.iter().try_fold(0_u32, |value, &digit| {
            Some(value * 16 + char::from(digit).to_digit(16)?)
        })
    };
    let first = hex(1).ok_or_else(wrong)?;
    if let Some(c) = char::from_u32(first) {
        return Ok((c, 5));
    }
    let second = hex(7).filter(|low| bytes.get(5..7) == Some(b"\\u") && low & 0xfc00 == 0xdc00);
    let (Some(second), 0xd800) = (second, first & 0xfc00) else {
        return Err(wrong());
    };
    let code = 0x1_0000 + ((first & 0x3ff) << 10) + (second & 0x3ff);
    Ok((char::from_u32(code).ok_or_else(wrong)?, 11))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rest: &str, text: Option<&str>) {
        let read = read(rest).ok();
        let text = text.map(|text| (text.to_owned(), rest.len()));
        assert_eq!(read, text, "{rest}");
    }

    #[test]
    fn texts_are_what_they_say() {
        check("常青\"", Some("常青"));
        check(r#"a\n\"\\\/\t\u5e38\uD83C\uDF32""#, Some("a\n\"\\/\t常🌲"));
        for wrong in [
            "open",
            "\n\"",
            r#"\x""#,
            r#"\u12""#,
            r#"\ud83c""#,
            r#"\udf32\ud83c""#,
        ] {
            check(wrong, None);
        }
    }
}
