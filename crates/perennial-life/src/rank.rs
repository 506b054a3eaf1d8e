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

/// Values in order and their percentiles, kept from date to date: where few have moved, only those are
/// sorted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Order {
    /// In order: place among all numbers, then whose.
    keys: Vec<u128>,
    /// Per account the place of its value, [`NO_PLACE`] where it is missing.
    places: Vec<u64>,
    percentiles: Vec<f64>,
}

/// The place of a NaN, which no value that is there has.
const NO_PLACE: u64 = u64::MAX;
/// Sorting anew is less work where more than this share has moved.
const MOST_MOVES: usize = 4;

fn place(value: f64) -> u64 {
    // Adding 0 makes the two zeros one.
    let place = key_of_f64(value + 0.0) as u64;
    if value.is_nan() { NO_PLACE } else { place }
}

fn key(at: u32, place: u64) -> u128 {
    u128::from(place) << 32 | u128::from(at)
}

/// Keys of the values that are there, in order.
fn keys(places: &[u64]) -> Vec<u128> {
    let there = (0_u32..)
        .zip(places)
        .filter(|(_, place)| **place != NO_PLACE);
    let mut keys: Vec<u128> = there.map(|(at, &place)| key(at, place)).collect();
    sort_keys(&mut keys);
    keys
}

/// Calls `visit` with each key's account and twice its middle rank.
fn each_rank(keys: &[u128], mut visit: impl FnMut(usize, u32)) {
    let mut below = 0;
    for ties in keys.chunk_by(|a, b| a >> 32 == b >> 32) {
        let count = u32::try_from(ties.len()).unwrap_or(u32::MAX);
        for key in ties {
            visit((key & 0xffff_ffff) as usize, 2 * below + count);
        }
        below += count;
    }
}

fn percentile(doubled: u32, n: f64) -> f64 {
    50.0 * f64::from(doubled) / n
}

impl Order {
    /// As [`Ranks::percentiles`], with less work where few values have moved since the last time.
    pub(crate) fn percentiles(&mut self, values: &[f64]) -> &[f64] {
        let mut moved: Vec<(u32, u64)> = Vec::new();
        if self.places.len() == values.len() {
            let both = values.iter().zip(&self.places);
            for (at, (&value, &before)) in (0_u32..).zip(both) {
                let now = place(value);
                if now != before {
                    moved.push((at, now));
                }
            }
            if moved.is_empty() {
                return &self.percentiles;
            }
        }
        if self.places.len() != values.len() || moved.len() * MOST_MOVES > values.len() {
            self.places = values.iter().map(|&value| place(value)).collect();
            self.keys = keys(&self.places);
            self.percentiles = vec![f64::NAN; values.len()];
        } else {
            self.move_some(&moved);
        }
        let n = f64::from(u32::try_from(self.keys.len()).unwrap_or(u32::MAX));
        let percentiles = &mut self.percentiles;
        each_rank(&self.keys, |at, doubled| {
            percentiles[at] = percentile(doubled, n)
        });
        &self.percentiles
    }

    /// Takes some keys out and puts others in.
    fn move_some(&mut self, moved: &[(u32, u64)]) {
        let (mut gone, mut come) = (Vec::new(), Vec::new());
        for &(at, now) in moved {
            let before = std::mem::replace(&mut self.places[at as usize], now);
            if before != NO_PLACE {
                gone.push(key(at, before));
            }
            if now == NO_PLACE {
                self.percentiles[at as usize] = f64::NAN;
            } else {
                come.push(key(at, now));
            }
        }
        sort_keys(&mut gone);
        sort_keys(&mut come);
        let mut keys = Vec::with_capacity(self.keys.len() + come.len());
        let mut rest = &self.keys[..];
        let (mut gone, mut come) = (gone.into_iter().peekable(), come.into_iter().peekable());
        loop {
            let next = match (gone.peek(), come.peek()) {
                (Some(&gone), Some(&come)) => gone.min(come),
                (Some(&key), None) | (None, Some(&key)) => key,
                (None, None) => break,
            };
            let (stay, after) = rest.split_at(rest.partition_point(|&key| key < next));
            keys.extend_from_slice(stay);
            rest = after;
            if gone.next_if_eq(&next).is_some() {
                rest = rest.get(1..).unwrap_or_default();
            } else {
                keys.extend(come.next());
            }
        }
        keys.extend_from_slice(rest);
        self.keys = keys;
    }
}

impl Ranks {
    /// Ranks of the values that are there; NaN is missing.
    pub(crate) fn of(values: &[f64]) -> Self {
        let places: Vec<u64> = values.iter().map(|&value| place(value)).collect();
        let keys = keys(&places);
        let mut doubled = vec![None; values.len()];
        each_rank(&keys, |at, rank| doubled[at] = Some(rank));
        let n = u32::try_from(keys.len()).unwrap_or(u32::MAX);
        Self { doubled, n }
    }

    /// 0 to 100: the share of smaller values, equal ones counted half; NaN where missing. One value
    /// alone stands at 50.
    pub(crate) fn percentiles(&self) -> Vec<f64> {
        let n = f64::from(self.n);
        let percentile = |doubled: &Option<u32>| doubled.map_or(f64::NAN, |d| percentile(d, n));
        self.doubled.iter().map(percentile).collect()
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
        let moves = [
            (0, 3.0),
            (1, 4.0),
            (1, f64::NAN),
            (6, -1.0),
            (6, -1.0),
            (2, 9.0),
            (8, 0.5),
        ];
        let same = |order: &mut Order, values: &[f64]| {
            let bits = |values: &[f64]| values.iter().map(|v| v.to_bits()).collect::<Vec<_>>();
            let anew = Ranks::of(values).percentiles();
            assert_eq!(bits(order.percentiles(values)), bits(&anew), "{values:?}");
        };
        for (at, value) in moves {
            values[at] = value;
            same(&mut order, &values);
        }
        // Two at once, one of them to where the other was.
        (values[3], values[4]) = (9.0, 8.5);
        same(&mut order, &values);
        values.extend([1.0, 9.0]);
        same(&mut order, &values);
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
