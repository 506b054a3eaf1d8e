//! One HTTP request to the driver on this machine, and its JSON answer. No encryption, no redirects: there are none.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

/// The driver answers when the browser has; loading a large page takes a while.
const PATIENCE: Duration = Duration::from_secs(180);

/// Sends a request to `http://host:port/path`; gives the status and the body.
pub(super) fn send(method: &str, url: &str, body: Option<&Value>) -> Result<(u16, Value)> {
    let rest = url
        .strip_prefix("http://")
        .context("the driver speaks plain HTTP")?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let stream = TcpStream::connect(host).with_context(|| format!("no driver at {host}"))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let body = body.map(Value::to_string).unwrap_or_default();
    let length = body.len();
    write!(
        &stream,
        "{method} /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
         Content-Type: application/json; charset=utf-8\r\nContent-Length: {length}\r\n\r\n{body}"
    )?;
    let mut answer = BufReader::new(stream);
    let mut line = String::new();
    answer.read_line(&mut line)?;
    let status = line.split(' ').nth(1).and_then(|code| code.parse().ok());
    let Some(status) = status else {
        bail!("the driver answered {line:?}");
    };
    let mut length = 0;
    loop {
        line.clear();
        answer.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse()?;
        }
    }
    let mut text = vec![0; length];
    answer.read_exact(&mut text)?;
    Ok((status, serde_json::from_slice(&text)?))
}
