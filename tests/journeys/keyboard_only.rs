//! The whole way by keyboard: from landing to a customer's rows, with the focus in sight, Esc, undo and the palette.

use anyhow::{Result, bail, ensure};
use serde_json::json;

use crate::driver::keys::{CONTROL, DOWN, ENTER, ESCAPE, TAB};
use crate::driver::{Browser, By, button, heading};
use crate::journey::journey;
use crate::pages::customers;

/// More presses of Tab than any screen needs to reach anything.
const MOST_TABS: usize = 120;

#[test]
fn keyboard_only() {
    journey("keyboard-only", |browser, _| {
        browser.until("the sample to be offered", || {
            let script = "return [...document.querySelectorAll('main button')].some((e) => e.innerText === 'Try the sample' && !e.disabled)";
            Ok((browser.value(script)? == json!(true)).then_some(()))
        })?;
        tab_to(browser, "Try the sample")?;
        browser.session.press(&[ENTER])?;
        browser.at("the portfolio", |place| place.starts_with("/portfolio"))?;
        browser.settled()?;

        // The palette, by what is typed into it.
        palette(browser, "customers", "Customers")?;
        browser.at("the customers", |place| place.starts_with("/customers"))?;
        let names = customers::names(browser)?;
        tab_to(browser, "Table of customers")?;
        for key in ['j', 'j', 'j', 'k', DOWN] {
            browser.session.press(&[key])?;
        }
        browser.until("the third row to be the active one", || {
            let row = browser.value("return document.querySelector('.vtable__row--active')?.getAttribute('aria-rowindex')")?;
            Ok((row == json!("4")).then_some(()))
        })?;
        browser.session.press(&[ENTER])?;
        browser.find(&heading(names[2].clone()))?;
        browser.settled()?;
        ensure!(
            browser.focus()?.starts_with("h1"),
            "the heading of the new page has the focus: {}",
            browser.focus()?
        );

        // Down to the rows of a metric, and Esc gives the focus back.
        let number = tab_until(browser, "a number of a measure", |browser| {
            let script = "const e = document.activeElement; return !!e.closest('[data-testid=\"measures\"]') && e.matches('button.figure')";
            Ok(browser.value(script)? == json!(true))
        })?;
        browser.session.press(&[ENTER])?;
        browser.reads("Rows behind")?;
        let inside = browser.value("return !!document.activeElement.closest('dialog:modal')")?;
        ensure!(inside == json!(true), "the focus is in the drawer");
        for _ in 0..8 {
            browser.session.press(&[TAB])?;
            let script = "const e = document.activeElement; return e === document.body || !!e.closest('dialog:modal')";
            ensure!(
                browser.value(script)? == json!(true),
                "the focus stays in the drawer"
            );
        }
        browser.session.press(&[ESCAPE])?;
        browser.gone(&By::test_id("metric"))?;
        ensure!(
            browser.focus()? == number,
            "the focus is back on {number}, not on {}",
            browser.focus()?
        );

        undo(browser)
    });
}

/// Sets an override, all by keys, and undoes it.
fn undo(browser: &Browser) -> Result<()> {
    tab_to(browser, "Override the score")?;
    browser.session.press(&[ENTER])?;
    browser.find(&heading("Override the score"))?;
    for (field, text) in [
        ("New value", "62.5"),
        ("Who says so", "Lin Yue"),
        ("Reason", "signed"),
    ] {
        tab_until(browser, field, |browser| {
            let label =
                browser.value("return document.activeElement.labels?.[0]?.innerText ?? ''")?;
            Ok(label.as_str().is_some_and(|label| label.starts_with(field)))
        })?;
        for key in text.chars() {
            browser.session.press(&[key])?;
        }
    }
    tab_to(browser, "Save")?;
    browser.session.press(&[ENTER])?;
    browser.reads("set to 62.5 by Lin Yue")?;
    browser.gone(&button("Save"))?;
    browser.session.press(&[CONTROL, 'z'])?;
    browser.until("the override to be undone", || {
        Ok((!browser.page_text()?.contains("set to 62.5 by")).then_some(()))
    })
}

/// Opens the palette, types, and takes the entry with that name.
fn palette(browser: &Browser, typed: &str, entry: &str) -> Result<()> {
    browser.session.press(&[CONTROL, 'k'])?;
    browser.find(&By::new("dialog", "Command palette"))?;
    for key in typed.chars() {
        browser.session.press(&[key])?;
    }
    browser.until(&format!("the palette to offer {entry}"), || {
        let script = "return document.querySelector('[role=\"option\"][aria-selected=\"true\"]')?.innerText.trim() ?? ''";
        if browser.string(script)? == entry {
            return Ok(Some(()));
        }
        browser.session.press(&[DOWN])?;
        Ok(None)
    })?;
    browser.session.press(&[ENTER])?;
    browser.gone(&By::new("dialog", "Command palette"))
}

/// Presses Tab until something with this name has the focus.
fn tab_to(browser: &Browser, name: &str) -> Result<String> {
    tab_until(browser, name, |browser| {
        let focus = browser.focus()?;
        Ok(focus.ends_with(name))
    })
}

/// Presses Tab until it is there; the focus must be in sight at every stop.
fn tab_until(
    browser: &Browser,
    what: &str,
    is_there: impl Fn(&Browser) -> Result<bool>,
) -> Result<String> {
    for _ in 0..MOST_TABS {
        browser.session.press(&[TAB])?;
        if let Some(hidden) = unseen_focus(browser)? {
            bail!("the focus on {hidden} cannot be seen");
        }
        if is_there(browser)? {
            return browser.focus();
        }
    }
    bail!("{MOST_TABS} presses of Tab do not reach {what}")
}

/// What has the focus, when neither its outline nor a shadow nor that of what it lies in shows it, or it lies outside
/// the window.
fn unseen_focus(browser: &Browser) -> Result<Option<String>> {
    // A date field shows the focus on its parts, which no script can look into.
    let script = "const e = document.activeElement; if (!e || e === document.body || e.type === 'date') return null; \
        const shows = (n) => { const s = getComputedStyle(n); \
            return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'; }; \
        const near = [e, e.parentElement, e.nextElementSibling, ...e.querySelectorAll('*')].filter(Boolean); \
        const box = e.getBoundingClientRect(); \
        const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth; \
        return inside && near.some(shows) ? null : `${e.tagName} ${(e.getAttribute('aria-label') ?? e.innerText).slice(0, 40)} ${JSON.stringify(box)}`";
    let hidden = browser.value(script)?;
    Ok(hidden.as_str().map(str::to_owned))
}
