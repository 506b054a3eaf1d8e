//! An aggregate carried from date to date: rows that come into its window are added and those that
//! leave it taken out, which says the same as all rows of the window looked at anew.
//!
//! Only for aggregates of which the rows say the same on every date from the day on which they come
//! in: what they read is known by then and no test counts days from the date.

use crate::accumulator::{Accumulator, Change};
use crate::bound::Bound;
use crate::filter;
use crate::known::Field;
use crate::model::{Aggregate, Condition, Test, Value};
use crate::prim::{self, Kind, Prim, PrimColumn};
use crate::selection::{Query, RowSet, Selection, Span};
use crate::value::NO_DAY;
use perennial_data::{Dataset, Day, MISSING_DAY, Table};
use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

/// One aggregate as of some date.
pub(crate) struct Rolling {
    rows: Rows,
    /// Where the rows that are in the window begin and end.
    held: Range<usize>,
    /// Rows of the table that exist on the date.
    existing: usize,
    accumulator: Accumulator,
    /// Per account the newest day with rows, where values are as old as that.
    last: Option<Vec<i32>>,
    /// What it came to.
    column: Option<Rc<PrimColumn>>,
}

/// The rows of all dates that a query may select, in order of the date that places them.
#[derive(Clone)]
pub(crate) enum Rows {
    /// All of the table, by their own date.
    All,
    Some {
        rows: Rc<[u32]>,
        days: Rc<[i32]>,
    },
}

impl Rows {
    fn days<'r>(&'r self, table: &'r Table) -> &'r [i32] {
        match self {
            Self::All => table.row_days().unwrap_or_default(),
            Self::Some { days, .. } => days,
        }
    }

    fn select<'r>(&'r self, table: &'r Table, range: Range<usize>) -> Selection<'r> {
        let accounts = table.accounts();
        match self {
            Self::All => Selection {
                table,
                accounts: Cow::Borrowed(&accounts[range.clone()]),
                days: Cow::Borrowed(&self.days(table)[range.clone()]),
                rows: RowSet::Range(range),
            },
            Self::Some { rows, days } => {
                let rows = &rows[range.clone()];
                Selection {
                    table,
                    accounts: rows.iter().map(|&row| accounts[row as usize]).collect(),
                    days: Cow::Borrowed(&days[range]),
                    rows: RowSet::List(rows.to_vec()),
                }
            }
        }
    }

    /// Whether what a field says of each row is known from the day on that places the row.
    fn know(&self, table: &Table, field: &str) -> bool {
        let Some(field) = Field::of(table, field) else {
            return true;
        };
        let mut days = self.days(table).iter().enumerate();
        match self {
            Self::All => days.all(|(row, &day)| field.visible.on(row, day)),
            Self::Some { rows, .. } => {
                days.all(|(at, &day)| field.visible.on(rows[at] as usize, day))
            }
        }
    }

    /// Whether the rows meet these conditions on every date or on none.
    fn settle(&self, table: &Table, conditions: &[Condition]) -> bool {
        conditions.iter().all(|condition| {
            let counts_days = matches!(condition.test, Test::PastDays(_) | Test::ComingDays(_));
            !counts_days && self.know(table, &condition.field)
        })
    }
}

/// The rows that a query may select; `None` where they depend on the date in other ways than a window.
pub(crate) fn rows_of(bound: &mut Bound<'_>, query: &Query) -> Option<Rows> {
    let table = bound.data.table(query.table);
    if !matches!(query.span, Span::Days { .. } | Span::Month(_) | Span::All) || table.is_empty() {
        return None;
    }
    if let Some(field) = crate::bound::snapshot_field(query) {
        let rows: Rc<[u32]> = bound.snapshot_rows(field)?.into();
        let days = table.row_days()?;
        return Some(Rows::Some {
            days: rows.iter().map(|&row| days[row as usize]).collect(),
            rows,
        });
    }
    let rows = match &query.on {
        None if query.filter.is_empty() => return table.row_days().map(|_| Rows::All),
        None => {
            let rows = bound.filtered(query)?;
            let days = table.row_days()?;
            let days = rows.iter().map(|&row| days[row as usize]).collect();
            Rows::Some { rows, days }
        }
        Some(on) => {
            let days = table.days(on)?;
            let all = bound.placed(query.table, on)?.rows().to_vec();
            // A row whose own date is later would come into the window after its day.
            let own = table.row_days();
            let late = |&row: &u32| own.is_some_and(|own| own[row as usize] > days[row as usize]);
            if all.iter().any(late) {
                return None;
            }
            let rows = filter::keep(table, &query.filter, Day::LAST, all)?;
            let days = rows.iter().map(|&row| days[row as usize]).collect();
            let rows = rows.into();
            Rows::Some { rows, days }
        }
    };
    rows.settle(table, &query.filter).then_some(rows)
}

impl Rolling {
    /// `None` where the aggregate is not one that can be carried.
    pub(crate) fn new(bound: &mut Bound<'_>, prim: &Prim, query: &Query) -> Option<Self> {
        let newest = Kind::Declared(Aggregate::DaysSinceLast);
        let active = Kind::Declared(Aggregate::ActiveDays);
        if prim::whole(query) && (prim.kind == newest || prim.kind == active) {
            return None; // carried already: [`Bound::newest`]
        }
        let rows = rows_of(bound, query)?;
        let table = bound.data.table(query.table);
        let known = match &prim.kind {
            Kind::Declared(Aggregate::ShareOf(conditions)) => rows.settle(table, conditions),
            Kind::Declared(Aggregate::Distinct(field)) => rows.know(table, field),
            kind => match prim::value_of(kind) {
                Some(Value::Field(field) | Value::NetScore(field)) => rows.know(table, field),
                Some(Value::MonthlyRevenue | Value::AnnualRevenue) | None => true,
                Some(_) => false,
            },
        };
        if !known {
            return None;
        }
        let all = rows.select(table, 0..rows.days(table).len());
        let accumulator = Accumulator::new(bound, &prim.kind, query, &all)?;
        let last = prim::dated_each(&prim.kind).then(|| vec![NO_DAY; bound.n()]);
        let begin = accumulator.begin(rows.days(table));
        Some(Self {
            rows,
            held: begin..begin,
            existing: 0,
            accumulator,
            last,
            column: None,
        })
    }

    /// The column on a date; least work where that is soon after the date before.
    pub(crate) fn column(
        &mut self,
        bound: &mut Bound<'_>,
        prim: &Prim,
        query: &Query,
        as_of: Day,
    ) -> Option<Rc<PrimColumn>> {
        let data: &Dataset = bound.data;
        let table = data.table(query.table);
        let days = self.rows.days(table);
        let (from, to) = query.span.bounds(as_of);
        let place = |until: i32| days.partition_point(|&day| day <= until);
        let begin = self.accumulator.begin(days);
        let start = match from {
            Some(from) if !self.accumulator.keeps_all() => place(from.number() - 1),
            _ => begin,
        };
        let window = start..place(to.number()).max(start);
        let existing = table
            .row_days()
            .map_or(0, |days| days.partition_point(|&day| day <= as_of.number()));
        let same = self.held == window && self.existing == existing;
        if let Some(column) = self.column.as_ref().filter(|_| same)
            && !prim::counts_days(&prim.kind)
        {
            return Some(Rc::clone(column));
        }
        let forward = self.held.start <= window.start
            && self.held.end <= window.end
            && window.start <= self.held.end;
        if !forward {
            self.accumulator.clear();
            self.last.iter_mut().for_each(|last| last.fill(NO_DAY));
            self.held = window.start..window.start;
        }
        let change = Change {
            leaving: self.rows.select(table, self.held.start..window.start),
            entering: self.rows.select(table, self.held.end..window.end),
        };
        self.accumulator
            .apply(bound, (&prim.kind, query), &change, as_of, &|| {
                self.rows.select(table, window.clone())
            })?;
        if let Some(last) = &mut self.last {
            let entering = &change.entering;
            crate::kernel::last_days(&entering.accounts, &entering.days, last);
        }
        self.held = window;
        self.existing = existing;
        let first = from.map_or(MISSING_DAY, Day::number);
        let values = self.accumulator.values(&prim.kind, (first, to), as_of);
        let last = self.last.as_ref().map(|last| {
            let inside = |&day: &i32| if day < first { NO_DAY } else { day };
            last.iter().map(inside).collect()
        });
        let column = Rc::new(prim::finish(bound, prim, query, (values, last), as_of));
        self.column = Some(Rc::clone(&column));
        Some(column)
    }
}
