//! Results and messages keep to their streams, and a reader that goes away is no fault.

use crate::{sample_files, score};
use perennial_cli::{Exit, run};
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
        let exit = run(arguments, &mut Closing(room), &mut err);
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
