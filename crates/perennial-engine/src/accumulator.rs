//! What an aggregate remembers per account, so that rows can be added and taken out again.
//!
//! Everything kept is a count or an exact integer: what comes of it does not depend on the way.

use crate::bound::Bound;
use crate::consecutive::{self, Runs};
use crate::filter;
use crate::kernel::{self, Newest, each};
use crate::model::Aggregate;
use crate::prim::{self, Kind};
use crate::selection::{Query, Selection};
use crate::value::{NO_DAY, NONE};
use perennial_data::{Column, Day, MISSING_DAY};

/// Codes per account are counted for as many accounts and texts as this together.
const MOST_CODES: usize = 8_000_000;

/// Rows that come in and rows that go, both in order of their days and by whole days.
pub(crate) struct Change<'a> {
    pub(crate) leaving: Selection<'a>,
    pub(crate) entering: Selection<'a>,
}

/// A slot per account.
pub(crate) enum Accumulator {
    /// Rows.
    Count(Vec<u32>),
    /// Sum and number of values, and what divides the sum.
    Sums {
        slots: Vec<(i64, u32)>,
        divisor: f64,
    },
    /// Newest day that came in, newest that went, number of different days.
    Days(Vec<(i32, i32, u32)>),
    /// Rows per account and text, and number of different texts.
    Codes {
        of: usize,
        rows: Vec<u32>,
        different: Vec<u32>,
    },
    /// Rows that meet conditions, and all.
    Share {
        met: Vec<bool>,
        slots: Vec<(u32, u32)>,
    },
    /// The largest or smallest value.
    Extreme {
        held: Vec<i64>,
        is_largest: bool,
        divisor: f64,
    },
    /// The newest value and the one before.
    Newest { slots: Vec<Newest>, divisor: f64 },
    /// The newest day.
    Last(Vec<i32>),
    /// Days in a row.
    Runs(Runs),
}

impl Accumulator {
    /// For rows out of `all`; `None` for aggregates that cannot be carried.
    pub(crate) fn new(
        bound: &mut Bound<'_>,
        kind: &Kind,
        query: &Query,
        all: &Selection<'_>,
    ) -> Option<Self> {
        use Aggregate::{
            ActiveDays, ConsecutiveDays, Count, DaysSinceLast, Distinct, Last, LastChange, Max,
            Mean, Min, NetPromoter, ShareOf, ShareWhere, Sum,
        };
        let n = bound.n();
        let whole = query.span == crate::selection::Span::All;
        Some(match kind {
            Kind::Declared(Count) => Self::Count(vec![0; n]),
            Kind::Declared(ActiveDays) => Self::Days(vec![(NO_DAY, NO_DAY, 0); n]),
            Kind::Declared(DaysSinceLast) => Self::Last(vec![NO_DAY; n]),
            Kind::Declared(Sum(_) | Mean(_) | NetPromoter(_) | ShareWhere(_)) => {
                let values = prim::values_of(bound, kind, query, all, Day::LAST)?;
                kernel::fit_64_bits(&values).then(|| Self::Sums {
                    slots: vec![(0, 0); n],
                    divisor: values.divisor,
                })?
            }
            Kind::Declared(Distinct(field)) => {
                let of = codes(all, field)?.1;
                (of.saturating_mul(n) <= MOST_CODES).then(|| Self::Codes {
                    of,
                    rows: vec![0; of * n],
                    different: vec![0; n],
                })?
            }
            Kind::Declared(ShareOf(conditions)) => {
                let mut met = vec![false; all.table.len()];
                let mut rows = Vec::with_capacity(all.accounts.len());
                all.for_each_row(|row| rows.push(u32::try_from(row).unwrap_or(u32::MAX)));
                let rows = filter::keep(all.table, conditions, Day::LAST, rows)?;
                rows.iter().for_each(|&row| met[row as usize] = true);
                let slots = vec![(0, 0); n];
                Self::Share { met, slots }
            }
            Kind::Declared(Max(_) | Min(_)) => Self::Extreme {
                held: vec![NONE; n],
                is_largest: matches!(kind, Kind::Declared(Max(_))),
                divisor: prim::values_of(bound, kind, query, all, Day::LAST)?.divisor,
            },
            Kind::Declared(Last(_) | LastChange(_)) | Kind::Before(_) if whole => Self::Newest {
                slots: vec![Newest::NONE; n],
                divisor: prim::values_of(bound, kind, query, all, Day::LAST)?.divisor,
            },
            Kind::Declared(ConsecutiveDays(run)) if !whole => {
                let divisor = prim::values_of(bound, kind, query, all, Day::LAST)?.divisor;
                let first = kernel::first_days(&all.accounts, &all.days, n);
                Self::Runs(Runs::new(run, first, divisor))
            }
            Kind::Declared(_) | Kind::Before(_) => return None,
        })
    }

    /// Whether rows are never taken out.
    pub(crate) fn keeps_all(&self) -> bool {
        matches!(self, Self::Runs(_))
    }

    /// The place of the first row, of those with these days, that may count.
    pub(crate) fn begin(&self, days: &[i32]) -> usize {
        if self.keeps_all() {
            days.partition_point(|&day| day == MISSING_DAY)
        } else {
            0
        }
    }

    /// Forgets all rows.
    pub(crate) fn clear(&mut self) {
        match self {
            Self::Count(counts) => counts.fill(0),
            Self::Sums { slots, .. } => slots.fill((0, 0)),
            Self::Days(slots) => slots.fill((NO_DAY, NO_DAY, 0)),
            Self::Codes {
                rows, different, ..
            } => {
                rows.fill(0);
                different.fill(0);
            }
            Self::Share { slots, .. } => slots.fill((0, 0)),
            Self::Extreme { held, .. } => held.fill(NONE),
            Self::Newest { slots, .. } => slots.fill(Newest::NONE),
            Self::Last(last) => last.fill(NO_DAY),
            Self::Runs(runs) => runs.clear(),
        }
    }

    /// Adds and takes out rows. `window` gives all rows that are in after the change.
    pub(crate) fn apply<'w>(
        &mut self,
        bound: &mut Bound<'_>,
        (kind, query): (&Kind, &Query),
        change: &Change<'_>,
        as_of: Day,
        window: &dyn Fn() -> Selection<'w>,
    ) -> Option<()> {
        let Change { leaving, entering } = change;
        let mut read = |rows: &Selection<'_>| prim::values_of(bound, kind, query, rows, as_of);
        match self {
            Self::Count(counts) => {
                each(&entering.accounts, counts, |count, _| *count += 1);
                each(&leaving.accounts, counts, |count, _| *count -= 1);
            }
            Self::Sums { slots, .. } => {
                for (rows, sign) in [(entering, 1), (leaving, -1)] {
                    let values = read(rows)?;
                    each(&rows.accounts, slots, |(sum, count), at| {
                        let value = values.ints[at];
                        if value != NONE {
                            *sum += sign * value;
                            *count = count.wrapping_add_signed(sign as i32);
                        }
                    });
                }
            }
            Self::Days(slots) => {
                each(&entering.accounts, slots, |(last, _, count), at| {
                    let day = entering.days[at];
                    *count += u32::from(*last != day);
                    *last = day;
                });
                each(&leaving.accounts, slots, |(_, gone, count), at| {
                    let day = leaving.days[at];
                    *count -= u32::from(*gone != day);
                    *gone = day;
                });
            }
            Self::Codes {
                of,
                rows,
                different,
            } => {
                let Kind::Declared(Aggregate::Distinct(field)) = kind else {
                    return None;
                };
                for (selection, enters) in [(entering, true), (leaving, false)] {
                    let (codes, _) = codes(selection, field)?;
                    for (&account, code) in selection.accounts.iter().zip(codes) {
                        let (account, code) = (account as usize, code as usize);
                        if code >= *of || account >= different.len() {
                            continue;
                        }
                        let count = &mut rows[account * *of + code];
                        if enters {
                            different[account] += u32::from(*count == 0);
                            *count += 1;
                        } else {
                            *count -= 1;
                            different[account] -= u32::from(*count == 0);
                        }
                    }
                }
            }
            Self::Share { met, slots } => {
                for (rows, sign) in [(entering, 1), (leaving, -1)] {
                    let mut hits = Vec::with_capacity(rows.accounts.len());
                    rows.for_each_row(|row| hits.push(i32::from(met[row]) * sign));
                    each(&rows.accounts, slots, |(hit, all), at| {
                        *hit = hit.wrapping_add_signed(hits[at]);
                        *all = all.wrapping_add_signed(sign);
                    });
                }
            }
            Self::Extreme {
                held, is_largest, ..
            } => {
                let (entered, left) = (read(entering)?, read(leaving)?);
                let largest = *is_largest;
                let better = |a: i64, b: i64| if largest { a > b } else { a < b };
                let take = |held: &mut i64, value: i64| {
                    if value != NONE && (*held == NONE || better(value, *held)) {
                        *held = value;
                    }
                };
                each(&entering.accounts, held, |held, at| {
                    take(held, entered.ints[at]);
                });
                // Where the one that was held goes, all that stay are looked at again.
                let mut again = vec![false; held.len()];
                let mut any = false;
                for (&account, &value) in leaving.accounts.iter().zip(&left.ints) {
                    let account = account as usize;
                    if value != NONE && held.get(account) == Some(&value) {
                        again[account] = true;
                        any = true;
                    }
                }
                if any {
                    let window = window();
                    let values = read(&window)?;
                    let slots = held.iter_mut().zip(&again).filter(|(_, again)| **again);
                    slots.for_each(|(held, _)| *held = NONE);
                    for (&account, &value) in window.accounts.iter().zip(&values.ints) {
                        let account = account as usize;
                        if again.get(account) == Some(&true) {
                            take(&mut held[account], value);
                        }
                    }
                }
            }
            Self::Newest { slots, .. } => {
                let values = read(entering)?;
                each(&entering.accounts, slots, |slot, at| {
                    slot.add(entering.days[at], values.ints[at]);
                });
            }
            Self::Last(last) => kernel::last_days(&entering.accounts, &entering.days, last),
            Self::Runs(runs) => runs.add(entering, &read(entering)?),
        }
        Some(())
    }

    /// The value of every account; NaN where there is none. `first` is the window's first day, the
    /// missing day where it has none.
    pub(crate) fn values(&self, kind: &Kind, (first, to): (i32, Day), as_of: Day) -> Vec<f64> {
        match self {
            Self::Count(counts) => kernel::to_f64(counts),
            Self::Sums { slots, divisor } => {
                if matches!(kind, Kind::Declared(Aggregate::Sum(_))) {
                    let sum = |&(sum, count): &(i64, u32)| kernel::sum(sum as f64, count, *divisor);
                    slots.iter().map(sum).collect()
                } else {
                    let mean =
                        |&(sum, count): &(i64, u32)| kernel::mean(sum as f64, count, *divisor);
                    slots.iter().map(mean).collect()
                }
            }
            Self::Days(slots) => {
                let days = slots.iter().map(|&(.., count)| kernel::some(count));
                days.collect()
            }
            Self::Codes { different, .. } => kernel::to_f64(different),
            Self::Share { slots, .. } => {
                let share = |&(hits, all): &(u32, u32)| f64::from(hits) / kernel::some(all);
                slots.iter().map(share).collect()
            }
            Self::Extreme { held, divisor, .. } => {
                let value = |&held: &i64| kernel::as_value(held, *divisor);
                held.iter().map(value).collect()
            }
            Self::Newest { slots, divisor } => {
                let value = |slot: &Newest| match kind {
                    Kind::Before(_) => kernel::as_value(slot.before, *divisor),
                    Kind::Declared(Aggregate::LastChange(_)) => slot.change(*divisor),
                    Kind::Declared(_) => kernel::as_value(slot.value, *divisor),
                };
                slots.iter().map(value).collect()
            }
            Self::Last(last) => {
                let inside = |&day: &i32| if day < first { NO_DAY } else { day };
                let inside: Vec<i32> = last.iter().map(inside).collect();
                prim::days_since(&inside, as_of)
            }
            Self::Runs(runs) => runs.lengths(first, to, as_of),
        }
    }
}

/// Code of a text per row, and how many different ones there are; `None` for other fields, and for
/// more texts than are counted.
fn codes(rows: &Selection<'_>, field: &str) -> Option<(Vec<u32>, usize)> {
    let Column::Text(column) = rows.table.column(field)? else {
        return None;
    };
    let different = column.dict().len();
    if different > consecutive::MOST_TEXTS {
        return None;
    }
    let mut codes = Vec::with_capacity(rows.accounts.len());
    rows.for_each_row(|row| codes.push(column.codes()[row]));
    Some((codes, different))
}
