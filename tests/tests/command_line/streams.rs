//! Results and messages keep to their streams, and a reader that goes away is no fault.

use crate::{sample_files, score};
use perennial_cli::{Exit, Language, run};
use perennial_tests::{Scratch, perennial, perennial_in};
use std::ffi::OsString;
use std::io::{self, Write};

/// A pipe whose reader leaves after some bytes.
struct Closing(usize);

impl Write for Closing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 < bytes.len() {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.0 -= bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_ends_the_command_quietly() {
    for room in [0, 1000] {
        let mut err = Vec::new();
        let arguments = ["metrics", "--format", "json"].map(OsString::from);
        let exit = run(arguments, Language::En, &mut Closing(room), &mut err);
        assert_eq!((exit, err.as_slice()), (Exit::Done, &b""[..]));
    }
}

#[test]
fn the_sample_is_not_written_over_files_that_are_there() {
    let scratch = Scratch::new("no-overwrite");
    let written = sample_files(&scratch, "en", "2026-03-01");
    let before = std::fs::read(&written[0]).unwrap();
    let words = ["sample", "--out", "sample", "--as-of", "2020-01-01"];
    let outcome = perennial_in(scratch.path(), &words);
    assert_eq!((outcome.exit, outcome.out.as_str()), (Exit::Input, ""));
    assert!(
        outcome
            .err
            .starts_with("error[cannot-write] sample/accounts.csv:")
    );
    assert_eq!(std::fs::read(&written[0]).unwrap(), before);
}

#[test]
fn without_a_result_nothing_is_on_the_result_stream() {
    let scratch = Scratch::new("no-result");
    let good = scratch.write("accounts.csv", "account_id,name\nA1,Harbor\n");
    let bad = scratch.write("photo.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0");
    let outcome = perennial(score(&[good, bad], "2026-03-01", &[]));
    assert_eq!((outcome.exit, outcome.out.as_str()), (Exit::Input, ""));
    assert!(
        outcome.err.contains("error[binary-file]"),
        "{}",
        outcome.err
    );
}

#[test]
fn the_catalogue_has_every_metric_in_each_form_and_language() {
    let json = perennial(["metrics", "--format", "json"]).expect_done();
    let metrics: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert!(metrics.len() >= 40, "{}", metrics.len());
    for language in ["zh", "en"] {
        let csv = perennial(["metrics", "--format", "csv", "--lang", language]).expect_done();
        let text = perennial(["metrics", "--lang", language]).expect_done();
        let rows = perennial_tests::csv_rows(&csv);
        assert_eq!(rows.len(), metrics.len() + 1);
        for (row, metric) in rows[1..].iter().zip(&metrics) {
            assert_eq!(row[0], metric["id"]);
            assert!(
                text.contains(&format!("  {}: {}", row[0], row[4])),
                "{row:?}"
            );
        }
    }
}

#[test]
fn a_shipped_model_printed_and_given_back_scores_the_same() {
    let scratch = Scratch::new("model-back");
    let files = [scratch.write(
        "accounts-2026-03-01.csv",
        "account_id,name,last_login,logins_30d,nps\nA1,Harbor,2026-02-20,12,9\n",
    )];
    for id in perennial(["model"]).expect_done().lines() {
        let document = perennial(["model", id]).expect_done();
        let path = scratch.write(&format!("{id}.json"), document);
        let by_file = score(&files, "2026-03-01", &["--model", path.to_str().unwrap()]);
        let by_id = score(&files, "2026-03-01", &["--model", id]);
        assert_eq!(
            perennial(by_file).expect_done(),
            perennial(by_id).expect_done()
        );
    }
}

#[test]
fn messages_are_in_the_readers_language_and_codes_in_none() {
    let scratch = Scratch::new("messages-zh");
    let text = "account_id,name,owner,arr\nA1,Harbor,Ann,1000\nA2,Haven,Ann,2000\n\
        A3,Hill,Ben,lots\nA4,Hollow,Ben,4000\n";
    let file = scratch.write("accounts.csv", text);
    let words = score(&[file], "2026-03-01", &[]);
    let words: Vec<OsString> = words.into_iter().map(OsString::from).collect();
    let run_in = |language, more: &[&str]| {
        let words = words.iter().cloned().chain(more.iter().map(OsString::from));
        let (mut out, mut err) = (Vec::new(), Vec::new());
        assert_eq!(run(words, language, &mut out, &mut err), Exit::Done);
        (out, String::from_utf8(err).unwrap())
    };
    let (out, english) = run_in(Language::En, &[]);
    let (same, chinese) = run_in(Language::Zh, &[]);
    assert_eq!(out, same, "results do not follow the environment");
    assert_eq!(run_in(Language::En, &["--lang", "zh"]).1, chinese);
    assert_eq!(run_in(Language::Zh, &["--lang=en"]).1, english);
    let codes = |text: &str| -> Vec<String> {
        let lines = text.lines().filter_map(|line| line.split_once(']'));
        lines.map(|(code, _)| code.to_owned()).collect()
    };
    assert_eq!(codes(&english), codes(&chinese));
    assert!(chinese.contains("不是数字"), "{chinese}");
    assert!(!chinese.contains("set aside"), "{chinese}");

    let misused = perennial(["score", "--as-of", "--lang", "zh"]);
    assert_eq!(misused.exit, Exit::Usage);
    for (words, says) in [
        (&["score", "--lang", "zh"][..], "需要 --as-of DATE"),
        (&["scores", "--lang", "zh"], "没有“scores”这个命令"),
        (&["score", "--sheets", "--lang", "zh"], "没有选项 --sheets"),
        (&["--help", "--lang", "zh"], "退出码"),
    ] {
        let outcome = perennial(words.iter().copied());
        let said = outcome.err + &outcome.out;
        assert!(said.contains(says), "{words:?}: {said}");
    }
}
