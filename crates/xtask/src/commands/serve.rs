//! `cargo xtask serve`: builds the app and serves it on this machine until it is stopped.

use anyhow::{Context as _, Result};

use super::{build, dist};
use crate::site::bundle::Cutting;
use crate::system::server::Server;
use crate::system::workspace::Workspace;

/// Tried first when no port is asked for, then the ones after it.
const USUAL_PORTS: std::ops::Range<u16> = 8080..8100;

/// How to serve.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// The port asked for; none takes the first free of the usual ones.
    pub(crate) port: Option<u16>,
    /// Serve the release build instead of the quick one.
    pub(crate) release: bool,
}

/// Builds, prints the address, and serves.
pub(crate) fn run(options: &Options) -> Result<()> {
    let workspace = Workspace::find()?;
    let folder = if options.release {
        dist::build(&workspace, Cutting::Parts)?;
        workspace.dist()
    } else {
        build::build(&workspace, Cutting::Parts)?;
        workspace.dev_site()
    };
    let server = match options.port {
        Some(port) => Server::bind(&folder, port).context("choose another with --port N")?,
        None => USUAL_PORTS
            .chain([0])
            .find_map(|port| Server::bind(&folder, port).ok())
            .context("no port of 127.0.0.1 is free")?,
    };
    println!(
        "\nPerennial 常青 is at {}  (Ctrl+C stops it)",
        server.url()?
    );
    server.run();
    Ok(())
}
