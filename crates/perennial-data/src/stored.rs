//! Columns as bytes that last: little-endian arrays behind a version, read back with every length
//! and code checked. Which column is which is the business of whoever keeps the bytes.

use crate::column::{Column, FlagColumn, TextColumn};
use crate::dataset::{Dataset, UNMATCHED};
use crate::decimal::{Decimals, Ints};
use crate::dict::Dict;
use crate::schema::{FieldKind, TableId};
use crate::table::{CustomColumn, Table};

/// First byte of every stored array: the version of its form. Raised when the form changes, and
/// then the older reader stays.
const VERSION: u8 = 1;

/// Bytes that are not what was stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoredError {
    /// Written by a later version of the product.
    #[error("stored by a newer version ({0})")]
    Newer(u8),
    /// Cut, or changed by someone else.
    #[error("stored data is damaged")]
    Damaged,
}

impl Column {
    /// The column as bytes.
    #[must_use]
    pub fn to_stored(&self) -> Vec<u8> {
        let mut out = Writer::new();
        match self {
            Self::Text(column) => {
                out.tag(b't');
                let ends: Vec<u32> = column
                    .dict()
                    .iter()
                    .scan(0_u32, |end, text| {
                        *end = end.saturating_add(u32::try_from(text.len()).unwrap_or(u32::MAX));
                        Some(*end)
                    })
                    .collect();
                out.array(&ends, |end| end.to_le_bytes());
                column
                    .dict()
                    .iter()
                    .for_each(|text| out.bytes.extend_from_slice(text.as_bytes()));
                out.array(column.codes(), |code| code.to_le_bytes());
            }
            Self::Day(days) => {
                out.tag(b'd');
                out.array(days, |day| day.to_le_bytes());
            }
            Self::Number(numbers) => {
                out.tag(if matches!(numbers.ints(), Ints::I32(_)) {
                    b'n'
                } else {
                    b'N'
                });
                out.bytes.push(numbers.scale());
                match numbers.ints() {
                    Ints::I32(values) => out.array(values, |value| value.to_le_bytes()),
                    Ints::I64(values) => out.array(values, |value| value.to_le_bytes()),
                }
            }
            Self::Flag(flags) => {
                out.tag(b'f');
                out.array(flags.raw(), |flag| [flag]);
            }
        }
        out.bytes
    }

    /// The column that [`Column::to_stored`] wrote.
    ///
    /// # Errors
    /// When the bytes are not whole or of a newer version.
    pub fn from_stored(bytes: &[u8]) -> Result<Self, StoredError> {
        let (mut reader, tag) = Reader::open(bytes)?;
        let column = match tag {
            b't' => {
                let ends = reader.array(u32::from_le_bytes)?;
                let mut dict = Dict::default();
                let mut start = 0;
                let text =
                    std::str::from_utf8(reader.take(ends.last().copied().unwrap_or(0) as usize)?)
                        .map_err(|_| StoredError::Damaged)?;
                for &end in &ends {
                    let part = text.get(start..end as usize).ok_or(StoredError::Damaged)?;
                    if !dict.append(part) {
                        return Err(StoredError::Damaged);
                    }
                    start = end as usize;
                }
                let codes = reader.array(u32::from_le_bytes)?;
                Self::Text(TextColumn::from_parts(dict, codes).ok_or(StoredError::Damaged)?)
            }
            b'd' => Self::Day(reader.array(i32::from_le_bytes)?),
            b'n' => {
                let scale = reader.byte()?;
                let ints = Ints::I32(reader.array(i32::from_le_bytes)?);
                Self::Number(Decimals::from_parts(scale, ints).ok_or(StoredError::Damaged)?)
            }
            b'N' => {
                let scale = reader.byte()?;
                let ints = Ints::I64(reader.array(i64::from_le_bytes)?);
                Self::Number(Decimals::from_parts(scale, ints).ok_or(StoredError::Damaged)?)
            }
            b'f' => {
                let flags = reader.array(|[flag]: [u8; 1]| flag)?;
                Self::Flag(FlagColumn::from_raw(flags).ok_or(StoredError::Damaged)?)
            }
            _ => return Err(StoredError::Damaged),
        };
        reader.end()?;
        Ok(column)
    }
}

/// A table taken apart for storing, or put together from what was stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableParts {
    /// Number of rows.
    pub rows: u32,
    /// [`Table::accounts`] as [`accounts_to_stored`] wrote them; empty where a table has none.
    pub accounts: Vec<u32>,
    /// Fields of SPEC §2 by name. Fields that this version does not know become custom ones.
    pub columns: Vec<(String, Column)>,
    /// Custom fields by header.
    pub custom: Vec<(String, Column)>,
}

/// Account numbers as bytes.
#[must_use]
pub fn accounts_to_stored(accounts: &[u32]) -> Vec<u8> {
    let mut out = Writer::new();
    out.tag(b'a');
    out.array(accounts, |account| account.to_le_bytes());
    out.bytes
}

/// Account numbers that [`accounts_to_stored`] wrote.
///
/// # Errors
/// When the bytes are not whole or of a newer version.
pub fn accounts_from_stored(bytes: &[u8]) -> Result<Vec<u32>, StoredError> {
    let (mut reader, tag) = Reader::open(bytes)?;
    if tag != b'a' {
        return Err(StoredError::Damaged);
    }
    let accounts = reader.array(u32::from_le_bytes)?;
    reader.end()?;
    Ok(accounts)
}

impl Dataset {
    /// A dataset from the parts of its tables. Tables that are not named are empty.
    ///
    /// # Errors
    /// When columns differ in length, hold another kind than their field, name accounts that are
    /// not there, or accounts are not in order of their ids.
    pub fn from_parts(
        parts: Vec<(TableId, TableParts)>,
        unmatched: Dict,
    ) -> Result<Self, StoredError> {
        let mut data = Self::default();
        for (id, parts) in parts {
            data.tables[id as usize] = table_from(id, parts)?;
        }
        data.unmatched = unmatched;
        let n = u32::try_from(data.n_accounts()).map_err(|_| StoredError::Damaged)?;
        let known = |&account: &u32| match account.checked_sub(UNMATCHED) {
            Some(code) => (code as usize) < data.unmatched.len(),
            None => account < n,
        };
        let in_order =
            (1..n).all(|account| data.account_id(account - 1) < data.account_id(account));
        let joined = data
            .tables
            .iter()
            .all(|table| table.accounts.iter().all(known));
        if in_order && joined {
            Ok(data)
        } else {
            Err(StoredError::Damaged)
        }
    }
}

fn table_from(id: TableId, parts: TableParts) -> Result<Table, StoredError> {
    let rows = parts.rows as usize;
    let mut table = Table::empty(id);
    table.rows = parts.rows;
    let with_accounts = !matches!(id, TableId::Accounts | TableId::Benchmarks);
    let expected = if with_accounts { rows } else { 0 };
    let lengths = parts
        .columns
        .iter()
        .chain(&parts.custom)
        .map(|(_, column)| column.len());
    if parts.accounts.len() != expected || lengths.into_iter().any(|len| len != rows) {
        return Err(StoredError::Damaged);
    }
    table.accounts = parts.accounts;
    for (name, column) in parts.columns {
        match id.spec().field(&name) {
            Some((position, field)) if same_kind(field.kind, &column) => {
                table.columns[position] = Some(column);
            }
            Some(_) => return Err(StoredError::Damaged),
            None => table.custom.push(CustomColumn { name, column }),
        }
    }
    table.custom.extend(
        parts
            .custom
            .into_iter()
            .map(|(name, column)| CustomColumn { name, column }),
    );
    if table.row_days().is_some_and(|days| !days.is_sorted()) {
        return Err(StoredError::Damaged);
    }
    Ok(table)
}

fn same_kind(kind: FieldKind, column: &Column) -> bool {
    std::mem::discriminant(&Column::of_kind(kind)) == std::mem::discriminant(column)
}

struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    fn new() -> Self {
        Self {
            bytes: vec![VERSION],
        }
    }

    fn tag(&mut self, tag: u8) {
        self.bytes.push(tag);
    }

    fn array<T: Copy, const N: usize>(&mut self, values: &[T], to_bytes: impl Fn(T) -> [u8; N]) {
        self.bytes
            .extend_from_slice(&(values.len() as u64).to_le_bytes());
        // Room first: where the machine's order is this one, the loop is a single copy.
        let start = self.bytes.len();
        self.bytes.resize(start + values.len() * N, 0);
        let places = self.bytes[start..].as_chunks_mut::<N>().0;
        for (place, &value) in places.iter_mut().zip(values) {
            *place = to_bytes(value);
        }
    }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn open(bytes: &'a [u8]) -> Result<(Self, u8), StoredError> {
        match bytes {
            [VERSION, tag, rest @ ..] => Ok((Self { rest }, *tag)),
            [version, ..] if *version > VERSION => Err(StoredError::Newer(*version)),
            _ => Err(StoredError::Damaged),
        }
    }

    fn take(&mut self, n: usize) -> Result<&'a [u8], StoredError> {
        let (taken, rest) = self.rest.split_at_checked(n).ok_or(StoredError::Damaged)?;
        self.rest = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, StoredError> {
        self.take(1).map(|bytes| bytes[0])
    }

    fn array<T, const N: usize>(
        &mut self,
        from_bytes: impl Fn([u8; N]) -> T,
    ) -> Result<Vec<T>, StoredError> {
        let len = self
            .take(8)?
            .try_into()
            .map(u64::from_le_bytes)
            .map_err(|_| StoredError::Damaged)?;
        let len = usize::try_from(len).map_err(|_| StoredError::Damaged)?;
        let bytes = self.take(len.checked_mul(N).ok_or(StoredError::Damaged)?)?;
        Ok(bytes
            .as_chunks()
            .0
            .iter()
            .map(|&chunk| from_bytes(chunk))
            .collect())
    }

    fn end(&self) -> Result<(), StoredError> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(StoredError::Damaged)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Decimal;

    fn columns() -> Vec<Column> {
        let mut text = TextColumn::default();
        [Some("客户"), None, Some("a"), Some("客户")]
            .iter()
            .for_each(|t| text.push(*t));
        let mut narrow = Decimals::default();
        let mut wide = Decimals::default();
        for value in [
            Some(Decimal {
                mantissa: -125,
                scale: 2,
            }),
            None,
        ] {
            narrow.push(value);
            wide.push(value);
        }
        wide.push(Some(Decimal::whole(i64::from(i32::MAX) * 1000)));
        let mut flags = FlagColumn::default();
        [Some(true), Some(false), None]
            .iter()
            .for_each(|f| flags.push(*f));
        vec![
            Column::Text(text),
            Column::Day(vec![20_000, crate::MISSING_DAY, -5]),
            Column::Number(narrow),
            Column::Number(wide),
            Column::Flag(flags),
            Column::Text(TextColumn::default()),
        ]
    }

    #[test]
    fn what_was_stored_reads_back_and_what_was_cut_is_refused() {
        for column in columns() {
            let bytes = column.to_stored();
            assert_eq!(Column::from_stored(&bytes), Ok(column));
            for cut in 0..bytes.len() {
                assert!(Column::from_stored(&bytes[..cut]).is_err());
            }
            assert!(Column::from_stored(&[bytes.as_slice(), &[0]].concat()).is_err());
        }
        assert_eq!(Column::from_stored(&[2, b'd']), Err(StoredError::Newer(2)));
        assert!(Column::from_stored(&[1, b'd', 255, 255, 255, 255, 255, 255, 255, 255]).is_err());
    }

    #[test]
    fn a_dataset_of_parts_that_do_not_fit_is_refused() {
        let account = |id: &str| {
            let mut ids = TextColumn::default();
            ids.push(Some(id));
            TableParts {
                rows: 1,
                columns: vec![("account_id".to_owned(), Column::Text(ids))],
                ..TableParts::default()
            }
        };
        let event = |owner: u32| TableParts {
            rows: 1,
            accounts: vec![owner],
            columns: vec![("date".to_owned(), Column::Day(vec![1]))],
            ..TableParts::default()
        };
        let made = |owner| {
            Dataset::from_parts(
                vec![
                    (TableId::Accounts, account("a")),
                    (TableId::Events, event(owner)),
                ],
                Dict::default(),
            )
        };
        assert!(made(0).is_ok());
        assert_eq!(made(1), Err(StoredError::Damaged));
        assert_eq!(made(UNMATCHED), Err(StoredError::Damaged));
        let short = TableParts {
            rows: 2,
            ..account("a")
        };
        assert!(Dataset::from_parts(vec![(TableId::Accounts, short)], Dict::default()).is_err());
    }
}
