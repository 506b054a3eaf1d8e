//! Stages, signals and tiers on a date, with the days before it that tell since when.

use crate::args::ScoreArgs;
use crate::console::Console;
use crate::error::CliError;
use crate::load::load;
use crate::model::{ModelName, choose};
use perennial_data::{AccountIdx, Dataset, TableId};
use perennial_engine::model::life::LifeRule;
use perennial_life::contract::ContractBook;
use perennial_life::tier::{ServiceTable, service_levels};
use perennial_life::work::WorkLog;
use perennial_life::{LifePlan, Manual, Observed, Observer, Timeline, Tracker};
use std::rc::Rc;

/// What is known of all accounts on a date.
pub(crate) struct Life {
    pub(crate) data: Rc<Dataset>,
    pub(crate) plan: LifePlan,
    pub(crate) timeline: Timeline,
    pub(crate) contracts: ContractBook,
    pub(crate) observed: Observed,
    pub(crate) services: ServiceTable,
    /// Files bring no work of users.
    pub(crate) work: WorkLog,
}

impl Life {
    /// Reads the files and works out every day to the date.
    pub(crate) fn of(args: &ScoreArgs, console: &mut Console<'_>) -> Result<Self, CliError> {
        let wanted = args.inputs.model.as_deref();
        let asked = wanted.map(|model| choose(Some(model), false)).transpose()?;
        let loaded = load(&args.inputs, console)?;
        let compiled = match asked {
            Some(compiled) => compiled,
            None => choose(None, loaded.only_sheets)?,
        };
        let plan = LifePlan::of_valid(compiled.model()).map_err(|source| CliError::BadModel {
            path: compiled.model().id.clone().into(),
            source,
        })?;
        let data = Rc::new(loaded.data);
        let work = WorkLog::default();
        let manual = Manual {
            overrides: &[],
            work: &work,
        };
        let mut observer = Observer::new(Rc::clone(&data));
        let mut tracker = Tracker::new(&data, args.as_of);
        let days = tracker.days_to(args.as_of);
        tracker.advance(&mut observer, &plan, manual, (args.as_of, days));
        let mut observed = observer.observe(&plan, manual, args.as_of);
        tracker.timeline().settle(&mut observed.observation);
        let holds = |rules: &[LifeRule]| observed.rules_hold(&plan, &data, rules);
        let exists = observed.run.evaluation.exists();
        let levels = &plan.model().tiers().service_levels;
        let services = service_levels(levels, exists, &holds);
        if !exists.contains(&true) {
            let text = format!("no account exists on {}", args.as_of);
            console.warn("no-account-yet", &text);
        }
        Ok(Self {
            timeline: tracker.timeline().clone(),
            contracts: observer.contracts().clone(),
            data,
            plan,
            observed,
            services,
            work,
        })
    }

    pub(crate) fn model(&self) -> ModelName<'_> {
        ModelName::of(self.plan.model())
    }

    /// The accounts that exist, by id.
    pub(crate) fn accounts(&self) -> impl Iterator<Item = AccountIdx> + '_ {
        let exists = self.observed.run.evaluation.exists().iter();
        let all = (0..AccountIdx::MAX).zip(exists);
        all.filter(|(_, exists)| **exists)
            .map(|(account, _)| account)
    }

    pub(crate) fn id(&self, account: AccountIdx) -> &str {
        self.data.account_id(account).unwrap_or_default()
    }

    pub(crate) fn name(&self, account: AccountIdx) -> Option<&str> {
        self.data.account_name(account)
    }

    pub(crate) fn owner(&self, account: AccountIdx) -> Option<&str> {
        let accounts = self.data.table(TableId::Accounts);
        accounts.column("owner")?.text(account as usize)
    }
}
