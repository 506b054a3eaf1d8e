//! Texts by a stable name: tables, fields, values, kinds of problems, errors.

use crate::Messages;
use crate::generated::{ERROR, FIELD, PROBLEM, TABLE, VALUE};
use crate::render::Arg;

/// Texts that are found by name.
#[derive(Debug)]
pub(crate) struct Family {
    /// Position of the first text.
    pub(crate) first: usize,
    /// The names, a line each; for errors with the names of their arguments behind.
    pub(crate) names: &'static str,
}

impl Family {
    /// Position of a name in the family, and what stands behind it.
    fn find(&self, name: &str) -> Option<(usize, &'static str)> {
        self.names.lines().enumerate().find_map(|(at, line)| {
            let rest = line.strip_prefix(name)?;
            (rest.is_empty() || rest.starts_with(' ')).then_some((at, rest))
        })
    }
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

impl Messages {
    /// The name of a table of SPEC §2, by its name in the schema.
    #[must_use]
    pub fn table(self, name: &str) -> Option<&'static str> {
        self.find(&TABLE, name)
    }

    /// The name of a field, by table and field name in the schema: `field-table-name` if there is
    /// such a text, else `field-name`.
    #[must_use]
    pub fn field(self, table: &str, name: &str) -> Option<&'static str> {
        self.find(&FIELD, &format!("{table}-{name}"))
            .or_else(|| self.find(&FIELD, name))
    }

    /// The name of a category's value (`renewed`, `champion`), by its name in the schema.
    #[must_use]
    pub fn value(self, name: &str) -> Option<&'static str> {
        self.find(&VALUE, name)
    }

    /// The short name of a kind of import problem, by its code.
    #[must_use]
    pub fn problem(self, code: &str) -> Option<&'static str> {
        self.find(&PROBLEM, code)
    }

    /// The three sentences of an error, by its stable kebab-case code. Arguments are named texts;
    /// counts and dates among them (`12000`, `2026-03-01`) are written as the language does, and
    /// one that is missing reads “—”. `None` for a code without text: show the code itself.
    #[must_use]
    pub fn error_text(self, code: &str, args: &[(&str, String)]) -> Option<ErrorWords> {
        let (at, names) = ERROR.find(code)?;
        let values: Vec<_> = names
            .split_whitespace()
            .map(|name| {
                let arg = args.iter().find(|(given, _)| *given == name);
                Arg::Text(arg.map_or("—", |(_, value)| value))
            })
            .collect();
        let first = ERROR.first + 3 * at;
        Some(ErrorWords {
            what: self.render(first, &values),
            safe: self.render(first + 1, &values),
            next: self.render(first + 2, &values),
        })
    }

    /// Every code that has a text, sorted.
    pub fn error_codes() -> impl Iterator<Item = &'static str> {
        ERROR
            .names
            .lines()
            .filter_map(|line| line.split(' ').next())
    }

    fn find(self, family: &Family, name: &str) -> Option<&'static str> {
        let (at, _) = family.find(name)?;
        Some(self.text(family.first + at))
    }
}
