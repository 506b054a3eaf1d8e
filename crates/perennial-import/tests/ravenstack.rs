//! Five tables of one system, and the same saved by others: they join, and money adds up to the
//! figures that its SOURCE.md gives.
#![allow(clippy::unwrap_used)] // a test fails by it

mod common;

use perennial_data::{Column, Dataset, Day, TableId, UNMATCHED, merge};

/// Contracts in force on `day`, their accounts and their monthly revenue.
fn in_force(data: &Dataset, day: &str) -> (usize, usize, i64) {
    let day: Day = day.parse().unwrap();
    let contracts = data.table(TableId::Contracts);
    let column = |name| contracts.column(name).unwrap();
    let rows: Vec<usize> = (0..contracts.len())
        .filter(|&row| column("starts_on").day(row).unwrap() <= day)
        .filter(|&row| column("ends_on").day(row).is_none_or(|end| end > day))
        .collect();
    let mut accounts: Vec<u32> = rows.iter().map(|&row| contracts.accounts()[row]).collect();
    accounts.sort_unstable();
    accounts.dedup();
    let Column::Number(mrr) = column("mrr") else {
        panic!("mrr is a number")
    };
    let revenue = rows.iter().filter_map(|&row| mrr.mantissa(row)).sum();
    assert_eq!(mrr.scale(), 0);
    (rows.len(), accounts.len(), revenue)
}

#[test]
fn the_canonical_tables_and_each_variant_import_to_the_same_rows_and_money() {
    let Some(folder) = common::shared_data() else {
        return;
    };
    let folder = folder.join("ravenstack");
    let mut folders = vec![folder.join("canonical")];
    let mut variants: Vec<_> = std::fs::read_dir(folder.join("variants"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    variants.sort();
    folders.extend(variants);
    let mut first: Option<Dataset> = None;
    for folder in folders {
        let (data, report) = merge(&Dataset::default(), common::import_folder(&folder));
        assert!(
            report.tables.iter().all(|table| table.unmatched == 0),
            "{folder:?} {report:?}"
        );
        assert_eq!(report.accounts_made, 0);
        for (day, expect) in [
            ("2023-12-31", (648, 190, 1_262_113)),
            ("2024-06-30", (1742, 337, 3_833_405)),
            ("2024-12-31", (4514, 500, 10_159_608)),
        ] {
            assert_eq!(in_force(&data, day), expect, "{folder:?} {day}");
        }
        let Some(first) = &first else {
            let usage = data.table(TableId::Usage);
            assert_eq!(
                usage.len(),
                25_000,
                "usage finds its account through the subscription"
            );
            assert!(usage.accounts().iter().all(|&account| account < UNMATCHED));
            first = Some(data);
            continue;
        };
        for table in [
            TableId::Accounts,
            TableId::Contracts,
            TableId::Tickets,
            TableId::Events,
        ] {
            let (ours, theirs) = (data.table(table), first.table(table));
            assert_eq!(ours.accounts(), theirs.accounts(), "{folder:?} {table:?}");
            for field in table.spec().fields {
                let column = |data: &Dataset| {
                    let column = data.table(table).column(field.name);
                    let values = |c: &Column| {
                        let value = |row| {
                            (
                                c.day(row),
                                c.number(row),
                                c.flag(row),
                                c.text(row).map(str::to_owned),
                            )
                        };
                        (0..c.len()).map(value).collect::<Vec<_>>()
                    };
                    column.map(values)
                };
                assert_eq!(
                    column(&data),
                    column(first),
                    "{folder:?} {table:?} {}",
                    field.name
                );
            }
        }
    }
}
