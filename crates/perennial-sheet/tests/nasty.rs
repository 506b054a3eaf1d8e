//! Every workbook of the shared collection opens, or is refused with the reason that `nasty.txt` names: a line per
//! file with its sheets (`name rows×columns`, codes of what is said) or the code of the refusal.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a test fails by them

use perennial_sheet::Found;
use std::path::{Path, PathBuf};

const EXPECTED: &str = include_str!("nasty.txt");

#[test]
fn every_workbook_opens_or_is_refused_with_a_reason() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/xlsx_nasty");
    if !folder.is_dir() {
        eprintln!("SKIPPED: no ../shared/data, so this test proves nothing here");
        return;
    }
    let mut files = Vec::new();
    walk(&folder, &mut files);
    files.sort();
    let mut found: Vec<String> = Vec::new();
    for path in files {
        let name = path.strip_prefix(&folder).unwrap().to_string_lossy();
        let opened = perennial_sheet::open("", &std::fs::read(&path).unwrap());
        let said: Vec<String> = opened.iter().map(said).collect();
        found.push(format!("{name} | {}", said.join("; ")));
    }
    let expected: Vec<&str> = EXPECTED.lines().collect();
    // Files may be added to the collection: those are only not to panic.
    for line in &found {
        let file = line.split(" | ").next().unwrap();
        let known = expected
            .iter()
            .find(|known| known.split(" | ").next() == Some(file));
        if known.is_none_or(|known| known != line) {
            eprintln!("{line}");
        }
        if let Some(known) = known {
            assert_eq!(line, known);
        }
    }
    assert!(!found.is_empty(), "the collection is empty");
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_book = path.extension().is_some_and(|ending| {
            let ending = ending.to_string_lossy().to_ascii_lowercase();
            ending.starts_with("xls") || ending == "ods" || ending == "zip"
        });
        if path.is_dir() {
            walk(&path, files);
        } else if is_book {
            files.push(path);
        }
    }
}

fn said(found: &Found) -> String {
    let codes: Vec<&str> = found.problems.iter().map(|p| p.code.as_str()).collect();
    let mut said = codes.join(" ");
    if !found.bytes.is_empty() {
        let text = String::from_utf8_lossy(&found.bytes);
        let sheet = found.name.trim_start_matches(" › ");
        said = format!("{sheet} {} {said}", text.lines().count());
    }
    said.trim_end().to_owned()
}
