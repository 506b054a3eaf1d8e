//! Evaluating at a past date ignores every later row (SPEC §1).

use crate::{sample_files, score};
use perennial_data::{Day, FieldSpec, Known, TableId};
use perennial_tests::{Scratch, csv_rows, csv_text, perennial};
use std::path::PathBuf;

/// The file as it was on `day`: no later row, and nothing that became known later.
fn truncated(table: TableId, text: &str, day: Day) -> String {
    let mut rows = csv_rows(text);
    let headers = rows.remove(0);
    let at = |name: &str| headers.iter().position(|header| header == name);
    let date = |row: &[String], name: &str| -> Option<Day> { row[at(name)?].parse().ok() };
    let spec = table.spec();
    rows.retain(|row| {
        spec.date
            .and_then(|name| date(row, name))
            .is_none_or(|on| on <= day)
    });
    for row in &mut rows {
        let later = |field: &&FieldSpec| {
            let known = match field.known {
                Known::WithRow => None,
                Known::OnItself => date(row, field.name),
                Known::On(names) => names.iter().find_map(|name| date(row, name)),
            };
            known.is_some_and(|known| known > day)
        };
        let later: Vec<usize> = spec
            .fields
            .iter()
            .filter(later)
            .filter_map(|field| at(field.name))
            .collect();
        later.into_iter().for_each(|column| row[column].clear());
    }
    rows.insert(0, headers);
    csv_text(&rows)
}

#[test]
fn a_past_score_is_the_one_that_the_files_of_that_day_give_bit_for_bit() {
    let scratch = Scratch::new("past");
    let files = sample_files(&scratch, "en", "2026-03-01");
    for day in ["2025-11-30", "2025-05-17", "2024-09-01"] {
        let then = Scratch::new(&format!("past-{day}"));
        let (mut kept, mut all) = (0, 0);
        let past: Vec<PathBuf> = files
            .iter()
            .map(|path| {
                let name = path.file_stem().unwrap().to_str().unwrap();
                let mut tables = TableId::ALL.into_iter();
                let table = tables.find(|table| table.name() == name).unwrap();
                let text = std::fs::read_to_string(path).unwrap();
                let past = truncated(table, &text, day.parse().unwrap());
                all += text.lines().count();
                kept += past.lines().count();
                then.write(&format!("{name}.csv"), past)
            })
            .collect();
        assert!(kept < all * 9 / 10, "{day}: {kept} of {all} lines");
        let now = perennial(score(&files, day, &[])).expect_done();
        let then = perennial(score(&past, day, &[])).expect_done();
        assert!(now.len() > 100_000 && now == then, "{day}");
    }
}
