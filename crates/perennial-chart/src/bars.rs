//! Bars side by side, and one bar split into parts.

use crate::scale::Scale;

/// A bar, as a rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// Upright bars from 0, evenly spread over `width`, with `gap` between neighbours. Negative values
/// hang below the zero line of `y`; values that are not finite have no height.
#[must_use]
pub fn bars(values: &[f64], width: f64, gap: f64, y: Scale) -> Vec<Bar> {
    let pitch = width / values.len().max(1) as f64;
    let zero = y.map(0.0);
    values
        .iter()
        .enumerate()
        .map(|(at, value)| {
            let end = if value.is_finite() {
                y.map(*value)
            } else {
                zero
            };
            Bar {
                x: at as f64 * pitch + gap / 2.0,
                y: zero.min(end),
                width: (pitch - gap).max(0.0),
                height: (end - zero).abs(),
            }
        })
        .collect()
}

/// A part of a stacked bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// Start along the bar.
    pub start: f64,
    /// Length along the bar; 0 for a part of no value.
    pub length: f64,
    /// Share of the whole, from 0 to 1.
    pub share: f64,
}

/// Splits a bar of `length` in proportion to `parts`. Between two visible parts lies `gap`, and a
/// part that is not zero is at least `least` long, taken from the longest, so that one customer at
/// risk among thousands is still seen. Negative and non-finite parts count as 0.
#[must_use]
pub fn stack(parts: &[f64], length: f64, gap: f64, least: f64) -> Vec<Segment> {
    let parts: Vec<f64> = parts
        .iter()
        .map(|part| if part.is_finite() { part.max(0.0) } else { 0.0 })
        .collect();
    let total: f64 = parts.iter().sum();
    let n_visible = parts.iter().filter(|part| **part > 0.0).count();
    if n_visible == 0 {
        let nothing = Segment {
            start: 0.0,
            length: 0.0,
            share: 0.0,
        };
        return vec![nothing; parts.len()];
    }
    let room = (length - gap * (n_visible - 1) as f64).max(0.0);
    let least = least.min(room / n_visible as f64);
    let mut lengths: Vec<f64> = parts.iter().map(|part| part / total * room).collect();
    let mut short = 0.0;
    for (length, part) in lengths.iter_mut().zip(&parts) {
        if *part > 0.0 && *length < least {
            short += least - *length;
            *length = least;
        }
    }
    if let Some(longest) = lengths.iter_mut().max_by(|a, b| a.total_cmp(b)) {
        *longest -= short;
    }
    let mut start = 0.0;
    parts
        .iter()
        .zip(lengths)
        .map(|(part, length)| {
            let segment = Segment {
                start,
                length,
                share: part / total,
            };
            if *part > 0.0 {
                start += length + gap;
            }
            segment
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_on_zero() {
        let y = Scale::new((-10.0, 10.0), (100.0, 0.0));
        let bars = bars(&[5.0, -5.0, f64::NAN], 30.0, 2.0, y);
        assert_eq!((bars[0].y, bars[0].height), (25.0, 25.0));
        assert_eq!((bars[1].y, bars[1].height), (50.0, 25.0));
        assert_eq!(bars[2].height, 0.0);
        assert_eq!((bars[1].x, bars[1].width), (11.0, 8.0));
    }

    #[test]
    fn the_parts_of_a_stack_fill_it_and_small_ones_stay_visible() {
        let parts = stack(&[997.0, 0.0, 3.0], 102.0, 2.0, 4.0);
        assert_eq!(parts[2].length, 4.0);
        assert_eq!(parts[0].length, 96.0);
        assert_eq!(parts[1].length, 0.0);
        assert!((parts[2].start + parts[2].length - 102.0).abs() < 1e-9);
        assert_eq!(parts[2].share, 0.003);
        assert!(
            stack(&[0.0, 0.0], 100.0, 2.0, 4.0)
                .iter()
                .all(|s| s.length == 0.0)
        );
    }
}
