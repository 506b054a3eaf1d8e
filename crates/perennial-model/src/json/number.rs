//! A number at the start of JSON text.

use super::Read;
use super::error::Error;

/// A number as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    /// 0 or above, without decimals.
    Whole(u64),
    /// Below 0, without decimals.
    Negative(i64),
    /// With decimals or an exponent, or beyond the whole numbers of 64 bits.
    Float(f64),
}

impl Number {
    pub(super) fn as_f64(self) -> f64 {
        match self {
            Self::Whole(whole) => whole as f64,
            Self::Negative(whole) => whole as f64,
            Self::Float(float) => float,
        }
    }
}

/// The number and its length in bytes.
pub(super) fn read(bytes: &[u8]) -> Read<(Number, usize)> {
    let mut scan = Scan::default();
    let mut at = 0;
    let is = |at: usize, one_of: &[u8]| bytes.get(at).is_some_and(|byte| one_of.contains(byte));
    let negative = is(0, b"-");
    at += usize::from(negative);
    let start = at;
    at += scan.digits(&bytes[at..], 1);
    if at == start || (is(start, b"0") && at > start + 1) {
        return Err(Error::new("invalid number"));
    }
    let mut whole = scan.scale == 0;
    if is(at, b".") {
        whole = false;
        let decimals = scan.digits(&bytes[at + 1..], 0);
        if decimals == 0 {
            return Err(Error::new("invalid number"));
        }
        at += 1 + decimals;
    }
    if is(at, b"eE") {
        whole = false;
        let below = is(at + 1, b"-");
        at += 1 + usize::from(is(at + 1, b"+-"));
        let mut exponent = 0_i32;
        let from = at;
        while let Some(digit) = bytes.get(at).filter(|byte| byte.is_ascii_digit()) {
            exponent = exponent
                .saturating_mul(10)
                .saturating_add(i32::from(digit - b'0'));
            at += 1;
        }
        if at == from {
            return Err(Error::new("invalid number"));
        }
        let exponent = if below { -exponent } else { exponent };
        scan.scale = scan.scale.saturating_add(exponent);
    }
    if whole && !negative {
        return Ok((Number::Whole(scan.digits), at));
    }
    // −0 is a float, as whole numbers have no such thing.
    if whole
        && scan.digits > 0
        && let Ok(value) = i64::try_from(scan.digits)
    {
        return Ok((Number::Negative(-value), at));
    }
    let value = scaled(scan.digits as f64, scan.scale);
    if value.is_infinite() {
        return Err(Error::new("number out of range"));
    }
    Ok((Number::Float(if negative { -value } else { value }), at))
}

/// Digits read so far: `digits · 10^scale`.
#[derive(Default)]
struct Scan {
    digits: u64,
    scale: i32,
    /// No further digit fits.
    full: bool,
}

impl Scan {
    /// Takes digits; each that no longer fits adds `beyond` to the scale, each that fits `beyond` − 1.
    /// Returns how many there are.
    fn digits(&mut self, bytes: &[u8], beyond: i32) -> usize {
        let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit());
        let mut n = 0;
        for digit in digits {
            n += 1;
            let longer = self.digits.checked_mul(10);
            let longer = longer.and_then(|longer| longer.checked_add(u64::from(digit - b'0')));
            match longer.filter(|_| !self.full) {
                Some(longer) => {
                    self.digits = longer;
                    self.scale += beyond - 1;
                }
                None => {
                    self.full = true;
                    self.scale += beyond;
                }
            }
        }
        n
    }
}

/// `value · 10^scale`: one exact power and one rounding while the scale lies within ±22.
fn scaled(mut value: f64, mut scale: i32) -> f64 {
    while scale != 0 && value != 0.0 && value.is_finite() {
        let step = scale.clamp(-22, 22);
        let power = (0..step.abs()).fold(1.0, |power, _| power * 10.0);
        if step > 0 {
            value *= power;
        } else {
            value /= power;
        }
        scale -= step;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, number: Option<Number>) {
        let read = read(text.as_bytes()).ok();
        assert_eq!(read, number.map(|number| (number, text.len())), "{text}");
    }

    #[test]
    fn numbers_are_what_they_say() {
        check("0", Some(Number::Whole(0)));
        check("18446744073709551615", Some(Number::Whole(u64::MAX)));
        check("-12", Some(Number::Negative(-12)));
        check("0.1", Some(Number::Float(0.1)));
        check("-273.15", Some(Number::Float(-273.15)));
        check("1.5e3", Some(Number::Float(1500.0)));
        check("25E-2", Some(Number::Float(0.25)));
        check("1e22", Some(Number::Float(1e22)));
        check(
            "184467440737095516150",
            Some(Number::Float(184_467_440_737_095_516_150.0)),
        );
        check(
            "18446744073709551616000",
            Some(Number::Float(18_446_744_073_709_551_616_000.0)),
        );
        check("1e-999999999999", Some(Number::Float(0.0)));
        for wrong in ["", "-", "01", "1.", "1e", "1e+", "1e999", ".5", "+1"] {
            check(wrong, None);
        }
    }
}
