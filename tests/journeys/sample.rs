//! From landing to the reasons of a score: sample, portfolio, a customer at risk, a measure, its rows, and back.

use anyhow::{Context as _, Result, ensure};

use crate::driver::{Browser, By, button, heading, link};
use crate::journey::journey;
use crate::pages::{customer, customers, portfolio, start};

#[test]
fn sample() {
    journey("sample", |browser, _| {
        browser.find(&heading("See how every customer is doing"))?;
        start::take_the_sample(browser)?;
        the_portfolio_says_how_all_are(browser)?;

        // A doorway: the band at risk opens its customers.
        browser.click_in(&By::test_id("bands"), &button("at risk").part())?;
        browser.at("customers at risk", |place| {
            place.starts_with("/customers") && place.contains("red")
        })?;
        let names = customers::names(browser)?;
        let name = names.first().context("somebody is at risk")?;
        browser.click(&link(name.clone()).part())?;
        browser.find(&heading(name.clone()))?;
        browser.settled()?;

        let health = customer::health(browser)?;
        ensure!(health < 50.0, "{name} is at risk with a health of {health}");
        let (steps, end) = customer::waterfall(browser)?;
        ensure!(
            (end - health).abs() < 1e-9,
            "the waterfall ends at {end}, the score is {health}"
        );
        let sum: f64 = steps.iter().sum();
        // Each step is shown with one decimal, so their sum may be off by half of it per step.
        let tolerance = 0.05 * (steps.len() as f64 + 1.0) + 1e-9;
        ensure!(
            (sum - health).abs() <= tolerance,
            "{steps:?} add up to {sum}, the score is {health}"
        );

        let drawer = customer::open_measure(browser)?;
        for part in ["Definition", "Window", "Freshness", "Rows behind"] {
            ensure!(drawer.contains(part), "the drawer has no {part}: {drawer}");
        }
        ensure!(
            customer::n_rows_behind(browser)? > 0,
            "the rows behind are there"
        );
        browser.click(&button("Close dialog"))?;
        browser.gone(&By::test_id("metric"))?;

        browser.session.back()?;
        browser.at("the list again", |place| place.starts_with("/customers?"))?;
        ensure!(
            customers::names(browser)? == names,
            "back shows the same list"
        );
        browser.session.back()?;
        browser.at("the portfolio again", |place| {
            place.starts_with("/portfolio")
        })?;
        browser.settled()
    });
}

fn the_portfolio_says_how_all_are(browser: &Browser) -> Result<()> {
    let rate = portfolio::figure(browser, "Health rate")?;
    ensure!(rate.ends_with('%'), "{rate:?} is a rate");
    ensure!(
        portfolio::figure(browser, "Customers")?.parse::<u32>()? > 150,
        "the sample has customers"
    );
    let formula = portfolio::explanation(browser, "Health rate")?;
    ensure!(
        formula.contains("÷") && formula.contains(&rate),
        "the figure opens: {formula}"
    );
    for band in ["healthy", "watch", "at risk", "no data"] {
        browser.find_in(&By::test_id("bands"), &button(band).part())?;
    }
    browser.find_in(&By::test_id("movers"), &link("").part())?;
    Ok(())
}
