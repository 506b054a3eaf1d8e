//! Joining new rows into a dataset: accounts found by id or folded name, older versions of the same
//! rows replaced, accounts renumbered.

use crate::batch::{AccountKey, Batch};
use crate::column::{Column, TextColumn};
use crate::dataset::{Dataset, UNMATCHED};
use crate::dict::Dict;
use crate::find_account::{Finder, folded_names};
use crate::fold::fold_name;
use crate::order::{sort_by, sort_keys, sort_positions};
use crate::same_rows::{alike, older_versions};
use crate::schema::{FieldKind, TableId};
use crate::table::{CustomColumn, Table, filled};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// How new rows join those of their table that are there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Join {
    /// New versions of rows take the place of older ones, other new rows are added; nothing else changes.
    #[default]
    Update,
    /// The table has the new rows and no others.
    Replace,
    /// Rows that are there stay as they are; new versions of them are left out.
    Add,
}

/// How the rows of an import find their place.
#[derive(Clone, Debug, Default)]
pub struct Joining {
    /// How rows join those that are there, by table where it is not as usual.
    pub joins: Vec<(TableId, Join)>,
    /// Keys that people said belong to an account: key and the account's id.
    pub aliases: Vec<(String, String)>,
}

impl Joining {
    fn join(&self, table: TableId) -> Join {
        let said = self.joins.iter().find(|(other, _)| *other == table);
        said.map_or(Join::default(), |&(_, join)| join)
    }
}

/// What an import did to one table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableMerge {
    /// The table.
    pub table: TableId,
    /// Rows that were not there before.
    pub added: u32,
    /// Rows that took the place of an older version of themselves.
    pub replaced: u32,
    /// Of these, rows that say the same as before.
    pub same: u32,
    /// Rows that were there before and are not any more: of a table that was replaced.
    pub gone: u32,
    /// New versions of rows that were left out, as the rows that are there stay as they are.
    pub left_out: u32,
    /// Of the new rows, those whose account is unknown. They are kept and joined when it comes.
    pub unmatched: u32,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeReport {
    /// Per table that had new rows.
    pub tables: Vec<TableMerge>,
    /// Accounts made from the keys of other tables because no list of accounts has come yet.
    pub accounts_made: u32,
    /// Rows of other tables whose account is gone with a list of accounts that was replaced. They are kept
    /// and joined when it comes again.
    pub orphaned: u32,
}

/// Joins `batches` into `old`. Rows of one import never replace each other, except by the row's
/// own key (a later file wins); a row without a value in a field keeps the older one's.
#[must_use]
pub fn merge(old: &Dataset, batches: Vec<Batch>) -> (Dataset, MergeReport) {
    merge_as(old, batches, &Joining::default())
}

/// As [`merge`], with a choice per table of how its new rows join those that are there, and with keys that
/// people gave to accounts. Without batches rows that waited for their account may find it.
#[must_use]
pub fn merge_as(old: &Dataset, batches: Vec<Batch>, joining: &Joining) -> (Dataset, MergeReport) {
    let joins = TableId::ALL.into_iter().map(|table| joining.join(table));
    let mut joins: Vec<Join> = joins.collect();
    // What the first file of a table replaces, the next ones join.
    let mut join = |id: TableId| {
        let join = joins.get_mut(id as usize)?;
        let next = if *join == Join::Replace {
            Join::Update
        } else {
            *join
        };
        Some(std::mem::replace(join, next))
    };
    let mut report = MergeReport::default();
    let (account_batches, mut rest): (Vec<_>, Vec<_>) = batches
        .into_iter()
        .partition(|batch| batch.table == TableId::Accounts);
    // What joins through another table comes after it.
    let rank = |batch: &Batch| (matches!(batch.key, AccountKey::Through(_)), batch.table);
    sort_by(&mut rest, |a, b| rank(a).cmp(&rank(b)));

    let how = join(TableId::Accounts).unwrap_or_default();
    let accounts = merge_accounts(old, (account_batches, how), &rest, &mut report);
    let mut data = Dataset {
        tables: Vec::new(),
        unmatched: Dict::default(),
    };
    data.tables = TableId::ALL.into_iter().map(Table::empty).collect();
    let finder = Finder::new(&accounts, &joining.aliases);

    let moved: Vec<u32> = (0..old.n_accounts())
        .map(|account| {
            let id = u32::try_from(account).ok().and_then(|a| old.account_id(a));
            let id = id.unwrap_or_default();
            let gone = || UNMATCHED + data.unmatched.intern(id);
            finder.by_id(id).unwrap_or_else(gone)
        })
        .collect();
    let kept: Vec<u32> = old
        .unmatched
        .iter()
        .map(|key| finder.find(key, &mut data.unmatched))
        .collect();
    for id in TableId::ALL.into_iter().skip(1) {
        let mut table = old.table(id).clone();
        for account in &mut table.accounts {
            let known = account.checked_sub(UNMATCHED).is_none();
            *account = match account.checked_sub(UNMATCHED) {
                Some(code) => kept.get(code as usize).copied().unwrap_or(UNMATCHED),
                None => moved.get(*account as usize).copied().unwrap_or(UNMATCHED),
            };
            report.orphaned += u32::from(known && *account >= UNMATCHED);
        }
        data.tables[id as usize] = table;
    }

    let mut waiting: Vec<Table> = Vec::new();
    let mut rest = rest.into_iter().peekable();
    while let Some(batch) = rest.next() {
        let id = batch.table;
        let through = through_map(&data, &batch.key);
        waiting.push(resolve(
            batch,
            &finder,
            through.as_ref(),
            &mut data.unmatched,
        ));
        // Files of one table come in together, so that they do not replace each other's rows.
        let together =
            id.spec().key().is_none() && rest.peek().is_some_and(|next| next.table == id);
        if !together {
            let mut rows = Table::empty(id);
            waiting.drain(..).for_each(|table| append(&mut rows, table));
            let held = std::mem::replace(&mut data.tables[id as usize], Table::empty(id));
            let how = join(id).unwrap_or_default();
            data.tables[id as usize] = combine(held, rows, how, &mut report);
        }
    }
    data.tables[TableId::Accounts as usize] = accounts;
    for table in &mut data.tables {
        table.sort_by_date();
    }
    (data, report)
}

/// Old and new accounts, in byte order of their ids.
fn merge_accounts(
    old: &Dataset,
    (batches, mut join): (Vec<Batch>, Join),
    rest: &[Batch],
    report: &mut MergeReport,
) -> Table {
    let mut accounts = old.table(TableId::Accounts).clone();
    for mut batch in batches {
        give_ids(&mut batch, &accounts);
        let rows = resolve(batch, &Finder::default(), None, &mut Dict::default());
        accounts = combine(accounts, rows, join, report);
        if join == Join::Replace {
            join = Join::Update;
        }
    }
    if accounts.is_empty() {
        let mut made = Batch::new(TableId::Accounts, AccountKey::Id);
        let mut seen = Dict::default();
        let keyed = rest.iter().filter(|batch| {
            batch.table != TableId::Benchmarks && !matches!(batch.key, AccountKey::Through(_))
        });
        for key in keyed.flat_map(|batch| batch.accounts.dict().iter()) {
            if seen.intern(key) as usize + 1 == seen.len() && made.len() + 1 == seen.len() {
                for position in [0, 1] {
                    if let Some(Column::Text(column)) = made.column_mut(position) {
                        column.push(Some(key));
                    }
                }
                made.end_row();
            }
        }
        report.accounts_made = made.rows;
        accounts = resolve(made, &Finder::default(), None, &mut Dict::default());
    }
    let Some(Column::Text(ids)) = accounts.column("account_id") else {
        return accounts;
    };
    accounts.select(&order_by_text(ids, accounts.rows))
}

/// Rows in byte order of their texts: by the first twelve bytes, and where these are the same by all.
fn order_by_text(texts: &TextColumn, rows: u32) -> Vec<u32> {
    let text = |row: u32| texts.get(row as usize).unwrap_or_default();
    let key = |row: u32| {
        let mut bytes = [0; 16];
        let start = bytes.iter_mut().zip(text(row).as_bytes()).take(12);
        start.for_each(|(to, from)| *to = *from);
        u128::from_be_bytes(bytes) | u128::from(row)
    };
    let mut keys: Vec<u128> = (0..rows).map(key).collect();
    sort_keys(&mut keys);
    let mut order = Vec::with_capacity(keys.len());
    for same in keys.chunk_by(|a, b| a >> 32 == b >> 32) {
        let from = order.len();
        order.extend(same.iter().map(|&key| key as u32));
        if same.len() > 1 {
            sort_positions(&mut order[from..], &mut |a, b| text(a).cmp(text(b)));
        }
    }
    order
}

/// Accounts without an id take that of the known account with their name, else their name.
fn give_ids(batch: &mut Batch, accounts: &Table) {
    let rows = batch.len();
    if let Some(Some(Column::Text(ids))) = batch.columns.first()
        && (0..rows).all(|row| ids.get(row).is_some())
    {
        return;
    }
    let names = folded_names(accounts);
    let mut ids = TextColumn::default();
    {
        let text = |position: usize, row| {
            batch
                .columns
                .get(position)
                .and_then(Option::as_ref)
                .and_then(|column: &Column| column.text(row))
        };
        for row in 0..rows {
            let name = text(1, row);
            let known = || {
                let account = names.get(&fold_name(name?)).copied().flatten()?;
                accounts.column("account_id")?.text(account as usize)
            };
            ids.push(text(0, row).or_else(known).or(name));
        }
    }
    if let Some(column) = batch.columns.first_mut() {
        *column = Some(Column::Text(ids));
    }
}

/// Row key → account, for tables that name their account through another table.
fn through_map(data: &Dataset, key: &AccountKey) -> Option<FxHashMap<String, u32>> {
    let AccountKey::Through(id) = *key else {
        return None;
    };
    let table = data.table(id);
    let Some(Column::Text(keys)) = id
        .spec()
        .key()
        .and_then(|(_, field)| table.column(field.name))
    else {
        return Some(FxHashMap::default());
    };
    let pairs =
        (0..table.len()).filter_map(|row| Some((keys.get(row)?.to_owned(), table.accounts[row])));
    Some(pairs.collect())
}

/// A batch as a table: each different account key is looked up once.
fn resolve(
    batch: Batch,
    finder: &Finder<'_>,
    through: Option<&FxHashMap<String, u32>>,
    unmatched: &mut Dict,
) -> Table {
    let without_account = matches!(batch.table, TableId::Accounts | TableId::Benchmarks);
    let accounts = if without_account {
        Vec::new()
    } else {
        let mut found: Vec<u32> = Vec::with_capacity(batch.accounts.dict().len());
        for key in batch.accounts.dict().iter() {
            found.push(match through {
                Some(map) => map
                    .get(key)
                    .copied()
                    .unwrap_or_else(|| UNMATCHED + unmatched.intern(key)),
                None => finder.find(key, unmatched),
            });
        }
        let codes = batch.accounts.codes().iter();
        codes
            .map(|&code| {
                found
                    .get(code as usize)
                    .copied()
                    .unwrap_or_else(|| UNMATCHED + unmatched.intern(""))
            })
            .collect()
    };
    let mut table = Table {
        id: batch.table,
        rows: batch.rows,
        accounts,
        columns: batch.columns,
        custom: batch.custom,
    };
    if batch.table == TableId::Invoices {
        issue_when_due(&mut table);
    }
    table
}

/// An invoice that does not say when it was issued exists from the day it is due.
fn issue_when_due(invoices: &mut Table) {
    let Some(due) = invoices.days("due_on").map(<[i32]>::to_vec) else {
        return;
    };
    let Some((position, _)) = invoices.spec().field("issued_on") else {
        return;
    };
    if let Some(Column::Day(issued)) = invoices.column_mut(position) {
        for (issued, due) in issued.iter_mut().zip(due) {
            if *issued == crate::MISSING_DAY {
                *issued = due;
            }
        }
    }
}

/// The rows that are there and the new ones, joined as asked for; the new ones stand behind.
fn combine(mut held: Table, mut rows: Table, join: Join, report: &mut MergeReport) -> Table {
    let unmatched = rows
        .accounts
        .iter()
        .filter(|&&account| account >= UNMATCHED)
        .count();
    let n_new = rows.rows;
    let keyed = rows.spec().key().is_some();
    if keyed {
        rows = last_of_each_key(rows);
    }
    let mut older = if held.is_empty() {
        Vec::new()
    } else {
        older_versions(&held, &rows)
    };
    let mut left_out = 0;
    if join == Join::Add && !older.is_empty() {
        let mut is_known = vec![false; rows.len()];
        older
            .iter()
            .for_each(|&(row, _)| is_known[row as usize] = true);
        let stay: Vec<u32> = (0..rows.rows)
            .filter(|&row| !is_known[row as usize])
            .collect();
        left_out = rows.rows - number(stay.len());
        rows = rows.select(&stay);
        older.clear();
    }
    if keyed && join == Join::Update {
        inherit(&mut rows, &held, &older);
    }
    let same = number(alike(&rows, &held, &older));
    let mut is_older = vec![false; held.len()];
    older
        .iter()
        .for_each(|&(_, old_row)| is_older[old_row as usize] = true);
    let replaced = number(is_older.iter().filter(|&&older| older).count());
    let gone = match join {
        Join::Replace => held.rows - replaced,
        Join::Update | Join::Add => 0,
    };
    if join == Join::Replace {
        held = Table::empty(held.id);
    } else if replaced > 0 {
        let stay: Vec<u32> = (0..held.rows)
            .filter(|&row| !is_older[row as usize])
            .collect();
        held = held.select(&stay);
    }
    report.tables.push(TableMerge {
        table: rows.id,
        added: (n_new - left_out).saturating_sub(replaced),
        replaced: replaced.min(n_new),
        same: same.min(n_new),
        gone,
        left_out,
        unmatched: number(unmatched),
    });
    if held.is_empty() && held.custom.is_empty() {
        return rows;
    }
    append(&mut held, rows);
    held
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The rows of a keyed table without those whose key comes again further down.
fn last_of_each_key(rows: Table) -> Table {
    let Some(Column::Text(keys)) = rows
        .spec()
        .key()
        .and_then(|(_, field)| rows.column(field.name))
    else {
        return rows;
    };
    let mut last = vec![u32::MAX; keys.dict().len()];
    for (row, &code) in (0..rows.rows).zip(keys.codes()) {
        if let Some(slot) = last.get_mut(code as usize) {
            *slot = row;
        }
    }
    let is_last = |row: u32| {
        let code = keys.codes()[row as usize] as usize;
        last.get(code).is_none_or(|&last| last == row)
    };
    if (0..rows.rows).all(is_last) {
        return rows;
    }
    let stay: Vec<u32> = (0..rows.rows).filter(|&row| is_last(row)).collect();
    rows.select(&stay)
}

/// Gives new rows the held values of fields in which they have none.
fn inherit(rows: &mut Table, held: &Table, older: &[(u32, u32)]) {
    if older.is_empty() {
        return;
    }
    for position in 0..held.columns.len() {
        let Some(Some(from)) = held.columns.get(position) else {
            continue;
        };
        let Some(to) = rows.column_mut(position) else {
            continue;
        };
        for &(row, old_row) in older {
            if to.is_missing(row as usize) {
                to.set_from(row as usize, from, old_row as usize);
            }
        }
    }
    for custom in &held.custom {
        let n = rows.len();
        let to = custom_column(&mut rows.custom, &custom.name, &custom.column, n);
        for &(row, old_row) in older {
            if to.is_missing(row as usize) {
                to.set_from(row as usize, &custom.column, old_row as usize);
            }
        }
    }
}

/// All rows of `from` behind those of `to`.
fn append(to: &mut Table, from: Table) {
    if to.is_empty() && to.custom.is_empty() {
        *to = from;
        return;
    }
    let n = to.len();
    let n_from = from.len();
    to.accounts.extend_from_slice(&from.accounts);
    for position in 0..to.columns.len() {
        match (&mut to.columns[position], &from.columns[position]) {
            (Some(column), Some(other)) => column.append(other),
            (Some(column), None) => (0..n_from).for_each(|_| column.push_missing()),
            (empty @ None, Some(other)) => {
                let mut column = filled(to.id.spec().fields[position].kind, n);
                column.append(other);
                *empty = Some(column);
            }
            (None, None) => {}
        }
    }
    for custom in &from.custom {
        custom_column(&mut to.custom, &custom.name, &custom.column, n).append(&custom.column);
    }
    to.rows += from.rows;
    let rows = to.len();
    for custom in &mut to.custom {
        while custom.column.len() < rows {
            custom.column.push_missing();
        }
    }
}

/// The custom column `name`, made with `rows` missing values of `like`'s kind where there is none.
fn custom_column<'a>(
    customs: &'a mut Vec<CustomColumn>,
    name: &str,
    like: &Column,
    rows: usize,
) -> &'a mut Column {
    let position = customs
        .iter()
        .position(|custom| custom.name == name)
        .unwrap_or_else(|| {
            let kind = match like {
                Column::Text(_) => FieldKind::Text,
                Column::Day(_) => FieldKind::Day,
                Column::Number(_) => FieldKind::Number,
                Column::Flag(_) => FieldKind::Flag,
            };
            customs.push(CustomColumn {
                name: name.to_owned(),
                column: filled(kind, rows),
            });
            customs.len() - 1
        });
    &mut customs[position].column
}

#[cfg(test)]
#[path = "merge_tests.rs"]
mod tests;
