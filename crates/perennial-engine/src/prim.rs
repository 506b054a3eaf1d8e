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
    /// All values are 0.
    pub(crate) zero: bool,
}

impl PrimColumn {
    /// Values that hold on the date itself.
    pub(crate) fn current(values: Vec<f64>) -> Self {
        Self {
            values,
            dates: Dates::Current,
            nothing: false,
            zero: false,
        }
    }

    pub(crate) fn missing(n: usize) -> Self {
        Self {
            nothing: true,
            ..Self::current(vec![f64::NAN; n])
        }
    }
}

/// Computes a primitive over its selection; `None`, for the selection too, means that the data cannot
/// answer.
pub(crate) fn compute(
    bound: &mut Bound<'_>,
    prim: &Prim,
    query: &Query,
    selection: Option<&Selection<'_>>,
    as_of: Day,
) -> Option<PrimColumn> {
    let selection = selection?;
    let counts_empty_days = matches!(prim.kind, Kind::Declared(Aggregate::ConsecutiveDays(_)));
    if selection.accounts.is_empty() && !counts_empty_days {
        return without_rows(bound, prim, query, selection, as_of);
    }
    if prim.kind == Kind::Declared(Aggregate::Count) {
        let nothing = vec![f64::NAN; bound.n()];
        let mut column = finish(bound, prim, query, (nothing, None), as_of);
        kernel::count_on(&selection.accounts, &mut column.values);
        return Some(column);
    }
    let values = aggregate(bound, &prim.kind, query, selection, as_of)?;
    let has_days = selection.days.len() == selection.accounts.len();
    let is_dated = dated_each(&prim.kind) && query.span != Span::Active && has_days;
    let last = is_dated.then(|| {
        let mut last = vec![NO_DAY; bound.n()];
        kernel::last_days(&selection.accounts, &selection.days, &mut last);
        last
    });
    Some(finish(bound, prim, query, (values, last), as_of))
}

/// What no rows at all come to.
fn without_rows(
    bound: &mut Bound<'_>,
    prim: &Prim,
    query: &Query,
    none: &Selection<'_>,
    as_of: Day,
) -> Option<PrimColumn> {
    match &prim.kind {
        Kind::Declared(Aggregate::Distinct(field)) => {
            Field::of(none.table, field)?;
        }
        Kind::Declared(Aggregate::ShareOf(conditions)) => {
            filter::keep(none.table, conditions, as_of, Vec::new())?;
        }
        kind if value_of(kind).is_some() => {
            values_of(bound, kind, query, none, as_of)?;
        }
        _ => {}
    }
    let n = bound.n();
    let any = none.table.newest(as_of).is_some() || none.table.row_days().is_none();
    match prim.empty {
        Empty::Zero if any => {
            let column = finish(bound, prim, query, (vec![0.0; n], None), as_of);
            Some(PrimColumn {
                zero: true,
                ..column
            })
        }
        Empty::ZeroOnceSeen => {
            let nothing = vec![f64::NAN; n];
            Some(finish(bound, prim, query, (nothing, None), as_of))
        }
        Empty::Zero | Empty::Missing => None,
    }
}

/// What aggregated values come to: what accounts without rows read, and how old values are. `last` has
/// the newest day with rows of each account, where values are as old as that.
pub(crate) fn finish(
    bound: &mut Bound<'_>,
    prim: &Prim,
    query: &Query,
    (mut values, last): (Vec<f64>, Option<Vec<i32>>),
    as_of: Day,
) -> PrimColumn {
    let table = bound.data.table(query.table);
    let newest = table.newest(as_of).map(Day::number);
    let undated = table.row_days().is_none();
    let zero = |value: &mut f64| *value = if value.is_nan() { 0.0 } else { *value };
    match prim.empty {
        Empty::Zero if newest.is_some() || undated => values.iter_mut().for_each(zero),
        Empty::ZeroOnceSeen => {
            let seen = bound.last_days(query.table, as_of).unwrap_or_default();
            for (value, &last) in values.iter_mut().zip(seen) {
                let is_zero = value.is_nan() & (last != NO_DAY);
                *value = if is_zero { 0.0 } else { *value };
            }
        }
        Empty::Zero | Empty::Missing => {}
    }
    let dates = match (newest, last) {
        _ if query.span == Span::Active => Dates::Current,
        (None, _) => Dates::Current,
        (Some(newest), None) => Dates::All(newest),
        (Some(newest), Some(mut each)) => {
            if prim.empty != Empty::Missing {
                for day in each.iter_mut().filter(|day| **day == NO_DAY) {
                    *day = newest;
                }
            }
            Dates::Each(each.into())
        }
    };
    PrimColumn {
        values,
        dates,
        nothing: false,
        zero: false,
    }
}

/// Whether values are as old as the newest row behind each, not as the table.
pub(crate) fn dated_each(kind: &Kind) -> bool {
    use Aggregate::{
        ActiveDays, ConsecutiveDays, Count, DaysSinceFirst, DaysSinceLast, Distinct, First, Last,
        LastChange, Max, Mean, Median, Min, NetPromoter, ShareOf, ShareWhere, Sum,
    };
    match kind {
        Kind::Declared(
            Count | Sum(_) | ActiveDays | Distinct(_) | DaysSinceLast | DaysSinceFirst
            | ConsecutiveDays(_),
        ) => false,
        Kind::Declared(
            Mean(_) | Median(_) | Min(_) | Max(_) | Last(_) | First(_) | LastChange(_)
            | NetPromoter(_) | ShareOf(_) | ShareWhere(_),
        )
        | Kind::Before(_) => true,
    }
}

/// Whether the same rows come to something else on another date.
pub(crate) fn counts_days(kind: &Kind) -> bool {
    use Aggregate::{ConsecutiveDays, DaysSinceFirst, DaysSinceLast};
    matches!(
        kind,
        Kind::Declared(ConsecutiveDays(_) | DaysSinceFirst | DaysSinceLast)
    )
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
    let mut read = || values_of(bound, kind, query, selection, as_of);
    let declared = match kind {
        Kind::Declared(declared) => declared,
        Kind::Before(_) => {
            let values = read()?;
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
                    let values = read()?;
                    (kernel::sums(accounts, &values, n), values.divisor)
                }
            };
            let sum = |&(sum, count): &(f64, u32)| kernel::sum(sum, count, divisor);
            sums.iter().map(sum).collect()
        }
        Aggregate::Mean(_) | Aggregate::NetPromoter(_) | Aggregate::ShareWhere(_) => {
            let values = read()?;
            let sums = kernel::sums(accounts, &values, n);
            let mean = |&(sum, count): &(f64, u32)| kernel::mean(sum, count, values.divisor);
            sums.iter().map(mean).collect()
        }
        Aggregate::Distinct(field) => distinct(selection, field, as_of, n)?,
        Aggregate::Median(_) => kernel::median(accounts, &read()?, n),
        Aggregate::Min(value) => match value::stored(selection, value) {
            Some(stored) => kernel::pick(accounts, stored, n, |a, b| a < b),
            None => kernel::pick(accounts, read()?.slice(), n, |a, b| a < b),
        },
        Aggregate::Max(value) => match value::stored(selection, value) {
            Some(stored) => kernel::pick(accounts, stored, n, |a, b| a > b),
            None => kernel::pick(accounts, read()?.slice(), n, |a, b| a > b),
        },
        Aggregate::Last(_) => {
            let values = read()?;
            let newest = kernel::newest(accounts, days, &values, n);
            let last = newest.iter().map(|slot| slot.value);
            last.map(|v| kernel::as_value(v, values.divisor)).collect()
        }
        Aggregate::First(_) => kernel::oldest(accounts, days, &read()?, n),
        Aggregate::LastChange(_) => {
            let values = read()?;
            let newest = kernel::newest(accounts, days, &values, n);
            let change = newest.iter().map(|slot| slot.change(values.divisor));
            change.collect()
        }
        Aggregate::ShareOf(conditions) => share(selection, conditions, as_of, n)?,
        Aggregate::ConsecutiveDays(run) => consecutive::runs(bound, run, query, selection, as_of)?,
    })
}

/// The values that an aggregate is made of, of some rows; `None` where the table lacks the column, or
/// the aggregate is not made of values.
pub(crate) fn values_of(
    bound: &mut Bound<'_>,
    kind: &Kind,
    query: &Query,
    selection: &Selection<'_>,
    as_of: Day,
) -> Option<Values> {
    let value = value_of(kind)?;
    let revenues = match value {
        Value::MonthlyRevenue => bound.revenues(query.table, 1),
        Value::AnnualRevenue => bound.revenues(query.table, 12),
        _ => None,
    };
    let mut values = match &revenues {
        Some(revenues) => value::of_rows(selection, revenues),
        None => value::read(selection, value, as_of)?,
    };
    match kind {
        Kind::Declared(Aggregate::NetPromoter(_)) => promoters(&mut values),
        Kind::Declared(Aggregate::ShareWhere(share)) => values.map(|value| {
            let meets = share.test.number(value);
            i64::from(meets)
        }),
        _ => {}
    }
    Some(values)
}

/// The value of a row that an aggregate is made of.
pub(crate) fn value_of(kind: &Kind) -> Option<&Value> {
    use Aggregate::{First, Last, LastChange, Max, Mean, Median, Min, NetPromoter, Sum};
    match kind {
        Kind::Declared(
            Sum(value) | Mean(value) | Median(value) | Min(value) | Max(value) | Last(value)
            | First(value) | LastChange(value) | NetPromoter(value),
        )
        | Kind::Before(value) => Some(value),
        Kind::Declared(Aggregate::ShareWhere(share)) => Some(&share.value),
        Kind::Declared(Aggregate::ConsecutiveDays(run)) => Some(&run.sum),
        Kind::Declared(_) => None,
    }
}

/// Whether a query is for all rows of its table up to the date.
pub(crate) fn whole(query: &Query) -> bool {
    query.filter.is_empty() && query.on.is_none() && query.span == Span::All
}

/// Whether an aggregate asks when rows happened, which tables without dates cannot say.
pub(crate) fn needs_days(kind: &Kind) -> bool {
    match kind {
        Kind::Before(_) => true,
        Kind::Declared(aggregate) => aggregate.needs_days(),
    }
}

pub(crate) fn days_since(days: &[i32], as_of: Day) -> Vec<f64> {
    let since = |&day: &i32| match day {
        NO_DAY => f64::NAN,
        day => f64::from(as_of.number() - day),
    };
    days.iter().map(since).collect()
}

/// Answers as +100, 0 or −100.
fn promoters(values: &mut Values) {
    values.map(|answer| {
        if answer >= 9.0 {
            100
        } else if answer <= 6.0 {
            -100
        } else {
            0
        }
    });
}

fn distinct(selection: &Selection<'_>, field: &str, as_of: Day, n: usize) -> Option<Vec<f64>> {
    let field = Field::of(selection.table, field)?;
    let today = as_of.number();
    let accounts = &selection.accounts;
    if let Column::Text(column) = field.column
        && column.dict().len() <= consecutive::MOST_TEXTS
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
