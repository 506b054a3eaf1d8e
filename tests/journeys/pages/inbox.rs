//! Inbox: what there is to do.

use anyhow::{Context as _, Result};

use crate::driver::{Browser, By, Element};

/// Marks an alert in the list: its severity.
const ALERT: &str = "!!row.querySelector('.item-link .severity')";
/// Marks a task.
const TASK: &str =
    "!!row.querySelector('.item-link') && !row.querySelector('.item-link .severity')";

/// How many things there are to do, as the head of the page says it.
pub(crate) fn n_items(browser: &Browser) -> Result<u64> {
    browser.settled()?;
    let text = browser.text(&By::test_id("inbox-counts"))?;
    let number = text.split(' ').next().unwrap_or_default().replace(',', "");
    number
        .parse()
        .with_context(|| format!("{text:?} begins with a number"))
}

/// Opens the first alert of the list and gives its name.
pub(crate) fn open_alert(browser: &Browser) -> Result<String> {
    open(browser, "an alert", ALERT)
}

/// Opens the first task of the list and gives its name.
pub(crate) fn open_task(browser: &Browser) -> Result<String> {
    open(browser, "a task", TASK)
}

/// When the first task of the list is due.
pub(crate) fn due_of_first_task(browser: &Browser) -> Result<String> {
    browser.settled()?;
    browser.string(&format!(
        "const row = [...document.querySelectorAll('.vtable__row')].find((row) => {TASK}); \
         return row ? row.cells[1].innerText + row.cells[2].innerText + row.cells[3].innerText : ''"
    ))
}

fn open(browser: &Browser, what: &str, is_it: &str) -> Result<String> {
    let script = format!(
        "return [...document.querySelectorAll('.vtable__row')].find((row) => {is_it})?.querySelector('.item-link')"
    );
    let found = browser.until(&format!("{what} in the list"), || {
        browser.settled()?;
        Ok(Element::of(&browser.value(&script)?))
    })?;
    let name = browser.text_of(&found)?;
    browser.session.click(&found)?;
    browser.find(&By::test_id("item"))?;
    browser.settled()?;
    Ok(name)
}
