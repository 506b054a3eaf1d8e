//! A session with the driver: the commands of the protocol that the journeys need, one method each.

use std::env;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use super::http::send;

/// The protocol's name for the reference to an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// An element of the page, as the driver names it.
#[derive(Debug, Clone)]
pub(crate) struct Element(String);

impl Element {
    /// The element that a script returned, if it did return one.
    pub(crate) fn of(value: &Value) -> Option<Self> {
        Some(Self(value.get(ELEMENT)?.as_str()?.to_owned()))
    }

    /// The same as an argument of a script.
    pub(crate) fn argument(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }
}

/// How a browser is set up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options<'a> {
    /// The languages that the browser asks for, the first preferred.
    pub(crate) languages: &'a str,
    /// Where downloads go.
    pub(crate) downloads: &'a Path,
}

/// A browser with a fresh profile; dropping it closes the browser.
#[derive(Debug)]
pub(crate) struct Session {
    url: String,
}

impl Session {
    /// Starts a browser.
    pub(crate) fn start(options: Options<'_>) -> Result<Self> {
        let driver =
            env::var("WEBDRIVER_URL").context("run the journeys by `cargo xtask test journeys`")?;
        let first = options.languages.split(',').next().unwrap_or_default();
        let language = format!("--lang={first}");
        let mut chromium = json!({
            "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--hide-scrollbars", "--force-device-scale-factor=1",
                "--force-prefers-reduced-motion", "--window-size=1280,800", language,
            ],
            "prefs": { "intl.accept_languages": options.languages },
        });
        if let Ok(program) = env::var("CHROMIUM") {
            chromium["binary"] = json!(program);
        }
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": chromium,
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
            "unhandledPromptBehavior": "dismiss",
        } } });
        let driver = driver.trim_end_matches('/');
        let answer = call("POST", &format!("{driver}/session"), Some(&wanted))?;
        let id = answer["sessionId"]
            .as_str()
            .context("a session has an id")?;
        let session = Self {
            url: format!("{driver}/session/{id}"),
        };
        session.devtools(
            "Browser.setDownloadBehavior",
            json!({ "behavior": "allow", "downloadPath": options.downloads }),
        )?;
        session.resize(1280, 800)?;
        Ok(session)
    }

    /// Makes what the page shows this large, in CSS pixels, also below the least width of a window.
    pub(crate) fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
        )?;
        Ok(())
    }

    /// A command of the browser's own protocol.
    pub(crate) fn devtools(&self, command: &str, params: Value) -> Result<Value> {
        self.post(
            "goog/cdp/execute",
            json!({ "cmd": command, "params": params }),
        )
    }

    /// Goes to an address.
    pub(crate) fn go(&self, url: &str) -> Result<()> {
        self.post("url", json!({ "url": url })).map(drop)
    }

    /// The address.
    pub(crate) fn url(&self) -> Result<String> {
        let url = self.get("url")?;
        Ok(url.as_str().unwrap_or_default().to_owned())
    }

    /// Loads the page again.
    pub(crate) fn reload(&self) -> Result<()> {
        self.post("refresh", json!({})).map(drop)
    }

    /// Back in the history.
    pub(crate) fn back(&self) -> Result<()> {
        self.post("back", json!({})).map(drop)
    }

    /// The tab that commands go to.
    pub(crate) fn tab(&self) -> Result<String> {
        let tab = self.get("window")?;
        Ok(tab.as_str().unwrap_or_default().to_owned())
    }

    /// Opens a tab of the same profile and goes to it.
    pub(crate) fn new_tab(&self) -> Result<String> {
        let tab = self.post("window/new", json!({ "type": "tab" }))?;
        let tab = tab["handle"].as_str().context("a tab has a handle")?;
        self.use_tab(tab)?;
        Ok(tab.to_owned())
    }

    /// Commands go to this tab from now on.
    pub(crate) fn use_tab(&self, tab: &str) -> Result<()> {
        self.post("window", json!({ "handle": tab })).map(drop)
    }

    /// Closes the tab that commands go to; another has to be chosen.
    pub(crate) fn close_tab(&self) -> Result<()> {
        call("DELETE", &format!("{}/window", self.url), None).map(drop)
    }

    /// Runs a function body in the page; `arguments` are there.
    pub(crate) fn script(&self, script: &str, args: Vec<Value>) -> Result<Value> {
        self.post("execute/sync", json!({ "script": script, "args": args }))
    }

    /// Runs a function body whose promise is awaited.
    pub(crate) fn script_async(&self, script: &str, args: Vec<Value>) -> Result<Value> {
        self.post("execute/async", json!({ "script": script, "args": args }))
    }

    /// A press of the pointer in the middle of the element, which must not be covered.
    pub(crate) fn click(&self, element: &Element) -> Result<()> {
        self.post(&format!("element/{}/click", element.0), json!({}))
            .map(drop)
    }

    /// Types into the element; a file field takes the paths of files.
    pub(crate) fn type_into(&self, element: &Element, text: &str) -> Result<()> {
        self.post(
            &format!("element/{}/value", element.0),
            json!({ "text": text }),
        )
        .map(drop)
    }

    /// Presses keys where the focus is: all down in order, then all up.
    pub(crate) fn press(&self, keys: &[char]) -> Result<()> {
        let down = keys
            .iter()
            .map(|key| json!({ "type": "keyDown", "value": key }));
        let up = keys
            .iter()
            .rev()
            .map(|key| json!({ "type": "keyUp", "value": key }));
        let actions: Vec<_> = down.chain(up).collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.post("actions", json!({ "actions": [keyboard] }))
            .map(drop)
    }

    /// Moves the pointer into the corner, where it is over nothing.
    pub(crate) fn point_away(&self) -> Result<()> {
        let away = json!({ "type": "pointerMove", "x": 0, "y": 0, "duration": 0 });
        let pointer = json!({ "type": "pointer", "id": "pointer", "actions": [away] });
        self.post("actions", json!({ "actions": [pointer] }))
            .map(drop)
    }

    /// Takes an element by its middle and lets it go so many pixels further, in a few moves as a hand makes them.
    pub(crate) fn drag(&self, element: &Element, right: i32, down: i32) -> Result<()> {
        const MOVES: i32 = 8;
        let of_element = json!({ "element-6066-11e4-a52e-4f735466cecf": element.0 });
        let mut actions = vec![
            json!({ "type": "pointerMove", "origin": of_element, "x": 0, "y": 0, "duration": 0 }),
            json!({ "type": "pointerDown", "button": 0 }),
        ];
        for step in 1..=MOVES {
            // From the pointer: the element itself moves along.
            let part = |whole: i32| whole * step / MOVES - whole * (step - 1) / MOVES;
            actions.push(json!({
                "type": "pointerMove", "origin": "pointer", "x": part(right), "y": part(down), "duration": 16,
            }));
        }
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        let pointer = json!({ "type": "pointer", "id": "pointer", "actions": actions });
        self.post("actions", json!({ "actions": [pointer] }))
            .map(drop)
    }

    /// A picture of what the window shows, as PNG in base64.
    pub(crate) fn screenshot(&self) -> Result<String> {
        let picture = self.get("screenshot")?;
        Ok(picture.as_str().unwrap_or_default().to_owned())
    }

    /// What was logged since the last call: `browser` or `performance`.
    pub(crate) fn log(&self, kind: &str) -> Result<Vec<Value>> {
        let entries = self.post("se/log", json!({ "type": kind }))?;
        Ok(entries.as_array().cloned().unwrap_or_default())
    }

    fn get(&self, command: &str) -> Result<Value> {
        call("GET", &format!("{}/{command}", self.url), None)
    }

    fn post(&self, command: &str, body: Value) -> Result<Value> {
        call("POST", &format!("{}/{command}", self.url), Some(&body))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The driver ends it anyway when it ends itself.
        drop(call("DELETE", &self.url, None));
    }
}

fn call(method: &str, url: &str, body: Option<&Value>) -> Result<Value> {
    let (status, mut answer) = send(method, url, body)?;
    let value = answer["value"].take();
    if status == 200 {
        return Ok(value);
    }
    let error = value["error"].as_str().unwrap_or("error");
    let message = value["message"].as_str().unwrap_or_default();
    let first_line = message.lines().next().unwrap_or_default();
    bail!("{error}: {first_line}")
}
