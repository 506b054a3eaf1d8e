//! Every number is a door: from the Portfolio to an owner's alerts, from board and map to the whole list behind a
//! number, each at an address that restores it.

use anyhow::{Context as _, Result, ensure};

use crate::driver::{Browser, By, button, link};
use crate::journey::journey;
use crate::pages::{customers, inbox, start};

#[test]
fn from_the_portfolio_to_an_owners_alerts() {
    journey("alerts-by-owner", |browser, _| {
        start::take_the_sample(browser)?;
        let table = By::test_id("alerts-by-owner");
        browser.find(&table)?;
        let numbers = "const row = document.querySelector('[data-testid=\"alerts-by-owner\"] tbody tr'); \
            return row.cells[0].innerText.trim() + '|' + [1, 2, 3].reduce((sum, at) => sum + Number(row.cells[at].innerText.replace(/,/g, '')), 0)";
        let first = browser.string(numbers)?;
        let (owner, n) = first.split_once('|').context("a row has an owner")?;
        let n: u64 = n.parse()?;
        ensure!(n > 0, "{owner} has alerts");
        browser.click_in(&table, &link(owner))?;
        browser.at("the alerts of the owner", |place| {
            place.starts_with("/inbox") && place.contains("only=alerts")
        })?;
        ensure!(inbox::n_items(browser)? == n, "the Inbox lists all {n}");
        let owners = "return [...document.querySelectorAll('.vtable__row .item-link')].map((item) => item.closest('tr').cells[5].innerText.trim())";
        let owners = browser.value(owners)?;
        let owners = owners.as_array().context("owners are a list")?;
        ensure!(owners.iter().all(|of| of == owner), "{owners:?}");
        browser.session.reload()?;
        ensure!(inbox::n_items(browser)? == n, "the address restores them");
        Ok(())
    });
}

#[test]
fn from_board_and_map_to_the_whole_list() {
    journey("whole-lists", |browser, _| {
        start::take_the_sample(browser)?;
        browser.go("#/lifecycle")?;
        browser.click_in(&By::new("region", "Mature"), &button("Mature").beginning())?;
        let n = n_of(browser, "stage-customers")?;
        browser.click(&link("List all of them"))?;
        whole(browser, n, "stage~is~mature", 3, "Mature")?;

        browser.go("#/value?tier=profit")?;
        let script = "return document.querySelector('.tier--chosen .figure__value').innerText";
        let n: u64 = browser.string(script)?.parse()?;
        browser.click(&link("List all of them"))?;
        whole(browser, n, "tier~is~profit", 5, "Profit")?;

        // Any column is chosen, sorted and narrowed by like the others.
        browser.go("#/customers?cols=stage~alerts")?;
        browser.click(&button("Open alerts").beginning())?;
        customers::falling_by(browser, "Open alerts")?;
        browser.value("const list = [...document.querySelectorAll('select')].find((list) => list.options[0].text === 'Stage'); \
            list.value = 'churned'; list.dispatchEvent(new Event('change', { bubbles: true }))")?;
        let place = browser.at("the list of one stage", |place| {
            place.contains("stage~is~churned")
        })?;
        column_says(browser, 2, "Churned")?;
        browser.session.reload()?;
        browser.settled()?;
        ensure!(browser.place()? == place, "the address is the same");
        column_says(browser, 2, "Churned")
    });
}

/// How many the drawer says.
fn n_of(browser: &Browser, drawer: &str) -> Result<u64> {
    let text = browser.text(&By::test_id(drawer))?;
    let number = text.split_whitespace().next().unwrap_or_default();
    number
        .replace(',', "")
        .parse()
        .with_context(|| format!("{text:?} begins with a number"))
}

/// The table shows as many as the number said, and a column says the same of each.
fn whole(browser: &Browser, n: u64, filter: &str, column: usize, word: &str) -> Result<()> {
    browser.at("the whole list", |place| {
        place.starts_with("/customers") && place.contains(filter)
    })?;
    customers::shows(browser, &format!("{n} of 200 customers"))?;
    column_says(browser, column - 1, word)
}

/// Every row that is drawn says the same in a column, its name's being the column 0.
fn column_says(browser: &Browser, column: usize, word: &str) -> Result<()> {
    customers::names(browser)?;
    let script = format!(
        "return [...document.querySelectorAll('.vtable__row')].every((row) => row.cells[{column}].innerText.trim() === '{word}')"
    );
    browser.until(&format!("every row to say {word}"), || {
        Ok((browser.value(&script)? == true).then_some(()))
    })
}
