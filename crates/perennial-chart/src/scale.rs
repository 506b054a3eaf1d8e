//! A linear scale from values to coordinates, and round numbers along it.

/// Maps `domain` linearly onto `range`; either may run downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    domain: (f64, f64),
    range: (f64, f64),
}

impl Scale {
    /// A scale; a domain of no width maps everything to the middle of the range.
    #[must_use]
    pub fn new(domain: (f64, f64), range: (f64, f64)) -> Self {
        Self { domain, range }
    }

    /// A scale over all finite values, widened to round numbers by about `count` ticks. Without
    /// values the domain is 0 to 1.
    #[must_use]
    pub fn nice(values: impl IntoIterator<Item = f64>, count: usize, range: (f64, f64)) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.into_iter().filter(|value| value.is_finite()) {
            low = low.min(value);
            high = high.max(value);
        }
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        if low == high {
            high = low + step_for(low.abs().max(1.0), 1);
        }
        let step = step_for(high - low, count);
        let domain = ((low / step).floor() * step, (high / step).ceil() * step);
        Self::new(domain, range)
    }

    /// First and last value.
    #[must_use]
    pub fn domain(&self) -> (f64, f64) {
        self.domain
    }

    /// The coordinate of `value`; values outside the domain are extrapolated.
    #[must_use]
    pub fn map(&self, value: f64) -> f64 {
        let (d0, d1) = self.domain;
        let (r0, r1) = self.range;
        if d0 == d1 {
            return f64::midpoint(r0, r1);
        }
        r0 + (value - d0) / (d1 - d0) * (r1 - r0)
    }

    /// The value at `coordinate`, for pointers over a chart.
    #[must_use]
    pub fn invert(&self, coordinate: f64) -> f64 {
        Self::new(self.range, self.domain).map(coordinate)
    }

    /// About `count` round numbers within the domain, rising.
    #[must_use]
    pub fn ticks(&self, count: usize) -> Vec<f64> {
        let (a, b) = self.domain;
        ticks(a.min(b), a.max(b), count)
    }
}

/// About `count` round numbers (1, 2 or 5 × 10ⁿ apart) from `low` to `high`.
#[must_use]
pub fn ticks(low: f64, high: f64, count: usize) -> Vec<f64> {
    if !((high - low).is_finite() && low <= high) {
        return Vec::new();
    }
    if low == high {
        return vec![low];
    }
    let step = step_for(high - low, count);
    let first = (low / step).ceil();
    let last = (high / step).floor();
    // Multiples of the step, not sums of it: no error accumulates.
    let n_ticks = (last - first) as usize;
    (0..=n_ticks)
        .map(|at| {
            let tick = (first + at as f64) * step;
            if tick == 0.0 { 0.0 } else { tick }
        })
        .collect()
}

/// The round step that splits `span` into about `count` parts.
fn step_for(span: f64, count: usize) -> f64 {
    let rough = span / count.max(1) as f64;
    if !rough.is_finite() {
        return f64::MAX;
    }
    let mut power = 1.0;
    while power * 10.0 <= rough {
        power *= 10.0;
    }
    while power > rough && power > f64::MIN_POSITIVE {
        power /= 10.0;
    }
    let step = match rough / power {
        leading if leading < 1.5 => 1.0,
        leading if leading < 3.5 => 2.0,
        leading if leading < 7.5 => 5.0,
        _ => 10.0,
    };
    step * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_within() {
        assert_eq!(ticks(0.0, 100.0, 5), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(ticks(-12.0, 7.0, 4), [-10.0, -5.0, 0.0, 5.0]);
        assert_eq!(ticks(3.0, 3.0, 4), [3.0]);
        assert_eq!(ticks(0.0, 1_234_567.0, 3), [0.0, 500_000.0, 1_000_000.0]);
        assert!(ticks(f64::NAN, 1.0, 3).is_empty());
        assert!(ticks(2.0, 1.0, 3).is_empty());
    }

    #[test]
    fn a_scale_maps_there_and_back() {
        let scale = Scale::new((0.0, 100.0), (200.0, 0.0));
        assert_eq!(scale.map(25.0), 150.0);
        assert_eq!(scale.invert(150.0), 25.0);
        assert_eq!(Scale::new((5.0, 5.0), (0.0, 10.0)).map(5.0), 5.0);
    }

    #[test]
    fn a_nice_scale_holds_all_values() {
        let scale = Scale::nice([3.2, 97.1], 5, (0.0, 1.0));
        assert_eq!(scale.domain(), (0.0, 100.0));
        assert_eq!(Scale::nice([], 5, (0.0, 1.0)).domain(), (0.0, 1.0));
        let (low, high) = Scale::nice([42.0], 5, (0.0, 1.0)).domain();
        assert!(low <= 42.0 && high > low);
    }
}
