//! Where every account stands in its life on a date: what `perennial lifecycle` prints, as data.

use crate::error::LibraryError;
use crate::lived::Lived;
use crate::portfolio::Portfolio;
use perennial_data::{AccountIdx, Day};
use perennial_engine::model::life::TierId;
use perennial_life::tier::ServiceTable;
use perennial_snapshot::{ModelName, Stage};
use serde::Serialize;

/// The lives of all accounts on a date.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Lifecycle {
    /// The date.
    pub as_of: Day,
    /// The model that decides.
    pub model: ModelName,
    /// Id of the set of stages in use.
    pub stages: String,
    /// Accounts that exist on the date, in byte order of their ids.
    pub accounts: Vec<LifeOf>,
}

/// The life of an account.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LifeOf {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Its stage; null in none.
    pub stage: Option<Stage>,
    /// Days since it came into the stage; null where it did before the data begin.
    pub days: Option<i32>,
    /// Ids of the tracks that run.
    pub tracks: Vec<String>,
    /// The value tier, which ranks an account among all that are given.
    pub tier: Option<TierId>,
    /// Id of the service level.
    pub service_level: Option<String>,
}

impl Portfolio {
    /// Where every account stands.
    ///
    /// # Errors
    /// A metric of the model's life sections that there is not.
    pub fn lifecycle(&self, as_of: Day) -> Result<Lifecycle, LibraryError> {
        let lived = self.lived(as_of)?;
        let services = lived.services();
        let n = AccountIdx::try_from(self.data.n_accounts()).unwrap_or(AccountIdx::MAX);
        let exists = lived.observed.run.evaluation.exists();
        let accounts = (0..n).filter(|&account| exists.get(account as usize) == Some(&true));
        Ok(Lifecycle {
            as_of,
            model: self.model_name(),
            stages: lived.plan.model().stages().active.clone(),
            accounts: accounts
                .map(|account| self.life_of(&lived, &services, account, as_of))
                .collect(),
        })
    }

    fn life_of(
        &self,
        lived: &Lived,
        services: &ServiceTable,
        account: AccountIdx,
        as_of: Day,
    ) -> LifeOf {
        let at = account as usize;
        let model = lived.plan.model();
        let stage = lived.stage(account);
        let since = stage.as_ref().and_then(|stage| stage.since);
        let tracks = model.stages().tracks.iter().enumerate();
        let bits = lived.observed.observation.tracks().get(at).copied();
        let bits = bits.unwrap_or(0);
        let level = services.level(at);
        let level = level.and_then(|level| model.tiers().service_levels.get(level));
        LifeOf {
            id: self.id(account).to_owned(),
            name: self.data.account_name(account).map(str::to_owned),
            stage,
            days: since.map(|since| as_of.days_since(since)),
            tracks: tracks
                .filter(|(at, _)| bits >> at & 1 == 1)
                .map(|(_, track)| track.id.clone())
                .collect(),
            tier: lived.observed.tier(at),
            service_level: level.map(|level| level.id.clone()),
        }
    }
}
