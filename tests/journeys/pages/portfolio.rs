//! Portfolio: figures that open, bands, movers.

use anyhow::{Context as _, Result};

use crate::driver::{Browser, By, button, region};

/// What a figure says, such as `93.0%`.
pub(crate) fn figure(browser: &Browser, name: &str) -> Result<String> {
    let figure = browser.find_in(&region("Portfolio"), &button(name).beginning())?;
    let text = browser.session.script(
        "return arguments[0].querySelector('.figure__value').innerText",
        vec![figure.argument()],
    )?;
    Ok(text.as_str().context("a figure has a value")?.to_owned())
}

/// Opens a figure and gives what its explanation says.
pub(crate) fn explanation(browser: &Browser, name: &str) -> Result<String> {
    browser.click_in(&region("Portfolio"), &button(name).beginning())?;
    let text = browser.text(&By::test_id("explanation"))?;
    browser.click(&button("Close dialog"))?;
    browser.gone(&By::test_id("explanation"))?;
    Ok(text)
}
