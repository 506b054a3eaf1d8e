//! Which rows meet a condition, evaluated a column at a time.

use crate::known::{Field, Visible};
use crate::model::{Condition, Test};
use perennial_data::{Column, Day, MISSING_DAY, Table};

/// Keeps the rows that meet all conditions. `None` where the table lacks a column without which the
/// answer is unknown: what was never recorded was not measured as 0.
pub(crate) fn keep(
    table: &Table,
    conditions: &[Condition],
    as_of: Day,
    mut rows: Vec<u32>,
) -> Option<Vec<u32>> {
    for condition in conditions {
        let Some(field) = Field::of(table, &condition.field) else {
            if !condition.test.answers_without_column() {
                return None;
            }
            continue;
        };
        keep_one(&field, &condition.test, as_of, &mut rows);
    }
    Some(rows)
}

/// Whether rows meet the conditions on every date or on none: what they look at is known with the row,
/// and no test counts days from the date.
pub(crate) fn is_timeless(table: &Table, conditions: &[Condition]) -> bool {
    conditions.iter().all(|condition| {
        let field = Field::of(table, &condition.field);
        let known = field.is_none_or(|field| matches!(field.visible, Visible::Always));
        known && !matches!(condition.test, Test::PastDays(_) | Test::ComingDays(_))
    })
}

fn keep_one(field: &Field<'_>, test: &Test, as_of: Day, rows: &mut Vec<u32>) {
    let on_missing = test.on_missing();
    let today = as_of.number();
    let seen = |row: usize| field.visible.on(row, today);
    match field.column {
        Column::Text(column) => {
            let mask = text_mask(column.dict().iter(), test);
            let codes = column.codes();
            rows.retain(|&row| {
                let row = row as usize;
                match mask.get(codes[row] as usize) {
                    Some(&hit) if seen(row) => hit,
                    _ => on_missing,
                }
            });
        }
        Column::Number(numbers) => rows.retain(|&row| {
            let row = row as usize;
            match numbers.get(row) {
                Some(value) if seen(row) => test.number(value),
                _ => on_missing,
            }
        }),
        Column::Day(days) => rows.retain(|&row| {
            let row = row as usize;
            match days[row] {
                MISSING_DAY => on_missing,
                day if seen(row) => test.day(day, as_of),
                _ => on_missing,
            }
        }),
        Column::Flag(flags) => rows.retain(|&row| {
            let row = row as usize;
            match flags.get(row) {
                Some(flag) if seen(row) => test.flag(flag),
                _ => on_missing,
            }
        }),
    }
}

/// Per code of a dictionary, whether its text meets the test.
fn text_mask<'a>(texts: impl Iterator<Item = &'a str>, test: &Test) -> Vec<bool> {
    texts.map(|text| test.text(text)).collect()
}

/// Whether one row of a table meets a condition.
pub(crate) fn row_meets(table: &Table, condition: &Condition, as_of: Day, row: u32) -> bool {
    let Some(field) = Field::of(table, &condition.field) else {
        return condition.test.on_missing();
    };
    let mut rows = vec![row];
    keep_one(&field, &condition.test, as_of, &mut rows);
    !rows.is_empty()
}

/// Per row of the table, whether it meets the condition; a column that is not there counts as
/// missing in every row.
pub(crate) fn rows_that_meet(table: &Table, condition: &Condition, as_of: Day) -> Vec<bool> {
    let n = table.len();
    let Some(field) = Field::of(table, &condition.field) else {
        return vec![condition.test.on_missing(); n];
    };
    let mut rows: Vec<u32> = (0..u32::try_from(n).unwrap_or(u32::MAX)).collect();
    keep_one(&field, &condition.test, as_of, &mut rows);
    let mut met = vec![false; n];
    rows.iter().for_each(|&row| met[row as usize] = true);
    met
}
