//! A customer renews while a second department of theirs begins: one primary stage, and both tracks beside it.

use std::fmt::Write as _;

use anyhow::{Result, ensure};

use crate::driver::{Browser, By, button, heading, link};
use crate::journey::journey;
use crate::pages::{customers, import};

const ACCOUNTS: &str = "account_id,name,owner,seats,arr,started_on\n\
    D1,Doublegate,Li,50,60000,2024-06-01\nD2,Singlegate,Li,50,40000,2024-06-01\n";
/// Both are in the last third of their term on 31 March 2026.
const CONTRACTS: &str = "contract_id,account_id,starts_on,ends_on,amount,outcome\n\
    K1,D1,2025-06-01,2026-06-01,60000,open\nK2,D2,2025-06-01,2026-06-01,40000,open\n";
const EVENTS: &str = "account_id,date,kind,note\n\
    D1,2026-03-02,department_start,the warehouse begins\n";

#[test]
fn a_customer_renews_while_a_second_department_begins() {
    journey("two-departments", |browser, folder| {
        let files = [
            folder.file("accounts.csv", ACCOUNTS)?,
            folder.file("contracts.csv", CONTRACTS)?,
            folder.file("events.csv", EVENTS)?,
            folder.file("usage.csv", usage())?,
        ];
        import::inspect(browser, &files.each_ref().map(|file| file.as_path()))?;
        import::run(browser)?;
        import::go_on(browser)?;

        browser.go("#/customers/D1")?;
        ensure!(stage(browser)? == "Renewal", "it renews");
        let tracks = browser.text(&By::test_id("tracks"))?;
        for part in ["Onboarding", "since 2 Mar 2026", "Renewal"] {
            ensure!(tracks.contains(part), "beside it runs {part}: {tracks}");
        }
        browser.go("#/customers/D2")?;
        ensure!(stage(browser)? == "Renewal", "the other one renews, too");
        let tracks = browser.text(&By::test_id("tracks"))?;
        ensure!(
            !tracks.contains("Onboarding"),
            "and begins nothing: {tracks}"
        );

        // The same from the other end: who is in the track, and of these who is in the stage.
        browser.go("#/lifecycle?part=tracks")?;
        browser.find(&heading("Onboarding"))?;
        browser.click(&button("Onboarding").beginning())?;
        browser.find(&By::test_id("track-customers"))?;
        browser.click(&link("List all of them"))?;
        let place = browser.at("the customers of the track", |place| {
            place.contains("track.onboarding")
        })?;
        customers::shows(browser, "1 of 2 customers")?;
        ensure!(customers::names(browser)? == ["Doublegate"]);
        browser.go(&format!("#{place}&f=stage~is~renewal"))?;
        customers::shows(browser, "1 of 2 customers")?;
        browser.go(&format!("#{place}&f=stage~is~growth"))?;
        customers::shows(browser, "0 of 2 customers")
    });
}

fn stage(browser: &Browser) -> Result<String> {
    browser.settled()?;
    browser.find(&By::test_id("stage"))?;
    browser.string("return document.querySelector('[data-testid=\"stage\"] .stage-name, [data-testid=\"stage\"] .figure__value').innerText")
}

/// Both work every day.
fn usage() -> String {
    let mut text = "account_id,date,feature,events,users\n".to_owned();
    for month in 1..=3 {
        for day in 1..=28 {
            for account in ["D1", "D2"] {
                // Writing to a text cannot fail.
                writeln!(text, "{account},2026-{month:02}-{day:02},core,40,30").unwrap_or_default();
            }
        }
    }
    text
}
