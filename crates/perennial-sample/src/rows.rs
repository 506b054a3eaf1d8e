//! Writing rows into a batch by the names of its fields.

use perennial_data::{AccountKey, Batch, Column, Day, Decimal, FieldKind, TableId};

/// A batch under construction. A field that the table does not have is left out.
pub(crate) struct Rows(Batch);

impl Rows {
    /// No rows of `table` yet.
    pub(crate) fn new(table: TableId) -> Self {
        Self(Batch::new(table, AccountKey::Id))
    }

    /// The batch.
    pub(crate) fn done(self) -> Batch {
        self.0
    }

    /// Names the account of the row; every row of a table of accounts' rows begins with it.
    pub(crate) fn of(&mut self, account: &str) -> &mut Self {
        self.0.account_mut().push(Some(account));
        self
    }

    pub(crate) fn text(&mut self, field: &str, text: &str) -> &mut Self {
        if let Some(Column::Text(column)) = self.column(field) {
            column.push(Some(text));
        }
        self
    }

    /// A text in a column that SPEC §2 does not name.
    pub(crate) fn own_text(&mut self, column: &str, text: &str) -> &mut Self {
        let position = self.0.add_custom(column, FieldKind::Text);
        if let Some(Column::Text(column)) = self.0.custom_mut(position) {
            column.push(Some(text));
        }
        self
    }

    pub(crate) fn day(&mut self, field: &str, day: impl Into<Option<Day>>) -> &mut Self {
        if let Some(day) = day.into()
            && let Some(Column::Day(days)) = self.column(field)
        {
            days.push(day.number());
        }
        self
    }

    pub(crate) fn number(&mut self, field: &str, value: impl Into<i64>) -> &mut Self {
        self.decimal(field, Decimal::whole(value.into()))
    }

    /// A number counted in tenths.
    pub(crate) fn tenths(&mut self, field: &str, tenths: i32) -> &mut Self {
        let mantissa = i64::from(tenths);
        self.decimal(field, Decimal { mantissa, scale: 1 })
    }

    /// A number counted in hundredths.
    pub(crate) fn hundredths(&mut self, field: &str, hundredths: i32) -> &mut Self {
        let mantissa = i64::from(hundredths);
        self.decimal(field, Decimal { mantissa, scale: 2 })
    }

    pub(crate) fn flag(&mut self, field: &str, flag: bool) -> &mut Self {
        if let Some(Column::Flag(column)) = self.column(field) {
            column.push(Some(flag));
        }
        self
    }

    pub(crate) fn end(&mut self) {
        self.0.end_row();
    }

    fn decimal(&mut self, field: &str, value: Decimal) -> &mut Self {
        if let Some(Column::Number(column)) = self.column(field) {
            column.push(Some(value));
        }
        self
    }

    fn column(&mut self, field: &str) -> Option<&mut Column> {
        let (position, _) = self.0.table().spec().field(field)?;
        self.0.column_mut(position)
    }
}
