//! From when on each value of a column may be read (SPEC §1, point in time).

use perennial_data::{Column, Day, Known, MISSING_DAY, Table};

/// Whether the value in a row may be read on a date.
pub(crate) enum Visible<'a> {
    Always,
    /// A day column that hides days after the date.
    Itself(&'a [i32]),
    /// Known from the first of these days that is filled; always if none is.
    From(Vec<&'a [i32]>),
}

impl<'a> Visible<'a> {
    pub(crate) fn of(table: &'a Table, field: &str) -> Self {
        let Some((_, spec)) = table.spec().field(field) else {
            return Self::Always; // custom columns come with their row
        };
        match spec.known {
            Known::WithRow => Self::Always,
            Known::OnItself => table.days(field).map_or(Self::Always, Self::Itself),
            Known::On(dates) => {
                let columns: Vec<&[i32]> = dates.iter().filter_map(|d| table.days(d)).collect();
                if columns.is_empty() {
                    return Self::Always;
                }
                Self::From(columns)
            }
        }
    }

    #[inline]
    pub(crate) fn on(&self, row: usize, as_of: i32) -> bool {
        match self {
            Self::Always => true,
            Self::Itself(days) => days[row] <= as_of,
            Self::From(columns) => {
                let mut days = columns.iter().map(|days| days[row]);
                days.find(|&day| day != MISSING_DAY)
                    .is_none_or(|day| day <= as_of)
            }
        }
    }
}

/// A column with its visibility.
pub(crate) struct Field<'a> {
    pub(crate) column: &'a Column,
    pub(crate) visible: Visible<'a>,
}

impl<'a> Field<'a> {
    /// `None` where no file brought the field.
    pub(crate) fn of(table: &'a Table, name: &str) -> Option<Self> {
        Some(Self {
            column: table.column(name)?,
            visible: Visible::of(table, name),
        })
    }

    /// The text in `row`, if it is there and known.
    pub(crate) fn text(&self, row: usize, as_of: Day) -> Option<&'a str> {
        if self.visible.on(row, as_of.number()) {
            self.column.text(row)
        } else {
            None
        }
    }

    /// The day in `row`, if it is there and known.
    pub(crate) fn day(&self, row: usize, as_of: i32) -> Option<i32> {
        let Column::Day(days) = self.column else {
            return None;
        };
        let day = *days.get(row)?;
        (day != MISSING_DAY && self.visible.on(row, as_of)).then_some(day)
    }
}
