//! Whose a row is: its account by id, by what people said, by folded name, by domain.

use crate::column::{Column, TextColumn};
use crate::dataset::UNMATCHED;
use crate::dict::Dict;
use crate::domain::fold_domain;
use crate::fold::fold_name;
use crate::table::Table;
use rustc_hash::FxHashMap;
use std::cell::OnceCell;

/// Folded name → account, `None` where two accounts share it.
pub(crate) fn folded_names(accounts: &Table) -> FxHashMap<String, Option<u32>> {
    folded(accounts, "name", |name| Some(fold_name(name)))
}

/// Domain → account, `None` where two accounts share it.
fn folded_domains(accounts: &Table) -> FxHashMap<String, Option<u32>> {
    folded(accounts, "domain", fold_domain)
}

fn folded(
    accounts: &Table,
    field: &str,
    fold: impl Fn(&str) -> Option<String>,
) -> FxHashMap<String, Option<u32>> {
    let mut found = FxHashMap::default();
    let Some(column) = accounts.column(field) else {
        return found;
    };
    for row in 0..accounts.rows {
        if let Some(folded) = column.text(row as usize).and_then(&fold) {
            found
                .entry(folded)
                .and_modify(|account| *account = None)
                .or_insert(Some(row));
        }
    }
    found
}

/// Finds accounts by id, by what people said, by folded name, then by domain. Names and domains are folded when
/// the first is asked for: where every row has a known id, never.
#[derive(Default)]
pub(crate) struct Finder<'a> {
    accounts: Option<&'a Table>,
    /// The ids, and by the code of each its account.
    ids: Option<&'a TextColumn>,
    of_id: Vec<u32>,
    aliases: FxHashMap<&'a str, &'a str>,
    names: OnceCell<FxHashMap<String, Option<u32>>>,
    domains: OnceCell<FxHashMap<String, Option<u32>>>,
}

impl<'a> Finder<'a> {
    pub(crate) fn new(accounts: &'a Table, aliases: &'a [(String, String)]) -> Self {
        let aliases = aliases.iter();
        let mut finder = Self {
            accounts: Some(accounts),
            aliases: aliases
                .map(|(key, id)| (key.as_str(), id.as_str()))
                .collect(),
            ..Self::default()
        };
        if let Some(Column::Text(ids)) = accounts.column("account_id") {
            finder.of_id = vec![UNMATCHED; ids.dict().len()];
            for (account, &code) in (0..accounts.rows).zip(ids.codes()) {
                if let Some(slot) = finder.of_id.get_mut(code as usize) {
                    *slot = account;
                }
            }
            finder.ids = Some(ids);
        }
        finder
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<u32> {
        let account = *self.of_id.get(self.ids?.dict().code(id)? as usize)?;
        (account != UNMATCHED).then_some(account)
    }

    pub(crate) fn find(&self, key: &str, unmatched: &mut Dict) -> u32 {
        let by_alias = || self.by_id(self.aliases.get(key)?);
        let by_name = || {
            let folded = || self.accounts.map(folded_names).unwrap_or_default();
            let names = self.names.get_or_init(folded);
            names.get(&fold_name(key)).copied().flatten()
        };
        let by_domain = || {
            let domain = fold_domain(key)?;
            let folded = || self.accounts.map(folded_domains).unwrap_or_default();
            let domains = self.domains.get_or_init(folded);
            domains.get(&domain).copied().flatten()
        };
        self.by_id(key)
            .or_else(by_alias)
            .or_else(by_name)
            .or_else(by_domain)
            .unwrap_or_else(|| UNMATCHED + unmatched.intern(key))
    }
}
