//! One wasm artifact: compiled by cargo, given its JavaScript by wasm-bindgen, and in a release shrunk by wasm-opt.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;

use super::artifacts::{Artifact, DEV_PROFILE};
use super::parts::{self, Cut, Part};
use crate::system::install::NodeTools;
use crate::system::run::{run, step};
use crate::system::workspace::Workspace;

/// The target triple of everything that runs in the browser.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The feature by which each package says where it may be cut.
const SPLIT_FEATURE: &str = "split";

/// Whether a build is for looking at it now or for shipping.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Flavor<'a> {
    /// Quick to build; function names are kept for stack traces.
    Dev,
    /// Small and fast; wasm-opt comes from these tools.
    Release(&'a NodeTools),
}

/// How many modules a program becomes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Cutting {
    /// What is needed first, and parts that load when they are wanted.
    #[default]
    Parts,
    /// One: for a page in a single file, and to compare with.
    Whole,
}

/// A module ready to be written.
#[derive(Debug)]
pub(crate) struct Module {
    /// The glue: an ES module whose default export starts the wasm. With parts, [`parts::link`] completes it.
    pub(crate) js: String,
    /// The wasm itself.
    pub(crate) wasm: Vec<u8>,
    /// What is loaded later, with the split points that need it; none for a whole.
    pub(crate) parts: Vec<(Part, Vec<u8>)>,
    /// Scripts that crates bring along, with the paths by which the glue imports them.
    pub(crate) snippets: Vec<(String, Vec<u8>)>,
}

/// Builds one artifact. `helpers` are the variables by which it learns the names of what it starts.
pub(crate) fn build(
    workspace: &Workspace,
    artifact: &Artifact,
    flavor: Flavor<'_>,
    cutting: Cutting,
    helpers: &[(String, String)],
) -> Result<Module> {
    let cutting = if artifact.has_parts {
        cutting
    } else {
        Cutting::Whole
    };
    let profile = match flavor {
        Flavor::Dev => DEV_PROFILE,
        Flavor::Release(_) => artifact.profile,
    };
    step(&format!("building {} ({profile})", artifact.package));
    let mut cargo = workspace.cargo("rustc");
    cargo.envs(helpers.iter().map(|(name, value)| (name, value)));
    cargo.args(["--package", artifact.package]);
    cargo.args(artifact.target()).args(artifact.cargo);
    cargo.args(["--profile", profile, "--target", WASM_TARGET]);
    if cutting == Cutting::Parts {
        cargo.args(["--features", SPLIT_FEATURE]);
        cargo.args(["--", "-Clink-arg=--emit-relocs"]);
    }
    let flags = match flavor {
        Flavor::Dev => &[],
        Flavor::Release(_) => artifact.rustc,
    };
    flags_of_rustc(&mut cargo, workspace, flags);
    run(&mut cargo)?;
    let compiled = workspace
        .target
        .join(WASM_TARGET)
        .join(profile)
        .join(artifact.file());

    let out = workspace
        .target
        .join("xtask")
        .join(profile)
        .join(artifact.name);
    recreate(&out)?;
    let cut = match cutting {
        Cutting::Parts => parts::cut(&compiled, &out)?,
        Cutting::Whole => Cut {
            main: compiled,
            parts: Vec::new(),
        },
    };
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(&cut.main)
        .out_name(artifact.name)
        .typescript(false)
        .omit_default_module_path(true)
        .keep_lld_exports(cutting == Cutting::Parts) // the parts share them
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
        .with_context(|| format!("wasm-bindgen on {}", cut.main.display()))?;

    let finished = |wasm: &Path| -> Result<Vec<u8>> {
        if let Flavor::Release(tools) = flavor {
            optimise(tools, artifact, wasm)?;
        }
        fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))
    };
    let mut parts = Vec::new();
    for part in cut.parts {
        let wasm = finished(&part.wasm)?;
        parts.push((part, wasm));
    }
    let js = fs::read_to_string(out.join(format!("{}.js", artifact.name)))?;
    Ok(Module {
        js: match flavor {
            Flavor::Dev => js,
            Flavor::Release(_) => without_comments(&js),
        },
        wasm: finished(&out.join(format!("{}_bg.wasm", artifact.name)))?,
        parts,
        snippets: files_below(&out, Path::new("snippets"))?,
    })
}

/// Glue without indentation and without lines and blocks that are comments; wasm-bindgen breaks no text over
/// lines.
pub(crate) fn without_comments(js: &str) -> String {
    let mut in_block = false;
    let mut kept = String::new();
    for line in js.lines().map(str::trim) {
        let begins = line.starts_with("/*");
        if !in_block && !begins && !line.is_empty() && !line.starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
        in_block = (in_block || begins) && !line.ends_with("*/");
    }
    kept
}

/// Has wasm-opt rewrite a module in its place.
fn optimise(tools: &NodeTools, artifact: &Artifact, wasm: &Path) -> Result<()> {
    let stem = wasm.file_stem().unwrap_or_default().to_string_lossy();
    step(&format!(
        "wasm-opt {} on {}, {stem}",
        artifact.wasm_opt, artifact.name
    ));
    let input = wasm.with_extension("unoptimised.wasm");
    fs::rename(wasm, &input)?;
    run(tools
        .program("wasm-opt")
        .arg(artifact.wasm_opt)
        // rustc's linker puts the stack first, so that nothing but its last bytes lies in the lowest kilobyte.
        .arg("--low-memory-unused")
        .arg(&input)
        .arg("-o")
        .arg(wasm))
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

/// Sets the flags of rustc: those that keep this machine's folders out of panic messages, so that the same source
/// gives the same bytes anywhere, and more.
pub(crate) fn flags_of_rustc(cargo: &mut Command, workspace: &Workspace, more: &[&str]) {
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
    for flag in more {
        flags.push("\u{1f}");
        flags.push(flag);
    }
    // The encoded form allows folders with spaces in their names.
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stays_and_comments_go() {
        let js = "/* one */\n/**\n * @param {x} y\n */\nfunction f(y) {\n    // why\n    return \"// no\" + y; // kept\n}\n";
        assert_eq!(
            without_comments(js),
            "function f(y) {\nreturn \"// no\" + y; // kept\n}\n"
        );
    }
}
