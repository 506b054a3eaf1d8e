//! How many values lie where.

/// A step of a histogram: `[from, until)`, the last one closed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Lower edge, included.
    pub from: f64,
    /// Upper edge, excluded except in the last bin.
    pub until: f64,
    /// Values within.
    pub count: usize,
}

/// Counts `values` in `n_bins` equal steps from `low` to `high`. Values outside and values that are
/// not finite are left out.
#[must_use]
pub fn histogram(values: &[f64], (low, high): (f64, f64), n_bins: usize) -> Vec<Bin> {
    if n_bins == 0 || low.partial_cmp(&high) != Some(std::cmp::Ordering::Less) {
        return Vec::new();
    }
    let edge = |at: usize| low + (high - low) * at as f64 / n_bins as f64;
    let mut bins: Vec<Bin> = (0..n_bins)
        .map(|at| Bin {
            from: edge(at),
            until: edge(at + 1),
            count: 0,
        })
        .collect();
    for value in values {
        if *value == high {
            if let Some(bin) = bins.last_mut() {
                bin.count += 1;
            }
        } else if let Some(bin) = bins
            .iter_mut()
            .find(|bin| (bin.from..bin.until).contains(value))
        {
            bin.count += 1;
        }
    }
    bins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_belong_to_the_step_above_and_the_last_is_closed() {
        let values = [0.0, 49.9, 50.0, 74.9, 75.0, 100.0, 101.0, f64::NAN];
        let counts: Vec<_> = histogram(&values, (0.0, 100.0), 4)
            .iter()
            .map(|bin| bin.count)
            .collect();
        assert_eq!(counts, [1, 1, 2, 2]);
        assert!(histogram(&values, (1.0, 1.0), 4).is_empty());
    }
}
