//! One customer explained: between two dates, with parts that add up to the digit shown; and what would lift it, by
//! keys, down to the rows.

use anyhow::{Context as _, Result, ensure};

use crate::driver::keys::{ENTER, ESCAPE};
use crate::driver::{Browser, By, Element, button, textbox};
use crate::journey::journey;
use crate::pages::{customer, start};

/// The lines of the chart of that name as its table says them: start, parts, end.
fn lines(browser: &Browser, caption: &str) -> Result<Vec<f64>> {
    let script = format!(
        "const table = [...document.querySelectorAll('.chart__data table')] \
            .find((t) => t.caption.textContent === '{caption}'); \
            return table ? [...table.tBodies[0].rows].map((row) => row.cells[1].textContent) : []"
    );
    let texts = browser.value(&script)?;
    let texts = texts.as_array().context("a table has rows")?;
    let number = |text: &serde_json::Value| {
        let text = text.as_str()?.replace('−', "-").replace('+', "");
        text.parse().ok()
    };
    let numbers: Option<Vec<f64>> = texts.iter().map(number).collect();
    numbers.with_context(|| format!("{texts:?} are numbers"))
}

#[test]
fn between_two_dates() {
    journey("explained-change", |browser, _| {
        start::take_the_sample(browser)?;
        browser.go("#/customers/C001")?;
        let health = customer::health(browser)?;
        browser.find(&textbox("Compared with"))?;
        let earlier = browser.string(
            "const day = new Date(document.querySelector('.since input').value); \
                day.setUTCDate(day.getUTCDate() - 75); return day.toISOString().slice(0, 10)",
        )?;
        browser.fill_date(&textbox("Compared with"), &earlier)?;
        browser.at("the address to say so", |place| place.contains(&earlier))?;
        let parts = browser.until("the change in parts", || {
            browser.settled()?;
            let lines = lines(browser, "What changed")?;
            Ok((lines.len() > 3).then_some(lines))
        })?;
        let [start, parts @ .., end] = parts.as_slice() else {
            anyhow::bail!("a change has two ends");
        };
        ensure!((end - health).abs() < 0.051, "{end} is the health {health}");
        // Every number is rounded once.
        let sum = start + parts.iter().sum::<f64>();
        let rounded = 0.05 * (parts.len() + 2) as f64;
        ensure!((sum - end).abs() <= rounded + 0.05, "{sum} is not {end}");
        let summary = browser.text(&By::test_id("change-summary"))?;
        ensure!(summary.contains("since"), "{summary}");
        Ok(())
    });
}

#[test]
fn what_would_lift_it() {
    journey("explained-lift", |browser, _| {
        start::take_the_sample(browser)?;
        // The first customer that has a way up.
        let door = (1..30).find_map(|n| way_up(browser, n).transpose());
        let door = door.context("somebody can be lifted")??;
        let text = browser.text(&By::test_id("lift"))?;
        ensure!(text.contains("→") && text.contains("begins at"), "{text}");
        browser
            .session
            .script("arguments[0].focus()", vec![door.argument()])?;
        browser.session.press(&[ENTER])?;
        let step = browser.text(&By::test_id("step"))?;
        ensure!(step.contains("Score now"), "{step}");
        browser.click_in(&By::test_id("step"), &button("Rows behind"))?;
        browser.find(&By::test_id("metric"))?;
        browser.session.press(&[ESCAPE])?;
        browser.gone(&By::test_id("metric"))
    });
}

/// The first thing that would lift a customer of the sample.
fn way_up(browser: &Browser, n: u32) -> Result<Option<Element>> {
    browser.go(&format!("#/customers/C{n:03}"))?;
    browser.until("what would lift it", || {
        browser.settled()?;
        let there = "const lift = document.querySelector('[data-testid=lift]'); \
            return Boolean(lift && !lift.querySelector('[aria-busy=true]'))";
        Ok((browser.value(there)? == true).then_some(()))
    })?;
    let door = browser.value("return document.querySelector('[data-testid=lift] button.door')")?;
    Ok(Element::of(&door))
}
