//! What people write down of a customer's life: each form is filled in as a person does, what it says stands
//! on the page afterwards, one step takes it back, and a reload keeps it.

use anyhow::{Result, ensure};

use crate::driver::{Browser, By, button, textbox};
use crate::journey::journey;
use crate::pages::{shell, start};

const CUSTOMER: &str = "#/customers/C002";
const STAGES: &str = "#/lifecycle?part=consistency";

/// A form, and what the page says once it is saved.
struct Form {
    name: &'static str,
    /// The address of its page.
    page: &'static str,
    /// Opens it and fills it in.
    fill: fn(&Browser) -> Result<()>,
    /// Where its traces are: by test id.
    place: &'static str,
    traces: &'static [&'static str],
}

const FORMS: [Form; 7] = [
    Form {
        name: "the hand-off",
        page: CUSTOMER,
        fill: |browser| {
            browser.click(&button("Write the hand-off"))?;
            browser.fill(
                &textbox("Why they bought").part(),
                "one stock for all schools",
            )?;
            browser.fill(&textbox("The problem to solve").part(), "orders by phone")?;
            browser.fill_date(&textbox("Expected by").part(), "2026-06-30")?;
            browser.fill(&textbox("Implementation: who").part(), "Zhao Min")?;
            browser.fill_date(&textbox("Handed over on").part(), "2026-03-10")
        },
        place: "hand-off",
        traces: &[
            "one stock for all schools",
            "30 Jun 2026",
            "Zhao Min",
            "from 10 Mar 2026",
            "Everything required is there",
        ],
    },
    Form {
        name: "a promise",
        page: CUSTOMER,
        fill: |browser| {
            browser.click(&button("Add a promise"))?;
            let text = textbox("What the customer will have, in numbers").part();
            // Without a number it is refused, and the form says why.
            browser.fill(&text, "the best service")?;
            browser.click(&button("Save"))?;
            browser.reads("Say it in a number")?;
            browser.fill(&text, "first response < 10 minutes")
        },
        place: "promises",
        traces: &["first response < 10 minutes"],
    },
    Form {
        name: "a value achieved",
        page: CUSTOMER,
        fill: |browser| {
            browser.click_in(&By::test_id("promises"), &button("Add a value achieved"))?;
            let text = textbox("What was achieved, in numbers").part();
            browser.fill(&text, "8 minutes in March")
        },
        place: "promises",
        traces: &["8 minutes in March"],
    },
    Form {
        name: "a special date",
        page: CUSTOMER,
        fill: |browser| {
            browser.click(&button("Add a date"))?;
            browser.fill(&textbox("What day it is").part(), "budget round")?;
            browser.fill_date(&textbox("Date").part(), "2026-09-15")?;
            browser.fill(&textbox("Remind so many days ahead").part(), "30")
        },
        place: "dates",
        traces: &["budget round", "15 Sep 2026", "30 days ahead"],
    },
    Form {
        name: "a goal",
        page: CUSTOMER,
        fill: |browser| {
            browser.click(&button("Add a goal"))?;
            browser.fill(&textbox("What").part(), "orders in the shop")?;
            browser.fill(&textbox("Target").part(), "80")
        },
        place: "goals",
        traces: &["orders in the shop", "80"],
    },
    Form {
        name: "a touchpoint of an earlier day",
        page: CUSTOMER,
        fill: |browser| {
            browser.click(&button("Log a touchpoint"))?;
            browser.fill_date(&textbox("Date").part(), "2026-03-27")?;
            browser.fill(&textbox("Minutes").part(), "45")?;
            browser.fill(&textbox("What came of it").part(), "plan for April agreed")
        },
        place: "timeline",
        traces: &["plan for April agreed"],
    },
    Form {
        name: "a review of a stage",
        page: STAGES,
        fill: |browser| {
            browser.click_in(&By::test_id("reviews"), &button("Review"))?;
            browser.fill(
                &textbox("What was found").part(),
                "the kickoff comes too late",
            )?;
            browser.fill_date(&textbox("Review again on").part(), "2026-05-15")
        },
        place: "reviews",
        traces: &["the kickoff comes too late", "next on 15 May 2026"],
    },
];

#[test]
fn records_of_a_customers_life_are_written_kept_and_taken_back() {
    journey("records", |browser, _| {
        start::take_the_sample(browser)?;
        let mut page = "";
        for form in &FORMS {
            if form.page != page {
                page = form.page;
                browser.go(page)?;
            }
            ensure!(!shows(browser, form)?, "{} is not there yet", form.name);
            (form.fill)(browser)?;
            browser.click(&button("Save"))?;
            browser.gone(&By::test_id("errand"))?;
            until(browser, form, true)?;
            shell::undo(browser)?;
            until(browser, form, false)?;
            shell::redo(browser)?;
            until(browser, form, true)?;
        }
        a_note_is_corrected(browser)?;
        shell::saved(browser)?;
        browser.session.reload()?;
        for form in &FORMS {
            if form.page != page {
                page = form.page;
                browser.go(page)?;
            }
            until(browser, form, true)?;
        }
        Ok(())
    });
}

/// One word of a note is wrong: it alone is corrected, and then taken back.
fn a_note_is_corrected(browser: &Browser) -> Result<()> {
    let timeline = By::test_id("timeline");
    let says = |text: &str, there: bool| {
        browser.until(&format!("“{text}” {there}"), || {
            browser.settled()?;
            Ok((browser.text(&timeline)?.contains(text) == there).then_some(()))
        })
    };
    browser.go(CUSTOMER)?;
    browser.click(&button("Add a note"))?;
    browser.fill(&textbox("Note"), "caled about April")?;
    browser.click(&button("Save"))?;
    browser.gone(&By::test_id("errand"))?;
    says("caled about April", true)?;
    browser.click_in(&timeline, &button("Correct"))?;
    browser.fill(&textbox("Note"), "called about April")?;
    browser.click(&button("Save"))?;
    browser.gone(&By::test_id("errand"))?;
    says("called about April", true)?;
    says("caled", false)?;
    browser.click_in(&timeline, &button("Take back"))?;
    says("called about April", false)?;
    says("plan for April agreed", true)
}

fn until(browser: &Browser, form: &Form, there: bool) -> Result<()> {
    let what = if there { "to be there" } else { "to be gone" };
    browser.until(&format!("{} {what}", form.name), || {
        Ok((shows(browser, form)? == there).then_some(()))
    })
}

/// Whether all that the form says is there.
fn shows(browser: &Browser, form: &Form) -> Result<bool> {
    browser.settled()?;
    let text = browser.text(&By::test_id(form.place))?;
    Ok(form.traces.iter().all(|trace| text.contains(trace)))
}
