//! The metrics that ship: titles and definitions in words, declared as any metric is.

use crate::document::MetricDecl;
use std::sync::OnceLock;

const FAMILIES: [&str; 9] = [
    include_str!("../catalogue/usage.json"),
    include_str!("../catalogue/adoption.json"),
    include_str!("../catalogue/seats.json"),
    include_str!("../catalogue/support.json"),
    include_str!("../catalogue/sentiment.json"),
    include_str!("../catalogue/money.json"),
    include_str!("../catalogue/relationship.json"),
    include_str!("../catalogue/goals.json"),
    include_str!("../catalogue/growth.json"),
];

/// All metrics of the catalogue, by family.
#[must_use]
pub fn metrics() -> &'static [MetricDecl] {
    static METRICS: OnceLock<Vec<MetricDecl>> = OnceLock::new();
    METRICS.get_or_init(|| {
        // That each family reads is tested below; a family that did not would be empty here.
        let families = FAMILIES
            .iter()
            .map(|json| crate::json::read::<Vec<_>>(json));
        families.flat_map(Result::unwrap_or_default).collect()
    })
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
        for json in FAMILIES {
            let family: Vec<MetricDecl> = crate::json::read(json).unwrap();
            assert!(!family.is_empty());
        }
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
