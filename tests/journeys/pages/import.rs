//! Import: what was found, what is asked, what came in.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use super::start;
use crate::driver::{Browser, By, button, link};

/// Chooses files on the first screen and waits until they have been looked into.
pub(crate) fn inspect(browser: &Browser, files: &[&Path]) -> Result<()> {
    browser.go("#/start")?;
    start::choose_files(browser, files)?;
    browser.find(&By::new("heading", "Files found"))?;
    browser.settled()
}

/// How many questions wait for an answer.
pub(crate) fn n_questions(browser: &Browser) -> Result<usize> {
    Ok(browser.all(&button("Confirm"), None)?.len())
}

/// Presses Import and waits for what came of it.
pub(crate) fn run(browser: &Browser) -> Result<()> {
    browser.click(&button("Import"))?;
    browser.find(&By::new("heading", "Imported").beginning())?;
    browser.settled()
}

/// Looks at what would change where there are data already.
pub(crate) fn preview(browser: &Browser) -> Result<()> {
    browser.click(&button("See what would change"))?;
    browser.find(&By::new("heading", "What this would change").beginning())?;
    browser.settled()
}

/// Rows that came into a table, by the table's name on the result.
pub(crate) fn came_in(browser: &Browser, table: &str) -> Result<u64> {
    let row = browser.find_in(
        &By::test_id("import-tables"),
        &By::new("row", table).beginning(),
    )?;
    let text = browser.text_of(&row)?;
    let count = text
        .strip_prefix(table)
        .unwrap_or_default()
        .split_whitespace()
        .next();
    let count = count
        .context("a row of the result has a count")?
        .replace(',', "");
    count
        .parse()
        .with_context(|| format!("{text:?} has a count"))
}

/// Goes on to the portfolio, on the date that the result offers.
pub(crate) fn go_on(browser: &Browser) -> Result<()> {
    browser.click(&link("Go to the portfolio").beginning())?;
    browser.at("the portfolio", |place| place.starts_with("/portfolio"))?;
    browser.settled()
}

/// A file that cannot be imported: says so with this code, and Import stays shut.
pub(crate) fn is_refused(browser: &Browser, file: &Path, code: &str, says: &str) -> Result<()> {
    inspect(browser, &[file])?;
    browser.reads(says)?;
    browser.reads(code)?;
    let name = file
        .file_name()
        .and_then(|name| name.to_str())
        .context("files have names")?;
    browser.reads(name)?;
    let import = browser.find(&button("Import"))?;
    let disabled = browser
        .session
        .script("return arguments[0].disabled", vec![import.argument()])?;
    ensure!(
        disabled == true,
        "{name} cannot be imported, yet the button is there to press"
    );
    browser.click(&button("Discard"))?;
    browser.at("the first screen", |place| place.starts_with("/start"))?;
    Ok(())
}
