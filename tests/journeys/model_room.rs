//! The model room: a weight moved by keys, by typing and by pointer while the portfolio follows; a version saved,
//! compared and left again; a curve dragged; a measure from a metric composed by hand; a model broken and mended.

use std::fs;

use anyhow::{Result, ensure};
use serde_json::json;

use crate::driver::keys::{CONTROL, ENTER, HOME, RIGHT, TAB};
use crate::driver::{Browser, By, Element, button, heading, textbox};
use crate::journey::journey;
use crate::pages::model::{bands, bands_again, choose, enter, other_bands, tab};
use crate::pages::shell;

const SLIDER: &str = "Weight of Days since last use";

#[test]
fn model_room_by_keys() {
    journey("model-room-keys", |browser, _| {
        enter(browser)?;
        let before = bands(browser)?;
        ensure!(!before.is_empty(), "the panel counts bands");
        // Keys on a slider: the portfolio follows; leaving it is one step.
        let slider = browser.find(&textbox(SLIDER))?;
        browser
            .session
            .script("arguments[0].focus()", vec![slider.argument()])?;
        browser.session.press(&[HOME])?;
        for _ in 0..4 {
            browser.session.press(&[RIGHT])?;
        }
        let moved = other_bands(browser, "bands to follow the slider", &before)?;
        browser.session.press(&[TAB])?;
        browser.find(&button("Save version…"))?;
        browser.reads("draft")?;
        // All of it is taken back at once, and made again.
        shell::undo(browser)?;
        browser.gone(&button("Save version…"))?;
        bands_again(browser, "bands as they were", &before)?;
        shell::redo(browser)?;
        bands_again(browser, "bands as they were moved", &moved)?;
        // A weight by typing.
        browser.fill(&textbox(format!("{SLIDER} (percent)")), "90")?;
        browser.session.press(&[ENTER])?;
        let typed = other_bands(browser, "bands to follow what is typed", &moved)?;
        // Saved: what the draft did is what the portfolio is.
        browser.click(&button("Save version…"))?;
        browser.fill(&textbox("Name of the version"), "Recency first")?;
        browser.fill(&textbox("Saved by"), "Wang Fang")?;
        browser.click(&button("Save and put in force"))?;
        browser.gone(&By::new("dialog", "Save a version"))?;
        browser.gone(&button("Save version…"))?;
        let now = other_bands(browser, "the version to be in force", &typed)?;
        let draft = |text: &str| -> Vec<String> {
            let row = text.split("; ");
            row.filter_map(|row| row.split(' ').nth(1).map(str::to_owned))
                .collect()
        };
        ensure!(draft(&now) == draft(&typed), "{now} is not {typed}");
        // Versions: who, when, compared, and the way back.
        tab(browser, "Versions")?;
        let versions = browser.text(&By::test_id("versions"))?;
        ensure!(
            versions.contains("Recency first") && versions.contains("by Wang Fang"),
            "{versions}"
        );
        browser.until("the weight to be what differs", || {
            let compared = browser.text(&By::test_id("compare"))?;
            Ok(compared
                .contains("Days since last use · weight")
                .then_some(()))
        })?;
        browser.click_in(&By::test_id("versions"), &button("Go back to").beginning())?;
        bands_again(browser, "the bands of the first version", &before)?;
        shell::saved(browser)?;
        browser.session.reload()?;
        browser.find(&By::test_id("versions"))?;
        bands_again(browser, "the same after a reload", &before)?;
        shell::saved(browser)
    });
}

#[test]
fn model_room_by_pointer() {
    journey("model-room-pointer", |browser, _| {
        enter(browser)?;
        tab(browser, "Curves")?;
        let card = By::test_id("measure-activity");
        browser.find(&card)?;
        let before = bands(browser)?;
        // A point of a curve, dragged.
        let point = browser.find_in(&card, &By::new("slider", "Scores 100 at"))?;
        let at = "return arguments[0].getAttribute('aria-valuenow')";
        let was = browser.session.script(at, vec![point.argument()])?;
        drag(browser, &point, 90)?;
        let dragged = other_bands(browser, "bands to follow the curve", &before)?;
        let point = browser.find_in(&card, &By::new("slider", "Scores 100 at"))?;
        let is = browser.session.script(at, vec![point.argument()])?;
        ensure!(was != is, "the point is elsewhere: {is}");
        browser.find(&button("Discard draft"))?;
        // The same point by a key.
        browser
            .session
            .script("arguments[0].focus()", vec![point.argument()])?;
        browser.session.press(&[RIGHT])?;
        browser.session.press(&[ENTER])?;
        browser.until("the key to move the point", || {
            let point = browser.find_in(&card, &By::new("slider", "Scores 100 at"))?;
            let now = browser.session.script(at, vec![point.argument()])?;
            Ok((now != is).then_some(()))
        })?;
        browser.click(&button("Discard draft"))?;
        bands_again(browser, "bands as they were", &before)?;
        ensure!(dragged != before, "a drag moves somebody");
        // Bands move, too.
        tab(browser, "Bands and rules")?;
        browser.fill(&textbox("“Healthy” from (number)"), "90")?;
        browser.session.press(&[ENTER])?;
        other_bands(browser, "bands to follow the cut", &before)?;
        browser.settled()?;
        shell::undo(browser)?;
        bands_again(browser, "the cut where it was", &before)
    });
}

/// Takes an element by the middle and lets go so many pixels to the right.
fn drag(browser: &Browser, element: &Element, by: i32) -> Result<()> {
    browser.session.drag(element, by, 0)
}

#[test]
fn a_measure_composed_by_hand() {
    journey("model-room-metric", |browser, _| {
        enter(browser)?;
        tab(browser, "Metrics")?;
        browser.find(&By::test_id("composer"))?;
        browser.fill(&textbox("Name"), "Urgent tickets, half a year")?;
        browser.session.press(&[ENTER])?;
        choose(browser, "Rows of", "tickets")?;
        browser.fill(&textbox("Days"), "180")?;
        browser.session.press(&[ENTER])?;
        choose(browser, "Good news is", "lower")?;
        browser.click(&button("Add a condition"))?;
        choose(browser, "What", "field/priority")?;
        choose(browser, "Test", "is")?;
        browser.fill(&textbox("Word"), "urgent")?;
        browser.session.press(&[ENTER])?;
        browser.until("values to be shown", || {
            let text = browser.text(&By::test_id("values"))?;
            Ok(text.contains("Median").then_some(()))
        })?;
        let before = bands(browser)?;
        browser.click(&button("Score it"))?;
        browser.find(&button("Save version…"))?;
        tab(browser, "Curves")?;
        browser.find(&heading("Urgent tickets, half a year"))?;
        tab(browser, "Weights")?;
        browser.fill(
            &textbox("Weight of Urgent tickets, half a year (percent)"),
            "100",
        )?;
        browser.session.press(&[ENTER])?;
        other_bands(browser, "bands to follow the new measure", &before)?;
        browser.settled()?;
        // Both steps and the measure are taken back.
        shell::undo(browser)?;
        browser.settled()?;
        shell::undo(browser)?;
        browser.gone(&textbox("Weight of Urgent tickets, half a year"))?;
        browser.gone(&button("Save version…"))
    });
}

#[test]
fn a_model_broken_and_mended() {
    journey("model-room-lint", |browser, folder| {
        enter(browser)?;
        let before = bands(browser)?;
        // A weight of nothing is told of, and mended by a press.
        browser.fill(&textbox("Weight of Days since last touch (percent)"), "0")?;
        browser.session.press(&[ENTER])?;
        let flaws = By::test_id("flaws");
        browser.until("the linter to tell of it", || {
            Ok(browser
                .text(&flaws)?
                .contains("has a weight of 0")
                .then_some(()))
        })?;
        browser.click_in(&flaws, &button("Give it a weight"))?;
        browser.until("the finding to go", || {
            Ok((!browser.page_text()?.contains("has a weight of 0")).then_some(()))
        })?;
        browser.click(&button("Discard draft"))?;
        bands_again(browser, "bands as they were", &before)?;
        // A document with a gap between its bands comes as a draft; nothing is scored by it until it is mended.
        let shipped = env!("CARGO_MANIFEST_DIR").to_owned()
            + "/../crates/perennial-model/models/b2b-saas.json";
        let mut document: serde_json::Value = serde_json::from_str(&fs::read_to_string(&shipped)?)?;
        document["bands"] = json!([
            {"id": "red", "from": 0, "to": 50},
            {"id": "yellow", "from": 51, "to": 75},
            {"id": "green", "from": 75, "to": 100},
        ]);
        let path = folder.file("gap.model.json", document.to_string())?;
        tab(browser, "Versions")?;
        let file = browser.find(&By::new("file", "Open a model file as draft"))?;
        browser
            .session
            .type_into(&file, &path.display().to_string())?;
        browser.find(&By::test_id("meet"))?;
        browser.click(&button("Take as draft"))?;
        browser.gone(&By::test_id("meet"))?;
        browser.until("the gap to be told of", || {
            Ok(browser
                .text(&flaws)?
                .contains("Values from 50 to 51")
                .then_some(()))
        })?;
        ensure!(
            browser.has(&By::test_id("fault"))?,
            "nothing is scored by it"
        );
        browser.click_in(&flaws, &button("Close the gap"))?;
        browser.gone(&By::test_id("fault"))?;
        browser.settled()?;
        browser.session.press(&[CONTROL, 'z'])?;
        browser.find(&By::test_id("fault"))?;
        browser.click(&button("Discard draft"))?;
        bands_again(browser, "bands as they were", &before)
    });
}
