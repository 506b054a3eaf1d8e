//! Every deed on a customer's page can be taken back, one after the other, and made again.

use anyhow::{Result, ensure};

use crate::driver::{Browser, By, Element, button, textbox};
use crate::journey::journey;
use crate::pages::{shell, start};

const SIGNAL: &str = "7 days without login";

/// What is done, and where its trace is found.
struct Deed {
    name: &'static str,
    act: fn(&Browser) -> Result<()>,
    /// Where the trace is: by test id.
    place: &'static str,
    trace: &'static str,
}

const DEEDS: [Deed; 8] = [
    Deed {
        name: "a note",
        act: |browser| {
            browser.click(&button("Add a note"))?;
            browser.fill(&textbox("Note"), "wants the warehouse module")
        },
        place: "timeline",
        trace: "wants the warehouse module",
    },
    Deed {
        name: "a touchpoint",
        act: |browser| {
            browser.click(&button("Log a touchpoint"))?;
            browser.fill(&textbox("What came of it").part(), "agreed on a date")
        },
        place: "timeline",
        trace: "agreed on a date",
    },
    Deed {
        name: "a goal",
        act: |browser| {
            browser.click(&button("Add a goal"))?;
            browser.fill(&textbox("What").part(), "stock cost down")?;
            browser.fill(&textbox("Target").part(), "15")
        },
        place: "goals",
        trace: "stock cost down",
    },
    Deed {
        name: "a task",
        act: |browser| {
            browser.click(&button("Add a task"))?;
            browser.fill(&textbox("What").part(), "send the offer")?;
            browser.fill_date(&textbox("Due"), "2026-04-20")
        },
        place: "items",
        trace: "send the offer",
    },
    Deed {
        name: "a task that is done",
        act: |browser| {
            open_a_task(browser)?;
            browser.click(&button("Done"))?;
            browser.fill(&textbox("What shows it").part(), "she left in February")
        },
        place: "timeline",
        trace: "she left in February",
    },
    Deed {
        name: "a snooze",
        act: |browser| {
            browser.click_in(&By::test_id("items"), &button(SIGNAL).part())?;
            browser.click(&button("Snooze"))?;
            browser.fill_date(&textbox("Until (included)"), "2026-04-10")?;
            browser.fill(&textbox("Reason").part(), "on holiday")
        },
        place: "items",
        trace: "rests until 10 Apr 2026",
    },
    Deed {
        name: "an alert that is closed",
        act: |browser| {
            browser.click_in(&By::test_id("items"), &button(SIGNAL).part())?;
            browser.click(&button("Close"))?;
            browser.fill(&textbox("Root cause").part(), "people left")
        },
        place: "timeline",
        trace: "people left",
    },
    Deed {
        name: "a stage held by hand",
        act: |browser| {
            browser.click(&button("Hold by hand"))?;
            browser.fill(&textbox("Who says so").part(), "Lin Yue")?;
            browser.fill(&textbox("Reason").part(), "they told us")
        },
        place: "stage",
        trace: "Held by Lin Yue until",
    },
];

#[test]
fn undo_of_each() {
    journey("undo-of-each", |browser, _| {
        start::take_the_sample(browser)?;
        browser.go("#/customers/C001")?;
        for deed in &DEEDS {
            ensure!(!shows(browser, deed)?, "{} is not there yet", deed.name);
            (deed.act)(browser)?;
            browser.click(&button("Save"))?;
            browser.gone(&By::test_id("errand"))?;
            until(browser, deed, true)?;
        }
        for deed in DEEDS.iter().rev() {
            shell::undo(browser)?;
            until(browser, deed, false)?;
        }
        for deed in &DEEDS {
            shell::redo(browser)?;
            until(browser, deed, true)?;
        }
        shell::saved(browser)
    });
}

/// Opens the first task that the page lists, whichever that is.
fn open_a_task(browser: &Browser) -> Result<()> {
    let script = "return [...document.querySelectorAll('[data-testid=\"items\"] .door--item')] \
        .find((line) => !line.querySelector('.severity'))";
    let task = browser.until("a task to do", || Ok(Element::of(&browser.value(script)?)))?;
    browser.session.click(&task)?;
    browser.find(&By::test_id("item")).map(drop)
}

fn until(browser: &Browser, deed: &Deed, there: bool) -> Result<()> {
    let what = if there { "to be there" } else { "to be gone" };
    browser.until(&format!("{} {what}", deed.name), || {
        Ok((shows(browser, deed)? == there).then_some(()))
    })
}

fn shows(browser: &Browser, deed: &Deed) -> Result<bool> {
    browser.settled()?;
    browser.find(&By::test_id("stage"))?;
    // Some of it lies in what is folded up.
    let script = format!(
        "return document.querySelector('[data-testid=\"{}\"]')?.textContent ?? ''",
        deed.place
    );
    Ok(browser.string(&script)?.contains(deed.trace))
}
