//! The whole site in memory, then on disk: page, styles, scripts, wasm, assets, and compressed copies.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::artifacts::{ARTIFACTS, Kind};
use super::bundle::{self, Cutting, Flavor, Module};
use super::{compress, css, hash, page, parts};
use crate::system::run::step;
use crate::system::workspace::Workspace;

/// Starts the main artifact.
const BOOT_JS: &str = include_str!("boot.js");
/// Starts a worker artifact.
const WORKER_JS: &str = include_str!("worker.js");

/// A file of the site.
#[derive(Debug)]
struct File {
    /// Relative path with forward slashes.
    name: String,
    bytes: Vec<u8>,
}

/// Builds the site into `out`, which is emptied first.
pub(crate) fn build(
    workspace: &Workspace,
    flavor: Flavor<'_>,
    cutting: Cutting,
    out: &Path,
) -> Result<()> {
    let mut files = Files::default();
    let mut app_js = String::new();
    let mut app_wasm = String::new();
    let mut boot_js = String::new();
    let mut workers = Vec::new();
    let mut helpers: Vec<(String, String)> = Vec::new();
    for artifact in ARTIFACTS {
        let module = bundle::build(workspace, artifact, flavor, cutting, &helpers)?;
        let ModuleFiles { glue, wasm, parts } = files.add_module(artifact.name, module)?;
        match artifact.kind {
            Kind::Main => {
                boot_js = files.add("boot", "js", loader(BOOT_JS, &glue, &wasm, &parts));
                app_js = glue;
                app_wasm = wasm;
            }
            Kind::Worker | Kind::Helper => {
                let loader = loader(WORKER_JS, &glue, &wasm, &parts);
                let loader = files.add(&format!("{}-loader", artifact.name), "js", loader);
                if artifact.kind == Kind::Worker {
                    workers.push((artifact.name.to_owned(), loader));
                } else {
                    let variable = format!("PERENNIAL_{}", artifact.name.to_uppercase());
                    helpers.push((variable, format!("./{loader}")));
                }
            }
            Kind::Library => {}
        }
    }

    step("joining styles, assets and the page");
    let web = workspace.root.join("web");
    let styles = web.join("styles");
    let css = if styles.join("app.css").is_file() {
        css::bundle(&styles)?
    } else {
        String::new()
    };
    let css = files.add("app", "css", css);
    for (name, bytes) in bundle::files_below(&web, Path::new("assets"))? {
        files.0.push(File { name, bytes });
    }
    let template =
        fs::read_to_string(workspace.root.join("index.html")).context("cannot read index.html")?;
    let names = page::Names {
        css: &css,
        boot_js: &boot_js,
        app_js: &app_js,
        app_wasm: &app_wasm,
        workers: &workers,
    };
    let html = page::render(&template, &names)?;
    files.0.push(File {
        name: "index.html".to_owned(),
        bytes: html.into_bytes(),
    });
    if matches!(flavor, Flavor::Release(_)) {
        files.0.push(File {
            name: "_headers".to_owned(),
            bytes: page::headers_file().into_bytes(),
        });
    }

    files.write(out, flavor)
}

/// A loader with the names of what it loads.
fn loader(template: &str, glue: &str, wasm: &str, parts: &[String]) -> String {
    let code: String = template
        .lines()
        .filter(|line| !line.starts_with("//"))
        .flat_map(|line| [line.trim_start(), "\n"])
        .collect();
    let parts: Vec<String> = parts.iter().map(|part| format!("\"./{part}\"")).collect();
    code.replace("__GLUE__", glue)
        .replace("__WASM__", wasm)
        .replace("__PARTS__", &parts.join(", "))
}

/// The files of a module.
#[derive(Debug)]
struct ModuleFiles {
    glue: String,
    wasm: String,
    parts: Vec<String>,
}

#[derive(Debug, Default)]
struct Files(Vec<File>);

impl Files {
    /// Adds a file under a hashed name, which is returned.
    fn add(&mut self, stem: &str, extension: &str, content: impl Into<Vec<u8>>) -> String {
        let bytes = content.into();
        let name = hash::hashed_name(stem, extension, &bytes);
        self.0.push(File {
            name: name.clone(),
            bytes,
        });
        name
    }

    /// Adds what a module consists of.
    fn add_module(&mut self, stem: &str, module: Module) -> Result<ModuleFiles> {
        for (name, bytes) in module.snippets {
            if self.0.iter().all(|file| file.name != name) {
                self.0.push(File { name, bytes });
            }
        }
        let mut parts = Vec::new();
        for (part, wasm) in module.parts {
            let name = self.add(&format!("{stem}-{}", part.name), "wasm", wasm);
            parts.push((name, part.needed_by));
        }
        let js = if parts.is_empty() {
            module.js
        } else {
            parts::link(&module.js, &parts)?
        };
        Ok(ModuleFiles {
            glue: self.add(stem, "js", js),
            wasm: self.add(stem, "wasm", module.wasm),
            parts: parts.into_iter().map(|(name, _)| name).collect(),
        })
    }

    fn write(&self, out: &Path, flavor: Flavor<'_>) -> Result<()> {
        bundle::recreate(out)?;
        for file in &self.0 {
            let path = out.join(&file.name);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&path, &file.bytes)
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        if matches!(flavor, Flavor::Release(_)) {
            step("writing compressed copies");
            for file in self
                .0
                .iter()
                .filter(|file| is_worth_compressing(&file.name))
            {
                fs::write(
                    out.join(format!("{}.br", file.name)),
                    compress::brotli(&file.bytes)?,
                )?;
                fs::write(
                    out.join(format!("{}.gz", file.name)),
                    compress::gzip(&file.bytes)?,
                )?;
            }
        }
        Ok(())
    }
}

/// Text and wasm shrink; images and fonts are compressed already, and hosts read `_headers` themselves.
fn is_worth_compressing(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    matches!(
        extension,
        "html" | "css" | "js" | "wasm" | "svg" | "json" | "csv" | "txt" | "webmanifest"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loaders_name_what_they_load_and_nothing_is_left_to_fill_in() {
        for template in [BOOT_JS, WORKER_JS] {
            let code = loader(
                template,
                "app-1.js",
                "app-2.wasm",
                &["app-a-3.wasm".to_owned()],
            );
            assert!(
                code.contains("\"./app-1.js\"") && code.contains("\"./app-2.wasm\""),
                "{code}"
            );
            assert!(!code.contains("__"), "{code}");
        }
    }

    #[test]
    fn only_what_shrinks_is_compressed() {
        assert!(is_worth_compressing("app-1.wasm") && is_worth_compressing("assets/favicon.svg"));
        assert!(!is_worth_compressing("assets/photo.png") && !is_worth_compressing("_headers"));
    }
}
