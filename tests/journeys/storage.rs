//! A tab that is closed while it imports and saves, and a full disk: what is there afterwards is whole, and no
//! work is lost.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use serde_json::json;

use crate::bare;
use crate::driver::{Browser, button};
use crate::journey::{Folder, forget_log, journey};
use crate::pages::{customer, import, shell, start};

/// Rows of usage that each import adds.
const ROWS: u64 = 120_000;
/// The tab is closed at most so long after Import was pressed: while files are read, joined, encoded, written, and
/// after it.
const IMPORT_MS: u64 = 1_500;
/// The same after an edit.
const EDIT_MS: u64 = 150;
/// The same after an older workspace was opened, or after an edit of it, which writes it down in the new form.
const MIGRATION_MS: u64 = 250;
/// A workspace as an earlier version stored it.
const OLD: &[u8] =
    include_bytes!("../../crates/perennial-workbench/tests/golden/workspace-2.perennial");
/// How many times a tab is closed, unless `PERENNIAL_MOMENTS` says otherwise.
const MOMENTS: usize = 8;
/// Rows stored, by table, as the settings say.
const STORED: &str = "return Object.fromEntries([...document.querySelectorAll('dl.facts dt')] \
    .map((name) => [name.textContent, parseInt(name.nextElementSibling.textContent.replaceAll(',', ''))]))";

#[test]
fn a_tab_closed_at_any_moment_leaves_all_or_nothing() {
    journey("closed-tab", |browser, folder| {
        let mut before = (0, 0);
        let mut months = BTreeSet::new();
        for (round, moment) in (1_u64..).zip(moments(IMPORT_MS)?) {
            let month = round % 12 + 1;
            let (accounts, usage) = files_of(folder, round, month)?;
            let next = tab_beside(browser)?;
            import::inspect(browser, &[&accounts, &usage])?;
            // What takes rows in is the second word where there are some already.
            let import = if before == (0, 0) {
                button("Import")
            } else {
                import::preview(browser)?;
                button("Import it")
            };
            browser.click(&import)?;
            sleep(Duration::from_millis(moment));
            browser.session.close_tab()?;
            browser.session.use_tab(&next)?;

            let found = stored(browser)?;
            // The rows of a month that is there already take the place of these.
            let more = if months.contains(&month) { 0 } else { ROWS };
            let after = (100 * round, before.1 + more);
            println!("closed after {moment} ms: {found:?} of {before:?} or {after:?}");
            ensure!(
                found == before || found == after,
                "closed after {moment} ms: {found:?} is neither {before:?} nor {after:?}"
            );
            if found == after {
                months.insert(month);
            }
            before = found;
        }
        ensure!(before.0 > 0, "none of the imports was saved");
        Ok(())
    });
}

#[test]
fn a_tab_closed_while_editing_leaves_the_edit_or_what_was_before() {
    journey("closed-edit", |browser, _| {
        start::take_the_sample(browser)?;
        shell::saved(browser)?;
        browser.go("#/settings")?;
        let mut before = model(browser)?;
        for moment in moments(EDIT_MS)? {
            let next = tab_beside(browser)?;
            let other = button("Use “").beginning();
            let after = browser.text(&other)?;
            browser.click(&other)?;
            sleep(Duration::from_millis(moment));
            browser.session.close_tab()?;
            browser.session.use_tab(&next)?;

            browser.go("#/settings")?;
            let found = model(browser)?;
            println!("closed after {moment} ms: {found} of {before} or {after}");
            ensure!(
                found == before || after.contains(name_of(&found)),
                "closed after {moment} ms: {found} is neither {before} nor {after}"
            );
            ensure!(stored(browser)?.0 == 200, "the customers are still there");
            before = found;
        }
        Ok(())
    });
}

#[test]
fn a_tab_closed_while_an_older_workspace_opens_and_is_written_anew_leaves_it_whole() {
    journey("closed-migration", |browser, _| {
        let mut n_after = 0;
        for (round, moment) in moments(MIGRATION_MS)?.into_iter().enumerate() {
            // No tab has the app open while the old form is laid down.
            let still = tab_beside(browser)?;
            bare::go(browser)?;
            bare::lay_down(browser, OLD)?;
            browser.go("#/settings")?;
            // Every other time nothing is changed: it is closed while it opens.
            let mut after = None;
            if round % 2 == 0 {
                let other = button("Use “").beginning();
                after = Some(browser.text(&other)?);
                browser.click(&other)?;
            }
            sleep(Duration::from_millis(moment));
            browser.session.close_tab()?;
            browser.session.use_tab(&still)?;

            let found = stored(browser)?;
            let used = model(browser)?;
            println!("closed after {moment} ms: {found:?}, {used}");
            ensure!(found == (2, 2), "closed after {moment} ms: {found:?}");
            let is_after = after.is_some_and(|after| after.contains(name_of(&used)));
            ensure!(is_after || name_of(&used) == "General B2B SaaS", "{used}");
            n_after += u32::from(is_after);
            // The override holds until April.
            browser.go("#/customers/A1?on=2026-03-31")?;
            browser.reads("set to 50.0 by CSM")?;
        }
        println!("the change was kept {n_after} times");
        // The page without the app has no icon.
        forget_log(browser)
    });
}

#[test]
fn a_full_disk_keeps_the_work_until_there_is_room() {
    journey("full-disk", |browser, _| {
        room(browser, 50_000)?;
        start::take_the_sample(browser)?;
        browser.reads("The browser has no room left to save this.")?;
        browser.go("#/customers/C005")?;
        customer::set_override(browser, "62.5", "2026-05-31")?;

        // With room again, the next change brings everything to the disk; or one half a minute later, as Chromium may
        // go by the room that it knew of for so long.
        room(browser, 1_000_000_000)?;
        browser.go("#/customers/C006")?;
        customer::set_override(browser, "62.5", "2026-05-31")?;
        if shell::saved(browser).is_err() {
            browser.go("#/customers/C007")?;
            customer::set_override(browser, "62.5", "2026-05-31")?;
            shell::saved(browser)?;
        }
        browser.session.reload()?;
        for place in ["#/customers/C005", "#/customers/C006"] {
            browser.go(place)?;
            customer::has_override(browser)?;
        }
        forget_log(browser)
    });
}

/// Different moments up to one, the same each time: early ones more often, as more happens then.
fn moments(most: u64) -> Result<Vec<u64>> {
    let wanted = std::env::var("PERENNIAL_MOMENTS").ok();
    let wanted = wanted.map_or(Ok(MOMENTS), |wanted| wanted.parse())?;
    // The fractions of multiples of the golden ratio fall evenly.
    let share = |at: usize| (at as f64 * 0.618_033_988_75).fract();
    let moment = |at: usize| (share(at) * share(at) * most as f64) as u64;
    Ok((0..wanted).map(moment).collect())
}

/// Another tab of the app, while the first stays in front.
fn tab_beside(browser: &Browser) -> Result<String> {
    let tab = browser.session.tab()?;
    let next = browser.session.new_tab()?;
    browser.session.use_tab(&tab)?;
    Ok(next)
}

/// The model in use, with its version, as the settings say.
fn model(browser: &Browser) -> Result<String> {
    browser.settled()?;
    let script = "return [...document.querySelectorAll('[data-testid=models] li')] \
        .find((li) => !li.querySelector('button'))?.querySelector('strong')?.textContent";
    browser.until("the model in use", || {
        Ok(browser.value(script)?.as_str().map(str::to_owned))
    })
}

/// The name before the version.
fn name_of(model: &str) -> &str {
    model.split(" · ").next().unwrap_or(model)
}

/// A list of customers and their usage of a month of its own.
fn files_of(
    folder: &Folder,
    round: u64,
    month: u64,
) -> Result<(std::path::PathBuf, std::path::PathBuf)> {
    let mut accounts = "account_id,name\n".to_owned();
    for at in 0..100 * round {
        writeln!(accounts, "A-{at},Customer {at}")?;
    }
    let mut usage = "date,account_id,feature,users,events\n".to_owned();
    for at in 0..ROWS {
        let day = 1 + at % 28;
        writeln!(
            usage,
            "2025-{month:02}-{day:02},A-{},f{},3,{}",
            at % 100,
            at % 20,
            at % 900
        )?;
    }
    Ok((
        folder.file("accounts.csv", accounts)?,
        folder.file("usage.csv", usage)?,
    ))
}

/// Customers and rows of usage that are stored.
fn stored(browser: &Browser) -> Result<(u64, u64)> {
    browser.go("#/settings")?;
    let tables = browser.value(STORED)?;
    let rows = |table: &str| tables.get(table).map_or(Some(0), serde_json::Value::as_u64);
    let of = |table: &str| rows(table).with_context(|| format!("{table} of {tables}"));
    Ok((of("Customers")?, of("Usage")?))
}

/// Leaves so many bytes to the app.
fn room(browser: &Browser, bytes: u64) -> Result<()> {
    let origin = browser.app.trim_end_matches('/');
    let params = json!({ "origin": origin, "quotaSize": bytes });
    browser
        .session
        .devtools("Storage.overrideQuotaForOrigin", params)
        .map(drop)
}
