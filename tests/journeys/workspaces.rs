//! Workspaces side by side, and a workspace in a file that opens with a passphrase only.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};

use crate::driver::{Browser, By, button, link, textbox};
use crate::files::chinese_sheet;
use crate::journey::{Folder, is_clean, journey, set_clock};
use crate::pages::{customers, import, shell, start};

#[test]
fn workspaces_side_by_side_know_nothing_of_each_other() {
    journey("workspaces", |browser, folder| {
        start::take_the_sample(browser)?;
        shell::saved(browser)?;

        // A second one is empty; what is imported there stays there.
        browser.go("#/settings")?;
        browser.fill(&textbox("Name of a new workspace"), "Workshop")?;
        browser.click(&button("New workspace"))?;
        browser.find(&button("Try the sample"))?;
        let sheet = folder.file("客户列表.csv", chinese_sheet())?;
        import::inspect(browser, &[&sheet])?;
        browser.click(&button("Import"))?;
        browser.reads("48 customers")?;
        shell::saved(browser)?;
        browser.reads("Workshop")?;

        // The first has its own still; both are edited at the same time.
        browser.go("#/settings")?;
        browser.click(&button("Open “First workspace”"))?;
        browser.find(&By::test_id("status"))?;
        browser.go("#/customers")?;
        customers::shows(browser, "200 of 200 customers")?;
        let first = browser.session.tab()?;
        browser.session.new_tab()?;
        set_clock(browser)?;
        browser.go("#/settings")?;
        browser.click(&button("Open “Workshop”"))?;
        browser.find(&By::test_id("status"))?;
        browser.go("#/customers")?;
        customers::shows(browser, "48 of 48 customers")?;
        shell::saved(browser)?;

        // It goes, and the first is open.
        delete_everything(browser)?;
        browser.reads("read only · another tab is editing")?;
        browser.go("#/settings")?;
        browser.reads("First workspace")?;
        ensure!(
            !browser.page_text()?.contains("Workshop"),
            "it is still listed"
        );
        is_clean(browser)?;
        browser.session.close_tab()?;
        browser.session.use_tab(&first)?;
        customers::shows(browser, "200 of 200 customers")
    });
}

#[test]
fn a_file_with_a_passphrase_opens_with_it_alone() {
    journey("passphrase", |browser, folder| {
        start::take_the_sample(browser)?;
        browser.go("#/settings")?;
        browser.click(&button("Save with a passphrase"))?;
        browser.fill(&textbox("Passphrase"), "四季常青")?;
        browser.fill(&textbox("Once more"), "四季")?;
        browser.reads("The two are not the same.")?;
        browser.fill(&textbox("Once more"), "四季常青")?;
        browser.click_in(
            &By::new("dialog", "Save with a passphrase"),
            &button("Save a backup file"),
        )?;
        let file = downloaded(browser, folder)?;
        let bytes = fs::read(&file)?;
        ensure!(bytes.starts_with(b"PERENNIAL\x02"), "it says what it is");
        let word = "b2b-saas".as_bytes();
        ensure!(
            !bytes.windows(word.len()).any(|part| part == word),
            "it can be read"
        );

        delete_everything(browser)?;
        browser.find(&button("Try the sample"))?;

        start::choose_files_named(browser, "Open a backup file", &[&file])?;
        browser.fill(&textbox("Passphrase"), "四季")?;
        let dialog = By::new("dialog", "Restore a backup");
        browser.click_in(&dialog, &button("Restore a backup"))?;
        browser.reads("That did not open it: another passphrase, or the file is damaged.")?;
        browser.fill(&textbox("Passphrase"), "四季常青")?;
        browser.click_in(&dialog, &button("Restore a backup"))?;
        browser.at("the portfolio", |place| place.starts_with("/portfolio"))?;
        browser.click(&link("Customers"))?;
        customers::shows(browser, "200 of 200 customers")
    });
}

/// Deletes the workspace that is open.
fn delete_everything(browser: &Browser) -> Result<()> {
    browser.go("#/settings")?;
    browser.click(&button("Delete everything here"))?;
    browser.fill(&textbox("Type “delete” to confirm"), "delete")?;
    // The dialog is in front of the button that opened it.
    browser.click(&button("Delete everything here"))
}

/// The file that the browser was handed.
fn downloaded(browser: &Browser, folder: &Folder) -> Result<PathBuf> {
    browser
        .until("the file to arrive", || {
            let entries = fs::read_dir(folder.path())?;
            let mut paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
            Ok(paths.find(|path| path.extension().is_some_and(|end| end == "perennial")))
        })
        .context("workspace.perennial")
}
