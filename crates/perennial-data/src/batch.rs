//! Rows on their way in: one table of one file, accounts still named by whatever key the file has.

use crate::column::{Column, TextColumn};
use crate::schema::{FieldKind, TableId};
use crate::stored::StoredError;
use crate::table::CustomColumn;
use serde::{Deserialize, Serialize};

/// By what the rows of a batch name their account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccountKey {
    /// The account's id.
    Id,
    /// The account's name, compared folded.
    Name,
    /// The key of a row in another table that belongs to the account (usage by subscription).
    Through(TableId),
}

/// Typed rows of one table before they are joined into the dataset.
///
/// Every column has the same number of rows; [`Batch::end_row`] fills up what a row did not set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    pub(crate) table: TableId,
    pub(crate) key: AccountKey,
    pub(crate) rows: u32,
    /// The account key of each row; unused for accounts and benchmarks.
    pub(crate) accounts: TextColumn,
    pub(crate) columns: Vec<Option<Column>>,
    pub(crate) custom: Vec<CustomColumn>,
}

impl Batch {
    /// An empty batch for `table`, whose rows name their account by `key`.
    #[must_use]
    pub fn new(table: TableId, key: AccountKey) -> Self {
        Self {
            table,
            key,
            rows: 0,
            accounts: TextColumn::default(),
            columns: vec![None; table.spec().fields.len()],
            custom: Vec::new(),
        }
    }

    /// The table.
    #[must_use]
    pub fn table(&self) -> TableId {
        self.table
    }

    /// Number of finished rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows as usize
    }

    /// Whether there is no finished row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The account keys, one per row; not for accounts and benchmarks, whose rows have none.
    pub fn account_mut(&mut self) -> &mut TextColumn {
        &mut self.accounts
    }

    /// The column of field number `position` of the table's spec, made when first asked for.
    /// `None` if there is no such field or it is the account key.
    pub fn column_mut(&mut self, position: usize) -> Option<&mut Column> {
        let kind = self.table.spec().fields.get(position)?.kind;
        if kind == FieldKind::Account {
            return None;
        }
        let rows = self.len();
        Some(
            self.columns
                .get_mut(position)?
                .get_or_insert_with(|| crate::table::filled(kind, rows)),
        )
    }

    /// Adds a column that SPEC §2 does not name; gives its position for [`Batch::custom_mut`].
    pub fn add_custom(&mut self, name: &str, kind: FieldKind) -> usize {
        if let Some(position) = self.custom.iter().position(|custom| custom.name == name) {
            return position;
        }
        let column = crate::table::filled(kind, self.len());
        self.custom.push(CustomColumn {
            name: name.to_owned(),
            column,
        });
        self.custom.len() - 1
    }

    /// The custom column at `position`.
    pub fn custom_mut(&mut self, position: usize) -> Option<&mut Column> {
        self.custom
            .get_mut(position)
            .map(|custom| &mut custom.column)
    }

    /// Makes room for so many further rows in the columns that there are: growing bit by bit copies each
    /// column several times over.
    pub fn reserve(&mut self, rows: usize) {
        self.accounts.reserve(rows);
        for column in self.every_column() {
            column.reserve(rows);
        }
    }

    /// Ends a row: columns that it did not set get a missing value. Setting a column twice in a row
    /// is a fault of the caller; the batch then cuts the surplus at the next [`Batch::end_row`].
    pub fn end_row(&mut self) {
        self.end_rows(1);
    }

    /// Ends `count` rows at once, for callers that fill one column after the other.
    pub fn end_rows(&mut self, count: usize) {
        self.rows += u32::try_from(count).unwrap_or(u32::MAX);
        let rows = self.rows as usize;
        for column in self.every_column() {
            while column.len() < rows {
                column.push_missing();
            }
        }
        while self.accounts.codes().len() < rows {
            self.accounts.push(None);
        }
    }

    /// Takes the columns out as bytes ([`Column::to_stored`]), the account keys first; the batch keeps its shape.
    pub fn take_stored(&mut self) -> Vec<Vec<u8>> {
        let accounts = Column::Text(std::mem::take(&mut self.accounts));
        let mut stored = vec![accounts.to_stored()];
        for column in self.every_column() {
            let empty = column.emptied();
            stored.push(std::mem::replace(column, empty).to_stored());
        }
        stored
    }

    /// Puts back what [`Batch::take_stored`] took out.
    ///
    /// # Errors
    /// When the next columns are not those that were taken out.
    pub fn put_stored(
        &mut self,
        stored: &mut dyn Iterator<Item = Vec<u8>>,
    ) -> Result<(), StoredError> {
        let rows = self.len();
        let mut next = || {
            let bytes = stored.next().ok_or(StoredError::Damaged)?;
            let column = Column::from_stored(&bytes)?;
            (column.len() == rows)
                .then_some(column)
                .ok_or(StoredError::Damaged)
        };
        let Column::Text(accounts) = next()? else {
            return Err(StoredError::Damaged);
        };
        self.accounts = accounts;
        for column in self.every_column() {
            let put = next()?;
            if std::mem::discriminant(&put) != std::mem::discriminant(column) {
                return Err(StoredError::Damaged);
            }
            *column = put;
        }
        Ok(())
    }

    fn every_column(&mut self) -> impl Iterator<Item = &mut Column> {
        let customs = self.custom.iter_mut().map(|custom| &mut custom.column);
        self.columns.iter_mut().flatten().chain(customs)
    }
}
