//! No file stops the program: other people's broken ones, and each of them broken further, by every way in.

#![allow(clippy::unwrap_used)] // helpers of tests stand outside test functions

use std::path::Path;

use perennial_tests::{hostile, repository, shared_data, workbook};

/// Files above this are read once as they are and not broken further.
const BROKEN_BYTES: usize = 20_000;

/// Every file below a folder, in the order of its path.
fn files(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
}

/// The file, cut, with a byte turned, with a part doubled: the same ones each time.
fn broken(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut all = vec![bytes.to_vec()];
    if bytes.is_empty() || bytes.len() > BROKEN_BYTES {
        return all;
    }
    let n = bytes.len();
    let at = n / 2;
    all.push(bytes[..at].to_vec());
    let mut turned = bytes.to_vec();
    turned[at] ^= 0x55;
    all.push(turned);
    let mut quoted = bytes.to_vec();
    quoted.insert(at, b'"');
    all.push(quoted);
    all.push([bytes, &bytes[n / 2..]].concat());
    all
}

fn run(name: &str, bytes: &[u8], way_in: fn(&[u8])) {
    for (at, bytes) in broken(bytes).into_iter().enumerate() {
        let outcome = std::panic::catch_unwind(|| way_in(&bytes));
        assert!(outcome.is_ok(), "{name}, broken the way {at}, stops it");
    }
}

#[test]
fn broken_tables_are_answered() {
    let Some(folder) = shared_data("csv_nasty") else {
        return;
    };
    let mut found = Vec::new();
    files(&folder, &mut found);
    assert!(found.len() > 100, "{}", found.len());
    for (name, bytes) in &found {
        run(name, bytes, hostile::table);
    }
}

/// A sheet that is whole.
const SHEET: &[u8] = br#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>account_id</t></is></c></row><row r="2"><c r="A2" s="1"><v>45000</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>"#;
/// The same in the other kind of workbook.
const CONTENT: &[u8] = br#"<office:document-content><office:body><office:spreadsheet><table:table table:name="A"><table:table-row><table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>account_id</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#;

#[test]
fn broken_sheets_json_and_html_are_answered() {
    // What stands around the sheets is whole, so that it is the sheets that are read.
    for (bytes, text) in [
        (workbook::xlsx(SHEET), "2023-03-15"),
        (workbook::ods(CONTENT), "account_id,account_id"),
    ] {
        let found = perennial_sheet::open("book", &bytes).remove(0);
        let read = String::from_utf8_lossy(&found.bytes);
        assert!(read.contains(text), "{read} {:?}", found.problems);
    }
    for sheet in [SHEET, CONTENT] {
        for at in 0..sheet.len() {
            let mut turned = sheet.to_vec();
            turned[at] = turned[at].wrapping_add(1);
            let outcome = std::panic::catch_unwind(|| hostile::sheet(&turned));
            assert!(outcome.is_ok(), "byte {at} turned stops it");
        }
    }
    for text in [
        "[{\"a\":1},{\"b\":[2]}]",
        "<table><tr><td colspan=3>x<td>y</table>",
    ] {
        run(text, text.as_bytes(), hostile::text);
    }
    let Some(folder) = shared_data("xlsx_nasty") else {
        return;
    };
    let mut found = Vec::new();
    files(&folder, &mut found);
    for (name, bytes) in &found {
        run(name, bytes, hostile::container);
    }
}

#[test]
fn broken_workspaces_models_and_calendars_are_answered() {
    let golden = repository().join("crates/perennial-workbench/tests/golden");
    let mut found = Vec::new();
    files(&golden, &mut found);
    assert!(found.len() >= 2);
    for (name, bytes) in &found {
        run(name, bytes, hostile::workspace);
        // Bytes turned, one at a time.
        for at in (0..bytes.len()).step_by(23) {
            let mut turned = bytes.clone();
            turned[at] = turned[at].wrapping_add(1);
            let outcome = std::panic::catch_unwind(|| hostile::workspace(&turned));
            assert!(outcome.is_ok(), "{name} with byte {at} turned stops it");
        }
    }
    let models = repository().join("crates/perennial-model/models");
    let mut found = Vec::new();
    files(&models, &mut found);
    assert!(found.len() >= 3);
    for (name, bytes) in &found {
        run(name, &bytes[..], hostile::model);
    }
    for text in [
        "",
        "date,kind\n",
        "2026-13-45,holiday\n",
        "2026-02-14,workday\n\"",
        "\u{feff}a;b",
    ] {
        run(text, text.as_bytes(), hostile::calendar);
    }
}
