//! Customers: the table.

use anyhow::{Context as _, Result};

use crate::driver::{Browser, By};

/// The names of the rows that can be seen, without their band; more are drawn, depending on how one got there.
const NAMES: &str = "const frame = document.querySelector('.vtable')?.getBoundingClientRect(); \
    return [...document.querySelectorAll('.vtable__row .customer-link')].filter((link) => { \
    const box = link.closest('tr').getBoundingClientRect(); \
    return box.top >= frame.top && box.bottom <= frame.bottom + 1; }).map((link) => { \
    const copy = link.cloneNode(true); copy.querySelectorAll('svg, .visually-hidden').forEach((e) => e.remove()); \
    return copy.textContent.replace(/\\s+/g, ' ').trim(); })";

/// The names of the customers that can be seen, from the top.
pub(crate) fn names(browser: &Browser) -> Result<Vec<String>> {
    browser.until("rows of customers", || {
        browser.settled()?;
        let names = browser.value(NAMES)?;
        let names = names.as_array().context("names are a list")?;
        let names: Vec<_> = names
            .iter()
            .filter_map(|name| Some(name.as_str()?.to_owned()))
            .collect();
        Ok((!names.is_empty()).then_some(names))
    })
}

/// Waits until the head of the page says how many are shown.
pub(crate) fn shows(browser: &Browser, what: &str) -> Result<()> {
    browser.until(&format!("the table to show {what}"), || {
        let element = browser.find(&By::test_id("shown"))?;
        Ok((browser.text_of(&element)? == what).then_some(()))
    })?;
    browser.settled()
}

/// Waits until the numbers of a column fall from row to row; gives the names in that order.
pub(crate) fn falling_by(browser: &Browser, column: &str) -> Result<Vec<String>> {
    let script = format!(
        "const at = [...document.querySelectorAll('.vtable thead th')].findIndex((th) => th.innerText.trim() === '{column}'); \
         const sorted = document.querySelectorAll('.vtable thead th')[at]?.ariaSort; \
         const values = [...document.querySelectorAll('.vtable__row')].map((row) => parseFloat(row.cells[at]?.innerText)); \
         return sorted === 'descending' && values.length > 1 && values.every((v, i) => !i || values[i - 1] >= v)"
    );
    browser.until(&format!("the rows to fall by {column}"), || {
        let names = names(browser)?;
        let falls = browser.value(&script)? == true;
        Ok((falls && names == self::names(browser)?).then_some(names))
    })
}
