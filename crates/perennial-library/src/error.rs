//! What callers can do wrong.

use perennial_model::ModelError;
use thiserror::Error;

/// Why there is no result.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LibraryError {
    /// The rows are no object of lists of objects.
    #[error("rows: {message}")]
    Syntax {
        /// Where.
        path: String,
        /// What, in English.
        message: String,
    },
    /// A table that there is not.
    #[error("there is no table `{table}`")]
    Table {
        /// Its name.
        table: String,
    },
    /// A value that its field cannot hold.
    #[error("{path}: expected {wanted}")]
    Value {
        /// Table, row and field: `usage[3].date`.
        path: String,
        /// What the field holds.
        wanted: &'static str,
    },
    /// No date.
    #[error("{path}: `{text}` is no date of the form 2026-03-31")]
    Date {
        /// Which argument.
        path: &'static str,
        /// What it is.
        text: String,
    },
    /// No model ships by that name.
    #[error("no model ships by the name `{name}`")]
    UnknownModel {
        /// The name.
        name: String,
    },
    /// A fault of the model document.
    #[error("model: {0}")]
    Model(ModelError),
    /// Several accounts and none named, or a name that none has.
    #[error("{}", match .account { Some(id) => format!("there is no account `{id}`"), None => "the rows are of several accounts: name one".to_owned() })]
    Account {
        /// What was asked for.
        account: Option<String>,
    },
    /// The account does not exist on the date.
    #[error("`{account}` does not exist on this date")]
    NotYet {
        /// Its id.
        account: String,
    },
}

impl LibraryError {
    /// The stable name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "rows-syntax",
            Self::Table { .. } => "rows-table",
            Self::Value { .. } => "rows-value",
            Self::Date { .. } => "date",
            Self::UnknownModel { .. } => "model-unknown-name",
            Self::Model(error) => error.code(),
            Self::Account { account: None } => "rows-which-account",
            Self::Account { .. } => "rows-no-account",
            Self::NotYet { .. } => "rows-not-yet",
        }
    }

    /// Where in the input; empty where it is no place of it.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Syntax { path, .. } | Self::Value { path, .. } => path,
            Self::Table { table } => table,
            Self::Date { path, .. } => path,
            Self::Model(error) => &error.path,
            _ => "",
        }
    }
}
