//! The command line run in this process.

use perennial_cli::{Exit, Language, run};
use std::ffi::OsString;
use std::path::Path;

/// What a run of the command gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How it ended.
    pub exit: Exit,
    /// Its results.
    pub out: String,
    /// Its messages.
    pub err: String,
}

impl Outcome {
    /// The results of a run that must have gone well.
    ///
    /// # Panics
    /// If it did not.
    #[must_use]
    pub fn expect_done(self) -> String {
        assert_eq!(self.exit, Exit::Done, "{}", self.err);
        self.out
    }
}

/// Runs `perennial` with these arguments.
///
/// # Panics
/// If it writes what is not UTF-8.
pub fn perennial<A: Into<OsString>>(arguments: impl IntoIterator<Item = A>) -> Outcome {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = arguments.into_iter().map(Into::into);
    let exit = run(arguments, Language::En, &mut out, &mut err);
    Outcome {
        exit,
        out: String::from_utf8(out).unwrap(),
        err: String::from_utf8(err).unwrap(),
    }
}

/// Runs `perennial` as if in `folder`: words that name a file there stand for it, and messages do
/// not show where the folder is. (The working directory belongs to all tests of a process.)
#[must_use]
pub fn perennial_in(folder: &Path, words: &[&str]) -> Outcome {
    let mut before = "";
    let arguments: Vec<OsString> = words
        .iter()
        .enumerate()
        .map(|(position, word)| {
            let is_path = position > 0
                && (["--out", "--rejects"].contains(&before) || folder.join(word).exists());
            before = word;
            match is_path {
                true => folder.join(word).into(),
                false => (*word).into(),
            }
        })
        .collect();
    let outcome = perennial(arguments);
    let place = format!("{}/", folder.display());
    Outcome {
        exit: outcome.exit,
        out: outcome.out.replace(&place, ""),
        err: outcome.err.replace(&place, ""),
    }
}
