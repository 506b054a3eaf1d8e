//! Broken files harm nothing: each gets a clear message, what was there stays, and rows set aside can be seen and saved.

use std::fs;

use anyhow::{Context as _, Result, ensure};

use crate::driver::{Browser, button};
use crate::files;
use crate::journey::{Folder, journey};
use crate::pages::{customers, import, shell, start};

#[test]
fn bad_files() {
    journey("bad-files", |browser, folder| {
        start::take_the_sample(browser)?;
        shell::saved(browser)?;
        browser.go("#/customers")?;
        let before = (
            browser.text(&crate::driver::By::test_id("shown"))?,
            customers::names(browser)?,
        );

        let empty = folder.file("empty.csv", "")?;
        import::is_refused(browser, &empty, "empty-file", "is empty")?;
        let binary = folder.file("photo.csv", files::BINARY)?;
        import::is_refused(browser, &binary, "binary-file", "is not a text table")?;
        let broken = folder.file("book.xlsx", files::BROKEN_BOOK)?;
        import::is_refused(browser, &broken, "damaged-file", "is damaged")?;
        let headers = folder.file("headers.csv", files::HEADERS_ONLY)?;
        import::is_refused(
            browser,
            &headers,
            "headers-only",
            "has a header and no rows",
        )?;

        browser.go("#/customers")?;
        customers::shows(browser, &before.0)?;
        ensure!(
            customers::names(browser)? == before.1,
            "the data that was there is untouched"
        );
        Ok(())
    });
}

#[test]
fn bad_rows() {
    journey("bad-rows", |browser, folder| {
        let ragged = folder.file("ragged.csv", files::RAGGED)?;
        import::inspect(browser, &[&ragged])?;
        import::run(browser)?;
        // The second K2 and the row with too many fields stay out; K5 and K6 come in without what cannot be read.
        let came_in = import::came_in(browser, "Customers")?;
        ensure!(came_in == 8, "8 of the 10 rows are good, {came_in} came in");

        browser.click(&button("Show rows set aside (4)"))?;
        for (line, code) in [
            (5, "duplicate-key"),
            (6, "too-many-fields"),
            (7, "too-few-fields"),
            (8, "bad-number"),
        ] {
            browser.reads(&format!("line {line}"))?;
            browser.reads(code)?;
        }
        browser.reads("column 4")?;
        browser.click(&button("Close dialog"))?;

        browser.click(&button("Download the rows set aside"))?;
        let text = downloaded(browser, folder, &["ragged.csv"])?;
        for part in [
            "K2",
            "duplicate-key",
            "too-many-fields",
            "too-few-fields",
            "bad-number",
        ] {
            ensure!(text.contains(part), "the saved file has no {part}: {text}");
        }
        Ok(())
    });
}

#[test]
fn a_field_of_40_megabytes() {
    journey("huge-field", |browser, folder| {
        let huge = folder.file("huge.csv", files::huge_field())?;
        import::inspect(browser, &[&huge])?;
        import::run(browser)?;
        let came_in = import::came_in(browser, "Customers")?;
        ensure!(
            came_in == 2,
            "the rows before and after come in, {came_in} did"
        );
        browser.click(&button("set aside").part())?;
        browser.reads("field-too-long")?;
        browser.reads("line 3")
    });
}

/// The text of the file that arrives beside those that were there.
fn downloaded(browser: &Browser, folder: &Folder, known: &[&str]) -> Result<String> {
    browser.until("the file to arrive", || {
        for entry in fs::read_dir(folder.path())? {
            let path = entry?.path();
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .context("files have names")?;
            let is_arriving = name.ends_with(".crdownload") || name.starts_with('.');
            if !is_arriving && !known.contains(&name) {
                return Ok(Some(fs::read_to_string(&path)?));
            }
        }
        Ok(None)
    })
}
