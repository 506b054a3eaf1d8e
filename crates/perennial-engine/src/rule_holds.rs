//! Which accounts a rule holds for, a column at a time.

use crate::compiled::Compiled;
use crate::filter;
use crate::measure_table::MeasureTable;
use crate::metric_table::MetricTable;
use crate::model::{Rule, Test};
use perennial_data::{Dataset, TableId};

/// Per account, whether a rule holds on the date of `metrics`. Without `measures` no rule on a score
/// holds.
#[must_use]
pub fn holds(
    data: &Dataset,
    compiled: &Compiled,
    metrics: &MetricTable,
    measures: Option<&MeasureTable>,
    rule: &Rule,
) -> Vec<bool> {
    let score = |id: &str| {
        let measure = compiled.model().measures.iter().position(|m| m.id == id)?;
        Some(measures?.column(measure)?.scores())
    };
    rule_holds(data, compiled, metrics, rule, &score)
}

/// Per account, whether a rule holds. `score` gives the scores of a measure by id.
pub(crate) fn rule_holds<'s>(
    data: &Dataset,
    compiled: &Compiled,
    table: &MetricTable,
    rule: &Rule,
    score: &dyn Fn(&str) -> Option<&'s [f64]>,
) -> Vec<bool> {
    let n = table.n_accounts();
    let of = |rule: &Rule| rule_holds(data, compiled, table, rule, score);
    let numbers = |values: &[f64], test: &Test| -> Vec<bool> {
        let holds = |&v: &f64| {
            if v.is_nan() {
                test.on_missing()
            } else {
                test.number(v)
            }
        };
        values.iter().map(holds).collect()
    };
    match rule {
        Rule::All(rules) => rules.iter().fold(vec![true; n], |mut held, rule| {
            held.iter_mut().zip(of(rule)).for_each(|(a, b)| *a &= b);
            held
        }),
        Rule::Any(rules) => rules.iter().fold(vec![false; n], |mut held, rule| {
            held.iter_mut().zip(of(rule)).for_each(|(a, b)| *a |= b);
            held
        }),
        Rule::Not(rule) => of(rule).iter().map(|held| !held).collect(),
        Rule::Account(condition) => {
            filter::rows_that_meet(data.table(TableId::Accounts), condition, table.as_of())
        }
        Rule::Metric(rule) => {
            let column = compiled.plan().position(&rule.metric);
            match column.and_then(|position| table.column(position)) {
                Some(column) if !column.words.is_empty() => (0..n)
                    .map(|a| {
                        column
                            .word(a)
                            .map_or(rule.test.on_missing(), |w| rule.test.text(w))
                    })
                    .collect(),
                Some(column) => numbers(column.values(), &rule.test),
                None => vec![false; n],
            }
        }
        Rule::Measure(rule) => {
            score(&rule.measure).map_or(vec![false; n], |s| numbers(s, &rule.test))
        }
    }
}
