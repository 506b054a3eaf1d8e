//! A float as decimal digits, without the tables of powers that the standard library's way carries.

use crate::decimal::Decimal;

/// So far whole numbers times a power of ten keep all their digits.
const DIGITS: f64 = 1e15;
/// As many places as 64 bits have powers of ten for.
const PLACES: u8 = 18;

/// The fewest digits that read back as the number, without an exponent; where more than 15 are needed,
/// the nearest number of 15 digits and at most 18 places. `NaN` and `∞` as such; whole numbers
/// of more than 18 digits end at the largest that 64 bits hold.
#[must_use]
pub fn number_text(number: f64) -> String {
    if !number.is_finite() {
        let words = if number.is_nan() { "NaN" } else { "∞" };
        let sign = if number < 0.0 { "-" } else { "" };
        return format!("{sign}{words}");
    }
    let mut nearest = Decimal::whole(number.round() as i64);
    let mut power = 1.0;
    for scale in 1..=PLACES {
        // Both are whole and exact, so that the quotient is what the digits read back as.
        if nearest.mantissa as f64 / power == number || (number * power * 10.0).abs() >= DIGITS {
            break;
        }
        power *= 10.0;
        nearest = Decimal {
            mantissa: (number * power).round() as i64,
            scale,
        };
    }
    nearest.to_string()
}

#[cfg(test)]
mod tests {
    use super::number_text;

    #[test]
    fn numbers_are_written_as_people_do() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (100.0, "100"),
            (-0.5, "-0.5"),
            (62.5, "62.5"),
            (0.1, "0.1"),
            (1e-7, "0.0000001"),
            (1.0 / 3.0, "0.333333333333333"),
            (0.1 + 0.2, "0.3"),
            (12_345_678.901, "12345678.901"),
            (9e15, "9000000000000000"),
            (1e18, "1000000000000000000"),
            (f64::NAN, "NaN"),
            (f64::NEG_INFINITY, "-∞"),
        ] {
            assert_eq!(number_text(number), text);
        }
    }

    #[test]
    fn decimals_are_written_as_the_standard_library_does() {
        let mut mantissa: i64 = 1;
        for _ in 0..10_000 {
            // A step of some generator: any numbers will do.
            mantissa = mantissa.wrapping_mul(6_364_136_223_846_793_005) + 1;
            let digits = mantissa % 100_000_000_000_000;
            for power in [1.0, 10.0, 1e3, 1e6] {
                let number = digits as f64 / power;
                assert_eq!(number_text(number), number.to_string());
            }
        }
    }
}
