//! Where values stand among each other: middle ranks, for percentiles and quintiles.

use perennial_data::{key_of_f64, sort_keys};

/// Places among the values of a portfolio.
pub(crate) struct Ranks {
    /// Per value twice its middle rank from 0: twice the number of smaller values plus the number
    /// of equal ones, itself included. `None` where the value is missing.
    doubled: Vec<Option<u32>>,
    /// How many values there are.
    n: u32,
}

impl Ranks {
    /// Ranks of the values that are there; NaN is missing.
    pub(crate) fn of(values: &[f64]) -> Self {
        let mut keys: Vec<u128> = (0_u32..)
            .zip(values)
            .filter(|(_, value)| !value.is_nan())
            // Adding 0 makes the two zeros one.
            .map(|(at, value)| key_of_f64(value + 0.0) << 32 | u128::from(at))
            .collect();
        sort_keys(&mut keys);
        let mut doubled = vec![None; values.len()];
        let mut below = 0;
        for ties in keys.chunk_by(|a, b| a >> 32 == b >> 32) {
            let count = u32::try_from(ties.len()).unwrap_or(u32::MAX);
            for key in ties {
                doubled[(key & 0xffff_ffff) as usize] = Some(2 * below + count);
            }
            below += count;
        }
        Self { doubled, n: below }
    }

    /// 0 to 100: the share of smaller values, equal ones counted half; NaN where missing. One value
    /// alone stands at 50.
    pub(crate) fn percentiles(&self) -> Vec<f64> {
        let n = f64::from(self.n);
        let percentile = |doubled: &Option<u32>| doubled.map(|d| 50.0 * f64::from(d) / n);
        self.doubled
            .iter()
            .map(|doubled| percentile(doubled).unwrap_or(f64::NAN))
            .collect()
    }

    /// The fifth of a value, 1 lowest to 5 highest.
    pub(crate) fn quintile(&self, at: usize) -> Option<u8> {
        let doubled = u64::from((*self.doubled.get(at)?)?);
        let fifth = 5 * doubled / (2 * u64::from(self.n.max(1)));
        u8::try_from(fifth.min(4) + 1).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quintiles(values: &[f64]) -> Vec<Option<u8>> {
        let ranks = Ranks::of(values);
        (0..values.len()).map(|at| ranks.quintile(at)).collect()
    }

    #[test]
    fn quintiles_of_none_one_five_ties_and_missing() {
        assert_eq!(quintiles(&[]), []);
        assert_eq!(quintiles(&[7.0]), [Some(3)]);
        assert_eq!(
            quintiles(&[10.0, 50.0, 30.0, 20.0, 40.0]),
            [1, 5, 3, 2, 4].map(Some)
        );
        assert_eq!(quintiles(&[1.0; 4]), [Some(3); 4]);
        assert_eq!(
            quintiles(&[-0.0, 0.0, f64::NAN, 9.0, 9.0]),
            [Some(2), Some(2), None, Some(4), Some(4)]
        );
    }

    #[test]
    fn percentiles_are_shares_of_smaller_values() {
        assert_eq!(Ranks::of(&[3.0]).percentiles(), [50.0]);
        assert_eq!(
            Ranks::of(&[1.0, 2.0, 2.0, 4.0]).percentiles(),
            [12.5, 50.0, 50.0, 87.5]
        );
        assert!(Ranks::of(&[f64::NAN]).percentiles()[0].is_nan());
    }
}
