//! Many customers at once: selected by key and by pointer, each gets a task, and one undo takes all of them back.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::driver::keys::{DOWN, SHIFT};
use crate::driver::{Browser, By, button, textbox};
use crate::journey::journey;
use crate::pages::{customers, shell, start};

const TASK: &str = "send the autumn programme";

#[test]
fn selecting() {
    journey("selecting", |browser, _| {
        start::take_the_sample(browser)?;
        browser.go("#/customers")?;
        let names = customers::names(browser)?;
        // One by key, one by pointer.
        browser.value("document.querySelector('.vtable table').focus()")?;
        for key in ['j', ' '] {
            browser.session.press(&[key])?;
        }
        selected(browser, 1)?;
        browser.click(&By::new("checkbox", format!("Select {}", names[1])))?;
        selected(browser, 2)?;
        let rows = "return [...document.querySelectorAll('.vtable__row[aria-selected=\"true\"]')].map((row) => row.ariaRowIndex)";
        ensure!(browser.value(rows)? == json!(["2", "3"]), "the two of them");

        // A range goes on from where it began; all is a press away, and so is nothing.
        browser.session.press(&[SHIFT, DOWN])?;
        selected(browser, 3)?;
        let all = By::new("checkbox", "Select all that match");
        browser.click(&all)?;
        selected(browser, 200)?;
        browser.click(&all)?;
        browser.gone(&button("Clear the selection"))?;

        // Another order keeps them, another list does not.
        for name in &names[..2] {
            browser.click(&By::new("checkbox", format!("Select {name}")))?;
        }
        selected(browser, 2)?;
        browser.click(&button("Health"))?;
        browser.settled()?;
        selected(browser, 2)?;

        browser.click(&button("Add a task"))?;
        browser.find(&By::test_id("errand"))?;
        browser.fill(&textbox("What").part(), TASK)?;
        browser.fill_date(&textbox("Due"), "2026-04-20")?;
        browser.click(&button("Save"))?;
        browser.gone(&By::test_id("errand"))?;
        browser.reads("Recorded on 2 items")?;
        let focus = browser.focus()?;
        ensure!(
            focus == "button Add a task",
            "the focus is back on the button, not on {focus}"
        );
        let places = places(browser, &names[..2])?;
        for place in &places {
            browser.go(place)?;
            shows(browser, true)?;
        }
        shell::undo(browser)?;
        for place in &places {
            browser.go(place)?;
            shows(browser, false)?;
        }
        shell::saved(browser)
    });
}

fn selected(browser: &Browser, n: usize) -> Result<()> {
    let words = format!("{n} selected");
    browser.until(&words, || {
        browser.settled()?;
        Ok((browser.text(&By::test_id("chosen"))? == words).then_some(()))
    })
}

/// The addresses of the pages of customers, found by their names.
fn places(browser: &Browser, names: &[String]) -> Result<Vec<String>> {
    let mut places = Vec::new();
    for name in names {
        browser.go("#/customers")?;
        customers::names(browser)?;
        let script = format!(
            "return [...document.querySelectorAll('.vtable__row .customer-link')] \
             .find((link) => link.textContent.includes({}))?.getAttribute('href') ?? ''",
            json!(name)
        );
        let place = browser.string(&script)?;
        ensure!(!place.is_empty(), "{name} has a page");
        places.push(place);
    }
    Ok(places)
}

/// Waits until the open tasks of the customer hold the task, or do so no more.
fn shows(browser: &Browser, there: bool) -> Result<()> {
    let what = if there { "to be there" } else { "to be gone" };
    browser.until(&format!("the task {what}"), || {
        browser.settled()?;
        browser.find(&By::test_id("stage"))?;
        let script = "return document.querySelector('[data-testid=\"items\"]')?.textContent ?? ''";
        Ok((browser.string(script)?.contains(TASK) == there).then_some(()))
    })
}
