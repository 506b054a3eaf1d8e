//! The card in the pages of hosts.

use anyhow::{Context as _, Result, ensure};

use crate::remote::{Remote, told};

/// What the card with an id shows.
fn shown(id: &str) -> String {
    format!("return document.getElementById('{id}')?.shadowRoot?.textContent ?? ''")
}

fn pages(browser: &mut Remote) -> Result<()> {
    let hosts = told("PERENNIAL_HOSTS")?;
    let open = |browser: &mut Remote, page: &str| browser.go(&format!("{hosts}{page}"));

    open(browser, "plain.html")?;
    browser.says(&shown("card"), "Where points are lost")?;
    browser.says(&shown("card"), "74.9")?;
    // Attribute, theme, language of what it stands in, size, data; removal.
    browser.run("document.documentElement.lang = 'zh-CN'")?;
    browser.says(&shown("card"), "失分最多的指标")?;
    let ground = "document.getElementById('card').setAttribute('theme', 'dark'); const root = \
        document.getElementById('card').shadowRoot; return getComputedStyle(root.querySelector('[part~=card]')).backgroundColor";
    browser.says(ground, "rgb(24, 29, 26)")?;
    browser.run("document.getElementById('card').setAttribute('size', 'compact')")?;
    browser.says(&shown("card"), "关注74.9Acme 安可")?;
    browser.run(
        "document.getElementById('card').data = { ...full, customer: { id: 'B', name: 'Beta' } }",
    )?;
    browser.says(&shown("card"), "Beta")?;
    browser
        .run("const card = document.getElementById('card'); window.kept = card; card.remove()")?;
    browser.run("document.getElementById('there').append(window.kept)")?;
    browser.says(&shown("card"), "Beta")?;

    open(browser, "strict.html")?;
    browser.says(&shown("snapshot"), "74.9")?;
    browser.says(&shown("rows"), "Acme")?;

    open(browser, "crm.html")?;
    let framed = "return document.querySelector('iframe')?.contentDocument?.getElementById('card')?.shadowRoot?.textContent ?? ''";
    browser.says(framed, "Record A-17")?;

    open(browser, "sandbox.html")?;
    browser.says(
        "return JSON.stringify(window.report ?? '')",
        "失分最多的指标",
    )?;
    browser.says(
        "return JSON.stringify(window.report ?? '')",
        r#""origin":"null""#,
    )?;

    for page in ["react.html", "vue.html"] {
        open(browser, page)?;
        browser.says(&shown("card"), "Acme")?;
    }

    open(browser, "hostile.html")?;
    let give = "document.getElementById('card').data";
    for (data, code) in [
        ("'{'", "snapshot-syntax"),
        ("10n", "data-unreadable"),
        ("({})", "snapshot-format"),
        ("'['.repeat(1e6)", "snapshot-syntax"),
        (
            "'{\"x\":\"' + 'x'.repeat(1e7) + '\"}'",
            "snapshot-too-large",
        ),
    ] {
        browser.run(&format!("{give} = {data}"))?;
        browser.says(&shown("card"), code)?;
    }
    let faults = browser.run("return JSON.stringify(Array.from(faults))")?;
    ensure!(faults == "[]", "{faults}");
    Ok(())
}

#[test]
fn the_card_shows_in_every_page_of_hosts() {
    for (name, mut browser) in Remote::both().unwrap() {
        pages(&mut browser).context(name).unwrap();
    }
}
