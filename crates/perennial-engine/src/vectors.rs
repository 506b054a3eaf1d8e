//! Runs the test vectors of `tests/vectors`: the same code on the host and in wasm, so that equal
//! digests mean equal bits. Not part of the product; behind the feature `vectors`.

mod data;

use crate::model::Model;
use crate::{
    Change, Compiled, Explanation, Override, Run, change, evaluate, explain, history, shipped,
};
pub use data::dataset;
use perennial_data::{Dataset, Day};
use serde_json::Value;

/// The vector files, by area.
pub const FILES: [(&str, &str); 6] = [
    ("health", include_str!("../../../tests/vectors/health.json")),
    (
        "transforms",
        include_str!("../../../tests/vectors/transforms.json"),
    ),
    (
        "missing",
        include_str!("../../../tests/vectors/missing.json"),
    ),
    (
        "metrics",
        include_str!("../../../tests/vectors/metrics.json"),
    ),
    ("change", include_str!("../../../tests/vectors/change.json")),
    ("errors", include_str!("../../../tests/vectors/errors.json")),
];

/// Runs every vector.
///
/// # Errors
/// What is not as the vectors say, a line each.
pub fn run_all() -> Result<String, String> {
    let mut digest = Digest::default();
    let mut failures = Vec::new();
    for (area, json) in FILES {
        let file: Value = serde_json::from_str(json).map_err(|e| format!("{area}: {e}"))?;
        for case in file["cases"].as_array().into_iter().flatten() {
            let name = case["name"].as_str().unwrap_or("?");
            if let Err(error) = run_case(&file, case, &mut digest) {
                failures.push(format!("{area} / {name}: {error}"));
            }
        }
    }
    if failures.is_empty() {
        Ok(digest.text())
    } else {
        Err(failures.join("\n"))
    }
}

fn run_case(file: &Value, case: &Value, digest: &mut Digest) -> Result<(), String> {
    if !case["error"].is_null() {
        return expect_error(file, case);
    }
    let compiled = Compiled::new(&model(file, &case["model"])?).map_err(|e| e.to_string())?;
    let data = dataset(if case["data"].is_null() {
        &file["data"]
    } else {
        &case["data"]
    })?;
    let overrides: Vec<Override> = match &case["overrides"] {
        Value::Null => Vec::new(),
        list => serde_json::from_value(list.clone()).map_err(|e| e.to_string())?,
    };
    let as_of = day(&case["as_of"])?;
    let run = evaluate(&data, &compiled, &overrides, as_of);
    digest.run(&run, &compiled);
    for (id, expected) in case["expect"].as_object().into_iter().flatten() {
        let explained = explained(&data, &compiled, &run, &overrides, id)?;
        sums_to_health(&explained)?;
        expect_account(&compiled, &run, &data, &explained, expected)
            .map_err(|error| format!("account {id}: {error}"))?;
    }
    let past = history(&data, &compiled, &overrides, &[as_of]);
    digest.numbers(past.iter().flat_map(|e| e.values().iter().copied()));
    if let Some(before) = case.get("change_from") {
        let old_model = match &case["old_model"] {
            Value::Null => compiled.clone(),
            old => Compiled::new(&model(file, old)?).map_err(|e| e.to_string())?,
        };
        let from = day(before)?;
        for (id, expected) in case["change"].as_object().into_iter().flatten() {
            let at = |compiled: &Compiled, date| {
                let run = evaluate(&data, compiled, &overrides, date);
                explained(&data, compiled, &run, &overrides, id)
            };
            let (old, carried) = (at(&old_model, from)?, at(&compiled, from)?);
            let change = change(&compiled, &old, &carried, &at(&compiled, as_of)?);
            expect_change(&change, expected).map_err(|error| format!("account {id}: {error}"))?;
            digest.numbers(change.parts.iter().map(crate::Parts::sum));
        }
    }
    Ok(())
}

fn model(file: &Value, named: &Value) -> Result<Model, String> {
    let name = named.as_str().unwrap_or("default");
    if let Some(shipped) = shipped().iter().find(|model| model.id == name) {
        return Model::parse(shipped.json()).map_err(|e| e.to_string());
    }
    let document = if named.is_object() {
        named
    } else {
        &file["models"][name]
    };
    Model::parse(&document.to_string()).map_err(|e| format!("model {name}: {e}"))
}

fn explained(
    data: &Dataset,
    compiled: &Compiled,
    run: &Run,
    overrides: &[Override],
    id: &str,
) -> Result<Explanation, String> {
    data.account(id)
        .and_then(|account| explain(data, compiled, run, overrides, account))
        .ok_or_else(|| format!("no account {id}"))
}

fn sums_to_health(explained: &Explanation) -> Result<(), String> {
    let sum: f64 = explained.measures.iter().map(|m| m.contribution).sum();
    match explained.health {
        Some(health) => close("sum of contributions", Some(sum), Some(health)),
        None => Ok(()),
    }
}

fn expect_account(
    compiled: &Compiled,
    run: &Run,
    data: &Dataset,
    explained: &Explanation,
    expected: &Value,
) -> Result<(), String> {
    for (field, expected) in expected.as_object().into_iter().flatten() {
        let number = expected.as_f64();
        let word = expected.as_str();
        match field.as_str() {
            "exists" => same(field, Some(explained.exists), expected.as_bool())?,
            "outcome" => close(field, explained.factors[0].score, number)?,
            "experience" => close(field, explained.factors[1].score, number)?,
            "health" => close(field, explained.health, number)?,
            "capped" => close(field, explained.capped, number)?,
            "value" => close(field, explained.value, number)?,
            "coverage" => close(field, Some(explained.coverage), number)?,
            "band" => {
                let band = explained
                    .band
                    .map_or("grey".to_owned(), |band| format!("{band:?}").to_lowercase());
                same(field, Some(band.as_str()), word)?;
            }
            "cap" => {
                let bit = explained.caps.iter().find(|cap| cap.bit);
                same(field, bit.map(|cap| cap.id.as_str()), word)?;
            }
            "variant" => {
                let variant = explained.variant.as_ref().map(|v| v.id.as_str());
                same(field, variant, word)?;
            }
            "scores" | "states" | "weights" => {
                for (id, expected) in expected.as_object().into_iter().flatten() {
                    let measure = explained.measures.iter().find(|m| m.id == *id);
                    let measure = measure.ok_or_else(|| format!("no measure {id}"))?;
                    match field.as_str() {
                        "scores" => close(id, measure.score, expected.as_f64())?,
                        "weights" => {
                            close(id, Some(measure.effective_weight), expected.as_f64())?;
                        }
                        _ => {
                            let state = format!("{:?}", measure.state).to_lowercase();
                            same(id, Some(state.as_str()), expected.as_str())?;
                        }
                    }
                }
            }
            "metrics" => {
                let account = data.account(&explained.account_id).unwrap_or_default() as usize;
                for (id, expected) in expected.as_object().into_iter().flatten() {
                    let position = compiled.metric_position(id);
                    let column = position.and_then(|p| run.metrics.column(p));
                    let column = column.ok_or_else(|| format!("no metric {id}"))?;
                    match expected.as_str() {
                        Some(word) => same(id, column.word(account), Some(word))?,
                        None => close(id, column.get(account), expected.as_f64())?,
                    }
                }
            }
            other => return Err(format!("unknown expectation {other}")),
        }
    }
    Ok(())
}

fn expect_change(change: &Change, expected: &Value) -> Result<(), String> {
    let Some(parts) = &change.parts else {
        return same("parts", None, expected["parts"].as_bool());
    };
    close("sum of parts", Some(parts.sum()), change.difference)?;
    for (field, expected) in expected.as_object().into_iter().flatten() {
        let found = match field.as_str() {
            "difference" => change.difference,
            "model" => Some(parts.model),
            "variant" => Some(parts.variant),
            "data" => Some(parts.data),
            "caps" => Some(parts.caps),
            "override" => Some(parts.overridden),
            measure => {
                let found = parts.behaviour.iter().find(|b| b.measure == measure);
                found.map(|behaviour| behaviour.part)
            }
        };
        close(field, found, expected.as_f64())?;
    }
    Ok(())
}

/// A document that must be refused: the file's own with some places set to something else.
fn expect_error(file: &Value, case: &Value) -> Result<(), String> {
    let mut document = file["models"]["default"].clone();
    for (pointer, value) in case["set"].as_object().into_iter().flatten() {
        let (parent, key) = pointer.rsplit_once('/').ok_or("a pointer")?;
        let parent = document
            .pointer_mut(parent)
            .ok_or_else(|| format!("no {pointer}"))?;
        match (parent, key.parse::<usize>()) {
            (Value::Array(list), Ok(i)) if i < list.len() => list[i] = value.clone(),
            (Value::Array(list), _) => list.push(value.clone()),
            (parent, _) => parent[key] = value.clone(),
        }
    }
    match Model::parse(&document.to_string()) {
        Ok(_) => Err("was accepted".to_owned()),
        Err(error) => {
            same("code", Some(error.code()), case["error"].as_str())?;
            same("path", Some(error.path.as_str()), case["path"].as_str())
        }
    }
}

fn day(value: &Value) -> Result<Day, String> {
    let text = value.as_str().ok_or("a date is missing")?;
    text.parse().map_err(|error| format!("{error}"))
}

fn close(what: &str, found: Option<f64>, expected: Option<f64>) -> Result<(), String> {
    let equal = match (found, expected) {
        (Some(found), Some(expected)) => (found - expected).abs() <= 1e-9,
        (found, expected) => found.is_none() && expected.is_none(),
    };
    if equal {
        Ok(())
    } else {
        Err(format!("{what} is {found:?}, not {expected:?}"))
    }
}

fn same<T: PartialEq + std::fmt::Debug>(
    what: &str,
    found: Option<T>,
    expected: Option<T>,
) -> Result<(), String> {
    if found == expected {
        Ok(())
    } else {
        Err(format!("{what} is {found:?}, not {expected:?}"))
    }
}

/// FNV-1a over the bits of every number that came out.
struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Digest {
    fn numbers(&mut self, numbers: impl Iterator<Item = f64>) {
        for number in numbers {
            // One NaN stands for all: their bits are not defined.
            let bits = if number.is_nan() {
                u64::MAX
            } else {
                number.to_bits()
            };
            for byte in bits.to_le_bytes() {
                self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
        }
    }

    fn run(&mut self, run: &Run, compiled: &Compiled) {
        for position in 0..compiled.metrics().len() {
            let column = run.metrics.column(position);
            self.numbers(column.into_iter().flat_map(|c| c.values().iter().copied()));
        }
        for column in &run.measures.columns {
            self.numbers(column.scores().iter().copied());
        }
        self.numbers(run.evaluation.health().iter().copied());
        self.numbers(run.evaluation.values().iter().copied());
        self.numbers(run.evaluation.coverage().iter().copied());
    }

    fn text(&self) -> String {
        format!("{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_vectors_hold() {
        if let Err(failures) = super::run_all() {
            panic!("{failures}");
        }
    }
}
