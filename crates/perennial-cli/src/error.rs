//! What ends the command early, and the exit code of each.

use perennial_data::Day;
use perennial_engine::ModelError;
use perennial_import::Code;
use std::io;
use std::path::PathBuf;
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
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why there is no result.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CliError {
    #[error("{message}; see perennial --help")]
    Usage { message: String },
    #[error("{}: cannot be read: {source}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("{}: {problem}", path.display())]
    BadFile {
        path: PathBuf,
        code: Code,
        problem: String,
    },
    #[error(
        "{}: taken for {table}, but no column gives {field}; \
         name one column {field:?} or give another file", path.display()
    )]
    UnmappedRequired {
        path: PathBuf,
        table: &'static str,
        field: &'static str,
    },
    #[error("none of the files has a row that could come in")]
    NoRows,
    #[error("no account has the id or name {account:?}")]
    UnknownAccount { account: String },
    #[error("{count} accounts are named {account:?}; give the id of one: {ids}")]
    AmbiguousAccount {
        account: String,
        count: usize,
        ids: String,
    },
    #[error("account {account:?} does not exist on {to} yet")]
    AccountNotYet { account: String, to: Day },
    #[error("{}: {source}", path.display())]
    BadModel { path: PathBuf, source: ModelError },
    #[error("no model {name:?}: neither a file nor one of {shipped}")]
    UnknownModel { name: String, shipped: String },
    #[error("{}: cannot be written: {source}", path.display())]
    Unwritable { path: PathBuf, source: io::Error },
    #[error(
        "{questions} questions, {rows} rows and {values} values set aside, {files} files without \
         rows: under --strict that is an error"
    )]
    Partly {
        questions: usize,
        rows: u64,
        values: u64,
        files: usize,
    },
    #[error("the result cannot be written: {source}")]
    Output {
        #[from]
        source: io::Error,
    },
}

impl CliError {
    /// The stable name of the fault, as messages quote it.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Usage { .. } => "usage",
            Self::Unreadable { .. } => "file-unreadable",
            Self::BadFile { code, .. } => code.as_str(),
            Self::UnmappedRequired { .. } => Code::UnmappedRequired.as_str(),
            Self::NoRows => "no-rows",
            Self::UnknownAccount { .. } => "unknown-account",
            Self::AmbiguousAccount { .. } => "ambiguous-account",
            Self::AccountNotYet { .. } => "account-not-yet",
            Self::BadModel { source, .. } => source.code(),
            Self::UnknownModel { .. } => "unknown-model",
            Self::Unwritable { .. } | Self::Output { .. } => "cannot-write",
            Self::Partly { .. } => "partly-read",
        }
    }

    /// How the command ends by it.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Usage { .. } => Exit::Usage,
            Self::Partly { .. } => Exit::Partly,
            _ => Exit::Input,
        }
    }
}
