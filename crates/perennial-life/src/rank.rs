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
    /// Per account its value, NaN where missing.
    values: Vec<f64>,
    percentiles: Vec<f64>,
}

/// Sorting anew is less work where more than this share has moved.
const MOST_MOVES: usize = 4;

/// Of a value that is there.
fn place(value: f64) -> u64 {
    // Adding 0 makes the two zeros one.
    key_of_f64(value + 0.0) as u64
}

fn key(at: u32, place: u64) -> u128 {
    u128::from(place) << 32 | u128::from(at)
}

/// Keys of the values that are there, in order.
fn keys(values: &[f64]) -> Vec<u128> {
    let there = (0_u32..).zip(values).filter(|(_, value)| !value.is_nan());
    let mut keys: Vec<u128> = there.map(|(at, &value)| key(at, place(value))).collect();
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
        let is_known = self.values.len() == values.len();
        let moved = if is_known {
            self.moved(values)
        } else {
            Vec::new()
        };
        if is_known && moved.is_empty() {
            return &self.percentiles;
        }
        if !is_known || moved.len() * MOST_MOVES > values.len() {
            self.keys = keys(values);
            self.percentiles = vec![f64::NAN; values.len()];
        } else {
            self.move_some(values, &moved);
        }
        self.values.clear();
        self.values.extend_from_slice(values);
        let n = f64::from(u32::try_from(self.keys.len()).unwrap_or(u32::MAX));
        let percentiles = &mut self.percentiles;
        each_rank(&self.keys, |at, doubled| {
            percentiles[at] = percentile(doubled, n);
        });
        &self.percentiles
    }

    /// Whose values are not what they were.
    fn moved(&self, values: &[f64]) -> Vec<u32> {
        const BLOCK: usize = 64;
        let mut moved = Vec::new();
        let blocks = values.chunks(BLOCK).zip(self.values.chunks(BLOCK));
        for ((now, before), start) in blocks.zip((0_u32..).step_by(BLOCK)) {
            let both = now.iter().zip(before);
            let differ = |(a, b): (&f64, &f64)| a.to_bits() ^ b.to_bits();
            if both.clone().map(differ).fold(0, |all, bits| all | bits) != 0 {
                let differ = (start..).zip(both).filter(|(_, both)| differ(*both) != 0);
                moved.extend(differ.map(|(at, _)| at));
            }
        }
        moved
    }

    /// Takes some keys out and puts others in.
    fn move_some(&mut self, values: &[f64], moved: &[u32]) {
        let (mut gone, mut come) = (Vec::new(), Vec::new());
        for &at in moved {
            let (before, now) = (self.values[at as usize], values[at as usize]);
            if !before.is_nan() {
                gone.push(key(at, place(before)));
            }
            if now.is_nan() {
                self.percentiles[at as usize] = f64::NAN;
            } else {
                come.push(key(at, place(now)));
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
        let keys = keys(values);
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
