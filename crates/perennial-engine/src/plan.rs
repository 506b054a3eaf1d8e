//! What a model's metrics need, worked out once: every distinct selection and aggregate, and in
//! which order metrics follow from them and from each other.

use crate::model::{
    AccountDate, AccountField, Against, Aggregate, Condition, Empty, MetricDecl, Model, ModelError,
    ModelErrorCode, Per, Rows, Rule, Snapshot, SnapshotRead, Source, Test, Value,
};
use crate::prim::{Kind, Prim};
use crate::selection::{Query, Span};
use perennial_data::TableId;

/// Everything that metrics are computed from.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) queries: Vec<Query>,
    pub(crate) prims: Vec<Prim>,
    /// Denominators come before the metrics they divide.
    pub(crate) metrics: Vec<MetricPlan>,
}

/// One metric.
#[derive(Debug)]
pub(crate) struct MetricPlan {
    pub(crate) decl: MetricDecl,
    /// As declared, one each.
    pub(crate) sources: Vec<SourcePlan>,
    /// Position of the metric that divides it.
    pub(crate) per_metric: Option<usize>,
}

/// One source.
#[derive(Debug)]
pub(crate) enum SourcePlan {
    Rows {
        now: usize,
        /// What it is compared with, if that is in the rows too.
        then: Option<usize>,
        /// Days of both windows, where amounts are compared per day.
        per_day: Option<(f64, f64)>,
    },
    Account(AccountField),
    AccountDate(AccountDate),
}

/// Which metrics to compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope<'a> {
    /// Those that the model's measures, variants and caps ask for.
    Model,
    /// These, and those of these ids, such as [`Model::life_metrics`].
    And(&'a [&'a str]),
    /// All of the catalogue and of the model.
    All,
}

impl Plan {
    pub(crate) fn new(model: &Model, scope: Scope<'_>) -> Result<Self, ModelError> {
        let mut wanted: Vec<&str> = Vec::new();
        for measure in &model.measures {
            wanted.push(&measure.metric);
        }
        for rule in model.variants.iter().flat_map(|v| &v.when) {
            metrics_of(rule, &mut wanted);
        }
        for rule in model.caps.iter().flat_map(|cap| &cap.when) {
            metrics_of(rule, &mut wanted);
        }
        match scope {
            Scope::Model => {}
            Scope::And(more) => wanted.extend(more),
            Scope::All => {
                wanted.extend(model.metrics.iter().map(|metric| metric.id.as_str()));
                let catalogue = crate::model::catalogue().iter();
                wanted.extend(catalogue.map(|metric| metric.id.as_str()));
            }
        }
        let mut plan = Self::default();
        for id in wanted {
            plan.add(&|id| model.metric(id), id, &mut Vec::new())?;
        }
        Ok(plan)
    }

    /// A plan for one metric.
    pub(crate) fn of_metric(model: &Model, id: &str) -> Result<Self, ModelError> {
        let mut plan = Self::default();
        plan.add(&|id| model.metric(id), id, &mut Vec::new())?;
        Ok(plan)
    }

    /// A plan for metrics of the catalogue; unknown ones are left out.
    pub(crate) fn of_catalogue(ids: &[&str]) -> Self {
        let mut plan = Self::default();
        for id in ids {
            // An unknown id leaves the plan as it is; the catalogue has no circles.
            let _added: Result<usize, ModelError> =
                plan.add(&crate::model::catalogue_metric, id, &mut Vec::new());
        }
        plan
    }

    /// Position of a metric.
    pub(crate) fn position(&self, id: &str) -> Option<usize> {
        self.metrics.iter().position(|metric| metric.decl.id == id)
    }

    fn add<'m>(
        &mut self,
        find: &dyn Fn(&str) -> Option<&'m MetricDecl>,
        id: &str,
        above: &mut Vec<String>,
    ) -> Result<usize, ModelError> {
        if let Some(position) = self.position(id) {
            return Ok(position);
        }
        let at = || format!("metrics.{id}");
        if above.iter().any(|metric| metric == id) {
            let message = "metrics divide each other in a circle";
            return Err(ModelError::new(ModelErrorCode::Cycle, at(), message));
        }
        let Some(decl) = find(id) else {
            let message = "no such metric";
            return Err(ModelError::new(ModelErrorCode::Unknown, at(), message));
        };
        let per_metric = match &decl.per {
            Some(Per::Metric(divisor)) => {
                above.push(id.to_owned());
                let position = self.add(find, divisor, above)?;
                above.pop();
                Some(position)
            }
            _ => None,
        };
        let sources = decl.sources.iter().map(|source| self.source(decl, source));
        let sources = sources.collect();
        self.metrics.push(MetricPlan {
            decl: decl.clone(),
            sources,
            per_metric,
        });
        Ok(self.metrics.len() - 1)
    }

    fn source(&mut self, decl: &MetricDecl, source: &Source) -> SourcePlan {
        let against = decl.compare.as_ref().map(|compare| &compare.with);
        match source {
            Source::Rows(rows) => self.rows(rows, against),
            Source::Snapshot(snapshot) => self.snapshot(snapshot, against),
            Source::Account(field) => SourcePlan::Account(field.clone()),
            Source::AccountDate(date) => SourcePlan::AccountDate(date.clone()),
        }
    }

    fn rows(&mut self, rows: &Rows, against: Option<&Against>) -> SourcePlan {
        let span = Span::from(rows.window);
        let now = self.rows_prim(rows, span);
        let (then, per_day) = match against {
            Some(Against::Previous) => (self.rows_before(rows, span), None),
            Some(Against::FirstDays(length)) => {
                let then = self.rows_prim(rows, Span::FirstDays(*length));
                let extensive = matches!(
                    rows.aggregate,
                    Aggregate::Count | Aggregate::Sum(_) | Aggregate::ActiveDays
                );
                let per_day = match span {
                    Span::Days { length: now, .. } if extensive => {
                        Some((f64::from(now), f64::from(*length)))
                    }
                    _ => None,
                };
                (Some(then), per_day)
            }
            Some(Against::Benchmark(_)) | None => (None, None),
        };
        SourcePlan::Rows { now, then, per_day }
    }

    /// What rows are compared with before: the window before or, of the newest value ever, the
    /// value of the date before it.
    fn rows_before(&mut self, rows: &Rows, span: Span) -> Option<usize> {
        match (&rows.aggregate, span) {
            (Aggregate::Last(value), Span::All) => {
                let query = Self::query(rows, span);
                Some(self.prim(query, Kind::Before(value.clone()), Empty::Missing))
            }
            _ => span.previous().map(|before| self.rows_prim(rows, before)),
        }
    }

    fn query(rows: &Rows, span: Span) -> Query {
        Query {
            table: rows.table,
            on: rows.on.clone(),
            filter: rows.filter.clone(),
            span,
        }
    }

    fn rows_prim(&mut self, rows: &Rows, span: Span) -> usize {
        let measured_as_zero = matches!(
            rows.aggregate,
            Aggregate::Count | Aggregate::Sum(_) | Aggregate::Distinct(_) | Aggregate::ActiveDays
        );
        let default = match (measured_as_zero, rows.table) {
            (true, TableId::Usage) => Empty::ZeroOnceSeen,
            (true, _) => Empty::Zero,
            (false, _) => Empty::Missing,
        };
        let query = Self::query(rows, span);
        // An account whose first days are not over has no first days yet, not 0 of something.
        let empty = match span {
            Span::FirstDays(_) => Empty::Missing,
            _ => rows.empty.unwrap_or(default),
        };
        self.prim(query, Kind::Declared(rows.aggregate.clone()), empty)
    }

    fn snapshot(&mut self, snapshot: &Snapshot, against: Option<&Against>) -> SourcePlan {
        let query = Query {
            table: TableId::Snapshots,
            on: None,
            filter: vec![Condition {
                field: "field".to_owned(),
                test: Test::Is(snapshot.field.clone()),
            }],
            span: Span::All,
        };
        let number = || Value::Field("number".to_owned());
        let day = || "day".to_owned();
        let (aggregate, value) = match snapshot.read {
            SnapshotRead::Value => (Aggregate::Last(number()), number()),
            SnapshotRead::Change => (Aggregate::LastChange(number()), number()),
            SnapshotRead::DaysSince => {
                let since = Value::DaysSince(day());
                (Aggregate::Last(since.clone()), since)
            }
            SnapshotRead::DaysUntil => {
                let until = Value::DaysUntil(day());
                (Aggregate::Last(until.clone()), until)
            }
        };
        let now = self.prim(query.clone(), Kind::Declared(aggregate), Empty::Missing);
        let then = matches!(against, Some(Against::Previous))
            .then(|| self.prim(query, Kind::Before(value), Empty::Missing));
        SourcePlan::Rows {
            now,
            then,
            per_day: None,
        }
    }

    fn prim(&mut self, query: Query, kind: Kind, empty: Empty) -> usize {
        let position = self.queries.iter().position(|q| *q == query);
        let query = position.unwrap_or_else(|| {
            self.queries.push(query);
            self.queries.len() - 1
        });
        let prim = Prim { query, kind, empty };
        let position = self.prims.iter().position(|p| *p == prim);
        position.unwrap_or_else(|| {
            self.prims.push(prim);
            self.prims.len() - 1
        })
    }
}

/// The metrics that a rule reads.
pub(crate) fn metrics_of<'a>(rule: &'a Rule, out: &mut Vec<&'a str>) {
    match rule {
        Rule::All(rules) | Rule::Any(rules) => rules.iter().for_each(|r| metrics_of(r, out)),
        Rule::Not(rule) => metrics_of(rule, out),
        Rule::Metric(metric) => out.push(&metric.metric),
        Rule::Account(_) | Rule::Measure(_) => {}
    }
}
