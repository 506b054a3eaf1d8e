//! The one wide sheet: beside its accounts, a contract per row and snapshots of the file's date.

use super::column::Reading;
use super::place::Column;
use super::rows::made_key;
use crate::plan::{Plan, Target};
use crate::problem::{Code, Problem};
use crate::split::Texts;
use perennial_data::{AccountKey, Batch, Column as Stored, Day, Decimal, MISSING_DAY, TableId};

/// Account fields that change over time: each sheet's value is kept as a snapshot too.
const HISTORY: [&str; 2] = ["seats", "arr"];

pub(super) struct Sheet {
    key: Option<usize>,
    contract: Contract,
    contracts: Batch,
    /// Which column gives which snapshot.
    fields: Vec<(usize, String)>,
    date: Option<Day>,
    snapshots: Batch,
    assumed_starts: u64,
}

/// Which column gives which part of the contract.
struct Contract {
    id: Option<usize>,
    starts_on: Option<usize>,
    ends_on: Option<usize>,
    amount: Option<usize>,
    /// Further fields, by their position in the table.
    others: Vec<(usize, usize)>,
}

impl Sheet {
    pub(super) fn new(plan: &Plan, columns: &[Column]) -> Self {
        let find = |target: &Target| columns.iter().position(|column| column.target == *target);
        let account = |name: &str| find(&Target::field(TableId::Accounts, name));
        let contract = |name: &str| find(&Target::field(TableId::Contracts, name));
        let key = account("account_id").or(account("name"));
        let (ends_on, amount) = (contract("ends_on"), contract("amount"));
        let is_given = ends_on.or(amount).is_some();
        let others = TableId::Contracts.spec().fields.iter().enumerate();
        let others = others
            .filter(|(_, field)| {
                !matches!(
                    field.name,
                    "contract_id" | "account_id" | "starts_on" | "ends_on" | "amount"
                )
            })
            .filter_map(|(position, field)| Some((contract(field.name)?, position)));
        Self {
            key,
            contract: Contract {
                id: contract("contract_id"),
                // A customer's first day starts its contract only where the sheet knows no end.
                starts_on: contract("starts_on").or(match ends_on {
                    None => account("started_on"),
                    Some(_) => None,
                }),
                ends_on,
                amount: amount.or_else(|| account("arr").filter(|_| is_given)),
                others: others.collect(),
            },
            contracts: Batch::new(TableId::Contracts, AccountKey::Id),
            fields: snapshot_fields(columns),
            date: plan.file_date,
            snapshots: Batch::new(TableId::Snapshots, AccountKey::Id),
            assumed_starts: 0,
        }
    }

    /// Adds what the row says besides its account; `source` and `base` name a row without a key.
    pub(super) fn push(
        &mut self,
        columns: &[Column],
        texts: &Texts<'_>,
        row: usize,
        first: usize,
        (source, base): (&str, u64),
    ) {
        let own = self
            .key
            .and_then(|at| columns.get(at)?.text(texts, row, first));
        let made = || made_key(source, base + (row - first) as u64);
        let key = own.map_or_else(made, str::to_owned);
        self.push_contract(columns, texts, row, first, &key);
        let Some(date) = self.date else { return };
        for (at, field) in &self.fields {
            let Some(column) = columns.get(*at) else {
                continue;
            };
            let number = column.values.number(row - first);
            let day = column.values.days.get(row - first);
            let day = day.copied().filter(|&day| day != MISSING_DAY);
            if number.is_none() && day.is_none() {
                continue;
            }
            self.snapshots.account_mut().push(Some(&key));
            set_day(&mut self.snapshots, "date", Some(date.number()));
            set_text(&mut self.snapshots, "field", Some(field));
            set_number(&mut self.snapshots, "number", number);
            set_day(&mut self.snapshots, "day", day);
            self.snapshots.end_row();
        }
    }

    pub(super) fn finish(self, batches: &mut Vec<Batch>, notes: &mut Vec<Problem>) {
        if !self.contracts.is_empty() {
            notes.push(Problem::new(Code::ContractsMade).with("rows", self.contracts.len()));
            batches.push(self.contracts);
        }
        if self.assumed_starts > 0 {
            notes.push(Problem::new(Code::StartAssumed).with("rows", self.assumed_starts));
        }
        match self.date {
            None if !self.fields.is_empty() => notes.push(Problem::new(Code::SnapshotsUndated)),
            Some(date) if !self.snapshots.is_empty() => {
                let note = Problem::new(Code::SnapshotsDated).with("date", date);
                notes.push(note.with("fields", self.fields.len()));
                batches.push(self.snapshots);
            }
            _ => {}
        }
    }

    /// A contract where the sheet gives its end, or its amount and start.
    fn push_contract(
        &mut self,
        columns: &[Column],
        texts: &Texts<'_>,
        row: usize,
        first: usize,
        key: &str,
    ) {
        let day = |at: Option<usize>| {
            let days = &columns.get(at?)?.values.days;
            days.get(row - first).and_then(|&day| Day::from_column(day))
        };
        let amount = |at: Option<usize>| columns.get(at?)?.values.number(row - first);
        let ends_on = day(self.contract.ends_on);
        let amount = amount(self.contract.amount);
        let given =
            day(self.contract.starts_on).filter(|start| ends_on.is_none_or(|end| *start < end));
        let Some(starts_on) = given.or_else(|| ends_on.map(|end| end.plus_months(-12))) else {
            return;
        };
        if ends_on.is_none() && amount.is_none() {
            return;
        }
        self.assumed_starts += u64::from(given.is_none());
        let text = |at: usize| columns.get(at).and_then(|c| c.text(texts, row, first));
        let made = || format!("{key}@{}", ends_on.unwrap_or(starts_on));
        let id = self
            .contract
            .id
            .and_then(text)
            .map_or_else(made, str::to_owned);
        let batch = &mut self.contracts;
        set_text(batch, "contract_id", Some(&id));
        batch.account_mut().push(Some(key));
        set_day(batch, "starts_on", Some(starts_on.number()));
        set_day(batch, "ends_on", ends_on.map(Day::number));
        set_number(batch, "amount", amount);
        for &(at, position) in &self.contract.others {
            let Some(column) = columns.get(at) else {
                continue;
            };
            let values = &column.values;
            match batch.column_mut(position) {
                Some(Stored::Text(to)) => to.push(column.text(texts, row, first)),
                Some(Stored::Day(to)) => {
                    to.push(values.days.get(row - first).copied().unwrap_or(MISSING_DAY));
                }
                Some(Stored::Number(to)) => {
                    to.push(values.number(row - first));
                }
                Some(Stored::Flag(to)) => {
                    to.push(values.flags.get(row - first).copied().flatten());
                }
                None => {}
            }
        }
        batch.end_row();
    }
}

/// Which columns become snapshots: those that say so, account fields with a history, and numbers
/// and dates that no field takes.
fn snapshot_fields(columns: &[Column]) -> Vec<(usize, String)> {
    let measured = |c: &Column| matches!(c.reading, Reading::Day { .. } | Reading::Number { .. });
    let name = |column: &Column| match &column.target {
        Target::Snapshot { .. } => Some(column.name.clone()),
        Target::Field {
            table: TableId::Accounts,
            field,
        } => HISTORY.contains(&field.as_str()).then(|| field.clone()),
        Target::Custom => Some(column.name.clone()),
        _ => None,
    };
    columns
        .iter()
        .enumerate()
        .filter(|(_, column)| measured(column))
        .filter_map(|(at, column)| Some((at, name(column)?)))
        .collect()
}

fn place(batch: &Batch, field: &str) -> Option<usize> {
    batch
        .table()
        .spec()
        .field(field)
        .map(|(position, _)| position)
}

fn set_text(batch: &mut Batch, field: &str, text: Option<&str>) {
    if let Some(Stored::Text(to)) = place(batch, field).and_then(|at| batch.column_mut(at)) {
        to.push(text);
    }
}

fn set_day(batch: &mut Batch, field: &str, day: Option<i32>) {
    if let Some(Stored::Day(to)) = place(batch, field).and_then(|at| batch.column_mut(at)) {
        to.push(day.unwrap_or(MISSING_DAY));
    }
}

fn set_number(batch: &mut Batch, field: &str, number: Option<Decimal>) {
    if let Some(Stored::Number(to)) = place(batch, field).and_then(|at| batch.column_mut(at)) {
        to.push(number);
    }
}
