//! A workbook: each sheet comes in as a file of its own, what it hides or leaves empty is said, and a row that is set
//! aside has its number in the sheet. A pasted document, JSON and an archive come in the same way.

use anyhow::ensure;

use crate::driver::button;
use crate::journey::journey;
use crate::pages::{import, portfolio};

/// Two sheets with values, one without: 客户 (a hidden row, an error) and 使用记录 (no date in row 18).
const BOOK: &[u8] = include_bytes!("../suite/workbook/客户.xlsx");

#[test]
fn workbook() {
    journey("workbook", |browser, folder| {
        let book = folder.file("客户.xlsx", BOOK)?;
        import::inspect(browser, &[&book])?;
        for said in [
            "客户.xlsx › 客户",
            "客户.xlsx › 使用记录",
            "rows-hidden",
            "#N/A E4",
            "Empty sheets passed over: 备注",
        ] {
            browser.reads(said)?;
        }
        import::run(browser)?;
        let (customers, usage) = (
            import::came_in(browser, "Customers")?,
            import::came_in(browser, "Usage")?,
        );
        ensure!(
            (customers, usage) == (6, 59),
            "{customers} customers and {usage} rows of usage came in"
        );
        browser.click(&button("set aside").part())?;
        browser.reads("line 18")?;
        browser.click(&button("Close dialog"))?;
        import::go_on(browser)?;
        let shown = portfolio::figure(browser, "Customers")?;
        ensure!(shown == "6", "the portfolio has {shown} customers");
        Ok(())
    });
}

#[test]
fn other_containers() {
    journey("other-containers", |browser, folder| {
        let json = folder.file(
            "accounts.json",
            "{\"data\": [{\"account_id\": \"J1\", \"name\": \"Juniper\", \"arr\": 1200}, \
             {\"account_id\": \"J2\", \"name\": \"Kestrel\", \"arr\": 900}]}",
        )?;
        // What many systems call a workbook.
        let html = folder.file(
            "usage.xls",
            "<html><table><tr><th>account_id</th><th>date</th><th>events</th></tr>\
             <tr><td>J1</td><td>2026-03-01</td><td>5</td></tr></table></html>",
        )?;
        import::inspect(browser, &[&json, &html])?;
        import::run(browser)?;
        let came_in = (
            import::came_in(browser, "Customers")?,
            import::came_in(browser, "Usage")?,
        );
        ensure!(came_in == (2, 1), "{came_in:?} came in");

        let broken = folder.file("broken.json", "[{\"account_id\": \"J1\",\n \"name\" 7}]")?;
        import::is_refused(browser, &broken, "bad-json", "line 2, character")?;
        Ok(())
    });
}
