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

pub use error::Exit;

use args::Command;
use console::Console;
use error::CliError;
use std::ffi::OsString;
use std::io::Write;

/// Runs the command with `arguments` (the program's own name left out), writes results to `out` and
/// messages to `err`. A reader of `out` that has gone is no fault.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit {
    let mut console = Console::new(out, err);
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
        Command::Help => console.print(args::HELP),
        Command::Version => console.print(concat!("perennial ", env!("CARGO_PKG_VERSION"), "\n")),
        Command::Score(args) => command::score::run(args, console),
        Command::Lifecycle(args) => command::lifecycle::run(args, console),
        Command::Alerts(args) => command::alerts::run(args, console),
        Command::Explain(args) => command::explain::run(args, console),
        Command::Metrics(args) => command::metrics::run(*args, console),
        Command::Model(id) => command::model::run(id.as_deref(), console),
        Command::Sample(args) => command::sample::run(args, console),
    }
}
