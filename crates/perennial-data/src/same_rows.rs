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
