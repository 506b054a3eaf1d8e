//! Aggregates: one tight pass over the selected rows with one slot per account.
//!
//! Every result depends only on the set of rows: sums are exact integers, and where rows share a
//! date the largest (last) or smallest (first) value wins.

use crate::value::{NO_DAY, NONE, Values};
use perennial_data::{i64_of_key, key_of_i64, sort_keys};

/// Calls `visit(slot, account, position)` for every row whose account is known.
#[inline]
pub(crate) fn each<T>(accounts: &[u32], slots: &mut [T], mut visit: impl FnMut(&mut T, usize)) {
    for (position, &account) in accounts.iter().enumerate() {
        if let Some(slot) = slots.get_mut(account as usize) {
            visit(slot, position);
        }
    }
}

pub(crate) fn to_f64(counts: &[u32]) -> Vec<f64> {
    counts.iter().map(|&count| some(count)).collect()
}

/// A count; NaN for none.
#[inline]
pub(crate) fn some(count: u32) -> f64 {
    if count == 0 {
        f64::NAN
    } else {
        f64::from(count)
    }
}

/// A sum of so many values; NaN for none.
#[inline]
pub(crate) fn sum(sum: f64, count: u32, divisor: f64) -> f64 {
    if count == 0 { f64::NAN } else { sum / divisor }
}

/// The mean of so many values; NaN for none.
#[inline]
pub(crate) fn mean(sum: f64, count: u32, divisor: f64) -> f64 {
    if count == 0 {
        f64::NAN
    } else {
        sum / (f64::from(count) * divisor)
    }
}

/// Number of rows; NaN for none.
pub(crate) fn count(accounts: &[u32], n: usize) -> Vec<f64> {
    let mut counts = vec![0_u32; n];
    each(accounts, &mut counts, |count, _| *count += 1);
    to_f64(&counts)
}

/// Number of different days; `days` ascend.
pub(crate) fn active_days(accounts: &[u32], days: &[i32], n: usize) -> Vec<f64> {
    let mut slots = vec![(NO_DAY, 0_u32); n];
    each(accounts, &mut slots, |(last, count), position| {
        let day = days[position];
        *count += u32::from(*last != day);
        *last = day;
    });
    slots.iter().map(|&(_, count)| some(count)).collect()
}

/// The newest day per account; `days` ascend.
pub(crate) fn last_days(accounts: &[u32], days: &[i32], last: &mut [i32]) {
    each(accounts, last, |last, position| *last = days[position]);
}

/// The oldest day per account; `days` ascend.
pub(crate) fn first_days(accounts: &[u32], days: &[i32], n: usize) -> Vec<i32> {
    let mut first = vec![NO_DAY; n];
    each(accounts, &mut first, |first, position| {
        if *first == NO_DAY {
            *first = days[position];
        }
    });
    first
}

/// Whether 64 bits hold the sum of any of these values.
pub(crate) fn fit_64_bits(values: &Values) -> bool {
    let rows = i64::try_from(values.ints.len()).unwrap_or(i64::MAX);
    let there = values.ints.iter().filter(|&&v| v != NONE);
    let largest = there.map(|v| v.unsigned_abs()).max().unwrap_or(0);
    let largest = i64::try_from(largest).unwrap_or(i64::MAX);
    largest.checked_mul(rows).is_some()
}

/// Counts rows on top of what is there; what is missing is 0 so far.
pub(crate) fn count_on(accounts: &[u32], counts: &mut [f64]) {
    let next = |count: f64| if count.is_nan() { 1.0 } else { count + 1.0 };
    each(accounts, counts, |count, _| *count = next(*count));
}

/// Whole numbers as columns hold them.
pub(crate) trait Int: Copy + PartialOrd + Into<i64> {
    /// That of a row without a value.
    const MISSING: Self;
}

impl Int for i32 {
    const MISSING: Self = i32::MIN;
}

impl Int for i64 {
    const MISSING: Self = NONE;
}

/// Sum and number of values per account, of values whose sum 64 bits hold.
pub(crate) fn sums_of<T: Int>(accounts: &[u32], ints: &[T], n: usize) -> Vec<(f64, u32)> {
    let mut slots = vec![(0_i64, 0_u32); n];
    each(accounts, &mut slots, |(sum, count), position| {
        let value = ints[position];
        if value != T::MISSING {
            *sum += value.into();
            *count += 1;
        }
    });
    let sums = slots.into_iter().map(|(sum, count)| (sum as f64, count));
    sums.collect()
}

/// Sum and number of values per account.
pub(crate) fn sums(accounts: &[u32], values: &Values, n: usize) -> Vec<(f64, u32)> {
    // 64 bits hold the sum of nearly every column; 128 hold that of any.
    if fit_64_bits(values) {
        return sums_of(accounts, &values.ints, n);
    }
    let mut slots = vec![(0_i128, 0_u32); n];
    each(accounts, &mut slots, |(sum, count), position| {
        let value = values.ints[position];
        if value != NONE {
            *sum += i128::from(value);
            *count += 1;
        }
    });
    let sums = slots.into_iter().map(|(sum, count)| (sum as f64, count));
    sums.collect()
}

/// One integer per account chosen by `better(new, held)`, as values.
pub(crate) fn pick<T: Int>(
    accounts: &[u32],
    (ints, divisor): (&[T], f64),
    n: usize,
    better: impl Fn(T, T) -> bool,
) -> Vec<f64> {
    let mut slots = vec![T::MISSING; n];
    each(accounts, &mut slots, |held, position| {
        let value = ints[position];
        if value != T::MISSING && (*held == T::MISSING || better(value, *held)) {
            *held = value;
        }
    });
    let value = |int: T| match int {
        int if int == T::MISSING => f64::NAN,
        int => as_value(int.into(), divisor),
    };
    slots.into_iter().map(value).collect()
}

/// The newest reading per account and that of the date before; `days` ascend.
#[derive(Clone, Copy)]
pub(crate) struct Newest {
    pub(crate) day: i32,
    pub(crate) value: i64,
    pub(crate) before_day: i32,
    pub(crate) before: i64,
}

impl Newest {
    pub(crate) const NONE: Self = Self {
        day: NO_DAY,
        value: NONE,
        before_day: NO_DAY,
        before: NONE,
    };

    /// Adds a reading, none older than those before it.
    #[inline]
    pub(crate) fn add(&mut self, day: i32, value: i64) {
        if value == NONE {
            return;
        }
        if self.value == NONE || self.day != day {
            (self.before_day, self.before) = (self.day, self.value);
            (self.day, self.value) = (day, value);
        } else {
            self.value = self.value.max(value);
        }
    }

    /// The newest reading less the one before; NaN without either.
    pub(crate) fn change(&self, divisor: f64) -> f64 {
        match (self.value, self.before) {
            (NONE, _) | (_, NONE) => f64::NAN,
            (value, before) => (i128::from(value) - i128::from(before)) as f64 / divisor,
        }
    }
}

pub(crate) fn newest(accounts: &[u32], days: &[i32], values: &Values, n: usize) -> Vec<Newest> {
    let mut slots = vec![Newest::NONE; n];
    each(accounts, &mut slots, |slot, position| {
        slot.add(days[position], values.ints[position]);
    });
    slots
}

/// The oldest reading per account; `days` ascend.
pub(crate) fn oldest(accounts: &[u32], days: &[i32], values: &Values, n: usize) -> Vec<f64> {
    let mut slots = vec![(NO_DAY, NONE); n];
    each(accounts, &mut slots, |(first, held), position| {
        let (day, value) = (days[position], values.ints[position]);
        if value == NONE {
            return;
        }
        if *held == NONE {
            (*first, *held) = (day, value);
        } else if *first == day {
            *held = (*held).min(value);
        }
    });
    slots
        .iter()
        .map(|&(_, v)| as_value(v, values.divisor))
        .collect()
}

/// The middle value per account.
pub(crate) fn median(accounts: &[u32], values: &Values, n: usize) -> Vec<f64> {
    let mut result = vec![f64::NAN; n];
    for_each_account(accounts, &values.ints, n, |account, sorted| {
        let middle = sorted.len() / 2;
        let sum = if sorted.len() % 2 == 1 {
            2 * i128::from(sorted[middle])
        } else {
            i128::from(sorted[middle - 1]) + i128::from(sorted[middle])
        };
        result[account] = sum as f64 / (2.0 * values.divisor);
    });
    result
}

/// Number of different values per account.
pub(crate) fn distinct_values(accounts: &[u32], ints: &[i64], n: usize) -> Vec<f64> {
    let mut result = vec![f64::NAN; n];
    for_each_account(accounts, ints, n, |account, sorted| {
        let changes = sorted.windows(2).filter(|pair| pair[0] != pair[1]).count();
        result[account] = (changes + 1) as f64;
    });
    result
}

/// Number of different codes per account, for dictionaries of up to 64 texts.
pub(crate) fn distinct_codes(
    accounts: &[u32],
    codes: impl Iterator<Item = u32>,
    n: usize,
) -> Vec<f64> {
    let mut seen = vec![0_u64; n];
    for (&account, code) in accounts.iter().zip(codes) {
        if let Some(bits) = seen.get_mut(account as usize) {
            // Codes past 63 are missing texts; the shift then gives nothing.
            *bits |= 1_u64.checked_shl(code).unwrap_or(0);
        }
    }
    let counts: Vec<u32> = seen.iter().map(|bits| bits.count_ones()).collect();
    to_f64(&counts)
}

/// Calls `visit(account, sorted values)` for every account that has values.
pub(crate) fn for_each_account(
    accounts: &[u32],
    ints: &[i64],
    n: usize,
    mut visit: impl FnMut(usize, &[i64]),
) {
    let mut keys: Vec<u128> = accounts
        .iter()
        .copied()
        .zip(ints.iter().copied())
        .filter(|&(account, value)| (account as usize) < n && value != NONE)
        .map(|(account, value)| u128::from(account) << 64 | key_of_i64(value))
        .collect();
    sort_keys(&mut keys);
    let mut values = Vec::new();
    for same in keys.chunk_by(|a, b| a >> 64 == b >> 64) {
        values.clear();
        values.extend(same.iter().map(|&key| i64_of_key(key)));
        visit((same[0] >> 64) as usize, &values);
    }
}

/// An accumulated integer as a value; NaN for none.
pub(crate) fn as_value(int: i64, divisor: f64) -> f64 {
    if int == NONE {
        f64::NAN
    } else {
        int as f64 / divisor
    }
}
