//! `cargo xtask size`: what a visitor, or a page with the widget, downloads, compressed, against `ci/size-budget.toml`.
//!
//! A kilobyte is 1000 bytes here, in the budget and in the table.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::npm;
use crate::site::artifacts::{ARTIFACTS, Kind};
use crate::site::compress;
use crate::site::hash::is_hashed;
use crate::site::single;
use crate::system::workspace::Workspace;

/// The budget of everything that belongs to the page itself.
const FIRST_SCREEN: &str = "first-screen";
/// The budget of the app as one file.
const SINGLE: &str = "single-file";
/// How the name of what several parts need goes on after the artifact's.
const SHARED: &str = "-shared";
/// A part of less, in brotli bytes, is an empty shell: something else refers to its code, which is then
/// in the first module. A ceiling would not notice.
const PART_MINIMUM: u64 = 5_000;

/// How to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Options {
    /// Fail when a budget is exceeded.
    pub(crate) check: bool,
}

/// Prints the table of the existing release build.
pub(crate) fn run(options: &Options) -> Result<()> {
    let workspace = Workspace::find()?;
    let exceeded = report(&workspace)?;
    if options.check && exceeded > 0 {
        bail!("{exceeded} size budget(s) exceeded; what changed, and is it worth it?");
    }
    Ok(())
}

/// Prints the table and returns how many budgets are exceeded.
pub(crate) fn report(workspace: &Workspace) -> Result<usize> {
    let budget_path = workspace.root.join("ci/size-budget.toml");
    let budget = fs::read_to_string(&budget_path).context("cannot read ci/size-budget.toml")?;
    let budget = parse_budget(&budget)?;
    let mut sizes = measure(&workspace.dist())?;
    sizes.extend(measure_package(&npm::folder(workspace))?);
    sizes.insert(SINGLE.to_owned(), vec![measure_single(&workspace.dist())?]);

    let mut exceeded = 0;
    println!(
        "{:<28}{:>12}{:>12}{:>12}",
        "kB (1000 bytes)", "plain", "gzip", "brotli"
    );
    for (group, files) in &sizes {
        let mut total = Size::default();
        for (name, size) in files {
            print_row(&format!("  {name}"), size);
            total.add(size);
        }
        print_row(group, &total);
        let Some(limit_kb) = budget.get(group.as_str()) else {
            bail!("ci/size-budget.toml has no budget for '{group}'");
        };
        if is_part(group) && total.brotli < PART_MINIMUM {
            exceeded += 1;
            println!("  ALMOST EMPTY: what pulled its code into the first module?");
        }
        let verdict = if total.brotli <= limit_kb * 1000 {
            "within"
        } else {
            exceeded += 1;
            "EXCEEDS"
        };
        println!("  {verdict} its budget of {limit_kb} kB brotli\n");
    }
    if let Some(missing) = budget.keys().find(|name| !sizes.contains_key(**name)) {
        bail!("dist/ has nothing for the budget '{missing}'");
    }
    Ok(exceeded)
}

/// Bytes of one file as it is, and as it travels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Size {
    plain: u64,
    gzip: u64,
    brotli: u64,
}

impl Size {
    fn add(&mut self, other: &Self) {
        self.plain += other.plain;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

fn print_row(label: &str, size: &Size) {
    // Exact in thousandths; sizes stay far below the point where an f64 would round.
    let kb = |bytes: u64| format!("{}.{}", bytes / 1000, bytes % 1000 / 100);
    println!(
        "{label:<28}{:>12}{:>12}{:>12}",
        kb(size.plain),
        kb(size.gzip),
        kb(size.brotli)
    );
}

/// Sizes of the files of `dist` by group, file names without their hashes.
fn measure(dist: &Path) -> Result<BTreeMap<String, Vec<(String, Size)>>> {
    let mut groups: BTreeMap<String, Vec<(String, Size)>> = BTreeMap::new();
    let entries = fs::read_dir(dist).context("there is no dist/: run `cargo xtask dist` first")?;
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let Some(group) = group_of(&name) else {
            continue;
        };
        let length = |suffix: &str| -> Result<u64> {
            let path = dist.join(format!("{name}{suffix}"));
            Ok(fs::metadata(&path)
                .with_context(|| format!("cannot read {}", path.display()))?
                .len())
        };
        let size = Size {
            plain: length("")?,
            gzip: length(".gz")?,
            brotli: length(".br")?,
        };
        groups
            .entry(group)
            .or_default()
            .push((without_hash(&name), size));
    }
    for files in groups.values_mut() {
        files.sort();
    }
    Ok(groups)
}

/// The parts of the package that one page loads together, by budget. The widget's two are beside each other: who gives
/// it rows loads both.
const PACKAGE: [(&str, &[&str]); 4] = [
    ("widget", &["health.js", "health_view.js", "health.wasm"]),
    (
        "widget-scoring",
        &["scoring.js", "scoring_glue.js", "input.js", "scoring.wasm"],
    ),
    (
        "library",
        &[
            "perennial.js",
            "calls.js",
            "input.js",
            "perennial_glue.js",
            "perennial.wasm",
        ],
    ),
    ("widget-single", &["health.single.js"]),
];

/// Sizes of the package, compressed as a host would.
fn measure_package(package: &Path) -> Result<BTreeMap<String, Vec<(String, Size)>>> {
    let size = |name: &&str| -> Result<(String, Size)> {
        let bytes = fs::read(package.join(name))
            .context("there is no package: run `cargo xtask npm` first")?;
        let length = |bytes: &[u8]| bytes.len() as u64;
        let size = Size {
            plain: length(&bytes),
            gzip: length(&compress::gzip(&bytes)?),
            brotli: length(&compress::brotli(&bytes)?),
        };
        Ok(((*name).to_owned(), size))
    };
    let group = |(group, names): (&str, &[&str])| -> Result<_> {
        let files: Result<Vec<_>> = names.iter().map(size).collect();
        Ok((group.to_owned(), files?))
    };
    PACKAGE.into_iter().map(group).collect()
}

/// The app as one file, which goes by mail and on sticks as it is.
fn measure_single(dist: &Path) -> Result<(String, Size)> {
    let path = dist.join(single::NAME);
    let plain = fs::metadata(&path)
        .with_context(|| format!("cannot read {}", path.display()))?
        .len();
    let size = Size {
        plain,
        gzip: plain,
        brotli: plain,
    };
    Ok((single::NAME.to_owned(), size))
}

/// The budget that a file at the top of `dist/` counts against; none for copies and for what only hosts read.
/// What a module loads later has a budget of its own, called as its file; what several parts need is many
/// small files that come and go, and has one budget together.
fn group_of(name: &str) -> Option<String> {
    if name == "index.html" {
        return Some(FIRST_SCREEN.to_owned());
    }
    if !is_hashed(name) {
        return None;
    }
    let plain = without_hash(name);
    let (stem, extension) = plain.rsplit_once('.')?;
    let artifact = ARTIFACTS.iter().find(|artifact| {
        let rest = stem.strip_prefix(artifact.name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    });
    Some(match artifact {
        Some(artifact) if extension == "wasm" && stem != artifact.name => {
            let shared = format!("{}{SHARED}", artifact.name);
            let is_shared = stem.starts_with(&format!("{shared}-"));
            if is_shared { shared } else { stem.to_owned() }
        }
        Some(artifact) if artifact.kind != Kind::Main => artifact.name.to_owned(),
        _ => FIRST_SCREEN.to_owned(),
    })
}

/// Whether a group is a part that is loaded when it is wanted.
fn is_part(group: &str) -> bool {
    let of = |name: &str| {
        group
            .strip_prefix(name)
            .is_some_and(|rest| rest.starts_with('-'))
    };
    ARTIFACTS.iter().any(|artifact| of(artifact.name)) && !group.ends_with(SHARED)
}

fn without_hash(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) if is_hashed(name) => {
            let stem = stem.rsplit_once('-').map_or(stem, |(stem, _)| stem);
            format!("{stem}.{extension}")
        }
        _ => name.to_owned(),
    }
}

/// Reads `name = kilobytes` lines with `#` comments: the part of TOML that a list of numbers needs.
fn parse_budget(text: &str) -> Result<BTreeMap<&str, u64>> {
    let mut budget = BTreeMap::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.is_empty() {
            continue;
        }
        let wrong = || {
            format!(
                "ci/size-budget.toml, line {}: expected `name = kilobytes`",
                index + 1
            )
        };
        let (name, value) = line.split_once('=').with_context(wrong)?;
        let value: u64 = value.trim().parse().with_context(wrong)?;
        if budget.insert(name.trim(), value).is_some() {
            bail!(
                "ci/size-budget.toml, line {}: '{}' is there twice",
                index + 1,
                name.trim()
            );
        }
    }
    Ok(budget)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn budgets_parse_and_nonsense_is_refused() {
        let budget = parse_budget("# kB\nfirst-screen = 190 # all of it\n\nworker=170\n").unwrap();
        assert_eq!(
            budget,
            BTreeMap::from([("first-screen", 190), ("worker", 170)])
        );
        for wrong in [
            "worker",
            "worker = many",
            "worker = 1\nworker = 2",
            "worker = -1",
        ] {
            assert!(parse_budget(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_file_counts_once_and_against_the_right_budget() {
        let hash = "0123456789abcdef";
        let group = |name: &str| group_of(&name.replace('#', hash));
        for (name, budget) in [
            ("index.html", Some("first-screen")),
            ("app-#.wasm", Some("first-screen")),
            ("app-#.css", Some("first-screen")),
            ("boot-#.js", Some("first-screen")),
            ("app-screens-#.wasm", Some("app-screens")),
            ("worker-#.wasm", Some("worker")),
            ("worker-loader-#.js", Some("worker")),
            ("worker-import-#.wasm", Some("worker-import")),
            ("worker-shared-import-life-#.wasm", Some("worker-shared")),
            ("index.html.br", None),
            ("app-#.wasm.br", None),
        ] {
            assert_eq!(group(name).as_deref(), budget, "{name}");
        }
        assert_eq!(
            without_hash(&format!("worker-loader-{hash}.js")),
            "worker-loader.js"
        );
    }

    #[test]
    fn a_part_is_what_loads_later_and_is_not_shared() {
        assert!(is_part("worker-import") && is_part("app-screens"));
        assert!(!is_part("worker") && !is_part("worker-shared") && !is_part(FIRST_SCREEN));
    }

    #[test]
    fn every_artifact_has_a_budget() {
        let text = include_str!("../../../../ci/size-budget.toml");
        let budget = parse_budget(text).unwrap();
        for artifact in ARTIFACTS {
            let name = if artifact.kind == Kind::Main {
                FIRST_SCREEN
            } else {
                artifact.name
            };
            assert!(budget.contains_key(name), "{name}");
        }
    }
}
