//! Rows whose account is unknown: by which keys they came, whose these may be, and a person's word on it.

use crate::command::remembered::Memory;
use crate::session::{Session, count};
use crate::state::State;
use perennial_data::{Joining, TableId, UNMATCHED, fold_name, merge_as};
use perennial_protocol::view::{UnmatchedKey, UnmatchedView};
use perennial_protocol::{Failure, Window};
use std::rc::Rc;

/// Letters that a folded name has at least to be found within another.
const LEAST_LETTERS: usize = 3;

impl Session {
    /// A window of the keys that name no account, those with the most rows first.
    pub(crate) fn unmatched(&self, window: Window) -> UnmatchedView {
        let data = &self.state.data;
        let mut keys: Vec<UnmatchedKey> = data
            .unmatched()
            .iter()
            .map(|key| UnmatchedKey {
                key: key.to_owned(),
                rows: Vec::new(),
                suggestion: None,
            })
            .collect();
        for id in TableId::ALL {
            let mut rows = vec![0_u32; keys.len()];
            for account in data.table(id).accounts() {
                let code = account.checked_sub(UNMATCHED);
                if let Some(rows) = code.and_then(|code| rows.get_mut(code as usize)) {
                    *rows += 1;
                }
            }
            for (key, rows) in keys.iter_mut().zip(rows).filter(|(_, rows)| *rows > 0) {
                key.rows.push((id, rows));
            }
        }
        keys.retain(|key| !key.rows.is_empty());
        let n_rows = |key: &UnmatchedKey| key.rows.iter().map(|(_, rows)| *rows).sum::<u32>();
        perennial_data::sort_by(&mut keys, |a, b| {
            n_rows(b).cmp(&n_rows(a)).then_with(|| a.key.cmp(&b.key))
        });
        let total = count(keys.len());
        let shown = keys.into_iter().skip(window.offset as usize);
        let mut shown: Vec<UnmatchedKey> = shown.take(window.len as usize).collect();
        if !shown.is_empty() {
            let names = self.folded_names();
            for key in &mut shown {
                key.suggestion = suggestion(&fold_name(&key.key), &names)
                    .and_then(|account| self.named(account));
            }
        }
        UnmatchedView {
            total,
            offset: window.offset,
            keys: shown,
        }
    }

    /// Joins the rows that came with a key to an account, now and in later imports.
    ///
    /// # Errors
    /// `unknown-account`; `unknown-key` where no row waits with that key.
    pub(crate) fn assign(&mut self, key: &str, account: &str) -> Result<(), Failure> {
        self.account(account)?;
        if self.state.data.unmatched().code(key).is_none() {
            return Err(Failure::new("unknown-key").with("key", key));
        }
        let mut memory = Memory::of(&self.state.mappings);
        memory.alias(key, account);
        let joining = Joining {
            aliases: memory.aliases.clone(),
            ..Joining::default()
        };
        let (data, _) = merge_as(&self.state.data, Vec::new(), &joining);
        let next = State {
            data: Rc::new(data),
            mappings: memory.to_bytes().into(),
            ..self.state.clone()
        };
        self.change("assign", next);
        Ok(())
    }

    fn folded_names(&self) -> Vec<String> {
        let data = &self.state.data;
        let accounts = 0..count(data.n_accounts());
        accounts
            .map(|account| fold_name(data.account_name(account).unwrap_or_default()))
            .collect()
    }

    /// Id and name of an account.
    fn named(&self, account: u32) -> Option<(String, String)> {
        let data = &self.state.data;
        let id = data.account_id(account)?;
        let name = data.account_name(account).unwrap_or(id);
        Some((id.to_owned(), name.to_owned()))
    }
}

/// The one account whose folded name holds the key or is held by it; `None` where there are several.
fn suggestion(key: &str, names: &[String]) -> Option<u32> {
    if key.chars().count() < LEAST_LETTERS {
        return None;
    }
    let is_near = |name: &str| {
        name.chars().count() >= LEAST_LETTERS && (name.contains(key) || key.contains(name))
    };
    let mut near = (0..).zip(names).filter(|(_, name)| is_near(name));
    let first = near.next()?.0;
    near.next().is_none().then_some(first)
}
