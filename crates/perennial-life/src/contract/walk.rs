//! What contracts say on date after date: only accounts of which some contract begins, ends, is decided or
//! is followed by another in between are looked at again.

use super::{ContractBook, ContractFacts, NEVER};
use perennial_data::{Day, sort_keys};
use perennial_model::life::RenewalWindow;
use std::rc::Rc;

/// Facts kept from date to date; of one book.
#[derive(Clone, Debug, Default)]
pub(crate) struct ContractWalk {
    last: Option<(RenewalWindow, Rc<ContractFacts>)>,
    /// Day and account of everything that changes what is said, by day. Empty until a second date is
    /// asked for.
    events: Vec<(i32, u32)>,
    /// Where the contracts of each account begin; one more for the end.
    starts: Vec<u32>,
}

impl ContractWalk {
    /// The same as [`ContractBook::facts`].
    pub(crate) fn facts(
        &mut self,
        book: &ContractBook,
        as_of: Day,
        window: &RenewalWindow,
    ) -> Rc<ContractFacts> {
        let known = self.last.take().filter(|(of, _)| of == window);
        let facts = match known {
            Some((_, mut facts)) => {
                if self.starts.is_empty() {
                    self.prepare(book);
                }
                self.go(book, Rc::make_mut(&mut facts), as_of.number(), window);
                facts
            }
            None => Rc::new(book.facts(as_of, window)),
        };
        self.last = Some((*window, Rc::clone(&facts)));
        facts
    }

    fn prepare(&mut self, book: &ContractBook) {
        let mut keys: Vec<u128> = Vec::with_capacity(book.contracts.len() * 4);
        let mut starts = vec![0_u32; book.n_accounts + 1];
        for contract in &book.contracts {
            starts[contract.account as usize + 1] += 1;
            let days = [
                contract.start,
                contract.end,
                contract.known_on,
                contract.next_start,
            ];
            let days = days.into_iter().filter(|day| *day != NEVER);
            // Days before 1970 come first too.
            let place = |day: i32| u128::from(day.cast_unsigned() ^ 1 << 31);
            keys.extend(days.map(|day| place(day) << 32 | u128::from(contract.account)));
        }
        for account in 0..book.n_accounts {
            starts[account + 1] += starts[account];
        }
        sort_keys(&mut keys);
        keys.dedup();
        let event = |key: &u128| {
            let day = ((key >> 32) as u32 ^ 1 << 31).cast_signed();
            (day, (key & u128::from(u32::MAX)) as u32)
        };
        self.events = keys.iter().map(event).collect();
        self.starts = starts;
    }

    fn go(
        &self,
        book: &ContractBook,
        facts: &mut ContractFacts,
        today: i32,
        window: &RenewalWindow,
    ) {
        let (from, to) = (facts.as_of.min(today), facts.as_of.max(today));
        facts.as_of = today;
        // What is said changes on the day of an event: between two dates are those after the earlier
        // one, up to and including the later one.
        let place = |day: i32| self.events.partition_point(|event| event.0 <= day);
        for &(_, account) in &self.events[place(from)..place(to)] {
            let account = account as usize;
            let own = self.starts[account] as usize..self.starts[account + 1] as usize;
            facts.tell(&book.contracts[own], window);
        }
    }
}
