//! Rows and a model, ready to be asked.

use crate::choose::choose;
use crate::error::LibraryError;
#[cfg(feature = "life")]
use crate::lived::Lived;
use crate::rows::Rows;
use perennial_data::{AccountIdx, Dataset, Day};
use perennial_engine::{Change, Compiled, Explanation, Model, Scope, change, explain};
#[cfg(feature = "life")]
use std::cell::RefCell;
use std::rc::Rc;

/// Rows and a model. Every question names its date.
pub struct Portfolio {
    pub(crate) data: Rc<Dataset>,
    pub(crate) compiled: Compiled,
    /// The life of the last date asked for, as every account of a date shares it.
    #[cfg(feature = "life")]
    lived: RefCell<Option<(Day, Rc<Lived>)>>,
}

impl Portfolio {
    /// Of the JSON of rows ([`Rows::parse`]) and a model: its JSON, the id of one that ships, or empty for the
    /// one that fits.
    ///
    /// # Errors
    /// What does not read, with its place.
    pub fn new(rows: &str, model: &str) -> Result<Self, LibraryError> {
        let rows = Rows::parse(rows)?;
        let model = choose(model, rows.only_sheets())?;
        Self::of(Rc::new(rows.dataset()?), model)
    }

    /// Of a dataset and a valid model.
    ///
    /// # Errors
    /// A metric that there is not.
    pub fn of(data: Rc<Dataset>, model: Model) -> Result<Self, LibraryError> {
        let compiled = Compiled::of_valid(model, Scope::Model);
        let compiled = compiled.map_err(LibraryError::Model)?;
        Ok(Self {
            data,
            compiled,
            #[cfg(feature = "life")]
            lived: RefCell::default(),
        })
    }

    /// The account of that id; without one the only account there is.
    ///
    /// # Errors
    /// [`LibraryError::Account`].
    pub fn account(&self, id: Option<&str>) -> Result<AccountIdx, LibraryError> {
        let only = || (self.data.n_accounts() == 1).then_some(0);
        let found = id.map_or_else(only, |id| self.data.account(id));
        found.ok_or_else(|| LibraryError::Account {
            account: id.map(str::to_owned),
        })
    }

    /// Why an account's health is what it is.
    ///
    /// # Errors
    /// [`LibraryError::Account`], [`LibraryError::NotYet`].
    pub fn explain(&self, id: Option<&str>, as_of: Day) -> Result<Explanation, LibraryError> {
        let account = self.account(id)?;
        let explanation = self.explanation(account, as_of)?;
        if explanation.exists {
            Ok(explanation)
        } else {
            Err(LibraryError::NotYet {
                account: explanation.account_id,
            })
        }
    }

    /// Why it differs from what it was on an earlier date.
    ///
    /// # Errors
    /// As [`Portfolio::explain`], of the later date.
    pub fn change(&self, id: Option<&str>, since: Day, as_of: Day) -> Result<Change, LibraryError> {
        let after = self.explain(id, as_of)?;
        let before = self.explanation(self.account(id)?, since)?;
        Ok(change(&self.compiled, &before, &before, &after))
    }

    pub(crate) fn explanation(
        &self,
        account: AccountIdx,
        as_of: Day,
    ) -> Result<Explanation, LibraryError> {
        let run = perennial_engine::evaluate(&self.data, &self.compiled, &[], as_of);
        let none = || LibraryError::Account { account: None };
        explain(&self.data, &self.compiled, &run, &[], account).ok_or_else(none)
    }

    /// The life of all accounts on a date, worked out once.
    #[cfg(feature = "life")]
    pub(crate) fn lived(&self, as_of: Day) -> Result<Rc<Lived>, LibraryError> {
        let held = self.lived.borrow();
        if let Some((_, lived)) = held.as_ref().filter(|(day, _)| *day == as_of) {
            return Ok(Rc::clone(lived));
        }
        drop(held);
        let lived = Rc::new(Lived::new(self, as_of)?);
        self.lived.replace(Some((as_of, Rc::clone(&lived))));
        Ok(lived)
    }

    pub(crate) fn id(&self, account: AccountIdx) -> &str {
        self.data.account_id(account).unwrap_or_default()
    }

    pub(crate) fn model_name(&self) -> perennial_snapshot::ModelName {
        let model = self.compiled.model();
        perennial_snapshot::ModelName {
            id: model.id.clone(),
            revision: model.revision,
        }
    }
}
