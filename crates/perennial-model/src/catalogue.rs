//! The metrics that ship: titles and definitions in words, declared as any metric is.

use crate::document::MetricDecl;
use std::sync::OnceLock;

/// As the build script read them.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.packed"));

/// All metrics of the catalogue, by family.
#[must_use]
pub fn metrics() -> &'static [MetricDecl] {
    static METRICS: OnceLock<Vec<MetricDecl>> = OnceLock::new();
    // What the build wrote unpacks; that it does is tested below.
    METRICS.get_or_init(|| crate::packed::unpack(PACKED).unwrap_or_default())
}

/// The metric of that id.
#[must_use]
pub fn metric(id: &str) -> Option<&'static MetricDecl> {
    metrics().iter().find(|metric| metric.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_least_forty_metrics_read_and_say_what_they_are_in_both_languages() {
        assert!(metrics().len() >= 40, "{}", metrics().len());
        for metric in metrics() {
            for text in [&metric.title, &metric.definition] {
                assert!(!text.zh.is_empty() && !text.en.is_empty(), "{}", metric.id);
            }
            assert!(
                crate::validate::check_metric(metric).is_ok(),
                "{}",
                metric.id
            );
        }
    }
}
