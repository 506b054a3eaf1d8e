//! Revenue in force on real subscriptions: the totals that the data's own notes state.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use perennial_data::{AccountKey, Batch, Column, Dataset, Day, Decimal, TableId, merge};
use perennial_engine::portfolio::portfolio;
use perennial_engine::{Compiled, Model, evaluate, shipped};
use std::path::Path;

fn set(batch: &mut Batch, field: &str, text: &str) {
    let (position, _) = batch.table().spec().field(field).unwrap();
    match batch.column_mut(position).unwrap() {
        Column::Text(column) => column.push(Some(text)),
        Column::Day(days) => match text.parse::<Day>() {
            Ok(day) => days.push(day.number()),
            Err(_) => days.push(perennial_data::MISSING_DAY),
        },
        Column::Number(numbers) => {
            numbers.push(text.parse().ok().map(Decimal::whole));
        }
        Column::Flag(flags) => flags.push(Some(text == "True")),
    }
}

#[test]
fn monthly_revenue_in_force_equals_the_stated_totals() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = root.join("../../../shared/data/ravenstack/canonical/ravenstack_subscriptions.csv");
    let Ok(text) = std::fs::read_to_string(&file) else {
        println!("SKIPPED: {} is not there", file.display());
        return;
    };
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let mut contracts = Batch::new(TableId::Contracts, AccountKey::Id);
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        let cell = |name: &str| cells[header.iter().position(|h| *h == name).unwrap()];
        contracts.account_mut().push(Some(cell("account_id")));
        for (field, name) in [
            ("contract_id", "subscription_id"),
            ("starts_on", "start_date"),
            ("ends_on", "end_date"),
            ("amount", "arr_amount"),
            ("mrr", "mrr_amount"),
        ] {
            set(&mut contracts, field, cell(name));
        }
        contracts.end_row();
    }
    let data = merge(&Dataset::default(), vec![contracts]).0;
    let compiled = Compiled::new(&Model::parse(shipped()[0].json()).unwrap()).unwrap();
    for (day, mrr) in [
        ("2023-12-31", 1_262_113.0),
        ("2024-06-30", 3_833_405.0),
        ("2024-12-31", 10_159_608.0),
    ] {
        let run = evaluate(&data, &compiled, &[], day.parse().unwrap());
        let total = portfolio(&data, &run.evaluation).total;
        assert_eq!((total.mrr, total.arr), (mrr, 12.0 * mrr), "{day}");
    }
}
