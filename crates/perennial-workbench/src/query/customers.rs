//! The Customers table: columns from anywhere, filtered, searched, sorted, a window at a time.

use crate::evaluations::band;
use crate::export_file;
use crate::query::columns::{ColumnData, Columns};
use crate::query::search::{SearchIndex, words};
use crate::session::Session;
use perennial_data::{Column, Dataset, TableId, key_of_f64, sort_by, sort_keys};
use perennial_protocol::view::{Band, CellView, CustomerRow, CustomersView, HealthView, SearchHit};
use perennial_protocol::{ColumnRef, CustomersQuery, Filter, Response, Sort, Window};
use std::rc::Rc;

/// Fields of which the app offers the values to choose from.
const CHOICES: [&str; 5] = ["owner", "industry", "segment", "region", "edition"];
/// At most so many values of each.
const CHOICES_MAX: usize = 50;

/// The matching accounts of a query in its order, kept while only the window moves.
pub(crate) struct Matching {
    query: CustomersQuery,
    accounts: Vec<u32>,
    n_existing: u32,
    by_band: [u32; 4],
}

impl Matching {
    /// The accounts, in the order of the list.
    pub(crate) fn accounts(&self) -> &[u32] {
        &self.accounts
    }
}

impl Session {
    pub(crate) fn customers(&mut self, query: &CustomersQuery) -> CustomersView {
        self.find_matching(query);
        let columns = Columns::new(self, query.as_of, query.since);
        let window = Window { ..query.window };
        let data = columns_of(self, &columns, query);
        let (offset, len) = (window.offset as usize, window.len as usize);
        let (n_existing, by_band, accounts) = match &self.matching {
            Some(held) => (held.n_existing, held.by_band, held.accounts.as_slice()),
            None => (0, [0; 4], [].as_slice()),
        };
        let row = |&account: &u32| CustomerRow {
            id: self
                .state
                .data
                .account_id(account)
                .unwrap_or_default()
                .to_owned(),
            name: self
                .state
                .data
                .account_name(account)
                .unwrap_or_default()
                .to_owned(),
            health: columns.health(account as usize),
            cells: data
                .iter()
                .map(|column| column.cell(account as usize))
                .collect(),
        };
        CustomersView {
            revision: self.revision,
            n_existing,
            n_matching: u32::try_from(accounts.len()).unwrap_or(u32::MAX),
            offset: window.offset,
            rows: accounts.iter().skip(offset).take(len).map(row).collect(),
            by_band,
            units: query
                .columns
                .iter()
                .map(|column| columns.unit(column))
                .collect(),
            currency: self.currency().0.unwrap_or_default(),
            edges: self.state.model.edges(),
            choices: choices(&self.state.data),
            names: Vec::new(),
        }
    }

    pub(crate) fn customers_file(&mut self, query: &CustomersQuery) -> Response {
        self.find_matching(query);
        let columns = Columns::new(self, query.as_of, query.since);
        let data = columns_of(self, &columns, query);
        let names = query.columns.iter().map(|column| columns.name(column));
        let header: Vec<String> = ["account_id".to_owned(), "name".to_owned()]
            .into_iter()
            .chain(names)
            .collect();
        let accounts = self
            .matching
            .as_ref()
            .map(|held| held.accounts.clone())
            .unwrap_or_default();
        let rows = accounts.iter().map(|&account| {
            let texts = [
                self.state.data.account_id(account),
                self.state.data.account_name(account),
            ];
            let keys = texts.map(|text| CellView::Text(text.unwrap_or_default().to_owned()));
            keys.into_iter()
                .chain(data.iter().map(|column| column.cell(account as usize)))
                .collect()
        });
        export_file::csv(&format!("customers-{}.csv", query.as_of), &header, rows)
    }

    pub(crate) fn search(&mut self, text: &str, limit: u32) -> Vec<SearchHit> {
        let words = words(text);
        if words.is_empty() {
            return Vec::new();
        }
        let n = u32::try_from(self.state.data.n_accounts()).unwrap_or(u32::MAX);
        let data = std::rc::Rc::clone(&self.state.data);
        let index = self.search_index();
        let hits = (0..n)
            .filter(|&account| index.matches(account as usize, &words))
            .take(limit as usize);
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        hits.map(|account| SearchHit {
            id: text(data.account_id(account)),
            name: text(data.account_name(account)),
        })
        .collect()
    }

    /// Fills `self.matching` for the query unless it is there.
    pub(crate) fn find_matching(&mut self, query: &CustomersQuery) {
        let same = |held: &Matching| {
            let window = held.query.window;
            held.query
                == CustomersQuery {
                    window,
                    columns: held.query.columns.clone(),
                    ..query.clone()
                }
        };
        if self.matching.as_ref().is_some_and(same) {
            return;
        }
        let words = words(&query.search);
        if !words.is_empty() {
            self.search_index();
        }
        let run = self.evaluations.run(&self.state, query.as_of);
        let columns = Columns::new(self, query.as_of, query.since);
        let filters: Vec<(Rc<ColumnData>, &Filter)> = query
            .filters
            .iter()
            .map(|filter| (columns.get(self, filter.column()), filter))
            .collect();
        let exists = run.evaluation.exists();
        let no_index = SearchIndex::default();
        let index = self.search.as_ref().unwrap_or(&no_index);
        let matches = |account: &u32| {
            let account = *account as usize;
            exists.get(account) == Some(&true)
                && (words.is_empty() || index.matches(account, &words))
                && filters
                    .iter()
                    .filter(|(_, filter)| !is_band(filter))
                    .all(|(column, filter)| passes(column, filter, account))
        };
        let n = u32::try_from(exists.len()).unwrap_or(u32::MAX);
        let mut accounts: Vec<u32> = (0..n).filter(matches).collect();
        // Bands are counted before the list is narrowed to some of them: the counts are what the
        // buttons that choose bands show.
        let mut by_band = [0; 4];
        for &account in &accounts {
            let colour = run.evaluation.bands().get(account as usize);
            by_band[band(colour.copied().flatten()) as usize] += 1;
        }
        let bands = || filters.iter().filter(|(_, filter)| is_band(filter));
        accounts.retain(|&account| {
            bands().all(|(column, filter)| passes(column, filter, account as usize))
        });
        let by_name = Sort {
            column: ColumnRef::Name,
            descending: false,
        };
        let order = query.sort.as_ref().unwrap_or(&by_name);
        let column = columns.get(self, &order.column);
        sort(&mut accounts, &column, order.descending);
        let n_existing = exists.iter().filter(|&&exists| exists).count();
        self.matching = Some(Matching {
            query: query.clone(),
            accounts,
            n_existing: u32::try_from(n_existing).unwrap_or(u32::MAX),
            by_band,
        });
    }
}

/// The values of the query's columns.
fn columns_of(
    session: &mut Session,
    columns: &Columns,
    query: &CustomersQuery,
) -> Vec<Rc<ColumnData>> {
    let wanted = query.columns.iter();
    wanted.map(|column| columns.get(session, column)).collect()
}

fn is_band(filter: &Filter) -> bool {
    *filter.column() == ColumnRef::Band
}

fn passes(column: &ColumnData, filter: &Filter, account: usize) -> bool {
    match filter {
        Filter::OneOf(_, texts) => {
            let text = column.text(account);
            texts.contains(&text)
        }
        Filter::Between(_, min, max) => column.number(account).is_some_and(|number| {
            min.is_none_or(|min| number >= min) && max.is_none_or(|max| number < max)
        }),
        Filter::Missing(_) => column.is_missing(account),
    }
}

/// Missing values last either way, equal ones by account.
fn sort(accounts: &mut [u32], column: &ColumnData, descending: bool) {
    let directed = |key: u128| if descending { !key } else { key };
    // Texts are compared once each: dictionary codes become ranks.
    let ranks = column.is_text().then(|| column.ranks());
    let place = |account: u32| {
        let key = match &ranks {
            Some(ranks) => {
                let rank = ranks.get(account as usize).copied();
                rank.filter(|&rank| rank != u32::MAX).map(u128::from)
            }
            None => column.number(account as usize).map(key_of_f64),
        };
        // From the top: missing or not, the value, the account.
        let value = key.map_or(1 << 64, |key| directed(key) & u128::from(u64::MAX));
        value << 32 | u128::from(account)
    };
    let mut keys: Vec<u128> = accounts.iter().map(|&account| place(account)).collect();
    sort_keys(&mut keys);
    for (slot, key) in accounts.iter_mut().zip(keys) {
        *slot = key as u32;
    }
}

/// The different values of the fields that lists are filtered by, most frequent first.
pub(crate) fn choices(data: &Dataset) -> Vec<(String, Vec<String>)> {
    let accounts = data.table(TableId::Accounts);
    let of_field = |field: &str| {
        let Some(Column::Text(texts)) = accounts.column(field) else {
            return None;
        };
        let mut counts = vec![0_u32; texts.dict().len()];
        for &code in texts.codes() {
            if let Some(count) = counts.get_mut(code as usize) {
                *count += 1;
            }
        }
        let mut values: Vec<(u32, &str)> = counts
            .into_iter()
            .zip(texts.dict().iter())
            .filter(|&(count, _)| count > 0)
            .collect();
        sort_by(&mut values, |a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        let values = values
            .into_iter()
            .take(CHOICES_MAX)
            .map(|(_, text)| text.to_owned())
            .collect();
        Some((field.to_owned(), values))
    };
    CHOICES.into_iter().filter_map(of_field).collect()
}

/// Health as lists show it.
pub(crate) fn health_view(value: Option<f64>, band: Band) -> HealthView {
    HealthView {
        health: value,
        band,
    }
}
