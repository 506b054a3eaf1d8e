//! A table of the dataset: account index per row, a column per field, rows in order of date.

use crate::column::Column;
use crate::schema::{FieldKind, TableId, TableSpec};
use crate::{Day, MISSING_DAY};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A column that the files brought and SPEC §2 does not name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomColumn {
    /// Its header, as the file wrote it.
    pub name: String,
    /// Its values.
    pub column: Column,
}

/// Rows of one table. Immutable once built: imports make a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub(crate) id: TableId,
    pub(crate) rows: u32,
    /// Per row the account's index, or a number of at least [`crate::UNMATCHED`]. Empty for
    /// accounts (row and account are one) and for benchmarks.
    pub(crate) accounts: Vec<u32>,
    /// In the order of the spec's fields; `None` where no file brought the field.
    pub(crate) columns: Vec<Option<Column>>,
    pub(crate) custom: Vec<CustomColumn>,
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn empty(id: TableId) -> Self {
        Self {
            id,
            rows: 0,
            accounts: Vec::new(),
            columns: vec![None; id.spec().fields.len()],
            custom: Vec::new(),
        }
    }

    /// Which table this is.
    #[must_use]
    pub fn id(&self) -> TableId {
        self.id
    }

    /// What the table consists of.
    #[must_use]
    pub fn spec(&self) -> &'static TableSpec {
        self.id.spec()
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows as usize
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Per row the account's index, or at least [`crate::UNMATCHED`] where no account was found.
    /// Empty for the accounts themselves and for benchmarks.
    #[must_use]
    pub fn accounts(&self) -> &[u32] {
        &self.accounts
    }

    /// The column of the field or custom field `name`, if any file brought it.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        match self.spec().field(name) {
            Some((position, _)) => self.columns.get(position).and_then(Option::as_ref),
            None => self
                .custom
                .iter()
                .find(|custom| custom.name == name)
                .map(|custom| &custom.column),
        }
    }

    /// The columns that SPEC §2 does not name, in order of first appearance.
    #[must_use]
    pub fn custom(&self) -> &[CustomColumn] {
        &self.custom
    }

    /// The days of the date field `name` (missing ones are [`MISSING_DAY`]), if it is there.
    #[must_use]
    pub fn days(&self, name: &str) -> Option<&[i32]> {
        match self.column(name) {
            Some(Column::Day(days)) => Some(days),
            _ => None,
        }
    }

    /// The days by which the rows are sorted; `None` for tables without a date.
    #[must_use]
    pub fn row_days(&self) -> Option<&[i32]> {
        self.spec().date.and_then(|name| self.days(name))
    }

    /// The rows whose date lies in `from..=to`: one range, as rows are in order of date.
    /// All rows for a table without a date.
    #[must_use]
    pub fn rows_between(&self, from: Day, to: Day) -> Range<usize> {
        match self.row_days() {
            Some(days) => {
                let start = days.partition_point(|&day| day < from.number());
                let end = days.partition_point(|&day| day <= to.number());
                start..end.max(start)
            }
            None => 0..self.len(),
        }
    }

    /// The newest row date on or before `as_of`.
    #[must_use]
    pub fn newest(&self, as_of: Day) -> Option<Day> {
        let days = self.row_days()?;
        let end = days.partition_point(|&day| day <= as_of.number());
        end.checked_sub(1)
            .and_then(|row| Day::from_column(days[row]))
    }

    /// Puts rows in order of their date; rows of one date stay in the order they came.
    pub(crate) fn sort_by_date(&mut self) {
        let Some(days) = self.row_days() else { return };
        if days.is_sorted() {
            return;
        }
        let order = order_by_day(days);
        *self = self.select(&order);
    }

    /// The rows named, in the order named.
    #[must_use]
    pub fn select(&self, rows: &[u32]) -> Self {
        Self {
            id: self.id,
            rows: u32::try_from(rows.len()).unwrap_or(u32::MAX),
            accounts: if self.accounts.is_empty() {
                Vec::new()
            } else {
                rows.iter()
                    .map(|&row| self.accounts[row as usize])
                    .collect()
            },
            columns: self
                .columns
                .iter()
                .map(|column| column.as_ref().map(|c| c.select(rows)))
                .collect(),
            custom: self
                .custom
                .iter()
                .map(|custom| CustomColumn {
                    name: custom.name.clone(),
                    column: custom.column.select(rows),
                })
                .collect(),
        }
    }

    /// The column of field number `position`, made with missing values where there is none yet.
    pub(crate) fn column_mut(&mut self, position: usize) -> Option<&mut Column> {
        let kind = self.id.spec().fields.get(position)?.kind;
        let rows = self.len();
        Some(
            self.columns
                .get_mut(position)?
                .get_or_insert_with(|| filled(kind, rows)),
        )
    }
}

/// A column of `rows` missing values.
pub(crate) fn filled(kind: FieldKind, rows: usize) -> Column {
    let mut column = Column::of_kind(kind);
    for _ in 0..rows {
        column.push_missing();
    }
    column
}

/// Row numbers in order of day, stable: a counting sort where the days lie close together, as they
/// do in real files.
fn order_by_day(days: &[i32]) -> Vec<u32> {
    let n = u32::try_from(days.len()).unwrap_or(u32::MAX);
    let real = || days.iter().copied().filter(|&day| day != MISSING_DAY);
    let (low, high) = (real().min().unwrap_or(0), real().max().unwrap_or(0));
    let span = usize::try_from(i64::from(high) - i64::from(low) + 2).unwrap_or(usize::MAX);
    if span > days.len().saturating_mul(4).max(1 << 16) {
        let mut order: Vec<u32> = (0..n).collect();
        crate::sort_positions(&mut order, &mut |a, b| {
            days[a as usize].cmp(&days[b as usize])
        });
        return order;
    }
    // Bucket 0 is for missing days.
    let bucket = |day: i32| {
        if day == MISSING_DAY {
            0
        } else {
            (i64::from(day) - i64::from(low) + 1).unsigned_abs() as usize
        }
    };
    let mut starts = vec![0_u32; span + 1];
    for &day in days {
        starts[bucket(day) + 1] += 1;
    }
    for i in 1..starts.len() {
        starts[i] += starts[i - 1];
    }
    let mut order = vec![0_u32; days.len()];
    for (row, &day) in (0..n).zip(days) {
        let slot = &mut starts[bucket(day)];
        order[*slot as usize] = row;
        *slot += 1;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_ordered_by_day_and_stay_in_order_within_one() {
        let close = [5, MISSING_DAY, 3, 5, 3, 4];
        assert_eq!(order_by_day(&close), [1, 2, 4, 5, 0, 3]);
        let far = [2_000_000, -700_000, 2_000_000, MISSING_DAY];
        assert_eq!(order_by_day(&far), [3, 1, 0, 2]);
    }
}
