//! A request that could not be carried out.

use serde::{Deserialize, Serialize};

/// Why not: a stable code and what fills its sentence. The app has the sentences in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{code}")]
pub struct Failure {
    /// Stable, kebab-case, shown to quote: `quota-exceeded`.
    pub code: String,
    /// What the sentence names: `("file", "usage.csv")`.
    pub args: Vec<(String, String)>,
}

impl Failure {
    /// A failure without arguments.
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            args: Vec::new(),
        }
    }

    /// The same with one argument more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.args.push((name.to_owned(), value.into()));
        self
    }
}
