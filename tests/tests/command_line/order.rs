//! Row order never matters, nor does the order of the files.

use crate::{csv_files, sample_files, score};
use perennial_tests::{Scratch, csv_rows, csv_text, perennial, shared_data, shuffle};
use std::path::PathBuf;

fn assert_order_is_nothing(name: &str, files: &[PathBuf], days: &[&str]) {
    let results = |files: &[PathBuf]| -> Vec<String> {
        let of = |day| perennial(score(files, day, &[])).expect_done();
        days.iter().map(|day| of(day)).collect()
    };
    let expect = results(files);
    for seed in 1..=2 {
        let scratch = Scratch::new(&format!("{name}-{seed}"));
        let mut positions: Vec<usize> = (0..files.len()).collect();
        shuffle(&mut positions, seed);
        // Files are read by name: another number before it is another place in the order.
        let other = files.iter().zip(positions).map(|(path, position)| {
            let text = std::fs::read_to_string(path).unwrap();
            let mut rows = csv_rows(&text);
            shuffle(&mut rows[1..], seed);
            let stem = path.file_name().unwrap().to_str().unwrap();
            scratch.write(&format!("{position:02}_{stem}"), csv_text(&rows))
        });
        let mut other: Vec<PathBuf> = other.collect();
        shuffle(&mut other, seed + 10);
        for ((expect, result), day) in expect.iter().zip(results(&other)).zip(days) {
            assert!(*expect == result, "{name} seed {seed} {day}");
        }
    }
}

#[test]
fn the_sample_scores_the_same_whatever_the_order_of_rows_and_files() {
    let scratch = Scratch::new("order");
    let files = sample_files(&scratch, "zh", "2026-03-01");
    assert_order_is_nothing("order-sample", &files, &["2026-03-01", "2025-07-15"]);
}

#[test]
fn ravenstack_scores_the_same_whatever_the_order_of_rows_and_files() {
    let Some(root) = shared_data("ravenstack") else {
        return;
    };
    let files = csv_files(&root.join("canonical"));
    assert_order_is_nothing("order-ravenstack", &files, &["2024-06-30"]);
}
