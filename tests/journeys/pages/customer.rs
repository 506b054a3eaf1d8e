//! Customer: the score, why it is so, and the rows behind it.

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::driver::{Browser, By, button, textbox};

/// Health as the head of the page says it.
pub(crate) fn health(browser: &Browser) -> Result<f64> {
    browser.find(&By::test_id("customer-head"))?;
    number(
        browser,
        "return document.querySelector('[data-testid=\"customer-head\"] .figure__value').innerText",
    )
}

fn number(browser: &Browser, script: &str) -> Result<f64> {
    let text = browser.string(script)?;
    text.parse()
        .with_context(|| format!("{text:?} is a number"))
}

/// The contributions of the waterfall as its table says them, first to last, and the sum at its end.
pub(crate) fn waterfall(browser: &Browser) -> Result<(Vec<f64>, f64)> {
    let script = "const table = [...document.querySelectorAll('.chart__data table')] \
        .find((t) => t.caption.textContent === 'Contribution of each measure'); \
        return [...table.tBodies[0].rows].map((row) => row.cells[1].textContent)";
    browser.find(&By::test_id("measures"))?;
    let texts = browser.value(script)?;
    let texts = texts.as_array().context("the waterfall has a table")?;
    let values: Option<Vec<f64>> = texts
        .iter()
        .map(|text| {
            text.as_str()
                .map(|text| text.replace('−', "-").replace('+', ""))
        })
        .map(|text| text?.parse().ok())
        .collect();
    let values = values.with_context(|| format!("{texts:?} are numbers"))?;
    let [_, steps @ .., end] = values.as_slice() else {
        anyhow::bail!("a waterfall has a start and an end");
    };
    Ok((steps.to_vec(), *end))
}

/// Opens a measure with a value, best one that counts over days, and gives what its drawer says.
pub(crate) fn open_measure(browser: &Browser) -> Result<String> {
    let script = "const all = [...document.querySelectorAll('[data-testid=\"measures\"] button.figure')] \
        .filter((e) => !e.innerText.includes('—')); \
        return all.find((e) => /\\d+ days/.test(e.textContent)) ?? all[0]";
    let found = browser.until("a measure with a value", || {
        Ok(crate::driver::Element::of(&browser.value(script)?))
    })?;
    browser.session.script(
        "arguments[0].scrollIntoView({ block: 'center' })",
        vec![found.argument()],
    )?;
    browser.session.click(&found)?;
    browser.until("the drawer of the metric", || {
        browser.settled()?;
        let text = browser.text(&By::test_id("metric"))?;
        Ok(text.contains("Rows behind").then_some(text))
    })
}

/// Sets an override through its form.
pub(crate) fn set_override(browser: &Browser, value: &str, until: &str) -> Result<()> {
    browser.click(&button("Override the score"))?;
    browser.fill(&textbox("New value"), value)?;
    browser.fill(&textbox("Who says so"), "Lin Yue")?;
    browser.fill(&textbox("Reason"), "signed yesterday")?;
    browser.fill_date(&textbox("Expires after"), until)?;
    browser.click(&button("Save"))?;
    browser.gone(&button("Save"))?;
    has_override(browser)
}

/// The page says that an override is in force.
pub(crate) fn has_override(browser: &Browser) -> Result<()> {
    browser.reads("set to 62.5 by Lin Yue until")?;
    browser.reads("Reason: signed yesterday")?;
    ensure!(
        (health(browser)? - 62.5).abs() < f64::EPSILON,
        "the override is the score"
    );
    Ok(())
}

/// The rows of the dialog's table, as many as are drawn.
pub(crate) fn n_rows_behind(browser: &Browser) -> Result<u64> {
    let script = "const tables = document.querySelectorAll('[data-testid=\"metric\"] table'); \
        return tables.length ? tables[tables.length - 1].tBodies[0].rows.length : 0";
    let rows: Value = browser.value(script)?;
    rows.as_u64().context("a table has rows")
}
