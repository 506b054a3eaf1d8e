//! The workspace as a whole: what is in it and how it is kept.

use perennial_data::{Bilingual, Day, TableId};
use serde::{Deserialize, Serialize};

/// What the shell shows on every screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkspaceView {
    /// Counts every change.
    pub revision: u64,
    /// Whether it holds the sample.
    pub is_sample: bool,
    /// Number of accounts.
    pub n_accounts: u32,
    /// Rows per table that has any.
    pub tables: Vec<TableSize>,
    /// The newest date in the data, if there is any.
    pub newest: Option<Day>,
    /// The model in use.
    pub model: ModelInfo,
    /// The models that ship.
    pub shipped: Vec<ModelInfo>,
    /// What [`crate::Request::Undo`] would take back: a code such as `import`.
    pub undo: Option<String>,
    /// What [`crate::Request::Redo`] would make again.
    pub redo: Option<String>,
    /// Fields of accounts that filters and columns can name: those with values, custom ones last.
    pub account_fields: Vec<String>,
    /// Whether this tab may change the workspace.
    pub is_writer: bool,
    /// Whether the workspace survives a reload: `false` where the browser refuses storage.
    pub is_stored: bool,
}

/// A table and its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSize {
    /// The table.
    pub table: TableId,
    /// Its rows.
    pub rows: u32,
    /// Of these, rows whose account is unknown.
    pub unmatched: u32,
}

/// A health model in short.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelInfo {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Bilingual,
    /// Its revision.
    pub revision: u32,
    /// Number of measures.
    pub n_measures: u32,
    /// Of these, measures for which the data in hand has any value.
    pub n_fed: u32,
    /// The measures with their metrics, for column pickers.
    pub measures: Vec<(String, Bilingual)>,
}

/// How much is stored and how safely.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StorageView {
    /// Bytes that the browser says are used here.
    pub used: Option<u64>,
    /// Bytes that it would give.
    pub quota: Option<u64>,
    /// Whether it promised to keep them.
    pub persisted: bool,
    /// Bytes of the engine's memory.
    pub memory: u64,
}
