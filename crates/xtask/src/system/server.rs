//! A small static file server on the loopback address: right types, compressed copies, the page's policy as header.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::site::hash::is_hashed;
use crate::site::page::CONTENT_SECURITY_POLICY;

/// A connection that says nothing for this long is closed.
const IDLE: Duration = Duration::from_secs(30);

/// A bound listener that serves one folder.
#[derive(Debug)]
pub(crate) struct Server {
    listener: TcpListener,
    root: PathBuf,
    /// Sent with every file.
    policy: &'static str,
}

impl Server {
    /// Binds 127.0.0.1 at `port`; 0 takes a free one.
    pub(crate) fn bind(root: &Path, port: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .with_context(|| format!("cannot listen on 127.0.0.1:{port}"))?;
        Ok(Self {
            listener,
            root: root.to_path_buf(),
            policy: CONTENT_SECURITY_POLICY,
        })
    }

    /// For pages that have policies of their own.
    pub(crate) fn without_policy(self) -> Self {
        Self {
            policy: "frame-ancestors *",
            ..self
        }
    }

    /// The address in the form a browser takes.
    pub(crate) fn url(&self) -> Result<String> {
        let address: SocketAddr = self.listener.local_addr()?;
        Ok(format!("http://{address}/"))
    }

    /// Serves until the program ends, each connection on a thread of its own.
    pub(crate) fn run(self) {
        for stream in self.listener.incoming().flatten() {
            let root = self.root.clone();
            thread::spawn(move || {
                // A browser that hangs up in the middle is no error of ours.
                drop(serve(&stream, &root, self.policy));
            });
        }
    }
}

/// Answers requests on one connection until the other side closes it.
fn serve(stream: &TcpStream, root: &Path, policy: &str) -> std::io::Result<()> {
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    loop {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            lines.push(line.to_owned());
        }
        let response = respond(root, &lines, policy);
        let mut writer = stream;
        writer.write_all(&response)?;
    }
}

/// The bytes of the answer to one request.
fn respond(root: &Path, lines: &[String], policy: &str) -> Vec<u8> {
    let mut words = lines.first().map_or("", String::as_str).split(' ');
    let method = words.next().unwrap_or_default();
    if method != "GET" && method != "HEAD" {
        return answer("405 Method Not Allowed", "Allow: GET, HEAD\r\n", b"", false);
    }
    let Some(name) = words.next().and_then(file_name) else {
        return answer("400 Bad Request", "", b"", false);
    };
    let path = root.join(&name);
    let accepted = lines
        .iter()
        .filter_map(|line| line.split_once(':'))
        .find(|(header, _)| header.eq_ignore_ascii_case("accept-encoding"))
        .map_or("", |(_, value)| value.trim());
    let encoded = [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .find_map(|(encoding, suffix)| {
            let accepts = accepted.split(',').any(|item| {
                item.split(';')
                    .next()
                    .is_some_and(|name| name.trim() == encoding)
            });
            let body = accepts.then(|| fs::read(format!("{}.{suffix}", path.display())).ok())??;
            Some((format!("Content-Encoding: {encoding}\r\n"), body))
        });
    let (encoding, body) = match encoded {
        Some(found) => found,
        None => match fs::read(&path) {
            Ok(body) => (String::new(), body),
            Err(_) => return answer("404 Not Found", "", b"not found\n", method == "HEAD"),
        },
    };
    let cache = if is_hashed(&name) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers = format!(
        "Content-Type: {}\r\n{encoding}Vary: Accept-Encoding\r\nCache-Control: {cache}\r\n\
         Content-Security-Policy: {policy}\r\nX-Content-Type-Options: nosniff\r\n",
        content_type(&name)
    );
    answer("200 OK", &headers, &body, method == "HEAD")
}

fn answer(status: &str, headers: &str, body: &[u8], head_only: bool) -> Vec<u8> {
    let mut out = format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    if !head_only {
        out.extend_from_slice(body);
    }
    out
}

/// The relative file of a request target; none for anything that could leave the folder.
fn file_name(target: &str) -> Option<String> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = if path.is_empty() { "index.html" } else { path };
    let plain = |part: &str| {
        !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', ':', '%', '\0'])
    };
    path.split('/').all(plain).then(|| path.to_owned())
}

/// The media type by file extension; wasm needs the right one to be compiled while it streams.
fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "csv" => "text/csv; charset=utf-8",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_folder_can_be_asked_for() {
        assert_eq!(file_name("/").as_deref(), Some("index.html"));
        assert_eq!(
            file_name("/assets/a.svg?v=1").as_deref(),
            Some("assets/a.svg")
        );
        for target in [
            "/../Cargo.toml",
            "/a/../../b",
            "/%2e%2e/b",
            "//etc/passwd",
            "/c:/x",
            "nothing",
        ] {
            assert_eq!(file_name(target), None, "{target}");
        }
    }

    #[test]
    fn a_compressed_copy_is_sent_to_those_who_take_it() {
        let root = std::env::temp_dir().join(format!("perennial-server-{}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        fs::write(root.join("a.wasm"), b"plain").unwrap();
        fs::write(root.join("a.wasm.br"), b"packed").unwrap();
        let ask = |accept: &str| {
            let lines = [
                "GET /a.wasm HTTP/1.1".to_owned(),
                format!("accept-encoding: {accept}"),
            ];
            String::from_utf8(respond(&root, &lines, CONTENT_SECURITY_POLICY)).unwrap()
        };
        let packed = ask("gzip, br;q=0.9");
        assert!(
            packed.contains("Content-Encoding: br\r\n") && packed.ends_with("packed"),
            "{packed}"
        );
        let plain = ask("gzip");
        assert!(
            !plain.contains("Content-Encoding") && plain.ends_with("plain"),
            "{plain}"
        );
        assert!(
            plain.contains("Content-Type: application/wasm\r\n"),
            "{plain}"
        );
        fs::remove_dir_all(&root).unwrap();
    }
}
