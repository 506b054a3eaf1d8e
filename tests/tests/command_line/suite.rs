//! Runs every case of tests/suite: a folder with its files, the `command`, and what is `expected`.
//!
//! `UPDATE_SUITE=1 cargo test -p perennial-tests` writes `expected` anew: read the difference
//! before you keep it.

use perennial_tests::{Scratch, perennial_in, repository};

#[test]
fn every_case_of_the_suite_ends_and_says_what_is_expected() {
    let suite = repository().join("tests/suite");
    let entries = std::fs::read_dir(&suite).unwrap();
    let mut cases: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    cases.retain(|case| case.join("command").is_file());
    cases.sort();
    assert!(cases.len() >= 10, "the suite is in {suite:?}");
    let update = std::env::var_os("UPDATE_SUITE").is_some();
    let mut wrong = Vec::new();
    for case in cases {
        let name = case.file_name().unwrap().to_str().unwrap();
        let scratch = Scratch::new(&format!("suite-{name}"));
        for entry in std::fs::read_dir(&case).unwrap() {
            let path = entry.unwrap().path();
            let file = path.file_name().unwrap().to_str().unwrap();
            if !["command", "expected"].contains(&file) {
                scratch.write(file, std::fs::read(&path).unwrap());
            }
        }
        let command = std::fs::read_to_string(case.join("command")).unwrap();
        let words: Vec<&str> = command.split_whitespace().collect();
        let outcome = perennial_in(scratch.path(), &words);
        let (exit, err) = (outcome.exit as u8, outcome.err);
        // Lines of CSV end with a carriage return, which files in the repository do not.
        let out = outcome.out.replace('\r', "");
        let mut found = format!("exit {exit}\n--- messages\n{err}--- result\n{out}");
        if let Ok(rejects) = std::fs::read_to_string(scratch.path().join("rejects.csv")) {
            let place = format!("{}/", scratch.path().display());
            let rejects = rejects.replace(&place, "").replace('\r', "");
            found.push_str(&format!("--- rejects\n{rejects}"));
        }
        let path = case.join("expected");
        if update {
            std::fs::write(&path, &found).unwrap();
        } else if std::fs::read_to_string(&path).unwrap_or_default() != found {
            wrong.push(format!("== {name}\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
