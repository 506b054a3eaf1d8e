//! The stages that are one cargo command each: formatting, clippy twice, tests on the host.

use anyhow::{Context as _, Result};

use super::tally::{Tally, run_tests};
use crate::site::bundle::WASM_TARGET;
use crate::system::install;
use crate::system::run::run;
use crate::system::workspace::Workspace;

/// Packages that never run in a browser; every other member of the workspace is also checked for wasm32.
const HOST_ONLY: &[&str] = &["xtask", "perennial-cli", "perennial-tests"];

/// `cargo fmt --check`.
pub(super) fn fmt(workspace: &Workspace) -> Result<Tally> {
    install::rust_component("rustfmt", "rustfmt")?;
    run(workspace.cargo("fmt").args(["--all", "--check"]))
        .context("`cargo fmt --all` formats the code")?;
    Ok(Tally::ONE_PASSED)
}

/// Clippy over everything, tests included.
pub(super) fn clippy(workspace: &Workspace) -> Result<Tally> {
    install::rust_component("clippy", "cargo-clippy")?;
    // The journeys are no part of `--all-targets`: a plain `cargo test` must not start browsers.
    for targets in [
        &["--all-targets"][..],
        &["--test", "journeys", "--test", "others"],
    ] {
        let mut clippy = workspace.cargo("clippy");
        clippy.arg("--workspace").args(targets);
        run(clippy.args(["--", "-D", "warnings"]))?;
    }
    Ok(Tally::ONE_PASSED)
}

/// Clippy over what runs in the browser, for its target and with its bans.
pub(super) fn clippy_wasm(workspace: &Workspace) -> Result<Tally> {
    install::rust_component("clippy", "cargo-clippy")?;
    install::wasm_target()?;
    let mut clippy = workspace.cargo("clippy");
    clippy.env("CLIPPY_CONF_DIR", workspace.root.join("ci/clippy-wasm"));
    clippy.args(["--target", WASM_TARGET, "--workspace"]);
    for package in HOST_ONLY {
        clippy.args(["--exclude", package]);
    }
    // The way it ships; the way without is what the host lints.
    clippy.args(["--features", "perennial-web/split,perennial-worker/split"]);
    run(clippy.args(["--", "-D", "warnings"]))?;
    Ok(Tally::ONE_PASSED)
}

/// All tests on the host, documentation examples included.
pub(super) fn unit(workspace: &Workspace) -> Result<Tally> {
    run_tests(
        workspace
            .cargo("test")
            .args(["--workspace", "--no-fail-fast"]),
    )
}
