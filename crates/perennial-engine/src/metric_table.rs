//! The value of every metric for every account at one date.

use crate::bound::{Bound, Prepared};
use crate::compiled::Compiled;
use crate::metric_column::{Filling, MetricColumn};
use crate::model::{Against, Compare, DateRead, How, Model, Per, Rule, Unit};
use crate::plan::{MetricPlan, Plan, SourcePlan};
use crate::prim::{self, PrimColumn};
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
    started: Vec<i32>,
    pub(crate) exists: Vec<bool>,
    /// Per variant, per account: whether its rules hold.
    pub(crate) variant_rules: Vec<Vec<bool>>,
    pub(crate) key_account: Vec<bool>,
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

    /// First day per account, [`MISSING_DAY`](perennial_data::MISSING_DAY) where unknown.
    pub(crate) fn started(&self) -> &[i32] {
        &self.started
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
        exists: bound.existing(as_of),
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
        Some(column) => column.values().to_vec(),
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
        if let Some(column) = self.bound.carried(self.plan, position, self.as_of) {
            self.prims[position] = Some(Rc::clone(&column));
            return column;
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
        let column = column.map_or_else(|| self.bound.missing(), Rc::new);
        self.prims[position] = Some(Rc::clone(&column));
        column
    }

    fn metric(&mut self, metric: &MetricPlan, earlier: &[MetricColumn]) -> MetricColumn {
        let divisor = self.divisor(metric, earlier);
        let mut filling = Filling::default();
        for (position, (source, number)) in metric.sources.iter().zip(0_u8..).enumerate() {
            let column = self.source(source);
            filling.date(column.dates.clone());
            if column.nothing {
                continue;
            }
            filling.take(
                self.derive(metric, source, column, divisor.as_ref()),
                number,
            );
            if position + 1 == metric.sources.len() || !filling.is_open() {
                break;
            }
        }
        filling.done(|| self.bound.missing())
    }

    /// A source's values as the metric asks for them: divided, compared.
    fn derive(
        &mut self,
        metric: &MetricPlan,
        source: &SourcePlan,
        now: Rc<PrimColumn>,
        divisor: Option<&Rc<PrimColumn>>,
    ) -> Rc<PrimColumn> {
        let divisor = divisor.map(|column| &*column.values);
        let Some(compare) = &metric.decl.compare else {
            let Some(divisor) = divisor else { return now };
            return Rc::new(PrimColumn::current(divided(&now.values, divisor)));
        };
        let (then, per_day, divides) = match self.then(metric, source) {
            Then::Rows(then, per_day) => (then, per_day, true),
            Then::Fixed(then) => (then, None, false),
            Then::Nothing => return self.bound.missing(),
        };
        let scaled = |values: &[f64], divides: bool, days: Option<f64>| {
            let mut scaled = match divisor.filter(|_| divides) {
                Some(divisor) => divided(values, divisor),
                None => values.to_vec(),
            };
            if let Some(days) = days {
                scaled.iter_mut().for_each(|value| *value /= days);
            }
            scaled
        };
        let plain = divisor.is_none() && per_day.is_none();
        if plain {
            return compared(compare, &now.values, &then.values);
        }
        let now = scaled(&now.values, true, per_day.map(|days| days.0));
        let then = scaled(&then.values, divides, per_day.map(|days| days.1));
        compared(compare, &now, &then)
    }

    fn source(&mut self, source: &SourcePlan) -> Rc<PrimColumn> {
        let as_of = self.as_of;
        match source {
            SourcePlan::Rows { now, .. } => self.prim(*now),
            SourcePlan::Account(field) => self
                .bound
                .account_numbers(&field.field, field.divided_by.unwrap_or(1.0)),
            SourcePlan::AccountDate(date) => {
                let accounts = self.bound.data.table(TableId::Accounts);
                let Some(days) = accounts.days(&date.field) else {
                    return self.bound.missing();
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
            return Then::Fixed(self.bound.benchmarks(&benchmark.metric, benchmark.at));
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

    fn divisor(&mut self, metric: &MetricPlan, earlier: &[MetricColumn]) -> Option<Rc<PrimColumn>> {
        match (&metric.decl.per, metric.per_metric) {
            (Some(Per::Account(field)), _) => Some(self.bound.account_numbers(field, 1.0)),
            (Some(Per::Metric(_)), Some(position)) => earlier
                .get(position)
                .map(|column| Rc::clone(column.shared())),
            _ => None,
        }
    }
}

/// What a value is compared with.
enum Then {
    Rows(Rc<PrimColumn>, Option<(f64, f64)>),
    Fixed(Rc<PrimColumn>),
    Nothing,
}

/// What has no end is not a value: nothing divided by 0 is.
fn divided(values: &[f64], divisor: &[f64]) -> Vec<f64> {
    let divide = |(&value, &divisor): (&f64, &f64)| {
        let value = value / divisor;
        if value.is_finite() { value } else { f64::NAN }
    };
    values.iter().zip(divisor).map(divide).collect()
}

fn compared(compare: &Compare, now: &[f64], then: &[f64]) -> Rc<PrimColumn> {
    // What has no end is not a value, nor is anything divided by 0.
    let finite = |value: f64| if value.is_finite() { value } else { f64::NAN };
    let pairs = now.iter().zip(then);
    let values = match compare.how {
        How::Difference => pairs.map(|(&now, &then)| finite(now - then)).collect(),
        How::Ratio => pairs.map(|(&now, &then)| finite(now / then)).collect(),
        How::Change => pairs
            .map(|(&now, &then)| finite((now - then) / then))
            .collect(),
    };
    Rc::new(PrimColumn::current(values))
}
