//! What an account's contracts say on a date: the newest one, whether it is renewed or lost, and
//! its renewal window (SPEC §6). What was paid and what was kept of it is not here.

use crate::bits::Bits;
use perennial_data::{Column, Dataset, Day, MISSING_DAY, TableId, lower, sort_positions};
use perennial_model::life::{ContractTest, RenewalWindow};

/// Marks an account without a contract, and a day that is never reached.
const NONE: u32 = u32::MAX;
const NEVER: i32 = i32::MAX;
/// A contract that begins within so many calendar months of another's end renews it.
const RENEWAL_MONTHS: i32 = 1;

const RENEWED: u8 = 1;
const EARLY: u8 = 2;
const LOST: u8 = 4;
const AUTO_RENEW: u8 = 8;

/// How a contract came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Not decided, or not known on the date.
    Open,
    /// Renewed at the same size.
    Renewed,
    /// Renewed at a larger size.
    Expanded,
    /// Renewed at a smaller size.
    Contracted,
    /// Not renewed.
    Lost,
}

impl Outcome {
    fn of_word(word: &str) -> Self {
        match lower(word.trim()).as_str() {
            "renewed" => Self::Renewed,
            "expanded" => Self::Expanded,
            "contracted" => Self::Contracted,
            "lost" => Self::Lost,
            _ => Self::Open,
        }
    }

    /// Whether the customer stayed.
    #[must_use]
    pub fn is_renewal(self) -> bool {
        matches!(self, Self::Renewed | Self::Expanded | Self::Contracted)
    }
}

/// All contracts of a dataset, made ready to be asked at many dates.
#[derive(Clone, Debug)]
pub struct ContractBook {
    n_accounts: usize,
    /// By account, those of one account by first day.
    contracts: Vec<Contract>,
}

#[derive(Clone, Copy, Debug)]
struct Contract {
    account: u32,
    /// Its row in the table.
    row: u32,
    start: i32,
    /// Exclusive; [`NEVER`] for one without an end.
    end: i32,
    outcome: Outcome,
    /// From when on the outcome may be read.
    known_on: i32,
    /// First day of the later contract that renews it, else [`NEVER`].
    next_start: i32,
    notice_days: i32,
    auto_renew: bool,
    /// Place among all contracts by id: ties do not depend on the order of rows.
    rank: u32,
}

/// The contract of every account on one date, a column per thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractFacts {
    as_of: i32,
    row: Vec<u32>,
    start: Vec<i32>,
    end: Vec<i32>,
    opens: Vec<i32>,
    opt_out: Vec<i32>,
    flags: Vec<u8>,
    outcome: Vec<Outcome>,
    first_start: Vec<i32>,
}

/// The contract of one account on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContractFact {
    /// Its row in the contracts table.
    pub row: u32,
    /// Its first day.
    pub starts_on: Day,
    /// The day after its last; `None` for one without an end.
    pub ends_on: Option<Day>,
    /// How it came out, as known on the date.
    pub outcome: Outcome,
    /// Renewed by its outcome, or as a later contract began within a month of its end.
    pub renewed: bool,
    /// Renewed before its window opened.
    pub renewed_early: bool,
    /// Its outcome is lost.
    pub lost: bool,
    /// The first day of its renewal window; `None` without an end.
    pub window_opens: Option<Day>,
    /// The last day to give notice: end − notice days; `None` without an end or a notice.
    pub opt_out_by: Option<Day>,
    /// First day of the account's oldest contract.
    pub first_start: Day,
}

/// The first day of the renewal window of a contract (SPEC §6): `end − floor(term_days / part)`, at
/// most `cap_days` before the end.
#[must_use]
pub fn window_opens(starts_on: Day, ends_on: Day, window: &RenewalWindow) -> Day {
    Day::new(opens(starts_on.number(), ends_on.number(), window)).unwrap_or(ends_on)
}

fn opens(start: i32, end: i32, window: &RenewalWindow) -> i32 {
    let term = u32::try_from(i64::from(end) - i64::from(start)).unwrap_or(0);
    let length = term / window.part.max(1);
    let length = window.cap_days.map_or(length, |cap| length.min(cap));
    end.saturating_sub_unsigned(length)
}

impl ContractBook {
    /// Reads the contracts table; rows of unknown accounts and rows without a first day are left out.
    #[must_use]
    pub fn new(data: &Dataset) -> Self {
        let table = data.table(TableId::Contracts);
        let n = data.n_accounts();
        let day = |name: &str, row: usize| {
            let days = table.days(name);
            days.and_then(|days| days.get(row).copied())
                .filter(|&day| day != MISSING_DAY)
        };
        let outcomes = Outcomes::of(table.column("outcome"));
        let rank = ranks(table.column("contract_id"), table.len());
        let contract = |row: usize| {
            let account = *table.accounts().get(row)?;
            let start = day("starts_on", row)?;
            let end = day("ends_on", row);
            let outcome = outcomes.get(row);
            let notice = table.column("notice_days").and_then(|c| c.number(row));
            Some(Contract {
                account: if (account as usize) < n { account } else { return None },
                row: u32::try_from(row).ok()?,
                start,
                end: end.unwrap_or(NEVER),
                outcome,
                known_on: day("outcome_on", row).or(end).unwrap_or(start),
                next_start: NEVER,
                #[allow(clippy::cast_possible_truncation)] // held within the range of days
                notice_days: notice.map_or(-1, |n| n.clamp(0.0, 36_600.0) as i32),
                auto_renew: table.column("auto_renew").and_then(|c| c.flag(row)) == Some(true),
                rank: rank.get(row).copied().unwrap_or(0),
            })
        };
        let contracts: Vec<Contract> = (0..table.len()).filter_map(contract).collect();
        let mut contracts = by_account(contracts, n);
        find_renewals(&mut contracts);
        Self {
            n_accounts: n,
            contracts,
        }
    }

    /// How many days the renewal window of an account has that is open on a day, from its first day to
    /// the end of the contract: of several the one that ends last. `None` where none has opened.
    #[must_use]
    pub fn window_days(&self, account: u32, on: Day, window: &RenewalWindow) -> Option<i32> {
        let from = self.contracts.partition_point(|c| c.account < account);
        let own = self.contracts.get(from..)?.iter();
        let own = own.take_while(|contract| contract.account == account);
        let open = own.filter(|contract| contract.start <= on.number() && contract.end != NEVER);
        let open = open.map(|contract| (contract.end, opens(contract.start, contract.end, window)));
        let (end, opens) = open.filter(|(_, opens)| *opens <= on.number()).max()?;
        Some(end - opens)
    }

    /// What the contracts say on `as_of`. Rows that begin later do not exist (SPEC §1).
    ///
    /// "The contract" of an account is one in force and not lost, if there is any, else any that
    /// began; of several the one that ends last, then the one that began last.
    #[must_use]
    pub fn facts(&self, as_of: Day, window: &RenewalWindow) -> ContractFacts {
        let mut facts = ContractFacts::none(self.n_accounts, as_of.number());
        for contracts in self.contracts.chunk_by(|a, b| a.account == b.account) {
            facts.tell(contracts, window);
        }
        facts
    }
}

impl ContractFacts {
    fn none(n: usize, today: i32) -> Self {
        Self {
            as_of: today,
            row: vec![NONE; n],
            start: vec![NEVER; n],
            end: vec![NEVER; n],
            opens: vec![NEVER; n],
            opt_out: vec![NEVER; n],
            flags: vec![0; n],
            outcome: vec![Outcome::Open; n],
            first_start: vec![NEVER; n],
        }
    }

    /// Says of the account of some contracts, all that it has, what they say on the date.
    fn tell(&mut self, contracts: &[Contract], window: &RenewalWindow) {
        let begun = contracts.iter().take_while(|c| c.start <= self.as_of);
        let nearest = begun.max_by_key(|contract| contract.standing(self.as_of));
        let account = contracts[0].account as usize;
        if account >= self.row.len() {
            return;
        }
        match nearest {
            Some(contract) => {
                self.first_start[account] = contracts[0].start;
                self.set(account, contract, window);
            }
            None => self.clear(account),
        }
    }

    fn clear(&mut self, account: usize) {
        self.row[account] = NONE;
        self.start[account] = NEVER;
        self.end[account] = NEVER;
        self.opens[account] = NEVER;
        self.opt_out[account] = NEVER;
        self.flags[account] = 0;
        self.outcome[account] = Outcome::Open;
        self.first_start[account] = NEVER;
    }
}

impl Contract {
    fn outcome_on(&self, today: i32) -> Outcome {
        if self.known_on <= today {
            self.outcome
        } else {
            Outcome::Open
        }
    }

    /// Greater is nearer to being "the contract" of its account.
    fn standing(&self, today: i32) -> (bool, i32, i32, u32) {
        let in_force = today < self.end && self.outcome_on(today) != Outcome::Lost;
        (in_force, self.end, self.start, self.rank)
    }
}

/// Contracts in the table's order, which is by first day, put by account.
fn by_account(contracts: Vec<Contract>, n: usize) -> Vec<Contract> {
    let mut places = vec![0_usize; n];
    for contract in &contracts {
        places[contract.account as usize] += 1;
    }
    let mut end = 0;
    for place in &mut places {
        end += *place;
        *place = end;
    }
    let mut order: Vec<Contract> = contracts.clone();
    for contract in contracts.into_iter().rev() {
        let place = &mut places[contract.account as usize];
        *place -= 1;
        order[*place] = contract;
    }
    order
}

/// Finds for each contract the later one of its account that renews it.
fn find_renewals(contracts: &mut [Contract]) {
    for contracts in contracts.chunk_by_mut(|a, b| a.account == b.account) {
        let starts: Vec<i32> = contracts.iter().map(|contract| contract.start).collect();
        for contract in contracts {
            let Some(end) = Day::from_column(contract.end) else {
                continue;
            };
            let from = end.plus_months(-RENEWAL_MONTHS).number();
            let to = end.plus_months(RENEWAL_MONTHS).number();
            let from = from.max(contract.start.saturating_add(1));
            let next = starts.get(starts.partition_point(|&start| start < from));
            if let Some(&next) = next.filter(|&&next| next <= to) {
                contract.next_start = next;
            }
        }
    }
}

/// Outcomes by row, each different word looked at once.
struct Outcomes<'a> {
    words: Vec<Outcome>,
    codes: &'a [u32],
}

impl<'a> Outcomes<'a> {
    fn of(column: Option<&'a Column>) -> Self {
        match column {
            Some(Column::Text(texts)) => Self {
                words: texts.dict().iter().map(Outcome::of_word).collect(),
                codes: texts.codes(),
            },
            _ => Self {
                words: Vec::new(),
                codes: &[],
            },
        }
    }

    fn get(&self, row: usize) -> Outcome {
        let code = self.codes.get(row).copied().unwrap_or(NONE);
        let word = self.words.get(code as usize).copied();
        word.unwrap_or(Outcome::Open)
    }
}

/// The place of each row's text among all of them in byte order.
fn ranks(column: Option<&Column>, rows: usize) -> Vec<u32> {
    let text = |row: u32| column.and_then(|c| c.text(row as usize)).unwrap_or("");
    let mut order: Vec<u32> = (0..u32::try_from(rows).unwrap_or(NONE)).collect();
    sort_positions(&mut order, &mut |a, b| text(a).cmp(text(b)));
    let mut ranks = vec![0; rows];
    for (rank, row) in (0_u32..).zip(order) {
        ranks[row as usize] = rank;
    }
    ranks
}

impl ContractFacts {
    fn set(&mut self, account: usize, contract: &Contract, window: &RenewalWindow) {
        let today = self.as_of;
        let outcome = contract.outcome_on(today);
        let by_outcome = if outcome.is_renewal() {
            contract.known_on
        } else {
            NEVER
        };
        let renewed_on = by_outcome.min(contract.next_start);
        let renewed = renewed_on <= today;
        self.row[account] = contract.row;
        self.start[account] = contract.start;
        self.end[account] = contract.end;
        self.outcome[account] = outcome;
        self.opens[account] = NEVER;
        self.opt_out[account] = NEVER;
        let mut flags = 0;
        if renewed {
            flags |= RENEWED;
        }
        if outcome == Outcome::Lost && !renewed {
            flags |= LOST;
        }
        if contract.auto_renew {
            flags |= AUTO_RENEW;
        }
        if contract.end != NEVER {
            let opens = opens(contract.start, contract.end, window);
            self.opens[account] = opens;
            if renewed && renewed_on < opens {
                flags |= EARLY;
            }
            if contract.notice_days >= 0 {
                self.opt_out[account] = contract.end.saturating_sub(contract.notice_days);
            }
        }
        self.flags[account] = flags;
    }

    /// Number of accounts.
    #[must_use]
    pub fn n_accounts(&self) -> usize {
        self.row.len()
    }

    /// The contract of an account; `None` where it has none by then.
    #[must_use]
    pub fn get(&self, account: usize) -> Option<ContractFact> {
        let row = *self.row.get(account).filter(|&&row| row != NONE)?;
        let day = |days: &[i32]| Day::from_column(days[account]);
        let flags = self.flags[account];
        Some(ContractFact {
            row,
            starts_on: day(&self.start)?,
            ends_on: day(&self.end),
            outcome: self.outcome[account],
            renewed: flags & RENEWED != 0,
            renewed_early: flags & EARLY != 0,
            lost: flags & LOST != 0,
            window_opens: day(&self.opens),
            opt_out_by: day(&self.opt_out),
            first_start: day(&self.first_start)?,
        })
    }

    /// Per account the first day of its oldest contract, [`i32::MAX`] where it has none.
    #[must_use]
    pub fn first_starts(&self) -> &[i32] {
        &self.first_start
    }

    /// Per account whether its contract meets a test. An account without a contract meets none.
    pub(crate) fn meet(&self, test: ContractTest) -> Bits {
        let today = i64::from(self.as_of);
        // Days from the date to a day of the contract lie within a range.
        let ahead = |days: &'_ [i32], account: usize, range: std::ops::RangeInclusive<i64>| {
            days[account] != NEVER && range.contains(&(i64::from(days[account]) - today))
        };
        let undecided = |account: usize| self.flags[account] & (RENEWED | LOST) == 0;
        let flag = |flag: u8| move |account: usize| self.flags[account] & flag != 0;
        match test {
            ContractTest::Signed => self.where_any(|_| true),
            ContractTest::NoEnd => self.where_any(|a| self.end[a] == NEVER),
            ContractTest::Lost => self.where_any(flag(LOST)),
            ContractTest::Renewed => self.where_any(flag(RENEWED)),
            ContractTest::RenewedEarly => self.where_any(flag(EARLY)),
            ContractTest::AutoRenew => self.where_any(flag(AUTO_RENEW)),
            ContractTest::InWindow => {
                self.where_any(|a| undecided(a) && ahead(&self.opens, a, i64::MIN..=0))
            }
            ContractTest::WindowOpensWithin(days) => {
                self.where_any(|a| undecided(a) && ahead(&self.opens, a, 1..=i64::from(days)))
            }
            ContractTest::EndsWithin(days) => {
                self.where_any(|a| undecided(a) && ahead(&self.end, a, 0..=i64::from(days)))
            }
            ContractTest::OptOutWithin(days) => {
                self.where_any(|a| undecided(a) && ahead(&self.opt_out, a, 0..=i64::from(days)))
            }
            ContractTest::Unrenewed(months) => {
                let ended = self.last_end_past(months);
                self.where_any(|a| self.flags[a] & RENEWED == 0 && self.end[a] <= ended)
            }
        }
    }

    fn where_any(&self, holds: impl Fn(usize) -> bool) -> Bits {
        Bits::where_each(self.row.len(), |account| {
            self.row[account] != NONE && holds(account)
        })
    }

    /// The last day `e` for which the date lies after `e` plus that many calendar months.
    fn last_end_past(&self, months: u32) -> i32 {
        let months = i32::try_from(months).unwrap_or(i32::MAX);
        let Some(today) = Day::new(self.as_of) else {
            return i32::MIN;
        };
        // Months differ by three days at most, so the day sought lies just before this one.
        let mut end = today.plus_months(months.saturating_neg()).plus_days(3);
        while end.plus_months(months) >= today && end > Day::FIRST {
            end = end.plus_days(-1);
        }
        end.number()
    }
}

mod due;
mod walk;

pub use due::Due;
pub(crate) use walk::ContractWalk;

#[cfg(test)]
#[path = "contract_tests.rs"]
mod tests;
