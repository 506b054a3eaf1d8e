//! Firefox and WebKit: installed where that can be done, and shown the one file and the pages of hosts.

use std::process::{Child, Command, Stdio};
use std::thread;

use anyhow::{Context as _, Result};

use super::package;
use super::tally::{Tally, run_tests};
use crate::site::single;
use crate::system::install::OtherBrowsers;
use crate::system::run::step;
use crate::system::server::Server;
use crate::system::workspace::Workspace;

/// Serves the pages of hosts, gives WebKit a screen, runs the tests.
pub(super) fn run(workspace: &Workspace) -> Result<Tally> {
    let browsers = OtherBrowsers::install()?;
    let hosts = Server::bind(&package::hosts(workspace), 0)?.without_policy();
    let hosts_url = hosts.url()?;
    // Ends with the program, as there is nothing to save.
    thread::spawn(move || hosts.run());
    let screen = Screen::start()?;
    step("the one file and the card, in Firefox and WebKit");
    run_tests(
        workspace
            .cargo("test")
            .args(["--workspace", "--test", "others", "--no-fail-fast"])
            .env("PERENNIAL_HOSTS", hosts_url)
            .env("PERENNIAL_SINGLE", workspace.dist().join(single::NAME))
            .env("FIREFOX", &browsers.firefox)
            .env("WEBKIT_DRIVER", &browsers.webkit_driver)
            .env("WEBKIT_BROWSER", &browsers.webkit)
            .env("DISPLAY", &screen.name)
            .env("GDK_BACKEND", "x11")
            // Nothing but our own pages is opened, and without privileges its sandbox does not start.
            .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
            .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
    )
}

/// A screen that nobody sees; dropping it ends it.
#[derive(Debug)]
struct Screen {
    child: Child,
    name: String,
}

impl Screen {
    fn start() -> Result<Self> {
        let name = format!(":{}", 100 + std::process::id() % 800);
        let mut xvfb = Command::new("Xvfb");
        xvfb.args([&name, "-screen", "0", "1280x900x24"]);
        let child = xvfb.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        Ok(Self {
            child: child.context("cannot start Xvfb")?,
            name,
        })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
