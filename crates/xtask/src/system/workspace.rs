//! Where things are: the root, the target directory, and cargo itself.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::run;

/// The repository on this machine.
#[derive(Debug, Clone)]
pub(crate) struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Where cargo builds, as configured by the user.
    pub(crate) target: PathBuf,
}

impl Workspace {
    /// Finds the workspace this program was built from.
    pub(crate) fn find() -> Result<Self> {
        let manifest_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest_dir
            .ancestors()
            .nth(2)
            .context("xtask is not at crates/xtask of a workspace")?
            .to_path_buf();
        let metadata = metadata(&root, &["--no-deps"])?;
        let target = metadata["target_directory"]
            .as_str()
            .context("cargo metadata names no target directory")?;
        Ok(Self {
            target: PathBuf::from(target),
            root,
        })
    }

    /// `cargo` as the user started it, in the root; in CI the lock file must already be right.
    pub(crate) fn cargo(&self, subcommand: &str) -> Command {
        let mut command = Command::new(cargo_program());
        command.current_dir(&self.root).arg(subcommand);
        if in_ci() && subcommand != "fmt" {
            command.arg("--locked");
        }
        command
    }

    /// `cargo metadata` with the whole dependency graph.
    pub(crate) fn metadata(&self) -> Result<Value> {
        metadata(&self.root, &[])
    }

    /// Where the release build goes.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Where the development build goes.
    pub(crate) fn dev_site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// Where tools that only this project needs are installed.
    pub(crate) fn tools(&self) -> PathBuf {
        self.root.join(".tools")
    }
}

/// Whether this is a CI run, by the variable that CI systems set.
pub(crate) fn in_ci() -> bool {
    env::var_os("CI").is_some_and(|value| value == "true" || value == "1")
}

fn cargo_program() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn metadata(root: &Path, args: &[&str]) -> Result<Value> {
    let mut command = Command::new(cargo_program());
    command
        .current_dir(root)
        .args(["metadata", "--format-version", "1"])
        .args(args);
    let text = run::read(&mut command)?;
    serde_json::from_str(&text).context("cargo metadata is not JSON")
}
