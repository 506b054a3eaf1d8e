//! What the command line promises: files in, scores out, the same whatever the order, the date they
//! are read on or the program that saved them.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a test fails by them

mod docs;
mod order;
mod past;
mod ravenstack;
mod sample;
mod sheet;
mod streams;
mod suite;

use perennial_tests::Scratch;
use std::path::{Path, PathBuf};

/// The sample's tables as files.
fn sample_files(scratch: &Scratch, language: &str, as_of: &str) -> Vec<PathBuf> {
    let out = scratch.path().join("sample");
    let out = out.to_str().unwrap();
    let arguments = ["sample", "--out", out, "--as-of", as_of, "--lang", language];
    let paths = perennial_tests::perennial(arguments).expect_done();
    paths.lines().map(PathBuf::from).collect()
}

/// The CSV files of a folder.
fn csv_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "csv"));
    paths.sort();
    paths
}

/// The arguments of `perennial score`.
fn score(files: &[PathBuf], as_of: &str, more: &[&str]) -> Vec<String> {
    let files = files.iter().map(|path| path.to_str().unwrap().to_owned());
    let more = more.iter().copied().map(str::to_owned);
    let command = ["score", "--as-of", as_of].map(str::to_owned);
    command.into_iter().chain(files).chain(more).collect()
}
