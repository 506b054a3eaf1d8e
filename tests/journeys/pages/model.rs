//! The model room: what its panel says, its tabs and lists.

use anyhow::Result;
use serde_json::json;

use super::start;
use crate::driver::{Browser, By, heading, link};

/// Opens the room over the sample.
pub(crate) fn enter(browser: &Browser) -> Result<()> {
    start::take_the_sample(browser)?;
    browser.click(&link("Model"))?;
    browser.find(&heading("Model"))?;
    browser.find(&By::test_id("effect"))?;
    browser.settled()
}

/// What the panel says of bands, in force and under the draft.
pub(crate) fn bands(browser: &Browser) -> Result<String> {
    browser.string(
        "return [...document.querySelectorAll('[data-testid=effect] tr[data-band]')] \
            .map((row) => [...row.cells].slice(1, 4).map((cell) => cell.textContent.trim()).join(' ')).join('; ')",
    )
}

/// Waits until the panel says something else than it did.
pub(crate) fn other_bands(browser: &Browser, what: &str, than: &str) -> Result<String> {
    browser.until(what, || {
        let now = bands(browser)?;
        Ok((now != than).then_some(now))
    })
}

/// Waits until the panel says that again.
pub(crate) fn bands_again(browser: &Browser, what: &str, wanted: &str) -> Result<()> {
    browser.until(what, || Ok((bands(browser)? == wanted).then_some(())))
}

pub(crate) fn tab(browser: &Browser, name: &str) -> Result<()> {
    browser.click(&By::new("tab", name))
}

/// Chooses from the list that carries a label.
pub(crate) fn choose(browser: &Browser, label: &str, value: &str) -> Result<()> {
    let list = browser.find(&By::new("combobox", label))?;
    browser.session.script(
        "const [list, value] = arguments; list.value = value; \
            list.dispatchEvent(new Event('change', { bubbles: true }))",
        vec![list.argument(), json!(value)],
    )?;
    browser.settled()
}
