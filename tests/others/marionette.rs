//! Firefox by its own protocol: a length, a colon, and JSON `[0, number, command, parameters]`, answered by
//! `[1, number, error, result]`.

use std::env;
use std::fs;
use std::io::{BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use crate::remote::{Started, free_port, until};

/// A running Firefox; dropping it ends it and its profile.
pub(crate) struct Marionette {
    stream: BufReader<TcpStream>,
    last: u32,
    profile: PathBuf,
    _firefox: Started,
}

impl Marionette {
    pub(crate) fn start(program: &Path) -> Result<Self> {
        let port = free_port()?;
        let profile = env::temp_dir().join(format!("perennial-firefox-{port}"));
        fs::create_dir_all(&profile)?;
        let prefs = format!(
            "user_pref(\"marionette.port\", {port});\nuser_pref(\"intl.accept_languages\", \"en-US\");\n\
             user_pref(\"datareporting.policy.dataSubmissionEnabled\", false);\n\
             user_pref(\"browser.shell.checkDefaultBrowser\", false);\n"
        );
        fs::write(profile.join("user.js"), prefs)?;
        let mut command = Command::new(program);
        command.args(["-headless", "-marionette", "-no-remote", "-profile"]);
        let firefox = Started::new(command.arg(&profile))?;
        let stream = until("Firefox", || {
            Ok(TcpStream::connect(("127.0.0.1", port)).ok())
        })?;
        let mut marionette = Self {
            stream: BufReader::new(stream),
            last: 0,
            profile,
            _firefox: firefox,
        };
        marionette.hear()?; // who it is
        marionette.ask("WebDriver:NewSession", json!({}))?;
        Ok(marionette)
    }

    pub(crate) fn ask(&mut self, command: &str, parameters: Value) -> Result<Value> {
        self.last += 1;
        let message = json!([0, self.last, command, parameters]).to_string();
        write!(self.stream.get_mut(), "{}:{message}", message.len())?;
        let answer = self.hear()?;
        if !answer[2].is_null() {
            bail!("{command}: {}", answer[2]["message"]);
        }
        Ok(answer[3].clone())
    }

    fn hear(&mut self) -> Result<Value> {
        let mut length = String::new();
        loop {
            let mut byte = [0];
            self.stream.read_exact(&mut byte)?;
            match byte[0] {
                b':' => break,
                digit => length.push(char::from(digit)),
            }
        }
        let length = length.parse().context("a message begins with its length")?;
        let mut text = vec![0; length];
        self.stream.read_exact(&mut text)?;
        Ok(serde_json::from_slice(&text)?)
    }
}

impl Drop for Marionette {
    fn drop(&mut self) {
        // It closes by itself; what is left of it is ended after this.
        drop(self.ask("Marionette:Quit", json!({ "flags": ["eForceQuit"] })));
        drop(fs::remove_dir_all(&self.profile));
    }
}
