//! The pictures of README and docs: `PERENNIAL_SCREENSHOTS=docs/images cargo xtask test journeys`, a path from
//! the root. Without that variable they are taken all the same, into `tests/output/`, where those of a phone always go.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use crate::driver::{Browser, button};
use crate::files;
use crate::journey::{Folder, Reader, picture_of, travel};
use crate::pages::{shell, start};

/// Larger ones make the repository heavy.
const MOST_BYTES: usize = 320_000;
/// In CSS pixels: a laptop, a phone.
const LAPTOP: (u32, u32) = (1280, 800);
const PHONE: (u32, u32) = (360, 740);

/// Screens with data, by the names of their pictures.
const SCREENS: [(&str, &str); 9] = [
    ("portfolio", "#/portfolio"),
    ("customers", "#/customers"),
    ("customer", "#/customers/C005"),
    ("inbox", "#/inbox"),
    ("lifecycle", "#/lifecycle"),
    ("value", "#/value"),
    ("model", "#/model"),
    ("robustness", "#/model?part=robustness"),
    ("settings", "#/settings"),
];

/// Those that README and docs show.
const SHOWN: [&str; 9] = [
    "start",
    "portfolio",
    "customers",
    "customer",
    "inbox",
    "lifecycle",
    "value",
    "model",
    "import",
];

/// What the journey presses, by its name in the language of the pictures.
#[derive(Clone, Copy)]
struct Words {
    language: &'static str,
    sample: &'static str,
    choose: &'static str,
    light: &'static str,
    dark: &'static str,
}

#[test]
fn screenshots_in_english() {
    let words = Words {
        language: "en",
        sample: "Try the sample",
        choose: "Choose files",
        light: "Switch to light",
        dark: "Switch to dark",
    };
    travel("screenshots-en", Reader::English, |browser, folder| {
        take_all(browser, folder, words)
    });
}

#[test]
fn screenshots_in_chinese() {
    let words = Words {
        language: "zh",
        sample: "用示例数据试试",
        choose: "选择文件",
        light: "切换到浅色",
        dark: "切换到深色",
    };
    travel("screenshots-zh", Reader::Chinese, |browser, folder| {
        take_all(browser, folder, words)
    });
}

fn take_all(browser: &Browser, folder: &Folder, words: Words) -> Result<()> {
    shell::saved(browser)?;
    in_both_themes(browser, words, "start")?;
    browser.click(&button(words.sample))?;
    browser.at("the portfolio", |place| place.starts_with("/portfolio"))?;
    shell::saved(browser)?;
    for (screen, place) in SCREENS {
        browser.go(place)?;
        in_both_themes(browser, words, screen)?;
    }
    let sheet = match words.language {
        "zh" => folder.file("客户列表_20260331.csv", files::chinese_sheet())?,
        _ => folder.file("customers.csv", files::RAGGED)?,
    };
    browser.go("#/start")?;
    start::choose_files_named(browser, words.choose, &[&sheet])?;
    browser.at("the import", |place| place.starts_with("/import"))?;
    browser.until("the columns of the file", || {
        let script = "return document.querySelectorAll('main table tbody tr').length > 3";
        Ok((browser.value(script)? == true).then_some(()))
    })?;
    in_both_themes(browser, words, "import")
}

fn in_both_themes(browser: &Browser, words: Words, screen: &str) -> Result<()> {
    take(browser, words, screen, "light")?;
    browser.click(&button(words.dark))?;
    take(browser, words, screen, "dark")?;
    browser.click(&button(words.light))
}

/// Takes the screen at both widths; on a phone nothing may be wider than the phone.
fn take(browser: &Browser, words: Words, screen: &str, theme: &str) -> Result<()> {
    let output = Path::new(env!("CARGO_MANIFEST_DIR")).join("output");
    let wanted = env::var_os("PERENNIAL_SCREENSHOTS").filter(|_| SHOWN.contains(&screen));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let shown = wanted.map_or_else(|| output.clone(), |path| root.join(PathBuf::from(path)));
    let language = words.language;
    let picture = shot(
        browser,
        LAPTOP,
        &shown.join(format!("{screen}-{language}-{theme}.png")),
    )?;
    ensure!(
        picture < MOST_BYTES,
        "the picture of {screen} has {picture} bytes"
    );
    shot(
        browser,
        PHONE,
        &output.join(format!("phone-{screen}-{language}-{theme}.png")),
    )?;
    let overflow = browser.value("return document.documentElement.scrollWidth - innerWidth")?;
    ensure!(
        overflow == 0,
        "{screen} is {overflow} px wider than a phone"
    );
    browser.session.resize(LAPTOP.0, LAPTOP.1)
}

fn shot(browser: &Browser, (width, height): (u32, u32), path: &Path) -> Result<usize> {
    browser.session.resize(width, height)?;
    browser.session.point_away()?;
    browser.settled()?;
    // Messages that go by themselves, and charts that follow the width, have come to rest.
    browser.until("the messages to go", || {
        let script = "return !document.querySelector('[data-testid=\"toast\"]')";
        Ok((browser.value(script)? == true).then_some(()))
    })?;
    browser.session.script_async(
        "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)))",
        Vec::new(),
    )?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let picture = picture_of(browser)?;
    fs::write(path, &picture)?;
    Ok(picture.len())
}
