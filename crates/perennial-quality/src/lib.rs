//! What is doubtful in a dataset, as SPEC §7 asks of data: duplicates, orphans, impossible orders, outliers,
//! empty and constant columns, gaps in dates, mixed currencies. Each finding says which rows it is about and
//! how many customers and measures it touches. Nothing is changed; the words are the user interface's.

mod contract;
mod effect;
mod finding;
mod keys;
mod order;
mod values;

pub use effect::measures;
pub use finding::{Finding, Kind, ROWS, Severity};

use perennial_data::{Dataset, Day, TableId};

/// Everything that is found in `data`, the gravest first; a row dated after `as_of` is itself a finding.
#[must_use]
pub fn report(data: &Dataset, as_of: Day) -> Vec<Finding> {
    let mut found = Vec::new();
    for id in TableId::ALL {
        let table = data.table(id);
        if table.is_empty() {
            continue;
        }
        keys::orphans(table, &mut found);
        keys::duplicates(table, &mut found);
        order::within_rows(table, &mut found);
        order::before_account(data, table, &mut found);
        order::after(table, as_of, &mut found);
        order::gaps(table, as_of, &mut found);
        values::of_columns(table, &mut found);
        values::of_flags(table, &mut found);
    }
    keys::accounts(data, &mut found);
    contract::windows(data, &mut found);
    contract::churn(data, &mut found);
    // Stable: findings of one weight stay in the order of the tables.
    perennial_data::sort_by(&mut found, |a, b| {
        (b.kind.severity(), b.count.min(1)).cmp(&(a.kind.severity(), a.count.min(1)))
    });
    found
}
