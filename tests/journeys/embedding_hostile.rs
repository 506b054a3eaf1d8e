//! The card in a page that means it ill: prototypes and globals changed, data of every wrong kind. It says what is
//! wrong, throws nothing, runs nothing.

use anyhow::{Result, ensure};

use crate::driver::Browser;
use crate::embedding::says;
use crate::journey::visit;

const SHOWN: &str = "return document.getElementById('card')?.shadowRoot?.textContent ?? ''";

/// Data, and the code that is shown for it.
const WRONG: [(&str, &str); 16] = [
    ("'{'", "snapshot-syntax"),
    ("''", "snapshot-syntax"),
    ("42", "snapshot-syntax"),
    ("true", "snapshot-syntax"),
    ("[]", "snapshot-syntax"),
    ("({})", "snapshot-format"),
    ("Symbol('x')", "data-unreadable"),
    ("() => 1", "data-unreadable"),
    ("10n", "data-unreadable"),
    (
        "(() => { const a = {}; a.a = a; return a; })()",
        "data-unreadable",
    ),
    (
        "({ get format() { throw new Error('no'); } })",
        "data-unreadable",
    ),
    (
        "({ format: 'perennial-snapshot', version: 99 })",
        "snapshot-version",
    ),
    (
        "({ ...full, health: { coverage: 0, value: 1e9 } })",
        "snapshot-range",
    ),
    ("'['.repeat(1e6)", "snapshot-syntax"),
    (
        "'{\"format\":\"perennial-snapshot\",\"x\":\"' + 'x'.repeat(1e7) + '\"}'",
        "snapshot-too-large",
    ),
    (
        "({ rows: { accounts: 1 }, as_of: '2026-03-31' })",
        "rows-syntax",
    ),
];

fn set(browser: &Browser, data: &str) -> Result<()> {
    let full = "const full = window.full;";
    let script = format!("{full} document.getElementById('card').data = {data};");
    browser.value(&script).map(drop)
}

#[test]
fn a_hostile_page() {
    visit("host-hostile", |browser, _| {
        browser
            .session
            .go(&format!("{}hostile.html", browser.app))?;
        says(browser, SHOWN, "No data yet.")?;
        browser.value("return fetch('./full.json').then((r) => r.json()).then((full) => { window.full = full; })")?;
        for (data, code) in WRONG {
            set(browser, "full")?;
            says(browser, SHOWN, "74.9")?;
            set(browser, data)?;
            says(browser, SHOWN, code)?;
        }
        // A grey customer of a page that says all are green.
        set(browser, "({ ...full, health: { coverage: 0.1 } })")?;
        says(browser, SHOWN, "no data")?;

        // Script in every text.
        let bad = "<img src=x onerror=faults.push(1)><script>faults.push(2)</script>\"'";
        let everywhere = format!(
            "JSON.parse(JSON.stringify(full), (key, value) => typeof value === 'string' && \
             !['format', 'as_of', 'on', 'since', 'due', 'window_opens', 'band', 'pace', 'kind'].includes(key) \
             ? {bad:?} : value)"
        );
        set(browser, &everywhere)?;
        says(browser, SHOWN, "<img src=x")?;
        let made = "return document.getElementById('card').shadowRoot.querySelectorAll('img, script').length";
        ensure!(browser.value(made)? == 0, "text became markup");

        // Globals that the page changes after the script came. They are put back before the browser's driver needs them.
        for (changes, shown) in [
            (
                "JSON.stringify = JSON.parse = fail; Object.hasOwn = () => true; window.queueMicrotask = () => {};",
                "Globals",
            ),
            ("document.createElementNS = fail;", "unavailable"),
        ] {
            let script = format!(
                "const fail = () => {{ throw new Error('changed'); }}; \
                 const held = [JSON.stringify, JSON.parse, Object.hasOwn, window.queueMicrotask]; \
                 {changes} \
                 const card = document.getElementById('card'); \
                 card.data = {{ ...full, customer: {{ id: 'G', name: 'Globals' }} }}; \
                 return new Promise((done) => setTimeout(() => {{ \
                     [JSON.stringify, JSON.parse, Object.hasOwn, window.queueMicrotask] = held; \
                     done(card.shadowRoot.textContent); }}, 500));"
            );
            let said = browser.string(&script)?;
            ensure!(said.contains(shown), "{changes} leaves {said}");
        }
        let faults = browser.value("return faults.length")?;
        ensure!(faults == 0, "{faults} faults left the card");
        Ok(())
    });
}
