//! The big list of naughty strings as customers' names and notes: shown as they are, and none runs.

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use crate::driver::{Browser, By};
use crate::journey::journey;
use crate::pages::{customers, import};

/// What scripts in a string would do, counted.
const TRAPS: &str = "globalThis.sprung = 0; \
    for (const name of ['alert', 'confirm', 'prompt', 'open']) { window[name] = () => { globalThis.sprung += 1 } }";
/// Elements that the app itself never makes, and handlers that it never writes.
const FOREIGN: &str = "return [...document.querySelectorAll('#app script, #app iframe, #app img, #app object, #app embed, \
    #app form, #app marquee, #app style, #app svg a, #app [onerror], #app [onload], #app [onclick], #app [onmouseover]')] \
    .map((element) => element.outerHTML.slice(0, 200))";

#[test]
fn naughty_strings_are_shown_and_none_runs() {
    let Some(folder) = perennial_tests::shared_data("csv_nasty") else {
        return;
    };
    let list = folder.join("blns/blns.json");
    journey("naughty", |browser, folder| {
        let strings: Vec<String> = serde_json::from_slice(&std::fs::read(&list)?)?;
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let mut csv = "account_id,name,owner,Notes\n".to_owned();
        for (at, text) in strings.iter().enumerate() {
            let text = quoted(text);
            csv += &format!("K{at:03},{text},{text},{text}\n");
        }
        browser.session.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": TRAPS }),
        )?;
        browser.value(TRAPS)?;
        import::inspect(browser, &[&folder.file("naughty.csv", csv)?])?;
        nothing_ran(browser, "the import")?;
        import::run(browser)?;
        let came_in = import::came_in(browser, "Customers")?;
        ensure!(came_in == strings.len() as u64, "{came_in} came in");

        // Names as they are written, in the table and on the page of one of them.
        browser.go("#/customers?cols=owner")?;
        customers::shows(browser, &format!("{0} of {0} customers", strings.len()))?;
        nothing_ran(browser, "the table")?;
        let at = strings
            .iter()
            .position(|text| text.starts_with("<script>alert"))
            .context("the list has a script")?;
        browser.go(&format!("#/customers/K{at:03}"))?;
        browser.reads(&strings[at])?;
        for (at, text) in strings.iter().enumerate() {
            if text.contains('<') && at % 8 == 0 {
                browser.go(&format!("#/customers/K{at:03}"))?;
                browser.find(&By::test_id("status"))?;
                browser.settled()?;
                nothing_ran(browser, text)?;
            }
        }
        browser.go("#/customers?by=owner")?;
        browser.settled()?;
        nothing_ran(browser, "the groups")
    });
}

fn nothing_ran(browser: &Browser, place: &str) -> Result<()> {
    let sprung = browser.value("return globalThis.sprung")?;
    ensure!(sprung == 0, "{sprung} scripts ran at {place}");
    let foreign = browser.value(FOREIGN)?;
    ensure!(foreign == Value::Array(Vec::new()), "{place}: {foreign}");
    Ok(())
}
