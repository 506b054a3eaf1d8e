//! What is wrong with a model document, and where.

use std::fmt;

/// Stable names of what can be wrong with a model document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ModelErrorCode {
    /// Not JSON, an unknown field, a missing field or a value of the wrong type.
    Syntax,
    /// Not this format, or a version this program does not know.
    Version,
    /// Two things of one kind share an id, or an id is empty.
    Id,
    /// A name that stands for nothing: metric, group, measure, table field.
    Unknown,
    /// A weight below 0 or not a number, or no weight above 0.
    Weight,
    /// Bands or steps with a gap, an overlap or not from 0 to 100.
    Bands,
    /// A number outside its range.
    Range,
    /// A transform that cannot score: `worst` equal to `best`, a target or half-life not above 0.
    Transform,
    /// A test that does not fit the kind of value it is put to, or a rule where it may not stand.
    Test,
    /// A metric that cannot be computed: no source, a window or aggregate that does not fit.
    Metric,
    /// Metrics that are divided by each other in a circle.
    Cycle,
    /// More of something than the engine holds.
    TooMany,
}

impl ModelErrorCode {
    /// The stable name, for messages and tests.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Syntax => "model-syntax",
            Self::Version => "model-version",
            Self::Id => "model-id",
            Self::Unknown => "model-unknown",
            Self::Weight => "model-weight",
            Self::Bands => "model-bands",
            Self::Range => "model-range",
            Self::Transform => "model-transform",
            Self::Test => "model-test",
            Self::Metric => "model-metric",
            Self::Cycle => "model-cycle",
            Self::TooMany => "model-too-many",
        }
    }
}

/// One fault of a model document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelError {
    /// What kind of fault.
    pub code: ModelErrorCode,
    /// Where: `measures[3].transform.linear.best`; empty for the document itself.
    pub path: String,
    /// In English, for logs and the command line; screens translate the code.
    pub message: String,
}

impl ModelError {
    /// A fault at a path.
    #[must_use]
    pub fn new(code: ModelErrorCode, path: impl Into<String>, message: &str) -> Self {
        Self {
            code,
            path: path.into(),
            message: message.to_owned(),
        }
    }

    /// The same fault, seen from further out.
    pub(crate) fn within(mut self, path: &str) -> Self {
        self.path = match self.path.as_str() {
            "" => path.to_owned(),
            inner => format!("{path}.{inner}"),
        };
        self
    }

    /// The stable name of the fault.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code.as_str()
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            write!(f, "{}", self.message)
        } else {
            write!(f, "{}: {}", self.path, self.message)
        }
    }
}

impl std::error::Error for ModelError {}
