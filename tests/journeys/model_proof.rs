//! The model room beyond its editors: how robust a model is, a change told apart from the model's, two people's models
//! put together, weights for some customers only, a signal of another limit.

use std::fs;

use anyhow::{Context as _, Result, ensure};

use crate::driver::keys::{ENTER, ESCAPE};
use crate::driver::{Browser, By, button, radio, textbox};
use crate::journey::journey;
use crate::pages::model::{bands, bands_again, choose, enter, other_bands, tab};
use crate::pages::shell;

const RECENCY: &str = "Weight of Days since last use (percent)";

/// Presses the first number in a part of the page.
fn open_first(browser: &Browser, within: &str) -> Result<()> {
    browser.find(&By::test_id(within))?;
    let script = format!("return document.querySelector('[data-testid={within}] button.figure')");
    let figure = crate::driver::Element::of(&browser.value(&script)?);
    let figure = figure.context("a number opens")?;
    browser
        .session
        .script("arguments[0].focus()", vec![figure.argument()])?;
    browser.session.press(&[ENTER])
}

fn save(browser: &Browser, name: &str) -> Result<()> {
    browser.click(&button("Save version…"))?;
    browser.fill(&textbox("Name of the version"), name)?;
    browser.click(&button("Save and put in force"))?;
    browser.gone(&By::new("dialog", "Save a version"))?;
    browser.gone(&button("Save version…"))
}

#[test]
fn how_much_hangs_on_the_numbers() {
    journey("model-robust", |browser, _| {
        enter(browser)?;
        let before = bands(browser)?;
        tab(browser, "Robustness")?;
        let noise = browser.text(&By::test_id("noise"))?;
        ensure!(noise.contains("in the worst draw"), "{noise}");
        open_first(browser, "noise")?;
        let members = browser.text(&By::test_id("members"))?;
        ensure!(members.contains("of the draws"), "{members}");
        browser.session.press(&[ESCAPE])?;
        browser.gone(&By::test_id("members"))?;
        open_first(browser, "decisive")?;
        browser.find(&By::test_id("members"))?;
        browser.session.press(&[ESCAPE])?;
        // A threshold at another value: looked at, taken, taken back.
        open_first(browser, "tornado")?;
        browser.find(&By::test_id("side"))?;
        browser.click(&button("Take into the draft"))?;
        browser.gone(&By::test_id("side"))?;
        other_bands(browser, "bands to follow the threshold", &before)?;
        browser.settled()?;
        shell::undo(browser)?;
        bands_again(browser, "bands as they were", &before)
    });
}

#[test]
fn what_the_model_did_and_what_customers_did() {
    journey("model-change", |browser, _| {
        enter(browser)?;
        browser.fill(&textbox(RECENCY), "90")?;
        browser.session.press(&[ENTER])?;
        browser.find(&button("Save version…"))?;
        save(browser, "Recency first")?;
        tab(browser, "Change")?;
        let summary = By::test_id("change-over-summary");
        // One model on two dates: nothing is the model's.
        let text = browser.text(&summary)?;
        ensure!(
            text.contains("model 0.0") || text.contains("model +0.0"),
            "{text}"
        );
        // Two models: something is.
        choose(browser, "From: model", "1")?;
        browser.until("the model's part", || {
            let text = browser.text(&summary)?;
            let is_other = !text.contains("model 0.0") && !text.contains("model +0.0");
            Ok(is_other.then_some(()))
        })?;
        // And for some customers only.
        let all = browser.text(&summary)?;
        let segment = browser.string(
            "const lists = [...document.querySelectorAll('[data-testid=change-over] select')]; \
                return lists[lists.length - 1].options[1].value",
        )?;
        choose(browser, "Whose health", &segment)?;
        browser.until("the segment's own change", || {
            Ok((browser.text(&summary)? != all).then_some(()))
        })
    });
}

#[test]
fn two_peoples_models_are_put_together() {
    journey("model-merge", |browser, folder| {
        enter(browser)?;
        browser.fill(&textbox(RECENCY), "70")?;
        browser.session.press(&[ENTER])?;
        browser.find(&button("Save version…"))?;
        save(browser, "Ours")?;
        // Somebody else began with the same model.
        let shipped = env!("CARGO_MANIFEST_DIR").to_owned()
            + "/../crates/perennial-model/models/b2b-saas.json";
        let mut document: serde_json::Value = serde_json::from_str(&fs::read_to_string(&shipped)?)?;
        let measures = document["measures"].as_array_mut().context("measures")?;
        let recency = measures
            .iter_mut()
            .find(|measure| measure["id"] == "recency");
        recency.context("recency")?["weight"] = 55.into();
        document["coverage_minimum"] = 0.55.into();
        document["author"] = "Chen Jie".into();
        let path = folder.file("theirs.model.json", document.to_string())?;
        tab(browser, "Versions")?;
        let file = browser.find(&By::new("file", "Open a model file as draft"))?;
        browser
            .session
            .type_into(&file, &path.display().to_string())?;
        let conflicts = browser.text(&By::test_id("conflicts"))?;
        ensure!(
            conflicts.contains("Days since last use · weight") && conflicts.contains("was 40"),
            "{conflicts}"
        );
        browser.click(&radio("in the file: 55"))?;
        browser.click(&button("Take as draft"))?;
        browser.gone(&By::test_id("meet"))?;
        tab(browser, "Bands and rules")?;
        let least = "return document.querySelector('input[aria-label=\"Least data for a colour, % of weight (number)\"]').value";
        browser.until("what only they changed", || {
            Ok((browser.string(least)? == "55").then_some(()))
        })?;
        let versions = browser.text(&By::test_id("effect"))?;
        ensure!(!versions.is_empty(), "it is scored");
        browser.click(&button("Discard draft"))?;
        browser.gone(&button("Save version…"))
    });
}

#[test]
fn weights_for_some_customers_only() {
    journey("model-variant", |browser, _| {
        enter(browser)?;
        let before = bands(browser)?;
        let weight = || {
            browser.string("return document.querySelector('input[aria-label=\"Weight of Days since last use (percent)\"]').value")
        };
        let own = weight()?;
        let variant = "one_sheet";
        choose(browser, "Edited for", variant)?;
        browser.fill(&textbox(RECENCY), "95")?;
        browser.session.press(&[ENTER])?;
        browser.find(&button("Give up its own weights"))?;
        choose(browser, "Edited for", "")?;
        ensure!(weight()? == own, "the model's own weight stays");
        choose(browser, "Edited for", variant)?;
        browser.until("the variant's weight", || {
            Ok((weight()? == "95").then_some(()))
        })?;
        browser.click(&button("Discard draft"))?;
        bands_again(browser, "bands as they were", &before)
    });
}

#[test]
fn a_signal_of_another_limit() {
    journey("model-signal", |browser, _| {
        enter(browser)?;
        tab(browser, "Signals")?;
        browser.find(&By::test_id("signals"))?;
        let card = By::test_id("signal-no_login_7");
        browser.find(&card)?;
        browser.value(
            "document.querySelector('[data-testid=signal-no_login_7] details').open = true",
        )?;
        let limit = "const input = document.querySelector('[data-testid=signal-no_login_7] .room__number input'); return input";
        let input = crate::driver::Element::of(&browser.value(limit)?).context("a limit")?;
        browser.session.script(
            "arguments[0].value = '2'; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))",
            vec![input.argument()],
        )?;
        browser.find(&button("Save version…"))?;
        // What it does to alerts stands beside, before it is saved.
        browser.until("alerts that open", || {
            let text = browser.text(&By::test_id("cascade"))?;
            Ok(text.contains("7 days without login").then_some(()))
        })?;
        save(browser, "Sooner")?;
        browser.settled()?;
        let input = crate::driver::Element::of(&browser.value(limit)?).context("a limit")?;
        let held = browser
            .session
            .script("return arguments[0].value", vec![input.argument()])?;
        ensure!(held == "2", "the version has it: {held}");
        Ok(())
    });
}
