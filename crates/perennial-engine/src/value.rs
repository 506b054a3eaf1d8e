//! Values of rows as exact integers at one scale, ready for sums that no order can change.

use crate::known::{Field, Visible};
use crate::model::Value;
use crate::selection::{RowSet, Selection};
use perennial_data::{Column, Day, Decimals, Ints, MISSING_DAY, Table, round_half_even};

/// A value that is not there.
pub(crate) const NONE: i64 = i64::MIN;
/// Scale of derived values: six decimals.
const MICRO: i64 = 1_000_000;

/// One integer per selected row; `integer / divisor` is the value.
pub(crate) struct Values {
    pub(crate) ints: Vec<i64>,
    pub(crate) divisor: f64,
}

impl Values {
    /// Makes whole numbers of all values.
    pub(crate) fn map(&mut self, of: impl Fn(f64) -> i64) {
        for int in self.ints.iter_mut().filter(|int| **int != NONE) {
            *int = of(*int as f64 / self.divisor);
        }
        self.divisor = 1.0;
    }

    /// The integers and their divisor.
    pub(crate) fn slice(&self) -> (&[i64], f64) {
        (&self.ints, self.divisor)
    }
}

/// Reads `value` of every selected row; `None` where the table lacks the column.
pub(crate) fn read(selection: &Selection<'_>, value: &Value, as_of: Day) -> Option<Values> {
    let table = selection.table;
    let today = as_of.number();
    let per_row = |divisor: f64, of: &dyn Fn(usize) -> Option<i64>| {
        let mut ints = Vec::with_capacity(selection.accounts.len());
        selection.for_each_row(|row| ints.push(of(row).unwrap_or(NONE)));
        Values { ints, divisor }
    };
    match value {
        Value::Field(name) => field(selection, &Field::of(table, name)?, today),
        Value::DaysSince(name) => {
            let field = day_field(table, name)?;
            let since = |row| field.day(row, today).map(|day| i64::from(today - day));
            Some(per_row(1.0, &since))
        }
        Value::DaysUntil(name) => {
            let field = day_field(table, name)?;
            let until = |row| field.day(row, today).map(|day| i64::from(day - today));
            Some(per_row(1.0, &until))
        }
        Value::MonthsSince(name) => {
            let field = day_field(table, name)?;
            let months = Months::until(as_of);
            let since = |row| months.since(field.day(row, today)?).map(i64::from);
            Some(per_row(1.0, &since))
        }
        Value::DaysBetween(between) | Value::HoursBetween(between) => {
            let (from, to) = (
                day_field(table, &between.from)?,
                day_field(table, &between.to)?,
            );
            let unit = if matches!(value, Value::HoursBetween(_)) {
                24
            } else {
                1
            };
            let days = |row| Some(unit * i64::from(to.day(row, today)? - from.day(row, today)?));
            Some(per_row(1.0, &days))
        }
        Value::MonthlyRevenue => Some(per_row(MICRO as f64, &revenue(table, 1)?)),
        Value::AnnualRevenue => Some(per_row(MICRO as f64, &revenue(table, 12)?)),
        Value::Progress => Some(per_row(MICRO as f64, &progress(table, today)?)),
        Value::NetScore(name) => {
            let scores = number(table, name)?;
            let visible = Field::of(table, name)?.visible;
            let answer = |row| {
                if !visible.on(row, today) {
                    return None;
                }
                let shifted = micros(scores, row)? + 100 * i128::from(MICRO);
                i64::try_from(round_half_even(shifted, 20)).ok()
            };
            Some(per_row(MICRO as f64, &answer))
        }
    }
}

/// The values as the column holds them, with their divisor, where the rows lie together and none is hidden:
/// then nothing need be copied.
pub(crate) fn stored<'t>(selection: &Selection<'t>, value: &Value) -> Option<(&'t [i32], f64)> {
    let Value::Field(name) = value else {
        return None;
    };
    let field = Field::of(selection.table, name)?;
    let Column::Number(numbers) = field.column else {
        return None;
    };
    match (field.visible, numbers.ints(), &selection.rows) {
        (Visible::Always, Ints::I32(values), RowSet::Range(range)) => {
            Some((values.get(range.clone())?, numbers.divisor()))
        }
        _ => None,
    }
}

/// Whole calendar months from many days to one, without taking each day apart.
pub(crate) struct Months {
    as_of: Day,
    /// Per number of months the last day that lies so many or more before `as_of`.
    latest: Vec<i32>,
}

impl Months {
    /// Months that are looked up; those of days longer ago are worked out one by one.
    const MOST: i32 = 480;

    pub(crate) fn until(as_of: Day) -> Self {
        let latest = |months: i32| {
            let mut day = as_of.plus_months(-months);
            // The ends of longer months come to the same day: 29 to 31 January to 28 February.
            while day.plus_days(1).plus_months(months) <= as_of && day < as_of {
                day = day.plus_days(1);
            }
            day.number()
        };
        Self {
            as_of,
            latest: (0..=Self::MOST).map(latest).collect(),
        }
    }

    /// The same as [`Day::months_since`]; `None` for a missing day.
    #[inline]
    pub(crate) fn since(&self, day: i32) -> Option<i32> {
        let ago = self.as_of.number().checked_sub(day)?;
        // No month is longer than 31 days, so that this many months are over, or nearly so.
        let mut months = usize::try_from(ago / 31).unwrap_or(usize::MAX);
        if ago < 0 || months >= self.latest.len() {
            return Some(self.as_of.months_since(Day::from_column(day)?));
        }
        while self.latest.get(months + 1).is_some_and(|&last| day <= last) {
            months += 1;
        }
        if months + 1 == self.latest.len() {
            return Some(self.as_of.months_since(Day::from_column(day)?));
        }
        i32::try_from(months).ok()
    }
}

fn day_field<'a>(table: &'a Table, name: &str) -> Option<Field<'a>> {
    Field::of(table, name).filter(|field| matches!(field.column, Column::Day(_)))
}

fn field(selection: &Selection<'_>, field: &Field<'_>, today: i32) -> Option<Values> {
    let mut ints: Vec<i64> = Vec::with_capacity(selection.accounts.len());
    let divisor = match field.column {
        Column::Number(numbers) => {
            gather(&selection.rows, numbers, &mut ints);
            numbers.divisor()
        }
        Column::Flag(flags) => {
            selection.for_each_row(|row| ints.push(flags.get(row).map_or(NONE, i64::from)));
            1.0
        }
        Column::Text(_) | Column::Day(_) => return None,
    };
    if !matches!(field.visible, Visible::Always) {
        let mut slots = ints.iter_mut();
        selection.for_each_row(|row| {
            if let Some(slot) = slots.next()
                && !field.visible.on(row, today)
            {
                *slot = NONE;
            }
        });
    }
    Some(Values { ints, divisor })
}

fn gather(rows: &RowSet, numbers: &Decimals, out: &mut Vec<i64>) {
    let widen = |value: i32| {
        if value == i32::MIN {
            NONE
        } else {
            i64::from(value)
        }
    };
    match (numbers.ints(), rows) {
        (Ints::I32(values), RowSet::Range(range)) => {
            out.extend(values[range.clone()].iter().map(|&value| widen(value)));
        }
        (Ints::I32(values), RowSet::List(rows)) => {
            out.extend(rows.iter().map(|&row| widen(values[row as usize])));
        }
        (Ints::I64(values), RowSet::Range(range)) => out.extend_from_slice(&values[range.clone()]),
        (Ints::I64(values), RowSet::List(rows)) => {
            out.extend(rows.iter().map(|&row| values[row as usize]));
        }
    }
}

fn number<'a>(table: &'a Table, name: &str) -> Option<&'a Decimals> {
    match table.column(name) {
        Some(Column::Number(numbers)) => Some(numbers),
        _ => None,
    }
}

/// `numbers[row]` in millionths.
fn micros(numbers: &Decimals, row: usize) -> Option<i128> {
    let divisor = 10_i128.pow(u32::from(numbers.scale()));
    Some(i128::from(numbers.mantissa(row)?) * i128::from(MICRO) / divisor)
}

/// Revenue of every row of a table of contracts for `months` months, in millionths; it does not depend
/// on the date.
pub(crate) fn revenues(table: &Table, months: u8) -> Option<Vec<i64>> {
    let of_row = revenue(table, i128::from(months))?;
    let rows = 0..table.len();
    Some(rows.map(|row| of_row(row).unwrap_or(NONE)).collect())
}

/// What was worked out for every row, for the rows selected.
pub(crate) fn of_rows(selection: &Selection<'_>, ints: &[i64]) -> Values {
    let mut selected = Vec::with_capacity(selection.accounts.len());
    selection.for_each_row(|row| selected.push(ints.get(row).copied().unwrap_or(NONE)));
    Values {
        ints: selected,
        divisor: MICRO as f64,
    }
}

/// Revenue of a contract for `months` months, in millionths.
fn revenue(table: &Table, months: i128) -> Option<impl Fn(usize) -> Option<i64> + '_> {
    let (mrr, amount) = (number(table, "mrr"), number(table, "amount"));
    if mrr.is_none() && amount.is_none() {
        return None;
    }
    let days = |name, row: usize| {
        let day = table.days(name)?.get(row).copied()?;
        Day::from_column(day)
    };
    Some(move |row| {
        if let Some(stated) = mrr.and_then(|mrr| micros(mrr, row)) {
            return i64::try_from(stated * months).ok();
        }
        let amount = amount.and_then(|amount| micros(amount, row))?;
        let (starts, ends) = (days("starts_on", row)?, days("ends_on", row)?);
        let (numerator, denominator) = term_months(starts, ends)?;
        let per = round_half_even(amount * months * denominator, numerator);
        i64::try_from(per).ok()
    })
}

/// The months of a term as a fraction: whole calendar months, and what is left over by its share
/// of the month it lies in. `None` where the term is empty.
pub(crate) fn term_months(starts: Day, ends: Day) -> Option<(i128, i128)> {
    if ends <= starts {
        return None;
    }
    let whole = ends.months_since(starts);
    let from = starts.plus_months(whole);
    let rest = i128::from(ends.days_since(from));
    let length = i128::from(starts.plus_months(whole + 1).days_since(from)).max(1);
    Some((i128::from(whole) * length + rest, length))
}

fn progress(table: &Table, today: i32) -> Option<impl Fn(usize) -> Option<i64> + '_> {
    let (actual, target) = (number(table, "actual")?, number(table, "target")?);
    let baseline = number(table, "baseline");
    let visible = Field::of(table, "actual")?.visible;
    Some(move |row| {
        if !visible.on(row, today) {
            return None;
        }
        let base = baseline.and_then(|b| micros(b, row)).unwrap_or(0);
        let span = micros(target, row)? - base;
        if span == 0 {
            return None;
        }
        let gone = micros(actual, row)? - base;
        i64::try_from(round_half_even(gone * i128::from(MICRO), span)).ok()
    })
}

/// A day that sorts before every real one, for accumulators.
pub(crate) const NO_DAY: i32 = MISSING_DAY;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_looked_up_are_those_of_the_calendar() {
        for as_of in ["2025-02-28", "2024-02-29", "2025-03-01", "2025-12-31"] {
            let as_of: Day = as_of.parse().unwrap();
            let months = Months::until(as_of);
            for ago in (-800..900).chain((900..40_000).step_by(13)) {
                let day = as_of.plus_days(-ago);
                let found = months.since(day.number());
                assert_eq!(found, Some(as_of.months_since(day)), "{day} to {as_of}");
            }
            assert_eq!(months.since(MISSING_DAY), None);
        }
    }
}
