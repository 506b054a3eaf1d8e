//! A part of the program that does not load is said where it is missing, with a way to try again that works.

use anyhow::Result;

use crate::driver::{Browser, By, button, heading, link};
use crate::journey::{Reader, forget_log, travel_through};
use crate::pages::shell;

/// The screens behind the first one, and the worker's part on the customer's life.
const PARTS: [&str; 2] = ["app-screens", "worker-life"];

#[test]
fn a_part_that_does_not_load_can_be_tried_again() {
    let reader = (Reader::English, &PARTS[..]);
    travel_through("missing-parts", reader, |browser, proxy| {
        browser.click(&button("Try the sample"))?;
        browser.at("the portfolio", |place| place.starts_with("/portfolio"))?;
        is_said(browser)?;
        browser.click(&button("Try again"))?;
        is_said(browser)?;
        proxy.refuse(&PARTS[1..]);
        browser.click(&button("Try again"))?;

        // The portfolio stands; only what needs the other part says so.
        browser.find(&heading("Moved most in a week"))?;
        is_said(browser)?;
        browser.click(&link("Inbox"))?;
        browser.at("the inbox", |place| place.starts_with("/inbox"))?;
        is_said(browser)?;
        proxy.refuse(&[]);
        browser.click(&button("Try again"))?;
        browser.find(&By::test_id("inbox-counts"))?;
        shell::saved(browser)?;
        // What the console says of the refused files is what was asked for.
        forget_log(browser)
    });
}

fn is_said(browser: &Browser) -> Result<()> {
    browser.reads("A part of the program could not be loaded.")?;
    browser.reads("part-not-loaded")?;
    browser.find(&button("Try again")).map(drop)
}
