//! Whether a document is as the published schema says, by the keywords that the schema is made of. A keyword that is
//! not known here fails the test, so that none is passed over in silence.

use crate::Model;
use serde_json::{Map, Value};
use std::sync::OnceLock;

fn schema() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    let text = include_str!("../../../../docs/model.schema.json");
    SCHEMA.get_or_init(|| serde_json::from_str(text).unwrap())
}

/// What a model's document has that its schema does not allow.
pub(super) fn faults(model: &Model) -> Result<(), String> {
    let document = serde_json::from_str(&model.to_json().unwrap()).unwrap();
    check(schema(), &document, "")
}

fn check(schema: &Value, value: &Value, path: &str) -> Result<(), String> {
    let rules = match schema {
        Value::Bool(true) => return Ok(()),
        Value::Object(rules) => rules,
        other => return Err(format!("{path}: {other} allows nothing")),
    };
    for (keyword, rule) in rules {
        holds(rules, (keyword, rule), value, path)?;
    }
    Ok(())
}

fn holds(
    rules: &Map<String, Value>,
    (keyword, rule): (&str, &Value),
    value: &Value,
    path: &str,
) -> Result<(), String> {
    let wrong = || Err(format!("{path}: {value} is not {keyword} {rule}"));
    let all = |rule: &'_ Value| rule.as_array().cloned().unwrap_or_default();
    let fitting = || {
        let any = all(rule).into_iter();
        any.filter(|rule| check(rule, value, path).is_ok()).count()
    };
    match keyword {
        "$schema" | "title" | "description" | "default" | "$defs" => Ok(()),
        "$ref" => {
            let place = rule.as_str().and_then(|place| place.strip_prefix('#'));
            let target = place.and_then(|place| schema().pointer(place));
            check(target.unwrap(), value, path)
        }
        "type" => {
            let names = if rule.is_array() {
                all(rule)
            } else {
                vec![rule.clone()]
            };
            match names
                .iter()
                .any(|name| is_of(name.as_str().unwrap(), value))
            {
                true => Ok(()),
                false => wrong(),
            }
        }
        "enum" if all(rule).contains(value) => Ok(()),
        "const" if rule == value => Ok(()),
        "anyOf" if fitting() > 0 => Ok(()),
        "oneOf" if fitting() == 1 => Ok(()),
        "minimum" if value.as_f64() >= rule.as_f64() => Ok(()),
        "enum" | "const" | "anyOf" | "oneOf" | "minimum" => wrong(),
        "format" => match (rule.as_str().unwrap(), value) {
            ("uint32", value) if !value.is_null() && u32_of(value).is_none() => wrong(),
            ("date", Value::String(day)) if day.parse::<perennial_data::Day>().is_err() => wrong(),
            ("uint32" | "double" | "date", _) => Ok(()),
            (other, _) => panic!("the format {other} is not known here"),
        },
        "items" => {
            let items = value.as_array().into_iter().flatten().enumerate();
            items
                .into_iter()
                .try_for_each(|(at, item)| check(rule, item, &format!("{path}[{at}]")))
        }
        "required" => {
            let names = all(rule);
            let is_there = |name: &Value| value.get(name.as_str().unwrap()).is_some();
            match !value.is_object() || names.iter().all(is_there) {
                true => Ok(()),
                false => wrong(),
            }
        }
        "properties" => {
            let mut fields = rule.as_object().unwrap().iter();
            fields.try_for_each(|(name, rule)| match value.get(name) {
                Some(field) => check(rule, field, &format!("{path}.{name}")),
                None => Ok(()),
            })
        }
        "additionalProperties" => {
            let known = rules.get("properties").and_then(Value::as_object);
            let further = value.as_object().into_iter().flatten();
            let mut further =
                further.filter(|(name, _)| !known.is_some_and(|known| known.contains_key(*name)));
            further.try_for_each(|(name, field)| check(rule, field, &format!("{path}.{name}")))
        }
        other => panic!("the keyword {other} is not known here"),
    }
}

fn u32_of(value: &Value) -> Option<u32> {
    u32::try_from(value.as_u64()?).ok()
}

fn is_of(name: &str, value: &Value) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("the type {other} is not known here"),
    }
}

#[test]
fn what_ships_is_as_the_schema_says_and_what_is_not_is_found() {
    for shipped in crate::shipped() {
        faults(&shipped.model().unwrap()).unwrap();
    }
    let mut document: Value = serde_json::from_str(crate::shipped()[0].json()).unwrap();
    check(schema(), &document, "").unwrap();
    let mut broken = |change: fn(&mut Value)| {
        let before = document.clone();
        change(&mut document);
        let found = check(schema(), &document, "");
        document = before;
        found.unwrap_err()
    };
    assert!(broken(|d| d["measures"][0]["weight"] = "much".into()).contains(".measures[0].weight"));
    assert!(broken(|d| d["colour"] = 1.into()).contains(".colour"));
    assert!(broken(|d| d["bands"][0]["id"] = "blue".into()).contains(".bands[0].id"));
    assert!(broken(|d| d["revision"] = Value::from(-1)).contains(".revision"));
    assert!(
        broken(|d| d["measures"][0]["transform"] = serde_json::json!({"spline": {}}))
            .contains("oneOf")
    );
    assert!(broken(|d| drop(d.as_object_mut().unwrap().remove("groups"))).contains("groups"));
}
