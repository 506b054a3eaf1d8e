//! The command line: what may be typed, and the help that says so.

use crate::commands::{bench, serve, single, size, test};
use crate::site::bundle::Cutting;

/// Printed by `cargo xtask help` and beneath every usage error.
pub(crate) const HELP: &str = "\
cargo xtask <command>

  serve [--port N] [--release]   build the app and serve it on 127.0.0.1
  build [--whole]                build the app for development into target/site
  dist [--whole]                 build the release into dist/, with .br and .gz copies
                                 --whole makes one module of each program, with nothing to load later
  single [--keep]                build the release and its page in one file, dist/perennial.html;
                                 --keep makes the page of the dist/ that is there
  npm                            build the JavaScript package, widget and library, into target/npm
  size [--check]                 compressed sizes of dist/ against ci/size-budget.toml
  test [stage ...] [--all-browsers]
                                 everything CI checks, or only the stages named; --all-browsers adds `others`
  bench [--size S|M|A|L] [--reps N] [--keep]
                                 times in a browser against the budgets; --keep measures the dist/ that is there
  help                           this text

Stages of `test`, in order:
  fmt tidy licences clippy clippy-wasm unit parity dist package size journeys others

Each command installs what it needs and says so: the wasm32 target (rustup), wasm-opt (npm),
a browser and its driver (apt-get). Where it cannot, it says what to do by hand.";

/// A parsed command line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Print [`HELP`].
    Help,
    /// Development build into `target/site`.
    Build(Cutting),
    /// Release build into `dist/`.
    Dist(Cutting),
    /// The app as one file.
    Single(single::Options),
    /// The JavaScript package.
    Npm,
    /// Build and serve.
    Serve(serve::Options),
    /// Print, and perhaps check, the sizes of `dist/`.
    Size(size::Options),
    /// Run the checks.
    Test(test::Options),
    /// Measure.
    Bench(bench::Options),
}

/// Parses the arguments after `cargo xtask`; the error is one sentence for the user.
pub(crate) fn parse(args: &[String]) -> Result<Command, String> {
    let Some((name, rest)) = args.split_first() else {
        return Ok(Command::Help);
    };
    if rest.iter().any(|arg| arg == "--help" || arg == "-h") {
        return Ok(Command::Help);
    }
    match name.as_str() {
        "help" | "--help" | "-h" => Ok(Command::Help),
        "build" => parse_cutting(rest).map(Command::Build),
        "dist" => parse_cutting(rest).map(Command::Dist),
        "single" => match rest {
            [] => Ok(Command::Single(single::Options { keep: false })),
            [flag] if flag == "--keep" => Ok(Command::Single(single::Options { keep: true })),
            [other, ..] => Err(unexpected(other)),
        },
        "npm" => match rest {
            [] => Ok(Command::Npm),
            [other, ..] => Err(unexpected(other)),
        },
        "serve" => parse_serve(rest),
        "size" => match rest {
            [] => Ok(Command::Size(size::Options { check: false })),
            [flag] if flag == "--check" => Ok(Command::Size(size::Options { check: true })),
            [other, ..] => Err(unexpected(other)),
        },
        "test" => parse_test(rest),
        "bench" => parse_bench(rest),
        other => Err(format!("there is no command '{other}'")),
    }
}

fn parse_serve(args: &[String]) -> Result<Command, String> {
    let mut options = serve::Options::default();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--release" => options.release = true,
            "--port" => {
                let value = args.next().ok_or("--port needs a number")?;
                let port = value
                    .parse()
                    .map_err(|_| format!("--port needs a number from 0 to 65535, not '{value}'"))?;
                options.port = Some(port);
            }
            other => return Err(unexpected(other)),
        }
    }
    Ok(Command::Serve(options))
}

fn parse_test(args: &[String]) -> Result<Command, String> {
    let mut stages = Vec::new();
    let mut all_browsers = false;
    for arg in args {
        if arg == "--all-browsers" {
            all_browsers = true;
            continue;
        }
        let stage =
            test::Stage::from_name(arg).ok_or_else(|| format!("there is no stage '{arg}'"))?;
        stages.push(stage);
    }
    Ok(Command::Test(test::Options {
        stages,
        all_browsers,
    }))
}

fn parse_bench(args: &[String]) -> Result<Command, String> {
    let mut options = bench::Options::default();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--keep" => options.keep = true,
            "--size" => {
                let size = args.next().map(String::as_str);
                let known = bench::SIZES.into_iter().find(|known| Some(*known) == size);
                options.sizes = vec![known.ok_or("--size is S, M, A or L")?];
            }
            "--reps" => {
                let reps = args.next().and_then(|value| value.parse().ok());
                let reps = reps.filter(|reps| *reps > 0);
                options.reps = reps.ok_or("--reps needs a number from 1 on")?;
            }
            other => return Err(unexpected(other)),
        }
    }
    Ok(Command::Bench(options))
}

fn parse_cutting(args: &[String]) -> Result<Cutting, String> {
    match args {
        [] => Ok(Cutting::Parts),
        [flag] if flag == "--whole" => Ok(Cutting::Whole),
        [other, ..] => Err(unexpected(other)),
    }
}

fn unexpected(arg: &str) -> String {
    format!("'{arg}' is not expected here")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        let args: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        parse(&args)
    }

    #[test]
    fn commands_and_their_options_parse() {
        assert_eq!(parsed(""), Ok(Command::Help));
        assert_eq!(parsed("serve --help"), Ok(Command::Help));
        assert_eq!(parsed("build"), Ok(Command::Build(Cutting::Parts)));
        assert_eq!(parsed("dist --whole"), Ok(Command::Dist(Cutting::Whole)));
        let options = serve::Options {
            port: Some(9000),
            release: true,
        };
        assert_eq!(
            parsed("serve --port 9000 --release"),
            Ok(Command::Serve(options))
        );
        assert_eq!(
            parsed("size --check"),
            Ok(Command::Size(size::Options { check: true }))
        );
        let options = bench::Options {
            sizes: vec!["A"],
            reps: 3,
            keep: true,
        };
        assert_eq!(
            parsed("bench --keep --size A --reps 3"),
            Ok(Command::Bench(options))
        );
        let stages = vec![test::Stage::Fmt, test::Stage::Journeys];
        let options = test::Options {
            stages,
            all_browsers: true,
        };
        assert_eq!(
            parsed("test fmt --all-browsers journeys"),
            Ok(Command::Test(options))
        );
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for line in [
            "fly",
            "build now",
            "serve --port",
            "serve --port 99999",
            "test everything",
            "size --chek",
            "bench --size XL",
            "bench --reps 0",
        ] {
            assert!(parsed(line).is_err(), "{line} was accepted");
        }
    }

    #[test]
    fn the_help_names_every_stage() {
        for stage in test::Stage::ALL {
            assert!(HELP.contains(stage.name()), "{} is missing", stage.name());
        }
    }
}
