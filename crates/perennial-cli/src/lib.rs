//! The `perennial` command: health, stages and alerts from files, for scripts.
//!
//! Results go to one stream, messages to the other, and the exit code says how it went
//! ([`Exit`]). No clock and no terminal: every date is an argument. What the command offers is told
//! in docs/cli.md.

mod args;
mod command;
mod console;
mod error;
mod life;
mod load;
mod model;
mod words;

pub use error::Exit;
pub use perennial_data::Language;

use args::Command;
use console::Console;
use error::CliError;
use std::ffi::OsString;
use std::io::Write;
use words::Words;

/// Runs the command with `arguments` (the program's own name left out), writes results to `out` and
/// messages to `err`, in `language` unless the arguments choose one. A reader of `out` that has gone is
/// no fault.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    language: Language,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let words = Words(args::language_of(&arguments).unwrap_or(language));
    let mut console = Console::new(out, err, words);
    let done = args::parse(arguments).and_then(|command| carry_out(&command, &mut console));
    match done.and_then(|()| console.flush()) {
        Ok(()) => Exit::Done,
        Err(CliError::Output { source }) if source.kind() == std::io::ErrorKind::BrokenPipe => {
            Exit::Done
        }
        Err(error) => {
            console.error(&error);
            error.exit()
        }
    }
}

fn carry_out(command: &Command, console: &mut Console<'_>) -> Result<(), CliError> {
    match command {
        Command::Help => console.print(console.words.help()),
        Command::Version => console.print(concat!("perennial ", env!("CARGO_PKG_VERSION"), "\n")),
        Command::Score(args) => command::score::run(args, console),
        Command::Lifecycle(args) => command::lifecycle::run(args, console),
        Command::Alerts(args) => command::alerts::run(args, console),
        Command::Quality(args) => command::quality::run(args, console),
        Command::Explain(args) => command::explain::run(args, console),
        Command::Compare(args) => command::compare::run(args, console),
        Command::Sensitivity(args) => command::sensitivity::run(args, console),
        Command::Lint(args) => command::lint::run(args, console),
        Command::Metrics(args) => command::metrics::run(*args, console),
        Command::Model(id) => command::model::run(id.as_deref(), console),
        Command::Sample(args) => command::sample::run(args, console),
    }
}
