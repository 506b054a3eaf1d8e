//! Both languages and both themes on every screen, without a word left untranslated, remembered after a reload.

use anyhow::{Result, ensure};

use crate::driver::{Browser, button, radio};
use crate::journey::{Reader, journey, travel};
use crate::pages::{shell, start};

const ENGLISH: &str = include_str!("../../crates/perennial-i18n/locales/en.ftl");
const CHINESE: &str = include_str!("../../crates/perennial-i18n/locales/zh-CN.ftl");

#[test]
fn language_and_theme() {
    journey("language-and-theme", |browser, _| {
        page_is(browser, "en", "light")?;
        start::take_the_sample(browser)?;
        let strange = only_in(CHINESE, ENGLISH);
        for screen in shell::SCREENS {
            browser.go(screen)?;
            says_none_of(browser, &strange)?;
        }

        choose(browser, "简体中文")?;
        page_is(browser, "zh-CN", "light")?;
        choose(browser, "深色")?;
        page_is(browser, "zh-CN", "dark")?;
        let strange = only_in(ENGLISH, CHINESE);
        for screen in shell::SCREENS {
            browser.go(screen)?;
            page_is(browser, "zh-CN", "dark")?;
            says_none_of(browser, &strange)?;
        }
        browser.session.reload()?;
        browser.settled()?;
        page_is(browser, "zh-CN", "dark")?;

        // The way back, by the buttons in the top bar.
        browser.click(&button("Switch to English"))?;
        browser.click(&button("Switch to light"))?;
        page_is(browser, "en", "light")?;
        browser.session.reload()?;
        browser.settled()?;
        page_is(browser, "en", "light")
    });
}

#[test]
fn the_browsers_language_is_the_first() {
    travel("chinese-browser", Reader::Chinese, |browser, _| {
        page_is(browser, "zh-CN", "light")?;
        browser.reads("用示例数据试试")
    });
}

/// Chooses a language or a theme on the settings screen.
fn choose(browser: &Browser, name: &str) -> Result<()> {
    browser.go("#/settings")?;
    let choice = browser.find(&radio(name))?;
    // A radio button lies under its label, which is what people press.
    browser.session.script(
        "arguments[0].closest('label').click()",
        vec![choice.argument()],
    )?;
    Ok(())
}

/// The page says which language it speaks, and its ground is light or dark.
fn page_is(browser: &Browser, language: &str, theme: &str) -> Result<()> {
    browser.until(&format!("a page in {language}, {theme}"), || {
        let script = "const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number); \
            return `${document.documentElement.lang} ${r + g + b > 380 ? 'light' : 'dark'}`";
        Ok((browser.string(script)? == format!("{language} {theme}")).then_some(()))
    })
}

/// No line of the screen is a text of the other language, and no word is a key of the catalogue.
fn says_none_of(browser: &Browser, strange: &[&str]) -> Result<()> {
    let (text, place) = (browser.page_text()?, browser.place()?);
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| strange.contains(line));
    ensure!(
        line.is_none(),
        "{place} says {:?}",
        line.unwrap_or_default()
    );
    let keys: Vec<_> = messages(ENGLISH)
        .map(|(key, _)| key)
        .filter(|key| key.contains('-'))
        .collect();
    // An error's code is shown to be quoted, and some codes are keys of other messages.
    let key = text.split_whitespace().find(|word| keys.contains(word));
    ensure!(
        key.is_none(),
        "{place} shows the key {}",
        key.unwrap_or_default()
    );
    Ok(())
}

/// Texts of one catalogue that the other does not have; those with blanks to fill, and names, aside.
fn only_in(one: &'static str, other: &'static str) -> Vec<&'static str> {
    let names = ["简体中文", "English"];
    let others: Vec<_> = messages(other).map(|(_, text)| text).collect();
    messages(one)
        .map(|(_, text)| text)
        .filter(|text| !text.is_empty() && !text.contains('{') && !others.contains(text))
        .filter(|text| !names.contains(text))
        .collect()
}

/// Keys and texts that stand on one line.
fn messages(catalogue: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    catalogue
        .lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
        .filter_map(|line| line.split_once(" = "))
}

#[test]
fn catalogues_are_read() {
    let strange = only_in(ENGLISH, CHINESE);
    assert!(strange.len() > 300 && strange.contains(&"Try the sample"));
    assert!(!strange.contains(&"NPS"));
}
