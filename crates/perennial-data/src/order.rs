//! Sorting. The standard library's sorts are written out anew for every type and comparison, some
//! kilobytes each time; here are two that everything shares. Not for tests, which may sort as they like.

use std::cmp::Ordering;

/// Sorts keys that carry what they stand for in their low bits: for many rows.
pub fn sort_keys(keys: &mut [u128]) {
    keys.sort_unstable();
}

/// The place of a whole number among all, as bits of a key.
#[must_use]
#[inline]
pub fn key_of_i32(value: i32) -> u128 {
    u128::from(value.cast_unsigned() ^ (1 << 31))
}

/// The number whose place stands in the low bits.
#[must_use]
#[inline]
pub fn i32_of_key(key: u128) -> i32 {
    (key as u32 ^ (1 << 31)).cast_signed()
}

/// The place of a whole number among all, as bits of a key.
#[must_use]
#[inline]
pub fn key_of_i64(value: i64) -> u128 {
    u128::from(value.cast_unsigned() ^ (1 << 63))
}

/// The number whose place stands in the low bits.
#[must_use]
#[inline]
pub fn i64_of_key(key: u128) -> i64 {
    (key as u64 ^ (1 << 63)).cast_signed()
}

/// The place of a number in the order of [`f64::total_cmp`], as 64 bits of a key.
#[must_use]
#[inline]
pub fn key_of_f64(value: f64) -> u128 {
    let bits = value.to_bits();
    let negative = bits >> 63 == 1;
    u128::from(if negative { !bits } else { bits | 1 << 63 })
}

/// Sorts stably: for lists whose comparison costs more than the call to it, or that are short.
pub fn sort_by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let mut order = positions(items.len());
    sort_positions(&mut order, &mut |a, b| {
        compare(&items[a as usize], &items[b as usize])
    });
    // Each cycle of the permutation in turn; a position that is done points to itself.
    for start in 0..order.len() {
        let mut at = start;
        loop {
            let from = order[at] as usize;
            order[at] = u32::try_from(at).unwrap_or(u32::MAX);
            if from == start {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

/// Sorts positions; what compares equal is in the order of positions. (The stable sort of the standard library,
/// which would keep them as they were, is 4 KB more.)
pub fn sort_positions(order: &mut [u32], compare: &mut dyn FnMut(u32, u32) -> Ordering) {
    order.sort_unstable_by(|&a, &b| compare(a, b).then(a.cmp(&b)));
}

fn positions(n: usize) -> Vec<u32> {
    (0..u32::try_from(n).unwrap_or(u32::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorting_is_stable_and_complete() {
        let mut items: Vec<(u32, String)> = (0..500_u32)
            .map(|i| ((i * 7919) % 13, i.to_string()))
            .collect();
        let mut expected = items.clone();
        expected.sort_by_key(|item| item.0);
        sort_by(&mut items, |a, b| a.0.cmp(&b.0));
        assert_eq!(items, expected);
    }

    #[test]
    fn keys_have_the_order_of_their_numbers() {
        let ints = [i64::MIN, -5, -1, 0, 1, 7, i64::MAX];
        assert!(ints.map(key_of_i64).is_sorted());
        assert_eq!(ints.map(|int| i64_of_key(key_of_i64(int))), ints);
        let ints = [i32::MIN, -5, 0, 5, i32::MAX];
        assert!(ints.map(key_of_i32).is_sorted());
        assert_eq!(ints.map(|int| i32_of_key(key_of_i32(int))), ints);
        let floats = [
            f64::NEG_INFINITY,
            -2.5,
            -0.0,
            0.0,
            1e-9,
            3.0,
            f64::INFINITY,
            f64::NAN,
        ];
        assert!(
            floats
                .map(key_of_f64)
                .windows(2)
                .all(|pair| pair[0] < pair[1])
        );
    }
}
