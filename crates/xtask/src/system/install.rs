//! Installing what is missing, or saying what to do by hand.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::run::{read, run, step, succeeds};
use super::workspace::Workspace;
use crate::site::bundle::WASM_TARGET;

/// The wasm32 standard library.
pub(crate) fn wasm_target() -> Result<()> {
    let libdir =
        read(Command::new(rustc()).args(["--print", "target-libdir", "--target", WASM_TARGET]))?;
    if Path::new(libdir.trim()).is_dir() {
        return Ok(());
    }
    step(&format!("adding the Rust target {WASM_TARGET}"));
    run(Command::new("rustup").args(["target", "add", WASM_TARGET])).context(
        "by hand: `rustup target add wasm32-unknown-unknown`; \
         without rustup, install the wasm32 standard library of your distribution's Rust",
    )
}

/// A component of the toolchain that a minimal rustup installation leaves out.
pub(crate) fn rust_component(component: &str, program: &str) -> Result<()> {
    if succeeds(program, &["--version"]) {
        return Ok(());
    }
    step(&format!("adding the Rust component {component}"));
    run(Command::new("rustup").args(["component", "add", component]))
        .with_context(|| format!("by hand: `rustup component add {component}`"))
}

/// Node and the packages of `ci/npm`, installed into `.tools/`.
#[derive(Debug)]
pub(crate) struct NodeTools {
    modules: PathBuf,
}

impl NodeTools {
    /// Installs Node (where the system's package manager can) and the pinned packages.
    pub(crate) fn install(workspace: &Workspace) -> Result<Self> {
        node()?;
        let tools = workspace.tools();
        let wanted = workspace.root.join("ci/npm");
        let lock = fs::read(wanted.join("package-lock.json"))
            .context("cannot read ci/npm/package-lock.json")?;
        let installed = tools.join("installed-package-lock.json");
        if fs::read(&installed).ok().as_ref() != Some(&lock) {
            step("installing wasm-opt and the accessibility checker (npm, into .tools/)");
            fs::create_dir_all(&tools)?;
            for file in ["package.json", "package-lock.json"] {
                fs::copy(wanted.join(file), tools.join(file))?;
            }
            run(npm().current_dir(&tools).args([
                "ci",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
            ]))
            .context("by hand: copy ci/npm/package*.json into .tools/ and run `npm ci` there")?;
            fs::write(&installed, &lock)?;
        }
        Ok(Self {
            modules: tools.join("node_modules"),
        })
    }

    /// A program of the installed packages, run by Node.
    pub(crate) fn program(&self, name: &str) -> Command {
        let mut command = Command::new("node");
        command.arg(self.modules.join(".bin").join(name));
        command
    }

    /// A file of an installed package.
    pub(crate) fn file(&self, path: &str) -> PathBuf {
        self.modules.join(path)
    }
}

/// Node, from 18 on, with npm.
pub(crate) fn node() -> Result<()> {
    if !node_is_usable() {
        apt_install(&["nodejs"], "Node 18 or later")?;
    }
    if !node_is_usable() {
        bail!("the Node of this system is older than 18; install Node 18 or later by hand");
    }
    // Some packages of Node bring npm and conflict with a package of its own, so it is asked for afterwards.
    if !succeeds(npm().get_program(), &["--version"]) {
        apt_install(&["npm"], "npm")?;
    }
    Ok(())
}

/// A browser and its driver.
#[derive(Debug)]
pub(crate) struct Browser {
    /// Chromium's program.
    pub(crate) chromium: PathBuf,
    /// The driver of the same version.
    pub(crate) driver: PathBuf,
}

impl Browser {
    /// Finds or installs Chromium, its driver, and a font with Chinese glyphs for screenshots.
    pub(crate) fn install() -> Result<Self> {
        if Self::find().is_none() {
            apt_install(
                &["chromium", "chromium-driver"],
                "Chromium and chromedriver of the same version",
            )?;
        }
        if !has_chinese_font() {
            apt_install(
                &["fonts-noto-cjk", "fontconfig"],
                "a font with Chinese glyphs, such as Noto Sans CJK",
            )?;
        }
        Self::find().context(
            "no Chromium with its driver was found; install both by hand, or name them in CHROMIUM and CHROMEDRIVER",
        )
    }

    fn find() -> Option<Self> {
        let chromium = [
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
        ];
        let chromium =
            from_env("CHROMIUM").or_else(|| chromium.iter().find_map(|name| on_path(name)))?;
        let driver = from_env("CHROMEDRIVER").or_else(|| on_path("chromedriver"))?;
        Some(Self { chromium, driver })
    }
}

/// Firefox, and WebKit with its driver.
#[derive(Debug)]
pub(crate) struct OtherBrowsers {
    /// Firefox's program.
    pub(crate) firefox: PathBuf,
    /// WebKit's driver.
    pub(crate) webkit_driver: PathBuf,
    /// The browser that the driver starts.
    pub(crate) webkit: PathBuf,
}

impl OtherBrowsers {
    /// Finds or installs them, and a screen for WebKit, which has no headless form.
    pub(crate) fn install() -> Result<Self> {
        if Self::find().is_none() || on_path("Xvfb").is_none() {
            apt_install(
                &["firefox-esr", "webkit2gtk-driver", "xvfb"],
                "Firefox, WebKit with its driver, and Xvfb",
            )?;
        }
        Self::find().context(
            "no Firefox or no WebKit was found; name them in FIREFOX, WEBKIT_DRIVER and WEBKIT_BROWSER",
        )
    }

    fn find() -> Option<Self> {
        let firefox = ["firefox-esr", "firefox"];
        let firefox =
            from_env("FIREFOX").or_else(|| firefox.iter().find_map(|name| on_path(name)))?;
        let webkit_driver = from_env("WEBKIT_DRIVER").or_else(|| on_path("WebKitWebDriver"))?;
        // Beside WebKit's library: one folder for each kind of machine, one for each interface.
        let webkit = || {
            let libraries = fs::read_dir("/usr/lib").ok()?.flatten();
            let folders = libraries.filter_map(|entry| fs::read_dir(entry.path()).ok());
            let mut found: Vec<PathBuf> = folders
                .flat_map(Iterator::flatten)
                .filter(|entry| entry.file_name().to_string_lossy().starts_with("webkit"))
                .map(|entry| entry.path().join("MiniBrowser"))
                .filter(|path| path.is_file())
                .collect();
            found.sort();
            found.pop()
        };
        let webkit = from_env("WEBKIT_BROWSER").or_else(webkit)?;
        Some(Self {
            firefox,
            webkit_driver,
            webkit,
        })
    }
}

fn from_env(name: &str) -> Option<PathBuf> {
    env::var_os(name)
        .map(PathBuf::from)
        .filter(|path| path.is_file())
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|candidate| candidate.is_file())
}

/// Without fontconfig nothing can be asked; only Linux needs it, other systems bring such fonts.
fn has_chinese_font() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    read(Command::new("fc-list").args([":lang=zh", "family"]))
        .is_ok_and(|fonts| !fonts.trim().is_empty())
}

fn node_is_usable() -> bool {
    let version = read(Command::new("node").arg("--version")).unwrap_or_default();
    node_major(&version).is_some_and(|major| major >= 18)
}

/// The first number of `v20.20.2`.
fn node_major(version: &str) -> Option<u32> {
    version
        .trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

fn rustc() -> std::ffi::OsString {
    env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())
}

/// Installs Debian packages as root or with a sudo that asks nothing; else says what is needed.
fn apt_install(packages: &[&str], what: &str) -> Result<()> {
    let by_hand = || {
        format!(
            "this needs {what}; install it by hand (on Debian: apt-get install {})",
            packages.join(" ")
        )
    };
    if on_path("apt-get").is_none() {
        bail!("{}", by_hand());
    }
    let is_root = read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !is_root && !succeeds("sudo", &["-n", "true"]) {
        bail!("{}", by_hand());
    }
    step(&format!(
        "installing {what} (apt-get install {})",
        packages.join(" ")
    ));
    let apt = |args: &[&str]| {
        let mut command = Command::new(if is_root { "env" } else { "sudo" });
        if !is_root {
            command.args(["-n", "env"]);
        }
        command
            .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y"])
            .args(args);
        run(&mut command)
    };
    apt(&["update"]).with_context(by_hand)?;
    let mut install = vec!["install", "--no-install-recommends"];
    install.extend(packages);
    apt(&install).with_context(by_hand)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_are_read() {
        assert_eq!(node_major("v20.20.2\n"), Some(20));
        assert_eq!(node_major("v8.1.0"), Some(8));
        assert_eq!(node_major(""), None);
    }
}
