//! Runs of days up to a date on which each day's sum meets a test: one pass over the rows, as their
//! days ascend.

use crate::bound::Bound;
use crate::kernel;
use crate::model::{Consecutive, Test};
use crate::selection::{Query, Selection, Span};
use crate::value::{self, NO_DAY, NONE, Values};
use perennial_data::Day;
use std::rc::Rc;

/// Texts of a dictionary that fit the bits of a word, one each.
pub(crate) const MOST_TEXTS: usize = 64;

/// Runs of days up to `as_of` on which the day's sum meets the test.
pub(crate) fn runs(
    bound: &mut Bound<'_>,
    run: &Consecutive,
    query: &Query,
    selection: &Selection<'_>,
    as_of: Day,
) -> Option<Vec<f64>> {
    let values = value::read(selection, &run.sum, as_of)?;
    let first = first_ever(bound, query, as_of)?;
    let (start, end) = query.span.bounds(as_of);
    let start = start.map_or(NO_DAY, Day::number);
    let mut runs = Runs::from(run, first, values.divisor, start);
    runs.add(selection, &values);
    Some(runs.lengths(start, end, as_of))
}

/// A run per account.
pub(crate) struct Runs {
    runs: Vec<Run>,
    /// Day of the oldest row per account, [`NO_DAY`] where there is none.
    first: Rc<[i32]>,
    test: Test,
    divisor: f64,
    meets_zero: bool,
}

impl Runs {
    /// Of accounts whose oldest rows are of these days; `divisor` is that of the sums.
    pub(crate) fn new(run: &Consecutive, first: Vec<i32>, divisor: f64) -> Self {
        Self::from(run, first.into(), divisor, NO_DAY)
    }

    /// As [`Runs::new`], none of which begins before a day.
    fn from(run: &Consecutive, first: Rc<[i32]>, divisor: f64, start: i32) -> Self {
        let mut runs = Self {
            runs: Vec::new(),
            first,
            meets_zero: run.test.number(0.0 / divisor),
            test: run.test.clone(),
            divisor,
        };
        runs.begin(start);
        runs
    }

    fn begin(&mut self, start: i32) {
        let begin = |&first: &i32| Run::beginning(first.max(start));
        self.runs = self.first.iter().map(begin).collect();
    }

    /// Forgets all rows.
    pub(crate) fn clear(&mut self) {
        self.begin(NO_DAY);
    }

    /// Adds rows, none older than those before them.
    pub(crate) fn add(&mut self, rows: &Selection<'_>, values: &Values) {
        let (test, divisor, meets_zero) = (&self.test, self.divisor, self.meets_zero);
        let meets = |sum: i64| test.number(sum as f64 / divisor);
        let days = rows.accounts.iter().zip(&*rows.days);
        for ((&account, &day), &int) in days.zip(&values.ints) {
            if let Some(run) = self.runs.get_mut(account as usize)
                && int != NONE
            {
                if day != run.day || run.sum.is_none() {
                    run.pass(day, meets_zero, &meets);
                }
                // Sums beyond 64 bits lie beyond every limit that a test may name.
                run.sum = Some(run.sum.unwrap_or(0).saturating_add(int));
            }
        }
    }

    /// How long each run is up to the window's last day, counted from its first day on: what was
    /// before only tells when a run began, and one that began before begins with the window.
    pub(crate) fn lengths(&self, start: i32, end: Day, as_of: Day) -> Vec<f64> {
        let (test, divisor) = (&self.test, self.divisor);
        let meets = |sum: i64| test.number(sum as f64 / divisor);
        let end = end.number();
        let length = |(run, &first): (&Run, &i32)| {
            if first == NO_DAY || first > as_of.number() {
                return f64::NAN;
            }
            let mut run = *run;
            run.pass(end + 1, self.meets_zero, &meets);
            let from = run.from.max(first.max(start));
            f64::from((end + 1 - from).max(0))
        };
        self.runs.iter().zip(&*self.first).map(length).collect()
    }
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
    /// Before there is any row.
    fn beginning(first: i32) -> Self {
        Self {
            day: first.saturating_sub(1),
            sum: None,
            from: first,
        }
    }

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
