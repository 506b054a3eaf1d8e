//! The JavaScript package: built, put before hosts, its README's examples run, its types compiled by a consumer.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use super::tally::Tally;
use crate::commands::npm;
use crate::site::bundle;
use crate::system::install::NodeTools;
use crate::system::run::{run as run_program, step};
use crate::system::workspace::Workspace;

/// Pages that a bundler makes first.
const BUNDLED: [&str; 2] = ["react.jsx", "vue.js"];

/// The folder of pages that embed the card.
pub(super) fn hosts(workspace: &Workspace) -> PathBuf {
    workspace.target.join("xtask/hosts")
}

/// Builds and checks it.
pub(super) fn run(workspace: &Workspace) -> Result<Tally> {
    let package = npm::build(workspace)?;
    let tools = NodeTools::install(workspace)?;
    let hosts = hosts(workspace);
    stage(workspace, &package, &hosts)?;

    step("bundling the pages of React and Vue");
    let sources = workspace.root.join("tests/hosts");
    for page in BUNDLED {
        let stem = page.split('.').next().unwrap_or(page);
        run_program(
            Command::new(tools.file(".bin/esbuild"))
                .arg(sources.join(page))
                .args([
                    "--bundle",
                    "--format=esm",
                    "--jsx=automatic",
                    "--log-level=warning",
                ])
                .arg("--define:process.env.NODE_ENV=\"production\"")
                .arg("--define:__VUE_OPTIONS_API__=false")
                .arg("--define:__VUE_PROD_DEVTOOLS__=false")
                .arg("--define:__VUE_PROD_HYDRATION_MISMATCH_DETAILS__=false")
                .arg(format!(
                    "--alias:perennial-health/health={}",
                    package.join("health.js").display()
                ))
                .arg(format!(
                    "--outfile={}",
                    hosts.join(format!("built/{stem}.js")).display()
                ))
                .env("NODE_PATH", tools.file("")),
        )?;
    }
    // Bundlers leave `new URL("./health.wasm", import.meta.url)` to be found beside what they make.
    fs::copy(package.join("health.wasm"), hosts.join("built/health.wasm"))?;

    let mut passed = 0;
    step("examples of the package's README, faults, exports");
    for script in ["examples.mjs", "library.mjs"] {
        let script = workspace.root.join("tests/package").join(script);
        run_program(Command::new("node").arg(script).arg(&package))?;
        passed += 1;
    }
    step("a TypeScript consumer");
    let consumer = hosts.join("consumer");
    for project in ["browser", "node"] {
        run_program(
            Command::new(tools.file(".bin/tsc"))
                .args(["--noEmit", "--project"])
                .arg(consumer.join(format!("tsconfig.{project}.json"))),
        )?;
        passed += 1;
    }
    Ok(Tally { passed, failed: 0 })
}

/// Puts pages, package and consumer side by side.
fn stage(workspace: &Workspace, package: &Path, hosts: &Path) -> Result<()> {
    bundle::recreate(hosts)?;
    copy(&workspace.root.join("tests/hosts"), hosts)?;
    copy(package, &hosts.join("package"))?;
    let snapshot = "crates/perennial-snapshot/tests/fixtures/full.json";
    fs::copy(workspace.root.join(snapshot), hosts.join("full.json"))?;
    let consumer = hosts.join("consumer");
    copy(&workspace.root.join("tests/package/consumer"), &consumer)?;
    copy(package, &consumer.join("node_modules/perennial-health"))?;
    Ok(())
}

/// The files of a folder, without those of folders in it.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let path = entry?.path();
        if let Some(name) = path.file_name().filter(|_| path.is_file()) {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}
