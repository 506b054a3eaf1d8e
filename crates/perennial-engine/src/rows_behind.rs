//! The rows that a metric's value was computed from: every number opens.

use crate::bound::Bound;
use crate::compiled::Compiled;
use crate::filter;
use crate::model::{Aggregate, Per, Source, Value};
use crate::plan::SourcePlan;
use crate::prim::Kind;
use crate::selection::{RowSet, Selection, Span};
use perennial_data::{AccountIdx, Dataset, Day, TableId, sort_by};
use serde::{Deserialize, Serialize};

/// What rows are to a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowRole {
    /// The value itself.
    Now,
    /// What it is compared with.
    Then,
    /// What it is divided by.
    Divisor,
}

/// Rows of one table behind a metric's value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsBehind {
    /// What they are to it.
    pub role: RowRole,
    /// Position of the source among the metric's; 0 for a divisor that is a column.
    pub source: usize,
    /// The table.
    pub table: TableId,
    /// Row numbers, ascending. Of a newest or oldest value only the rows of that date.
    pub rows: Vec<u32>,
    /// The columns that matter.
    pub columns: Vec<String>,
    /// First day of the window; `None` reaches back to the beginning.
    pub from: Option<Day>,
    /// Last day of the window.
    pub to: Day,
}

/// The rows of every source of a metric for one account, those that its value was not taken from
/// included; [`crate::MetricColumn::source`] says which it was. Empty for an unknown metric.
#[must_use]
pub fn rows_behind(
    data: &Dataset,
    compiled: &Compiled,
    metric: &str,
    account: AccountIdx,
    as_of: Day,
) -> Vec<RowsBehind> {
    let mut search = Search {
        bound: Bound::new(data),
        compiled,
        account,
        as_of,
        found: Vec::new(),
    };
    if let Some(position) = compiled.metric_position(metric) {
        search.metric(position, None);
    }
    search.found
}

struct Search<'a> {
    bound: Bound<'a>,
    compiled: &'a Compiled,
    account: AccountIdx,
    as_of: Day,
    found: Vec<RowsBehind>,
}

impl<'a> Search<'a> {
    /// Finds the rows of a metric; `role` overrides what they are to it.
    fn metric(&mut self, position: usize, role: Option<RowRole>) {
        let compiled = self.compiled;
        let metric = &compiled.plan().metrics[position];
        for (i, source) in metric.sources.iter().enumerate() {
            match source {
                SourcePlan::Rows { now, then, .. } => {
                    let columns = columns_of(&metric.decl.sources[i]);
                    self.prim(*now, i, role.unwrap_or(RowRole::Now), &columns);
                    if let Some(then) = then {
                        self.prim(*then, i, role.unwrap_or(RowRole::Then), &columns);
                    }
                }
                SourcePlan::Account(account) => {
                    self.own_row(i, role.unwrap_or(RowRole::Now), &account.field);
                }
                SourcePlan::AccountDate(date) => {
                    self.own_row(i, role.unwrap_or(RowRole::Now), &date.field);
                }
            }
        }
        match (&metric.decl.per, metric.per_metric) {
            (Some(Per::Account(field)), _) => self.own_row(0, RowRole::Divisor, field),
            (_, Some(divisor)) => self.metric(divisor, Some(RowRole::Divisor)),
            (Some(Per::Metric(_)) | None, None) => {}
        }
    }

    fn own_row(&mut self, source: usize, role: RowRole, field: &str) {
        self.found.push(RowsBehind {
            role,
            source,
            table: TableId::Accounts,
            rows: vec![self.account],
            columns: vec![field.to_owned()],
            from: None,
            to: self.as_of,
        });
    }

    fn prim(&mut self, prim: usize, source: usize, role: RowRole, columns: &[String]) {
        let plan = self.compiled.plan();
        let prim = &plan.prims[prim];
        let query = &plan.queries[prim.query];
        let Some(selection) = self.bound.select(query, self.as_of) else {
            return;
        };
        let mut rows = rows_of(&selection, self.account);
        narrow(&prim.kind, &mut rows);
        let mut rows: Vec<u32> = rows.into_iter().map(|(_, row)| row).collect();
        if let Kind::Declared(Aggregate::ShareOf(conditions)) = &prim.kind
            && filter::keep(selection.table, conditions, self.as_of, Vec::new()).is_none()
        {
            rows.clear();
        }
        sort_by(&mut rows, Ord::cmp);
        let (from, to) = query.span.bounds(self.as_of);
        let mut columns = columns.to_vec();
        let dated = query
            .on
            .clone()
            .or(selection.table.spec().date.map(str::to_owned));
        columns.extend(dated);
        columns.extend(query.filter.iter().map(|condition| condition.field.clone()));
        if query.span == Span::Active
            && let Some((start, end)) = selection.table.spec().interval
        {
            columns.extend([start.to_owned(), end.to_owned()]);
        }
        let mut seen = Vec::new();
        columns.retain(|column| {
            let new = !seen.contains(column);
            seen.push(column.clone());
            new
        });
        self.found.push(RowsBehind {
            role,
            source,
            table: query.table,
            rows,
            columns,
            from,
            to,
        });
    }
}

/// Day and number of each row of the account.
fn rows_of(selection: &Selection<'_>, account: AccountIdx) -> Vec<(i32, u32)> {
    let mut rows = Vec::new();
    for (position, _) in (selection.accounts.iter().enumerate()).filter(|&(_, &a)| a == account) {
        let row = match &selection.rows {
            RowSet::Range(range) => u32::try_from(range.start + position).unwrap_or(u32::MAX),
            RowSet::List(list) => list[position],
        };
        rows.push((
            selection.days.get(position).copied().unwrap_or_default(),
            row,
        ));
    }
    rows
}

/// Keeps the rows of the dates that the aggregate looks at.
fn narrow(kind: &Kind, rows: &mut Vec<(i32, u32)>) {
    let mut days: Vec<i32> = rows.iter().map(|&(day, _)| day).collect();
    days.dedup();
    let keep: &[i32] = match kind {
        Kind::Declared(Aggregate::Last(_) | Aggregate::DaysSinceLast) => {
            &days[days.len().saturating_sub(1)..]
        }
        Kind::Declared(Aggregate::LastChange(_)) => &days[days.len().saturating_sub(2)..],
        Kind::Before(_) => {
            let end = days.len().saturating_sub(1);
            &days[end.saturating_sub(1)..end]
        }
        Kind::Declared(Aggregate::First(_) | Aggregate::DaysSinceFirst) => {
            &days[..days.len().min(1)]
        }
        Kind::Declared(_) => return,
    };
    rows.retain(|(day, _)| keep.contains(day));
}

fn columns_of(source: &Source) -> Vec<String> {
    let Source::Rows(rows) = source else {
        return vec!["number".to_owned(), "day".to_owned()];
    };
    match &rows.aggregate {
        Aggregate::Count
        | Aggregate::ActiveDays
        | Aggregate::DaysSinceLast
        | Aggregate::DaysSinceFirst => Vec::new(),
        Aggregate::Distinct(field) => vec![field.clone()],
        Aggregate::ShareOf(conditions) => conditions.iter().map(|c| c.field.clone()).collect(),
        Aggregate::ShareWhere(share) => value_columns(&share.value),
        Aggregate::ConsecutiveDays(run) => value_columns(&run.sum),
        Aggregate::Sum(value)
        | Aggregate::Mean(value)
        | Aggregate::Median(value)
        | Aggregate::Min(value)
        | Aggregate::Max(value)
        | Aggregate::Last(value)
        | Aggregate::First(value)
        | Aggregate::LastChange(value)
        | Aggregate::NetPromoter(value) => value_columns(value),
    }
}

fn value_columns(value: &Value) -> Vec<String> {
    let names: Vec<&str> = match value {
        Value::Field(name)
        | Value::NetScore(name)
        | Value::DaysSince(name)
        | Value::DaysUntil(name)
        | Value::MonthsSince(name) => vec![name],
        Value::DaysBetween(between) | Value::HoursBetween(between) => {
            vec![&between.from, &between.to]
        }
        Value::MonthlyRevenue | Value::AnnualRevenue => {
            vec!["mrr", "amount", "starts_on", "ends_on"]
        }
        Value::Progress => vec!["baseline", "actual", "target"],
    };
    names.into_iter().map(str::to_owned).collect()
}
