//! What the cells of a column are: numbers or days where writing and reading them as such gives the same characters.

use crate::records::{Records, record};
use perennial_data::Day;
use std::str::FromStr as _;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    /// Nothing at all.
    Empty,
    Number,
    Day,
    Text,
}

/// What a cell becomes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cell {
    None,
    Number(f64),
    /// Year, month, day.
    Day(u16, u8, u8),
    Text,
}

impl Column {
    /// The cell of a field in such a column.
    pub(crate) fn read(self, field: &str) -> Cell {
        let is = |read: Option<Cell>| read.unwrap_or(Cell::Text);
        match self {
            _ if field.is_empty() => Cell::None,
            Self::Number => is(number(field)),
            Self::Day => is(day(field)),
            Self::Empty | Self::Text => Cell::Text,
        }
    }

    fn with(self, field: &str) -> Self {
        let may_be = |column: Self| self == Self::Empty || self == column;
        if field.is_empty() {
            self
        } else if may_be(Self::Number) && number(field).is_some() {
            Self::Number
        } else if may_be(Self::Day) && day(field).is_some() {
            Self::Day
        } else {
            Self::Text
        }
    }
}

/// What the columns of a list hold, by its rows.
pub(crate) fn columns(csv: &str) -> Vec<Column> {
    let mut rest = Records::of(csv);
    let mut columns = vec![Column::Empty; record(&mut rest).len()];
    while !rest.is_at_end() {
        let fields = record(&mut rest);
        if fields.len() > columns.len() {
            columns.resize(fields.len(), Column::Empty);
        }
        for (column, field) in columns.iter_mut().zip(&fields) {
            if *column != Column::Text {
                *column = column.with(field);
            }
        }
    }
    columns
}

/// A number whose digits a spreadsheet keeps: no more than fifteen, none of them without meaning, so that what stood
/// there stands there again.
fn number(field: &str) -> Option<Cell> {
    let first = field.bytes().next()?;
    if !(first.is_ascii_digit() || first == b'-') || field.len() > 17 {
        return None;
    }
    let digits = field.bytes().filter(u8::is_ascii_digit).count();
    let value = f64::from_str(field).ok()?;
    (digits <= 15 && value.is_finite() && value.to_string() == field && field != "-0")
        .then_some(Cell::Number(value))
}

/// A day that spreadsheets know: their calendars begin in 1900, and their first two months count a day that never was.
fn day(field: &str) -> Option<Cell> {
    let mut parts = field.splitn(3, '-');
    let (year, month, of_month) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, month, of_month) = (
        year.parse().ok()?,
        month.parse().ok()?,
        of_month.parse().ok()?,
    );
    let day = Day::from_ymd(i32::from(year), u32::from(month), u32::from(of_month))?;
    let is_known = (1901..=9999).contains(&year);
    (is_known && day.to_string() == field).then_some(Cell::Day(year, month, of_month))
}

#[cfg(test)]
mod tests {
    use super::{Cell, Column, columns, number};

    #[test]
    fn a_column_is_what_all_its_values_are() {
        let csv = "a,b,c,d,e,f\n1,2024-03-01,007,,x,1\n-2.5,,8,,,2024-03-01\n";
        let (number, day) = (Column::Number, Column::Day);
        let kinds = [
            number,
            day,
            Column::Text,
            Column::Empty,
            Column::Text,
            Column::Text,
        ];
        assert_eq!(columns(csv), kinds);
    }

    #[test]
    fn a_number_is_one_that_stays_as_it_is_written() {
        for text in ["0", "12", "-0.25", "123456789012345", "0.000001"] {
            assert!(matches!(number(text), Some(Cell::Number(_))), "{text}");
        }
        for text in [
            "",
            "-",
            "007",
            "1.50",
            "1e5",
            "-0",
            "1234567890123456",
            "+1",
            "NaN",
            "inf",
            "1,5",
            " 1",
            "12345678901234567890",
            "'-5",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
