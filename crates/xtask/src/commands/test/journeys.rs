//! The journeys: `tests/` drives a browser through the release build, served on this machine.
//!
//! The journeys learn from the environment where everything is: `PERENNIAL_URL` (the served app), `PERENNIAL_HOSTS` (pages
//! that embed the card), `PERENNIAL_SINGLE` (the app as one file), `WEBDRIVER_URL` (the driver), `CHROMIUM` (the browser's program) and `AXE_JS` (the accessibility checker's script).

use std::io::Write as _;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::package;
use super::tally::{Tally, run_tests};
use crate::site::single;
use crate::system::install::{Browser, NodeTools};
use crate::system::run::step;
use crate::system::server::Server;
use crate::system::workspace::Workspace;

/// The driver usually answers within a second.
const DRIVER_START: Duration = Duration::from_secs(30);
/// Ending takes as long as closing its browsers.
const DRIVER_STOP: Duration = Duration::from_secs(10);
/// Between two looks at a process that starts or ends.
const POLL: Duration = Duration::from_millis(50);

/// Serves `dist/`, starts the driver, runs the journeys, stops the driver.
pub(super) fn run(workspace: &Workspace) -> Result<Tally> {
    let browser = Browser::install()?;
    let tools = NodeTools::install(workspace)?;
    let server = Server::bind(&workspace.dist(), 0)?;
    let url = server.url()?;
    // Ends with the program, as there is nothing to save.
    thread::spawn(move || server.run());
    let hosts = Server::bind(&package::hosts(workspace), 0)?.without_policy();
    let hosts_url = hosts.url()?;
    thread::spawn(move || hosts.run());
    let driver = Driver::start(&browser)?;
    step(&format!("journeys through {url}"));
    run_tests(
        workspace
            .cargo("test")
            // The whole workspace, so that nothing is built again with other features.
            .args(["--workspace", "--test", "journeys", "--no-fail-fast"])
            .env("PERENNIAL_URL", url)
            .env("PERENNIAL_HOSTS", hosts_url)
            .env("PERENNIAL_SINGLE", workspace.dist().join(single::NAME))
            .env("WEBDRIVER_URL", format!("http://127.0.0.1:{}", driver.port))
            .env("CHROMIUM", &browser.chromium)
            .env("AXE_JS", tools.file("axe-core/axe.min.js")),
    )
}

/// A running chromedriver; dropping it ends it and the browsers it started.
#[derive(Debug)]
struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    fn start(browser: &Browser) -> Result<Self> {
        let port = free_port()?;
        let child = Command::new(&browser.driver)
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", browser.driver.display()))?;
        let mut driver = Self { child, port };
        let deadline = Instant::now() + DRIVER_START;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if let Some(status) = driver.child.try_wait()? {
                bail!("the browser's driver ended at once ({status})");
            }
            if Instant::now() > deadline {
                bail!("the browser's driver does not answer");
            }
            thread::sleep(POLL);
        }
        Ok(driver)
    }
}

impl Driver {
    /// Asks the driver to end, which first ends the browsers of sessions left open.
    fn shut_down(&mut self) -> std::io::Result<bool> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        let port = self.port;
        write!(
            stream,
            "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
        )?;
        let deadline = Instant::now() + DRIVER_STOP;
        while Instant::now() < deadline {
            if self.child.try_wait()?.is_some() {
                return Ok(true);
            }
            thread::sleep(POLL);
        }
        Ok(false)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if !self.shut_down().unwrap_or(false) {
            drop(self.child.kill());
            drop(self.child.wait());
        }
    }
}

/// A port that was free a moment ago.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}
