//! What ends the command early, and the exit code of each.

use crate::load::fatal;
use crate::words::Words;
use perennial_data::Day;
use perennial_engine::ModelError;
use perennial_import::{Code, Problem};
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// How the command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: the result is complete, but for what messages say was set aside.
    Done = 0,
    /// 1: a file, model or account is not usable; there is no result.
    Input = 1,
    /// 2: the arguments are not understood.
    Usage = 2,
    /// 3: under `--strict`, not everything could be read without doubt; there is no result.
    Partly = 3,
    /// 4: a model was looked at and something is wrong with it; the result says what.
    Found = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why there is no result. What it says is [`CliError::text`].
#[derive(Debug)]
pub(crate) enum CliError {
    /// The arguments: a key of the texts, and its values.
    Usage(&'static str, Vec<(&'static str, String)>),
    Unreadable {
        path: PathBuf,
        source: io::Error,
    },
    BadFile {
        path: PathBuf,
        problem: Problem,
    },
    UnmappedRequired {
        path: PathBuf,
        table: &'static str,
        field: &'static str,
    },
    NoRows,
    UnknownAccount {
        account: String,
    },
    AmbiguousAccount {
        account: String,
        count: usize,
        ids: String,
    },
    AccountNotYet {
        account: String,
        to: Day,
    },
    BadModel {
        path: PathBuf,
        source: ModelError,
    },
    UnknownModel {
        name: String,
        shipped: String,
    },
    Unwritable {
        path: PathBuf,
        source: io::Error,
    },
    Partly {
        questions: usize,
        rows: u64,
        values: u64,
        files: usize,
    },
    /// A model that was looked at has faults.
    Found {
        errors: usize,
        warnings: usize,
    },
    Output {
        source: io::Error,
    },
}

impl From<io::Error> for CliError {
    fn from(source: io::Error) -> Self {
        Self::Output { source }
    }
}

impl CliError {
    /// The stable name of the fault, as messages quote it.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Usage(..) => "usage",
            Self::Unreadable { .. } => "file-unreadable",
            Self::BadFile { problem, .. } => problem.code.as_str(),
            Self::UnmappedRequired { .. } => Code::UnmappedRequired.as_str(),
            Self::NoRows => "no-rows",
            Self::UnknownAccount { .. } => "unknown-account",
            Self::AmbiguousAccount { .. } => "ambiguous-account",
            Self::AccountNotYet { .. } => "account-not-yet",
            Self::BadModel { source, .. } => source.code(),
            Self::UnknownModel { .. } => "unknown-model",
            Self::Unwritable { .. } | Self::Output { .. } => "cannot-write",
            Self::Partly { .. } => "partly-read",
            Self::Found { .. } => "model-faulty",
        }
    }

    /// What it says.
    pub(crate) fn text(&self, words: Words) -> String {
        let path = |path: &Path| path.display().to_string();
        let (key, values): (&str, Vec<(&str, String)>) = match self {
            Self::Usage(key, values) => {
                let values: Vec<(&str, &str)> = values
                    .iter()
                    .map(|(name, value)| (*name, value.as_str()))
                    .collect();
                ("usage", vec![("message", words.say(key, &values))])
            }
            Self::Unreadable { path: at, source } => (
                "unreadable",
                vec![("path", path(at)), ("source", source.to_string())],
            ),
            Self::BadFile { path: at, problem } => (
                "bad-file",
                vec![("path", path(at)), ("problem", fatal(words, problem))],
            ),
            Self::UnmappedRequired {
                path: at,
                table,
                field,
            } => (
                "unmapped",
                vec![
                    ("path", path(at)),
                    ("table", (*table).to_owned()),
                    ("field", (*field).to_owned()),
                ],
            ),
            Self::NoRows => ("no-rows", Vec::new()),
            Self::UnknownAccount { account } => {
                ("unknown-account", vec![("account", account.clone())])
            }
            Self::AmbiguousAccount {
                account,
                count,
                ids,
            } => (
                "ambiguous-account",
                vec![
                    ("account", account.clone()),
                    ("count", count.to_string()),
                    ("ids", ids.clone()),
                ],
            ),
            Self::AccountNotYet { account, to } => (
                "account-not-yet",
                vec![("account", account.clone()), ("to", to.to_string())],
            ),
            Self::BadModel { path: at, source } => (
                "bad-model",
                vec![("path", path(at)), ("source", source.to_string())],
            ),
            Self::UnknownModel { name, shipped } => (
                "unknown-model",
                vec![("name", name.clone()), ("shipped", shipped.clone())],
            ),
            Self::Unwritable { path: at, source } => (
                "unwritable",
                vec![("path", path(at)), ("source", source.to_string())],
            ),
            Self::Partly {
                questions,
                rows,
                values,
                files,
            } => (
                "partly",
                vec![
                    ("questions", questions.to_string()),
                    ("rows", rows.to_string()),
                    ("values", values.to_string()),
                    ("files", files.to_string()),
                ],
            ),
            Self::Found { errors, warnings } => (
                "found",
                vec![
                    ("errors", errors.to_string()),
                    ("warnings", warnings.to_string()),
                ],
            ),
            Self::Output { source } => ("output", vec![("source", source.to_string())]),
        };
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        words.say(key, &values)
    }

    /// How the command ends by it.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Usage(..) => Exit::Usage,
            Self::Partly { .. } => Exit::Partly,
            Self::Found { .. } => Exit::Found,
            _ => Exit::Input,
        }
    }
}
