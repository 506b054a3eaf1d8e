//! A coordinate as text.

/// `value` with at most two decimals and no trailing zeros, as SVG attributes want it.
///
/// Integers do the work: the float formatting of the standard library would cost the app 12 KB.
/// Values beyond ±10⁹ and values that are not finite are held or written as 0.
#[must_use]
pub fn coord(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let hundredths = (value.clamp(-1e9, 1e9) * 100.0).round() as i64;
    let (whole, part) = (hundredths.abs() / 100, hundredths.abs() % 100);
    let sign = if hundredths < 0 { "-" } else { "" };
    match part {
        0 => format!("{sign}{whole}"),
        part if part % 10 == 0 => format!("{sign}{whole}.{}", part / 10),
        part => format!("{sign}{whole}.{}{}", part / 10, part % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short() {
        for (value, text) in [
            (0.0, "0"),
            (-0.001, "0"),
            (12.5, "12.5"),
            (-3.456, "-3.46"),
            (7.05, "7.05"),
            (f64::NAN, "0"),
            (f64::INFINITY, "0"),
        ] {
            assert_eq!(coord(value), text);
        }
    }
}
