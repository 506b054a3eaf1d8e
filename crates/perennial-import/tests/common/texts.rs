//! A file read with every column kept as text: what it holds cell by cell, by the way that imports go.

use super::{inspect, read};
use perennial_data::{AccountKey, Dataset, TableId, merge};
use perennial_import::{Imported, Inspection, Plan, Shape, Target, ValueFormat};

/// A table as texts. Values are without white space around them and empty where they say that there is none.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Texts {
    pub(crate) header: Option<Vec<String>>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// The tables of a file, with what was found of it and what reading it gave.
pub(crate) fn of_file(name: &str, bytes: &[u8]) -> (Inspection, Imported, Vec<Texts>) {
    let inspection = inspect(name, bytes);
    let mut plan = inspection.plan();
    as_texts(&mut plan);
    let mut imported = read(&plan, bytes, 1 << 12);
    let mut tables = vec![texts(&plan, &mut imported)];
    for (plan, imported) in plan.further.iter().zip(&mut imported.further) {
        tables.push(texts(plan, imported));
    }
    (inspection, imported, tables)
}

fn as_texts(plan: &mut Plan) {
    plan.shape = Shape::Table(TableId::Accounts);
    plan.key = AccountKey::Id;
    plan.constants.clear();
    for column in &mut plan.columns {
        column.target = Target::Custom;
        column.format = ValueFormat::Text;
    }
    plan.further.iter_mut().for_each(as_texts);
}

fn texts(plan: &Plan, imported: &mut Imported) -> Texts {
    let header = || {
        plan.columns
            .iter()
            .map(|column| column.header.clone())
            .collect()
    };
    let (data, _) = merge(&Dataset::default(), std::mem::take(&mut imported.batches));
    let accounts = data.table(TableId::Accounts);
    let number = |row: usize| {
        let id = data.account_id(u32::try_from(row).unwrap()).unwrap();
        id.rsplit('#').next().unwrap().parse::<u32>().unwrap()
    };
    let mut order: Vec<usize> = (0..accounts.len()).collect();
    order.sort_by_key(|&row| number(row));
    let cell = |row: usize, name: &str| {
        let custom = accounts.custom().iter().find(|custom| custom.name == name);
        let text = custom.and_then(|custom| custom.column.text(row));
        text.unwrap_or_default().to_owned()
    };
    let columns = || plan.columns.iter().map(|column| column.header.as_str());
    Texts {
        header: plan.header.map(|_| header()),
        rows: order
            .into_iter()
            .map(|row| columns().map(|name| cell(row, name)).collect())
            .collect(),
    }
}
