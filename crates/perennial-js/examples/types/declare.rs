//! From JSON Schema, as far as our types use it, to TypeScript. What has no way here stops the program rather than
//! becoming `any`.

use serde_json::Value;
use std::fmt::Write as _;

/// A declaration of each definition that `wanted` names. `full`: fields of a result are always there.
pub(crate) fn declarations(schemas: &Value, wanted: impl Fn(&str) -> bool, full: bool) -> String {
    let mut out = String::new();
    for (name, schema) in schemas.as_object().into_iter().flatten() {
        if !wanted(name) {
            continue;
        }
        out.push('\n');
        doc(&mut out, schema, "");
        let is_object = schema["properties"].is_object() && schema["oneOf"].is_null();
        let text = typed(schema, full, "");
        if is_object {
            let _done = writeln!(out, "export interface {name} {text}");
        } else {
            let _done = writeln!(out, "export type {name} = {text};");
        }
    }
    out
}

/// The type that a schema stands for.
fn typed(schema: &Value, full: bool, indent: &str) -> String {
    if schema == &Value::Bool(true) {
        return "unknown".to_owned();
    }
    if let Some(reference) = schema["$ref"].as_str() {
        return reference.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if let Some(constant) = schema.get("const") {
        return constant.to_string();
    }
    if let Some(words) = schema["enum"].as_array() {
        return joined(words.iter().map(Value::to_string));
    }
    for several in ["anyOf", "oneOf"] {
        if let Some(choices) = schema[several].as_array() {
            let own = schema["properties"].is_object();
            assert!(!own, "a choice with fields of its own: {schema}");
            return joined(choices.iter().map(|choice| typed(choice, full, indent)));
        }
    }
    if let Some([only]) = schema["allOf"].as_array().map(Vec::as_slice) {
        return typed(only, full, indent);
    }
    match &schema["type"] {
        Value::String(name) => of_type(name, schema, full, indent),
        Value::Array(names) => {
            let names = names.iter().filter_map(Value::as_str);
            joined(names.map(|name| of_type(name, schema, full, indent)))
        }
        _ => panic!("no type for {schema}"),
    }
}

fn of_type(name: &str, schema: &Value, full: bool, indent: &str) -> String {
    match name {
        "string" => "string".to_owned(),
        "number" | "integer" => "number".to_owned(),
        "boolean" => "boolean".to_owned(),
        "null" => "null".to_owned(),
        "array" => match schema["prefixItems"].as_array() {
            Some(items) => {
                let items: Vec<String> = items.iter().map(|i| typed(i, full, indent)).collect();
                format!("[{}]", items.join(", "))
            }
            None => {
                let item = typed(&schema["items"], full, indent);
                let count = schema["minItems"].as_u64();
                match count.filter(|_| schema["minItems"] == schema["maxItems"]) {
                    Some(count) => {
                        let items = vec![item; usize::try_from(count).unwrap_or(0)];
                        format!("[{}]", items.join(", "))
                    }
                    None if item.contains(" | ") => format!("({item})[]"),
                    None => format!("{item}[]"),
                }
            }
        },
        "object" => object(schema, full, indent),
        other => panic!("no type for {other}"),
    }
}

fn object(schema: &Value, full: bool, indent: &str) -> String {
    let Some(properties) = schema["properties"].as_object() else {
        let values = match &schema["additionalProperties"] {
            Value::Object(_) => typed(&schema["additionalProperties"], full, indent),
            _ => "unknown".to_owned(),
        };
        return format!("Record<string, {values}>");
    };
    let inner = format!("{indent}  ");
    let required = schema["required"].as_array();
    let is_required =
        |name: &str| full || required.is_some_and(|list| list.iter().any(|held| held == name));
    let mut out = String::from("{\n");
    for (name, property) in properties {
        doc(&mut out, property, &inner);
        let mark = if is_required(name) { "" } else { "?" };
        let _done = writeln!(
            out,
            "{inner}{name}{mark}: {};",
            typed(property, full, &inner)
        );
    }
    out.push_str(indent);
    out.push('}');
    out
}

fn joined(types: impl Iterator<Item = String>) -> String {
    let mut seen: Vec<String> = Vec::new();
    for one in types {
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    seen.join(" | ")
}

fn doc(out: &mut String, schema: &Value, indent: &str) {
    if let Some(text) = schema["description"].as_str() {
        let text = text.replace("*/", "*\u{200b}/").replace('\n', " ");
        let _done = writeln!(out, "{indent}/** {text} */");
    }
}
