//! All tables of a workspace, joined by account.

use crate::column::Column;
use crate::schema::TableId;
use crate::table::Table;
use crate::{Day, Dict};
use serde::{Deserialize, Serialize};

/// Position of an account in the dataset: accounts are in byte order of their ids.
pub type AccountIdx = u32;

/// Account numbers from here on stand for keys that match no account:
/// `UNMATCHED + code` of [`Dataset::unmatched`].
pub const UNMATCHED: u32 = 1 << 31;

/// The joined tables. Immutable once built: [`crate::merge`] makes the next one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dataset {
    pub(crate) tables: Vec<Table>,
    /// Account keys of rows that belong to no known account: kept, and matched when the account comes.
    pub(crate) unmatched: Dict,
}

impl Default for Dataset {
    fn default() -> Self {
        Self {
            tables: TableId::ALL.into_iter().map(Table::empty).collect(),
            unmatched: Dict::default(),
        }
    }
}

impl Dataset {
    /// A table; it may be empty.
    #[must_use]
    pub fn table(&self, id: TableId) -> &Table {
        &self.tables[id as usize]
    }

    /// Number of accounts.
    #[must_use]
    pub fn n_accounts(&self) -> usize {
        self.table(TableId::Accounts).len()
    }

    /// The id of an account.
    #[must_use]
    pub fn account_id(&self, account: AccountIdx) -> Option<&str> {
        self.account_text(account, "account_id")
    }

    /// The name of an account.
    #[must_use]
    pub fn account_name(&self, account: AccountIdx) -> Option<&str> {
        self.account_text(account, "name")
    }

    /// The account with that id, compared byte for byte.
    #[must_use]
    pub fn account(&self, id: &str) -> Option<AccountIdx> {
        let Some(Column::Text(ids)) = self.table(TableId::Accounts).column("account_id") else {
            return None;
        };
        let n = self.n_accounts();
        let (mut low, mut high) = (0, n);
        while low < high {
            let middle = low.midpoint(high);
            if ids.get(middle).is_some_and(|other| other < id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (ids.get(low) == Some(id))
            .then(|| u32::try_from(low).ok())
            .flatten()
    }

    /// Keys of rows that match no account yet.
    #[must_use]
    pub fn unmatched(&self) -> &Dict {
        &self.unmatched
    }

    /// Whether there is nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tables.iter().all(Table::is_empty)
    }

    /// Which accounts exist on `as_of` (SPEC §1: a row dated later does not): those that started,
    /// or say nothing of a start, or have a contract that started.
    #[must_use]
    pub fn existing(&self, as_of: Day) -> Vec<bool> {
        let mut exists: Vec<bool> = match self.table(TableId::Accounts).days("started_on") {
            // A missing day sorts before every real one.
            Some(days) => days.iter().map(|&day| day <= as_of.number()).collect(),
            None => vec![true; self.n_accounts()],
        };
        let contracts = self.table(TableId::Contracts);
        if let Some(days) = contracts.row_days() {
            let started = days.partition_point(|&day| day <= as_of.number());
            for &account in &contracts.accounts()[..started] {
                if let Some(exists) = exists.get_mut(account as usize) {
                    *exists = true;
                }
            }
        }
        exists
    }

    /// The newest date of any row that has happened data (usage, tickets, surveys, touchpoints,
    /// purchases, events, snapshots): how far the data reaches.
    #[must_use]
    pub fn newest(&self, as_of: Day) -> Option<Day> {
        use TableId::{Events, Purchases, Snapshots, Surveys, Tickets, Touchpoints, Usage};
        [
            Usage,
            Tickets,
            Surveys,
            Touchpoints,
            Purchases,
            Events,
            Snapshots,
        ]
        .into_iter()
        .filter_map(|id| self.table(id).newest(as_of))
        .max()
    }

    fn account_text(&self, account: AccountIdx, field: &str) -> Option<&str> {
        self.table(TableId::Accounts)
            .column(field)?
            .text(account as usize)
    }
}
