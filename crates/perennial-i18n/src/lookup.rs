//! Texts by a stable name: tables, fields, values, kinds of problems, errors.

use crate::Messages;
use crate::generated::{ERROR, FIELD, LANGUAGE_COUNT, PROBLEM, TABLE, VALUE};
use crate::render::{Arg, Piece};

/// An error as the build script made it.
#[derive(Debug)]
pub(crate) struct ErrorText {
    pub(crate) code: &'static str,
    pub(crate) args: &'static [&'static str],
    pub(crate) what: [&'static [Piece]; LANGUAGE_COUNT],
    pub(crate) safe: [&'static [Piece]; LANGUAGE_COUNT],
    pub(crate) next: [&'static [Piece]; LANGUAGE_COUNT],
}

/// An error in words (SCREENS: what happened, what is safe, what to do next).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorWords {
    /// What happened.
    pub what: String,
    /// What is safe.
    pub safe: String,
    /// What to do next.
    pub next: String,
}

type Table = [(&'static str, [&'static str; LANGUAGE_COUNT])];

impl Messages {
    /// The name of a table of SPEC §2, by its name in the schema.
    #[must_use]
    pub fn table(self, name: &str) -> Option<&'static str> {
        self.find(TABLE, name)
    }

    /// The name of a field, by table and field name in the schema: `field-table-name` if there is
    /// such a text, else `field-name`.
    #[must_use]
    pub fn field(self, table: &str, name: &str) -> Option<&'static str> {
        self.find(FIELD, &format!("{table}-{name}"))
            .or_else(|| self.find(FIELD, name))
    }

    /// The name of a category's value (`renewed`, `champion`), by its name in the schema.
    #[must_use]
    pub fn value(self, name: &str) -> Option<&'static str> {
        self.find(VALUE, name)
    }

    /// The short name of a kind of import problem, by its code.
    #[must_use]
    pub fn problem(self, code: &str) -> Option<&'static str> {
        self.find(PROBLEM, code)
    }

    /// The three sentences of an error, by its stable kebab-case code. Arguments are named texts;
    /// numbers and dates among them (`12000`, `2026-03-01`) are written as the language does, and
    /// one that is missing reads “—”. `None` for a code without text: show the code itself.
    #[must_use]
    pub fn error_text(self, code: &str, args: &[(&str, String)]) -> Option<ErrorWords> {
        let at = ERROR.binary_search_by(|error| error.code.cmp(code)).ok()?;
        let error = ERROR.get(at)?;
        let values: Vec<_> = error
            .args
            .iter()
            .map(|name| {
                let arg = args.iter().find(|(given, _)| given == name);
                Arg::Text(arg.map_or("—", |(_, value)| value))
            })
            .collect();
        Some(ErrorWords {
            what: self.render(error.what, &values),
            safe: self.render(error.safe, &values),
            next: self.render(error.next, &values),
        })
    }

    /// Every code that has a text, sorted.
    pub fn error_codes() -> impl Iterator<Item = &'static str> {
        ERROR.iter().map(|error| error.code)
    }

    fn find(self, table: &'static Table, name: &str) -> Option<&'static str> {
        let at = table.binary_search_by(|(key, _)| (*key).cmp(name)).ok()?;
        table.get(at).map(|(_, texts)| self.pick(texts))
    }
}
