//! Which held rows are older versions of new ones: equal in the fields that make a row of the table the same row.

use crate::column::Column;
use crate::schema::{FieldKind, FieldSpec};
use crate::table::Table;
use crate::{Dict, MISSING_DAY};
use rustc_hash::{FxHashMap, FxHasher};
use std::borrow::Cow;
use std::hash::Hasher as _;

const MISSING_CODE: u32 = u32::MAX;
/// The code of a text that no new row has.
const FOREIGN: u32 = u32::MAX - 1;
const NO_ROW: u32 = u32::MAX;

/// Pairs of (new row, held row) that are the same row by the table's `same` fields: to each held row the first
/// such new one.
pub(crate) fn older_versions(held: &Table, rows: &Table) -> Vec<(u32, u32)> {
    let fields = || rows.spec().same.iter();
    let new: Vec<Numbers<'_>> = fields().map(|name| numbers(rows, name, None)).collect();
    let old: Vec<Numbers<'_>> = fields()
        .map(|name| numbers(held, name, texts(rows, name)))
        .collect();
    // Most imports bring other days than those that are there.
    let days = days_of(&new, rows);
    let is_within = |row: usize| {
        let (at, from, to) = days;
        at.and_then(|at| old.get(at))
            .is_none_or(|column| (from..=to).contains(&column.of(row).cast_signed()))
    };

    let mut first: FxHashMap<u64, u32> = FxHashMap::default();
    let mut next = vec![NO_ROW; rows.len()];
    for row in (0..rows.rows).rev() {
        let before = first.insert(hash(&new, row as usize), row);
        next[row as usize] = before.unwrap_or(NO_ROW);
    }
    let mut pairs = Vec::new();
    for old_row in (0..held.rows).filter(|&row| is_within(row as usize)) {
        let old_at = old_row as usize;
        let mut row = first.get(&hash(&old, old_at)).copied().unwrap_or(NO_ROW);
        while row != NO_ROW {
            let columns = new.iter().zip(&old);
            if columns
                .into_iter()
                .all(|(new, old)| new.of(row as usize) == old.of(old_at))
            {
                pairs.push((row, old_row));
                break;
            }
            row = next[row as usize];
        }
    }
    pairs
}

/// Of pairs of (new row, held row), how many say the same in every column of both tables.
pub(crate) fn alike(rows: &Table, held: &Table, pairs: &[(u32, u32)]) -> usize {
    if pairs.is_empty() {
        return 0;
    }
    let mut same = vec![true; pairs.len()];
    let columns = rows.columns.iter().zip(&held.columns);
    for (new, old) in columns {
        narrow(&mut same, new.as_ref(), old.as_ref(), pairs);
    }
    let custom = |table: &Table, name: &str| {
        let mut customs = table.custom.iter();
        customs.position(|custom| custom.name == name)
    };
    for new in &rows.custom {
        let old = custom(held, &new.name).and_then(|at| held.custom.get(at));
        narrow(
            &mut same,
            Some(&new.column),
            old.map(|old| &old.column),
            pairs,
        );
    }
    for old in &held.custom {
        if custom(rows, &old.name).is_none() {
            narrow(&mut same, None, Some(&old.column), pairs);
        }
    }
    same.iter().filter(|&&same| same).count()
}

/// Keeps the pairs that have the same value in a column; a table without the column has no values in it.
fn narrow(same: &mut [bool], new: Option<&Column>, old: Option<&Column>, pairs: &[(u32, u32)]) {
    let (new, old) = match (new, old) {
        (None, None) => return,
        (Some(column), None) => {
            let none = pairs
                .iter()
                .map(|&(row, _)| column.is_missing(row as usize));
            return same
                .iter_mut()
                .zip(none)
                .for_each(|(same, none)| *same &= none);
        }
        (None, Some(column)) => {
            let none = pairs
                .iter()
                .map(|&(_, row)| column.is_missing(row as usize));
            return same
                .iter_mut()
                .zip(none)
                .for_each(|(same, none)| *same &= none);
        }
        (Some(new), Some(old)) => (new, old),
    };
    let codes: Vec<u32> = match (new, old) {
        (Column::Text(new), Column::Text(old)) => {
            let code = |text| new.dict().code(text).unwrap_or(FOREIGN);
            old.dict().iter().map(code).collect()
        }
        _ => Vec::new(),
    };
    for (same, &(row, old_row)) in same.iter_mut().zip(pairs) {
        let (row, old_row) = (row as usize, old_row as usize);
        *same &= match (new, old) {
            (Column::Text(new), Column::Text(old)) => {
                let code = old.codes()[old_row];
                let code = codes.get(code as usize).copied().unwrap_or(MISSING_CODE);
                new.codes()[row] == code
            }
            (Column::Day(new), Column::Day(old)) => new[row] == old[old_row],
            (Column::Number(new), Column::Number(old)) => new.get(row) == old.get(old_row),
            (Column::Flag(new), Column::Flag(old)) => new.get(row) == old.get(old_row),
            _ => false,
        };
    }
}

/// A field as numbers, equal where its values are.
enum Numbers<'a> {
    Each(Cow<'a, [u32]>),
    Days(&'a [i32]),
    /// No row has a value.
    All(u32),
}

impl Numbers<'_> {
    #[inline]
    fn of(&self, row: usize) -> u32 {
        match self {
            Self::Each(numbers) => numbers[row],
            Self::Days(days) => days[row].cast_unsigned(),
            Self::All(number) => *number,
        }
    }
}

fn hash(columns: &[Numbers<'_>], row: usize) -> u64 {
    let mut hasher = FxHasher::default();
    columns
        .iter()
        .for_each(|column| hasher.write_u32(column.of(row)));
    hasher.finish()
}

/// The field `name` of a table; its texts by their codes in `by`, or else their own.
fn numbers<'a>(table: &'a Table, name: &str, by: Option<&Dict>) -> Numbers<'a> {
    if name == "account_id" && !table.accounts.is_empty() {
        return Numbers::Each(Cow::Borrowed(&table.accounts));
    }
    match (table.column(name), by) {
        (Some(Column::Text(texts)), None) => Numbers::Each(Cow::Borrowed(texts.codes())),
        (Some(Column::Text(texts)), Some(by)) => {
            let code = |text| by.code(text).unwrap_or(FOREIGN);
            let codes: Vec<u32> = texts.dict().iter().map(code).collect();
            let of = |&code: &u32| codes.get(code as usize).copied().unwrap_or(MISSING_CODE);
            Numbers::Each(texts.codes().iter().map(of).collect())
        }
        (Some(Column::Day(days)), _) => Numbers::Days(days),
        _ => Numbers::All(match table.spec().field(name) {
            Some((
                _,
                FieldSpec {
                    kind: FieldKind::Day,
                    ..
                },
            )) => MISSING_DAY.cast_unsigned(),
            _ => MISSING_CODE,
        }),
    }
}

/// The texts of a field; none where it has no column or is not one of texts.
fn texts<'a>(table: &'a Table, name: &str) -> Option<&'a Dict> {
    match table.column(name) {
        Some(Column::Text(texts)) => Some(texts.dict()),
        _ => None,
    }
}

/// The first of the columns that holds days, with the oldest and the newest of them.
fn days_of(columns: &[Numbers<'_>], rows: &Table) -> (Option<usize>, i32, i32) {
    let is_days = |column: &Numbers<'_>| matches!(column, Numbers::Days(_));
    let at = columns.iter().position(is_days);
    let days = at.and_then(|at| match &columns[at] {
        Numbers::Days(days) => Some(*days),
        _ => None,
    });
    let days = days.filter(|_| !rows.is_empty()).unwrap_or_default();
    let (from, to) = (days.iter().min(), days.iter().max());
    (at, from.copied().unwrap_or(0), to.copied().unwrap_or(0))
}
