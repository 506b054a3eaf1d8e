//! What is stored is taken away, or changed by a later version of the app, while a tab is open: it is said, and nothing
//! is lost or overwritten.

use anyhow::{Result, ensure};

use crate::bare;
use crate::driver::{Browser, By};
use crate::journey::{forget_log, journey, set_clock};
use crate::pages::{customer, customers, shell, start};

#[test]
fn an_older_tab_says_so_after_an_upgrade_and_leaves_what_is_stored_alone() {
    journey("older-tab", |browser, _| {
        start::take_the_sample(browser)?;
        shell::saved(browser)?;
        beside(browser, |browser| {
            bare::raise(browser)?;
            bare::kept(browser)
        })?;
        // Without a step of the reader's: this tab cannot save any more.
        browser.reads("This was written by a newer Perennial.")?;
        browser.reads("not saved")?;
        let before = beside(browser, bare::kept)?;
        browser.go("#/customers/C005")?;
        customer::set_override(browser, "62.5", "2026-05-31")?;
        browser.reads("not saved")?;
        let after = beside(browser, bare::kept)?;
        ensure!(
            before == after,
            "what is stored was changed by the older tab"
        );
        ensure!(after[1].as_u64() > Some(10), "it is there: {}", after[1]);
        browser.session.reload()?;
        browser.reads("This was written by a newer Perennial.")?;
        forget_log(browser)
    });
}

#[test]
fn storage_that_the_browser_took_away_is_written_again_from_what_is_open() {
    journey("evicted", |browser, _| {
        start::take_the_sample(browser)?;
        browser.go("#/customers/C005")?;
        customer::set_override(browser, "62.5", "2026-05-31")?;
        shell::saved(browser)?;
        let before = beside(browser, bare::kept)?;
        beside(browser, bare::evict)?;
        // Nothing is done here; it is there again all the same.
        browser.until("everything to be stored again", || {
            let kept = beside(browser, bare::kept)?;
            Ok((kept == before).then_some(()))
        })?;
        shell::saved(browser)?;
        browser.session.reload()?;
        customer::has_override(browser)?;
        browser.go("#/customers")?;
        customers::shows(browser, "200 of 200 customers")?;
        browser.find(&By::test_id("status"))?;
        // The page without the app has no icon.
        forget_log(browser)
    });
}

/// Does something in another tab that does not run the app, and comes back.
fn beside<T>(browser: &Browser, act: impl FnOnce(&Browser) -> Result<T>) -> Result<T> {
    let tab = browser.session.tab()?;
    let other = browser.session.new_tab()?;
    browser.session.use_tab(&other)?;
    set_clock(browser)?;
    bare::go(browser)?;
    let done = act(browser);
    browser.session.close_tab()?;
    browser.session.use_tab(&tab)?;
    done
}
