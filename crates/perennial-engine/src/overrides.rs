//! Values that people set by hand, with a reason and an end (SPEC §4.7).

use perennial_data::{Dataset, Day, sort_by};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A value set by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// The account's id.
    pub account_id: String,
    /// The value, held within 0 to 100.
    pub value: f64,
    /// Who set it.
    pub author: String,
    /// Why.
    pub reason: String,
    /// First day.
    pub set_on: Day,
    /// Last day, included.
    pub expires_on: Day,
}

/// The overrides in force on one date, by account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActiveOverrides(Vec<(usize, u32, f64)>);

impl ActiveOverrides {
    /// Those of `overrides` in force on `as_of`; of several on one account the one set last.
    #[must_use]
    pub fn new(data: &Dataset, overrides: &[Override], as_of: Day) -> Self {
        let mut active: Vec<(usize, Day, u32, f64)> = (overrides.iter().zip(0_u32..))
            .filter(|(o, _)| o.set_on <= as_of && as_of <= o.expires_on && o.value.is_finite())
            .filter_map(|(o, position)| {
                let account = data.account(&o.account_id)? as usize;
                Some((account, o.set_on, position, crate::model::clamp(o.value)))
            })
            .collect();
        let rank = |o: &(usize, Day, u32, f64)| (o.0, o.1, o.2);
        sort_by(&mut active, |a, b| rank(a).cmp(&rank(b)));
        let last = active.chunk_by(|a, b| a.0 == b.0).filter_map(<[_]>::last);
        Self(
            last.map(|&(account, _, at, value)| (account, at, value))
                .collect(),
        )
    }

    /// Account, position among those given, and value, of the accounts named; in their order.
    pub(crate) fn within(&self, accounts: &Range<usize>) -> &[(usize, u32, f64)] {
        let before = |end: usize| self.0.partition_point(|active| active.0 < end);
        let range = before(accounts.start)..before(accounts.end);
        self.0.get(range).unwrap_or_default()
    }
}
