//! What every journey has: its own browser and folder, a fixed day, evidence when it fails, a clean log when it ends.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};

use crate::driver::{Browser, Options, Proxy, Session};

/// The day on which every journey takes place, so that it goes the same way each time.
pub(crate) const TODAY: &str = "2026-03-31";

/// Moves the page's clock; the app asks it for today and for nothing else.
const CLOCK: &str = "(() => { \
    const Real = Date; const shift = new Real('DAYT09:30:00').getTime() - Real.now(); \
    globalThis.Date = class extends Real { \
        constructor(...args) { args.length ? super(...args) : super(Real.now() + shift); } \
        static now() { return Real.now() + shift; } \
    }; })();";

/// Who travels.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Reader {
    English,
    Chinese,
}

/// A folder of the journey's own for files and downloads; gone when the journey ends.
#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Result<Self> {
        let path = env::temp_dir().join(format!("perennial-journey-{name}-{}", process::id()));
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    /// Writes a file to be given to the page.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> Result<PathBuf> {
        let path = self.0.join(name);
        fs::write(&path, bytes)?;
        Ok(path)
    }

    /// Where downloads arrive.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// Goes on a journey in English.
pub(crate) fn journey(name: &str, steps: impl FnOnce(&Browser, &Folder) -> Result<()>) {
    travel(name, Reader::English, steps);
}

/// Goes on a journey; fails the test when a step does not succeed or the page logged an error on the way.
pub(crate) fn travel(
    name: &str,
    reader: Reader,
    steps: impl FnOnce(&Browser, &Folder) -> Result<()>,
) {
    let outcome = (|| {
        let folder = Folder::new(name)?;
        go(name, open(reader, &folder, &app()?)?, |browser| {
            steps(browser, &folder)
        })
    })();
    told(name, outcome);
}

/// Visits the pages of hosts that embed the card, in English.
pub(crate) fn visit(name: &str, steps: impl FnOnce(&Browser, &Folder) -> Result<()>) {
    let outcome = (|| {
        let hosts = env::var("PERENNIAL_HOSTS");
        let hosts = hosts.context("run the journeys by `cargo xtask test journeys`")?;
        let folder = Folder::new(name)?;
        let browser = start(Reader::English, &folder, &hosts)?;
        browser.session.go(&browser.app)?;
        go(name, browser, |browser| steps(browser, &folder))
    })();
    told(name, outcome);
}

/// Goes on a journey through a server that refuses files whose names hold one of these words, until it is told
/// otherwise.
pub(crate) fn travel_through(
    name: &str,
    (reader, refused): (Reader, &[&str]),
    steps: impl FnOnce(&Browser, &Proxy) -> Result<()>,
) {
    let outcome = (|| {
        let (folder, proxy) = (Folder::new(name)?, Proxy::before(&app()?, refused)?);
        go(name, open(reader, &folder, &proxy.url)?, |browser| {
            steps(browser, &proxy)
        })
    })();
    told(name, outcome);
}

/// Goes on a journey in English through the app as one file, opened from the disk.
pub(crate) fn from_disk(name: &str, steps: impl FnOnce(&Browser, &Folder) -> Result<()>) {
    let outcome = (|| {
        let page = env::var("PERENNIAL_SINGLE");
        let page = page.context("run the journeys by `cargo xtask test journeys`")?;
        let folder = Folder::new(name)?;
        let started = start(Reader::English, &folder, "")?;
        let app = format!("file://{page}");
        let browser = Browser { app, ..started };
        browser.go("")?;
        go(name, browser, |browser| steps(browser, &folder))
    })();
    told(name, outcome);
}

/// Where the app is served.
pub(crate) fn app() -> Result<String> {
    env::var("PERENNIAL_URL").context("run the journeys by `cargo xtask test journeys`")
}

#[allow(clippy::needless_pass_by_value)] // the browser ends with its journey
fn go(name: &str, browser: Browser, steps: impl FnOnce(&Browser) -> Result<()>) -> Result<()> {
    let went = steps(&browser).and_then(|()| is_clean(&browser));
    if let Err(error) = went {
        let kept = keep_evidence(&browser, name).map_or_else(
            |lost| format!("no evidence: {lost:#}"),
            |path| path.display().to_string(),
        );
        return Err(error.context(format!("at {}; see {kept}", browser.place()?)));
    }
    Ok(())
}

fn told(name: &str, outcome: Result<()>) {
    if let Err(error) = outcome {
        panic!("{name}: {error:#}");
    }
}

fn open(reader: Reader, folder: &Folder, app: &str) -> Result<Browser> {
    let browser = start(reader, folder, app)?;
    browser.go("")?;
    // The log sees what is asked for, so that later silence means something.
    let asked = requests(&browser)?;
    ensure!(
        asked.contains(&browser.app),
        "the network log misses the page itself: {asked:?}"
    );
    all_are_own(&asked, &browser.app)?;
    Ok(browser)
}

/// A browser with the journey's day, at nothing yet.
fn start(reader: Reader, folder: &Folder, app: &str) -> Result<Browser> {
    let session = Session::start(Options {
        languages: match reader {
            Reader::English => "en-US,en",
            Reader::Chinese => "zh-CN,zh",
        },
        downloads: folder.path(),
    })?;
    let browser = Browser {
        session,
        app: format!("{}/", app.trim_end_matches('/')),
    };
    set_clock(&browser)?;
    Ok(browser)
}

/// Sets the day for what is loaded in this tab from now on.
pub(crate) fn set_clock(browser: &Browser) -> Result<()> {
    let source = CLOCK.replace("DAY", TODAY);
    browser.session.devtools(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": source }),
    )?;
    Ok(())
}

/// The console has no error (violations of the content security policy are errors), and nothing but files of the
/// app was asked for.
pub(crate) fn is_clean(browser: &Browser) -> Result<()> {
    let errors: Vec<_> = browser
        .session
        .log("browser")?
        .into_iter()
        .filter(|entry| entry["level"] == "SEVERE")
        .map(|entry| entry["message"].to_string())
        .collect();
    if !errors.is_empty() {
        bail!("the console says: {}", errors.join("\n"));
    }
    all_are_own(&requests(browser)?, &browser.app)
}

/// Lets go of what the console has said so far, where a journey has made it say so.
pub(crate) fn forget_log(browser: &Browser) -> Result<()> {
    browser.session.log("browser").map(drop)
}

/// What was asked for since the last look.
fn requests(browser: &Browser) -> Result<Vec<String>> {
    let events = browser.session.log("performance")?;
    Ok(events.iter().filter_map(requested).collect())
}

fn all_are_own(asked: &[String], app: &str) -> Result<()> {
    let foreign = asked.iter().find(|url| !is_of_the_app(url, app));
    ensure!(
        foreign.is_none(),
        "the page asked for {}",
        foreign.map_or("", String::as_str)
    );
    Ok(())
}

/// The address that an event of the browser's network log asks for.
fn requested(event: &Value) -> Option<String> {
    let message: Value = serde_json::from_str(event["message"].as_str()?).ok()?;
    let message = &message["message"];
    let url = match message["method"].as_str()? {
        "Network.requestWillBeSent" => &message["params"]["request"]["url"],
        "Network.webSocketCreated" | "Network.webTransportCreated" => &message["params"]["url"],
        _ => return None,
    };
    Some(url.as_str()?.to_owned())
}

/// Its own files, and what it makes itself in memory.
fn is_of_the_app(url: &str, app: &str) -> bool {
    url.starts_with(app)
        || ["blob:", "data:"]
            .iter()
            .any(|scheme| url.starts_with(scheme))
}

/// A picture and the text of the page, in `tests/output/`.
fn keep_evidence(browser: &Browser, name: &str) -> Result<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("output");
    fs::create_dir_all(&folder)?;
    let mut text = browser.page_text()?;
    for entry in browser.session.log("browser")? {
        text += &format!("\nconsole: {}", entry["message"]);
    }
    fs::write(folder.join(format!("{name}.txt")), text)?;
    let picture = folder.join(format!("{name}.png"));
    fs::write(&picture, picture_of(browser)?)?;
    Ok(picture)
}

/// What the window shows, as the bytes of a PNG file.
pub(crate) fn picture_of(browser: &Browser) -> Result<Vec<u8>> {
    decode_base64(&browser.session.screenshot()?).context("the picture is base64")
}

/// Reads base64 with its padding; `None` where the text is none.
fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut n_bits) = (0_u32, 0);
    for character in text.trim_end_matches('=').bytes() {
        let value = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            bytes.push(u8::try_from(bits >> n_bits & 0xff).ok()?);
        }
    }
    Some(bytes)
}

#[test]
fn base64_is_read() {
    assert_eq!(decode_base64("UE5H"), Some(b"PNG".to_vec()));
    assert_eq!(decode_base64("UE4="), Some(b"PN".to_vec()));
    assert_eq!(decode_base64("UA=="), Some(b"P".to_vec()));
    assert_eq!(decode_base64("U?=="), None);
}

#[test]
fn only_the_apps_own_files_are_its_own() {
    let app = "http://127.0.0.1:8080/";
    assert!(is_of_the_app("http://127.0.0.1:8080/app.js", app));
    assert!(is_of_the_app("blob:http://127.0.0.1:8080/1", app));
    assert!(!is_of_the_app("http://127.0.0.1:8081/", app));
    assert!(!is_of_the_app(
        "https://example.org/http://127.0.0.1:8080/",
        app
    ));
}
