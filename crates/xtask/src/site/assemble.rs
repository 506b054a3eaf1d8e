//! The whole site in memory, then on disk: page, styles, scripts, wasm, assets, and compressed copies.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow};

use super::artifacts::{ARTIFACTS, Artifact, Kind};
use super::bundle::{self, Cutting, Flavor, Module, without_comments};
use super::{compress, css, hash, page, parts, single};
use crate::system::run::step;
use crate::system::workspace::Workspace;

/// Starts the main artifact.
pub(crate) const BOOT_JS: &str = include_str!("boot.js");
/// Has the browser keep the files of a release.
const KEEP_JS: &str = include_str!("keep.js");
/// What keeps them.
const SW_JS: &str = include_str!("sw.js");
/// Starts a worker artifact.
pub(crate) const WORKER_JS: &str = include_str!("worker.js");

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
    // A development build changes too often to be kept.
    let keep = match flavor {
        Flavor::Dev => String::new(),
        Flavor::Release(_) => files.add("keep", "js", without_comments(KEEP_JS)),
    };
    // The app and what its workers run have profiles of their own, which cargo builds side by side: linking a release
    // keeps one core busy, for minutes.
    let build = &|artifact: &Artifact, helpers: &[(String, String)]| {
        bundle::build(workspace, artifact, flavor, cutting, helpers)
    };
    std::thread::scope(|scope| -> Result<()> {
        let (main, others): (Vec<_>, Vec<_>) = ARTIFACTS
            .iter()
            .partition(|artifact| artifact.kind == Kind::Main);
        let main = main.into_iter();
        let main: Vec<_> = main
            .map(|artifact| (artifact, scope.spawn(move || build(artifact, &[]))))
            .collect();
        for artifact in others {
            let module = build(artifact, &helpers)?;
            let ModuleFiles { glue, wasm, parts } = files.add_module(artifact.name, module)?;
            let loader = loader(WORKER_JS, &glue, &wasm, &parts);
            let loader = files.add(&format!("{}-loader", artifact.name), "js", loader);
            if artifact.kind == Kind::Worker {
                workers.push((artifact.name.to_owned(), loader));
            } else {
                let variable = format!("PERENNIAL_{}", artifact.name.to_uppercase());
                helpers.push((variable, format!("./{loader}")));
            }
        }
        for (artifact, module) in main {
            let module = module
                .join()
                .map_err(|_| anyhow!("the build of {} broke off", artifact.name))??;
            let ModuleFiles { glue, wasm, parts } = files.add_module(artifact.name, module)?;
            let boot = loader(BOOT_JS, &glue, &wasm, &parts).replace("__KEEP__", &keep);
            boot_js = files.add("boot", "js", boot);
            app_js = glue;
            app_wasm = wasm;
        }
        Ok(())
    })?;

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
        let bytes = files.keeper().into_bytes();
        let name = page::KEEPER.to_owned();
        files.0.push(File { name, bytes });
        files.0.push(File {
            name: "_headers".to_owned(),
            bytes: page::headers_file().into_bytes(),
        });
    }

    files.write(out, flavor)?;
    add_single(out)
}

/// Adds the whole app as one file to a site that is built. It gets no compressed copies, as most of it is compressed.
pub(crate) fn add_single(out: &Path) -> Result<()> {
    step("writing the app as one file");
    let path = out.join(single::NAME);
    fs::write(&path, single::page(out)?).with_context(|| format!("cannot write {}", path.display()))
}

/// A loader with the names of what it loads.
pub(crate) fn loader(template: &str, glue: &str, wasm: &str, parts: &[String]) -> String {
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

    /// The script that keeps them all, and is another one when any of them is.
    fn keeper(&self) -> String {
        let mut names: Vec<&str> = self.0.iter().map(|file| file.name.as_str()).collect();
        names.sort_unstable();
        // The page goes by the folder's name: some hosts send those who ask for it by its own there.
        let address =
            |name: &&str| format!("\"./{}\"", if *name == "index.html" { "" } else { name });
        let listed: Vec<String> = names.iter().map(address).collect();
        // Names tell of their contents, but for the page and its assets.
        let plain = self.0.iter().filter(|file| !hash::is_hashed(&file.name));
        let mut told = names.join("\n").into_bytes();
        told.extend(plain.flat_map(|file| file.bytes.iter().copied()));
        let version = hash::of(&told);
        without_comments(SW_JS)
            .replace("__FILES__", &listed.join(", "))
            .replace("__VERSION__", &version)
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
            )
            .replace("__KEEP__", "keep-4.js");
            assert!(
                code.contains("\"./app-1.js\"") && code.contains("\"./app-2.wasm\""),
                "{code}"
            );
            assert!(!code.contains("__"), "{code}");
        }
    }

    #[test]
    fn what_keeps_the_files_names_each_and_is_another_when_one_is() {
        let mut files = Files::default();
        let app = files.add("app", "js", "1");
        files.0.push(File {
            name: "index.html".to_owned(),
            bytes: b"one".to_vec(),
        });
        let keeper = files.keeper();
        assert!(
            keeper.contains(&format!("[\"./{app}\", \"./\"]")) && !keeper.contains("__"),
            "{keeper}"
        );
        files.0[1].bytes = b"two".to_vec();
        assert_ne!(files.keeper(), keeper);
    }

    #[test]
    fn only_what_shrinks_is_compressed() {
        assert!(is_worth_compressing("app-1.wasm") && is_worth_compressing("assets/favicon.svg"));
        assert!(!is_worth_compressing("assets/photo.png") && !is_worth_compressing("_headers"));
    }
}
