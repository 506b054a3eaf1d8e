//! Datasets from the JSON of vector files: a list of rows per table.

use perennial_data::{AccountKey, Batch, Column, Dataset, Day, Decimal, FieldKind, TableId, merge};
use serde_json::{Map, Value};

/// A dataset of the tables given, each a list of objects by field name. Fields that SPEC §2 does
/// not name become custom columns of the kind that their JSON value shows.
///
/// # Errors
/// The first table, row or value that does not read.
pub fn dataset(tables: &Value) -> Result<Dataset, String> {
    let mut batches = Vec::new();
    for (name, rows) in tables.as_object().into_iter().flatten() {
        let table = TableId::from_name(name).ok_or_else(|| format!("no table {name}"))?;
        let mut batch = Batch::new(table, AccountKey::Id);
        for row in rows.as_array().into_iter().flatten() {
            let row = row.as_object().ok_or("a row is not an object")?;
            add_row(&mut batch, row).map_err(|error| format!("{name}: {error}"))?;
        }
        batches.push(batch);
    }
    Ok(merge(&Dataset::default(), batches).0)
}

fn add_row(batch: &mut Batch, row: &Map<String, Value>) -> Result<(), String> {
    let spec = batch.table().spec();
    let accounts = batch.table() == TableId::Accounts;
    for (name, value) in row {
        let column = match spec.field(name) {
            Some((_, field)) if field.kind == FieldKind::Account => {
                batch.account_mut().push(value.as_str());
                continue;
            }
            Some((position, _)) => batch.column_mut(position),
            None => {
                let position = batch.add_custom(name, kind_of(value));
                batch.custom_mut(position)
            }
        };
        let column = column.ok_or_else(|| format!("no field {name}"))?;
        push(column, value).ok_or_else(|| format!("{name} does not read: {value}"))?;
    }
    if accounts && !row.contains_key("name") {
        let (id, name) = (row.get("account_id"), batch.column_mut(1));
        if let (Some(id), Some(name)) = (id, name) {
            push(name, id).ok_or("an account without an id")?;
        }
    }
    batch.end_row();
    Ok(())
}

fn kind_of(value: &Value) -> FieldKind {
    match value {
        Value::Number(_) => FieldKind::Number,
        Value::Bool(_) => FieldKind::Flag,
        Value::String(text) if text.parse::<Day>().is_ok() => FieldKind::Day,
        _ => FieldKind::Text,
    }
}

fn push(column: &mut Column, value: &Value) -> Option<()> {
    match (column, value) {
        (column, Value::Null) => column.push_missing(),
        (Column::Text(texts), Value::String(text)) => texts.push(Some(text)),
        (Column::Day(days), Value::String(text)) => days.push(text.parse::<Day>().ok()?.number()),
        (Column::Flag(flags), Value::Bool(flag)) => flags.push(Some(*flag)),
        (Column::Number(numbers), Value::Number(number)) => {
            numbers.push(Some(decimal(&number.to_string())?));
        }
        _ => return None,
    }
    Some(())
}

/// A decimal as JSON writes it, without an exponent.
fn decimal(text: &str) -> Option<Decimal> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    Some(Decimal {
        mantissa: format!("{whole}{fraction}").parse().ok()?,
        scale: u8::try_from(fraction.len()).ok()?,
    })
}
