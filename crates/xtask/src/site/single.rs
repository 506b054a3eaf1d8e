//! The whole app as one HTML file: styles and scripts inside, what is loaded later as data blocks (wasm as base64 of
//! gzip, which every browser with wasm of 128 bits unpacks), workers started from them.
//!
//! The page also carries itself without what it carries (`page.html`), so that the app can write it anew with a
//! workspace inside: it puts data blocks where [`FILES`] and [`DATA`] stand. Only digits of base64 ever come in there.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use sha2::{Digest as _, Sha256};

use super::artifacts::{ARTIFACTS, Kind};
use super::assemble::{BOOT_JS, WORKER_JS, loader};
use super::bundle::without_comments;
use super::classic::{EXPORTS, base64};
use super::compress;
use super::hash::is_hashed;
use super::page::without_elements;

/// The page's name in a site.
pub(crate) const NAME: &str = "perennial.html";
/// Where the files of the app stand.
const FILES: &str = "<!--perennial-files-->";
/// Where a workspace stands, if the page has one.
const DATA: &str = "<!--perennial-data-->";
/// The name under which the page carries itself.
const ITSELF: &str = "page.html";
/// Finds what the page carries.
const CARRIED_JS: &str = include_str!("carried.js");
/// What the page has of it.
const ON_PAGE: &str = include_str!("carried_page.js");

/// The page of a built site.
pub(crate) fn page(site: &Path) -> Result<Vec<u8>> {
    let site = Site::read(site)?;
    let mut blocks = String::new();
    for (name, bytes) in &site.files {
        if name.ends_with(".wasm") {
            block(&mut blocks, name, &base64(&compress::gzip(bytes)?))?;
        }
    }
    for artifact in ARTIFACTS {
        if matches!(artifact.kind, Kind::Worker | Kind::Helper) {
            let name = site.named(&format!("{}-loader", artifact.name), "js")?;
            let code = format!("{CARRIED_JS}{}", site.started(artifact.name, WORKER_JS)?);
            // A script that is no module waits for nothing outside of a function.
            let code = format!("(async () => {{\n{}}})();\n", without_comments(&code));
            block(&mut blocks, name, &code)?;
        }
    }
    let bare = site.bare()?;
    block(
        &mut blocks,
        ITSELF,
        &base64(&compress::gzip(bare.as_bytes())?),
    )?;
    Ok(bare.replacen(FILES, &blocks, 1).into_bytes())
}

/// Adds a data block.
fn block(out: &mut String, name: &str, text: &str) -> Result<()> {
    let is_quiet = !text.contains("</script") && !text.contains("<!--");
    ensure!(is_quiet, "{name} would end the block that carries it");
    *out += &format!("<script type=\"text/plain\" data-file=\"{name}\">{text}</script>\n");
    Ok(())
}

/// A built site in memory, without its compressed copies.
struct Site {
    files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    fn read(folder: &Path) -> Result<Self> {
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(folder).context("there is no site to make a page of")? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_hashed(&name) || name == "index.html" {
                files.insert(name, fs::read(entry.path())?);
            }
        }
        let icon = fs::read(folder.join(ICON)).with_context(|| format!("there is no {ICON}"))?;
        files.insert(ICON.to_owned(), icon);
        Ok(Self { files })
    }

    /// The file of that stem, whatever its hash.
    fn named(&self, stem: &str, extension: &str) -> Result<&str> {
        let is_it = |name: &&String| {
            let rest = name
                .strip_prefix(stem)
                .and_then(|rest| rest.strip_prefix('-'));
            rest.is_some_and(|rest| {
                is_hashed(name) && rest.len() == 17 + extension.len() && rest.ends_with(extension)
            })
        };
        let found = self.files.keys().find(is_it);
        found
            .map(String::as_str)
            .with_context(|| format!("the site has no {stem}-….{extension}"))
    }

    fn text(&self, name: &str) -> Result<&str> {
        let bytes = self
            .files
            .get(name)
            .with_context(|| format!("the site has no {name}"))?;
        Ok(std::str::from_utf8(bytes)?)
    }

    /// The glue of an artifact and what starts it, as one script that loads nothing.
    fn started(&self, artifact: &str, starter: &str) -> Result<String> {
        let glue_name = self.named(artifact, "js")?;
        let wasm = self.named(artifact, "wasm")?;
        let glue = self.text(glue_name)?;
        let start = loader(starter, glue_name, wasm, &[]).replace("__KEEP__", "");
        let import = format!("import init from \"./{glue_name}\";");
        let address = format!("new URL(\"./{wasm}\", import.meta.url)");
        let is_known =
            glue.contains(EXPORTS) && start.contains(&import) && start.contains(&address);
        ensure!(
            is_known,
            "the glue of {artifact} or what starts it has another form than expected"
        );
        let code = glue.replace(EXPORTS, "").replace(
            "fetch(new URL(name, import.meta.url))",
            "perennialOpen(name)",
        ) + &start
            .replace(&import, "const init = __wbg_init;")
            .replace(&address, &format!("perennialOpen(\"{wasm}\")"));
        let loads = |line: &str| {
            line.starts_with("import ")
                || line.starts_with("export ")
                || line.contains("import.meta")
        };
        let left = code.lines().find(|line| loads(line));
        ensure!(left.is_none(), "{artifact} still loads something: {left:?}");
        Ok(code)
    }

    /// The page with nothing in its data blocks.
    fn bare(&self) -> Result<String> {
        let html = self.text("index.html")?;
        let icon = format!("data:image/svg+xml;base64,{}", base64(&self.files[ICON]));
        let html = html.replace(&format!("href=\"./{ICON}\""), &format!("href=\"{icon}\""));
        // What remains of links is the icon; of the policy nothing, as it names files.
        let html = without_elements(&html, "<link", ">", |tag| !tag.contains("rel=\"icon\""))?;
        let html = without_elements(
            &html,
            "<meta http-equiv=\"Content-Security-Policy\"",
            ">",
            |_| true,
        )?;
        let html = without_elements(&html, "<script", "</script>", |_| true)?;

        // No empty lines, as those of the page fall away below and what the policy allows is counted in bytes.
        let css = self
            .text(self.named("app", "css")?)?
            .lines()
            .filter(|line| !line.trim().is_empty());
        let css: String = std::iter::once("")
            .chain(css)
            .flat_map(|line| [line, "\n"])
            .collect();
        let code = format!("{CARRIED_JS}{ON_PAGE}{}", self.started("app", BOOT_JS)?);
        let code = format!("\n{}", without_comments(&code));
        ensure!(
            !css.contains("</style") && !code.contains("</script") && !code.contains("<!--"),
            "what is put in would end its element"
        );
        let head = format!(
            "<meta charset=\"utf-8\" />\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{}\" />\n    <style>{css}</style>",
            policy(&css, &code)
        );
        let html = html.replacen("<meta charset=\"utf-8\" />", &head, 1);
        let foot = format!("{FILES}\n{DATA}\n<script type=\"module\">{code}</script>\n</body>");
        let html = html.replacen("</body>", &foot, 1);
        let kept: String = html
            .lines()
            .filter(|line| !line.trim().is_empty())
            .flat_map(|line| [line, "\n"])
            .collect();
        ensure!(
            kept.matches(FILES).count() == 1 && kept.matches(DATA).count() == 1,
            "the page has no place for what it carries"
        );
        Ok(kept)
    }
}

/// The icon of the page.
const ICON: &str = "assets/favicon.svg";

/// What the page may do: run this script and these styles, and workers made by it; load nothing from anywhere.
fn policy(css: &str, code: &str) -> String {
    let hash = |text: &str| format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())));
    format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval' blob:; worker-src blob:; style-src {}; \
         style-src-attr 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'",
        hash(code),
        hash(css)
    )
}
