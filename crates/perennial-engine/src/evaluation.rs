//! What an evaluation says of every account.

use crate::model::BandId;
use perennial_data::Day;

pub(crate) const NO_CAP: u8 = u8::MAX;
pub(crate) const NO_OVERRIDE: u32 = u32::MAX;

/// Health of every account at one date, a column per thing; NaN where there is none.
#[derive(Clone, Debug)]
pub struct Evaluation {
    pub(crate) as_of: Day,
    pub(crate) exists: Vec<bool>,
    pub(crate) outcome: Vec<f64>,
    pub(crate) experience: Vec<f64>,
    pub(crate) health: Vec<f64>,
    pub(crate) capped: Vec<f64>,
    pub(crate) values: Vec<f64>,
    pub(crate) coverage: Vec<f64>,
    pub(crate) bands: Vec<Option<BandId>>,
    pub(crate) caps: Vec<u8>,
    pub(crate) overrides: Vec<u32>,
    pub(crate) variants: Vec<u8>,
}

/// One account of an [`Evaluation`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AccountHealth {
    /// Whether the account exists on the date; if not, everything else is empty.
    pub exists: bool,
    /// The outcome factor, 0 to 100.
    pub outcome: Option<f64>,
    /// The experience factor, 0 to 100.
    pub experience: Option<f64>,
    /// Health before caps, 0 to 100.
    pub health: Option<f64>,
    /// Health after caps.
    pub capped: Option<f64>,
    /// The final value: the override where one is active, else health after caps. Never rounded.
    pub value: Option<f64>,
    /// Share of global weight backed by real data, 0 to 1.
    pub coverage: f64,
    /// The colour; `None` is grey, 数据不足.
    pub band: Option<BandId>,
    /// Position in the model of the cap that bit.
    pub cap: Option<usize>,
    /// Position of the active override among those given.
    pub overridden: Option<usize>,
}

impl Evaluation {
    pub(crate) fn with_capacity(as_of: Day, n: usize) -> Self {
        Self {
            as_of,
            exists: Vec::with_capacity(n),
            outcome: Vec::with_capacity(n),
            experience: Vec::with_capacity(n),
            health: Vec::with_capacity(n),
            capped: Vec::with_capacity(n),
            values: Vec::with_capacity(n),
            coverage: Vec::with_capacity(n),
            bands: Vec::with_capacity(n),
            caps: Vec::with_capacity(n),
            overrides: Vec::with_capacity(n),
            variants: Vec::with_capacity(n),
        }
    }

    /// The date.
    #[must_use]
    pub fn as_of(&self) -> Day {
        self.as_of
    }

    /// Number of accounts, those that do not exist yet included.
    #[must_use]
    pub fn n_accounts(&self) -> usize {
        self.values.len()
    }

    /// One account; `None` past the end.
    #[must_use]
    pub fn account(&self, account: usize) -> Option<AccountHealth> {
        let there = |v: f64| (!v.is_nan()).then_some(v);
        Some(AccountHealth {
            exists: *self.exists.get(account)?,
            outcome: there(self.outcome[account]),
            experience: there(self.experience[account]),
            health: there(self.health[account]),
            capped: there(self.capped[account]),
            value: there(self.values[account]),
            coverage: self.coverage[account],
            band: self.bands[account],
            cap: (self.caps[account] != NO_CAP).then_some(usize::from(self.caps[account])),
            overridden: (self.overrides[account] != NO_OVERRIDE)
                .then_some(self.overrides[account] as usize),
        })
    }

    /// Final values, NaN where missing.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// Health before caps, NaN where missing.
    #[must_use]
    pub fn health(&self) -> &[f64] {
        &self.health
    }

    /// Colours; `None` is grey.
    #[must_use]
    pub fn bands(&self) -> &[Option<BandId>] {
        &self.bands
    }

    /// Shares of global weight backed by real data.
    #[must_use]
    pub fn coverage(&self) -> &[f64] {
        &self.coverage
    }

    /// Which accounts exist on the date.
    #[must_use]
    pub fn exists(&self) -> &[bool] {
        &self.exists
    }
}
