//! From JSON to a checked snapshot, or to the word that rows came instead.

use crate::document::{FORMAT, Snapshot, VERSION};
use crate::error::SnapshotError;
use serde::Deserialize;
use serde::de::IgnoredAny;

/// The longest text that is looked into: the rows of one customer with years of daily use are some 500 kB.
pub const MAX_BYTES: usize = 4_000_000;
/// Ten years of months, and then some.
const MAX_TREND: usize = 200;
/// The most entries of any other list.
const MAX_ENTRIES: usize = 50;

/// What a text turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// A finished snapshot.
    Snapshot(Box<Snapshot>),
    /// Rows to be scored first.
    Rows,
}

/// What every kind of input may have.
#[derive(Deserialize)]
struct Kind {
    #[serde(default)]
    format: Option<String>,
    #[serde(default)]
    version: Option<u32>,
    #[serde(default)]
    rows: Option<IgnoredAny>,
}

/// Reads what a host gave.
///
/// # Errors
/// The first fault; no text panics.
pub fn read(json: &str) -> Result<Input, SnapshotError> {
    if json.len() > MAX_BYTES {
        return Err(SnapshotError::TooLarge { bytes: json.len() });
    }
    let kind: Kind = parse(json)?;
    match (kind.format.as_deref(), kind.version, kind.rows) {
        (Some(FORMAT), Some(1..=VERSION), _) => {}
        (Some(FORMAT), Some(version), _) if version > VERSION => {
            return Err(SnapshotError::Version { version });
        }
        (None, _, Some(IgnoredAny)) => return Ok(Input::Rows),
        _ => return Err(SnapshotError::Format),
    }
    let snapshot: Snapshot = parse(json)?;
    check(&snapshot)?;
    Ok(Input::Snapshot(Box::new(snapshot)))
}

fn parse<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T, SnapshotError> {
    perennial_model::read_json(json).map_err(|error| SnapshotError::Syntax {
        path: error.path,
        message: error.message,
    })
}

fn check(snapshot: &Snapshot) -> Result<(), SnapshotError> {
    let is_score = |value: f64| (0.0..=100.0).contains(&value);
    let is_points = |value: f64| (-100.0..=100.0).contains(&value);
    let health = &snapshot.health;
    let change = snapshot.change.as_ref();
    let parts = change.map_or(&[][..], |change| &change.parts);
    let checks = [
        ("health.value", health.value.is_none_or(is_score)),
        ("health.coverage", (0.0..=1.0).contains(&health.coverage)),
        (
            "health.edges",
            health.edges.len() <= MAX_ENTRIES && health.edges.iter().all(|&edge| is_score(edge)),
        ),
        (
            "trend",
            snapshot.trend.len() <= MAX_TREND
                && (snapshot.trend.iter()).all(|point| point.health.is_none_or(is_score))
                && snapshot.trend.is_sorted_by(|a, b| a.on < b.on),
        ),
        (
            "reasons",
            snapshot.reasons.len() <= MAX_ENTRIES
                && (snapshot.reasons.iter()).all(|r| is_score(r.score) && is_score(r.lost)),
        ),
        (
            "change.difference",
            change.and_then(|c| c.difference).is_none_or(is_points),
        ),
        (
            "change.parts",
            parts.len() <= MAX_ENTRIES && parts.iter().all(|part| is_points(part.points)),
        ),
    ];
    match checks.iter().find(|(_, holds)| !holds) {
        Some(&(path, _)) => Err(SnapshotError::Range { path }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SnapshotError as E;

    const SMALLEST: &str = r#"{"format":"perennial-snapshot","version":1,"as_of":"2026-03-31",
        "model":{"id":"m","revision":1},"customer":{"id":"A","name":"Acme"},"health":{"coverage":0.5}}"#;

    #[test]
    fn the_smallest_snapshot_reads_and_what_is_unknown_is_left_out() {
        let Ok(Input::Snapshot(snapshot)) = read(SMALLEST) else {
            panic!("{:?}", read(SMALLEST));
        };
        assert_eq!(snapshot.health.edges, [50.0, 75.0]);
        assert_eq!((snapshot.health.band, snapshot.trend.len()), (None, 0));
        let more = SMALLEST.replacen('{', r#"{"later":[{"a":1}],"#, 1);
        assert_eq!(read(&more), Ok(Input::Snapshot(snapshot)));
        assert_eq!(read(r#"{"rows":{"accounts":[]}}"#), Ok(Input::Rows));
    }

    #[test]
    fn every_fault_has_its_code() {
        let with = |from: &str, to: &str| read(&SMALLEST.replace(from, to)).unwrap_err().code();
        for text in ["", "{", "[]", "null", "{\"format\":{}}", "\u{0}", "12"] {
            assert_eq!(read(text).unwrap_err().code(), "snapshot-syntax", "{text}");
        }
        assert_eq!(with("A\"", "A\\\""), "snapshot-syntax");
        assert_eq!(read("{}"), Err(E::Format));
        assert_eq!(read("{\"format\":\"perennial-snapshot\"}"), Err(E::Format));
        assert_eq!(with("\"version\":1", "\"version\":2"), "snapshot-version");
        assert_eq!(with("0.5", "1.5"), "snapshot-range");
        assert_eq!(with("0.5", "0.5,\"value\":101"), "snapshot-range");
        assert_eq!(with("2026-03-31", "2026-02-30"), "snapshot-syntax");
        let deep = "[".repeat(100_000);
        assert_eq!(read(&deep).unwrap_err().code(), "snapshot-syntax");
        let long = " ".repeat(MAX_BYTES + 1);
        assert_eq!(read(&long).unwrap_err().code(), "snapshot-too-large");
    }
}
