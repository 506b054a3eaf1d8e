//! Lists go out as CSV and as workbooks that open again: a table, a list as it is filtered, all that a screen shows.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};

use crate::driver::{Browser, By, button};
use crate::journey::{Folder, journey};
use crate::pages::{customers, shell, start};

#[test]
fn lists_go_out_as_workbooks_and_as_csv() {
    journey("lists-out", |browser, folder| {
        start::take_the_sample(browser)?;
        shell::saved(browser)?;
        browser.go("#/settings")?;
        browser.click(&button("Download “Customers” as an Excel workbook"))?;
        let sheets = opened(browser, folder, "accounts.xlsx")?;
        ensure!(sheets.len() == 1, "{} sheets", sheets.len());
        ensure!(
            sheets[0].1.lines().count() == 201,
            "header and 200 customers"
        );
        ensure!(sheets[0].1.starts_with("account_id,name"), "its own fields");

        // The list as it is filtered.
        browser.go("#/customers?f=band~is~red")?;
        customers::names(browser)?;
        browser.settled()?;
        let n_shown = browser.text(&By::test_id("shown"))?;
        let n_shown = n_shown.split(' ').next().unwrap_or_default().to_owned();
        browser.click(&button("Export Excel"))?;
        let sheets = opened(browser, folder, "customers-2026-03-31.xlsx")?;
        let rows = sheets[0].1.lines().count() - 1;
        ensure!(rows.to_string() == n_shown, "{rows} rows of {n_shown}");

        browser.go("#/inbox")?;
        browser.settled()?;
        browser.click(&button("Export Excel"))?;
        let sheets = opened(browser, folder, "Inbox-2026-03-31.xlsx")?;
        ensure!(sheets[0].1.lines().count() > 50, "{}", sheets[0].1);

        // All that a screen shows, each list under its name.
        browser.go("#/lifecycle?part=requests")?;
        browser.settled()?;
        let shown = By::new("group", "Save the lists shown here");
        browser.click_in(&shown, &button("Export Excel"))?;
        let sheets = opened(browser, folder, "Lifecycle.xlsx")?;
        ensure!(
            sheets.len() >= 2,
            "{:?}",
            sheets.iter().map(|(name, _)| name).collect::<Vec<_>>()
        );
        browser.click_in(&shown, &button("Export CSV"))?;
        let csv = arrived(browser, folder, "Lifecycle.csv")?;
        ensure!(
            fs::read(csv)?.starts_with("\u{feff}".as_bytes()),
            "marked as UTF-8"
        );
        Ok(())
    });
}

/// Names and texts of the sheets of a workbook that arrives.
fn opened(browser: &Browser, folder: &Folder, name: &str) -> Result<Vec<(String, String)>> {
    let bytes = fs::read(arrived(browser, folder, name)?)?;
    let found = perennial_sheet::open(name, &bytes).into_iter();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let sheets: Vec<_> = found.map(|found| (found.name, text(found.bytes))).collect();
    ensure!(
        sheets.iter().all(|(_, text)| !text.is_empty()),
        "{name} opens"
    );
    Ok(sheets)
}

fn arrived(browser: &Browser, folder: &Folder, name: &str) -> Result<PathBuf> {
    let path = folder.path().join(name);
    browser
        .until("the file to arrive", || Ok(path.is_file().then_some(())))
        .with_context(|| name.to_owned())?;
    Ok(path)
}
