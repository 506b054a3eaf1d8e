//! Contracts that end within a span of days, and what became of each as it was known on a date (SPEC §9
//! [0.15]). What became of the customer is in the facts of a date.

use super::{Contract, ContractBook, NEVER, Outcome};
use perennial_data::{AccountIdx, Day};

/// A contract that ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Whose.
    pub account: AccountIdx,
    /// Its row in the contracts table.
    pub row: usize,
    /// Its end, exclusive.
    pub ends_on: Day,
    /// Renewed by its outcome, or as a later contract began within a month of its end.
    pub renewed: bool,
    /// Its outcome is lost, and no later contract followed.
    pub lost: bool,
    /// When that was decided; `None` for one that is open.
    pub decided_on: Option<Day>,
    /// The outcome on record.
    pub outcome: Outcome,
    /// The row of the contract that followed, where one did.
    pub next_row: Option<usize>,
}

impl ContractBook {
    /// The contracts that end from one day to another, both included, by account, as known on `as_of`.
    /// Those that begin after it do not exist.
    #[must_use]
    pub fn due(&self, (from, to): (Day, Day), as_of: Day) -> Vec<Due> {
        let span = from.number()..=to.number();
        let mut found = Vec::new();
        for own in self.contracts.chunk_by(|a, b| a.account == b.account) {
            let known = own.iter().filter(|contract| {
                contract.end != NEVER
                    && span.contains(&contract.end)
                    && contract.start <= as_of.number()
            });
            found.extend(known.filter_map(|contract| contract.due(own, as_of.number())));
        }
        found
    }
}

impl Contract {
    fn due(&self, own: &[Self], today: i32) -> Option<Due> {
        let outcome = self.outcome_on(today);
        let followed = self.next_start <= today;
        let renewed = outcome.is_renewal() || followed;
        let lost = outcome == Outcome::Lost && !renewed;
        let decided_on = if outcome.is_renewal() || lost {
            Some(self.known_on)
        } else {
            followed.then_some(self.next_start)
        };
        let next = own.iter().find(|next| next.start == self.next_start);
        Some(Due {
            account: self.account,
            row: self.row as usize,
            ends_on: Day::from_column(self.end)?,
            renewed,
            lost,
            decided_on: decided_on.and_then(Day::from_column),
            outcome,
            next_row: next.filter(|_| followed).map(|next| next.row as usize),
        })
    }
}
