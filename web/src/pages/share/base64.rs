//! Bytes as text and back, in the two alphabets of RFC 4648: the usual one for data in pages, and the one for addresses.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// With `+`, `/` and padding.
pub(super) fn text(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * at) & 63) as usize];
            let is_there = at <= three.len();
            out.push(if is_there { char::from(digit) } else { '=' });
        }
    }
    out
}

/// With `-`, `_` and no padding: nothing in it has to be escaped in an address.
pub(super) fn for_address(bytes: &[u8]) -> String {
    let text = text(bytes);
    text.trim_end_matches('=')
        .replace('+', "-")
        .replace('/', "_")
}

/// What [`text`] wrote; `None` for anything else.
pub(super) fn bytes(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=').as_bytes();
    if !text.len().is_multiple_of(4) || text.len() - digits.len() > 2 {
        return None;
    }
    let value = |digit: u8| {
        Some(match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        })
    };
    let mut out = Vec::with_capacity(digits.len() / 4 * 3 + 2);
    for four in digits.chunks(4) {
        let mut bits = 0_u32;
        for at in 0..4 {
            let digit = four.get(at).copied().map_or(Some(0), value)?;
            bits = bits << 6 | u32::from(digit);
        }
        let [_, bytes @ ..] = bits.to_be_bytes();
        out.extend(&bytes[..four.len() - 1]);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{bytes, for_address, text};

    #[test]
    fn what_is_written_is_read_and_nothing_else() {
        // Test vectors of RFC 4648, section 10.
        for (plain, written) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(text(plain.as_bytes()), written);
            assert_eq!(bytes(written).unwrap(), plain.as_bytes());
        }
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(bytes(&text(&all)).unwrap(), all);
        assert_eq!(for_address(&[0xff, 0xef, 0xfe, 0xff]), "_-_-_w");
        for wrong in ["Zg", "Zg=", "Z===", "<b>a", "Zm9v\n"] {
            assert_eq!(bytes(wrong), None, "{wrong}");
        }
    }
}
