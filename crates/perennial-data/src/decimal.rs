//! Numbers as people write them: decimals, kept exactly, so that sums do not depend on row order.

use serde::{Deserialize, Serialize};

/// The most decimal places that are kept; further ones are rounded half to even on import.
pub(crate) const MAX_SCALE: u8 = 6;
const POWERS: [i64; 19] = {
    let mut powers = [1_i64; 19];
    let mut i = 1;
    while i < powers.len() {
        powers[i] = powers[i - 1] * 10;
        i += 1;
    }
    powers
};
const MISSING_32: i32 = i32::MIN;
const MISSING_64: i64 = i64::MIN;

/// `mantissa · 10^−scale`, scale 0 to 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decimal {
    /// The digits as one whole number.
    pub mantissa: i64,
    /// How many of them stand behind the point, 0 to 6.
    pub scale: u8,
}

impl Decimal {
    /// A whole number.
    #[must_use]
    pub fn whole(mantissa: i64) -> Self {
        Self { mantissa, scale: 0 }
    }

    /// The nearest `f64`.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // rounding to the nearest f64 is what is asked for
    pub fn to_f64(self) -> f64 {
        self.mantissa as f64 / POWERS[usize::from(self.scale)] as f64
    }
}

impl std::fmt::Display for Decimal {
    /// Plain digits without trailing zeros behind the point.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unit = POWERS[usize::from(self.scale)].unsigned_abs();
        let digits = self.mantissa.unsigned_abs();
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let (whole, rest) = (digits / unit, digits % unit);
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        let places = usize::from(self.scale);
        let text = format!("{rest:0places$}");
        write!(f, "{sign}{whole}.{}", text.trim_end_matches('0'))
    }
}

/// The integers of a decimal column, in the narrower form that fits. `MIN` is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ints {
    /// Every value fits 32 bits.
    I32(Vec<i32>),
    /// Some value does not.
    I64(Vec<i64>),
}

/// A column of decimals with one scale for all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decimals {
    scale: u8,
    ints: Ints,
}

impl Default for Decimals {
    fn default() -> Self {
        Self {
            scale: 0,
            ints: Ints::I32(Vec::new()),
        }
    }
}

impl Decimals {
    /// A column of these integers at this scale; `None` for a scale past 6.
    pub(crate) fn from_parts(scale: u8, ints: Ints) -> Option<Self> {
        (scale <= MAX_SCALE).then_some(Self { scale, ints })
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.ints {
            Ints::I32(values) => values.len(),
            Ints::I64(values) => values.len(),
        }
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Decimal places of every value in the column.
    #[must_use]
    pub fn scale(&self) -> u8 {
        self.scale
    }

    /// What an integer of this column is divided by to give its value: `10^scale`.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // powers up to 10^6 are exact
    pub fn divisor(&self) -> f64 {
        POWERS[usize::from(self.scale)] as f64
    }

    /// The integers, for loops over the column.
    #[must_use]
    pub fn ints(&self) -> &Ints {
        &self.ints
    }

    /// The value in `row` as an integer at the column's scale; `None` where missing or past the end.
    #[must_use]
    pub fn mantissa(&self, row: usize) -> Option<i64> {
        match &self.ints {
            Ints::I32(values) => values
                .get(row)
                .filter(|&&v| v != MISSING_32)
                .map(|&v| i64::from(v)),
            Ints::I64(values) => values.get(row).filter(|&&v| v != MISSING_64).copied(),
        }
    }

    /// The value in `row`; `None` where missing or past the end.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<f64> {
        self.decimal(row).map(Decimal::to_f64)
    }

    /// The exact value in `row`; `None` where missing or past the end.
    #[must_use]
    pub fn decimal(&self, row: usize) -> Option<Decimal> {
        self.mantissa(row).map(|mantissa| Decimal {
            mantissa,
            scale: self.scale,
        })
    }

    /// Adds a row. A value that cannot be held beside the others at their scale (more than 18
    /// digits in all) gives `false` and is added as missing.
    #[inline]
    pub fn push(&mut self, value: Option<Decimal>) -> bool {
        if let (Some(value), Ints::I32(values)) = (value, &mut self.ints)
            && value.scale == self.scale
            && let Ok(int) = i32::try_from(value.mantissa)
            && int != MISSING_32
        {
            values.push(int);
            return true;
        }
        self.push_any(value)
    }

    /// Adds a row for each whole number; [`i32::MIN`] is missing.
    pub fn extend_whole(&mut self, numbers: &[i32]) {
        match &mut self.ints {
            Ints::I32(values) if self.scale == 0 => values.extend_from_slice(numbers),
            _ => {
                for &number in numbers {
                    let value = (number != MISSING_32).then(|| Decimal::whole(number.into()));
                    self.push(value);
                }
            }
        }
    }

    /// Adds all rows of `other`.
    pub(crate) fn append(&mut self, other: &Self) {
        match (&mut self.ints, &other.ints) {
            (Ints::I32(to), Ints::I32(from)) if self.scale == other.scale => {
                to.extend_from_slice(from);
            }
            _ => (0..other.len()).for_each(|row| {
                self.push(other.decimal(row));
            }),
        }
    }

    /// Makes room for so many further rows.
    pub(crate) fn reserve(&mut self, rows: usize) {
        match &mut self.ints {
            Ints::I32(values) => values.reserve_exact(rows),
            Ints::I64(values) => values.reserve_exact(rows),
        }
    }

    fn push_any(&mut self, value: Option<Decimal>) -> bool {
        let Some(value) = value else {
            self.push_missing();
            return true;
        };
        let value = if value.scale > self.scale {
            self.widen_for(value)
        } else {
            value
        };
        let up = POWERS[usize::from(self.scale.saturating_sub(value.scale))];
        let fits = value.mantissa.checked_mul(up).filter(|&m| m != MISSING_64);
        match fits {
            Some(mantissa) => self.push_int(mantissa),
            None => self.push_missing(),
        }
        fits.is_some()
    }

    /// The rows named, in the order named.
    #[must_use]
    pub fn select(&self, rows: &[u32]) -> Self {
        let ints = match &self.ints {
            Ints::I32(values) => Ints::I32(
                rows.iter()
                    .map(|&r| *values.get(r as usize).unwrap_or(&MISSING_32))
                    .collect(),
            ),
            Ints::I64(values) => Ints::I64(
                rows.iter()
                    .map(|&r| *values.get(r as usize).unwrap_or(&MISSING_64))
                    .collect(),
            ),
        };
        Self {
            scale: self.scale,
            ints,
        }
    }

    /// Replaces the value in `row`, which must exist; `false` where it cannot be held.
    pub fn set(&mut self, row: usize, value: Decimal) -> bool {
        let mut one = Self {
            scale: self.scale,
            ints: Ints::I64(Vec::new()),
        };
        if value.scale > self.scale {
            self.rescale(value.scale);
            one.scale = self.scale;
        }
        if !one.push(Some(value)) || one.scale != self.scale {
            return false;
        }
        let Some(mantissa) = one.mantissa(0) else {
            return false;
        };
        if i32::try_from(mantissa).is_err() || i32::try_from(mantissa) == Ok(MISSING_32) {
            self.widen();
        }
        match &mut self.ints {
            Ints::I32(values) => {
                if let (Some(slot), Ok(v)) = (values.get_mut(row), i32::try_from(mantissa)) {
                    *slot = v;
                }
            }
            Ints::I64(values) => {
                if let Some(slot) = values.get_mut(row) {
                    *slot = mantissa;
                }
            }
        }
        true
    }

    fn push_missing(&mut self) {
        match &mut self.ints {
            Ints::I32(values) => values.push(MISSING_32),
            Ints::I64(values) => values.push(MISSING_64),
        }
    }

    fn push_int(&mut self, mantissa: i64) {
        if let Ints::I32(values) = &mut self.ints {
            match i32::try_from(mantissa) {
                Ok(v) if v != MISSING_32 => {
                    values.push(v);
                    return;
                }
                _ => self.widen(),
            }
        }
        if let Ints::I64(values) = &mut self.ints {
            values.push(mantissa);
        }
    }

    fn widen(&mut self) {
        if let Ints::I32(values) = &self.ints {
            let wide = values
                .iter()
                .map(|&v| {
                    if v == MISSING_32 {
                        MISSING_64
                    } else {
                        i64::from(v)
                    }
                })
                .collect();
            self.ints = Ints::I64(wide);
        }
    }

    /// Raises the column's scale for `value` as far as all values allow; gives `value` rounded to
    /// the scale that was reached.
    fn widen_for(&mut self, value: Decimal) -> Decimal {
        self.rescale(value.scale.min(MAX_SCALE));
        if self.scale >= value.scale {
            return value;
        }
        let down = POWERS[usize::from(value.scale - self.scale)];
        Decimal {
            // Towards fewer digits: it fits.
            mantissa: i64::try_from(round_half_even(value.mantissa.into(), down.into()))
                .unwrap_or(0),
            scale: self.scale,
        }
    }

    fn rescale(&mut self, scale: u8) {
        while self.scale < scale {
            let fits = match &self.ints {
                Ints::I32(_) => true,
                Ints::I64(values) => values
                    .iter()
                    .all(|&v| v == MISSING_64 || v.checked_mul(10).is_some()),
            };
            if !fits {
                return;
            }
            let narrow = match &self.ints {
                Ints::I32(values) => values.iter().all(|&v| {
                    v == MISSING_32 || v.checked_mul(10).is_some_and(|m| m != MISSING_32)
                }),
                Ints::I64(_) => true,
            };
            if !narrow {
                self.widen();
            }
            match &mut self.ints {
                Ints::I32(values) => {
                    values
                        .iter_mut()
                        .filter(|v| **v != MISSING_32)
                        .for_each(|v| *v *= 10);
                }
                Ints::I64(values) => {
                    values
                        .iter_mut()
                        .filter(|v| **v != MISSING_64)
                        .for_each(|v| *v *= 10);
                }
            }
            self.scale += 1;
        }
    }
}

/// `numerator / denominator` to the nearest integer, halves to even. The denominator is not 0.
#[must_use]
pub fn round_half_even(numerator: i128, denominator: i128) -> i128 {
    let (numerator, denominator) = if denominator < 0 {
        (-numerator, -denominator)
    } else {
        (numerator, denominator)
    };
    let (quotient, rest) = (
        numerator.div_euclid(denominator),
        numerator.rem_euclid(denominator),
    );
    match (rest * 2).cmp(&denominator) {
        std::cmp::Ordering::Less => quotient,
        std::cmp::Ordering::Greater => quotient + 1,
        std::cmp::Ordering::Equal => quotient + quotient.rem_euclid(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(mantissa: i64, scale: u8) -> Option<Decimal> {
        Some(Decimal { mantissa, scale })
    }

    #[test]
    fn a_finer_value_rescales_the_earlier_ones() {
        let mut column = Decimals::default();
        assert!(column.push(dec(7, 0)) && column.push(None) && column.push(dec(1234, 3)));
        assert_eq!(
            (column.get(0), column.get(1), column.get(2)),
            (Some(7.0), None, Some(1.234))
        );
        assert_eq!(column.get(3), None);
    }

    #[test]
    fn whole_numbers_at_once_are_those_one_by_one() {
        for first in [None, dec(5, 0), dec(5, 1), dec(5_000_000_000, 0)] {
            let (mut at_once, mut one_by_one) = (Decimals::default(), Decimals::default());
            assert!(at_once.push(first) && one_by_one.push(first));
            at_once.extend_whole(&[7, i32::MIN, -1]);
            for value in [dec(7, 0), None, dec(-1, 0)] {
                assert!(one_by_one.push(value));
            }
            assert_eq!(at_once, one_by_one);
        }
    }

    #[test]
    fn wide_values_change_the_storage_not_the_meaning() {
        let mut column = Decimals::default();
        for value in [
            dec(1, 0),
            dec(i64::from(i32::MIN), 0),
            dec(5_000_000_000, 2),
            None,
        ] {
            assert!(column.push(value));
        }
        assert!(matches!(column.ints(), Ints::I64(_)));
        assert_eq!(column.get(0), Some(1.0));
        assert_eq!(column.get(1), Some(f64::from(i32::MIN)));
        assert_eq!(column.get(2), Some(50_000_000.0));
        assert_eq!(column.get(3), None);
    }

    #[test]
    fn what_cannot_be_held_is_said() {
        let mut column = Decimals::default();
        assert!(column.push(dec(1, 6)));
        assert!(!column.push(dec(i64::MAX, 0)));
        assert_eq!(column.len(), 2);
        assert_eq!(column.get(1), None);
    }

    #[test]
    fn a_set_value_reads_back_at_any_scale() {
        let mut column = Decimals::default();
        column.push(dec(3, 0));
        column.push(None);
        assert!(column.set(
            1,
            Decimal {
                mantissa: 25,
                scale: 1
            }
        ));
        assert!(column.set(0, Decimal::whole(9_000_000_000)));
        assert_eq!((column.get(0), column.get(1)), (Some(9e9), Some(2.5)));
    }

    #[test]
    fn halves_round_to_even() {
        assert_eq!(
            [25, 35, -25, 26].map(|m| round_half_even(m, 10)),
            [2, 4, -2, 3]
        );
    }
}
