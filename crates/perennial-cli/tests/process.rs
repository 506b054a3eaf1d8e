//! The program as the system sees it: exit codes, streams, and a pipe that is closed early.
#![allow(clippy::unwrap_used)] // a test fails by it

use std::io::Read;
use std::process::{Command, Stdio};

fn perennial(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_perennial"));
    command.args(arguments);
    command
}

#[test]
fn exit_codes_and_streams_are_those_of_the_page() {
    for (arguments, code) in [
        (&["--version"][..], 0),
        (&["model", "none"], 1),
        (&["score"], 2),
        (&[], 2),
    ] {
        let output = perennial(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert_eq!(output.stdout.is_empty(), code != 0, "{arguments:?}");
        assert_eq!(output.stderr.is_empty(), code == 0, "{arguments:?}");
    }
}

#[test]
fn a_reader_that_leaves_early_is_no_fault() {
    let mut command = perennial(&["metrics", "--format", "json"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut some = [0; 10];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut some).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}
