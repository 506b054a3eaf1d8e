//! Numbers as programs write them, read digit by digit: exactly, as an import reads those of a file.

use perennial_data::{Decimal, round_half_even};

/// Places that a decimal keeps; further ones are rounded half to even, as on import.
const PLACES: i32 = 6;

/// A number with or without point, sign and exponent; `None` for anything else, and for one that 64 bits do
/// not hold.
pub(crate) fn read(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (is_negative, digits) = match digits.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, digits.strip_prefix('+').unwrap_or(digits)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let mut mantissa: i128 = 0;
    for digit in whole.bytes().chain(fraction.bytes()) {
        mantissa = mantissa
            .checked_mul(10)?
            .checked_add(i128::from(digit - b'0'))?;
    }
    let mut scale = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
    // A power beyond what 128 bits hold leaves nothing, or too much.
    let power = |by: i32| 10_i128.checked_pow(by.unsigned_abs());
    if scale > PLACES {
        mantissa = power(scale - PLACES).map_or(0, |by| round_half_even(mantissa, by));
        scale = PLACES;
    } else if scale < 0 {
        mantissa = if mantissa == 0 {
            0
        } else {
            mantissa.checked_mul(power(scale)?)?
        };
        scale = 0;
    }
    let mantissa = i64::try_from(if is_negative { -mantissa } else { mantissa }).ok()?;
    Some(Decimal {
        mantissa,
        scale: u8::try_from(scale).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_kept_and_nonsense_is_refused() {
        let of = |text: &str| read(text).map(|decimal| decimal.to_string());
        for (text, value) in [
            ("12", "12"),
            ("-12.50", "-12.5"),
            ("1e3", "1000"),
            ("1.5e-7", "0"),
            ("2.5e-6", "0.000002"),
            ("0.30000000000000004", "0.3"),
            ("1e300", ""),
            ("123456789012345678", "123456789012345678"),
            ("1,000", ""),
            ("", ""),
            (".5", ""),
            ("NaN", ""),
            ("--1", ""),
            ("0e999999999", "0"),
        ] {
            assert_eq!(of(text).unwrap_or_default(), value, "{text}");
        }
    }
}
