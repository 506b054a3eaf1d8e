//! The card in the pages of hosts: plain, under a strict policy, framed by a CRM, in a sandbox without an origin, by a
//! link, in React and in Vue.

use anyhow::{Result, ensure};
use perennial_library::Portfolio;
use serde_json::{Value, json};

use crate::accessibility::check;
use crate::driver::Browser;
use crate::journey::visit;

/// What a card shows.
const SHOWN: &str = "return document.getElementById('card')?.shadowRoot?.textContent ?? ''";

/// Goes to a page of a host.
fn open(browser: &Browser, page: &str) -> Result<()> {
    browser.session.go(&format!("{}{page}", browser.app))
}

/// Waits until a script returns a text with this in it.
pub(crate) fn says(browser: &Browser, script: &str, part: &str) -> Result<()> {
    browser.until(part, || {
        let said = browser.string(script)?;
        if said.contains(part) {
            return Ok(Some(()));
        }
        anyhow::bail!("it says {said}")
    })
}

fn run(browser: &Browser, script: &str) -> Result<Value> {
    browser.value(script)
}

#[test]
fn a_plain_page() {
    visit("host-plain", |browser, _| {
        open(browser, "plain.html")?;
        says(browser, SHOWN, "Where points are lost")?;
        says(browser, SHOWN, "74.9")?;
        says(browser, "return told[0].join()", "ready")?;
        // The page's styles stay outside, what it sets for the card goes in.
        let style = "const root = document.getElementById('card').shadowRoot; \
            const of = (part) => getComputedStyle(root.querySelector(`[part~=${part}]`)); \
            return [of('name').fontSize, of('card').borderRadius, of('score').letterSpacing, \
                getComputedStyle(document.getElementById('outside')).fontSize].join()";
        says(browser, style, "14px,0px,3px,40px")?;

        // In the language of what it stands in, also when that changes; its own goes first.
        run(browser, "document.documentElement.lang = 'zh-CN'")?;
        says(browser, SHOWN, "失分最多的指标")?;
        run(browser, "document.documentElement.lang = 'en'")?;
        says(browser, SHOWN, "Where points are lost")?;
        run(browser, "document.getElementById('card').lang = 'zh-CN'")?;
        says(browser, SHOWN, "失分最多的指标")?;
        let ground = "const card = document.getElementById('card'); card.setAttribute('theme', arguments[0]); \
            return getComputedStyle(card.shadowRoot.querySelector('[part~=card]')).backgroundColor";
        let of = |theme: &str| browser.session.script(ground, vec![json!(theme)]);
        ensure!(
            of("dark")? == "rgb(24, 29, 26)" && of("light")? == "rgb(255, 255, 255)",
            "themes"
        );
        run(
            browser,
            "document.getElementById('card').setAttribute('size', 'compact')",
        )?;
        browser.until("compact", || {
            Ok((browser.string(SHOWN)? == "关注74.9Acme 安可").then_some(()))
        })?;

        // Nobody is shut out, in either theme (light is on).
        let axe = std::fs::read_to_string(std::env::var("AXE_JS")?)?;
        let mut barriers = Vec::new();
        for theme in ["light", "dark"] {
            of(theme)?;
            for size in ["compact", "full"] {
                let set = "document.getElementById('card').setAttribute('size', arguments[0])";
                browser.session.script(set, vec![json!(size)])?;
                says(
                    browser,
                    SHOWN,
                    if size == "full" { "阶段" } else { "74.9Acme" },
                )?;
                check(
                    browser,
                    &axe,
                    &format!("card, {theme}, {size}"),
                    &mut barriers,
                )?;
            }
        }
        ensure!(barriers.is_empty(), "{}", barriers.join("\n"));

        // Chosen with the keyboard, as it is a button.
        run(
            browser,
            "const c = document.getElementById('card'); c.lang = 'en'; c.removeAttribute('size')",
        )?;
        says(browser, SHOWN, "Where points are lost")?;
        run(
            browser,
            "document.getElementById('card').shadowRoot.querySelector('[data-kind=reasons]').click()",
        )?;
        says(
            browser,
            "return JSON.stringify(told.at(-1))",
            r#"["select",{"kind":"reasons","id":"logins","account":"A-17"},"card"]"#,
        )?;

        // Moved, it stays; changed, it says so.
        run(
            browser,
            "document.getElementById('there').append(document.getElementById('card'))",
        )?;
        run(
            browser,
            "document.getElementById('card').data = { ...full, customer: { id: 'B', name: 'Beta' } }",
        )?;
        says(browser, SHOWN, "Beta")?;
        // What is no data leaves a word, and what is data again the card.
        run(browser, "document.getElementById('card').data = '{'")?;
        says(browser, SHOWN, "snapshot-syntax")?;
        says(
            browser,
            "return JSON.stringify(told.at(-1))",
            r#"["error",{"code":"snapshot-syntax""#,
        )?;
        run(browser, "document.getElementById('card').data = null")?;
        says(browser, SHOWN, "No data yet.")
    });
}

#[test]
fn rows_are_scored_on_the_spot_as_everywhere() {
    visit("host-rows", |browser, _| {
        open(browser, "plain.html")?;
        let input: Value = serde_json::from_str(include_str!("../hosts/rows.json"))?;
        let portfolio = Portfolio::new(&input["rows"].to_string(), "quick-start")?;
        let snapshot = portfolio.snapshot(None, None, "2026-03-31".parse()?)?;
        let value = "return document.getElementById('card').snapshot?.health.value";
        says(browser, SHOWN, "Acme")?;
        for life in [false, true] {
            run(
                browser,
                &format!(
                    "const c = document.getElementById('card'); c.toggleAttribute('life', {life}); c.data = {{ ...rows }}"
                ),
            )?;
            browser.until("the same health to the bit", || {
                let shown = run(browser, value)?.as_f64();
                Ok(
                    (shown.map(f64::to_bits) == snapshot.health.value.map(f64::to_bits))
                        .then_some(()),
                )
            })?;
            let stage = snapshot
                .stage
                .as_ref()
                .map_or("", |stage| stage.title.en.as_str());
            if life {
                says(browser, SHOWN, &format!("Stage{stage}"))?;
                says(browser, SHOWN, "Renewal30 Jun 2026")?;
            } else {
                ensure!(!browser.string(SHOWN)?.contains("Stage"), "scores alone");
            }
            run(browser, "document.getElementById('card').data = full")?;
            says(browser, SHOWN, "74.9")?;
        }
        // A model of one's own, and rows that are at fault.
        run(
            browser,
            "document.getElementById('card').data = { ...rows, model: { format: 'perennial-model' } }",
        )?;
        says(browser, SHOWN, "model-syntax")?;
        run(
            browser,
            "document.getElementById('card').data = { ...rows, rows: { usage: [{ account_id: 'A', date: 'soon' }] } }",
        )?;
        says(browser, SHOWN, "rows-value: usage[0].date")
    });
}

#[test]
fn coming_and_going() {
    visit("host-many", |browser, _| {
        open(browser, "plain.html")?;
        says(browser, SHOWN, "74.9")?;
        // An element that was there before its script, with a property set on it already.
        let late = "const late = document.createElement('iframe'); document.body.append(late); \
            const page = late.contentDocument; \
            page.body.innerHTML = '<perennial-health id=late></perennial-health>'; \
            page.getElementById('late').data = full; \
            const script = page.createElement('script'); script.type = 'module'; \
            script.src = new URL('./package/health.js', location.href); page.body.append(script); window.late = late";
        run(browser, late)?;
        says(
            browser,
            "return window.late.contentDocument.getElementById('late').shadowRoot?.textContent ?? ''",
            "74.9",
        )?;
        run(browser, "window.late.remove(); delete window.late")?;

        // A thousand at once, which go without leaving anything.
        let thousand = "const box = document.createElement('div'); box.id = 'box'; document.body.append(box); \
            window.began = performance.now(); \
            for (let n = 0; n < 1000; n += 1) { const card = document.createElement('perennial-health'); \
                card.setAttribute('origins', 'https://crm.example'); card.data = full; box.append(card); }";
        let drawn = "return [...document.getElementById('box').children].filter((c) => c.shadowRoot.textContent.includes('74.9')).length";
        let count = |what: &str| -> Result<f64> {
            browser
                .session
                .devtools("HeapProfiler.collectGarbage", json!({}))?;
            let metrics = browser
                .session
                .devtools("Performance.getMetrics", json!({}))?;
            let metrics = metrics["metrics"].as_array().cloned().unwrap_or_default();
            let found = metrics.iter().find(|metric| metric["name"] == what);
            Ok(found
                .and_then(|metric| metric["value"].as_f64())
                .unwrap_or(f64::NAN))
        };
        browser.session.devtools("Performance.enable", json!({}))?;
        let mut after = Vec::new();
        for _ in 0..2 {
            run(browser, thousand)?;
            browser.until("a thousand cards", || {
                Ok((run(browser, drawn)? == 1000).then_some(()))
            })?;
            let took = run(browser, "return performance.now() - window.began")?;
            println!("a thousand cards after {took} ms");
            run(
                browser,
                "document.getElementById('box').remove(); told.length = 0",
            )?;
            after.push((count("Nodes")?, count("JSEventListeners")?));
        }
        println!("nodes and listeners after each thousand: {after:?}");
        let [first, last] = after[..] else {
            unreachable!()
        };
        ensure!(
            last.0 < first.0 + 500.0 && last.1 < first.1 + 50.0,
            "{after:?}"
        );
        Ok(())
    });
}

#[test]
fn a_strict_policy() {
    visit("host-strict", |browser, _| {
        open(browser, "strict.html")?;
        for (id, part) in [("snapshot", "74.9"), ("rows", "Acme")] {
            let shown =
                format!("return document.getElementById('{id}').shadowRoot?.textContent ?? ''");
            says(browser, &shown, part)?;
        }
        Ok(())
    });
}

#[test]
fn a_frame_asks_its_crm() {
    visit("host-crm", |browser, _| {
        open(browser, "crm.html")?;
        let shown = "return document.querySelector('iframe').contentDocument?.getElementById('card')?.shadowRoot?.textContent ?? ''";
        says(browser, shown, "Record A-17")?;
        says(browser, "return asked.join()", "A-17")?;
        // From another origin than the one named, nothing is taken.
        run(
            browser,
            "document.querySelector('iframe').contentDocument.getElementById('card').setAttribute('origins', 'https://crm.example')",
        )?;
        run(browser, "send(location.origin, '{\"false\":true}')")?;
        std::thread::sleep(std::time::Duration::from_millis(200));
        ensure!(
            browser.string(shown)?.contains("Record A-17"),
            "a stranger's data is not shown"
        );
        Ok(())
    });
}

#[test]
fn a_sandbox_without_an_origin() {
    visit("host-sandbox", |browser, _| {
        open(browser, "sandbox.html")?;
        let report = |part: &str| says(browser, "return JSON.stringify(window.report ?? '')", part);
        report("失分最多的指标")?;
        report(r#""storage":"refused","origin":"null""#)
    });
}

#[test]
fn a_link_carries_the_card() {
    visit("host-fragment", |browser, _| {
        open(browser, "fragment.html")?;
        says(browser, SHOWN, "暂无数据。")?;
        let go = "return fetch('./full.json').then((r) => r.text()).then((text) => { \
            const bytes = new TextEncoder().encode(JSON.stringify(JSON.parse(text))); \
            const base64 = btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_'); \
            location.hash = `perennial=${base64}`; })";
        run(browser, go)?;
        says(browser, SHOWN, "Acme 安可")?;
        says(browser, SHOWN, "失分最多的指标")?;
        run(browser, "location.hash = 'perennial=%%%'")?;
        says(browser, SHOWN, "data-unreadable")
    });
}

#[test]
fn in_react_and_in_vue() {
    for page in ["react", "vue"] {
        visit(&format!("host-{page}"), |browser, _| {
            open(browser, &format!("{page}.html"))?;
            says(browser, SHOWN, "Acme")?;
            let press = |n: usize| {
                run(
                    browser,
                    &format!("document.querySelectorAll('main > button')[{n}].click()"),
                )
            };
            press(1)?;
            says(browser, SHOWN, "Renamed")?;
            run(
                browser,
                "document.getElementById('card').shadowRoot.querySelector('[data-id=nps]').click()",
            )?;
            says(
                browser,
                "return document.getElementById('chosen').textContent",
                "nps",
            )?;
            press(0)?;
            browser.until("gone", || {
                Ok(
                    (run(browser, "return document.getElementById('card') === null")? == true)
                        .then_some(()),
                )
            })?;
            press(0)?;
            says(browser, SHOWN, "Renamed")
        });
    }
}
