//! What serde and the reader say of a document that does not read.

use serde::de::{self, Expected, Unexpected};
use std::fmt;

/// A fault, in English; where it lies is where the reader stands.
#[derive(Debug)]
pub(super) struct Error(String);

impl Error {
    pub(super) fn new(message: &str) -> Self {
        Self(message.to_owned())
    }

    /// The fault in words, with the line and column (from 1, in characters) after `offset` bytes.
    pub(super) fn at(self, json: &str, offset: usize) -> String {
        let read = json.get(..offset).unwrap_or(json);
        let line = read.matches('\n').count() + 1;
        let column = read
            .rsplit('\n')
            .next()
            .map_or(0, |line| line.chars().count());
        format!("{} at line {line} column {column}", self.0)
    }
}

/// The fault of a value of another type.
pub(super) fn expected(found: &str, wanted: &dyn Expected) -> Error {
    Error(format!("invalid type: {found}, expected {wanted}"))
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }

    // Serde's own words for what was found would bring the code that writes numbers with decimals.
    fn invalid_type(found: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        expected(name(&found), wanted)
    }

    fn invalid_value(found: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        Self(format!(
            "invalid value: {}, expected {wanted}",
            name(&found)
        ))
    }
}

fn name(found: &Unexpected<'_>) -> &'static str {
    match found {
        Unexpected::Bool(_) => "a flag",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) => "a whole number",
        Unexpected::Float(_) => "a number",
        Unexpected::Str(_) | Unexpected::Char(_) => "a text",
        Unexpected::Unit | Unexpected::Option => "null",
        Unexpected::Seq => "a list",
        Unexpected::Map => "an object",
        _ => "another kind of value",
    }
}
