//! The `perennial` program: hands its arguments and streams to the library.

use perennial_cli::{Language, run};
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

/// The language of messages that the environment asks for: the first variable that is set decides.
fn language() -> Language {
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let set = variables.into_iter().filter_map(std::env::var_os);
    let first = set
        .map(|value| value.to_string_lossy().into_owned())
        .find(|value| !value.is_empty());
    match first {
        Some(locale) if locale.starts_with("zh") => Language::Zh,
        _ => Language::En,
    }
}

fn main() -> ExitCode {
    let arguments = std::env::args_os().skip(1);
    let mut out = BufWriter::new(io::stdout().lock());
    let exit = run(arguments, language(), &mut out, &mut io::stderr().lock());
    // What is left in the buffer was flushed by `run`; a closed pipe leaves nothing to do here.
    drop(out.into_parts());
    io::stderr().flush().unwrap_or_default();
    exit.into()
}
