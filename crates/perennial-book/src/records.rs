//! The program's own CSV (RFC 4180), record by record.

use std::borrow::Cow;

/// What is left of a text. A record ends at a line break outside of quotes.
pub(crate) struct Records<'a> {
    rest: &'a str,
}

/// What came after a field.
enum After {
    Field,
    Record,
}

impl<'a> Records<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        Self { rest: text }
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next field, and whether another follows in its record.
    fn field(&mut self) -> (Cow<'a, str>, After) {
        if let Some(quoted) = self.rest.strip_prefix('"') {
            let mut from = 0;
            // Two quotes stand for one; the first that stands alone ends the field.
            let end = loop {
                let Some(at) = quoted.get(from..).and_then(|rest| rest.find('"')) else {
                    break quoted.len();
                };
                let at = from + at;
                if !quoted.get(at + 1..).unwrap_or_default().starts_with('"') {
                    break at;
                }
                from = at + 2;
            };
            let (field, rest) = quoted.split_at(end);
            self.rest = rest.strip_prefix('"').unwrap_or(rest);
            let field = if from == 0 {
                Cow::Borrowed(field)
            } else {
                Cow::Owned(field.replace("\"\"", "\""))
            };
            return (field, self.after());
        }
        let end = self.rest.find([',', '\r', '\n']).unwrap_or(self.rest.len());
        let (field, rest) = self.rest.split_at(end);
        self.rest = rest;
        (Cow::Borrowed(field), self.after())
    }

    fn after(&mut self) -> After {
        if let Some(rest) = self.rest.strip_prefix(',') {
            self.rest = rest;
            return After::Field;
        }
        let rest = self.rest.strip_prefix('\r').unwrap_or(self.rest);
        self.rest = rest.strip_prefix('\n').unwrap_or(rest);
        After::Record
    }
}

/// The next record; empty at the end of the text.
pub(crate) fn record<'a>(records: &mut Records<'a>) -> Vec<Cow<'a, str>> {
    let mut fields = Vec::new();
    while !records.is_at_end() {
        let (field, after) = records.field();
        fields.push(field);
        match after {
            After::Record => break,
            // A text that ends behind a comma has an empty field there.
            After::Field if records.is_at_end() => fields.push(Cow::Borrowed("")),
            After::Field => {}
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::{Records, record};
    use perennial_data::Csv;

    #[test]
    fn what_is_written_is_read() {
        let rows = [
            vec!["a", "", "b c", " edge "],
            vec!["two\nlines", "one\rline", "\"", "\"\"", "a,b", "=1"],
            vec!["", ""],
            vec!["last"],
        ];
        let mut csv = Csv::default();
        for row in &rows {
            row.iter().for_each(|field| csv.field(field));
            csv.end_row();
        }
        let text = csv.finish();
        let mut rest = Records::of(&text);
        for row in &rows {
            assert_eq!(record(&mut rest), *row);
        }
        assert!(rest.is_at_end());
        assert_eq!(record(&mut Records::of("a,")), ["a", ""]);
        assert_eq!(record(&mut Records::of("a\nb")), ["a"]);
    }
}
