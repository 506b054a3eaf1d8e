//! Reading the sample as a person would: what an account did, said and paid, so many days ago.

use super::{day, joined};
use perennial_data::{Dataset, Day, Language, Table, TableId};
use std::ops::Range;

/// The sample on its day.
pub(super) struct Sample {
    pub(super) data: Dataset,
    as_of: Day,
}

impl Sample {
    /// The English sample of a day.
    pub(super) fn of(as_of: &str) -> Self {
        Self {
            data: joined(Language::En, as_of).0,
            as_of: day(as_of),
        }
    }

    pub(super) fn table(&self, id: TableId) -> &Table {
        self.data.table(id)
    }

    /// The rows of one account in a table.
    pub(super) fn rows(&self, table: TableId, id: &str) -> impl Iterator<Item = usize> {
        let account = self.data.account(id).unwrap();
        let accounts = self.table(table).accounts();
        (0..accounts.len()).filter(move |&row| accounts[row] == account)
    }

    pub(super) fn text(&self, table: TableId, field: &str, row: usize) -> Option<&str> {
        self.table(table).column(field)?.text(row)
    }

    pub(super) fn number(&self, table: TableId, field: &str, row: usize) -> Option<f64> {
        self.table(table).column(field)?.number(row)
    }

    /// Days from a row's date to the sample's day.
    pub(super) fn ago(&self, table: TableId, field: &str, row: usize) -> Option<i32> {
        let on = self.table(table).column(field)?.day(row)?;
        Some(self.as_of.days_since(on))
    }

    /// The sum of a field of the usage rows of an account, so many days ago.
    pub(super) fn used(&self, id: &str, field: &str, days: Range<i32>) -> f64 {
        self.rows(TableId::Usage, id)
            .filter(|&row| {
                let ago = self.ago(TableId::Usage, "date", row);
                ago.is_some_and(|ago| days.contains(&ago))
            })
            .filter_map(|row| self.number(TableId::Usage, field, row))
            .sum()
    }

    /// The largest share of the seats in use on one of the last 30 days.
    pub(super) fn seat_share(&self, id: &str) -> f64 {
        let users = self
            .rows(TableId::Usage, id)
            .filter(|&row| self.ago(TableId::Usage, "date", row) < Some(30))
            .filter_map(|row| self.number(TableId::Usage, "users", row))
            .fold(0.0, f64::max);
        let account = self.data.account(id).unwrap();
        users
            / self
                .number(TableId::Accounts, "seats", account as usize)
                .unwrap()
    }

    /// NPS answers of an account, the oldest first.
    pub(super) fn nps(&self, id: &str) -> Vec<f64> {
        self.rows(TableId::Surveys, id)
            .filter(|&row| self.text(TableId::Surveys, "kind", row) == Some("nps"))
            .filter_map(|row| self.number(TableId::Surveys, "score", row))
            .collect()
    }

    /// How many rows of an account within the last `days` are of `kind`.
    pub(super) fn count(&self, table: TableId, id: &str, kind: &str, days: i32) -> usize {
        let date = table.spec().date.unwrap();
        self.rows(table, id)
            .filter(|&row| self.text(table, "kind", row) == Some(kind))
            .filter(|&row| self.ago(table, date, row).is_some_and(|ago| ago < days))
            .count()
    }

    /// A field of all rows of an account.
    pub(super) fn texts(&self, table: TableId, id: &str, field: &str) -> Vec<&str> {
        self.rows(table, id)
            .filter_map(|row| self.text(table, field, row))
            .collect()
    }
}
