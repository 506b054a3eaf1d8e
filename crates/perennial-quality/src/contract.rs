//! Rows held against the term of their contract, and leaving against contracts and marks.

use crate::finding::{Finding, Kind};
use perennial_data::{Column, Dataset, MISSING_DAY, Table, TableId};

/// Rows that name their contract (imported through it) and lie outside its term, and contracts that no row
/// names.
pub(crate) fn windows(data: &Dataset, found: &mut Vec<Finding>) {
    let contracts = data.table(TableId::Contracts);
    let Some(Column::Text(keys)) = contracts.column("contract_id") else {
        return;
    };
    let starts = contracts.days("starts_on").unwrap_or_default();
    let ends = contracts.days("ends_on").unwrap_or_default();
    let mut row_of = vec![None; keys.dict().len()];
    for (row, &code) in keys.codes().iter().enumerate() {
        if let Some(slot) = row_of.get_mut(code as usize) {
            *slot = Some(row);
        }
    }
    for id in [TableId::Usage, TableId::Tickets, TableId::Invoices] {
        let table = data.table(id);
        let link = table
            .custom()
            .iter()
            .find(|custom| custom.name == "contract_id");
        let (Some(Column::Text(links)), Some(days)) =
            (link.map(|custom| &custom.column), table.row_days())
        else {
            continue;
        };
        let contract_of: Vec<Option<usize>> = links
            .dict()
            .iter()
            .map(|key| {
                row_of
                    .get(keys.dict().code(key)? as usize)
                    .copied()
                    .flatten()
            })
            .collect();
        let contract = |row: usize| {
            let code = *links.codes().get(row)?;
            contract_of.get(code as usize).copied().flatten()
        };
        let held = |row: usize, bounds: &[i32]| {
            let bound = contract(row).and_then(|at| bounds.get(at)).copied();
            let day = days.get(row).copied().filter(|&day| day != MISSING_DAY);
            day.zip(bound.filter(|&bound| bound != MISSING_DAY))
        };
        let date = table.spec().date.unwrap_or_default();
        let early = |row: usize| held(row, starts).is_some_and(|(day, start)| day < start);
        let late = |row: usize| held(row, ends).is_some_and(|(day, end)| day > end);
        let fields = [date, "starts_on"];
        found.extend(Finding::of_rows(
            Kind::BeforeContract,
            table,
            &fields,
            early,
        ));
        found.extend(Finding::of_rows(
            Kind::AfterContract,
            table,
            &[date, "ends_on"],
            late,
        ));
        if id == TableId::Usage {
            let mut used = vec![false; contracts.len()];
            for at in (0..table.len()).filter_map(contract) {
                used[at] = true;
            }
            let unused = |row: usize| used.get(row) == Some(&false);
            let fields = ["contract_id"];
            found.extend(Finding::of_rows(
                Kind::ContractUnused,
                contracts,
                &fields,
                unused,
            ));
        }
    }
}

/// When an account's contracts began first and ended last, as far as they say.
fn terms(data: &Dataset) -> Vec<(Option<i32>, Option<i32>)> {
    let contracts = data.table(TableId::Contracts);
    let mut terms = vec![(None, None); data.n_accounts()];
    let day = |days: Option<&[i32]>, row: usize| {
        days.and_then(|days| days.get(row))
            .copied()
            .filter(|&day| day != MISSING_DAY)
    };
    let (starts, ends) = (contracts.days("starts_on"), contracts.days("ends_on"));
    for (row, &account) in contracts.accounts().iter().enumerate() {
        let Some((first, last)) = terms.get_mut(account as usize) else {
            continue;
        };
        let start = day(starts, row);
        *first = match (*first, start) {
            (Some(first), Some(start)) => Some(i32::min(first, start)),
            (first, start) => first.or(start),
        };
        *last = (*last).max(day(ends, row));
    }
    terms
}

/// Leaving, as events tell it, against contracts and against what the list of accounts marks.
pub(crate) fn churn(data: &Dataset, found: &mut Vec<Finding>) {
    let events = data.table(TableId::Events);
    let churned: Vec<bool> = match events.column("kind") {
        Some(Column::Text(kinds)) => {
            let says = |row: usize| kinds.get(row).is_some_and(is_churn);
            (0..events.len()).map(says).collect()
        }
        _ => return,
    };
    if !churned.contains(&true) {
        return;
    }
    let days = events.row_days().unwrap_or_default();
    let terms = terms(data);
    let of = |row: usize| {
        let account = events.accounts().get(row).copied().unwrap_or(u32::MAX);
        let day = days.get(row).copied().filter(|&day| day != MISSING_DAY);
        let is_churn = churned.get(row) == Some(&true);
        Some((day?, terms.get(account as usize).copied()?)).filter(|_| is_churn)
    };
    let early = |row: usize| {
        of(row).is_some_and(|(day, (first, _))| first.is_some_and(|first| day < first))
    };
    let late =
        |row: usize| of(row).is_some_and(|(day, (_, last))| last.is_some_and(|last| day > last));
    let fields = ["date", "starts_on"];
    found.extend(Finding::of_rows(
        Kind::ChurnBeforeContract,
        events,
        &fields,
        early,
    ));
    found.extend(Finding::of_rows(
        Kind::ChurnAfterContract,
        events,
        &["date", "ends_on"],
        late,
    ));
    marks(data, events, &churned, found);
}

fn is_churn(kind: &str) -> bool {
    matches!(kind, "churn" | "churned" | "流失")
}

fn marks(data: &Dataset, events: &Table, churned: &[bool], found: &mut Vec<Finding>) {
    let accounts = data.table(TableId::Accounts);
    let is_mark = |name: &str| {
        let name = perennial_data::lower(name);
        name.contains("churn") || name.contains("流失")
    };
    let mark = accounts
        .custom()
        .iter()
        .find(|custom| matches!(custom.column, Column::Flag(_)) && is_mark(&custom.name));
    let Some(mark) = mark else { return };
    let mut left = vec![false; accounts.len()];
    for (row, &account) in events.accounts().iter().enumerate() {
        if let Some(left) = left.get_mut(account as usize) {
            *left |= churned.get(row) == Some(&true);
        }
    }
    let is_marked = |row: usize| mark.column.flag(row) == Some(true);
    let has_left = |row: usize| left.get(row) == Some(&true);
    let count = |test: &dyn Fn(usize) -> bool| (0..accounts.len()).filter(|&row| test(row)).count();
    let told = |finding: Finding| {
        finding
            .with("marked", count(&is_marked))
            .with("events", count(&has_left))
    };
    let fields = [mark.name.as_str()];
    let without = |row: usize| is_marked(row) && !has_left(row);
    let unmarked = |row: usize| !is_marked(row) && has_left(row);
    found.extend(Finding::of_rows(Kind::FlagWithoutEvent, accounts, &fields, without).map(told));
    found.extend(Finding::of_rows(Kind::EventWithoutFlag, accounts, &fields, unmarked).map(told));
}
