//! What is doubtful in the data: worked out once per state of the data and date, then shown with its rows.

use crate::query::rows;
use perennial_data::{Bilingual, Dataset, Day, TableId, UNMATCHED};
use perennial_engine::model::Model;
use perennial_protocol::view::{CellView, FindingView, QualityView, RowsView, Weight};
use perennial_protocol::{Failure, Window};
use perennial_quality::{Finding, Severity, measures, report};
use std::rc::Rc;

/// The findings of one dataset on one date.
pub(crate) struct Report {
    data: Rc<Dataset>,
    as_of: Day,
    findings: Vec<Finding>,
}

impl Report {
    /// The report that is held, if it is of this data and date; else a new one.
    pub(crate) fn of<'a>(held: &'a mut Option<Self>, data: &Rc<Dataset>, as_of: Day) -> &'a Self {
        let is_current = |held: &Self| Rc::ptr_eq(&held.data, data) && held.as_of == as_of;
        if !held.as_ref().is_some_and(is_current) {
            *held = None;
        }
        held.get_or_insert_with(|| Self {
            data: Rc::clone(data),
            as_of,
            findings: report(data, as_of),
        })
    }

    pub(crate) fn view(&self, model: &Model) -> QualityView {
        let rows = TableId::ALL
            .into_iter()
            .map(|id| self.data.table(id).len() as u64);
        QualityView {
            findings: self
                .findings
                .iter()
                .map(|finding| view(finding, model))
                .collect(),
            rows: rows.sum(),
        }
    }

    /// Rows of a finding: the customer's key and name, the columns at fault, then all others.
    pub(crate) fn rows(&self, finding: u32, window: Window) -> Result<RowsView, Failure> {
        let finding = self
            .findings
            .get(finding as usize)
            .ok_or_else(|| Failure::new("unknown-finding"))?;
        let table = self.data.table(finding.table);
        let at_fault = |name: &String| table.column(name).is_some();
        let first: Vec<String> = finding
            .fields
            .iter()
            .filter(|name| at_fault(name))
            .cloned()
            .collect();
        let is_account = finding.table == TableId::Accounts;
        let others = rows::columns_of(table).into_iter().filter(|name| {
            let named = is_account && matches!(name.as_str(), "account_id" | "name");
            !first.contains(name) && !named
        });
        let named =
            |name: &&String| !(is_account && matches!(name.as_str(), "account_id" | "name"));
        let columns: Vec<String> = first.iter().filter(named).cloned().chain(others).collect();
        let shown = finding
            .rows
            .iter()
            .skip(window.offset as usize)
            .take(window.len as usize);
        let row = |&row: &u32| {
            let account = table.accounts().get(row as usize).copied().unwrap_or(row);
            let (id, name) = match account.checked_sub(UNMATCHED) {
                Some(code) => (self.data.unmatched().get(code), None),
                None => (
                    self.data.account_id(account),
                    self.data.account_name(account),
                ),
            };
            let text = |text: Option<&str>| {
                text.map_or(CellView::Missing, |text| CellView::Text(text.to_owned()))
            };
            let cells = columns.iter().map(|name| {
                let column = table.column(name);
                column.map_or(CellView::Missing, |column| {
                    rows::value(column, row as usize)
                })
            });
            [text(id), text(name)].into_iter().chain(cells).collect()
        };
        let names = ["account_id", "name"].map(str::to_owned);
        Ok(RowsView {
            table: finding.table,
            total: u32::try_from(finding.rows.len()).unwrap_or(u32::MAX),
            offset: window.offset,
            rows: shown.map(row).collect(),
            columns: names.into_iter().chain(columns.clone()).collect(),
        })
    }
}

fn view(finding: &Finding, model: &Model) -> FindingView {
    let touched = measures(model, finding);
    let title = |id: &&str| -> Option<Bilingual> {
        let measure = model.measures.iter().find(|measure| measure.id == **id)?;
        model
            .metric(&measure.metric)
            .map(|metric| metric.title.clone())
    };
    FindingView {
        code: finding.kind.code().to_owned(),
        weight: match finding.kind.severity() {
            Severity::Impossible => Weight::Impossible,
            Severity::Doubtful => Weight::Doubtful,
            Severity::Note => Weight::Note,
        },
        table: finding.table,
        fields: finding.fields.clone(),
        count: finding.count,
        of: finding.of,
        accounts: finding.accounts,
        measures: touched.iter().filter_map(title).collect(),
        args: finding
            .args
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect(),
    }
}
