//! The app as one file, opened from the disk: it starts, computes, and has the work of before after a reload.

use anyhow::{Context as _, Result, ensure};

use crate::remote::{Remote, told};

const TEXT: &str = "return document.body.innerText.replaceAll('\\n', ' ')";
/// Presses the button that offers the sample.
const SAMPLE: &str = "const all = [...document.querySelectorAll('main button')]; \
    const button = all.find((b) => /Try the sample|用示例数据试试/.test(b.innerText)); \
    if (!button || button.disabled) return ''; button.click(); return 'pressed'";
/// How many customers the list says that it shows.
const SHOWN: &str = "return document.querySelector('[data-testid=\"shown\"]')?.innerText ?? ''";
/// What the status says of the work.
const STATUS: &str = "return document.querySelector('[data-testid=\"status\"]')?.innerText ?? ''";

fn opens(browser: &mut Remote) -> Result<()> {
    let page = format!("file://{}", told("PERENNIAL_SINGLE")?);
    browser.go(&page)?;
    browser.says(SAMPLE, "pressed")?;
    browser.says("return location.hash", "#/portfolio")?;
    browser.run("location.hash = '#/customers'")?;
    browser.says(SHOWN, "200")?;
    // A part that loads later, in the page and in the engine.
    browser.run("location.hash = '#/lifecycle'")?;
    browser.says(
        "return document.querySelector('main [aria-busy=\"true\"]') ? '' : document.querySelector('main h1')?.innerText ?? ''",
        "Lifecycle",
    )?;
    browser.says(
        "return /saved|已保存/.test(document.querySelector('[data-testid=\"status\"]')?.innerText) ? 'saved' : ''",
        "saved",
    )?;
    browser.reload()?;
    browser.run("location.hash = '#/customers'")?;
    browser.says(SHOWN, "200")?;
    let status = browser.run(STATUS)?;
    let text = browser.run(TEXT)?;
    ensure!(
        !text.as_str().unwrap_or_default().contains("worker-"),
        "{status}: {text}"
    );
    Ok(())
}

#[test]
fn one_file_opens_from_the_disk() {
    for (name, mut browser) in Remote::both().unwrap() {
        opens(&mut browser).context(name).unwrap();
    }
}
