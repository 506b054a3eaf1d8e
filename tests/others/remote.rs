//! A browser that goes to pages and runs scripts in them: all that these tests need of one.

use std::env;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use crate::http::send;
use crate::marionette::Marionette;

/// How long something may take: these browsers start slowly on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);
/// Between two looks.
const POLL: Duration = Duration::from_millis(100);

/// A browser with a fresh profile, closed when dropped.
pub(crate) enum Remote {
    /// By Firefox's own protocol, so that nothing but Firefox is needed.
    Firefox(Marionette),
    /// By WebDriver: the address of the session; the driver ends with it.
    WebKit(String, #[allow(dead_code)] Started),
}

/// A program that ends with this.
#[derive(Debug)]
pub(crate) struct Started(Child);

impl Started {
    pub(crate) fn new(command: &mut Command) -> Result<Self> {
        let command = command.stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn();
        Ok(Self(
            child.with_context(|| format!("cannot start {command:?}"))?,
        ))
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Where something is, as the environment says.
pub(crate) fn told(name: &str) -> Result<String> {
    env::var(name).context("run these by `cargo xtask test --all-browsers`")
}

/// A port that was free a moment ago.
pub(crate) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Tries again until it succeeds.
pub(crate) fn until<T>(what: &str, mut attempt: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let seen = match attempt() {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => String::new(),
            Err(error) => format!(" ({error:#})"),
        };
        if Instant::now() > deadline {
            bail!("waited in vain for {what}{seen}");
        }
        sleep(POLL);
    }
}

impl Remote {
    /// One of each.
    pub(crate) fn both() -> Result<[(&'static str, Self); 2]> {
        Ok([("Firefox", Self::firefox()?), ("WebKit", Self::webkit()?)])
    }

    fn firefox() -> Result<Self> {
        Marionette::start(&PathBuf::from(told("FIREFOX")?)).map(Self::Firefox)
    }

    fn webkit() -> Result<Self> {
        let port = free_port()?;
        let mut driver = Command::new(told("WEBKIT_DRIVER")?);
        let driver = Started::new(driver.arg(format!("--port={port}")))?;
        let browser = json!({ "binary": told("WEBKIT_BROWSER")?, "args": ["--automation"] });
        let wanted =
            json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": browser } } });
        let at = format!("http://127.0.0.1:{port}/session");
        let answer = until("WebKit's driver", || {
            call("POST", &at, Some(&wanted)).map(Some)
        })?;
        let id = answer["sessionId"]
            .as_str()
            .context("a session has an id")?;
        Ok(Self::WebKit(format!("{at}/{id}"), driver))
    }

    /// Goes to an address.
    pub(crate) fn go(&mut self, url: &str) -> Result<()> {
        match self {
            Self::Firefox(firefox) => firefox.ask("WebDriver:Navigate", json!({ "url": url })),
            Self::WebKit(at, _) => call("POST", &format!("{at}/url"), Some(&json!({ "url": url }))),
        }
        .map(drop)
    }

    /// Loads the page again.
    pub(crate) fn reload(&mut self) -> Result<()> {
        match self {
            Self::Firefox(firefox) => firefox.ask("WebDriver:Refresh", json!({})),
            Self::WebKit(at, _) => call("POST", &format!("{at}/refresh"), Some(&json!({}))),
        }
        .map(drop)
    }

    /// Runs a function body in the page.
    pub(crate) fn run(&mut self, script: &str) -> Result<Value> {
        let asked = json!({ "script": script, "args": [] });
        match self {
            Self::Firefox(firefox) => {
                let answer = firefox.ask("WebDriver:ExecuteScript", asked)?;
                Ok(answer["value"].clone())
            }
            Self::WebKit(at, _) => call("POST", &format!("{at}/execute/sync"), Some(&asked)),
        }
    }

    /// Waits until a script returns a text with this in it.
    pub(crate) fn says(&mut self, script: &str, part: &str) -> Result<()> {
        until(part, || {
            let said = self.run(script)?;
            let said = said.as_str().unwrap_or_default();
            if said.contains(part) {
                return Ok(Some(()));
            }
            bail!("it says {said}")
        })
    }
}

impl Drop for Remote {
    fn drop(&mut self) {
        if let Self::WebKit(at, _) = self {
            drop(call("DELETE", at, None));
        }
    }
}

fn call(method: &str, url: &str, body: Option<&Value>) -> Result<Value> {
    let (status, mut answer) = send(method, url, body)?;
    let value = answer["value"].take();
    if status == 200 {
        return Ok(value);
    }
    bail!("{}: {}", value["error"], value["message"])
}
