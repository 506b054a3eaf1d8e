//! The workspace as it is kept: a manifest and columnar chunks, written so that unchanged tables
//! are not written again, read back with everything checked.
//!
//! A manifest names its chunks; whoever stores them puts both in one transaction and drops the
//! chunks that no manifest names. [`FORMAT`] is raised when the manifest changes its form; older
//! forms are still read.

use crate::state::State;
use perennial_data::{
    Column, Dataset, Dict, StoredError, TableId, TableParts, accounts_from_stored,
    accounts_to_stored,
};
use perennial_engine::Override;
use perennial_protocol::Failure;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Version of the manifest's form.
pub const FORMAT: u32 = 4;
/// The form before there were [`Manifest::draft`] and [`Manifest::versions`], its last fields.
const WITHOUT_VERSIONS: u32 = 3;
/// The form before there was [`Manifest::mappings`] either.
const WITHOUT_MAPPINGS: u32 = 2;
/// The form before there was [`Manifest::work`] either.
const WITHOUT_WORK: u32 = 1;
const BACKUP_MAGIC: &[u8] = b"PERENNIAL\x01";

/// What a workspace consists of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) revision: u64,
    pub(crate) is_sample: bool,
    /// The model document as JSON.
    pub(crate) model: String,
    pub(crate) overrides: Vec<Override>,
    tables: Vec<StoredTable>,
    /// Account keys that match no account, in order of their codes.
    unmatched: Vec<String>,
    /// What people did, as the part on life writes it down; empty: nothing yet.
    pub(crate) work: Vec<u8>,
    /// How files were read, as the import writes it down; empty: none was.
    pub(crate) mappings: Vec<u8>,
    /// The model document that is being edited, as JSON; empty: none is.
    pub(crate) draft: Vec<u8>,
    /// Saved versions of the model, as the model room writes them down; empty: none was.
    pub(crate) versions: Vec<u8>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct StoredTable {
    table: TableId,
    rows: u32,
    /// Chunk of the account numbers; empty where the table has none.
    accounts: String,
    /// Field and chunk.
    columns: Vec<(String, String)>,
    /// Header and chunk.
    custom: Vec<(String, String)>,
}

/// A manifest and the names of the chunks it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// To be kept as it is; its first four bytes are [`FORMAT`].
    pub manifest: Vec<u8>,
    /// Every chunk that the manifest names. One that is stored already need not be written again:
    /// a name is never given to other bytes.
    pub chunks: Vec<String>,
}

/// Which chunks hold the dataset at hand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    data: Option<Rc<Dataset>>,
    tables: Vec<StoredTable>,
}

impl Layout {
    /// Names chunks for `data`, keeping those of tables that are as they were.
    pub(crate) fn update(&mut self, data: &Rc<Dataset>, revision: u64) {
        if self
            .data
            .as_ref()
            .is_some_and(|held| Rc::ptr_eq(held, data))
        {
            return;
        }
        let held = self.data.take();
        let earlier = std::mem::take(&mut self.tables);
        for id in TableId::ALL {
            let table = data.table(id);
            let unchanged = held.as_ref().is_some_and(|held| held.table(id) == table);
            match earlier.iter().find(|stored| stored.table == id) {
                Some(stored) if unchanged => self.tables.push(stored.clone()),
                _ if table.is_empty() => {}
                _ => self.tables.push(named(data, id, revision)),
            }
        }
        self.data = Some(Rc::clone(data));
    }

    /// Takes over the names under which `data` was read.
    fn adopt(&mut self, data: &Rc<Dataset>, tables: Vec<StoredTable>) {
        self.data = Some(Rc::clone(data));
        self.tables = tables;
    }

    /// The bytes of a chunk; empty for a name that is not of this layout.
    pub(crate) fn chunk(&self, name: &str) -> Vec<u8> {
        let Some(data) = &self.data else {
            return Vec::new();
        };
        for stored in &self.tables {
            let table = data.table(stored.table);
            if stored.accounts == name {
                return accounts_to_stored(table.accounts());
            }
            let field = stored.columns.iter().find(|(_, chunk)| chunk == name);
            if let Some(column) = field.and_then(|(field, _)| table.column(field)) {
                return column.to_stored();
            }
            if let Some(position) = stored.custom.iter().position(|(_, chunk)| chunk == name) {
                return table
                    .custom()
                    .get(position)
                    .map(|custom| custom.column.to_stored())
                    .unwrap_or_default();
            }
        }
        Vec::new()
    }

    pub(crate) fn stored(&self, state: &State, revision: u64) -> Result<Stored, Failure> {
        let manifest = Manifest {
            revision,
            is_sample: state.is_sample,
            model: state.model.json().to_owned(),
            overrides: state.overrides.to_vec(),
            tables: self.tables.clone(),
            unmatched: state.data.unmatched().iter().map(str::to_owned).collect(),
            work: state.work.to_vec(),
            mappings: state.mappings.to_vec(),
            draft: state.draft.to_vec(),
            versions: state.versions.to_vec(),
        };
        let mut bytes = FORMAT.to_le_bytes().to_vec();
        bytes.extend(postcard::to_allocvec(&manifest).map_err(|_| Failure::new("not-stored"))?);
        let mut chunks = Vec::new();
        for table in &self.tables {
            chunks.extend(table.chunk_names().map(str::to_owned));
        }
        Ok(Stored {
            manifest: bytes,
            chunks,
        })
    }
}

impl StoredTable {
    fn chunk_names(&self) -> impl Iterator<Item = &str> {
        let accounts = (!self.accounts.is_empty()).then_some(self.accounts.as_str());
        let columns = self
            .columns
            .iter()
            .chain(&self.custom)
            .map(|(_, chunk)| chunk.as_str());
        accounts.into_iter().chain(columns)
    }
}

fn named(data: &Dataset, id: TableId, revision: u64) -> StoredTable {
    let table = data.table(id);
    let name = |part: &str| format!("{revision}.{}.{part}", id.name());
    let fields = id
        .spec()
        .fields
        .iter()
        .filter(|field| field.name != "account_id" || id == TableId::Accounts);
    StoredTable {
        table: id,
        rows: u32::try_from(table.len()).unwrap_or(u32::MAX),
        accounts: if table.accounts().is_empty() {
            String::new()
        } else {
            name("account")
        },
        columns: fields
            .filter(|field| table.column(field.name).is_some())
            .map(|field| (field.name.to_owned(), name(field.name)))
            .collect(),
        custom: table
            .custom()
            .iter()
            .enumerate()
            .map(|(position, custom)| (custom.name.clone(), name(&format!("custom-{position}"))))
            .collect(),
    }
}

fn read_manifest(bytes: &[u8]) -> Result<Manifest, Failure> {
    let damaged = || Failure::new("stored-damaged");
    let (format, rest) = bytes.split_first_chunk::<4>().ok_or_else(damaged)?;
    // A length of 0 in place of each field that is not there.
    let lengthened = |rest: &[u8], fields: usize| {
        postcard::from_bytes(&[rest, &[0; 4][..fields]].concat()).map_err(|_| damaged())
    };
    match u32::from_le_bytes(*format) {
        FORMAT => postcard::from_bytes(rest).map_err(|_| damaged()),
        WITHOUT_VERSIONS => lengthened(rest, 2),
        WITHOUT_MAPPINGS => lengthened(rest, 3),
        WITHOUT_WORK => lengthened(rest, 4),
        newer if newer > FORMAT => {
            Err(Failure::new("newer-format").with("format", newer.to_string()))
        }
        _ => Err(damaged()),
    }
}

/// The names of the chunks that a manifest needs.
///
/// # Errors
/// `stored-damaged`, or `newer-format` for one that a later version wrote.
pub fn chunk_names(manifest: &[u8]) -> Result<Vec<String>, Failure> {
    let manifest = read_manifest(manifest)?;
    Ok(manifest
        .tables
        .iter()
        .flat_map(|table| table.chunk_names().map(str::to_owned))
        .collect())
}

/// Data and the rest of a workspace from its manifest and chunks.
pub(crate) fn open(
    manifest: &[u8],
    mut chunk: impl FnMut(&str) -> Option<Vec<u8>>,
) -> Result<(Rc<Dataset>, Manifest, Layout), Failure> {
    let manifest = read_manifest(manifest)?;
    let missing = |name: &str| Failure::new("stored-damaged").with("chunk", name);
    let mut get = |name: &str| chunk(name).ok_or_else(|| missing(name));
    let mut parts = Vec::new();
    for stored in &manifest.tables {
        let mut columns = |named: &[(String, String)]| {
            let read = |(field, name): &(String, String)| {
                Ok((
                    field.clone(),
                    Column::from_stored(&get(name)?).map_err(|error| refused(error, name))?,
                ))
            };
            named.iter().map(read).collect::<Result<Vec<_>, Failure>>()
        };
        let (fields, custom) = (columns(&stored.columns)?, columns(&stored.custom)?);
        let accounts = if stored.accounts.is_empty() {
            Vec::new()
        } else {
            accounts_from_stored(&get(&stored.accounts)?)
                .map_err(|error| refused(error, &stored.accounts))?
        };
        parts.push((
            stored.table,
            TableParts {
                rows: stored.rows,
                accounts,
                columns: fields,
                custom,
            },
        ));
    }
    let unmatched: Dict = manifest.unmatched.iter().map(String::as_str).collect();
    let data = Dataset::from_parts(parts, unmatched).map_err(|error| refused(error, "tables"))?;
    let data = Rc::new(data);
    let mut layout = Layout::default();
    layout.adopt(&data, manifest.tables.clone());
    Ok((data, manifest, layout))
}

fn refused(error: StoredError, chunk: &str) -> Failure {
    match error {
        StoredError::Newer(version) => {
            Failure::new("newer-format").with("format", version.to_string())
        }
        StoredError::Damaged => Failure::new("stored-damaged").with("chunk", chunk),
    }
}

/// One file with everything.
#[derive(Serialize, Deserialize)]
pub(crate) struct Backup {
    pub(crate) manifest: Vec<u8>,
    pub(crate) chunks: Vec<(String, Vec<u8>)>,
}

/// Manifest and chunks as the bytes of one file.
pub(crate) fn to_backup(
    stored: Stored,
    chunk: impl Fn(&str) -> Vec<u8>,
) -> Result<Vec<u8>, Failure> {
    let chunks = stored.chunks.into_iter().map(|name| {
        let bytes = chunk(&name);
        (name, bytes)
    });
    let backup = Backup {
        manifest: stored.manifest,
        chunks: chunks.collect(),
    };
    postcard::to_extend(&backup, BACKUP_MAGIC.to_vec()).map_err(|_| Failure::new("not-stored"))
}

/// Manifest and chunks of a backup file.
pub(crate) fn from_backup(bytes: &[u8]) -> Result<Backup, Failure> {
    let rest = bytes
        .strip_prefix(BACKUP_MAGIC)
        .ok_or_else(|| Failure::new("not-a-backup"))?;
    postcard::from_bytes(rest).map_err(|_| Failure::new("stored-damaged"))
}
