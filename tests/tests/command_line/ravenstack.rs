//! Five tables of one system, and the same re-saved by spreadsheet users: RavenStack.

use crate::{csv_files, score};
use perennial_tests::{Scratch, perennial, shared_data};
use std::path::{Path, PathBuf};

/// The figures of its SOURCE.md: monthly revenue on a day, and how many accounts pay it.
const FIGURES: [(&str, f64, usize); 3] = [
    ("2023-12-31", 1_262_113.0, 190),
    ("2024-06-30", 3_833_405.0, 337),
    ("2024-12-31", 10_159_608.0, 500),
];
const MODEL: &str = r#"{
  "format": "perennial-model", "version": 1, "id": "mrr", "revision": 1,
  "name": {"zh": "月收入", "en": "MRR"},
  "measures": [{"id": "mrr", "metric": "mrr", "group": "money", "weight": 1,
    "transform": {"linear": {"worst": 0, "best": 100000}}}],
  "groups": [{"id": "money", "title": {"zh": "商务", "en": "Money"},
    "factor": "outcome", "weight": 1}]
}"#;

/// The canonical folder, then the variants that are there.
fn folders(root: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root.join("variants")).unwrap();
    let mut variants: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    variants.sort();
    variants.insert(0, root.join("canonical"));
    variants
}

#[test]
fn monthly_revenue_is_that_of_its_source_in_every_folder() {
    let Some(root) = shared_data("ravenstack") else {
        return;
    };
    let scratch = Scratch::new("ravenstack");
    let model = scratch.write("mrr.json", MODEL);
    let model = ["--model", model.to_str().unwrap()];
    for folder in folders(&root) {
        for (day, expect, paying) in FIGURES {
            let out = perennial(score(&csv_files(&folder), day, &model)).expect_done();
            let result: serde_json::Value = serde_json::from_str(&out).unwrap();
            let accounts = result["accounts"].as_array().unwrap();
            let mrr = |account: &serde_json::Value| account["measures"][0]["value"].as_f64();
            let values: Vec<f64> = accounts.iter().filter_map(mrr).collect();
            let total: f64 = values.iter().sum();
            assert_eq!(total.to_string(), expect.to_string(), "{folder:?} {day}");
            // An account of SOURCE.md may have trials alone, which pay nothing.
            let above = values.iter().filter(|&&mrr| mrr > 0.0).count();
            assert!(above > 0 && above <= paying, "{folder:?} {day} {above}");
        }
    }
}

#[test]
fn usage_finds_its_account_through_the_subscription() {
    let Some(root) = shared_data("ravenstack") else {
        return;
    };
    let files = csv_files(&root.join("canonical"));
    let outcome = perennial(score(&files, "2024-12-31", &[]));
    assert!(!outcome.err.contains("unmatched"), "{}", outcome.err);
    assert!(!outcome.err.contains("[set-aside]"), "{}", outcome.err);
    let result: serde_json::Value = serde_json::from_str(&outcome.expect_done()).unwrap();
    let accounts = result["accounts"].as_array().unwrap();
    let used = accounts.iter().filter(|account| {
        let measures = account["measures"].as_array().unwrap();
        let of = measures
            .iter()
            .find(|m| m["metric"] == "days_since_last_use");
        of.is_some_and(|measure| !measure["value"].is_null())
    });
    assert_eq!((accounts.len(), used.count()), (500, 500));
}

#[test]
fn every_variant_gives_the_same_result_as_the_canonical_tables() {
    let Some(root) = shared_data("ravenstack") else {
        return;
    };
    for day in ["2024-03-31", "2024-12-31"] {
        let result = |folder: &PathBuf| {
            let mut files = csv_files(folder);
            // The variants come without this table.
            files.retain(|path| !path.to_str().unwrap().contains("feature_usage"));
            perennial(score(&files, day, &[])).expect_done()
        };
        let folders = folders(&root);
        let canonical = result(&folders[0]);
        for folder in &folders[1..] {
            assert!(result(folder) == canonical, "{folder:?} {day}");
        }
    }
}
