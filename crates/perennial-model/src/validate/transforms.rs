//! Transforms that cannot score.

use super::{Checked, Code, fail};
use crate::document::{Step, Transform};

pub(super) fn check(path: &str, transform: &Transform) -> Checked {
    match transform {
        Transform::Linear(line) => {
            let path = format!("{path}.linear");
            finite(&format!("{path}.worst"), line.worst)?;
            finite(&format!("{path}.best"), line.best)?;
            if line.worst == line.best || !(line.best - line.worst).is_finite() {
                return fail(
                    Code::Transform,
                    format!("{path}.best"),
                    "must differ from `worst`",
                );
            }
            Ok(())
        }
        Transform::Bands(list) => steps(&format!("{path}.bands"), list),
        Transform::Categories(categories) => {
            let path = format!("{path}.categories");
            for (word, &value) in &categories.scores {
                score(&format!("{path}.scores.{word}"), value)?;
            }
            match categories.other {
                Some(other) => score(&format!("{path}.other"), other),
                None if categories.scores.is_empty() => {
                    fail(Code::Transform, path, "no word has a score")
                }
                None => Ok(()),
            }
        }
        Transform::Matrix(rows) => {
            let path = format!("{path}.matrix");
            if rows.first().is_none_or(|row| row.from_months != 0) {
                return fail(Code::Bands, path, "the first row starts at month 0");
            }
            for (i, pair) in rows.windows(2).enumerate() {
                if pair[0].from_months >= pair[1].from_months {
                    let path = format!("{path}[{}].from_months", i + 1);
                    return fail(Code::Bands, path, "rows ascend");
                }
            }
            for (i, row) in rows.iter().enumerate() {
                steps(&format!("{path}[{i}].bands"), &row.bands)?;
            }
            Ok(())
        }
        Transform::HalfLife(half_life) => {
            positive(&format!("{path}.half_life.days"), half_life.days)
        }
        Transform::Target(target) => positive(&format!("{path}.target.value"), target.value),
    }
}

fn steps(path: &str, steps: &[Step]) -> Checked {
    if steps.is_empty() {
        return fail(Code::Bands, path, "at least one step is needed");
    }
    let last = steps.len() - 1;
    for (i, step) in steps.iter().enumerate() {
        let path = format!("{path}[{i}]");
        score(&format!("{path}.score"), step.score)?;
        for (field, end) in [("from", step.from), ("to", step.to)] {
            end.map_or(Ok(()), |end| finite(&format!("{path}.{field}"), end))?;
        }
        if step.from.is_none() && i > 0 || step.to.is_none() && i < last {
            return fail(Code::Bands, path, "only the outer ends may be open");
        }
        if let (Some(from), Some(to)) = (step.from, step.to)
            && from >= to
        {
            return fail(Code::Bands, format!("{path}.to"), "must lie above `from`");
        }
    }
    for (i, pair) in steps.windows(2).enumerate() {
        if pair[0].to != pair[1].from {
            let message = "must be where the step before ends: no gap, no overlap";
            return fail(Code::Bands, format!("{path}[{}].from", i + 1), message);
        }
    }
    Ok(())
}

fn finite(path: &str, value: f64) -> Checked {
    if value.is_finite() {
        Ok(())
    } else {
        fail(Code::Range, path, "must be a number")
    }
}

fn positive(path: &str, value: f64) -> Checked {
    if value.is_finite() && value > 0.0 {
        Ok(())
    } else {
        fail(Code::Transform, path, "must be above 0")
    }
}

fn score(path: &str, value: f64) -> Checked {
    if (0.0..=100.0).contains(&value) {
        Ok(())
    } else {
        fail(Code::Range, path, "a score lies in 0 to 100")
    }
}
