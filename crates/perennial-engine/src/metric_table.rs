//! The value of every metric for every account at one date.

use crate::bound::{Bound, Prepared};
use crate::compiled::Compiled;
use crate::model::{Against, Compare, DateRead, How, Model, Per, Quartile, Rule, Unit};
use crate::plan::{MetricPlan, Plan, SourcePlan};
use crate::prim::{self, Dates, PrimColumn};
use crate::rule_holds::rule_holds;
use crate::selection::Selection;
use crate::value::Months;
use crate::words;
use perennial_data::{Column, Dataset, Day, TableId};
use std::rc::Rc;

/// Values of all metrics of a [`Compiled`] model, a column each.
#[derive(Clone, Debug)]
pub struct MetricTable {
    as_of: Day,
    n_accounts: usize,
    columns: Vec<MetricColumn>,
    /// First day per account, the missing day where unknown.
    started: Vec<i32>,
    pub(crate) exists: Vec<bool>,
    /// Per variant, per account: whether its rules hold.
    pub(crate) variant_rules: Vec<Vec<bool>>,
    pub(crate) key_account: Vec<bool>,
}

/// One metric for every account.
#[derive(Clone, Debug)]
pub struct MetricColumn {
    /// NaN where missing. Metrics of words hold positions in `words`.
    pub(crate) values: Vec<f64>,
    pub(crate) words: Vec<String>,
    /// Per source its dates.
    dates: Vec<Dates>,
    /// Which source each value is from; empty where there is only one.
    sources: Vec<u8>,
}

impl MetricTable {
    /// The date.
    #[must_use]
    pub fn as_of(&self) -> Day {
        self.as_of
    }

    /// Number of accounts.
    #[must_use]
    pub fn n_accounts(&self) -> usize {
        self.n_accounts
    }

    /// Whole months since the account started; `None` where that is unknown or lies ahead.
    #[must_use]
    pub fn tenure_months(&self, account: usize) -> Option<i32> {
        let start = Day::from_column(*self.started.get(account)?)?;
        (start <= self.as_of).then(|| self.as_of.months_since(start))
    }

    /// Days since the account started; `None` where that is unknown or lies ahead.
    #[must_use]
    pub fn age_days(&self, account: usize) -> Option<i32> {
        let start = Day::from_column(*self.started.get(account)?)?;
        (start <= self.as_of).then(|| self.as_of.days_since(start))
    }

    /// The metric at `position` of [`Compiled::metrics`].
    #[must_use]
    pub fn column(&self, position: usize) -> Option<&MetricColumn> {
        self.columns.get(position)
    }
}

impl MetricColumn {
    pub(crate) fn of_words(values: Vec<f64>, words: Vec<String>, sources: Vec<u8>) -> Self {
        Self {
            values,
            words,
            dates: Vec::new(),
            sources,
        }
    }

    /// Per account the value, NaN where missing.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The value of an account; `None` where missing.
    #[must_use]
    pub fn get(&self, account: usize) -> Option<f64> {
        self.values.get(account).copied().filter(|v| !v.is_nan())
    }

    /// The word of an account, for metrics of words.
    #[must_use]
    pub fn word(&self, account: usize) -> Option<&str> {
        let position = self.get(account)?;
        let mut words = self.words.iter().zip(0_u32..);
        words.find_map(|(word, i)| (f64::from(i) == position).then_some(word.as_str()))
    }

    /// Which of the declared sources the account's value is from; `None` where missing.
    #[must_use]
    pub fn source(&self, account: usize) -> Option<usize> {
        self.get(account)?;
        Some(self.sources.get(account).map_or(0, |&s| usize::from(s)))
    }

    /// The date of the newest data behind the account's value; `None` where it has no age.
    #[must_use]
    pub fn dated(&self, account: usize) -> Option<Day> {
        let dates = self.dates.get(self.source(account)?)?;
        dates.of(account).and_then(Day::from_column)
    }
}

/// Computes every metric of `compiled` for every account, from rows known on `as_of`.
#[must_use]
pub fn metrics(data: &Dataset, compiled: &Compiled, as_of: Day) -> MetricTable {
    metrics_of_bound(&mut Bound::new(data), compiled, as_of)
}

impl Prepared {
    /// As [`metrics`].
    pub fn metrics(&mut self, compiled: &Compiled, as_of: Day) -> MetricTable {
        self.with(|bound| metrics_of_bound(bound, compiled, as_of))
    }

    /// One metric of the model's own or the catalogue, scored or not: it and what it is divided by are
    /// computed, and nothing else. `None` where there is no such metric.
    pub fn metric(&mut self, model: &Model, id: &str, as_of: Day) -> Option<MetricColumn> {
        let plan = Plan::of_metric(model, id).ok()?;
        let position = plan.position(id)?;
        let columns = self.with(|bound| columns(bound, &plan, as_of));
        columns.into_iter().nth(position)
    }
}

pub(crate) fn metrics_of_bound(
    bound: &mut Bound<'_>,
    compiled: &Compiled,
    as_of: Day,
) -> MetricTable {
    let n = bound.n();
    let columns = columns(bound, compiled.plan(), as_of);
    let accounts = bound.data.table(TableId::Accounts);
    let key_account = match accounts.column("key_account") {
        Some(Column::Flag(flags)) => (0..n).map(|row| flags.get(row) == Some(true)).collect(),
        _ => vec![false; n],
    };
    let mut table = MetricTable {
        as_of,
        n_accounts: n,
        started: bound.started().to_vec(),
        exists: bound.data.existing(as_of),
        variant_rules: Vec::new(),
        key_account,
        columns,
    };
    let variants = compiled.model().variants.iter();
    table.variant_rules = variants
        .map(|variant| {
            let rules = Rule::All(variant.when.clone());
            rule_holds(bound.data, compiled, &table, &rules, &|_| None)
        })
        .collect();
    table
}

/// Values of metrics of the catalogue, in the order asked for, NaN where missing.
pub(crate) fn catalogue_values(data: &Dataset, ids: &[&str], as_of: Day) -> Vec<Vec<f64>> {
    let plan = Plan::of_catalogue(ids);
    let columns = columns(&mut Bound::new(data), &plan, as_of);
    let values = |id: &&str| match plan.position(id).and_then(|position| columns.get(position)) {
        Some(column) => column.values.clone(),
        None => vec![f64::NAN; data.n_accounts()],
    };
    ids.iter().map(values).collect()
}

fn columns(bound: &mut Bound<'_>, plan: &Plan, as_of: Day) -> Vec<MetricColumn> {
    let mut run = Run::new(bound, plan, as_of);
    let mut columns: Vec<MetricColumn> = Vec::with_capacity(plan.metrics.len());
    for metric in &plan.metrics {
        let column = if metric.decl.unit == Unit::Category {
            words::column(run.bound, metric, as_of)
        } else {
            run.metric(metric, &columns)
        };
        columns.push(column);
    }
    columns
}

/// One evaluation of a plan: selections and aggregates are made when first asked for.
struct Run<'r, 'a> {
    bound: &'r mut Bound<'a>,
    plan: &'r Plan,
    as_of: Day,
    selections: Vec<Option<Option<Selection<'a>>>>,
    prims: Vec<Option<Rc<PrimColumn>>>,
}

impl<'r, 'a> Run<'r, 'a> {
    fn new(bound: &'r mut Bound<'a>, plan: &'r Plan, as_of: Day) -> Self {
        Self {
            bound,
            plan,
            as_of,
            selections: plan.queries.iter().map(|_| None).collect(),
            prims: vec![None; plan.prims.len()],
        }
    }

    fn prim(&mut self, position: usize) -> Rc<PrimColumn> {
        if let Some(column) = &self.prims[position] {
            return Rc::clone(column);
        }
        let prim = &self.plan.prims[position];
        let query = &self.plan.queries[prim.query];
        if self.selections[prim.query].is_none() {
            let selection = self.bound.select(query, self.as_of);
            self.selections[prim.query] = Some(selection);
        }
        let selection = self.selections[prim.query]
            .as_ref()
            .and_then(Option::as_ref);
        let column = prim::compute(self.bound, prim, query, selection, self.as_of);
        let column = Rc::new(column);
        self.prims[position] = Some(Rc::clone(&column));
        column
    }

    fn metric(&mut self, metric: &MetricPlan, earlier: &[MetricColumn]) -> MetricColumn {
        let n = self.bound.n();
        let divisor = self.divisor(metric, earlier);
        let mut values = vec![f64::NAN; n];
        let mut dates = Vec::with_capacity(metric.sources.len());
        let mut sources = Vec::new();
        if metric.sources.len() > 1 {
            sources = vec![0_u8; n];
        }
        let mut open = true;
        for (source, number) in metric.sources.iter().zip(0_u8..) {
            if !open {
                break;
            }
            let column = self.source(source);
            let now = &column.values;
            dates.push(column.dates.clone());
            if column.nothing {
                continue;
            }
            if divisor.is_none() && metric.decl.compare.is_none() {
                open = fill(&mut values, &mut sources, now, number);
                continue;
            }
            let then = self.then(metric, source);
            open = false;
            for account in 0..n {
                if !values[account].is_nan() {
                    continue;
                }
                let at = |values: &[f64]| {
                    let divisor = divisor.as_ref().map_or(1.0, |d| d[account]);
                    let value = values[account];
                    if divisor == 0.0 {
                        f64::NAN
                    } else {
                        value / divisor
                    }
                };
                let value = match (&metric.decl.compare, &then) {
                    (None, _) => at(now),
                    (Some(compare), Then::Rows(then, per_day)) => {
                        let (days_now, days_then) = per_day.unwrap_or((1.0, 1.0));
                        compared(compare, at(now) / days_now, at(&then.values) / days_then)
                    }
                    (Some(compare), Then::Fixed(then)) => compared(compare, at(now), then[account]),
                    (Some(_), Then::Nothing) => f64::NAN,
                };
                if value.is_finite() {
                    values[account] = value;
                    if let Some(source) = sources.get_mut(account) {
                        *source = number;
                    }
                } else {
                    open = true;
                }
            }
        }
        MetricColumn {
            values,
            words: Vec::new(),
            dates,
            sources,
        }
    }

    fn source(&mut self, source: &SourcePlan) -> Rc<PrimColumn> {
        let as_of = self.as_of;
        let accounts = self.bound.data.table(TableId::Accounts);
        let n = self.bound.n();
        match source {
            SourcePlan::Rows { now, .. } => self.prim(*now),
            SourcePlan::Account(field) => {
                let mut values = account_numbers(self.bound.data, &field.field);
                if let Some(divisor) = field.divided_by {
                    values.iter_mut().for_each(|value| *value /= divisor);
                }
                Rc::new(PrimColumn::current(values))
            }
            SourcePlan::AccountDate(date) => {
                let Some(days) = accounts.days(&date.field) else {
                    return Rc::new(PrimColumn::missing(n));
                };
                let months = Months::until(as_of);
                let read = |&day: &i32| {
                    let found = Day::from_column(day)?;
                    match date.read {
                        DateRead::DaysSince => Some(as_of.days_since(found)),
                        DateRead::DaysUntil => Some(found.days_since(as_of)),
                        DateRead::MonthsSince => months.since(day),
                    }
                };
                let values = days.iter().map(|day| read(day).map_or(f64::NAN, f64::from));
                Rc::new(PrimColumn::current(values.collect()))
            }
        }
    }

    fn then(&mut self, metric: &MetricPlan, source: &SourcePlan) -> Then {
        if let Some(Compare {
            with: Against::Benchmark(benchmark),
            ..
        }) = &metric.decl.compare
        {
            return Then::Fixed(benchmarks(self.bound.data, &benchmark.metric, benchmark.at));
        }
        match source {
            SourcePlan::Rows {
                then: Some(then),
                per_day,
                ..
            } => Then::Rows(self.prim(*then), *per_day),
            _ => Then::Nothing,
        }
    }

    fn divisor(&self, metric: &MetricPlan, earlier: &[MetricColumn]) -> Option<Vec<f64>> {
        match (&metric.decl.per, metric.per_metric) {
            (Some(Per::Account(field)), _) => Some(account_numbers(self.bound.data, field)),
            (Some(Per::Metric(_)), Some(position)) => {
                earlier.get(position).map(|column| column.values.clone())
            }
            _ => None,
        }
    }
}

/// Takes the values that are missing so far from a source; whether some still are.
fn fill(values: &mut Vec<f64>, sources: &mut [u8], now: &[f64], number: u8) -> bool {
    if number == 0 {
        now.clone_into(values);
        return now.iter().any(|value| value.is_nan());
    }
    let mut open = false;
    let slots = values.iter_mut().zip(sources).zip(now);
    for ((value, source), &now) in slots {
        let takes = value.is_nan() && !now.is_nan();
        *source = if takes { number } else { *source };
        *value = if takes { now } else { *value };
        open |= value.is_nan();
    }
    open
}

/// What a value is compared with.
enum Then {
    Rows(Rc<PrimColumn>, Option<(f64, f64)>),
    Fixed(Vec<f64>),
    Nothing,
}

fn compared(compare: &Compare, now: f64, then: f64) -> f64 {
    match compare.how {
        How::Difference => now - then,
        _ if then == 0.0 => f64::NAN,
        How::Ratio => now / then,
        How::Change => (now - then) / then,
    }
}

fn account_numbers(data: &Dataset, field: &str) -> Vec<f64> {
    let n = data.n_accounts();
    match data.table(TableId::Accounts).column(field) {
        Some(Column::Number(numbers)) => (0..n)
            .map(|row| numbers.get(row).unwrap_or(f64::NAN))
            .collect(),
        Some(Column::Flag(flags)) => (0..n)
            .map(|row| {
                flags
                    .get(row)
                    .map_or(f64::NAN, |flag| f64::from(u8::from(flag)))
            })
            .collect(),
        _ => vec![f64::NAN; n],
    }
}

/// The benchmark of each account's segment, else the general one.
fn benchmarks(data: &Dataset, metric: &str, at: Quartile) -> Vec<f64> {
    let table = data.table(TableId::Benchmarks);
    let column = match at {
        Quartile::P25 => "p25",
        Quartile::P50 => "p50",
        Quartile::P75 => "p75",
    };
    let find = |segment: Option<&str>| {
        let rows = (0..table.len()).filter(|&row| {
            let text = |name| table.column(name).and_then(|c: &Column| c.text(row));
            text("metric") == Some(metric) && text("segment") == segment
        });
        // Of rows that say the same thing twice, the largest: the order of rows must not matter.
        let numbers = rows.filter_map(|row| table.column(column)?.number(row));
        numbers.fold(f64::NAN, |held, n| if held >= n { held } else { n })
    };
    let general = find(None);
    let accounts = data.table(TableId::Accounts);
    let Some(Column::Text(segments)) = accounts.column("segment") else {
        return vec![general; data.n_accounts()];
    };
    let of_segment: Vec<f64> = segments.dict().iter().map(|s| find(Some(s))).collect();
    let of_account = segments.codes().iter().map(|&code| {
        let own = of_segment.get(code as usize).copied().unwrap_or(f64::NAN);
        if own.is_nan() { general } else { own }
    });
    of_account.collect()
}
