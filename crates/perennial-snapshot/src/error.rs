//! Why a text is no snapshot.

use thiserror::Error;

/// What is wrong with a text that should be a snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SnapshotError {
    /// Longer than [`MAX_BYTES`](crate::MAX_BYTES).
    #[error("{bytes} bytes are more than a snapshot or the rows of a customer have")]
    TooLarge {
        /// Its length.
        bytes: usize,
    },
    /// Not JSON, a missing field or a value of the wrong type.
    #[error("{path}: {message}")]
    Syntax {
        /// Where.
        path: String,
        /// What, in English.
        message: String,
    },
    /// Another kind of document.
    #[error("neither a snapshot nor rows of a customer")]
    Format,
    /// A newer version.
    #[error("version {version} is newer than this program")]
    Version {
        /// The version.
        version: u32,
    },
    /// A number outside its range, or more of something than a snapshot has.
    #[error("{path} is out of range")]
    Range {
        /// Which.
        path: &'static str,
    },
}

impl SnapshotError {
    /// The stable name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "snapshot-too-large",
            Self::Syntax { .. } => "snapshot-syntax",
            Self::Format => "snapshot-format",
            Self::Version { .. } => "snapshot-version",
            Self::Range { .. } => "snapshot-range",
        }
    }
}
