//! `cargo xtask`: builds, serves, tests, measures and packs the project.
//!
//! One command is one file under `commands/`. What several commands share is beside it: `site/` makes the files of
//! the app, `system/` runs programs and installs what is missing, `tidy/` holds the rules that no compiler checks.
//! Nothing of this crate reaches the app.

// A command-line program speaks through its output, and reads the clock to say how long a step took.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::disallowed_methods)]

mod commands;
mod flags;
mod site;
mod system;
mod tidy;

use std::process::ExitCode;

use crate::flags::Command;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let command = match flags::parse(&args) {
        Ok(command) => command,
        Err(message) => {
            eprintln!("{message}\n\n{}", flags::HELP);
            return ExitCode::from(2);
        }
    };
    let outcome = match command {
        Command::Help => {
            println!("{}", flags::HELP);
            Ok(())
        }
        Command::Build(cutting) => commands::build::run(cutting),
        Command::Dist(cutting) => commands::dist::run(cutting),
        Command::Single(options) => commands::single::run(&options),
        Command::Npm => commands::npm::run(),
        Command::Serve(options) => commands::serve::run(&options),
        Command::Size(options) => commands::size::run(&options),
        Command::Test(options) => commands::test::run(&options),
        Command::Bench(options) => commands::bench::run(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
