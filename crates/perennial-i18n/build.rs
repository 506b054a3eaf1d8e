//! Turns `locales/*.ftl` into typed Rust; a text missing in a language, or different arguments, stops the build.

#[path = "build/catalogue.rs"]
mod catalogue;
#[path = "build/compare.rs"]
mod compare;
#[path = "build/generate.rs"]
mod generate;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

/// The languages, in the order of their texts in the generated code.
const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

/// The files of the texts, in the same order and with the pseudo-language behind.
const TEXTS: [&str; 3] = ["zh-CN.txt", "en.txt", "en-XA.txt"];
/// The same of the model room.
const ROOM_TEXTS: [&str; 3] = ["zh-CN.room.txt", "en.room.txt", "en-XA.room.txt"];
/// The same of what gives things to others.
const SHARE_TEXTS: [&str; 3] = ["zh-CN.share.txt", "en.share.txt", "en-XA.share.txt"];
/// The same of the screens behind the first.
const SCREENS_TEXTS: [&str; 3] = ["zh-CN.screens.txt", "en.screens.txt", "en-XA.screens.txt"];

fn main() -> ExitCode {
    let mut lines = vec!["cargo::rerun-if-changed=build".to_owned()];
    for language in LANGUAGES {
        lines.push(format!("cargo::rerun-if-changed={}", path_of(language)));
    }
    let problems = run().err().unwrap_or_default();
    lines.extend(
        problems
            .iter()
            .map(|problem| format!("cargo::error={problem}")),
    );
    let told = writeln!(io::stdout(), "{}", lines.join("\n"));
    if problems.is_empty() && told.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn path_of(language: &str) -> String {
    format!("locales/{language}.ftl")
}

fn run() -> Result<(), Vec<String>> {
    let mut catalogues = Vec::new();
    let mut problems = Vec::new();
    for language in LANGUAGES {
        let path = path_of(language);
        match fs::read_to_string(Path::new(&path)) {
            Ok(source) => match catalogue::parse(&path, &source, language) {
                Ok(catalogue) => catalogues.push(catalogue),
                Err(mut more) => problems.append(&mut more),
            },
            Err(error) => problems.push(format!("{path}: {error}")),
        }
    }
    if let [zh, en] = catalogues.as_slice() {
        problems.extend(compare::compare(zh, en));
        if problems.is_empty() {
            let pseudo = env::var_os("CARGO_FEATURE_PSEUDO").is_some();
            let generated = generate::generate(zh, en, pseudo);
            let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
            let files = [("messages.rs", generated.code.as_str())];
            let texts = generated.texts.iter().map(String::as_str);
            let room = generated.room.iter().map(String::as_str);
            let share = generated.share.iter().map(String::as_str);
            let screens = generated.screens.iter().map(String::as_str);
            let files = (files.into_iter())
                .chain(TEXTS.into_iter().zip(texts))
                .chain(ROOM_TEXTS.into_iter().zip(room))
                .chain(SHARE_TEXTS.into_iter().zip(share))
                .chain(SCREENS_TEXTS.into_iter().zip(screens));
            for (name, content) in files {
                let written = fs::write(out.join(name), content);
                problems.extend(written.err().map(|error| format!("{name}: {error}")));
            }
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems)
    }
}
