//! A metric down to its rows, and the catalogue.

use crate::query::columns::unit_code;
use crate::query::rows::window;
use crate::session::Session;
use perennial_data::{AccountIdx, Day, TableId, key_of_f64, sort_keys};
use perennial_engine::model::{Better, Family, MetricDecl, Per};
use perennial_engine::{RowRole, rows_behind};
use perennial_protocol::view::{CatalogueView, MetricInfo, MetricView, RowsView};
use perennial_protocol::{Failure, Window};

/// Shares of the accounts at which quantiles are given, in percent.
const QUANTILES: [usize; 7] = [0, 10, 25, 50, 75, 90, 100];

impl Session {
    pub(crate) fn metric(
        &mut self,
        metric: &str,
        account: &str,
        as_of: Day,
        rows: Window,
    ) -> Result<MetricView, Failure> {
        let account = self.account(account)?;
        let unknown = || Failure::new("unknown-metric").with("metric", metric);
        let column = self.evaluations.metric(&self.state, as_of, metric);
        let column = column.ok_or_else(unknown)?;
        let per = self.divisor(metric, account, as_of);
        let compiled = self.state.model.all();
        let decl = self.state.model.model().metric(metric);
        let decl = decl.ok_or_else(unknown)?;
        let source = column.source(account as usize);
        let behind = rows_behind(&self.state.data, compiled, metric, account, as_of);
        // Of several sources the one that gave the value; without a value the first, to show that
        // there is nothing in it.
        let wanted = source.unwrap_or(0);
        let shown = behind
            .iter()
            .find(|rows| rows.role == RowRole::Now && rows.source == wanted);
        // The newest of the rows shown; a count without rows is as old as the table.
        let newest = shown.and_then(|shown| {
            let days = self.state.data.table(shown.table).row_days()?;
            let of_rows = shown.rows.iter().filter_map(|&row| days.get(row as usize));
            Day::from_column(*of_rows.max()?)
        });
        let values = column.values();
        let filled = values
            .iter()
            .zip(0_u32..)
            .filter(|(value, _)| !value.is_nan());
        let mut keys: Vec<u128> = filled
            .map(|(&value, at)| key_of_f64(value) << 32 | u128::from(at))
            .collect();
        sort_keys(&mut keys);
        let quantile = |percent: &usize| {
            let key = keys.get((keys.len().saturating_sub(1)) * percent / 100)?;
            values.get(*key as u32 as usize).copied()
        };
        Ok(MetricView {
            metric: self.metric_info(decl),
            value: column.get(account as usize),
            source: source.and_then(|source| u32::try_from(source).ok()),
            window: shown.and_then(|rows| Some((rows.from?, rows.to))),
            per,
            dated_on: newest.or_else(|| column.dated(account as usize)),
            rows: match shown {
                Some(shown) => window(self.state.data.table(shown.table), &shown.rows, as_of, rows),
                None => no_rows(),
            },
            quantiles: QUANTILES.iter().filter_map(quantile).collect(),
        })
    }

    /// What the metric's value was divided by, where it is.
    fn divisor(&mut self, metric: &str, account: AccountIdx, as_of: Day) -> Option<f64> {
        let state = &self.state;
        match state.model.model().metric(metric)?.per.as_ref()? {
            Per::Account(field) => {
                let accounts = state.data.table(TableId::Accounts);
                accounts.column(field)?.number(account as usize)
            }
            Per::Metric(id) => {
                let column = self.evaluations.metric(state, as_of, id)?;
                column.get(account as usize)
            }
        }
    }

    pub(crate) fn catalogue(&self) -> CatalogueView {
        CatalogueView {
            metrics: self
                .state
                .model
                .all()
                .metrics()
                .map(|decl| self.metric_info(decl))
                .collect(),
        }
    }

    fn metric_info(&self, decl: &MetricDecl) -> MetricInfo {
        MetricInfo {
            id: decl.id.clone(),
            title: decl.title.clone(),
            definition: decl.definition.clone(),
            family: family_code(decl.family).to_owned(),
            unit: unit_code(decl.unit),
            higher_is_better: decl.better == Better::Higher,
            fed: crate::fed::has_data(decl, &self.state.data),
        }
    }
}

fn no_rows() -> RowsView {
    RowsView {
        table: TableId::Accounts,
        total: 0,
        offset: 0,
        columns: Vec::new(),
        rows: Vec::new(),
    }
}

fn family_code(family: Family) -> &'static str {
    match family {
        Family::Usage => "usage",
        Family::Adoption => "adoption",
        Family::Seats => "seats",
        Family::Support => "support",
        Family::Sentiment => "sentiment",
        Family::Money => "money",
        Family::Relationship => "relationship",
        Family::Goals => "goals",
        Family::Growth => "growth",
    }
}
