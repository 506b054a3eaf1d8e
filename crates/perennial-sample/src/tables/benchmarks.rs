//! What is usual for customers of a size.

use crate::rows::Rows;
use crate::scene::Scene;
use crate::tables::accounts::SEGMENTS;
use perennial_data::{Batch, TableId};

/// Metric and its lower quartile, median and upper quartile for small, middle and large customers,
/// in hundredths.
const BENCHMARKS: [(&str, [[i32; 3]; 3]); 3] = [
    (
        "active_days_30",
        [[1000, 1400, 1700], [1500, 1900, 2100], [1900, 2200, 2400]],
    ),
    (
        "seat_utilisation",
        [[45, 62, 78], [48, 65, 80], [50, 68, 82]],
    ),
    (
        "features_30",
        [[300, 500, 600], [500, 700, 800], [700, 900, 1100]],
    ),
];

pub(crate) fn rows(scene: &Scene) -> Batch {
    let mut rows = Rows::new(TableId::Benchmarks);
    for (metric, segments) in BENCHMARKS {
        for (segment, quartiles) in SEGMENTS.into_iter().zip(segments) {
            rows.text("metric", metric)
                .text("segment", scene.say(segment));
            for (field, value) in ["p25", "p50", "p75"].into_iter().zip(quartiles) {
                rows.hundredths(field, value);
            }
            rows.end();
        }
    }
    rows.done()
}
