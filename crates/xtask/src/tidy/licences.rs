//! Licences: every package of the dependency graph must be usable under one of the licences listed here.

use serde_json::Value;

/// Permissive licences, compatible with shipping under MIT OR Apache-2.0.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// One sentence per package that states no licence or none that is allowed.
pub(super) fn check(metadata: &Value) -> Vec<String> {
    let packages = metadata["packages"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let mut problems = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap_or("?");
        match package["license"].as_str() {
            None => problems.push(format!("{name} states no licence")),
            Some(expression) => match is_allowed(expression) {
                Some(true) => {}
                Some(false) => problems.push(format!(
                    "{name} is under {expression}, which is not on the list"
                )),
                None => problems.push(format!("{name}: the licence '{expression}' cannot be read")),
            },
        }
    }
    if packages.is_empty() {
        problems.push("cargo metadata lists no packages".to_owned());
    }
    problems
}

/// Whether an SPDX expression can be satisfied with [`ALLOWED`]; none if it is not one.
fn is_allowed(expression: &str) -> Option<bool> {
    // `/` is an old way to write OR.
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut words = words.as_slice();
    let allowed = any_of(&mut words)?;
    words.is_empty().then_some(allowed)
}

/// `a OR b OR c`.
fn any_of(words: &mut &[&str]) -> Option<bool> {
    let mut allowed = all_of(words)?;
    while let Some(rest) = after(words, "OR") {
        *words = rest;
        allowed |= all_of(words)?;
    }
    Some(allowed)
}

/// `a AND b AND c`, which binds tighter than OR.
fn all_of(words: &mut &[&str]) -> Option<bool> {
    let mut allowed = one(words)?;
    while let Some(rest) = after(words, "AND") {
        *words = rest;
        allowed &= one(words)?;
    }
    Some(allowed)
}

/// A licence, a licence WITH an exception, or a parenthesis.
fn one(words: &mut &[&str]) -> Option<bool> {
    let (first, rest) = words.split_first()?;
    *words = rest;
    if *first == "(" {
        let allowed = any_of(words)?;
        *words = after(words, ")")?;
        return Some(allowed);
    }
    if matches!(*first, ")" | "OR" | "AND" | "WITH") {
        return None;
    }
    let mut licence = (*first).to_owned();
    if let Some(rest) = after(words, "WITH") {
        let (exception, rest) = rest.split_first()?;
        *words = rest;
        licence = format!("{licence} WITH {exception}");
    }
    Some(ALLOWED.contains(&licence.as_str()))
}

/// What follows `word`, if the words start with it.
fn after<'a, 'b>(words: &'a [&'b str], word: &str) -> Option<&'a [&'b str]> {
    words
        .split_first()
        .filter(|(first, _)| **first == word)
        .map(|(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_weighed_as_they_mean() {
        for allowed in [
            "MIT",
            "MIT OR Apache-2.0",
            "MIT/Apache-2.0",
            "GPL-3.0-only OR MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
        ] {
            assert_eq!(is_allowed(allowed), Some(true), "{allowed}");
        }
        for refused in [
            "GPL-3.0-only",
            "MIT AND GPL-2.0-only",
            "GPL-2.0-only WITH Classpath-exception-2.0",
        ] {
            assert_eq!(is_allowed(refused), Some(false), "{refused}");
        }
        for unreadable in ["", "MIT OR", "(MIT", "MIT Apache-2.0"] {
            assert_eq!(is_allowed(unreadable), None, "{unreadable}");
        }
    }
}
