//! A snooze ends by itself: on its last day the alert still rests, the day after it is back, in the Inbox and on
//! the customer's page.

use anyhow::{Result, ensure};

use crate::driver::{Browser, By, button, heading, textbox};
use crate::journey::journey;
use crate::pages::{inbox, shell, start};

/// The customer of the sample that fell silent.
const SILENT: &str = "#/customers/C001";
const SIGNAL: &str = "7 days without login";

#[test]
fn a_snooze_that_ends() {
    journey("snooze-that-ends", |browser, _| {
        start::take_the_sample(browser)?;
        browser.go(SILENT)?;
        browser.click_in(&By::test_id("items"), &button(SIGNAL).part())?;
        browser.click(&button("Snooze"))?;
        browser.fill_date(&textbox("Until (included)"), "2026-04-03")?;
        browser.fill(&textbox("Reason").part(), "moving house")?;
        browser.click(&button("Save"))?;
        browser.gone(&By::test_id("item"))?;
        browser.until("the alert to rest", || {
            Ok(line(browser)?
                .contains("rests until 3 Apr 2026")
                .then_some(()))
        })?;
        shell::saved(browser)?;

        for (day, resting) in [("2026-04-03", 1), ("2026-04-04", 0)] {
            let n = |snoozed: &str| {
                browser.go(&format!("#/inbox?on={day}&only=alerts{snoozed}"))?;
                browser.find(&heading("Inbox"))?;
                inbox::n_items(browser)
            };
            let (without, with) = (n("")?, n("&snoozed=yes")?);
            ensure!(
                with == without + resting,
                "on {day} {resting} rests: {without} of {with} are shown"
            );
            browser.go(&format!("{SILENT}?on={day}"))?;
            let line = line(browser)?;
            ensure!(
                line.contains("rests until") == (resting == 1),
                "on {day} the page says: {line}"
            );
        }

        // It was a decision of its own, so it can be taken back on any day.
        browser.go(SILENT)?;
        browser.click(&button("Undo: work").beginning())?;
        browser.until("the alert to be new again", || {
            Ok((!line(browser)?.contains("rests")).then_some(()))
        })
    });
}

/// What the customer's page says of the alert.
fn line(browser: &Browser) -> Result<String> {
    browser.settled()?;
    let line = browser.find_in(&By::test_id("items"), &button(SIGNAL).part())?;
    browser.text_of(&line)
}
