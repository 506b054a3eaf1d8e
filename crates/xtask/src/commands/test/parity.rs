//! Host and wasm compute the same bits: the package `perennial-parity` prints a digest on both, and they are compared.
//!
//! On the host it is a program; for wasm it is a library that exports `digest() -> String`, run by Node.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;

use super::tally::Tally;
use crate::site::artifacts::WIDE;
use crate::site::bundle::{self, WASM_TARGET};
use crate::system::install;
use crate::system::run::{self, read, step};
use crate::system::workspace::Workspace;

const PACKAGE: &str = "perennial-parity";
/// The profile of the worker: parity is promised for what ships.
const PROFILE: &str = "wasm-engine";

/// Builds both, runs both, compares line by line.
pub(super) fn run(workspace: &Workspace) -> Result<Tally> {
    install::wasm_target()?;
    install::node()?;

    step("digest on the host");
    let host =
        read(
            workspace
                .cargo("run")
                .args(["--quiet", "--package", PACKAGE, "--bin", PACKAGE]),
        )?;

    step("digest in wasm");
    let mut build = workspace.cargo("build");
    build.args([
        "--package",
        PACKAGE,
        "--lib",
        "--profile",
        PROFILE,
        "--target",
        WASM_TARGET,
    ]);
    bundle::flags_of_rustc(&mut build, workspace, WIDE); // as the worker is built
    run::run(&mut build)?;
    let name = PACKAGE.replace('-', "_");
    let compiled = workspace
        .target
        .join(WASM_TARGET)
        .join(PROFILE)
        .join(format!("{name}.wasm"));
    let out = workspace.target.join("xtask/parity");
    bundle::recreate(&out)?;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(&compiled)
        .typescript(false)
        .nodejs(true)
        .and_then(|bindgen| bindgen.generate(&out))
        .map_err(|error| anyhow!("{error:#}"))
        .with_context(|| format!("wasm-bindgen on {}", compiled.display()))?;
    let wasm = read(&mut node_digest(&out.join(format!("{name}.js"))))?;

    let n_lines = compare(&host, &wasm)?;
    println!("{n_lines} lines are the same on the host and in wasm");
    Ok(Tally {
        passed: n_lines,
        failed: 0,
    })
}

fn node_digest(script: &Path) -> Command {
    let mut node = Command::new("node");
    node.args([
        "-e",
        "process.stdout.write(require(process.argv[1]).digest())",
    ])
    .arg(script);
    node
}

/// The number of equal lines; the first difference, or having nothing to compare, is an error.
fn compare(host: &str, wasm: &str) -> Result<u64> {
    let (host, wasm) = (host.trim_end(), wasm.trim_end());
    if host.is_empty() {
        return Err(anyhow!("{PACKAGE} printed nothing to compare"));
    }
    let mut n_lines = 0;
    let mut pairs = (host.lines(), wasm.lines());
    loop {
        match (pairs.0.next(), pairs.1.next()) {
            (None, None) => return Ok(n_lines),
            (host, wasm) if host == wasm => n_lines += 1,
            (host, wasm) => {
                let shown = |line: Option<&str>| line.unwrap_or("(nothing)").to_owned();
                return Err(anyhow!(
                    "line {} differs\n  host: {}\n  wasm: {}",
                    n_lines + 1,
                    shown(host),
                    shown(wasm)
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_found_and_so_is_a_missing_line() {
        assert_eq!(compare("a 1\nb 2\n", "a 1\nb 2").unwrap(), 2);
        assert!(
            compare("a 1\nb 2", "a 1\nb 3")
                .unwrap_err()
                .to_string()
                .contains("line 2")
        );
        assert!(compare("a 1\nb 2", "a 1").is_err());
        assert!(compare("", "").is_err());
    }
}
