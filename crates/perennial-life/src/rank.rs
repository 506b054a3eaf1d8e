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

/// Values in order, kept from date to date: where few have moved, only those are sorted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Order {
    /// In order: place among all numbers, then whose.
    keys: Vec<u128>,
    /// Per account the place of its value, [`NO_PLACE`] where it is missing.
    places: Vec<u64>,
}

/// The place of a NaN, which no value that is there has.
const NO_PLACE: u64 = u64::MAX;
/// Sorting anew is less work where more than this share has moved.
const MOST_MOVES: usize = 4;

impl Order {
    /// Goes on to other values.
    fn update(&mut self, values: &[f64]) -> &[u128] {
        let place = |value: &f64| {
            // Adding 0 makes the two zeros one.
            let place = key_of_f64(value + 0.0) as u64;
            if value.is_nan() { NO_PLACE } else { place }
        };
        let places: Vec<u64> = values.iter().map(place).collect();
        let key = |at: u32, place: u64| u128::from(place) << 32 | u128::from(at);
        let there = (0_u32..)
            .zip(&places)
            .filter(|(_, place)| **place != NO_PLACE);
        let has_moved = |at: u32| {
            let before = self.places.get(at as usize);
            before != places.get(at as usize)
        };
        let moved: Vec<u128> = there
            .clone()
            .filter(|&(at, _)| has_moved(at))
            .map(|(at, &place)| key(at, place))
            .collect();
        if self.places.len() != places.len() || moved.len() * MOST_MOVES > places.len() {
            self.keys = there.map(|(at, &place)| key(at, place)).collect();
            sort_keys(&mut self.keys);
        } else {
            let mut moved = moved;
            sort_keys(&mut moved);
            let stays = self.keys.iter().filter(|&&key| !has_moved(key as u32));
            self.keys = merged(stays.copied(), moved.into_iter());
        }
        self.places = places;
        &self.keys
    }
}

/// Two ascending lists as one.
fn merged(a: impl Iterator<Item = u128>, b: impl Iterator<Item = u128>) -> Vec<u128> {
    let (mut a, mut b) = (a.peekable(), b.peekable());
    let mut all = Vec::new();
    while let Some(&next) = a.peek() {
        match b.next_if(|&other| other < next) {
            Some(other) => all.push(other),
            None => all.extend(a.next()),
        }
    }
    all.extend(b);
    all
}

impl Ranks {
    /// Ranks of the values that are there; NaN is missing.
    pub(crate) fn of(values: &[f64]) -> Self {
        Self::after(&mut Order::default(), values)
    }

    /// As [`Ranks::of`], with less work where few values have moved since `order` was used last.
    pub(crate) fn after(order: &mut Order, values: &[f64]) -> Self {
        let keys = order.update(values);
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
    fn an_order_that_is_kept_ranks_as_a_new_one() {
        let mut order = Order::default();
        let mut values = vec![5.0, f64::NAN, 1.0, 3.0, 3.0, -0.0, 8.0, 0.0, 2.0];
        let moves = [(0, 3.0), (1, 4.0), (1, f64::NAN), (6, -1.0), (6, -1.0)];
        for (at, value) in moves {
            values[at] = value;
            let kept = Ranks::after(&mut order, &values);
            assert_eq!(kept.doubled, Ranks::of(&values).doubled, "{values:?}");
        }
        values.extend([1.0, 9.0]);
        let kept = Ranks::after(&mut order, &values);
        assert_eq!(kept.doubled, Ranks::of(&values).doubled);
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
