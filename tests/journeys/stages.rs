//! Where customers stand and what they are worth: the board by keys, moves and their table, every part; the cut
//! of the value map moved and undone, and numbers that open their customers.

use anyhow::{Result, ensure};

use crate::driver::keys::{CONTROL, ENTER};
use crate::driver::{Browser, By, button, heading, link, radio, textbox};
use crate::journey::journey;
use crate::pages::{shell, start};

const TITLES: &str =
    "return [...document.querySelectorAll('.board h2')].map((title) => title.textContent).join()";
const SEVEN: &str = "Signing,Onboarding,Growth,Mature,At risk,Renewal,Churned";

#[test]
fn lifecycle() {
    journey("lifecycle", |browser, _| {
        start::take_the_sample(browser)?;
        browser.click(&link("Lifecycle"))?;
        browser.find(&heading("Lifecycle"))?;
        browser.find(&By::test_id("board"))?;
        ensure!(
            browser.string(TITLES)? == SEVEN,
            "the stages in the order of life"
        );
        by_keys(browser)?;

        browser.go("#/lifecycle?part=flows")?;
        let moves = By::test_id("moves");
        browser.click_in(&moves, &button("stayed in").part())?;
        browser.find(&By::test_id("explanation"))?;
        browser.reads("÷")?;
        browser.click(&button("Close dialog"))?;

        // Each part has an address and something to say.
        for (part, id) in [
            ("history", "history-stages"),
            ("history", "history-alerts"),
            ("cards", "stage-cards"),
            ("tracks", "tracks"),
            ("shape", "shape"),
            ("consistency", "matrix"),
            ("execution", "execution"),
        ] {
            browser.go(&format!("#/lifecycle?part={part}"))?;
            let text = browser.text(&By::test_id(id))?;
            ensure!(text.len() > 60, "{part} says something: {text}");
        }
        shell::saved(browser)
    });
}

/// Arrows and letters move among the columns, Enter opens the customer.
fn by_keys(browser: &Browser) -> Result<()> {
    let focus = "return document.activeElement.id";
    browser.value("document.querySelector('#board-3-0').focus()")?;
    browser.session.press(&['j'])?;
    ensure!(browser.string(focus)? == "board-3-1", "j goes down");
    browser.session.press(&['l'])?;
    let beside = browser.string(focus)?;
    ensure!(
        !beside.starts_with("board-3"),
        "l goes to the next column: {beside}"
    );
    browser.session.press(&['h'])?;
    browser.session.press(&[ENTER])?;
    browser.at("a customer", |place| place.starts_with("/customers/"))?;
    browser.session.back()?;
    browser.find(&By::test_id("board"))?;
    Ok(())
}

#[test]
fn value_map() {
    journey("value-map", |browser, _| {
        start::take_the_sample(browser)?;
        browser.click(&link("Value map"))?;
        browser.find(&heading("Value map"))?;
        browser.find(&By::test_id("tiers"))?;
        let before = tiers(browser)?;
        let has_changed = |what: &str, from: &str| {
            browser.until(what, || {
                let now = tiers(browser)?;
                Ok((now != from).then_some(now))
            })
        };

        browser.fill(&textbox("Cut"), "high")?;
        browser.reads("a number from 0 to 100")?;
        browser.fill(&textbox("Cut"), "75")?;
        browser.click(&button("Move the cut"))?;
        let moved = has_changed("the tiers to follow the cut", &before)?;
        browser.click(&radio("at the median"))?;
        has_changed("the tiers to follow the median", &moved)?;
        for _ in 0..2 {
            browser.settled()?;
            browser.session.press(&[CONTROL, 'z'])?;
        }
        browser.until("the cut to be where it was", || {
            Ok((tiers(browser)? == before).then_some(()))
        })?;

        // A number is the door to its customers; the address restores them.
        browser.click_in(&By::test_id("tiers"), &link("Customers").beginning())?;
        browser.at("the customers of a tier", |place| {
            place.contains("tier=strategic")
        })?;
        browser.find(&button("Clear filters"))?;
        browser.click(&button("Clear filters"))?;
        browser.at("all customers", |place| !place.contains("tier="))?;
        shell::saved(browser)
    });
}

/// Customers and money of the four tiers, as they are shown.
fn tiers(browser: &Browser) -> Result<String> {
    browser.string("return [...document.querySelectorAll('.tier .figure__value')].map((figure) => figure.textContent).join()")
}
