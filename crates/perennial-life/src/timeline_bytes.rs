//! A timeline as bytes that last, so that what a minute was spent on once is there when the workspace opens again.
//!
//! Only changes are written, per day in order of accounts; what else a timeline holds follows from them. Whoever keeps
//! the bytes sees to it that they are of the same rows, model and work: they do not say of what they are.

use crate::state::State;
use crate::timeline::Timeline;
use perennial_data::Day;

/// First byte: the version of this form. Bytes of another are not read, as all of it can be worked out again.
const VERSION: u8 = 1;
/// More days than any timeline has.
const MOST_DAYS: u64 = 100_000;

impl Timeline {
    /// The timeline as bytes; none for one without a day.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let Some(first) = self.first() else {
            return out;
        };
        out.push(VERSION);
        out.extend(first.number().to_le_bytes());
        let (states, n_days) = (self.kinds(), self.by_day().count());
        for size in [self.n_accounts(), self.n_signals(), states.len(), n_days] {
            put(&mut out, size as u64);
        }
        for state in states {
            put(&mut out, state.packed());
            put(&mut out, state.signals);
        }
        for day in self.by_day() {
            let mut next = 0;
            for (account, state) in day {
                put(&mut out, u64::from(account - next) + 1);
                put(&mut out, u64::from(state));
                next = account + 1;
            }
            put(&mut out, 0);
        }
        out
    }

    /// A timeline from its bytes; `None` where they are not of so many accounts and signals, of another version, or
    /// damaged: it is worked out again then.
    #[must_use]
    pub fn of_bytes(bytes: &[u8], n_accounts: usize, n_signals: usize) -> Option<Self> {
        let (&version, rest) = bytes.split_first()?;
        let (first, rest) = rest.split_first_chunk::<4>()?;
        let first = Day::from_column(i32::from_le_bytes(*first))?;
        let mut bytes = Bytes(rest);
        let is_ours = version == VERSION
            && bytes.number()? == n_accounts as u64
            && bytes.number()? == n_signals as u64;
        if !is_ours {
            return None;
        }
        let (n_states, n_days) = (bytes.number()?, bytes.number()?);
        if n_days > MOST_DAYS {
            return None;
        }
        let mut timeline = Self::new(n_accounts);
        timeline.begin(first, n_signals);
        for _ in 0..n_states {
            timeline.place(State::of_packed(bytes.number()?, bytes.number()?)?);
        }
        let mut day = first;
        for _ in 0..n_days {
            let mut next = 0;
            loop {
                let ahead = usize::try_from(bytes.number()?).ok()?;
                if ahead == 0 {
                    break;
                }
                next = ahead.checked_add(next).filter(|&next| next <= n_accounts)?;
                let state = bytes.number().filter(|&state| state < n_states)?;
                timeline.change(next - 1, u32::try_from(state).ok()?, day);
            }
            timeline.end_day();
            day = day.plus_days(1);
        }
        bytes.0.is_empty().then_some(timeline)
    }
}

/// Seven bits a byte, the lowest first.
fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}
