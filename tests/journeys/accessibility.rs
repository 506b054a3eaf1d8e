//! No screen has a serious or critical barrier by axe-core, in both themes and both languages, with drawers open too.

use std::env;
use std::fs;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::driver::{Browser, button, region};
use crate::journey::journey;
use crate::pages::{customer, shell, start};

const RUN: &str = "const done = arguments[arguments.length - 1]; \
    axe.run(document, { resultTypes: ['violations'] }).then((result) => done(result.violations \
        .filter((rule) => ['serious', 'critical'].includes(rule.impact)) \
        .map((rule) => `${rule.impact}: ${rule.id} (${rule.help}) at ` + rule.nodes.slice(0, 4) \
            .map((node) => `${node.target.join(' ')} ${node.any.concat(node.all)[0]?.message ?? ''}`).join('; '))), \
        (error) => done([String(error)]))";

/// The button that leads to the other language, in its own words.
const CHINESE: &str = "切换到中文";

#[test]
fn accessibility() {
    journey("accessibility", |browser, _| {
        let path = env::var("AXE_JS").context("run the journeys by `cargo xtask test journeys`")?;
        let axe = fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?;
        let mut barriers = Vec::new();
        check(browser, &axe, "empty, light", &mut barriers)?;
        start::take_the_sample(browser)?;
        for theme in ["light", "dark"] {
            if theme == "dark" {
                browser.click(&button("Switch to dark"))?;
            }
            for screen in shell::SCREENS {
                browser.go(screen)?;
                check(browser, &axe, theme, &mut barriers)?;
            }
            browser.go("#/customers/C001")?;
            customer::open_measure(browser)?;
            check(
                browser,
                &axe,
                &format!("{theme}, drawer of a metric"),
                &mut barriers,
            )?;
            browser.click(&button("Close dialog"))?;
            browser.click(&button("Override the score"))?;
            check(
                browser,
                &axe,
                &format!("{theme}, form of an override"),
                &mut barriers,
            )?;
            browser.click(&button("Cancel"))?;
            browser.go("#/portfolio")?;
            browser.click_in(&region("Portfolio"), &button("Health rate").beginning())?;
            check(
                browser,
                &axe,
                &format!("{theme}, explanation"),
                &mut barriers,
            )?;
            browser.click(&button("Close dialog"))?;
            browser.click(&button("Open the command palette").part())?;
            check(browser, &axe, &format!("{theme}, palette"), &mut barriers)?;
            browser.click(&button("Close dialog"))?;
            // The same screens in the other language, and back.
            browser.click(&button(CHINESE))?;
            for screen in shell::SCREENS {
                browser.go(screen)?;
                check(browser, &axe, &format!("{theme}, 中文"), &mut barriers)?;
            }
            browser.click(&button("Switch to English"))?;
        }
        if !barriers.is_empty() {
            bail!("{}", barriers.join("\n"));
        }
        Ok(())
    });
}

pub(crate) fn check(
    browser: &Browser,
    axe: &str,
    state: &str,
    barriers: &mut Vec<String>,
) -> Result<()> {
    if browser.value("return typeof axe")? == "undefined" {
        browser.session.script(axe, Vec::new())?;
    }
    let found = browser.session.script_async(RUN, Vec::new())?;
    let place = browser.place()?;
    let found = found.as_array().context("axe gives a list")?;
    barriers.extend(
        found
            .iter()
            .filter_map(Value::as_str)
            .map(|text| format!("{place} ({state}): {text}")),
    );
    Ok(())
}
