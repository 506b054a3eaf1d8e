//! Numbers as text that reads back as the same number, for addresses, attributes and fields.
//!
//! In the browser it is the browser that reads and writes them: the standard library's ways carry
//! tables of powers that would be a tenth of the download. Numbers for people are written by
//! [`perennial_i18n::Messages`].

/// The number that a text is: decimal digits with sign, point and exponent, and nothing else.
pub(crate) fn read(text: &str) -> Option<f64> {
    let is_decimal = text.bytes().any(|byte| byte.is_ascii_digit())
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    let number = is_decimal.then(|| parse(text))?;
    number.is_finite().then_some(number)
}

/// The shortest text that reads back as the number.
pub(crate) fn text(number: f64) -> String {
    print(number)
}

#[cfg(target_arch = "wasm32")]
fn parse(text: &str) -> f64 {
    wasm_bindgen::JsValue::from_str(text).unchecked_into_f64()
}

#[cfg(target_arch = "wasm32")]
fn print(number: f64) -> String {
    let text = js_sys::Number::from(number).to_string_with_radix(10);
    // Refused only for radixes that are none.
    text.map(String::from).unwrap_or_default()
}

#[cfg(not(target_arch = "wasm32"))]
fn parse(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}

#[cfg(not(target_arch = "wasm32"))]
fn print(number: f64) -> String {
    number.to_string()
}

#[cfg(test)]
mod tests {
    use super::{read, text};

    #[test]
    fn what_is_written_reads_back_and_words_do_not() {
        for number in [0.0, -1.5, 62.5, 0.1 + 0.2, 1e21, f64::MIN_POSITIVE] {
            assert_eq!(read(&text(number)), Some(number));
        }
        for word in ["", " ", "NaN", "inf", "0x10", "1,000", "-", "1-2", "1e999"] {
            assert_eq!(read(word), None, "{word}");
        }
    }
}
