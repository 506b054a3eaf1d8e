//! The app as one file, opened from the disk; a workspace saved as such a page, without names, locked, opened elsewhere
//! and saved again.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use crate::driver::{Browser, By, button, link, textbox};
use crate::journey::{Folder, from_disk, journey, set_clock};
use crate::pages::{customers, shell, start};

/// A list of customers in which somebody tries to break out of whatever it is put into.
const HOSTILE: &str = "customer,owner,arr,last login\n\
    </script><script>document.title='broken'</script>,<!--<script>,120000,2026-03-20\n\
    \"Acme \"\"><img src=x onerror=document.title='broken'>\",Li Na,90000,2026-01-02\n";

#[test]
fn one_file_opens_from_the_disk() {
    from_disk("one-file", |browser, _| {
        start::take_the_sample(browser)?;
        browser.click(&link("Customers"))?;
        customers::shows(browser, "200 of 200 customers")?;
        shell::saved(browser)?;
        // Parts that load later, on the page and in the engine, and a program of its own.
        browser.go("#/lifecycle")?;
        browser.go("#/model")?;
        browser.go("#/settings")?;
        browser.click(&button("Download “Customers” as an Excel workbook"))?;
        browser.reads("accounts.xlsx")?;

        browser.session.reload()?;
        browser.go("#/customers")?;
        customers::shows(browser, "200 of 200 customers")
    });
}

#[test]
fn a_workspace_is_saved_as_a_page_opened_and_saved_again() {
    from_disk("as-a-page", |browser, folder| {
        let sheet = folder.file("list.csv", HOSTILE)?;
        crate::pages::import::inspect(browser, &[&sheet])?;
        browser.click(&button("Import"))?;
        browser.reads("2 customers")?;
        let page = saved_page(browser, folder, |_| Ok(()))?;
        let text = fs::read_to_string(&page)?;
        ensure!(
            !text.contains("'broken'"),
            "what was typed stands in the page as it is"
        );

        // What it holds is not what this browser has kept, and nothing in it runs.
        opened(browser, &page)?;
        browser.at("the portfolio", |place| place.starts_with("/portfolio"))?;
        browser.go("#/customers")?;
        customers::shows(browser, "2 of 2 customers")?;
        browser.reads("</script><script>")?;
        ensure!(
            !browser.string("return document.title")?.contains("broken"),
            "it broke out"
        );

        // What is done there stays there, and goes along when it is saved again.
        start_sample_over(browser)?;
        shell::saved(browser)?;
        browser.session.reload()?;
        browser.go("#/customers")?;
        customers::shows(browser, "200 of 200 customers")?;
        fs::rename(&page, page.with_file_name("first.html"))?;
        let again = saved_page(browser, folder, |_| Ok(()))?;
        opened(browser, &again)?;
        browser.at("the portfolio", |place| place.starts_with("/portfolio"))?;
        browser.go("#/customers")?;
        customers::shows(browser, "200 of 200 customers")?;
        // The log has seen other pages of the disk than the one that it began with.
        browser.session.log("performance").map(drop)
    });
}

#[test]
fn a_page_from_the_served_app_has_no_names_and_opens_with_its_passphrase() {
    journey("masked-page", |browser, folder| {
        start::take_the_sample(browser)?;
        browser.click(&link("Customers"))?;
        let names = customers::names(browser)?;
        let page = saved_page(browser, folder, |browser| {
            browser.click(&By::new("checkbox", "Without names"))?;
            browser.click(&By::new("checkbox", "Lock it with a passphrase"))?;
            browser.fill(&textbox("Passphrase"), "四季常青")?;
            browser.fill(&textbox("Once more"), "四季常青")
        })?;
        let url = url_of(&page)?;
        browser.session.go(&url)?;
        browser.fill(&textbox("Passphrase"), "四季常青")?;
        let dialog = By::new("dialog", "Restore a backup");
        browser.click_in(&dialog, &button("Restore a backup"))?;
        browser.at("the portfolio", |place| place.starts_with("/portfolio"))?;
        browser.click(&link("Customers"))?;
        customers::shows(browser, "200 of 200 customers")?;
        let others = customers::names(browser)?;
        ensure!(
            others.iter().all(|name| name.contains("Customer ")),
            "{others:?}"
        );
        ensure!(names.iter().all(|name| !others.contains(name)), "{names:?}");
        // The log sees the page from the disk now, which is no file of the served app.
        browser.session.log("performance").map(drop)
    });
}

/// Saves the open workspace as a page, with what is chosen in the dialog.
fn saved_page(
    browser: &Browser,
    folder: &Folder,
    choose: impl FnOnce(&Browser) -> Result<()>,
) -> Result<PathBuf> {
    browser.go("#/settings")?;
    browser.click(&button("Save as a page"))?;
    choose(browser)?;
    browser.click(&button("Save the page"))?;
    let page = folder.path().join("perennial-2026-03-31.html");
    browser.until("the page to arrive", || Ok(page.is_file().then_some(())))?;
    Ok(page)
}

/// Goes to a page on the disk, on the journey's day.
fn opened(browser: &Browser, page: &Path) -> Result<()> {
    browser.session.go("about:blank")?;
    set_clock(browser)?;
    browser.session.go(&url_of(page)?)
}

fn url_of(page: &Path) -> Result<String> {
    Ok(format!(
        "file://{}",
        page.to_str().context("a path is text")?
    ))
}

/// Takes the sample in place of what is there.
fn start_sample_over(browser: &Browser) -> Result<()> {
    browser.go("#/start")?;
    browser.click(&button("Try the sample"))?;
    browser
        .at("the portfolio", |place| place.starts_with("/portfolio"))
        .map(drop)
}
