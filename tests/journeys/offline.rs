//! The app without a connection: after one visit it opens from what the browser has kept, and goes on.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::driver::{Browser, link};
use crate::journey::{Reader, travel_through};
use crate::pages::{customers, shell, start};

/// Whether the files of the app are all kept.
const KEPT: &str = "const done = arguments[arguments.length - 1]; navigator.serviceWorker.ready.then(() => done(true), () => done(false))";

#[test]
fn after_one_visit_it_works_without_its_server() {
    travel_through("offline", (Reader::English, &[]), |browser, proxy| {
        start::take_the_sample(browser)?;
        shell::saved(browser)?;
        ensure!(
            browser.session.script_async(KEPT, Vec::new())? == json!(true),
            "nothing is kept"
        );
        proxy.refuse(&["GET "]);
        browser.session.reload()?;
        works(browser)?;
        // All that loads later is there too.
        for place in ["#/lifecycle", "#/model", "#/inbox"] {
            browser.go(place)?;
        }
        browser.session.reload()?;
        works(browser)?;
        shell::saved(browser)
    });
}

fn works(browser: &Browser) -> Result<()> {
    browser.settled()?;
    browser.click(&link("Customers"))?;
    customers::shows(browser, "200 of 200 customers")
}
