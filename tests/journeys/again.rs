//! Importing again: what would change is shown first, work stays, one undo takes it back.

use anyhow::{Result, ensure};

use crate::driver::{Browser, By, button, link};
use crate::journey::journey;
use crate::pages::{customer, customers, import, shell};

const FIRST: &str = "account_id,name,owner,arr,started_on\n\
    K1,Amberline,Ann,12000,2024-01-15\n\
    K2,Birchwater,Ann,24000,2024-02-15\n\
    K3,Coralfield,Ben,36000,2024-03-15\n";

/// K1 as it was, K2 with another owner, K3 gone, K4 new.
const SECOND: &str = "account_id,name,owner,arr,started_on\n\
    K1,Amberline,Ann,12000,2024-01-15\n\
    K2,Birchwater,Ben,24000,2024-02-15\n\
    K4,Dunmere,Ben,48000,2024-04-15\n";

#[test]
fn importing_again() {
    journey("again", |browser, folder| {
        import::inspect(browser, &[&folder.file("customers.csv", FIRST)?])?;
        import::run(browser)?;
        browser.go("#/customers/K1")?;
        customer::set_override(browser, "62.5", "2026-05-31")?;

        // As usual, rows are updated and added.
        import::inspect(browser, &[&folder.file("customers.csv", SECOND)?])?;
        browser.reads("Read as the last file with these columns was.")?;
        import::preview(browser)?;
        counts(
            browser,
            "New 1, Changed 1, The same 1, Customer not found 0",
        )?;

        // The whole list is another matter; nothing has changed so far.
        browser.click(&button("Decide otherwise"))?;
        choose(
            browser,
            "How the rows of “customers.csv” join",
            "Replace the whole table",
        )?;
        import::preview(browser)?;
        counts(
            browser,
            "New 1, Changed 1, The same 1, Gone 1, Customer not found 0",
        )?;
        browser.click(&button("Import it"))?;
        browser.find(&By::new("heading", "Imported").beginning())?;
        browser.click(&link("Customers"))?;
        customers::shows(browser, "3 of 3 customers")?;
        browser.reads("Dunmere")?;
        ensure!(!browser.page_text()?.contains("Coralfield"), "it is gone");
        browser.go("#/customers/K1")?;
        customer::has_override(browser)?;

        browser.click(&link("Customers"))?;
        shell::undo(browser)?;
        browser.reads("Coralfield")?;
        shell::saved(browser)?;
        browser.session.reload()?;
        browser.reads("Coralfield")?;
        browser.go("#/customers/K1")?;
        customer::has_override(browser)
    });
}

/// Waits until the table of what came in says this: each column's title with its number.
fn counts(browser: &Browser, wanted: &str) -> Result<()> {
    let script = "const table = document.querySelector('[data-testid=import-tables]'); \
        const titles = [...table?.querySelectorAll('thead th') ?? []].slice(1).map((th) => th.innerText.trim()); \
        const cells = [...table?.querySelectorAll('tbody tr:first-child td') ?? []].map((td) => td.innerText.trim()); \
        return titles.map((title, at) => `${title} ${cells[at]}`).join(', ')";
    let mut last = String::new();
    let found = browser.until("the table to count", || {
        last = browser.string(script)?;
        Ok((last == wanted).then_some(()))
    });
    ensure!(found.is_ok(), "{last:?} is not {wanted:?}");
    Ok(())
}

/// Chooses from a list by the words of its frame.
fn choose(browser: &Browser, title: &str, option: &str) -> Result<()> {
    let script = "const [title, option] = arguments; \
        const list = document.querySelector(`[title=\"${title}\"] select`); \
        list.value = [...list.options].find((o) => o.text === option).value; \
        list.dispatchEvent(new Event('change', { bubbles: true }))";
    browser
        .session
        .script(script, vec![title.into(), option.into()])?;
    browser.settled()
}
