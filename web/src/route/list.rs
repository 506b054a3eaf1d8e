//! What an address says about the Customers table: search, order, conditions, columns.

use super::codec::Pairs;
use crate::number;
use perennial_data::Day;
use perennial_protocol::{ColumnRef, Filter, LifeColumn, Sort};

/// How the list is looked at. Everything that a link restores.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ListView {
    /// Words that are searched for.
    pub(crate) search: String,
    /// The order; `None` is by name.
    pub(crate) sort: Option<Sort>,
    /// Conditions, all of which hold.
    pub(crate) filters: Vec<Filter>,
    /// The columns; `None` is the usual choice.
    pub(crate) columns: Option<Vec<ColumnRef>>,
    /// The column by whose values the customers are grouped.
    pub(crate) group: Option<ColumnRef>,
}

impl ListView {
    /// The list under one condition.
    pub(crate) fn only(filter: Filter) -> Self {
        Self {
            filters: vec![filter],
            ..Self::default()
        }
    }

    /// The customers under conditions on their life, with what is said of them there. Order: the most
    /// money first.
    pub(crate) fn of_life(filters: Vec<Filter>) -> Self {
        let mut columns = vec![
            LifeColumn::Stage.column(),
            LifeColumn::Pace.column(),
            LifeColumn::Tier.column(),
            LifeColumn::Alerts.column(),
        ];
        for column in filters.iter().map(Filter::column) {
            if matches!(column, ColumnRef::Life(_)) && !columns.contains(column) {
                columns.push(column.clone());
            }
        }
        columns.extend([
            ColumnRef::Health,
            ColumnRef::Arr,
            ColumnRef::RenewalOn,
            ColumnRef::Field("owner".to_owned()),
        ]);
        Self {
            filters,
            columns: Some(columns),
            sort: Some(Sort {
                column: ColumnRef::Arr,
                descending: true,
            }),
            ..Self::default()
        }
    }

    /// The columns to show.
    pub(crate) fn shown_columns(&self) -> Vec<ColumnRef> {
        self.columns.clone().unwrap_or_else(usual_columns)
    }

    /// The values that the list is narrowed to in a column; empty where it is not.
    pub(crate) fn chosen(&self, column: &ColumnRef) -> Vec<String> {
        self.filters
            .iter()
            .find_map(|filter| match filter {
                Filter::OneOf(other, values) if other == column => Some(values.clone()),
                Filter::OneOf(..) | Filter::Between(..) | Filter::Missing(_) => None,
            })
            .unwrap_or_default()
    }

    /// The same list, narrowed to these values in a column (no condition on it when empty).
    pub(crate) fn choosing(&self, column: &ColumnRef, values: Vec<String>) -> Self {
        let mut list = self.clone();
        list.filters
            .retain(|filter| !matches!(filter, Filter::OneOf(other, _) if other == column));
        if !values.is_empty() {
            list.filters.push(Filter::OneOf(column.clone(), values));
        }
        list
    }

    pub(super) fn read(pairs: &Pairs) -> Self {
        Self {
            search: pairs.text("q").unwrap_or_default(),
            sort: pairs.text("sort").and_then(|text| {
                let descending = text.starts_with('-');
                let column = column_of(text.trim_start_matches('-'))?;
                Some(Sort { column, descending })
            }),
            filters: pairs
                .all("f")
                .iter()
                .filter_map(|pieces| filter_of(pieces))
                .collect(),
            columns: pairs
                .pieces("cols")
                .map(|names| names.iter().filter_map(|name| column_of(name)).collect()),
            group: pairs.text("by").and_then(|name| column_of(&name)),
        }
    }

    pub(super) fn write(&self, pairs: &mut Pairs) {
        if !self.search.is_empty() {
            pairs.push("q", &self.search);
        }
        if let Some(sort) = &self.sort {
            let sign = if sort.descending { "-" } else { "" };
            pairs.push("sort", &format!("{sign}{}", column_code(&sort.column)));
        }
        for filter in &self.filters {
            pairs.push_pieces("f", &filter_pieces(filter));
        }
        if let Some(columns) = &self.columns {
            let names: Vec<_> = columns.iter().map(column_code).collect();
            pairs.push_pieces("cols", &names);
        }
        if let Some(group) = &self.group {
            pairs.push("by", &column_code(group));
        }
    }
}

/// The columns that are shown where nothing else is asked for.
pub(crate) fn usual_columns() -> Vec<ColumnRef> {
    vec![
        ColumnRef::Health,
        ColumnRef::Change,
        ColumnRef::Coverage,
        ColumnRef::Arr,
        ColumnRef::RenewalOn,
        ColumnRef::Field("owner".to_owned()),
        ColumnRef::Field("industry".to_owned()),
    ]
}

/// The text that stands for a column in addresses and element ids.
pub(crate) fn column_code(column: &ColumnRef) -> String {
    match column {
        ColumnRef::Name => "name".to_owned(),
        ColumnRef::Health => "health".to_owned(),
        ColumnRef::Change => "change".to_owned(),
        ColumnRef::Band => "band".to_owned(),
        ColumnRef::Coverage => "coverage".to_owned(),
        ColumnRef::Outcome => "outcome".to_owned(),
        ColumnRef::Experience => "experience".to_owned(),
        ColumnRef::Arr => "arr".to_owned(),
        ColumnRef::RenewalOn => "renewal".to_owned(),
        ColumnRef::Field(name) => format!("field.{name}"),
        ColumnRef::Metric(id) => format!("metric.{id}"),
        ColumnRef::Measure(id) => format!("measure.{id}"),
        ColumnRef::Life(code) => code.clone(),
    }
}

/// The column that [`column_code`] wrote.
pub(crate) fn column_of(code: &str) -> Option<ColumnRef> {
    let column = match code {
        "name" => ColumnRef::Name,
        "health" => ColumnRef::Health,
        "change" => ColumnRef::Change,
        "band" => ColumnRef::Band,
        "coverage" => ColumnRef::Coverage,
        "outcome" => ColumnRef::Outcome,
        "experience" => ColumnRef::Experience,
        "arr" => ColumnRef::Arr,
        "renewal" => ColumnRef::RenewalOn,
        other if LifeColumn::of_code(other).is_some() => ColumnRef::Life(other.to_owned()),
        other => match other.split_once('.')? {
            ("field", name) => ColumnRef::Field(name.to_owned()),
            ("metric", id) => ColumnRef::Metric(id.to_owned()),
            ("measure", id) => ColumnRef::Measure(id.to_owned()),
            _ => return None,
        },
    };
    Some(column)
}

fn filter_pieces(filter: &Filter) -> Vec<String> {
    match filter {
        Filter::OneOf(column, values) => [column_code(column), "is".to_owned()]
            .into_iter()
            .chain(values.iter().cloned())
            .collect(),
        Filter::Between(column, min, max) => {
            let bound =
                |bound: &Option<f64>| bound.map_or_else(String::new, |n| bound_text(column, n));
            vec![
                column_code(column),
                "from".to_owned(),
                bound(min),
                bound(max),
            ]
        }
        Filter::Missing(column) => vec![column_code(column), "none".to_owned()],
    }
}

fn filter_of(pieces: &[String]) -> Option<Filter> {
    let [column, kind, rest @ ..] = pieces else {
        return None;
    };
    let column = column_of(column)?;
    match (kind.as_str(), rest) {
        ("is", values) if !values.is_empty() => Some(Filter::OneOf(column, values.to_vec())),
        ("from", [min, max]) => {
            let (min, max) = (bound_of(min), bound_of(max));
            (min.is_some() || max.is_some()).then_some(Filter::Between(column, min, max))
        }
        ("none", []) => Some(Filter::Missing(column)),
        _ => None,
    }
}

/// Days are readable where the column is known to hold them.
fn bound_text(column: &ColumnRef, bound: f64) -> String {
    let day = (*column == ColumnRef::RenewalOn)
        .then(|| crate::day::of_number(bound))
        .flatten();
    day.map_or_else(|| number::text(bound), |day| day.to_string())
}

fn bound_of(text: &str) -> Option<f64> {
    let number = number::read(text);
    number.or_else(|| text.parse::<Day>().ok().map(|day| f64::from(day.number())))
}
