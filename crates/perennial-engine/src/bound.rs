//! A dataset made ready for evaluation at one or many dates: what does not depend on the date is
//! worked out once, and what only grows with time is carried from date to date.

use crate::account_facts::{self, AccountFacts};
use crate::filter;
use crate::kernel;
use crate::model::{Condition, Quartile};
use crate::plan::Plan;
use crate::prim::PrimColumn;
use crate::selection::{Candidates, Placed, Query, Selection, Span};
use crate::value::{self, NO_DAY};
use perennial_data::{Column, Dataset, Day, MISSING_DAY, TableId};
use std::rc::Rc;

/// A dataset and what was worked out of it.
pub(crate) struct Bound<'a> {
    pub(crate) data: &'a Dataset,
    derived: Derived,
}

/// What was worked out of a dataset; grows with what is asked.
#[derive(Default)]
struct Derived {
    accounts: AccountFacts,
    /// First day of each account, [`MISSING_DAY`](perennial_data::MISSING_DAY) where unknown.
    started: Vec<i32>,
    /// From which day on each account exists.
    exists_from: Vec<i32>,
    /// Rows of the snapshots table by code of their field, in order of date.
    snapshot_rows: Vec<Vec<u32>>,
    /// Rows in order of dates that are not their own.
    placed: Vec<(TableId, String, Rc<Placed>)>,
    /// What whole tables say per account as of some date.
    running: Vec<Running>,
    /// Oldest row per account, per table.
    first: Vec<(TableId, Rc<[i32]>)>,
    /// Rows that meet conditions on every date.
    filtered: Vec<Filtered>,
    /// Revenue per row for a number of months, per table.
    revenues: Vec<(TableId, u8, Rc<[i64]>)>,
    /// Rows that are not over, per table.
    open: Vec<Open>,
    /// While a date of it is worked out.
    walk: Option<Box<dyn Walking>>,
}

/// Rows of a table that exist on a date and do not say that they are over.
struct Open {
    table: TableId,
    as_of: Day,
    /// Rows of the table that exist.
    existing: usize,
    rows: Vec<u32>,
}

/// Aggregates carried along dates that ascend. Behind a trait, so that who never walks does not load
/// the code of it.
pub(crate) trait Walking {
    /// A primitive of a plan on the next date; `None` where it is to be worked out anew.
    fn column(
        &mut self,
        bound: &mut Bound<'_>,
        position: usize,
        as_of: Day,
    ) -> Option<Rc<PrimColumn>>;

    /// Whether it is a walk with this plan.
    fn is_of(&self, plan: &Plan) -> bool;
}

struct Filtered {
    table: TableId,
    filter: Vec<Condition>,
    /// `None` where the table cannot say.
    rows: Option<Rc<[u32]>>,
}

struct Running {
    table: TableId,
    now: Newest,
    /// The same some way back, from where an earlier date goes on.
    mark: Newest,
}

/// What the first `rows` rows of a table say per account.
#[derive(Clone)]
pub(crate) struct Newest {
    rows: usize,
    /// Day of the newest row, [`NO_DAY`] without any.
    pub(crate) last: Vec<i32>,
    /// Number of different days.
    pub(crate) active: Vec<u32>,
}

impl Newest {
    /// Goes on to the first `end` rows of the same table, whose days ascend.
    fn advance(&mut self, accounts: &[u32], days: &[i32], end: usize) {
        for (&account, &day) in accounts[self.rows..end].iter().zip(&days[self.rows..end]) {
            if let Some(last) = self.last.get_mut(account as usize) {
                self.active[account as usize] += u32::from(*last != day);
                *last = day;
            }
        }
        self.rows = end;
    }
}

/// A dataset kept ready for evaluation on one date after the other: what does not depend on the
/// date is worked out once. Gives what [`crate::evaluate`], [`crate::history`] and
/// [`crate::metrics`] give.
pub struct Prepared {
    data: Rc<Dataset>,
    derived: Derived,
    /// Between the dates of a walk.
    pub(crate) walk: Option<Box<dyn Walking>>,
}

impl Prepared {
    /// Of a dataset.
    #[must_use]
    pub fn new(data: Rc<Dataset>) -> Self {
        let derived = Bound::new(&data).derived;
        Self {
            data,
            derived,
            walk: None,
        }
    }

    /// The dataset.
    #[must_use]
    pub fn data(&self) -> &Rc<Dataset> {
        &self.data
    }

    pub(crate) fn with<T>(&mut self, work: impl FnOnce(&mut Bound<'_>) -> T) -> T {
        let mut bound = Bound {
            data: &self.data,
            derived: std::mem::take(&mut self.derived),
        };
        let result = work(&mut bound);
        self.derived = bound.derived;
        result
    }
}

impl<'a> Bound<'a> {
    pub(crate) fn new(data: &'a Dataset) -> Self {
        let derived = Derived {
            started: account_facts::started(data),
            exists_from: account_facts::exists_from(data),
            ..Derived::default()
        };
        Self { data, derived }
    }

    /// First day of each account, [`MISSING_DAY`](perennial_data::MISSING_DAY) where unknown.
    pub(crate) fn started(&self) -> &[i32] {
        &self.derived.started
    }

    /// Which accounts exist on a date: the same as [`Dataset::existing`].
    pub(crate) fn existing(&self, as_of: Day) -> Vec<bool> {
        let from = self.derived.exists_from.iter();
        from.map(|&from| from <= as_of.number()).collect()
    }

    /// A field of the accounts as numbers, divided.
    pub(crate) fn account_numbers(&mut self, field: &str, divisor: f64) -> Rc<PrimColumn> {
        self.derived.accounts.numbers(self.data, field, divisor)
    }

    /// The benchmark that each account is compared with.
    pub(crate) fn benchmarks(&mut self, metric: &str, at: Quartile) -> Rc<PrimColumn> {
        self.derived.accounts.benchmarks(self.data, metric, at)
    }

    /// A column without any value.
    pub(crate) fn missing(&mut self) -> Rc<PrimColumn> {
        self.derived.accounts.missing(self.data.n_accounts())
    }

    pub(crate) fn n(&self) -> usize {
        self.data.n_accounts()
    }

    /// The rows of a query.
    pub(crate) fn select(&mut self, query: &Query, as_of: Day) -> Option<Selection<'a>> {
        let table = self.data.table(query.table);
        if let Some(field) = snapshot_field(query) {
            let rows = self.snapshot_rows(field)?;
            let days = table.row_days()?;
            let known = rows.partition_point(|&row| days[row as usize] <= as_of.number());
            return Some(Selection::of_rows(table, rows[..known].to_vec()));
        }
        let by_own_date = matches!(query.span, Span::Days { .. } | Span::Month(_) | Span::All)
            && query.on.is_none()
            && table.row_days().is_some();
        if by_own_date && !query.filter.is_empty() && filter::is_timeless(table, &query.filter) {
            let filtered = self.filtered(query)?;
            let (from, to) = query.span.bounds(as_of);
            let range = table.rows_between(from.unwrap_or(Day::FIRST), to);
            // Rows without a date come first, and always exist.
            let start = from.map_or(0, |_| range.start);
            let place = |end: usize| filtered.partition_point(|&row| (row as usize) < end);
            let rows = filtered[place(start)..place(range.end)].to_vec();
            return (!table.is_empty()).then(|| Selection::of_rows(table, rows));
        }
        let candidates = match &query.on {
            Some(on) => Candidates::Placed(self.placed(query.table, on)?),
            None if query.span == Span::Active => match self.open(query.table, as_of) {
                Some(open) => Candidates::These(open),
                None => Candidates::Existing,
            },
            None => Candidates::Existing,
        };
        Selection::new(table, query, as_of, self.started(), candidates)
    }

    /// A primitive of the plan that is walked with, on the next of its dates; `None` where it is to be
    /// worked out anew.
    pub(crate) fn carried(
        &mut self,
        plan: &Plan,
        position: usize,
        as_of: Day,
    ) -> Option<Rc<PrimColumn>> {
        let mut walk = self.derived.walk.take_if(|walk| walk.is_of(plan))?;
        let column = walk.column(self, position, as_of);
        self.derived.walk = Some(walk);
        column
    }

    /// Takes a walk up for what is worked out next; gives the one that there was.
    pub(crate) fn walk(&mut self, walk: Option<Box<dyn Walking>>) -> Option<Box<dyn Walking>> {
        std::mem::replace(&mut self.derived.walk, walk)
    }

    /// Rows of a table that exist on a date and have not ended by then, in the table's order.
    fn open(&mut self, id: TableId, as_of: Day) -> Option<Vec<u32>> {
        let table = self.data.table(id);
        let (_, end) = table.spec().interval?;
        let ends = table.days(end)?;
        let existing = table.row_days().map_or(table.len(), |days| {
            days.partition_point(|&day| day <= as_of.number())
        });
        let all = &mut self.derived.open;
        let position = all.iter().position(|open| open.table == id);
        let position = position.unwrap_or_else(|| {
            all.push(Open {
                table: id,
                as_of,
                existing: 0,
                rows: Vec::new(),
            });
            all.len() - 1
        });
        let open = &mut all[position];
        if as_of < open.as_of {
            open.existing = 0;
            open.rows.clear();
        }
        let number = |row: usize| u32::try_from(row).unwrap_or(u32::MAX);
        open.rows.extend(number(open.existing)..number(existing));
        let is_open = |&row: &u32| {
            let end = ends[row as usize];
            end == MISSING_DAY || end > as_of.number()
        };
        open.rows.retain(is_open);
        open.as_of = as_of;
        open.existing = existing;
        Some(open.rows.clone())
    }

    /// Newest row per account of a whole table.
    pub(crate) fn last_days(&mut self, id: TableId, as_of: Day) -> Option<&[i32]> {
        self.newest(id, as_of).map(|newest| &*newest.last)
    }

    /// Oldest row per account of a whole table, whatever the date.
    pub(crate) fn first_days(&mut self, id: TableId) -> Option<Rc<[i32]>> {
        let known = self.derived.first.iter().find(|(table, _)| *table == id);
        if let Some((_, first)) = known {
            return Some(Rc::clone(first));
        }
        let table = self.data.table(id);
        let first = kernel::first_days(table.accounts(), table.row_days()?, self.n());
        let first: Rc<[i32]> = first.into();
        self.derived.first.push((id, Rc::clone(&first)));
        Some(first)
    }

    /// The rows of a whole table that meet a query's conditions, which do so on every date.
    pub(crate) fn filtered(&mut self, query: &Query) -> Option<Rc<[u32]>> {
        let mut known = self.derived.filtered.iter();
        let same = |known: &&Filtered| known.table == query.table && known.filter == query.filter;
        if let Some(known) = known.find(same) {
            return known.rows.clone();
        }
        let table = self.data.table(query.table);
        let all = (0..u32::try_from(table.len()).unwrap_or(u32::MAX)).collect();
        let rows = filter::keep(table, &query.filter, Day::LAST, all);
        let rows: Option<Rc<[u32]>> = rows.map(Into::into);
        self.derived.filtered.push(Filtered {
            table: query.table,
            filter: query.filter.clone(),
            rows: rows.clone(),
        });
        rows
    }

    /// Revenue of every row of a table of contracts for so many months, in millionths.
    pub(crate) fn revenues(&mut self, id: TableId, months: u8) -> Option<Rc<[i64]>> {
        let mut known = self.derived.revenues.iter();
        if let Some((_, _, revenues)) = known.find(|known| (known.0, known.1) == (id, months)) {
            return Some(Rc::clone(revenues));
        }
        let revenues: Rc<[i64]> = value::revenues(self.data.table(id), months)?.into();
        self.derived
            .revenues
            .push((id, months, Rc::clone(&revenues)));
        Some(revenues)
    }

    /// What a whole table says per account: rows are in order of date, so a later date only looks at
    /// the rows since the earlier one.
    pub(crate) fn newest(&mut self, id: TableId, as_of: Day) -> Option<&Newest> {
        let table = self.data.table(id);
        let days = table.row_days()?;
        let end = days.partition_point(|&day| day <= as_of.number());
        let none = || Newest {
            rows: 0,
            last: vec![NO_DAY; self.data.n_accounts()],
            active: vec![0; self.data.n_accounts()],
        };
        let all = &mut self.derived.running;
        let position = all.iter().position(|running| running.table == id);
        let position = position.unwrap_or_else(|| {
            let (now, mark) = (none(), none());
            all.push(Running {
                table: id,
                now,
                mark,
            });
            all.len() - 1
        });
        let running = &mut all[position];
        let accounts = table.accounts();
        if running.now.rows > end {
            if running.mark.rows > end {
                running.mark = none();
            }
            running.now = running.mark.clone();
        }
        let back = end - end / 8;
        if running.now.rows < back {
            running.now.advance(accounts, days, back);
            running.mark = running.now.clone();
        }
        running.now.advance(accounts, days, end);
        Some(&running.now)
    }

    /// The rows of a table in order of one of its dates, sorted when first asked for.
    pub(crate) fn placed(&mut self, id: TableId, on: &str) -> Option<Rc<Placed>> {
        let known = |(table, name, _): &&(TableId, String, Rc<Placed>)| *table == id && name == on;
        if let Some((_, _, placed)) = self.derived.placed.iter().find(known) {
            return Some(Rc::clone(placed));
        }
        let placed = Rc::new(Placed::new(self.data.table(id).days(on)?));
        self.derived
            .placed
            .push((id, on.to_owned(), Rc::clone(&placed)));
        Some(placed)
    }

    pub(crate) fn snapshot_rows(&mut self, field: &str) -> Option<&[u32]> {
        let Some(Column::Text(fields)) = self.data.table(TableId::Snapshots).column("field") else {
            return None;
        };
        if self.derived.snapshot_rows.is_empty() {
            self.derived.snapshot_rows = vec![Vec::new(); fields.dict().len()];
            for (row, &code) in (0_u32..).zip(fields.codes()) {
                if let Some(rows) = self.derived.snapshot_rows.get_mut(code as usize) {
                    rows.push(row);
                }
            }
        }
        let code = fields.dict().code(field)?;
        self.derived
            .snapshot_rows
            .get(code as usize)
            .map(Vec::as_slice)
    }
}

/// The field, where a query is for the snapshots of one.
pub(crate) fn snapshot_field(query: &Query) -> Option<&str> {
    match (query.table, query.span, query.filter.as_slice()) {
        (TableId::Snapshots, Span::All, [condition]) if condition.field == "field" => {
            match &condition.test {
                crate::model::Test::Is(field) => Some(field),
                _ => None,
            }
        }
        _ => None,
    }
}
