//! JSON in: each list of objects is a table, keys are its columns, `address.city` those of an object within.
//!
//! A list may lie in objects (`{"data": […]}`, `{"accounts": […], "usage": […]}`); objects one after the other,
//! as in NDJSON, are one table. A list of plain values in a record is one value, `a; b`; anything deeper stays
//! JSON.

use crate::room::Room;
use crate::text::push_field;
use crate::{Found, Refusal, name_in};
use perennial_import::{Code, Problem};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};
use std::collections::HashMap;
use std::fmt;

pub(crate) fn open(name: &str, bytes: &[u8], room: &mut Room) -> Result<Vec<Found>, Refusal> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut tables = Tables::default();
    if let Err(error) = read(bytes, &mut tables) {
        let problem = Problem::new(Code::BadJson).with("line", error.line());
        return Err(problem.with("column", error.column()));
    }
    let is_one = tables.0.len() == 1;
    let mut found = Vec::new();
    for (path, table) in tables.0 {
        let name = if is_one {
            name.to_owned()
        } else {
            name_in(name, &path)
        };
        found.push(Found::table(name, table.text(room)?, Vec::new()));
    }
    Ok(found)
}

fn read(bytes: &[u8], tables: &mut Tables) -> Result<(), serde_json::Error> {
    if has_several_values(bytes) {
        let table = tables.at("");
        for record in serde_json::Deserializer::from_slice(bytes).into_iter::<Value>() {
            table.push(&record?);
        }
        return Ok(());
    }
    let mut json = serde_json::Deserializer::from_slice(bytes);
    Document { tables, path: "" }.deserialize(&mut json)?;
    json.end()?;
    tables.0.retain(|(_, table)| !table.cells.is_empty());
    if tables.0.is_empty() {
        // An object without lists is a record itself.
        let record: Value = serde_json::from_slice(bytes)?;
        if record.as_object().is_some_and(|record| !record.is_empty()) {
            tables.at("").push(&record);
        }
    }
    Ok(())
}

/// Whether anything but one value is there, such as an object on each line.
fn has_several_values(bytes: &[u8]) -> bool {
    let mut values = serde_json::Deserializer::from_slice(bytes).into_iter::<IgnoredAny>();
    let first = values.next();
    let rest = bytes.get(values.byte_offset()..).unwrap_or_default();
    matches!(first, Some(Ok(_))) && rest.trim_ascii_start().first() == Some(&b'{')
}

/// Tables by where they lie, in order.
#[derive(Default)]
struct Tables(Vec<(String, Table)>);

impl Tables {
    fn at(&mut self, path: &str) -> &mut Table {
        let found = self.0.iter().position(|(at, _)| at == path);
        let at = found.unwrap_or(self.0.len());
        if found.is_none() {
            self.0.push((path.to_owned(), Table::default()));
        }
        &mut self.0[at].1
    }
}

/// A table: values of its cells by column, row after row.
#[derive(Default)]
struct Table {
    columns: Vec<String>,
    by_name: HashMap<String, u32>,
    values: String,
    /// Column, and where the value ends.
    cells: Vec<(u32, usize)>,
    /// Where each row's cells end.
    rows: Vec<usize>,
}

impl Table {
    /// Adds a record.
    fn push(&mut self, record: &Value) {
        put(self, "", record);
        self.rows.push(self.cells.len());
    }

    fn put(&mut self, column: &str, value: &str) {
        let at = match self.by_name.get(column) {
            Some(&at) => at,
            None => {
                let at = u32::try_from(self.columns.len()).unwrap_or(u32::MAX);
                self.columns.push(column.to_owned());
                self.by_name.insert(column.to_owned(), at);
                at
            }
        };
        self.values.push_str(value);
        self.cells.push((at, self.values.len()));
    }

    fn text(&self, room: &mut Room) -> Result<String, Refusal> {
        let width = self.columns.len();
        room.take(self.values.len() + self.rows.len().saturating_mul(width))?;
        let mut text = String::with_capacity(self.values.len());
        push_line(&mut text, self.columns.iter().map(String::as_str));
        let (mut cell, mut start) = (0, 0);
        for &end in &self.rows {
            let mut line = vec![""; width];
            while let Some(&(column, value_end)) = self.cells.get(cell).filter(|_| cell < end) {
                let value = self.values.get(start..value_end).unwrap_or_default();
                if let Some(slot) = line.get_mut(column as usize) {
                    *slot = value;
                }
                (cell, start) = (cell + 1, value_end);
            }
            push_line(&mut text, line.into_iter());
        }
        Ok(text)
    }
}

fn push_line<'a>(text: &mut String, fields: impl Iterator<Item = &'a str>) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            text.push(',');
        }
        push_field(text, field);
    }
    text.push('\n');
}

/// A value outside of any record.
struct Document<'a> {
    tables: &'a mut Tables,
    path: &'a str,
}

impl<'de> DeserializeSeed<'de> for Document<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Document<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let table = self.tables.at(self.path);
        while let Some(record) = list.next_element::<Value>()? {
            if record.is_object() {
                table.push(&record);
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            let path = match self.path {
                "" => key,
                path => format!("{path}.{key}"),
            };
            map.next_value_seed(Document {
                tables: self.tables,
                path: &path,
            })?;
        }
        Ok(())
    }
}

/// Puts a value into a row, objects under the names of their keys.
fn put(row: &mut Table, path: &str, value: &Value) {
    match value {
        Value::Null => {}
        Value::Object(map) => {
            for (key, value) in map {
                if path.is_empty() {
                    put(row, key, value);
                } else {
                    put(row, &format!("{path}.{key}"), value);
                }
            }
        }
        // What stands alone in a list of records has no column.
        _ if path.is_empty() => {}
        Value::String(text) => row.put(path, text),
        Value::Bool(flag) => row.put(path, if *flag { "TRUE" } else { "FALSE" }),
        Value::Number(number) => row.put(path, &number_text(number)),
        Value::Array(list) => row.put(path, &list_text(list)),
    }
}

/// A number in digits, without an exponent.
fn number_text(number: &Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() => crate::cell::number_text(float),
        _ => number.to_string(),
    }
}

/// Plain values one after the other; anything deeper as JSON.
fn list_text(list: &[Value]) -> String {
    let plain = list.iter().map(|value| match value {
        Value::Array(_) | Value::Object(_) => None,
        Value::String(text) => Some(text.clone()),
        Value::Null => Some(String::new()),
        other => Some(other.to_string()),
    });
    let plain: Option<Vec<String>> = plain.collect();
    plain.map_or_else(
        || Value::Array(list.to_vec()).to_string(),
        |values| values.join("; "),
    )
}

#[cfg(test)]
mod tests {
    use super::open;
    use crate::room::Room;

    fn read(json: &str) -> Vec<(String, String)> {
        let found = open("a.json", json.as_bytes(), &mut Room::of(json.len()));
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let found = found.unwrap().into_iter();
        found.map(|found| (found.name, text(found.bytes))).collect()
    }

    fn one(json: &str) -> String {
        let mut found = read(json);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, "a.json");
        found.remove(0).1
    }

    #[test]
    fn keys_are_columns_wherever_the_list_lies() {
        let table = "id,at.city,ok,tags\nA,\"Oslo, NO\",TRUE,\"a; b\"\nB,,,\n";
        let rows = r#"{"id":"A","at":{"city":"Oslo, NO"},"ok":true,"tags":["a","b"]},{"id":"B","ok":null}"#;
        assert_eq!(one(&format!("[{rows}]")), table);
        assert_eq!(
            one(&format!(r#"{{"total":2,"result":{{"data":[{rows}]}}}}"#)),
            table
        );
        assert_eq!(
            one(&rows.replace("},{", "}\n{")),
            table,
            "a value on each line"
        );
        assert_eq!(
            one(r#"{"id": 1, "n": 0.1e-3, "deep": [[1]]}"#),
            "id,n,deep\n1,0.0001,[[1]]\n"
        );
    }

    #[test]
    fn several_lists_are_several_tables() {
        let found = read(r#"{"accounts":[{"id":1}],"x":[1,2],"usage":[{"n":2}]}"#);
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["a.json › accounts", "a.json › usage"]);
        assert!(read("[[1,2]]").is_empty() && read("{}").is_empty());
    }

    #[test]
    fn an_error_of_syntax_has_its_place() {
        for (json, line, column) in [
            ("[{\"a\":1},\n{\"a\" 2}]", "2", "6"),
            ("{\"a\":1}\n{\"a\":", "2", "5"),
        ] {
            let problem = open("a.json", json.as_bytes(), &mut Room::of(0)).unwrap_err();
            assert_eq!(
                (problem.arg("line"), problem.arg("column")),
                (Some(line), Some(column))
            );
        }
        let deep = "[".repeat(100_000);
        assert!(
            open("a.json", deep.as_bytes(), &mut Room::of(0)).is_err(),
            "and no stack ends"
        );
    }
}
