//! Rows that belong to nobody, and rows that are there twice.

use crate::finding::{Finding, Kind};
use perennial_data::{Column, Dataset, Table, TableId, UNMATCHED, fold_name};
use rustc_hash::{FxHashMap, FxHashSet};

/// Rows whose account no list knows.
pub(crate) fn orphans(table: &Table, found: &mut Vec<Finding>) {
    let accounts = table.accounts();
    let is_orphan = |row: usize| {
        accounts
            .get(row)
            .is_some_and(|&account| account >= UNMATCHED)
    };
    found.extend(Finding::of_rows(
        Kind::Orphan,
        table,
        &["account_id"],
        is_orphan,
    ));
}

/// Keys that come twice, and events that are told twice.
pub(crate) fn duplicates(table: &Table, found: &mut Vec<Finding>) {
    for custom in table.custom() {
        let Column::Text(texts) = &custom.column else {
            continue;
        };
        if !is_key(&custom.name) || texts.dict().len() * 10 < table.len() * 9 {
            continue;
        }
        let mut seen = vec![false; texts.dict().len()];
        let again = |row: usize| {
            let code = texts.codes().get(row).copied().unwrap_or(u32::MAX);
            seen.get_mut(code as usize)
                .is_some_and(|seen| std::mem::replace(seen, true))
        };
        found.extend(Finding::of_rows(
            Kind::DuplicateKey,
            table,
            &[&custom.name],
            again,
        ));
    }
    if table.id() == TableId::Events {
        let mut seen: FxHashSet<(u32, i32, u32)> = FxHashSet::default();
        let days = table.row_days().unwrap_or_default();
        let kinds = match table.column("kind") {
            Some(Column::Text(kinds)) => kinds.codes(),
            _ => &[],
        };
        let again = |row: usize| {
            let of = |values: &[u32]| values.get(row).copied().unwrap_or(u32::MAX);
            let day = days.get(row).copied().unwrap_or_default();
            !seen.insert((of(table.accounts()), day, of(kinds)))
        };
        let fields = ["account_id", "date", "kind"];
        found.extend(Finding::of_rows(Kind::DuplicateRow, table, &fields, again));
    }
}

/// Whether a column's name says that it holds keys of the rows.
fn is_key(name: &str) -> bool {
    let name = perennial_data::lower(name);
    let links = [
        "contract_id",
        "subscription_id",
        "account_id",
        "customer_id",
        "user_id",
    ];
    let ends = ["id", "编号", "编码", "单号", "流水号"];
    ends.iter().any(|end| name.ends_with(end)) && !links.contains(&name.as_str())
}

/// Accounts that have the name or the domain of another one.
pub(crate) fn accounts(data: &Dataset, found: &mut Vec<Finding>) {
    let table = data.table(TableId::Accounts);
    for field in ["name", "domain"] {
        let Some(column) = table.column(field) else {
            continue;
        };
        let mut first: FxHashMap<String, u32> = FxHashMap::default();
        let folded: Vec<Option<String>> = (0..table.len())
            .map(|row| {
                column
                    .text(row)
                    .map(fold_name)
                    .filter(|name| !name.is_empty())
            })
            .collect();
        for name in folded.iter().flatten() {
            *first.entry(name.clone()).or_default() += 1;
        }
        let shared = |row: usize| {
            let name = folded.get(row).and_then(Option::as_ref);
            name.and_then(|name| first.get(name))
                .is_some_and(|&count| count > 1)
        };
        found.extend(Finding::of_rows(
            Kind::DuplicateAccount,
            table,
            &[field],
            shared,
        ));
    }
    if let Some(Column::Text(currencies)) = table.column("currency") {
        let codes = currencies.dict();
        let used = |code: &&str| {
            codes
                .code(code)
                .is_some_and(|c| currencies.codes().contains(&c))
        };
        let names: Vec<&str> = codes.iter().filter(used).collect();
        if names.len() > 1 {
            let usual = usual(currencies.codes());
            let other = |row: usize| {
                let code = currencies.codes().get(row);
                currencies.get(row).is_some() && code != usual.as_ref()
            };
            let finding = Finding::of_rows(Kind::MixedCurrency, table, &["currency"], other);
            found.extend(finding.map(|finding| finding.with("currencies", names.join(", "))));
        }
    }
}

/// The code that comes most often.
fn usual(codes: &[u32]) -> Option<u32> {
    let mut sorted = codes.to_vec();
    perennial_data::sort_by(&mut sorted, Ord::cmp);
    let runs = sorted.chunk_by(|a, b| a == b);
    runs.max_by_key(|run| run.len())
        .and_then(|run| run.first().copied())
}
