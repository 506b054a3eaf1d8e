//! `cargo xtask npm`: the JavaScript package in `target/npm`, ready to be published: the widget, the library, their
//! types made from the Rust types, and what people read.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::site::artifacts::{LIBRARY, SCORING, VIEW};
use crate::site::bundle::{self, Cutting, Flavor, Module};
use crate::site::classic;
use crate::system::install::{self, NodeTools};
use crate::system::run::{read, step};
use crate::system::workspace::Workspace;

/// Scripts of the library as they are.
const PLAIN: [&str; 5] = [
    "calls.js",
    "input.js",
    "perennial.js",
    "perennial.node.js",
    "scoring.js",
];

/// Builds and says where the result is.
pub(crate) fn run() -> Result<()> {
    let workspace = Workspace::find()?;
    let out = build(&workspace)?;
    println!("built {}", out.display());
    Ok(())
}

/// Where the package is made.
pub(crate) fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join("npm")
}

/// Builds the package.
pub(crate) fn build(workspace: &Workspace) -> Result<PathBuf> {
    install::wasm_target()?;
    let tools = NodeTools::install(workspace)?;
    let out = folder(workspace);
    bundle::recreate(&out)?;
    let package = Package {
        workspace,
        out: &out,
    };

    let view = package.module(&VIEW, &tools)?;
    let health = package.read("perennial-widget/js/health.js")?;
    package.write("health_view.js", &view.js)?;
    package.write("health.wasm", &view.wasm)?;
    package.write("health.js", bundle::without_comments(&linked(&health)))?;
    package.write("health.single.js", classic::script(&health, &view)?)?;

    let scoring = package.module(&SCORING, &tools)?;
    package.write("scoring_glue.js", &scoring.js)?;
    package.write("scoring.wasm", &scoring.wasm)?;

    let library = package.module(&LIBRARY, &tools)?;
    package.write("perennial_glue.js", &library.js)?;
    package.write("perennial.wasm", &library.wasm)?;
    for name in PLAIN {
        let script = package.read(&format!("perennial-js/js/{name}"))?;
        package.write(name, bundle::without_comments(&script))?;
    }

    step("types from the Rust types");
    for name in ["perennial", "health"] {
        let types = read(workspace.cargo("run").args([
            "--quiet",
            "--package",
            "perennial-js",
            "--features",
            "types",
            "--example",
            "types",
            name,
        ]))?;
        package.write(&format!("{name}.d.ts"), types)?;
    }
    let about = package.read("perennial-js/js/package.json")?;
    let about = about.replace("__VERSION__", env!("CARGO_PKG_VERSION"));
    package.write("package.json", about)?;
    package.write("README.md", package.read("perennial-js/js/README.md")?)?;
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(workspace.root.join(licence), out.join(licence))?;
    }
    Ok(out)
}

/// The element with the places of what it loads.
fn linked(health: &str) -> String {
    let start = "view.default({ module_or_path: new URL(\"./health.wasm\", import.meta.url) })";
    let module = |name: &str| {
        format!("import(\"./{name}\").then((module) => module.init().then(() => module))")
    };
    health
        .replace("__START__", start)
        .replace("__SCORING__", &module("scoring.js"))
        .replace("__LIBRARY__", &module("perennial.js"))
}

/// The package while it is made.
struct Package<'a> {
    workspace: &'a Workspace,
    out: &'a Path,
}

impl Package<'_> {
    fn module(
        &self,
        artifact: &crate::site::artifacts::Artifact,
        tools: &NodeTools,
    ) -> Result<Module> {
        let flavor = Flavor::Release(tools);
        bundle::build(self.workspace, artifact, flavor, Cutting::Whole, &[])
    }

    fn read(&self, name: &str) -> Result<String> {
        let path = self.workspace.root.join("crates").join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> Result<()> {
        let path = self.out.join(name);
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
    }
}
