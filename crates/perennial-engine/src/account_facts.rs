//! What the accounts themselves say, whatever the date: from when on they exist, numbers, benchmarks.

use crate::kernel;
use crate::model::Quartile;
use crate::prim::PrimColumn;
use perennial_data::{Column, Dataset, MISSING_DAY, TableId};
use std::rc::Rc;

/// Worked out when first asked for, and kept with the dataset.
#[derive(Default)]
pub(crate) struct AccountFacts {
    /// By field and divisor.
    numbers: Vec<(String, f64, Rc<PrimColumn>)>,
    benchmarks: Vec<(String, Quartile, Rc<PrimColumn>)>,
    missing: Option<Rc<PrimColumn>>,
}

impl AccountFacts {
    /// A field of the accounts as numbers, flags as 0 and 1, divided.
    pub(crate) fn numbers(&mut self, data: &Dataset, field: &str, divisor: f64) -> Rc<PrimColumn> {
        let mut known = self.numbers.iter();
        if let Some((.., numbers)) = known.find(|known| known.0 == field && known.1 == divisor) {
            return Rc::clone(numbers);
        }
        let mut values = account_numbers(data, field);
        if divisor != 1.0 {
            values.iter_mut().for_each(|value| *value /= divisor);
        }
        let column = Rc::new(PrimColumn::current(values));
        self.numbers
            .push((field.to_owned(), divisor, Rc::clone(&column)));
        column
    }

    /// The benchmark of each account's segment, else the general one.
    pub(crate) fn benchmarks(
        &mut self,
        data: &Dataset,
        metric: &str,
        at: Quartile,
    ) -> Rc<PrimColumn> {
        let mut known = self.benchmarks.iter();
        if let Some((.., values)) = known.find(|known| known.0 == metric && known.1 == at) {
            return Rc::clone(values);
        }
        let column = Rc::new(PrimColumn::current(benchmarks(data, metric, at)));
        self.benchmarks
            .push((metric.to_owned(), at, Rc::clone(&column)));
        column
    }

    /// Nothing for so many accounts.
    pub(crate) fn missing(&mut self, n: usize) -> Rc<PrimColumn> {
        let missing = self
            .missing
            .get_or_insert_with(|| PrimColumn::missing(n).into());
        Rc::clone(missing)
    }
}

/// First day of each account: its start, else that of its first contract; [`MISSING_DAY`] if neither
/// is known.
pub(crate) fn started(data: &Dataset) -> Vec<i32> {
    let n = data.n_accounts();
    let accounts = data.table(TableId::Accounts);
    let mut started = match accounts.days("started_on") {
        Some(days) => days.to_vec(),
        None => vec![MISSING_DAY; n],
    };
    let contracts = data.table(TableId::Contracts);
    if let Some(days) = contracts.row_days() {
        let first = kernel::first_days(contracts.accounts(), days, n);
        for (start, first) in started.iter_mut().zip(first) {
            if *start == MISSING_DAY {
                *start = first;
            }
        }
    }
    started
}

/// From which day on each account exists: see [`Dataset::existing`].
pub(crate) fn exists_from(data: &Dataset) -> Vec<i32> {
    let n = data.n_accounts();
    let mut from = match data.table(TableId::Accounts).days("started_on") {
        // A missing day sorts before every real one.
        Some(days) => days.to_vec(),
        None => vec![MISSING_DAY; n],
    };
    let contracts = data.table(TableId::Contracts);
    if let Some(days) = contracts.row_days() {
        for (&account, &day) in contracts.accounts().iter().zip(days) {
            if let Some(from) = from.get_mut(account as usize) {
                *from = (*from).min(day);
            }
        }
    }
    from
}

fn account_numbers(data: &Dataset, field: &str) -> Vec<f64> {
    let n = data.n_accounts();
    match data.table(TableId::Accounts).column(field) {
        Some(Column::Number(numbers)) => (0..n)
            .map(|row| numbers.get(row).unwrap_or(f64::NAN))
            .collect(),
        Some(Column::Flag(flags)) => (0..n)
            .map(|row| {
                flags
                    .get(row)
                    .map_or(f64::NAN, |flag| f64::from(u8::from(flag)))
            })
            .collect(),
        _ => vec![f64::NAN; n],
    }
}

fn benchmarks(data: &Dataset, metric: &str, at: Quartile) -> Vec<f64> {
    let table = data.table(TableId::Benchmarks);
    let column = match at {
        Quartile::P25 => "p25",
        Quartile::P50 => "p50",
        Quartile::P75 => "p75",
    };
    let find = |segment: Option<&str>| {
        let rows = (0..table.len()).filter(|&row| {
            let text = |name| table.column(name).and_then(|c: &Column| c.text(row));
            text("metric") == Some(metric) && text("segment") == segment
        });
        // Of rows that say the same thing twice, the largest: the order of rows must not matter.
        let numbers = rows.filter_map(|row| table.column(column)?.number(row));
        numbers.fold(f64::NAN, |held, n| if held >= n { held } else { n })
    };
    let general = find(None);
    let accounts = data.table(TableId::Accounts);
    let Some(Column::Text(segments)) = accounts.column("segment") else {
        return vec![general; data.n_accounts()];
    };
    let of_segment: Vec<f64> = segments.dict().iter().map(|s| find(Some(s))).collect();
    let of_account = segments.codes().iter().map(|&code| {
        let own = of_segment.get(code as usize).copied().unwrap_or(f64::NAN);
        if own.is_nan() { general } else { own }
    });
    of_account.collect()
}
