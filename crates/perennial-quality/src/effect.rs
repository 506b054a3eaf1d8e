//! Which measures of a model read what a finding is about.

use crate::finding::Finding;
use perennial_data::TableId;
use perennial_model::{Model, Source};

/// The ids of the measures of `model` that read the rows or the column of the finding.
#[must_use]
pub fn measures<'a>(model: &'a Model, finding: &Finding) -> Vec<&'a str> {
    let reads = |source: &Source| match source {
        Source::Rows(rows) => rows.table == finding.table,
        Source::Account(field) => is_account_field(finding, &field.field),
        Source::AccountDate(date) => is_account_field(finding, &date.field),
        Source::Snapshot(_) => finding.table == TableId::Snapshots,
    };
    let measures = model.measures.iter().filter(|measure| {
        let metric = model.metric(&measure.metric);
        metric.is_some_and(|metric| metric.sources.iter().any(reads))
    });
    measures.map(|measure| measure.id.as_str()).collect()
}

fn is_account_field(finding: &Finding, field: &str) -> bool {
    finding.table == TableId::Accounts && finding.fields.iter().any(|found| found == field)
}
