//! A table as CSV (RFC 4180): what a spreadsheet opens and this program reads again.

use crate::column::Column;
use crate::dataset::{Dataset, UNMATCHED};
use crate::schema::{FieldKind, TableId};
use std::borrow::Cow;

/// A CSV text that grows field by field.
#[derive(Clone, Debug, Default)]
pub struct Csv {
    text: String,
    in_row: bool,
}

impl Csv {
    /// Adds a field as it is, quoted where it has to be.
    pub fn field(&mut self, text: &str) {
        if self.in_row {
            self.text.push(',');
        }
        self.in_row = true;
        let is_plain = text == text.trim() && !text.contains(['"', ',', '\r', '\n']);
        if is_plain {
            self.text.push_str(text);
        } else {
            self.text.push('"');
            self.text.push_str(&text.replace('"', "\"\""));
            self.text.push('"');
        }
    }

    /// Adds a text that people wrote: one that a spreadsheet would run as a formula is [`guarded`].
    pub fn text(&mut self, text: &str) {
        self.field(&guarded(text));
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        self.text.push_str("\r\n");
        self.in_row = false;
    }

    /// All of it.
    #[must_use]
    pub fn finish(self) -> String {
        self.text
    }
}

/// Whether a spreadsheet would run a text as a formula, if it were not for apostrophes before it.
fn is_formula(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A text as it is written into files for spreadsheets: one that would be run as a formula gets an apostrophe
/// before it, and so does one that has apostrophes and a formula behind them, so that [`unguarded`] always
/// gives the text back.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A text without the apostrophe that [`guarded`] put before it.
#[must_use]
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => text,
    }
}

impl Dataset {
    /// The rows of a table as CSV with a header: the account's id, the fields that any file
    /// brought, in the order of SPEC §2, then the custom ones. Dates as `YYYY-MM-DD`, numbers
    /// exact with a point, flags as `true` and `false`, missing values empty. Rows whose account is
    /// unknown carry the key they came with. A text that a spreadsheet would run as a formula is
    /// quoted with an apostrophe.
    ///
    /// No byte order mark: whoever writes the file for a spreadsheet program puts one before it.
    #[must_use]
    pub fn to_csv(&self, id: TableId) -> String {
        let table = self.table(id);
        let mut csv = Csv::default();
        let mut columns: Vec<Option<&Column>> = Vec::new();
        let fields = id.spec().fields.iter().map(|field| field.name);
        for name in fields.chain(table.custom().iter().map(|custom| custom.name.as_str())) {
            let is_account = id
                .spec()
                .field(name)
                .is_some_and(|(_, field)| field.kind == FieldKind::Account);
            let column = table.column(name);
            if is_account || column.is_some() {
                csv.text(name);
                columns.push(column.filter(|_| !is_account));
            }
        }
        csv.end_row();
        for row in 0..table.len() {
            for column in &columns {
                match column {
                    Some(Column::Text(texts)) => csv.text(texts.get(row).unwrap_or_default()),
                    Some(column) => csv.field(&cell(column, row)),
                    None => csv.field(self.account_key(id, row)),
                }
            }
            csv.end_row();
        }
        csv.finish()
    }

    /// By what a row's account is known.
    fn account_key(&self, id: TableId, row: usize) -> &str {
        let Some(&account) = self.table(id).accounts().get(row) else {
            return "";
        };
        match account.checked_sub(UNMATCHED) {
            Some(code) => self.unmatched().get(code),
            None => self.account_id(account),
        }
        .unwrap_or_default()
    }
}

fn cell(column: &Column, row: usize) -> String {
    match column {
        Column::Text(texts) => texts.get(row).unwrap_or_default().to_owned(),
        Column::Day(_) => column
            .day(row)
            .map(|day| day.to_string())
            .unwrap_or_default(),
        Column::Number(numbers) => numbers
            .decimal(row)
            .map(|value| value.to_string())
            .unwrap_or_default(),
        Column::Flag(flags) => flags
            .get(row)
            .map(|flag| flag.to_string())
            .unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AccountKey, Batch, Day, Decimal, merge};

    #[test]
    fn a_guarded_text_comes_back_whatever_it_is() {
        for text in [
            "=1+1", "'=1+1", "''=1+1", "'", "''", "it's", "-", "'-5", "@x", "\t=", "", "x",
        ] {
            let safe = guarded(text);
            assert!(
                !safe.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{text}"
            );
            assert_eq!(unguarded(&safe), text);
        }
    }

    #[test]
    fn a_table_is_written_exactly_and_quoted_where_needed() {
        let mut accounts = Batch::new(TableId::Accounts, AccountKey::Id);
        let mut invoices = Batch::new(TableId::Invoices, AccountKey::Id);
        let note = invoices.add_custom("note, if any", FieldKind::Text);
        for (position, text) in [(0, "a"), (1, "Alder \"A\", Ltd")] {
            if let Some(Column::Text(column)) = accounts.column_mut(position) {
                column.push(Some(text));
            }
        }
        accounts.end_row();
        let rows = [
            ("a", -1050, "two\nlines"),
            ("nobody", 5, ""),
            ("a", 700, "=甲"),
        ];
        for (n, (account, mantissa, text)) in (1..).zip(rows) {
            invoices.account_mut().push(Some(account));
            for (position, field) in TableId::Invoices.spec().fields.iter().enumerate() {
                match (field.name, invoices.column_mut(position)) {
                    ("invoice_id", Some(Column::Text(ids))) => ids.push(Some(&format!("i{n}"))),
                    ("due_on", Some(Column::Day(days))) => {
                        days.push(Day::from_ymd(2026, 3, n).unwrap().number());
                    }
                    ("amount", Some(Column::Number(numbers))) => {
                        numbers.push(Some(Decimal { mantissa, scale: 2 }));
                    }
                    _ => {}
                }
            }
            if let Some(Column::Text(column)) = invoices.custom_mut(note) {
                column.push(Some(text));
            }
            invoices.end_row();
        }
        let (data, _) = merge(&Dataset::default(), vec![accounts, invoices]);
        assert_eq!(
            data.to_csv(TableId::Accounts),
            "account_id,name\r\na,\"Alder \"\"A\"\", Ltd\"\r\n"
        );
        assert_eq!(
            data.to_csv(TableId::Invoices),
            "invoice_id,account_id,due_on,amount,issued_on,paid_on,\"note, if any\"\r\n\
             i1,a,2026-03-01,-10.5,2026-03-01,,\"two\nlines\"\r\n\
             i2,nobody,2026-03-02,0.05,2026-03-02,,\r\n\
             i3,a,2026-03-03,7,2026-03-03,,'=甲\r\n"
        );
        assert_eq!(data.to_csv(TableId::Usage), "account_id\r\n");
    }
}
