//! Loops over two accounts at a time where the processor can. Compilers make them by themselves only in a program
//! that is built for speed throughout, and the worker is built for size but for a few crates. Each account has the
//! same operations in the same order as in the plain loop, hence the same bits.

use crate::model::Linear;

/// Adds to each number, column by column, the column's weight times its score, and nothing where it has no score
/// (NaN). Weights are finite and not negative.
#[inline]
pub(crate) fn add_weighted<const N: usize>(numbers: &mut [f64], columns: [(f64, &[f64]); N]) {
    let n = columns
        .iter()
        .fold(numbers.len(), |n, (_, scores)| n.min(scores.len()));
    let columns = columns.map(|(own, scores)| (own, &scores[..n]));
    let done = by_two::add_weighted(&mut numbers[..n], &columns);
    for (row, number) in numbers[..n].iter_mut().enumerate().skip(done) {
        for (own, scores) in &columns {
            let score = scores[row];
            *number += if score.is_nan() { 0.0 } else { own * score };
        }
    }
}

/// The score of each value by one line.
pub(crate) fn linear(values: &[f64], line: Linear) -> Vec<f64> {
    let mut scores = vec![0.0; values.len()];
    let done = by_two::linear(values, line, &mut scores);
    for (score, &value) in scores.iter_mut().zip(values).skip(done) {
        *score = line.score(value);
    }
    scores
}

/// What has been done in pairs, counted in accounts.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod by_two {
    use super::Linear;
    use core::arch::wasm32::{
        f64x2, f64x2_add, f64x2_div, f64x2_eq, f64x2_extract_lane, f64x2_mul, f64x2_pmax,
        f64x2_pmin, f64x2_splat, f64x2_sub, v128, v128_and,
    };

    #[inline]
    fn pair(&[a, b]: &[f64; 2]) -> v128 {
        f64x2(a, b)
    }

    #[inline]
    fn apart(pair: v128) -> [f64; 2] {
        [f64x2_extract_lane::<0>(pair), f64x2_extract_lane::<1>(pair)]
    }

    #[inline]
    pub(super) fn add_weighted<const N: usize>(
        numbers: &mut [f64],
        columns: &[(f64, &[f64]); N],
    ) -> usize {
        let columns = columns.map(|(own, scores)| (f64x2_splat(own), scores.as_chunks::<2>().0));
        let (numbers, _) = numbers.as_chunks_mut::<2>();
        for (row, number) in numbers.iter_mut().enumerate() {
            let mut sum = pair(number);
            for (own, scores) in columns {
                let scores = pair(&scores[row]);
                let there = v128_and(scores, f64x2_eq(scores, scores)); // 0 where NaN
                sum = f64x2_add(sum, f64x2_mul(own, there));
            }
            *number = apart(sum);
        }
        numbers.len() * 2
    }

    #[inline]
    pub(super) fn linear(values: &[f64], line: Linear, scores: &mut [f64]) -> usize {
        let worst = f64x2_splat(line.worst);
        let span = f64x2_splat(line.best - line.worst);
        let (zero, hundred) = (f64x2_splat(0.0), f64x2_splat(100.0));
        let (values, (scores, _)) = (values.as_chunks::<2>().0, scores.as_chunks_mut::<2>());
        for (score, value) in scores.iter_mut().zip(values) {
            let share = f64x2_div(f64x2_mul(f64x2_sub(pair(value), worst), hundred), span);
            let within = f64x2_pmin(f64x2_pmax(share, zero), hundred); // NaN stays
            *score = apart(f64x2_add(within, zero));
        }
        values.len() * 2
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod by_two {
    use super::Linear;

    #[inline]
    pub(super) fn add_weighted<const N: usize>(_: &mut [f64], _: &[(f64, &[f64]); N]) -> usize {
        0
    }

    #[inline]
    pub(super) fn linear(_: &[f64], _: Linear, _: &mut [f64]) -> usize {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_score_adds_nothing_and_the_shortest_column_ends_it() {
        let mut numbers = [1.0; 5];
        let scores = [10.0, f64::NAN, 30.0, 40.0];
        add_weighted(
            &mut numbers,
            [(0.5, &scores[..]), (2.0, &[1.0, 1.0, f64::NAN])],
        );
        assert_eq!(numbers, [8.0, 3.0, 16.0, 1.0, 1.0]);
    }

    #[test]
    fn each_value_scores_as_the_line_says() {
        let line = Linear {
            worst: 60.0,
            best: 0.0,
        };
        let values = [60.0, 45.0, f64::NAN, -3.0, 90.0];
        let expected = values.map(|value| line.score(value).to_bits());
        let scores: Vec<u64> = linear(&values, line)
            .into_iter()
            .map(f64::to_bits)
            .collect();
        assert_eq!(scores, expected);
    }
}
