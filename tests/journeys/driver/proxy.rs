//! A server between the browser and the app, that can refuse some of the app's files for a while.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use anyhow::{Context as _, Result};

/// Forwards everything but the files whose names hold one of some words. It serves until the program ends.
#[derive(Debug)]
pub(crate) struct Proxy {
    /// Where it listens, with a slash at the end.
    pub(crate) url: String,
    refused: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    /// In front of `http://host:port/`, refusing files whose names hold one of these words from the start:
    /// what a browser has once had it may keep.
    pub(crate) fn before(app: &str, refused: &[&str]) -> Result<Self> {
        let host = app
            .strip_prefix("http://")
            .context("the app is served plainly")?;
        let host = host.trim_end_matches('/').to_owned();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let url = format!("http://{}/", listener.local_addr()?);
        let refused = Arc::new(Mutex::new(owned(refused)));
        let known = Arc::clone(&refused);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (host, known) = (host.clone(), Arc::clone(&known));
                // A browser that hangs up in the middle is no error of ours.
                thread::spawn(move || drop(forward(stream, &host, &known)));
            }
        });
        Ok(Self { url, refused })
    }

    /// From now on files whose names hold one of these words are refused, and no others.
    pub(crate) fn refuse(&self, words: &[&str]) {
        if let Ok(mut refused) = self.refused.lock() {
            *refused = owned(words);
        }
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// One request: the connection is closed behind it.
fn forward(mut browser: TcpStream, host: &str, refused: &Mutex<Vec<String>>) -> Result<()> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && browser.read(&mut byte)? > 0 {
        head.extend_from_slice(&byte);
    }
    let head = String::from_utf8_lossy(&head);
    let line = head.lines().next().unwrap_or_default();
    let is_refused = |words: &Vec<String>| words.iter().any(|word| line.contains(word.as_str()));
    if refused.lock().is_ok_and(|words| is_refused(&words)) {
        let answer =
            "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        browser.write_all(answer.as_bytes())?;
        return Ok(());
    }
    let mut app = TcpStream::connect(host)?;
    let others = head.lines().skip(1).filter(|line| {
        let line = line.to_ascii_lowercase();
        !line.is_empty() && !line.starts_with("connection:")
    });
    let lines: Vec<&str> = std::iter::once(line).chain(others).collect();
    write!(app, "{}\r\nConnection: close\r\n\r\n", lines.join("\r\n"))?;
    // The app's server keeps connections: nothing more comes on this one.
    app.shutdown(Shutdown::Write)?;
    std::io::copy(&mut app, &mut browser)?;
    Ok(())
}
