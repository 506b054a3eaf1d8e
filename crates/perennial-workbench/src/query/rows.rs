//! Rows of a table as the app shows them: what was known on a date, newest first.

use perennial_data::{Column, Day, FieldKind, Known, Table, TableId};
use perennial_protocol::Window;
use perennial_protocol::view::{CellView, RowsView};

/// A value as it was known on `as_of` (SPEC §1).
pub(crate) fn cell(table: &Table, field: &str, row: usize, as_of: Day) -> CellView {
    let Some(column) = table.column(field) else {
        return CellView::Missing;
    };
    let known = match table.spec().field(field).map(|(_, spec)| spec.known) {
        Some(Known::OnItself) => column.day(row).is_some_and(|day| day <= as_of),
        Some(Known::On(dates)) => dates
            .iter()
            .find_map(|date| table.column(date).and_then(|column| column.day(row)))
            .is_none_or(|day| day <= as_of),
        Some(Known::WithRow) | None => true,
    };
    if known {
        value(column, row)
    } else {
        CellView::Missing
    }
}

/// A value, whatever the date.
pub(crate) fn value(column: &Column, row: usize) -> CellView {
    match column {
        Column::Text(texts) => texts.get(row).map(|text| CellView::Text(text.to_owned())),
        Column::Day(_) => column.day(row).map(CellView::Day),
        Column::Number(numbers) => numbers.get(row).map(CellView::Number),
        Column::Flag(flags) => flags.get(row).map(CellView::Flag),
    }
    .unwrap_or_default()
}

/// Names of the columns that hold anything, the account's own key left out.
pub(crate) fn columns_of(table: &Table) -> Vec<String> {
    let fields = table
        .spec()
        .fields
        .iter()
        .filter(|field| field.kind != FieldKind::Account && table.column(field.name).is_some())
        .map(|field| field.name.to_owned());
    fields
        .chain(table.custom().iter().map(|custom| custom.name.clone()))
        .collect()
}

/// A window of `rows`, which are in order of the table; the newest comes first.
pub(crate) fn window(table: &Table, rows: &[u32], as_of: Day, window: Window) -> RowsView {
    let columns = columns_of(table);
    let shown = rows
        .iter()
        .rev()
        .skip(window.offset as usize)
        .take(window.len as usize);
    RowsView {
        table: table.id(),
        total: u32::try_from(rows.len()).unwrap_or(u32::MAX),
        offset: window.offset,
        rows: shown
            .map(|&row| {
                columns
                    .iter()
                    .map(|field| cell(table, field, row as usize, as_of))
                    .collect()
            })
            .collect(),
        columns,
    }
}

/// The rows of an account that exist on `as_of`.
pub(crate) fn of_account(table: &Table, account: u32, as_of: Day) -> Vec<u32> {
    if table.id() == TableId::Accounts {
        return vec![account];
    }
    let end = table.row_days().map_or(table.len(), |days| {
        days.partition_point(|&day| day <= as_of.number())
    });
    let owners = table.accounts().iter().take(end);
    (0..)
        .zip(owners)
        .filter(|&(_, &owner)| owner == account)
        .map(|(row, _)| row)
        .collect()
}
