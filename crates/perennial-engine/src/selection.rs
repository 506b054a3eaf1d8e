//! The rows that an aggregate runs over: those of a table, filtered, within a window, in order of
//! date. Contiguous rows are borrowed, others gathered once and shared by all aggregates on them.

use crate::filter;
use crate::model::{Condition, Window};
use perennial_data::{Day, Known, MISSING_DAY, Table, TableId, key_of_i32, sort_keys};
use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

/// A window made concrete enough to be shifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Span {
    /// `length` days, the last of them `back` days before `as_of`.
    Days {
        back: u32,
        length: u32,
    },
    /// The calendar month that many before that of `as_of`; never beyond `as_of`.
    Month(u32),
    All,
    Active,
    /// The account's own first days.
    FirstDays(u32),
}

impl From<Window> for Span {
    fn from(window: Window) -> Self {
        match window {
            Window::LastDays(length) => Self::Days { back: 0, length },
            Window::PreviousDays(length) => Self::Days {
                back: length,
                length,
            },
            Window::Month(back) => Self::Month(back),
            Window::All => Self::All,
            Window::Active => Self::Active,
        }
    }
}

impl Span {
    /// The window of the same length just before; `None` where there is no such thing.
    pub(crate) fn previous(self) -> Option<Self> {
        match self {
            Self::Days { back, length } => Some(Self::Days {
                back: back.saturating_add(length),
                length,
            }),
            Self::Month(back) => Some(Self::Month(back.saturating_add(1))),
            Self::All | Self::Active | Self::FirstDays(_) => None,
        }
    }

    /// First and last day of the window; `None` is unbounded.
    pub(crate) fn bounds(self, as_of: Day) -> (Option<Day>, Day) {
        let signed = |days: u32| i32::try_from(days).unwrap_or(i32::MAX);
        match self {
            Self::Days { back, length } => {
                let last = as_of.plus_days(-signed(back));
                (Some(last.plus_days(1 - signed(length))), last)
            }
            Self::Month(0) => (Some(as_of.month_start()), as_of),
            Self::Month(back) => {
                let first = as_of.month_start().plus_months(-signed(back));
                (Some(first), first.month_end())
            }
            Self::All | Self::Active | Self::FirstDays(_) => (None, as_of),
        }
    }
}

/// The rows of a table in order of a date that is not their own.
pub(crate) struct Placed {
    days: Vec<i32>,
    rows: Vec<u32>,
}

impl Placed {
    pub(crate) fn new(days: &[i32]) -> Self {
        let filled = (days.iter().copied().zip(0_u32..)).filter(|&(day, _)| day != MISSING_DAY);
        let mut keys: Vec<u128> = filled
            .map(|(day, row)| key_of_i32(day) << 32 | u128::from(row))
            .collect();
        sort_keys(&mut keys);
        let rows: Vec<u32> = keys.iter().map(|&key| key as u32).collect();
        Self {
            days: rows.iter().map(|&row| days[row as usize]).collect(),
            rows,
        }
    }

    /// All rows that have that date.
    pub(crate) fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// Rows of which that date lies between these, of the first `exist` rows of the table.
    fn between(&self, from: Option<Day>, to: Day, exist: usize) -> Vec<u32> {
        let start = from.map_or(0, |from| {
            self.days.partition_point(|&day| day < from.number())
        });
        let end = self.days.partition_point(|&day| day <= to.number());
        let rows = self.rows.get(start..end).unwrap_or_default();
        rows.iter()
            .copied()
            .filter(|&row| (row as usize) < exist)
            .collect()
    }
}

fn row_number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

/// What to select.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Query {
    pub(crate) table: TableId,
    /// The date that places a row in the window, if it is not the row's own.
    pub(crate) on: Option<String>,
    pub(crate) filter: Vec<Condition>,
    pub(crate) span: Span,
}

/// The rows among which a query looks.
pub(crate) enum Candidates {
    /// Those that exist, within the window.
    Existing,
    /// Those that are placed by a date that is not their own.
    Placed(Rc<Placed>),
    /// No others than these.
    These(Vec<u32>),
}

/// Row numbers.
pub(crate) enum RowSet {
    Range(Range<usize>),
    List(Vec<u32>),
}

/// The rows selected, with account and day of each side by side.
pub(crate) struct Selection<'a> {
    pub(crate) table: &'a Table,
    pub(crate) rows: RowSet,
    /// Account per row; numbers past the accounts match none.
    pub(crate) accounts: Cow<'a, [u32]>,
    /// Day per row, ascending; empty for tables without dates.
    pub(crate) days: Cow<'a, [i32]>,
}

impl<'a> Selection<'a> {
    /// Selects; `None` where the table lacks what the query needs.
    /// `started` gives each account's first day for [`Span::FirstDays`].
    pub(crate) fn new(
        table: &'a Table,
        query: &Query,
        as_of: Day,
        started: &[i32],
        candidates: Candidates,
    ) -> Option<Self> {
        let row_days = table.row_days();
        // Rows without a date of their own come first and always exist.
        let exist = 0..row_days.map_or(table.len(), |days| {
            days.partition_point(|&day| day <= as_of.number())
        });
        let own_date = query.on.is_none();
        if table.is_empty() || own_date && row_days.is_none() && needs_dates(query.span) {
            return None;
        }
        let (from, to) = query.span.bounds(as_of);
        let by_own_date = matches!(query.span, Span::Days { .. } | Span::Month(_)) && own_date;
        let range = match from {
            Some(from) if by_own_date => table.rows_between(from, to),
            _ => exist,
        };
        let simple = query.filter.is_empty()
            && own_date
            && !matches!(query.span, Span::Active | Span::FirstDays(_));
        if simple {
            return Some(Self {
                table,
                accounts: Cow::Borrowed(&table.accounts()[range.clone()]),
                days: Cow::Borrowed(row_days.map_or(&[][..], |days| &days[range.clone()])),
                rows: RowSet::Range(range),
            });
        }
        let candidates = match candidates {
            Candidates::Placed(placed) => placed.between(from, to, range.end),
            Candidates::These(rows) => rows,
            Candidates::Existing => range.map(row_number).collect(),
        };
        let mut rows = filter::keep(table, &query.filter, as_of, candidates)?;
        if query.span == Span::Active {
            keep_active(table, as_of, &mut rows)?;
        }
        let placing = match &query.on {
            Some(name) => Some(table.days(name)?),
            None => row_days,
        };
        let mut days: Vec<i32> = placing.map_or(Vec::new(), |days| {
            rows.iter().map(|&row| days[row as usize]).collect()
        });
        if let Span::FirstDays(length) = query.span {
            keep_first_days(table, started, length, as_of, &mut rows, &mut days);
        }
        let accounts = table.accounts();
        Some(Self {
            table,
            accounts: rows.iter().map(|&row| accounts[row as usize]).collect(),
            days: Cow::Owned(days),
            rows: RowSet::List(rows),
        })
    }

    /// Rows already chosen, in order of their own date.
    pub(crate) fn of_rows(table: &'a Table, rows: Vec<u32>) -> Self {
        let accounts = table.accounts();
        let days = table.row_days().unwrap_or_default();
        Self {
            table,
            accounts: rows.iter().map(|&row| accounts[row as usize]).collect(),
            days: rows
                .iter()
                .filter_map(|&row| days.get(row as usize).copied())
                .collect(),
            rows: RowSet::List(rows),
        }
    }

    /// Calls `visit` with each row number, in order.
    pub(crate) fn for_each_row(&self, mut visit: impl FnMut(usize)) {
        match &self.rows {
            RowSet::Range(range) => range.clone().for_each(visit),
            RowSet::List(rows) => rows.iter().for_each(|&row| visit(row as usize)),
        }
    }
}

fn needs_dates(span: Span) -> bool {
    matches!(
        span,
        Span::Days { .. } | Span::Month(_) | Span::FirstDays(_)
    )
}

/// In force: begun, and not ended. A plan's end that no file brought means open-ended; an end that
/// happens (a ticket resolved, an invoice paid) and was never recorded leaves the question open.
fn keep_active(table: &Table, as_of: Day, rows: &mut Vec<u32>) -> Option<()> {
    let (start, end) = table.spec().interval?;
    let starts = table.days(start)?;
    let today = as_of.number();
    let happens = table
        .spec()
        .field(end)
        .is_some_and(|(_, field)| field.known == Known::OnItself);
    match table.days(end) {
        Some(ends) => rows.retain(|&row| {
            let row = row as usize;
            starts[row] <= today && (ends[row] == MISSING_DAY || ends[row] > today)
        }),
        None if happens => return None,
        None => rows.retain(|&row| starts[row as usize] <= today),
    }
    Some(())
}

/// Keeps rows within the first `length` days of accounts for which these are over.
fn keep_first_days(
    table: &Table,
    started: &[i32],
    length: u32,
    as_of: Day,
    rows: &mut Vec<u32>,
    days: &mut Vec<i32>,
) {
    let length = i32::try_from(length).unwrap_or(i32::MAX);
    let accounts = table.accounts();
    let inside = |row: u32, day: i32| {
        let start = started.get(accounts[row as usize] as usize).copied();
        start
            .filter(|&start| start != MISSING_DAY)
            .is_some_and(|start| {
                let end = start.saturating_add(length);
                (start..end).contains(&day) && end <= as_of.number().saturating_add(1)
            })
    };
    let kept: Vec<(u32, i32)> = rows
        .iter()
        .copied()
        .zip(days.iter().copied())
        .filter(|&(row, day)| inside(row, day))
        .collect();
    *rows = kept.iter().map(|&(row, _)| row).collect();
    *days = kept.iter().map(|&(_, day)| day).collect();
}
