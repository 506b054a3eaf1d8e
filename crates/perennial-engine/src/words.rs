//! Metrics whose values are words: a text field of the account, or of its newest or oldest row.

use crate::bound::Bound;
use crate::known::Field;
use crate::metric_column::MetricColumn;
use crate::model::{Aggregate, Source, Value, Window};
use crate::plan::MetricPlan;
use crate::selection::{Query, Span};
use perennial_data::{Day, TableId, sort_by};

/// The column of a metric of words.
pub(crate) fn column(bound: &mut Bound<'_>, metric: &MetricPlan, as_of: Day) -> MetricColumn {
    let n = bound.n();
    let mut found: Vec<Option<String>> = vec![None; n];
    let mut sources = vec![0_u8; n];
    for (source, number) in metric.decl.sources.iter().zip(0_u8..) {
        let texts = texts(bound, source, as_of).unwrap_or_default();
        for ((slot, text), from) in found.iter_mut().zip(texts).zip(&mut sources) {
            if slot.is_none() && text.is_some() {
                *slot = text;
                *from = number;
            }
        }
    }
    let mut words: Vec<String> = found.iter().flatten().cloned().collect();
    sort_by(&mut words, Ord::cmp);
    words.dedup();
    let position = |text: &Option<String>| {
        let found = text.as_ref().and_then(|t| words.binary_search(t).ok());
        found.map_or(f64::NAN, |i| i as f64)
    };
    let values = found.iter().map(position).collect();
    MetricColumn::of_words(values, words, sources)
}

fn texts(bound: &mut Bound<'_>, source: &Source, as_of: Day) -> Option<Vec<Option<String>>> {
    let n = bound.n();
    let rows = match source {
        Source::Account(account) => {
            let table = bound.data.table(TableId::Accounts);
            let field = Field::of(table, &account.field)?;
            let text = |row| field.text(row, as_of).map(str::to_owned);
            return Some((0..n).map(text).collect());
        }
        Source::Rows(rows) => rows,
        Source::AccountDate(_) | Source::Snapshot(_) => return None,
    };
    let (name, newest) = match &rows.aggregate {
        Aggregate::Last(Value::Field(name)) => (name, true),
        Aggregate::First(Value::Field(name)) => (name, false),
        _ => return None,
    };
    let query = Query {
        table: rows.table,
        on: rows.on.clone(),
        filter: rows.filter.clone(),
        span: Span::from(Window::clone(&rows.window)),
    };
    let selection = bound.select(&query, as_of)?;
    let field = Field::of(selection.table, name)?;
    let mut held: Vec<Option<(i32, &str)>> = vec![None; n];
    let mut position = 0;
    selection.for_each_row(|row| {
        let (account, day) = (
            selection.accounts[position] as usize,
            selection.days.get(position).copied().unwrap_or_default(),
        );
        position += 1;
        let (Some(slot), Some(text)) = (held.get_mut(account), field.text(row, as_of)) else {
            return;
        };
        // Of several words on one date the last (or first) in byte order, whatever the row order.
        let better = match *slot {
            None => true,
            Some(old) if newest => (day, text) > old,
            Some(old) => (day, text) < old,
        };
        if better {
            *slot = Some((day, text));
        }
    });
    let text = |held: &Option<(i32, &str)>| held.map(|(_, text)| text.to_owned());
    Some(held.iter().map(text).collect())
}
