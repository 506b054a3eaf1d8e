//! One aggregate of one selection, for every account: what metrics are made of, computed once
//! however many metrics share it.

use crate::bound::Bound;
use crate::consecutive;
use crate::filter;
use crate::kernel;
use crate::known::Field;
use crate::model::{Aggregate, Empty, Value};
use crate::selection::{Query, Selection, Span};
use crate::value::{self, NO_DAY, NONE, Values};
use perennial_data::{Column, Day};
use std::rc::Rc;

/// An aggregate as the engine runs it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    Declared(Aggregate),
    /// The reading before the newest: what `last` is compared with.
    Before(Value),
}

/// One primitive of the plan.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Prim {
    /// Position of its selection in the plan.
    pub(crate) query: usize,
    pub(crate) kind: Kind,
    /// What accounts without rows read, once the table has any.
    pub(crate) empty: Empty,
}

/// How old values are.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Dates {
    /// They hold on the date itself.
    Current,
    /// As old as the table's newest row.
    All(i32),
    /// As old as the newest row behind each; [`NO_DAY`] where there is none.
    Each(Rc<[i32]>),
}

impl Dates {
    pub(crate) fn of(&self, account: usize) -> Option<i32> {
        match self {
            Self::Current => None,
            Self::All(day) => Some(*day),
            Self::Each(days) => days.get(account).copied().filter(|&day| day != NO_DAY),
        }
    }
}

/// A value per account, NaN where missing, and their dates.
#[derive(Clone, Debug)]
pub(crate) struct PrimColumn {
    pub(crate) values: Vec<f64>,
    pub(crate) dates: Dates,
    /// The data cannot say: all values are missing.
    pub(crate) nothing: bool,
}

impl PrimColumn {
    /// Values that hold on the date itself.
    pub(crate) fn current(values: Vec<f64>) -> Self {
        Self {
            values,
            dates: Dates::Current,
            nothing: false,
        }
    }

    pub(crate) fn missing(n: usize) -> Self {
        Self {
            nothing: true,
            ..Self::current(vec![f64::NAN; n])
        }
    }
}

/// Computes a primitive over its selection; `None` for the selection means that the data cannot
/// answer.
pub(crate) fn compute(
    bound: &mut Bound<'_>,
    prim: &Prim,
    query: &Query,
    selection: Option<&Selection<'_>>,
    as_of: Day,
) -> PrimColumn {
    let n = bound.n();
    let aggregated = selection.and_then(|s| aggregate(bound, &prim.kind, query, s, as_of));
    let Some(mut values) = aggregated else {
        return PrimColumn::missing(n);
    };
    let table = bound.data.table(query.table);
    let newest = table.newest(as_of).map(Day::number);
    let undated = table.row_days().is_none();
    let zero = |value: &mut f64| *value = if value.is_nan() { 0.0 } else { *value };
    match prim.empty {
        Empty::Zero if newest.is_some() || undated => values.iter_mut().for_each(zero),
        Empty::ZeroOnceSeen => {
            let seen = bound.last_days(query.table, as_of).unwrap_or_default();
            let seen = values
                .iter_mut()
                .zip(seen)
                .filter(|(_, last)| **last != NO_DAY);
            seen.for_each(|(value, _)| zero(value));
        }
        Empty::Zero | Empty::Missing => {}
    }
    let dates = match (newest, selection) {
        (Some(newest), Some(selection)) if query.span != Span::Active => {
            dates(prim, selection, newest, n)
        }
        _ => Dates::Current,
    };
    PrimColumn {
        values,
        dates,
        nothing: false,
    }
}

fn dates(prim: &Prim, selection: &Selection<'_>, newest: i32, n: usize) -> Dates {
    use Aggregate::{
        ActiveDays, ConsecutiveDays, Count, DaysSinceFirst, DaysSinceLast, Distinct, First, Last,
        LastChange, Max, Mean, Median, Min, NetPromoter, ShareOf, ShareWhere, Sum,
    };
    match &prim.kind {
        Kind::Declared(
            Count | Sum(_) | ActiveDays | Distinct(_) | DaysSinceLast | DaysSinceFirst
            | ConsecutiveDays(_),
        ) => Dates::All(newest),
        Kind::Declared(
            Mean(_) | Median(_) | Min(_) | Max(_) | Last(_) | First(_) | LastChange(_)
            | NetPromoter(_) | ShareOf(_) | ShareWhere(_),
        )
        | Kind::Before(_) => {
            let mut each = vec![NO_DAY; n];
            kernel::last_days(&selection.accounts, &selection.days, &mut each);
            if prim.empty != Empty::Missing {
                for day in each.iter_mut().filter(|day| **day == NO_DAY) {
                    *day = newest;
                }
            }
            Dates::Each(each.into())
        }
    }
}

fn aggregate(
    bound: &mut Bound<'_>,
    kind: &Kind,
    query: &Query,
    selection: &Selection<'_>,
    as_of: Day,
) -> Option<Vec<f64>> {
    let n = bound.n();
    let (accounts, days) = (&*selection.accounts, &*selection.days);
    if needs_days(kind) && days.len() != accounts.len() {
        return None;
    }
    let revenues = match value_of(kind) {
        Some(Value::MonthlyRevenue) => bound.revenues(query.table, 1),
        Some(Value::AnnualRevenue) => bound.revenues(query.table, 12),
        _ => None,
    };
    let read = |value: &Value| match &revenues {
        Some(revenues) => Some(value::of_rows(selection, revenues)),
        None => value::read(selection, value, as_of),
    };
    let declared = match kind {
        Kind::Declared(declared) => declared,
        Kind::Before(value) => {
            let values = read(value)?;
            let newest = kernel::newest(accounts, days, &values, n);
            let before = newest.iter().map(|slot| slot.before);
            return Some(
                before
                    .map(|v| kernel::as_value(v, values.divisor))
                    .collect(),
            );
        }
    };
    Some(match declared {
        Aggregate::Count => kernel::count(accounts, n),
        Aggregate::ActiveDays if whole(query) => {
            kernel::to_f64(&bound.newest(query.table, as_of)?.active)
        }
        Aggregate::ActiveDays => kernel::active_days(accounts, days, n),
        Aggregate::DaysSinceLast => {
            if whole(query) {
                days_since(bound.last_days(query.table, as_of)?, as_of)
            } else {
                let mut last = vec![NO_DAY; n];
                kernel::last_days(accounts, days, &mut last);
                days_since(&last, as_of)
            }
        }
        Aggregate::DaysSinceFirst => days_since(&kernel::first_days(accounts, days, n), as_of),
        Aggregate::Sum(value) => {
            let (sums, divisor) = match value::stored(selection, value) {
                Some((ints, divisor)) => (kernel::sums_of(accounts, ints, n), divisor),
                None => {
                    let values = read(value)?;
                    (kernel::sums(accounts, &values, n), values.divisor)
                }
            };
            let sums = sums.iter().map(|&(sum, count)| match count {
                0 => f64::NAN,
                _ => sum / divisor,
            });
            sums.collect()
        }
        Aggregate::Mean(value) => means(accounts, &read(value)?, n),
        Aggregate::Distinct(field) => distinct(selection, field, as_of, n)?,
        Aggregate::Median(value) => kernel::median(accounts, &read(value)?, n),
        Aggregate::Min(value) => match value::stored(selection, value) {
            Some(stored) => kernel::pick(accounts, stored, n, |a, b| a < b),
            None => kernel::pick(accounts, read(value)?.slice(), n, |a, b| a < b),
        },
        Aggregate::Max(value) => match value::stored(selection, value) {
            Some(stored) => kernel::pick(accounts, stored, n, |a, b| a > b),
            None => kernel::pick(accounts, read(value)?.slice(), n, |a, b| a > b),
        },
        Aggregate::Last(value) => {
            let values = read(value)?;
            let newest = kernel::newest(accounts, days, &values, n);
            let last = newest.iter().map(|slot| slot.value);
            last.map(|v| kernel::as_value(v, values.divisor)).collect()
        }
        Aggregate::First(value) => kernel::oldest(accounts, days, &read(value)?, n),
        Aggregate::LastChange(value) => {
            let values = read(value)?;
            let newest = kernel::newest(accounts, days, &values, n);
            let change = |slot: &kernel::Newest| match (slot.value, slot.before) {
                (NONE, _) | (_, NONE) => f64::NAN,
                (value, before) => (i128::from(value) - i128::from(before)) as f64 / values.divisor,
            };
            newest.iter().map(change).collect()
        }
        Aggregate::NetPromoter(value) => means(accounts, &promoters(read(value)?), n),
        Aggregate::ShareOf(conditions) => share(selection, conditions, as_of, n)?,
        Aggregate::ShareWhere(share) => {
            let mut values = read(&share.value)?;
            for int in values.ints.iter_mut().filter(|int| **int != NONE) {
                let value = kernel::as_value(*int, values.divisor);
                *int = i64::from(share.test.number(value));
            }
            values.divisor = 1.0;
            means(accounts, &values, n)
        }
        Aggregate::ConsecutiveDays(run) => consecutive::runs(bound, run, query, selection, as_of)?,
    })
}

/// The value of a row that an aggregate is made of.
fn value_of(kind: &Kind) -> Option<&Value> {
    use Aggregate::{First, Last, LastChange, Max, Mean, Median, Min, NetPromoter, Sum};
    match kind {
        Kind::Declared(
            Sum(value) | Mean(value) | Median(value) | Min(value) | Max(value) | Last(value)
            | First(value) | LastChange(value) | NetPromoter(value),
        )
        | Kind::Before(value) => Some(value),
        Kind::Declared(_) => None,
    }
}

/// Whether a query is for all rows of its table up to the date.
fn whole(query: &Query) -> bool {
    query.filter.is_empty() && query.on.is_none() && query.span == Span::All
}

/// Whether an aggregate asks when rows happened, which tables without dates cannot say.
pub(crate) fn needs_days(kind: &Kind) -> bool {
    match kind {
        Kind::Before(_) => true,
        Kind::Declared(aggregate) => aggregate.needs_days(),
    }
}

fn days_since(days: &[i32], as_of: Day) -> Vec<f64> {
    let since = |&day: &i32| match day {
        NO_DAY => f64::NAN,
        day => f64::from(as_of.number() - day),
    };
    days.iter().map(since).collect()
}

fn means(accounts: &[u32], values: &Values, n: usize) -> Vec<f64> {
    let sums = kernel::sums(accounts, values, n);
    let mean = |&(sum, count): &(f64, u32)| match count {
        0 => f64::NAN,
        count => sum / (f64::from(count) * values.divisor),
    };
    sums.iter().map(mean).collect()
}

/// Answers as +100, 0 or −100.
fn promoters(mut values: Values) -> Values {
    for int in values.ints.iter_mut().filter(|int| **int != NONE) {
        let answer = kernel::as_value(*int, values.divisor);
        *int = if answer >= 9.0 {
            100
        } else if answer <= 6.0 {
            -100
        } else {
            0
        };
    }
    Values {
        divisor: 1.0,
        ..values
    }
}

fn distinct(selection: &Selection<'_>, field: &str, as_of: Day, n: usize) -> Option<Vec<f64>> {
    let field = Field::of(selection.table, field)?;
    let today = as_of.number();
    let accounts = &selection.accounts;
    if let Column::Text(column) = field.column
        && column.dict().len() <= 64
    {
        let mut codes = Vec::with_capacity(accounts.len());
        selection.for_each_row(|row| {
            let known = field.visible.on(row, today);
            codes.push(if known { column.codes()[row] } else { u32::MAX });
        });
        return Some(kernel::distinct_codes(accounts, codes.into_iter(), n));
    }
    let mut ints = Vec::with_capacity(accounts.len());
    selection.for_each_row(|row| {
        let int = match field.column {
            _ if !field.visible.on(row, today) => None,
            Column::Text(column) => column
                .codes()
                .get(row)
                .filter(|&&c| c != u32::MAX)
                .map(|&c| i64::from(c)),
            Column::Day(_) => field.day(row, today).map(i64::from),
            Column::Number(numbers) => numbers.mantissa(row),
            Column::Flag(flags) => flags.get(row).map(i64::from),
        };
        ints.push(int.unwrap_or(NONE));
    });
    Some(kernel::distinct_values(accounts, &ints, n))
}

fn share(
    selection: &Selection<'_>,
    conditions: &[crate::model::Condition],
    as_of: Day,
    n: usize,
) -> Option<Vec<f64>> {
    let mut rows = Vec::with_capacity(selection.accounts.len());
    selection.for_each_row(|row| rows.push(u32::try_from(row).unwrap_or(u32::MAX)));
    let met = filter::keep(selection.table, conditions, as_of, rows)?;
    let accounts = selection.table.accounts();
    let met: Vec<u32> = met.iter().map(|&row| accounts[row as usize]).collect();
    let hits = kernel::count(&met, n);
    let all = kernel::count(&selection.accounts, n);
    let ratio = hits.iter().zip(all).map(|(&hits, all)| {
        let hits = if hits.is_nan() { 0.0 } else { hits };
        hits / all
    });
    Some(ratio.collect())
}
