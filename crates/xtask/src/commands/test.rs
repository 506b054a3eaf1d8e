//! `cargo xtask test`: everything CI checks, in stages, with times and one line of counts at the end.
//!
//! A stage that cannot run is a failure. The last line is `N passed, N failed`: tests where a stage consists of
//! tests, else the stage itself.

mod cargo_checks;
mod journeys;
mod others;
mod package;
mod parity;
mod tally;

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use self::tally::Tally;
use super::{dist, size};
use crate::site::bundle::Cutting;
use crate::system::workspace::Workspace;
use crate::tidy;

/// One part of the checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Formatting.
    Fmt,
    /// The rules of the house that no compiler checks.
    Tidy,
    /// Licences of all dependencies.
    Licences,
    /// Clippy for the host, warnings denied.
    Clippy,
    /// Clippy for wasm32, with the bans of a browser.
    ClippyWasm,
    /// All tests that need no browser.
    Unit,
    /// The same digest on the host and in wasm.
    Parity,
    /// The release build.
    Dist,
    /// The JavaScript package: built, its examples run, its types compiled.
    Package,
    /// Their size against the budget.
    Size,
    /// The journeys through the release build, in a browser.
    Journeys,
    /// The one file and the card, in Firefox and WebKit: only when asked for.
    Others,
}

impl Stage {
    /// Every stage, cheapest first, in the order they run.
    pub(crate) const ALL: [Self; 12] = [
        Self::Fmt,
        Self::Tidy,
        Self::Licences,
        Self::Clippy,
        Self::ClippyWasm,
        Self::Unit,
        Self::Parity,
        Self::Dist,
        Self::Package,
        Self::Size,
        Self::Journeys,
        Self::Others,
    ];

    /// The name typed after `cargo xtask test`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Tidy => "tidy",
            Self::Licences => "licences",
            Self::Clippy => "clippy",
            Self::ClippyWasm => "clippy-wasm",
            Self::Unit => "unit",
            Self::Parity => "parity",
            Self::Dist => "dist",
            Self::Package => "package",
            Self::Size => "size",
            Self::Journeys => "journeys",
            Self::Others => "others",
        }
    }

    /// The stage of that name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.name() == name)
    }

    /// Whether later stages look at what it builds.
    fn is_built_first(self) -> bool {
        matches!(self, Self::Dist | Self::Package)
    }

    fn needs_dist(self) -> bool {
        matches!(self, Self::Size | Self::Journeys | Self::Others)
    }

    fn run(self, workspace: &Workspace) -> Result<Tally> {
        match self {
            Self::Fmt => cargo_checks::fmt(workspace),
            Self::Tidy => tidy::check(workspace).map(|()| Tally::ONE_PASSED),
            Self::Licences => tidy::check_licences(workspace).map(|()| Tally::ONE_PASSED),
            Self::Clippy => cargo_checks::clippy(workspace),
            Self::ClippyWasm => cargo_checks::clippy_wasm(workspace),
            Self::Unit => cargo_checks::unit(workspace),
            Self::Parity => parity::run(workspace),
            Self::Dist => dist::build(workspace, Cutting::Parts).map(|()| Tally::ONE_PASSED),
            Self::Package => package::run(workspace),
            Self::Size => match size::report(workspace)? {
                0 => Ok(Tally::ONE_PASSED),
                exceeded => bail!("{exceeded} size budget(s) exceeded"),
            },
            Self::Journeys => journeys::run(workspace),
            Self::Others => others::run(workspace),
        }
    }
}

/// What to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Options {
    /// The stages asked for; none means all but the last.
    pub(crate) stages: Vec<Stage>,
    /// The last one too.
    pub(crate) all_browsers: bool,
}

/// Runs the stages, all of them even when one fails, and prints the summary.
pub(crate) fn run(options: &Options) -> Result<()> {
    let workspace = Workspace::find()?;
    let mut results: Vec<(Stage, Tally, Duration)> = Vec::new();
    for stage in planned(options) {
        println!("\n######## {} ########", stage.name());
        let started = Instant::now();
        let dist_failed = results
            .iter()
            .any(|(stage, tally, _)| stage.is_built_first() && !tally.is_success());
        let outcome = if stage.needs_dist() && dist_failed {
            Err(anyhow::anyhow!(
                "cannot run without the release build and the package, of which one failed"
            ))
        } else {
            stage.run(&workspace)
        };
        let tally = outcome.unwrap_or_else(|error| {
            println!("error: {error:#}");
            Tally::ONE_FAILED
        });
        results.push((stage, tally, started.elapsed()));
    }

    let needs_data = |stage: &Stage| matches!(stage, Stage::Unit | Stage::Journeys);
    let without_data = !workspace.root.join("../shared/data").is_dir();
    if without_data && results.iter().any(|(stage, ..)| needs_data(stage)) {
        println!(
            "\n!! There is no ../shared/data beside this folder: the tests that read other people's tables there \
             (RavenStack, header lists, nasty files, naughty strings) returned at once and prove nothing here."
        );
    }
    println!(
        "\n{:<14}{:>8}{:>8}{:>10}",
        "stage", "passed", "failed", "seconds"
    );
    let mut total = Tally::default();
    for (stage, tally, took) in &results {
        let Tally { passed, failed } = *tally;
        println!(
            "{:<14}{passed:>8}{failed:>8}{:>10.1}",
            stage.name(),
            took.as_secs_f64()
        );
        total.add(*tally);
    }
    println!("\n{} passed, {} failed", total.passed, total.failed);
    if total.is_success() {
        Ok(())
    } else {
        std::process::exit(1)
    }
}

/// The stages to run, in order, with the release build before what needs it.
fn planned(options: &Options) -> Vec<Stage> {
    let mut asked = options.stages.clone();
    if asked.is_empty() {
        asked.extend(Stage::ALL);
        asked.pop();
    }
    if options.all_browsers {
        asked.push(Stage::Others);
    }
    let wants = |stage: Stage| {
        asked.contains(&stage)
            || (matches!(stage, Stage::Dist | Stage::Package)
                && asked.iter().any(|stage| stage.needs_dist()))
    };
    Stage::ALL
        .into_iter()
        .filter(|stage| wants(*stage))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_release_is_built_before_what_needs_it() {
        let plan = |stages: &[Stage], all_browsers| {
            planned(&Options {
                stages: stages.to_vec(),
                all_browsers,
            })
        };
        assert_eq!(
            plan(&[Stage::Journeys, Stage::Fmt], false),
            [Stage::Fmt, Stage::Dist, Stage::Package, Stage::Journeys]
        );
        assert_eq!(plan(&[], false), Stage::ALL[..11]);
        assert_eq!(plan(&[], true), Stage::ALL);
    }
}
