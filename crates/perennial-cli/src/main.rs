//! The `perennial` program: hands its arguments and streams to the library.

use perennial_cli::run;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = std::env::args_os().skip(1);
    let mut out = BufWriter::new(io::stdout().lock());
    let exit = run(arguments, &mut out, &mut io::stderr().lock());
    // What is left in the buffer was flushed by `run`; a closed pipe leaves nothing to do here.
    drop(out.into_parts());
    io::stderr().flush().unwrap_or_default();
    exit.into()
}
