//! Dates that cannot follow one another, lie ahead, or are missing in between.

use crate::finding::{Finding, Kind};
use perennial_data::{Dataset, Day, MISSING_DAY, Table, TableId};

/// Pairs of dates of one row of which the second cannot come before the first.
const PAIRS: [(TableId, &str, &str); 7] = [
    (TableId::Contracts, "starts_on", "ends_on"),
    (TableId::Contracts, "starts_on", "outcome_on"),
    (TableId::Tickets, "opened_at", "first_response_at"),
    (TableId::Tickets, "opened_at", "resolved_at"),
    (TableId::Tickets, "opened_at", "feedback_on"),
    (TableId::Tickets, "first_response_at", "resolved_at"),
    (TableId::Invoices, "issued_on", "paid_on"),
];

fn day(days: &[i32], row: usize) -> Option<i32> {
    days.get(row).copied().filter(|&day| day != MISSING_DAY)
}

/// Resolved before opened, ended before begun.
pub(crate) fn within_rows(table: &Table, found: &mut Vec<Finding>) {
    for (_, from, to) in PAIRS.iter().filter(|(id, _, _)| *id == table.id()) {
        let (Some(starts), Some(ends)) = (table.days(from), table.days(to)) else {
            continue;
        };
        let is_wrong = |row: usize| {
            day(starts, row)
                .zip(day(ends, row))
                .is_some_and(|(start, end)| end < start)
        };
        found.extend(Finding::of_rows(
            Kind::EndBeforeStart,
            table,
            &[from, to],
            is_wrong,
        ));
    }
}

/// Rows dated before their account began. Contracts may be signed before.
pub(crate) fn before_account(data: &Dataset, table: &Table, found: &mut Vec<Finding>) {
    let began = data.table(TableId::Accounts).days("started_on");
    let (Some(began), Some(days), Some(date)) = (began, table.row_days(), table.spec().date) else {
        return;
    };
    if table.id() == TableId::Contracts {
        return;
    }
    let is_early = |row: usize| {
        let account = table.accounts().get(row).copied().unwrap_or(u32::MAX);
        day(days, row)
            .zip(day(began, account as usize))
            .is_some_and(|(day, began)| day < began)
    };
    found.extend(Finding::of_rows(
        Kind::BeforeAccount,
        table,
        &[date, "started_on"],
        is_early,
    ));
}

/// Rows dated after the day of the report, except where dates are plans.
pub(crate) fn after(table: &Table, as_of: Day, found: &mut Vec<Finding>) {
    let (Some(days), Some(date)) = (table.row_days(), table.spec().date) else {
        return;
    };
    if matches!(table.id(), TableId::Contracts | TableId::Invoices) {
        return;
    }
    let is_ahead = |row: usize| day(days, row).is_some_and(|day| day > as_of.number());
    found.extend(Finding::of_rows(Kind::InFuture, table, &[date], is_ahead));
}

/// Months without a row between the first and the last that have some, where rows come every month.
pub(crate) fn gaps(table: &Table, as_of: Day, found: &mut Vec<Finding>) {
    let (Some(days), Some(date)) = (table.row_days(), table.spec().date) else {
        return;
    };
    if !matches!(
        table.id(),
        TableId::Usage | TableId::Tickets | TableId::Touchpoints
    ) {
        return;
    }
    let month = |day: i32| Day::new(day).map(Day::month_start);
    let until = days
        .iter()
        .filter(|&&day| day != MISSING_DAY && day <= as_of.number());
    let mut months: Vec<Day> = until.filter_map(|&day| month(day)).collect();
    months.dedup();
    let (Some(first), Some(last)) = (months.first().copied(), months.last().copied()) else {
        return;
    };
    let all = usize::try_from(last.months_since(first) + 1).unwrap_or(0);
    // Where most months have no row, rows do not come every month.
    if months.len() == all || months.len() * 2 < all {
        return;
    }
    let empty: Vec<Day> = (0..i32::try_from(all).unwrap_or(0))
        .map(|at| first.plus_months(at))
        .filter(|month| !months.contains(month))
        .collect();
    let names: Vec<String> = empty
        .iter()
        .take(24)
        .map(|month| month.to_string().chars().take(7).collect())
        .collect();
    // Shown are the rows of the month before each gap, where it begins.
    let before: Vec<Day> = empty.iter().map(|month| month.plus_months(-1)).collect();
    let borders = |row: usize| {
        let month = days.get(row).and_then(|&day| month(day));
        month.is_some_and(|month| before.contains(&month))
    };
    if let Some(finding) = Finding::of_rows(Kind::DateGap, table, &[date], borders) {
        let count = u32::try_from(empty.len()).unwrap_or(u32::MAX);
        let of = u32::try_from(all).unwrap_or(u32::MAX);
        found.push(
            Finding {
                count,
                of,
                ..finding
            }
            .with("months", names.join(", ")),
        );
    }
}
