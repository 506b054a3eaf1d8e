//! What goes out as a workbook comes back identical: every table, with every text that people wrote.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by them

use std::rc::Rc;

use perennial_book::{List, write};
use perennial_data::{Csv, Day, Language, TableId};
use perennial_protocol::{ImportEdit, Request, Response};
use perennial_tests::shared_data;
use perennial_workbench::{BuiltInDecoders, FileFacts, Workbench};

fn today() -> Day {
    Day::from_ymd(2026, 3, 31).unwrap()
}

fn empty() -> Workbench {
    Workbench::new(Rc::new(BuiltInDecoders)).unwrap()
}

/// A workspace with these files in it, read as proposed.
fn imported(files: &[(String, Vec<u8>)]) -> Workbench {
    let mut bench = empty();
    let facts = |(name, bytes): &(String, Vec<u8>)| FileFacts {
        modified: Some(today()),
        ..FileFacts::named(name, bytes.len() as u64)
    };
    bench.inspect_begin(files.iter().map(facts).collect());
    for (at, (_, bytes)) in files.iter().enumerate() {
        while let Some((offset, len)) = bench.inspect_wanted(at) {
            let from = usize::try_from(offset).unwrap();
            let to = bytes.len().min(from + usize::try_from(len).unwrap());
            bench.inspect_feed(at, offset, &bytes[from..to]);
        }
    }
    bench.inspect_end().unwrap();
    bench
        .handle(&Request::EditImport(ImportEdit::AcceptAll))
        .unwrap();
    for at in bench.read_begin().unwrap() {
        bench.read_feed(at, &files[at].1).unwrap();
    }
    bench.read_end(0.0).unwrap();
    bench
}

/// The tables that have rows, as CSV.
fn tables(bench: &mut Workbench) -> Vec<(TableId, String)> {
    let mut csv = |table| match bench.handle(&Request::TableFile { table, bom: true }) {
        Ok(Response::File { bytes, .. }) => String::from_utf8(bytes).unwrap(),
        other => panic!("{other:?}"),
    };
    let all = TableId::ALL.into_iter().map(|table| (table, csv(table)));
    all.filter(|(_, csv)| csv.lines().count() > 1).collect()
}

/// Out as a workbook, and back.
fn there_and_back(bench: &mut Workbench) -> (usize, usize) {
    let out = tables(bench);
    let lists: Vec<_> = out
        .iter()
        .map(|(table, csv)| List {
            name: table.name(),
            csv,
        })
        .collect();
    let book = write(&lists).unwrap();
    let found = perennial_sheet::open("book.xlsx", &book);
    let files: Vec<_> = found
        .into_iter()
        .map(|found| {
            assert!(found.problems.is_empty(), "{:?}", found.problems);
            (found.name, found.bytes)
        })
        .collect();
    assert_eq!(files.len(), out.len());
    let back = tables(&mut imported(&files));
    let mut rows = 0;
    for ((table, before), (of, after)) in out.iter().zip(&back) {
        assert_eq!(table, of);
        let different = before.lines().zip(after.lines()).find(|(a, b)| a != b);
        assert_eq!(different, None, "{}", table.name());
        assert_eq!(before.len(), after.len(), "{}", table.name());
        rows += before.lines().count() - 1;
    }
    assert_eq!(out.len(), back.len());
    (out.len(), rows)
}

#[test]
fn the_sample_as_a_workbook_comes_back_as_it_was() {
    let mut bench = empty();
    let (language, as_of) = (Language::Zh, today());
    bench
        .handle(&Request::LoadSample { language, as_of })
        .unwrap();
    let (tables, rows) = there_and_back(&mut bench);
    assert!(tables >= 6 && rows > 10_000, "{tables} {rows}");
}

#[test]
fn ravenstack_as_a_workbook_comes_back_as_it_was() {
    let Some(folder) = shared_data("ravenstack/canonical") else {
        return;
    };
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "csv"))
        .collect();
    paths.sort();
    let name = |path: &std::path::Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let files: Vec<_> = paths
        .iter()
        .map(|path| (name(path), std::fs::read(path).unwrap()))
        .collect();
    let (tables, rows) = there_and_back(&mut imported(&files));
    assert!(tables >= 5 && rows > 30_000, "{tables} {rows}");
}

#[test]
fn naughty_strings_as_a_workbook_come_back_as_they_were() {
    let Some(folder) = shared_data("csv_nasty") else {
        return;
    };
    let text = std::fs::read_to_string(folder.join("blns/blns.json")).unwrap();
    let mut strings: Vec<String> = serde_json::from_str(&text).unwrap();
    let more = [
        "'=1+1",
        "''=1",
        "two\nlines",
        "one\rline",
        "_x0041_",
        "\u{1}bell\u{7}",
        "2024-03-01",
        "1e5",
        "007",
        "-5",
        "+1",
    ];
    strings.extend(more.map(str::to_owned));
    let mut csv = Csv::default();
    for header in ["account_id", "name", "=Notes"] {
        csv.text(header);
    }
    csv.end_row();
    for (at, string) in strings.iter().enumerate() {
        csv.text(&format!("K{at}"));
        csv.text(&format!("Customer {at}"));
        csv.text(string);
        csv.end_row();
    }
    let file = ("accounts.csv".to_owned(), csv.finish().into_bytes());
    let (tables, _) = there_and_back(&mut imported(&[file]));
    assert_eq!(tables, 1);
}
