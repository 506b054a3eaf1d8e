//! A hundred thousand customers: they come in, and the table scrolls, sorts, searches and filters while typing flows.

use anyhow::{Context as _, ensure};

use crate::driver::keys::END;
use crate::driver::{button, textbox};
use crate::files;
use crate::journey::journey;
use crate::pages::{customers, import};

const N: usize = 100_000;
/// A frame takes 17 ms; a machine with other work beside takes longer.
const SMOOTH_MS: f64 = 100.0;
/// Scrolls through 60 frames; gives the usual and the longest time from one to the next.
const FRAMES: &str = "return new Promise((done) => { \
    const times = []; let last = performance.now(); \
    const step = (now) => { times.push(now - last); last = now; \
        document.querySelector('.vtable').scrollTop += 400; \
        if (times.length < 60) return requestAnimationFrame(step); \
        times.sort((a, b) => a - b); done([times[30], times[59]]); }; \
    requestAnimationFrame(step); })";

#[test]
fn a_hundred_thousand_customers() {
    journey("many-customers", |browser, folder| {
        let (accounts, usage) = files::many_accounts(N);
        let accounts = folder.file("accounts.csv", accounts)?;
        let usage = folder.file("usage.csv", usage)?;
        import::inspect(browser, &[&accounts, &usage])?;
        import::run(browser)?;
        ensure!(
            import::came_in(browser, "Customers")? == N as u64,
            "all came in"
        );
        browser.go("#/customers")?;
        customers::shows(browser, "100,000 of 100,000 customers")?;

        // To the end by one key: only what is seen is in the document.
        let grid = browser.find(&crate::driver::By::new("grid", "Table of customers"))?;
        browser
            .session
            .script("arguments[0].focus()", vec![grid.argument()])?;
        browser.session.press(&[END])?;
        browser.until("the last customer", || {
            Ok(customers::names(browser)?
                .last()
                .is_some_and(|name| name == "Customer 099999")
                .then_some(()))
        })?;
        let n_drawn = browser.value("return document.querySelectorAll('.vtable__row').length")?;
        ensure!(
            n_drawn.as_u64().is_some_and(|n| n < 100),
            "{n_drawn} rows are in the document"
        );

        browser.click(&button("ARR"))?;
        browser.until("the largest first", || {
            // 7919 × 100000⁻¹ … the product modulo 100,000 is 99,999 for exactly one customer.
            let first = customers::names(browser)?
                .into_iter()
                .next()
                .context("rows")?;
            let at: usize = first.trim_start_matches("Customer ").parse()?;
            Ok(((at * 7919) % N == N - 1).then_some(()))
        })?;

        // Words are found anywhere in a name: at the beginning of the number, in its middle, at its end.
        browser.fill(&textbox("Search customers"), "Customer 0777")?;
        customers::shows(browser, "120 of 100,000 customers")?;
        browser.fill(&textbox("Search customers"), "Ann")?;
        customers::shows(browser, "20,000 of 100,000 customers")?;

        let frames = browser.value(FRAMES)?;
        let (median, worst) = (frames[0].as_f64(), frames[1].as_f64());
        println!("frames while scrolling: {median:?} ms, the longest {worst:?} ms");
        ensure!(
            median.is_some_and(|ms| ms < SMOOTH_MS),
            "scrolling takes {median:?} ms a frame"
        );
        Ok(())
    });
}
