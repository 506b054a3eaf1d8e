//! A Chinese customer list in GB18030 that nobody mapped by hand comes in with at most one question and scores.

use anyhow::ensure;

use crate::driver::{heading, link};
use crate::files;
use crate::journey::journey;
use crate::pages::{customer, customers, import, portfolio};

#[test]
fn one_sheet() {
    journey("one-sheet", |browser, folder| {
        let sheet = folder.file("客户列表_20260331.csv", files::chinese_sheet())?;
        import::inspect(browser, &[&sheet])?;
        browser.reads("GB18030")?;
        let asked = import::n_questions(browser)?;
        ensure!(asked <= 1, "{asked} questions about a plain list");
        import::run(browser)?;
        ensure!(
            import::came_in(browser, "Customers")? == 48,
            "every customer came in"
        );
        import::go_on(browser)?;

        ensure!(
            portfolio::figure(browser, "Customers")? == "48",
            "the portfolio has them all"
        );
        browser.go("#/customers")?;
        customers::shows(browser, "48 of 48 customers")?;
        let name = "上海云帆1号有限公司";
        browser.click(&link(name).part())?;
        browser.find(&heading(name))?;
        browser.settled()?;
        let health = customer::health(browser)?;
        let (steps, end) = customer::waterfall(browser)?;
        ensure!(
            (0.0..=100.0).contains(&health) && (end - health).abs() < 1e-9,
            "{name} has {health}"
        );
        ensure!(steps.len() >= 2, "several measures have data: {steps:?}");
        customer::open_measure(browser)?;
        Ok(())
    });
}
