//! The first screen: files and the sample.

use std::path::Path;

use anyhow::{Context as _, Result};

use crate::driver::{Browser, By, button};

/// Presses “Try the sample” and waits until the portfolio is there; open alerts may still be worked out.
pub(crate) fn take_the_sample(browser: &Browser) -> Result<()> {
    browser.click(&button("Try the sample"))?;
    browser.at("the portfolio", |place| place.starts_with("/portfolio"))?;
    browser.until("the portfolio to be there", || {
        let script = "return !!document.querySelector('main .page[aria-busy=\"false\"] .figures')";
        Ok((browser.value(script)? == true).then_some(()))
    })
}

/// Chooses files, as the browser's dialog would; the page goes on to Import.
pub(crate) fn choose_files(browser: &Browser, files: &[&Path]) -> Result<()> {
    choose_files_named(browser, "Choose files", files)
}

/// The same by a button with another name, for another language.
pub(crate) fn choose_files_named(browser: &Browser, button: &str, files: &[&Path]) -> Result<()> {
    browser.until("the engine to be ready", || {
        let script = "return !document.querySelector('main button')?.disabled";
        Ok((browser.value(script)? == true).then_some(()))
    })?;
    let field = browser.find(&By::new("file", button))?;
    let paths: Option<Vec<_>> = files.iter().map(|file| file.to_str()).collect();
    let paths = paths.context("paths are text")?.join("\n");
    browser.session.type_into(&field, &paths)
}
