//! The files of the repository: they say what they are for, stay short, and carry nothing that is unfinished.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::system::run::read;
use crate::system::workspace::Workspace;

/// Longest file of source, tests at its foot not counted. Beyond the soft limit a file is mentioned, not refused.
const MAX_LINES: usize = 600;
const SOFT_MAX_LINES: usize = 400;

/// Unfinished work, and traces of one machine. Split, so that this file does not accuse itself.
const BANNED: &[(&str, &str)] = &[
    (concat!("TO", "DO"), "finish it, or write an issue"),
    (concat!("FIX", "ME"), "finish it, or write an issue"),
    (
        concat!("#[", "ignore"),
        "a test that never runs promises nothing",
    ),
    (concat!("/ro", "ot/"), "a path of one machine"),
    (concat!("/wo", "rk/"), "a path of one machine"),
    (concat!("/ho", "me/"), "a path of one machine"),
    (
        concat!("registry.", "npmjs"),
        "a lock file records no download hosts",
    ),
];

/// Parts of the standard library that do nothing in a browser, or block it.
const NOT_IN_A_BROWSER: &[&str] = &[
    "std::env",
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
];

/// Packages whose sources run on a person's machine only.
const HOST_ONLY: &[&str] = &["crates/xtask/", "crates/perennial-cli/"];

/// Ways to write a colour; they belong into `tokens.css`, where both themes define them.
const COLOUR_FUNCTIONS: &[&str] = &[
    "rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "oklab(", "lab(", "lch(",
];

/// One sentence per broken rule, in the order of the files.
pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    let mut git = Command::new("git");
    git.current_dir(&workspace.root).args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
    ]);
    let listed = read(&mut git)?;
    let mut problems = Vec::new();
    for name in listed.lines() {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        if !matches!(
            extension,
            "rs" | "css" | "js" | "html" | "toml" | "json" | "md" | "ftl"
        ) || is_data(name)
        {
            continue;
        }
        // A file that was deleted but not yet committed is still listed.
        if let Ok(text) = fs::read_to_string(workspace.root.join(name)) {
            problems.extend(check_file(name, &text));
            mention_long(name, &text);
        }
    }
    Ok(problems)
}

/// Inputs and expected outputs of tests are data: they are what they are.
fn is_data(name: &str) -> bool {
    ["fixtures", "suite", "vectors"]
        .iter()
        .any(|folder| Path::new(name).iter().any(|part| part == *folder))
        && !name.ends_with(".rs")
}

fn check_file(name: &str, text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    if extension == "rs" && !text.starts_with("//!") {
        problems.push(format!(
            "{name}: must open with a `//!` line that says what it is for"
        ));
    }
    if matches!(extension, "rs" | "css" | "js") {
        let n_lines = lines_without_tests(text);
        if n_lines > MAX_LINES {
            problems.push(format!(
                "{name}: {n_lines} lines, at most {MAX_LINES} without tests; split it by concept"
            ));
        }
    }
    if is_browser_source(name) {
        for (index, line) in before_tests(text).enumerate() {
            let used = NOT_IN_A_BROWSER.iter().filter(|part| line.contains(**part));
            problems.extend(used.map(|part| {
                let line_number = index + 1;
                format!("{name}:{line_number}: `{part}` does not work in a browser; pass values in")
            }));
        }
    }
    for (index, line) in text.lines().enumerate() {
        for (banned, reason) in BANNED.iter().filter(|(banned, _)| line.contains(banned)) {
            problems.push(format!("{name}:{}: `{banned}`: {reason}", index + 1));
        }
        if extension == "css" && has_colour(line) && !may_have_colour(name, line) {
            problems.push(format!(
                "{name}:{}: a colour outside tokens.css: name it there for both themes",
                index + 1
            ));
        }
    }
    problems
}

fn mention_long(name: &str, text: &str) {
    let n_lines = lines_without_tests(text);
    if name.ends_with(".rs") && (SOFT_MAX_LINES..=MAX_LINES).contains(&n_lines) {
        println!("note: {name} has {n_lines} lines; files here aim to stay below {SOFT_MAX_LINES}");
    }
}

fn lines_without_tests(text: &str) -> usize {
    before_tests(text).count()
}

/// Lines up to the test module at the foot.
fn before_tests(text: &str) -> impl Iterator<Item = &str> {
    text.lines().take_while(|line| *line != "#[cfg(test)]")
}

/// Rust that is compiled into the app: sources of crates and of the page, without their tests, programs of their
/// own, examples and build scripts.
fn is_browser_source(name: &str) -> bool {
    let is_source = name.starts_with("web/src/")
        || (name.starts_with("crates/") && name.contains("/src/") && !name.contains("/src/bin/"));
    let is_test = name.ends_with("tests.rs") || name.contains("/tests/");
    let is_host_only = HOST_ONLY.iter().any(|folder| name.starts_with(folder));
    name.ends_with(".rs") && is_source && !is_test && !is_host_only
}

/// Tokens are the place for colours; paper is a third theme, which redefines some of them.
fn may_have_colour(name: &str, line: &str) -> bool {
    name.ends_with("/tokens.css")
        || (name.ends_with("/print.css") && line.trim_start().starts_with("--"))
}

/// Whether a line of CSS writes a colour by number: `#1a2b3c` as a value, or a colour function.
fn has_colour(line: &str) -> bool {
    let Some((_, value)) = line.split_once(':') else {
        return false;
    };
    let hex = value.match_indices('#').any(|(at, _)| {
        let digits = value[at + 1..]
            .chars()
            .take_while(char::is_ascii_hexdigit)
            .count();
        let ends = value[at + 1..]
            .chars()
            .nth(digits)
            .is_none_or(|next| matches!(next, ';' | ' ' | ',' | ')'));
        ends && matches!(digits, 3 | 4 | 6 | 8)
    });
    hex || COLOUR_FUNCTIONS.iter().any(|function| {
        value
            .match_indices(function)
            .any(|(at, _)| !value[..at].ends_with(|c: char| c.is_ascii_alphanumeric()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(name: &str, text: &str) -> usize {
        check_file(name, text).len()
    }

    #[test]
    fn a_rust_file_says_what_it_is_for() {
        assert_eq!(problems("a.rs", "//! Says it.\n"), 0);
        assert_eq!(problems("a.rs", "use std::fs;\n"), 1);
    }

    #[test]
    fn length_is_counted_without_the_tests_at_the_foot() {
        let code = format!("//! Long.\n{}", "code();\n".repeat(MAX_LINES - 1));
        assert_eq!(problems("a.rs", &code), 0);
        assert_eq!(problems("a.rs", &format!("{code}more();\n")), 1);
        assert_eq!(
            problems("a.rs", &format!("{code}#[cfg(test)]\nmod tests {{}}\n")),
            0
        );
    }

    #[test]
    fn unfinished_work_and_machine_paths_are_refused() {
        for (banned, _) in BANNED {
            assert_eq!(
                problems("a.md", &format!("here: {banned} it is\n")),
                1,
                "{banned}"
            );
        }
    }

    #[test]
    fn what_runs_in_a_browser_touches_no_files() {
        let code = "//! Reads.\nuse std::fs;\n";
        assert_eq!(problems("crates/perennial-engine/src/a.rs", code), 1);
        for elsewhere in [
            "crates/perennial-engine/build.rs",
            "crates/perennial-engine/src/a_tests.rs",
            "crates/xtask/src/a.rs",
            "tests/a.rs",
        ] {
            assert_eq!(problems(elsewhere, code), 0, "{elsewhere}");
        }
        let in_tests = "//! Computes.\n#[cfg(test)]\nmod tests { use std::fs; }\n";
        assert_eq!(problems("crates/perennial-engine/src/a.rs", in_tests), 0);
    }

    #[test]
    fn colours_live_in_the_tokens() {
        for line in [
            "color: #1a2b3c;",
            "border: 1px solid #fff",
            "background: rgb(1 2 3);",
        ] {
            assert_eq!(problems("web/styles/base.css", line), 1, "{line}");
            assert_eq!(problems("web/styles/tokens.css", line), 0, "{line}");
            assert_eq!(problems("web/styles/print.css", line), 1, "{line}");
        }
        assert_eq!(problems("web/styles/print.css", "  --canvas: #ffffff;"), 0);
        for line in [
            "a[href=\"#top\"] { color: var(--text); }",
            "#app > main { color: var(--accent); }",
            "color: var(--x); fill: url(#gradient);",
        ] {
            assert_eq!(problems("web/styles/base.css", line), 0, "{line}");
        }
    }
}
