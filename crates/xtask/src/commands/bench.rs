//! `cargo xtask bench`: the release build measured in a browser, against its budgets and, where it is at hand, against
//! DuckDB-WASM in the same run.
//!
//! What is measured and how is in `tests/perf/`; this builds what it drives. The numbers that were found are in
//! `docs/performance.md`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;

use super::{dist, npm};
use crate::site::artifacts::WIDE;
use crate::site::bundle::Cutting;
use crate::site::bundle::{self, WASM_TARGET};
use crate::system::install::{self, Browser};
use crate::system::run::{run as run_program, step};
use crate::system::workspace::Workspace;

/// The worker's messages as JavaScript objects, which is how the benchmark talks to it.
const WIRE: &str = "perennial-wire";
/// The profile of the worker, so that what both have in common is built once.
const WIRE_PROFILE: &str = "wasm-engine";
/// Where the workload's other engine may be, seen from the workspace.
const SHARED: &str = "../shared/perf";

/// What `tests/perf/workload.mjs` calls them: small, medium, many accounts, large.
pub(crate) const SIZES: [&str; 4] = ["S", "M", "A", "L"];

/// How to measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Options {
    /// Sizes of the workload, one of [`SIZES`] each; by default those that have budgets.
    pub(crate) sizes: Vec<&'static str>,
    /// How often each engine runs, each time in a new browser.
    pub(crate) reps: u32,
    /// Measure the `dist/` that is there.
    pub(crate) keep: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            sizes: vec!["M", "A"],
            reps: 5,
            keep: false,
        }
    }
}

/// Builds, measures, prints the table.
pub(crate) fn run(options: &Options) -> Result<()> {
    let workspace = Workspace::find()?;
    install::node()?;
    let browser = Browser::install()?;
    if !options.keep {
        dist::build(&workspace, Cutting::Parts)?;
    }
    let kept = npm::folder(&workspace);
    let package = if options.keep && kept.is_dir() {
        kept
    } else {
        npm::build(&workspace)?
    };
    step("measuring the widget");
    let snapshot = "crates/perennial-snapshot/tests/fixtures/full.json";
    let mut node = Command::new("node");
    node.arg(workspace.root.join("tests/perf/widget.mjs"));
    node.arg("--package").arg(&package);
    node.arg("--snapshot").arg(workspace.root.join(snapshot));
    node.arg("--chromium").arg(&browser.chromium);
    node.arg("--reps").arg(options.reps.to_string());
    run_program(&mut node).context("the widget is too slow, or the browser did not finish")?;
    let wire = build_wire(&workspace)?;
    let work = workspace.target.join("xtask/bench");
    fs::create_dir_all(&work)?;
    let shared = workspace.root.join(SHARED);
    for size in &options.sizes {
        step(&format!("measuring size {size}"));
        let mut node = Command::new("node");
        node.arg(workspace.root.join("tests/perf/bench.mjs"));
        node.arg("--site").arg(workspace.dist());
        node.arg("--wire").arg(&wire);
        node.arg("--work").arg(&work);
        node.arg("--chromium").arg(&browser.chromium);
        node.args(["--size", size]);
        node.arg("--reps").arg(options.reps.to_string());
        if shared.join("package.json").is_file() {
            node.arg("--shared").arg(&shared);
        }
        run_program(&mut node).context("the answers differ, or the browser did not finish")?;
    }
    Ok(())
}

/// The wire as a module for the page.
fn build_wire(workspace: &Workspace) -> Result<PathBuf> {
    install::wasm_target()?;
    step(&format!("building {WIRE} ({WIRE_PROFILE})"));
    let mut cargo = workspace.cargo("build");
    cargo.args(["--package", WIRE, "--lib", "--profile", WIRE_PROFILE]);
    cargo.args(["--target", WASM_TARGET]);
    bundle::flags_of_rustc(&mut cargo, workspace, WIDE);
    run_program(&mut cargo)?;
    let compiled = workspace
        .target
        .join(WASM_TARGET)
        .join(WIRE_PROFILE)
        .join(format!("{}.wasm", WIRE.replace('-', "_")));
    let out = workspace.target.join("xtask/wire");
    bundle::recreate(&out)?;
    generate(&compiled, &out).with_context(|| format!("wasm-bindgen on {}", compiled.display()))?;
    Ok(out)
}

fn generate(compiled: &Path, out: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(compiled)
        .out_name("wire")
        .typescript(false)
        .web(true)
        .and_then(|bindgen| bindgen.generate(out))
        .map_err(|error| anyhow!("{error:#}"))
}
