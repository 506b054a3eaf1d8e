//! The Pollock benchmark: a table of a shop, polluted in one way per file. How much of the clean table comes
//! in is scored as its authors do ("Pollock: A Data Loading Benchmark", VLDB 2023, the simple score).
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a test fails by it, and tells the score
#![allow(clippy::cast_precision_loss)] // counts of cells

mod common;

use common::texts::{Texts, of_file};
use std::collections::BTreeMap;
use std::path::Path;

/// Precision, recall and their harmonic mean of what was loaded, as bags.
fn measures(clean: &[String], loaded: &[String]) -> [f64; 3] {
    if clean.is_empty() {
        return [1.0; 3];
    }
    let bag = |items: &[String]| {
        let mut bag: BTreeMap<String, usize> = BTreeMap::new();
        for item in items {
            *bag.entry(item.clone()).or_default() += 1;
        }
        bag
    };
    let theirs = bag(loaded);
    let common: usize = bag(clean)
        .iter()
        .map(|(item, count)| (*count).min(theirs.get(item).copied().unwrap_or(0)))
        .sum();
    if common == 0 {
        return [0.0; 3];
    }
    let precision = common as f64 / clean.len() as f64;
    let recall = common as f64 / loaded.len() as f64;
    [
        precision,
        recall,
        2.0 * precision * recall / (precision + recall),
    ]
}

/// The clean table: a plain CSV file whose first record is the header, if there is one.
fn clean(path: &Path, has_header: bool) -> Texts {
    let (mut out, mut ends) = (vec![0; 1 << 20], vec![0; 1 << 12]);
    let bytes = std::fs::read(path).unwrap();
    let (mut reader, mut rest, mut records) = (csv_core::Reader::new(), &bytes[..], Vec::new());
    loop {
        let (result, used, _, n_ends) = reader.read_record(rest, &mut out, &mut ends);
        rest = &rest[used..];
        let mut start = 0;
        let cells = ends[..n_ends].iter().map(|&end| {
            let cell = String::from_utf8(out[start..end].to_vec()).unwrap();
            start = end;
            cell.trim().to_owned()
        });
        let record: Vec<String> = cells.collect();
        if !record.is_empty() {
            records.push(record);
        }
        if result == csv_core::ReadRecordResult::End {
            break;
        }
    }
    let header = has_header.then(|| records.remove(0));
    Texts {
        header,
        rows: records,
    }
}

/// Of ten: one for a file that opens, three each for the header, the records and the cells.
fn score(clean: &Texts, loaded: &Texts) -> f64 {
    let header = |texts: &Texts| texts.header.clone().unwrap_or_default();
    let records = |texts: &Texts| -> Vec<String> {
        texts.rows.iter().map(|row| row.join("\u{1f}")).collect()
    };
    let cells = |texts: &Texts| texts.rows.concat();
    let parts = [
        measures(&header(clean), &header(loaded)),
        measures(&records(clean), &records(loaded)),
        measures(&cells(clean), &cells(loaded)),
    ];
    1.0 + parts.iter().flatten().sum::<f64>()
}

#[test]
fn the_polluted_files_score_at_least_nine_point_nine_of_ten() {
    let Some(folder) = common::shared_data() else {
        return;
    };
    let folder = folder.join("csv_nasty/pollock/polluted");
    let mut scores = Vec::new();
    for entry in std::fs::read_dir(folder.join("csv")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let clean = clean(
            &folder.join("clean").join(&name),
            name != "file_no_header.csv",
        );
        let (_, _, tables) = of_file("shop.csv", &std::fs::read(&path).unwrap());
        let loaded = tables.first().unwrap();
        let same = loaded.header == clean.header && loaded.rows == clean.rows;
        scores.push((score(&clean, loaded), same, name));
    }
    scores.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.2.cmp(&b.2)));
    assert_eq!(scores.len(), 69);
    let mean = scores.iter().map(|(score, _, _)| score).sum::<f64>() / scores.len() as f64;
    let whole = scores.iter().filter(|(_, same, _)| *same).count();
    for (score, same, name) in &scores {
        eprintln!("{score:.3} {} {name}", if *same { "whole" } else { "" });
    }
    eprintln!("Pollock, polluted files: {mean:.4} of 10, {whole} of 69 files cell by cell");
    assert!(mean >= 9.9, "{mean}");
}
