//! Runs of days up to a date on which each day's sum meets a test: one pass over the rows, as their
//! days ascend.

use crate::bound::Bound;
use crate::kernel;
use crate::model::Consecutive;
use crate::selection::{Query, Selection, Span};
use crate::value::{self, NO_DAY, NONE};
use perennial_data::Day;
use std::rc::Rc;

/// Runs of days up to `as_of` on which the day's sum meets the test.
pub(crate) fn runs(
    bound: &mut Bound<'_>,
    run: &Consecutive,
    query: &Query,
    selection: &Selection<'_>,
    as_of: Day,
) -> Option<Vec<f64>> {
    let n = bound.n();
    let values = value::read(selection, &run.sum, as_of)?;
    let first = first_ever(bound, query, as_of)?;
    let (start, end) = query.span.bounds(as_of);
    let end = end.number();
    let lower = |account: usize| match first[account] {
        day if day == NO_DAY || day > as_of.number() => None,
        day => Some(start.map_or(day, |start| day.max(start.number()))),
    };
    let meets = |sum: i64| run.test.number(sum as f64 / values.divisor);
    let meets_zero = meets(0);
    // Per account the newest day with rows and its sum so far, and since when every day has met.
    let mut runs: Vec<Option<Run>> = (0..n)
        .map(|account| {
            let from = lower(account)?;
            Some(Run {
                day: from - 1,
                sum: None,
                from,
            })
        })
        .collect();
    let rows = selection.accounts.iter().zip(&*selection.days);
    for ((&account, &day), &int) in rows.zip(&values.ints) {
        if let Some(Some(run)) = runs.get_mut(account as usize)
            && int != NONE
        {
            if day != run.day || run.sum.is_none() {
                run.pass(day, meets_zero, &meets);
            }
            // Sums beyond 64 bits lie beyond every limit that a test may name.
            run.sum = Some(run.sum.unwrap_or(0).saturating_add(int));
        }
    }
    let length = |run: Option<Run>| {
        run.map_or(f64::NAN, |mut run| {
            run.pass(end + 1, meets_zero, &meets);
            f64::from((end + 1 - run.from).max(0))
        })
    };
    Some(runs.into_iter().map(length).collect())
}

/// A run of days that is still going on.
#[derive(Clone, Copy)]
struct Run {
    /// The newest day with rows; the day before the first while there is none.
    day: i32,
    /// The sum of that day so far.
    sum: Option<i64>,
    /// The first day from which on every day before the newest has met the test.
    from: i32,
}

impl Run {
    /// Goes on to a later day: the newest is over, and those between have no rows.
    fn pass(&mut self, day: i32, meets_zero: bool, meets: &impl Fn(i64) -> bool) {
        if self.sum.is_some_and(|sum| !meets(sum)) {
            self.from = self.day + 1;
        }
        if !meets_zero && day > self.day + 1 {
            self.from = day;
        }
        self.day = day;
        self.sum = None;
    }
}

/// The oldest row per account that a query would select over all time.
fn first_ever(bound: &mut Bound<'_>, query: &Query, as_of: Day) -> Option<Rc<[i32]>> {
    if query.filter.is_empty() && query.on.is_none() {
        return bound.first_days(query.table);
    }
    let all = Query {
        span: Span::All,
        ..query.clone()
    };
    let n = bound.n();
    let ever = bound.select(&all, as_of)?;
    Some(kernel::first_days(&ever.accounts, &ever.days, n).into())
}
