//! The table of customers by groups, and views of it under names of one's own.

use anyhow::{Context as _, Result, ensure};

use crate::driver::{Browser, By, button, link, textbox};
use crate::journey::journey;
use crate::pages::{customers, start};

/// The rows of the groups: name and number of customers.
const GROUPS: &str = "return [...document.querySelectorAll('[data-testid=groups] tbody tr')] \
    .map((row) => [row.children[0].textContent, row.children[1].textContent])";

#[test]
fn groups_lead_to_lists_and_lists_are_kept_as_views() {
    journey("groups-and-views", |browser, _| {
        start::take_the_sample(browser)?;
        browser.go("#/customers")?;
        group_by(browser, "field.owner")?;
        let groups = browser.until("the groups", || {
            let rows = browser.value(GROUPS)?;
            Ok(rows.as_array().filter(|rows| rows.len() > 1).cloned())
        })?;
        let text = |row: usize, cell: usize| groups[row][cell].as_str().map(str::to_owned);
        let (owner, n) = (
            text(0, 0).context("an owner")?,
            text(0, 1).context("a number")?,
        );
        browser.click(&link(owner.clone()))?;
        customers::shows(browser, &format!("{n} of 200 customers"))?;
        ensure!(
            !browser.place()?.contains("by="),
            "the list is not grouped any more"
        );

        browser.click(&button("Health"))?;
        customers::falling_by(browser, "Health")?;
        let kept = browser.place()?;
        browser.click(&button("Views"))?;
        browser.fill(&textbox("Name of the view"), "Mine, best first")?;
        browser.click(&button("Save this view"))?;
        browser.find(&link("Mine, best first"))?;

        // Another day, another screen, a reload: the view is there, on the date that is seen.
        browser.go("#/customers?on=2026-03-01")?;
        browser.session.reload()?;
        browser.settled()?;
        browser.click(&button("Views"))?;
        browser.click(&link("Mine, best first"))?;
        let place = browser.at("the view", |place| place.contains("sort="))?;
        ensure!(place.contains("on=2026-03-01"), "{place} has another date");
        ensure!(
            place.replace("on=2026-03-01&", "") == kept,
            "{place} is the list of {kept}"
        );
        // The list of views is still open.
        browser.click(&button("Remove the view “Mine, best first”"))?;
        browser.gone(&link("Mine, best first"))
    });
}

fn group_by(browser: &Browser, code: &str) -> Result<()> {
    let list = browser.find(&By::new("combobox", "Group the customers"))?;
    browser.session.script(
        "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))",
        vec![list.argument(), code.into()],
    )?;
    browser.settled()
}
