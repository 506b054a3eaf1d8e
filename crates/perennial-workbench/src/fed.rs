//! Which metrics the data in hand can feed: those with a source that has rows or a column.

use crate::model::ModelState;
use perennial_data::{Column, Dataset, TableId};
use perennial_engine::model::{MetricDecl, Source};

/// Whether any source of the metric has data at all, whoever's.
pub(crate) fn is_fed(model: &ModelState, data: &Dataset, metric: &str) -> bool {
    model
        .model()
        .metric(metric)
        .is_some_and(|decl| has_data(decl, data))
}

/// The same for a declaration.
pub(crate) fn has_data(decl: &MetricDecl, data: &Dataset) -> bool {
    let accounts = data.table(TableId::Accounts);
    decl.sources.iter().any(|source| match source {
        Source::Rows(rows) => !data.table(rows.table).is_empty(),
        Source::Account(field) => accounts.column(&field.field).is_some(),
        Source::AccountDate(date) => accounts.column(&date.field).is_some(),
        Source::Snapshot(snapshot) => match data.table(TableId::Snapshots).column("field") {
            Some(Column::Text(fields)) => fields.dict().code(&snapshot.field).is_some(),
            _ => false,
        },
    })
}
