//! Nothing is lost: reloading restores the exact view with the work in it; a second tab says so and follows.

use anyhow::{Result, ensure};

use crate::driver::{Browser, button, heading, link};
use crate::journey::{is_clean, journey, set_clock};
use crate::pages::{customer, customers, shell, start};

#[test]
fn reload_restores_the_view() {
    journey("reload", |browser, _| {
        start::take_the_sample(browser)?;
        browser.go("#/customers/C005")?;
        customer::set_override(browser, "62.5", "2026-05-31")?;
        shell::saved(browser)?;

        // A view with a search, a filter, an order and a past day in its address.
        shell::travel_to(browser, "2026-03-29")?;
        browser.click(&link("Customers"))?;
        browser.click(&button("watch").beginning())?;
        browser.click(&button("Health"))?;
        let rows = customers::falling_by(browser, "Health")?;
        let place = browser.place()?;
        for part in ["on=2026-03-29", "yellow", "sort="] {
            ensure!(place.contains(part), "{place} has no {part}");
        }
        browser.session.reload()?;
        browser.settled()?;
        ensure!(browser.place()? == place, "the address is the same");
        browser.until("the same rows", || {
            Ok((customers::names(browser)? == rows).then_some(()))
        })?;

        browser.go("#/customers/C005")?;
        customer::has_override(browser)
    });
}

#[test]
fn a_second_tab_follows() {
    journey("two-tabs", |browser, _| {
        start::take_the_sample(browser)?;
        shell::saved(browser)?;
        let first = browser.session.tab()?;
        let second = browser.session.new_tab()?;
        set_clock(browser)?;
        browser.go("#/customers/C005")?;
        browser.reads("read only · another tab is editing")?;
        is_shut(browser, "Override the score")?;

        browser.session.use_tab(&first)?;
        browser.go("#/customers/C005")?;
        customer::set_override(browser, "62.5", "2026-05-31")?;
        shell::saved(browser)?;

        browser.session.use_tab(&second)?;
        customer::has_override(browser)?;
        browser.find(&heading("Override"))?;
        is_clean(browser)?;

        // The first is closed; the second may write now.
        browser.session.use_tab(&first)?;
        browser.session.close_tab()?;
        browser.session.use_tab(&second)?;
        shell::saved(browser)?;
        browser.click(&button("Remove the override"))?;
        browser.until("the override to go", || {
            Ok((!browser.page_text()?.contains("set to 62.5 by")).then_some(()))
        })
    });
}

fn is_shut(browser: &Browser, name: &str) -> Result<()> {
    let found = browser.find(&button(name))?;
    let disabled = browser
        .session
        .script("return arguments[0].disabled", vec![found.argument()])?;
    ensure!(disabled == true, "{name} is shut in a tab that only reads");
    Ok(())
}
