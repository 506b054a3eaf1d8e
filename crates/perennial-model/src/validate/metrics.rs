//! Metrics that cannot be computed.

use super::rules::{check_condition, check_test};
use super::{Checked, Code, fail};
use crate::document::{Against, Aggregate, Domain, MetricDecl, Rows, Source, Unit, Value, Window};
use crate::error::ModelError;
use perennial_data::{FieldKind, TableId};

/// Checks one declaration; paths are relative to it.
pub(crate) fn check_metric(metric: &MetricDecl) -> Result<(), ModelError> {
    if metric.sources.is_empty() {
        return fail(Code::Metric, "sources", "at least one is needed");
    }
    if metric.sources.len() > 16 {
        return fail(Code::TooMany, "sources", "at most 16");
    }
    if metric.unit == Unit::Category && (metric.per.is_some() || metric.compare.is_some()) {
        return fail(
            Code::Metric,
            "unit",
            "words are neither divided nor compared",
        );
    }
    for (i, source) in metric.sources.iter().enumerate() {
        check_source(metric, source).map_err(|error| error.within(&format!("sources[{i}]")))?;
    }
    Ok(())
}

fn check_source(metric: &MetricDecl, source: &Source) -> Checked {
    match source {
        Source::Rows(rows) => check_rows(metric, rows).map_err(|error| error.within("rows")),
        Source::Account(account) => match account.divided_by {
            Some(divisor) if !divisor.is_finite() || divisor == 0.0 => fail(
                Code::Range,
                "account.divided_by",
                "must be a number other than 0",
            ),
            _ => Ok(()),
        },
        Source::AccountDate(_) | Source::Snapshot(_) if metric.unit == Unit::Category => {
            fail(Code::Metric, "", "is not a word")
        }
        Source::AccountDate(_) | Source::Snapshot(_) => Ok(()),
    }
}

fn check_rows(metric: &MetricDecl, rows: &Rows) -> Checked {
    if matches!(rows.table, TableId::Accounts | TableId::Benchmarks) {
        let message = "accounts and benchmarks have sources of their own";
        return fail(Code::Metric, "table", message);
    }
    let spec = rows.table.spec();
    let dated = rows.on.is_some() || spec.date.is_some();
    if let Some(on) = &rows.on
        && spec
            .field(on)
            .is_some_and(|(_, field)| field.kind != FieldKind::Day)
    {
        return fail(Code::Metric, "on", "must be a date");
    }
    match rows.window {
        Window::LastDays(0) | Window::PreviousDays(0) => {
            return fail(Code::Range, "window", "at least one day is needed");
        }
        Window::LastDays(n) | Window::PreviousDays(n) if n > 36_600 => {
            return fail(Code::Range, "window", "at most 36,600 days");
        }
        Window::Month(n) if n > 1_200 => {
            return fail(Code::Range, "window", "at most 1,200 months back");
        }
        Window::Active if spec.interval.is_none() => {
            return fail(Code::Metric, "window", "rows of this table have no end");
        }
        Window::LastDays(_) | Window::PreviousDays(_) | Window::Month(_) if !dated => {
            return fail(Code::Metric, "window", "rows of this table have no date");
        }
        Window::LastDays(_)
        | Window::PreviousDays(_)
        | Window::Month(_)
        | Window::All
        | Window::Active => {}
    }
    if !dated && rows.aggregate.needs_days() {
        return fail(Code::Metric, "aggregate", "rows of this table have no date");
    }
    for (i, condition) in rows.filter.iter().enumerate() {
        check_condition(&format!("filter[{i}]"), rows.table, condition)?;
    }
    check_compare(metric, rows)?;
    check_aggregate(metric, rows)
}

fn check_compare(metric: &MetricDecl, rows: &Rows) -> Checked {
    match metric.compare.as_ref().map(|compare| &compare.with) {
        // Of the newest value ever, what came before is the value of the date before it.
        Some(Against::Previous)
            if rows.window == Window::All && matches!(rows.aggregate, Aggregate::Last(_)) =>
        {
            Ok(())
        }
        Some(Against::Previous) if matches!(rows.window, Window::All | Window::Active) => fail(
            Code::Metric,
            "window",
            "has no window before it to compare with",
        ),
        Some(Against::FirstDays(0)) => fail(Code::Metric, "", "at least one day is needed"),
        Some(Against::FirstDays(_))
            if !matches!(rows.window, Window::LastDays(_) | Window::PreviousDays(_)) =>
        {
            fail(
                Code::Metric,
                "window",
                "only days compare with an account's first days",
            )
        }
        Some(_) | None => Ok(()),
    }
}

fn check_aggregate(metric: &MetricDecl, rows: &Rows) -> Checked {
    let words = metric.unit == Unit::Category;
    let value = match &rows.aggregate {
        Aggregate::Count
        | Aggregate::ActiveDays
        | Aggregate::DaysSinceLast
        | Aggregate::DaysSinceFirst
        | Aggregate::Distinct(_)
            if words =>
        {
            return fail(Code::Metric, "aggregate", "is not a word");
        }
        Aggregate::Count
        | Aggregate::ActiveDays
        | Aggregate::DaysSinceLast
        | Aggregate::DaysSinceFirst
        | Aggregate::Distinct(_) => return Ok(()),
        Aggregate::ShareOf(conditions) => {
            for (i, condition) in conditions.iter().enumerate() {
                check_condition(&format!("aggregate.share_of[{i}]"), rows.table, condition)?;
            }
            return Ok(());
        }
        Aggregate::ConsecutiveDays(run) => {
            check_test("aggregate.consecutive_days.test", &run.test, Domain::Number)?;
            &run.sum
        }
        Aggregate::ShareWhere(share) => {
            check_test("aggregate.share_where.test", &share.test, Domain::Number)?;
            &share.value
        }
        Aggregate::Last(value) | Aggregate::First(value) if words => {
            let is_text = |name: &str| {
                rows.table.spec().field(name).is_none_or(|(_, field)| {
                    matches!(
                        field.kind,
                        FieldKind::Id | FieldKind::Text | FieldKind::Category(_)
                    )
                })
            };
            return match value {
                Value::Field(name) if is_text(name) => Ok(()),
                _ => fail(Code::Metric, "aggregate", "is not a word"),
            };
        }
        Aggregate::Sum(value)
        | Aggregate::Mean(value)
        | Aggregate::Median(value)
        | Aggregate::Min(value)
        | Aggregate::Max(value)
        | Aggregate::Last(value)
        | Aggregate::First(value)
        | Aggregate::LastChange(value)
        | Aggregate::NetPromoter(value) => value,
    };
    if words {
        return fail(Code::Metric, "aggregate", "is not a word");
    }
    check_value(rows.table, value)
}

fn check_value(table: TableId, value: &Value) -> Checked {
    let is = |name: &str, kinds: &[FieldKind]| {
        let spec = table.spec().field(name);
        spec.is_none_or(|(_, field)| kinds.contains(&field.kind))
    };
    let number = [FieldKind::Number, FieldKind::Money, FieldKind::Flag];
    let good = match value {
        Value::Field(name) => is(name, &number),
        Value::NetScore(name) => is(name, &[FieldKind::Number]),
        Value::DaysSince(name) | Value::DaysUntil(name) | Value::MonthsSince(name) => {
            is(name, &[FieldKind::Day])
        }
        Value::DaysBetween(between) | Value::HoursBetween(between) => {
            is(&between.from, &[FieldKind::Day]) && is(&between.to, &[FieldKind::Day])
        }
        Value::MonthlyRevenue | Value::AnnualRevenue => table == TableId::Contracts,
        Value::Progress => table == TableId::Goals,
    };
    if good {
        Ok(())
    } else {
        fail(Code::Metric, "aggregate", "the table has no such value")
    }
}
