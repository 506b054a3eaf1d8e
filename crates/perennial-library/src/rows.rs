//! Rows of tables, by name, as programs hold them; and the dataset that they make.

use crate::decimal;
use crate::error::LibraryError;
use perennial_data::{
    AccountKey, Batch, Column, Dataset, Day, FieldKind, TableId, merge, number_text,
};
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;

/// Rows by table (SPEC §2): each row an object of values by field name. Fields that the table does not have are
/// kept as custom ones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows(pub BTreeMap<String, Vec<BTreeMap<String, Cell>>>);

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// None.
    Missing,
    /// A text, or a date in the form 2026-03-31.
    Text(String),
    /// A number in digits, so that none is lost.
    Number(String),
    /// Yes or no.
    Flag(bool),
}

impl Rows {
    /// Reads the JSON of rows. A number stands as itself (15 digits are read exactly), or as a list of its
    /// digits as a text (`["0.1"]`), by which any is.
    ///
    /// # Errors
    /// [`LibraryError::Syntax`].
    pub fn parse(json: &str) -> Result<Self, LibraryError> {
        let rows = perennial_model::read_json(json);
        rows.map(Self).map_err(|error| LibraryError::Syntax {
            path: error.path,
            message: error.message,
        })
    }

    /// The dataset of the rows, as if they had been imported into an empty workspace.
    ///
    /// # Errors
    /// The first table or value that does not read, with its place.
    pub fn dataset(&self) -> Result<Dataset, LibraryError> {
        let mut batches = Vec::new();
        for (name, rows) in &self.0 {
            let unknown = || LibraryError::Table {
                table: name.clone(),
            };
            let table = TableId::from_name(name).ok_or_else(unknown)?;
            let mut batch = Batch::new(table, AccountKey::Id);
            let kinds = custom_kinds(table, rows);
            for (at, row) in rows.iter().enumerate() {
                add(&mut batch, &kinds, row).map_err(|(field, wanted)| LibraryError::Value {
                    path: format!("{name}[{at}].{field}"),
                    wanted,
                })?;
            }
            batches.push(batch);
        }
        Ok(merge(&Dataset::default(), batches).0)
    }

    /// Whether there is nothing but customers and values of sheets of them.
    pub(crate) fn only_sheets(&self) -> bool {
        let is_sheet = |name: &String| matches!(name.as_str(), "accounts" | "snapshots");
        self.0.keys().all(is_sheet)
    }
}

/// The kind of each custom field: that of its values where they agree, else text.
fn custom_kinds(table: TableId, rows: &[BTreeMap<String, Cell>]) -> BTreeMap<&str, FieldKind> {
    let spec = table.spec();
    let mut kinds = BTreeMap::new();
    for (field, cell) in rows.iter().flatten() {
        let kind = match cell {
            Cell::Missing => continue,
            Cell::Number(_) => FieldKind::Number,
            Cell::Flag(_) => FieldKind::Flag,
            Cell::Text(text) if text.parse::<Day>().is_ok() => FieldKind::Day,
            Cell::Text(_) => FieldKind::Text,
        };
        if spec.field(field).is_none() {
            let held = kinds.entry(field.as_str()).or_insert(kind);
            if *held != kind {
                *held = FieldKind::Text;
            }
        }
    }
    kinds
}

/// Adds a row; the field at fault and what it holds.
fn add<'r>(
    batch: &mut Batch,
    kinds: &BTreeMap<&str, FieldKind>,
    row: &'r BTreeMap<String, Cell>,
) -> Result<(), (&'r str, &'static str)> {
    let spec = batch.table().spec();
    for (name, cell) in row {
        let column = match spec.field(name) {
            Some((_, field)) if field.kind == FieldKind::Account => {
                batch.account_mut().push(text_of(cell));
                continue;
            }
            Some((position, _)) => batch.column_mut(position),
            None => {
                let kind = kinds.get(name.as_str()).copied().unwrap_or(FieldKind::Text);
                let position = batch.add_custom(name, kind);
                batch.custom_mut(position)
            }
        };
        let Some(column) = column else { continue };
        push(column, cell).map_err(|wanted| (name.as_str(), wanted))?;
    }
    // A customer without a name goes by its id.
    if batch.table() == TableId::Accounts
        && !matches!(row.get("name"), Some(Cell::Text(name)) if !name.is_empty())
        && let Some(id) = row.get("account_id")
        && let Some(Column::Text(names)) = batch.column_mut(1)
    {
        if row.contains_key("name") {
            names.set(names.codes().len() - 1, text_of(id).unwrap_or_default());
        } else {
            names.push(text_of(id));
        }
    }
    batch.end_row();
    Ok(())
}

/// A text, or the digits of a number where a program has its ids as numbers.
fn text_of(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) | Cell::Number(text) => Some(text),
        Cell::Flag(true) => Some("true"),
        Cell::Flag(false) => Some("false"),
        Cell::Missing => None,
    }
}

fn push(column: &mut Column, cell: &Cell) -> Result<(), &'static str> {
    match (column, cell) {
        (column, Cell::Missing) => column.push_missing(),
        (Column::Text(texts), cell) => texts.push(text_of(cell)),
        (column, Cell::Text(text)) if text.is_empty() => column.push_missing(),
        (Column::Day(days), Cell::Text(text)) => {
            let day = text.parse::<Day>();
            days.push(day.map_err(|_| "a date of the form 2026-03-31")?.number());
        }
        (Column::Number(numbers), Cell::Number(text) | Cell::Text(text)) => {
            let number = decimal::read(text).ok_or("a number")?;
            if !numbers.push(Some(number)) {
                return Err("a number of 18 digits at most");
            }
        }
        (Column::Flag(flags), Cell::Flag(flag)) => flags.push(Some(*flag)),
        (Column::Day(_), _) => return Err("a date of the form 2026-03-31"),
        (Column::Number(_), _) => return Err("a number"),
        (Column::Flag(_), _) => return Err("true or false"),
    }
    Ok(())
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyCell;
        impl<'de> Visitor<'de> for AnyCell {
            type Value = Cell;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, a number, true, false or null")
            }

            fn visit_bool<E: Error>(self, flag: bool) -> Result<Cell, E> {
                Ok(Cell::Flag(flag))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Cell, E> {
                Ok(Cell::Number(number_text(number)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Cell, E> {
                Ok(Cell::Text(text.to_owned()))
            }

            fn visit_string<E: Error>(self, text: String) -> Result<Cell, E> {
                Ok(Cell::Text(text))
            }

            fn visit_unit<E: Error>(self) -> Result<Cell, E> {
                Ok(Cell::Missing)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Cell, A::Error> {
                let digits = list.next_element::<String>()?;
                let digits = digits.ok_or_else(|| A::Error::invalid_length(0, &self))?;
                match list.next_element::<String>()? {
                    None => Ok(Cell::Number(digits)),
                    Some(_) => Err(A::Error::invalid_length(2, &self)),
                }
            }
        }
        deserializer.deserialize_any(AnyCell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dataset(json: &str) -> Result<Dataset, LibraryError> {
        Rows::parse(json).and_then(|rows| rows.dataset())
    }

    #[test]
    fn rows_become_tables_and_unknown_fields_are_kept() {
        let data = dataset(
            r#"{"accounts":[{"account_id":7,"arr":["12.30"],"vip":true,"since":"2024-02-29"},
                            {"account_id":"A","name":"Acme","arr":null}],
                "usage":[{"account_id":"A","date":"2026-01-01","events":"3"}]}"#,
        );
        let data = data.unwrap();
        assert_eq!(data.n_accounts(), 2);
        assert_eq!(
            (data.account_id(0), data.account_name(0)),
            (Some("7"), Some("7"))
        );
        let accounts = data.table(TableId::Accounts);
        assert_eq!(accounts.column("arr").unwrap().written(0).unwrap(), "12.3");
        assert_eq!(accounts.column("vip").unwrap().written(0).unwrap(), "true");
        assert!(accounts.column("vip").unwrap().is_missing(1));
        assert_eq!(data.table(TableId::Usage).accounts(), [1]);
    }

    #[test]
    fn every_fault_has_its_place() {
        let fault = |json: &str| {
            let error = dataset(json).unwrap_err();
            (error.code(), error.path().to_owned())
        };
        let value = |path: &str| ("rows-value", path.to_owned());
        assert_eq!(fault(r#"{"usgae":[]}"#), ("rows-table", "usgae".to_owned()));
        let json = r#"{"usage":[{"account_id":"A","date":"2026-01-01"},{"date":"1/2/26"}]}"#;
        assert_eq!(fault(json), value("usage[1].date"));
        let json = r#"{"accounts":[{"account_id":"A","arr":"a lot"}]}"#;
        assert_eq!(fault(json), value("accounts[0].arr"));
        assert_eq!(fault("[]").0, "rows-syntax");
        assert_eq!(fault(r#"{"usage":[{"date":{}}]}"#).0, "rows-syntax");
        assert_eq!(fault(r#"{"usage":[{"date":["1","2"]}]}"#).0, "rows-syntax");
    }
}
