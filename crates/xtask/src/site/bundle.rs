//! One wasm artifact: compiled by cargo, given its JavaScript by wasm-bindgen, and in a release shrunk by wasm-opt.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;

use super::artifacts::{Artifact, DEV_PROFILE};
use crate::system::install::NodeTools;
use crate::system::run::{run, step};
use crate::system::workspace::Workspace;

/// The target triple of everything that runs in the browser.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Whether a build is for looking at it now or for shipping.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Flavor<'a> {
    /// Quick to build; function names are kept for stack traces.
    Dev,
    /// Small and fast; wasm-opt comes from these tools.
    Release(&'a NodeTools),
}

/// A module ready to be written.
#[derive(Debug)]
pub(crate) struct Module {
    /// The glue: an ES module whose default export starts the wasm.
    pub(crate) js: String,
    /// The wasm itself.
    pub(crate) wasm: Vec<u8>,
    /// Scripts that crates bring along, with the paths by which the glue imports them.
    pub(crate) snippets: Vec<(String, Vec<u8>)>,
}

/// Builds one artifact.
pub(crate) fn build(
    workspace: &Workspace,
    artifact: &Artifact,
    flavor: Flavor<'_>,
) -> Result<Module> {
    let profile = match flavor {
        Flavor::Dev => DEV_PROFILE,
        Flavor::Release(_) => artifact.profile,
    };
    step(&format!("building {} ({profile})", artifact.package));
    let mut cargo = workspace.cargo("build");
    cargo.args(["--package", artifact.package, "--bin", artifact.package]);
    cargo.args(["--profile", profile, "--target", WASM_TARGET]);
    without_machine_paths(&mut cargo, workspace);
    run(&mut cargo)?;
    let compiled = workspace
        .target
        .join(WASM_TARGET)
        .join(profile)
        .join(format!("{}.wasm", artifact.package));

    let out = workspace
        .target
        .join("xtask")
        .join(profile)
        .join(artifact.name);
    recreate(&out)?;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(&compiled)
        .out_name(artifact.name)
        .typescript(false)
        .omit_default_module_path(true)
        .web(true)
        .map_err(|error| anyhow!("{error:#}"))?;
    if matches!(flavor, Flavor::Release(_)) {
        bindgen
            .remove_name_section(true)
            .remove_producers_section(true);
    }
    bindgen
        .generate(&out)
        .map_err(|error| anyhow!("{error:#}"))
        .with_context(|| format!("wasm-bindgen on {}", compiled.display()))?;

    let wasm_path = out.join(format!("{}_bg.wasm", artifact.name));
    if let Flavor::Release(tools) = flavor {
        step(&format!(
            "wasm-opt {} on {}",
            artifact.wasm_opt, artifact.name
        ));
        let input = wasm_path.with_extension("unoptimised.wasm");
        fs::rename(&wasm_path, &input)?;
        run(tools
            .program("wasm-opt")
            .arg(artifact.wasm_opt)
            .arg(&input)
            .arg("-o")
            .arg(&wasm_path))?;
    }
    Ok(Module {
        js: fs::read_to_string(out.join(format!("{}.js", artifact.name)))?,
        wasm: fs::read(&wasm_path)?,
        snippets: files_below(&out, Path::new("snippets"))?,
    })
}

/// Makes `dir` an empty folder.
pub(crate) fn recreate(dir: &Path) -> Result<()> {
    if dir.exists() {
        fs::remove_dir_all(dir).with_context(|| format!("cannot empty {}", dir.display()))?;
    }
    fs::create_dir_all(dir).with_context(|| format!("cannot create {}", dir.display()))
}

/// All files below `base/folder`, in a fixed order, named relative to `base` with forward slashes.
pub(crate) fn files_below(base: &Path, folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    let mut waiting: Vec<PathBuf> = vec![folder.to_path_buf()];
    while let Some(relative) = waiting.pop() {
        let path = base.join(&relative);
        if path.is_dir() {
            for entry in fs::read_dir(&path)? {
                waiting.push(relative.join(entry?.file_name()));
            }
        } else if path.is_file() {
            let name = relative
                .components()
                .map(|part| part.as_os_str().to_string_lossy())
                .collect::<Vec<_>>();
            found.push((name.join("/"), fs::read(&path)?));
        }
    }
    found.sort();
    Ok(found)
}

/// Keeps this machine's folders out of panic messages, so that the same source gives the same bytes anywhere.
pub(crate) fn without_machine_paths(cargo: &mut Command, workspace: &Workspace) {
    let home = std::env::home_dir().unwrap_or_default();
    let cargo_home =
        std::env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let mut flags = OsString::new();
    for (from, to) in [
        (cargo_home.join("registry/src"), "crates"),
        (workspace.root.clone(), "."),
    ] {
        if !flags.is_empty() {
            flags.push("\u{1f}");
        }
        flags.push("--remap-path-prefix=");
        flags.push(from);
        flags.push("=");
        flags.push(to);
    }
    // The encoded form allows folders with spaces in their names.
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags);
}
