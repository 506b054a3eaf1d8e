//! Numbers as people read them: grouped, rounded, signed; health so that no band is faked.

use crate::Messages;

/// What stands where there is no number.
pub(crate) const NONE: &str = "—";

/// A whole number of any integer type.
pub trait ToCount {
    /// The number; values beyond `i64` are held at its limits.
    fn to_count(self) -> i64;
}

macro_rules! to_count {
    ($($integer:ty),*) => {$(
        impl ToCount for $integer {
            fn to_count(self) -> i64 {
                i64::try_from(self).unwrap_or(i64::MAX)
            }
        }
    )*};
}
to_count!(u8, u16, u32, u64, usize, i32, i64);

impl Messages {
    /// A whole number, grouped by thousands: 1,234.
    #[must_use]
    pub fn count(self, count: impl ToCount) -> String {
        let count = count.to_count();
        let digits = grouped(count.unsigned_abs());
        if count < 0 {
            format!("−{digits}")
        } else {
            digits
        }
    }

    /// A number, grouped, with `digits` (0–6) after the point: 1,234.5. “—” if it is not finite.
    #[must_use]
    pub fn number(self, number: f64, digits: u8) -> String {
        fixed(number, digits, Sign::Minus)
    }

    /// A number with its sign: +3.2, −12.4, 0.0.
    #[must_use]
    pub fn signed(self, number: f64, digits: u8) -> String {
        fixed(number, digits, Sign::Both)
    }

    /// A share of 1 as a percentage: 0.123 → 12.3%.
    #[must_use]
    pub fn percent(self, share: f64, digits: u8) -> String {
        if share.is_finite() {
            fixed(share * 100.0, digits, Sign::Minus) + "%"
        } else {
            NONE.to_owned()
        }
    }

    /// A number with up to `digits` after the point, without trailing zeros: 12, 12.5.
    #[must_use]
    pub fn short_number(self, number: f64, digits: u8) -> String {
        trimmed(fixed(number, digits, Sign::Minus))
    }

    /// A size in bytes: 512 B, 1.2 MB.
    #[must_use]
    pub fn bytes(self, bytes: u64) -> String {
        const UNITS: [&str; 5] = ["B", "KB", "MB", "GB", "TB"];
        let mut unit = 0;
        let mut size = bytes as f64;
        while size >= 999.5 && unit + 1 < UNITS.len() {
            size /= 1000.0;
            unit += 1;
        }
        let digits = u8::from(unit > 0 && size < 99.95);
        let name = UNITS.get(unit).copied().unwrap_or_default();
        format!("{} {name}", fixed(size, digits, Sign::Minus))
    }

    /// A health value with one decimal (SPEC §4.8), see [`health_text`]. `None` is “—”.
    #[must_use]
    pub fn health(self, value: Option<f64>, edges: &[f64]) -> String {
        value.map_or_else(|| NONE.to_owned(), |value| health_text(value, edges))
    }
}

/// A health value with one decimal that never looks as if it lay in another band.
///
/// `edges` are the lower bounds of the bands (default 50 and 75). 74.96 is below the edge 75, so it
/// reads 74.9 and not 75.0 (SPEC §4.8).
#[must_use]
pub fn health_text(value: f64, edges: &[f64]) -> String {
    if !value.is_finite() {
        return NONE.to_owned();
    }
    let mut tenths = (value * 10.0).round();
    for edge in edges {
        // One step is enough unless edges lie within a tenth of each other.
        if value < *edge && tenths / 10.0 >= *edge {
            tenths = (edge * 10.0).ceil() - 1.0;
        } else if value >= *edge && tenths / 10.0 < *edge {
            tenths = (edge * 10.0).ceil();
        }
    }
    fixed(tenths / 10.0, 1, Sign::Minus)
}

/// Which signs are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// Only that of negative numbers.
    Minus,
    /// Both, except for zero.
    Both,
}

/// `number` rounded half away from zero to `digits` decimals, grouped.
///
/// Integers do the work: the float formatting of the standard library would cost the app 12 KB.
pub(crate) fn fixed(number: f64, digits: u8, sign: Sign) -> String {
    if !number.is_finite() {
        return NONE.to_owned();
    }
    let scale = 10_u64.pow(u32::from(digits.min(6)));
    let magnitude = number.abs();
    // Beyond 2^53 a float has no decimals left to write.
    let (whole, part) = if magnitude * (scale as f64) < 9.0e15 {
        let scaled = (magnitude * scale as f64).round() as u64;
        (scaled / scale, scaled % scale)
    } else {
        (magnitude as u64, 0)
    };
    let zero = whole == 0 && part == 0;
    let mut out = String::new();
    if !zero && number < 0.0 {
        out.push('−');
    } else if !zero && sign == Sign::Both {
        out.push('+');
    }
    out.push_str(&grouped(whole));
    if digits > 0 {
        let decimals = part.to_string();
        out.push('.');
        for _ in decimals.len()..usize::from(digits.min(6)) {
            out.push('0');
        }
        out.push_str(&decimals);
    }
    out
}

/// Without zeros after the last decimal.
pub(crate) fn trimmed(number: String) -> String {
    if number.contains('.') {
        let end = number.trim_end_matches('0').trim_end_matches('.').len();
        number[..end].to_owned()
    } else {
        number
    }
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use perennial_data::Language;

    #[test]
    fn a_number_under_a_band_edge_never_looks_like_the_higher_band() {
        let edges = [50.0, 75.0];
        for (value, text) in [
            (74.96, "74.9"),
            (74.999_999_999_999_99, "74.9"),
            (75.0, "75.0"),
            (49.95, "49.9"),
            (49.94, "49.9"),
            (40.122_8, "40.1"),
            (100.0, "100.0"),
            (0.0, "0.0"),
        ] {
            assert_eq!(health_text(value, &edges), text, "{value}");
        }
        // An edge between tenths: both sides keep their side.
        assert_eq!(health_text(74.98, &[74.97]), "75.0");
        assert_eq!(health_text(74.96, &[74.97]), "74.9");
        assert_eq!(health_text(50.04, &[50.03]), "50.1");
        assert_eq!(health_text(f64::NAN, &edges), "—");
    }

    #[test]
    fn numbers_are_grouped_rounded_and_signed() {
        let m = Messages::new(Language::En);
        assert_eq!(m.number(1234.5, 1), "1,234.5");
        assert_eq!(m.number(0.15, 1), "0.2");
        assert_eq!(m.number(-0.04, 1), "0.0");
        assert_eq!(m.number(1_234_567.0, 0), "1,234,567");
        assert_eq!(m.number(9.007e18, 2), "9,007,000,000,000,000,000.00");
        assert_eq!(m.signed(-12.4, 1), "−12.4");
        assert_eq!(m.signed(3.0, 1), "+3.0");
        assert_eq!(m.signed(0.01, 1), "0.0");
        assert_eq!(m.percent(0.123, 1), "12.3%");
        assert_eq!(m.percent(f64::NAN, 1), "—");
        assert_eq!(m.short_number(12.50, 2), "12.5");
        assert_eq!(m.count(1_000_000_usize), "1,000,000");
        assert_eq!(m.count(-1_234_i64), "−1,234");
        assert_eq!(m.bytes(999), "999 B");
        assert_eq!(m.bytes(999_950), "1.0 MB");
        assert_eq!(m.bytes(123_400_000), "123 MB");
    }
}
