//! From an alert to the end of it: facts, root cause, undo; a snooze that hides and ends; a plan that moves as one;
//! many at once by keyboard; and the customer's page, which tells it all.

use anyhow::{Context as _, Result, ensure};
use serde_json::json;

use crate::driver::keys::{CONTROL, ENTER, ESCAPE};
use crate::driver::{Browser, By, button, heading, link, textbox};
use crate::journey::journey;
use crate::pages::{inbox, shell, start};

#[test]
fn inbox() {
    journey("inbox", |browser, _| {
        start::take_the_sample(browser)?;
        browser.click(&link("Inbox"))?;
        browser.find(&heading("Inbox"))?;
        let n_items = inbox::n_items(browser)?;
        ensure!(n_items > 0, "the sample has something to do");
        close_an_alert(browser, n_items)?;
        snooze_one(browser, n_items)?;
        shift_a_plan(browser)?;
        many_by_keyboard(browser, n_items)?;
        shell::saved(browser)
    });
}

/// Closing needs its cause; undo brings the alert back.
fn close_an_alert(browser: &Browser, n_items: u64) -> Result<()> {
    let name = inbox::open_alert(browser)?;
    for part in ["When it appears", "First seen", "Owner"] {
        ensure!(
            browser.text(&By::test_id("item"))?.contains(part),
            "the alert tells {part}"
        );
    }
    browser.click(&button("Close"))?;
    browser.find(&By::test_id("errand"))?;
    browser.click(&button("Save"))?;
    browser.reads("required")?;
    browser.fill(&textbox("Root cause").part(), "people left")?;
    browser.fill(
        &textbox("What the customer said").part(),
        "a new team starts",
    )?;
    browser.click(&button("Save"))?;
    browser.gone(&By::test_id("item"))?;
    // The tasks of its play go with it.
    browser.until("the alert to leave the list", || {
        Ok((inbox::n_items(browser)? < n_items).then_some(()))
    })?;
    browser.session.press(&[CONTROL, 'z'])?;
    browser.until(&format!("{name} to be open again"), || {
        Ok((inbox::n_items(browser)? == n_items).then_some(()))
    })
}

/// A snooze rests until its last day, and no day longer.
fn snooze_one(browser: &Browser, n_items: u64) -> Result<()> {
    inbox::open_alert(browser)?;
    browser.click(&button("Snooze"))?;
    browser.fill_date(&textbox("Until (included)"), "2026-04-03")?;
    browser.fill(&textbox("Reason").part(), "budget round")?;
    browser.click(&button("Save"))?;
    browser.gone(&By::test_id("item"))?;
    browser.until("the alert to rest", || {
        Ok((inbox::n_items(browser)? < n_items).then_some(()))
    })?;
    browser.find(&By::new("checkbox", "Snoozed too").beginning())?;
    browser.session.press(&[CONTROL, 'z'])?;
    browser.until("the alert to be back", || {
        Ok((inbox::n_items(browser)? == n_items).then_some(()))
    })
}

/// The tasks of a plan move together, and undo moves them back.
fn shift_a_plan(browser: &Browser) -> Result<()> {
    let before = inbox::due_of_first_task(browser)?;
    inbox::open_task(browser)?;
    browser.click(&button("Shift the plan"))?;
    browser.fill(&textbox("Days, later if positive").part(), "0")?;
    browser.click(&button("Save"))?;
    browser.reads("whole days, not 0")?;
    browser.fill(&textbox("Days, later if positive").part(), "14")?;
    browser.click(&button("Save"))?;
    browser.gone(&By::test_id("item"))?;
    browser.reads("Recorded")?;
    browser.settled()?;
    browser.session.press(&[CONTROL, 'z'])?;
    browser.until("the plan to be where it was", || {
        Ok((inbox::due_of_first_task(browser)? == before).then_some(()))
    })
}

/// j and x, Shift and Ctrl A select; Esc lets go; Enter opens.
fn many_by_keyboard(browser: &Browser, n_items: u64) -> Result<()> {
    browser.value("document.querySelector('.vtable table').focus()")?;
    for key in ['j', 'x', 'J'] {
        browser.session.press(&[key])?;
    }
    browser.until("two to be selected", || {
        Ok(browser
            .text(&By::test_id("chosen"))?
            .starts_with("2 ")
            .then_some(()))
    })?;
    browser.session.press(&[CONTROL, 'a'])?;
    browser.until("all to be selected", || {
        let digits = browser.text(&By::test_id("chosen"))?.replace(',', "");
        Ok(digits.starts_with(&format!("{n_items} ")).then_some(()))
    })?;
    browser.session.press(&[ESCAPE])?;
    browser.gone(&button("Clear the selection"))?;
    browser.session.press(&[ENTER])?;
    browser.find(&By::test_id("item"))?;
    browser.session.press(&[ESCAPE])?;
    browser.gone(&By::test_id("item"))?;
    let focus = browser.value("return document.activeElement.tagName")?;
    ensure!(focus == json!("TABLE"), "the focus is back on the list");
    Ok(())
}

/// A customer's page says where the customer stands and keeps what is said there.
#[test]
fn life_of_a_customer() {
    journey("life-of-a-customer", |browser, _| {
        start::take_the_sample(browser)?;
        browser.go("#/customers/C001")?;
        let stage = browser.text(&By::test_id("stage"))?;
        ensure!(
            stage.contains("Why"),
            "the stage says why it is so: {stage}"
        );
        browser.click(&button("Add a note"))?;
        browser.fill(&textbox("Note"), "wants the warehouse module")?;
        browser.click(&button("Save"))?;
        browser.reads("wants the warehouse module")?;

        browser.click(&button("Add a goal"))?;
        browser.fill(&textbox("What").part(), "stock cost down")?;
        browser.fill(&textbox("Target").part(), "15")?;
        browser.fill(&textbox("Actual").part(), "6")?;
        browser.fill(&textbox("Baseline").part(), "0")?;
        browser.click(&button("Save"))?;
        browser.until("the goal and its progress", || {
            let goals = browser.text(&By::test_id("goals"))?;
            Ok((goals.contains("stock cost down") && goals.contains("40%")).then_some(()))
        })?;

        browser.click(&button("Hold by hand"))?;
        browser.fill(&textbox("Who says so").part(), "Lin Yue")?;
        browser.fill(&textbox("Reason").part(), "a second department starts")?;
        browser.click(&button("Save"))?;
        browser.reads("Held by Lin Yue until")?;
        browser.session.press(&[CONTROL, 'z'])?;
        browser.until("the hold to be undone", || {
            let stage = browser.text(&By::test_id("stage"))?;
            Ok((!stage.contains("Held by")).then_some(()))
        })?;

        browser.session.reload()?;
        browser.settled()?;
        browser
            .reads("wants the warehouse module")
            .context("the note survives a reload")
    });
}
