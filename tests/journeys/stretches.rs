//! A long file is read in stretches side by side: all of it comes in once, and what is wrong far down is named by its line.

use anyhow::{Result, ensure};

use crate::driver::button;
use crate::journey::journey;
use crate::pages::import;

const ACCOUNTS: &str = "account_id,name\nA-0,Amberline\nA-1,Birchwater\nA-2,Coralfield\n";
const HEADER: &str = "date,account_id,feature,users,events,note\n";

/// A row of usage; some twelve megabytes are 300,000 of them.
fn row(at: usize, note: &str) -> String {
    let (month, day) = (1 + at / 30_000, 1 + at % 28);
    format!(
        "2026-{month:02}-{day:02},A-{},export,{},{},{note}\n",
        at % 3,
        at % 50,
        at % 400
    )
}

#[test]
fn a_long_file_comes_in_once() {
    journey("long-file", |browser, folder| {
        let mut usage = HEADER.to_owned();
        for at in 0..300_000 {
            // The header is the first line.
            let note = if at + 2 == 250_000 {
                "too,many"
            } else {
                "all is well"
            };
            usage += &row(at, note);
        }
        let accounts = folder.file("accounts.csv", ACCOUNTS)?;
        let usage = folder.file("usage.csv", usage)?;
        import::inspect(browser, &[&accounts, &usage])?;
        import::run(browser)?;
        ensure_came_in(import::came_in(browser, "Usage")?, 299_999)?;
        browser.click(&button("Show rows set aside (1)"))?;
        browser.reads("too-many-fields")?;
        browser.reads("line 250,000")
    });
}

/// Line breaks within quotes, between which everything looks like a record: where the file is cut cannot be told
/// from the bytes around, and reading it finds out.
#[test]
fn a_long_file_that_cannot_be_cut_comes_in_once() {
    journey("long-quotes", |browser, folder| {
        let lines: String = (0..100).map(|at| row(at, "quoted")).collect();
        let mut usage = HEADER.to_owned();
        for at in 0..4_000 {
            usage += &row(at, &format!("\"as it was:\n{lines}\""));
        }
        let accounts = folder.file("accounts.csv", ACCOUNTS)?;
        let usage = folder.file("usage.csv", usage)?;
        import::inspect(browser, &[&accounts, &usage])?;
        import::run(browser)?;
        ensure_came_in(import::came_in(browser, "Usage")?, 4_000)
    });
}

fn ensure_came_in(came_in: u64, expected: u64) -> Result<()> {
    ensure!(
        came_in == expected,
        "{expected} rows should come in, {came_in} did"
    );
    Ok(())
}
