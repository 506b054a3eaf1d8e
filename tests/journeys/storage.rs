//! A tab that is closed while it imports and saves: what is there afterwards is whole.

use std::fmt::Write as _;
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use crate::driver::{Browser, button};
use crate::journey::{Folder, journey};
use crate::pages::import;

/// Rows of usage that each import adds.
const ROWS: u64 = 120_000;
/// The tab is closed so long after Import was pressed: while files are read, joined, encoded, written, and after it.
const MOMENTS_MS: [u64; 8] = [0, 60, 150, 250, 350, 500, 800, 1500];
/// Rows stored, by table, as the settings say.
const STORED: &str = "return Object.fromEntries([...document.querySelectorAll('dl.facts dt')] \
    .map((name) => [name.textContent, parseInt(name.nextElementSibling.textContent.replaceAll(',', ''))]))";

#[test]
fn a_tab_closed_at_any_moment_leaves_all_or_nothing() {
    journey("closed-tab", |browser, folder| {
        let mut before = (0, 0);
        for (round, moment) in (1_u64..).zip(MOMENTS_MS) {
            let (accounts, usage) = files_of(folder, round)?;
            let next = {
                let tab = browser.session.tab()?;
                let next = browser.session.new_tab()?;
                browser.session.use_tab(&tab)?;
                next
            };
            import::inspect(browser, &[&accounts, &usage])?;
            browser.click(&button("Import"))?;
            sleep(Duration::from_millis(moment));
            browser.session.close_tab()?;
            browser.session.use_tab(&next)?;

            let found = stored(browser)?;
            let after = (100 * round, before.1 + ROWS);
            println!("closed after {moment} ms: {found:?} of {before:?} or {after:?}");
            ensure!(
                found == before || found == after,
                "closed after {moment} ms: {found:?} is neither {before:?} nor {after:?}"
            );
            before = found;
        }
        ensure!(before.0 > 0, "none of the imports was saved");
        Ok(())
    });
}

/// A list of customers and their usage of a month of its own.
fn files_of(folder: &Folder, round: u64) -> Result<(std::path::PathBuf, std::path::PathBuf)> {
    let mut accounts = "account_id,name\n".to_owned();
    for at in 0..100 * round {
        writeln!(accounts, "A-{at},Customer {at}")?;
    }
    let mut usage = "date,account_id,feature,users,events\n".to_owned();
    for at in 0..ROWS {
        let day = 1 + at % 28;
        writeln!(
            usage,
            "2025-{round:02}-{day:02},A-{},f{},3,{}",
            at % 100,
            at % 20,
            at % 900
        )?;
    }
    Ok((
        folder.file("accounts.csv", accounts)?,
        folder.file("usage.csv", usage)?,
    ))
}

/// Customers and rows of usage that are stored.
fn stored(browser: &Browser) -> Result<(u64, u64)> {
    browser.go("#/settings")?;
    let tables = browser.value(STORED)?;
    let rows = |table: &str| tables.get(table).map_or(Some(0), serde_json::Value::as_u64);
    let of = |table: &str| rows(table).with_context(|| format!("{table} of {tables}"));
    Ok((of("Customers")?, of("Usage")?))
}
