//! The life of all accounts on a date: every day up to it worked out, as far back as stages and alerts look.

use crate::error::LibraryError;
use crate::portfolio::Portfolio;
use crate::told;
use perennial_data::{AccountIdx, Dataset, Day, TableId};
use perennial_engine::model::life::LifeRule;
use perennial_life::alert::alerts;
use perennial_life::calendar::Calendar;
use perennial_life::occasion::occasions;
use perennial_life::play::{Audience, PlayBook};
use perennial_life::stay::{Paces, current_stay};
use perennial_life::task::{TaskInputs, tasks};
use perennial_life::tier::{ServiceTable, service_levels};
use perennial_life::work::WorkLog;
use perennial_life::{LifePlan, Manual, Observed, Observer, Timeline, Tracker};
use perennial_snapshot::{NextTask, Renewal, Stage};
use std::rc::Rc;

/// Everything about the life of all accounts on a date.
pub(crate) struct Lived {
    data: Rc<Dataset>,
    pub(crate) plan: LifePlan,
    pub(crate) timeline: Timeline,
    pub(crate) observed: Observed,
    observer: Observer,
    /// Rows bring no work of users.
    pub(crate) work: WorkLog,
    as_of: Day,
}

impl Lived {
    /// # Errors
    /// A metric of the life sections that there is not.
    pub(crate) fn new(portfolio: &Portfolio, as_of: Day) -> Result<Self, LibraryError> {
        let plan = LifePlan::of_valid(portfolio.compiled.model()).map_err(LibraryError::Model)?;
        let data = &portfolio.data;
        let work = WorkLog::default();
        let manual = Manual {
            overrides: &[],
            work: &work,
        };
        let mut observer = Observer::new(Rc::clone(data));
        let mut tracker = Tracker::new(data, as_of);
        let days = tracker.days_to(as_of);
        tracker.advance(&mut observer, &plan, manual, (as_of, days));
        let mut observed = observer.observe(&plan, manual, as_of);
        tracker.timeline().settle(&mut observed.observation);
        Ok(Self {
            data: Rc::clone(data),
            plan,
            timeline: tracker.timeline().clone(),
            observed,
            observer,
            work,
            as_of,
        })
    }

    pub(crate) fn owner(&self, account: AccountIdx) -> Option<&str> {
        let accounts = self.data.table(TableId::Accounts);
        accounts.column("owner")?.text(account as usize)
    }

    pub(crate) fn services(&self) -> ServiceTable {
        let observed = &self.observed;
        let data = &self.data;
        let holds = |rules: &[LifeRule]| observed.rules_hold(&self.plan, data, rules);
        let levels = &self.plan.model().tiers().service_levels;
        service_levels(levels, observed.run.evaluation.exists(), &holds)
    }

    /// The stage of an account, since when, and how that compares.
    pub(crate) fn stage(&self, account: AccountIdx) -> Option<Stage> {
        let stages = self.plan.model().stages();
        let at = self.observed.observation.stage(account as usize)?;
        let stay = current_stay(&self.timeline, account, self.as_of);
        let contracts = self.observer.contracts();
        let paces = Paces::new(&self.timeline, stages, contracts, self.as_of);
        told::stage((stages, at), (account, stay), &paces)
    }

    /// The contract that runs, as a renewal.
    pub(crate) fn renewal(&self, account: AccountIdx) -> Option<Renewal> {
        told::renewal(&self.observed.contracts.get(account as usize)?)
    }

    /// The open task that is due first.
    pub(crate) fn next_task(&self, account: AccountIdx) -> Option<NextTask> {
        let model = self.plan.model();
        let data = &*self.data;
        let observation = &self.observed.observation;
        let alerts = alerts(data, &self.timeline, observation, &self.work);
        let occasions = occasions(data, &self.timeline, observation, &alerts, &self.work);
        let book = PlayBook::new(model);
        let holds = |rules: &[_]| self.observed.rules_hold(&self.plan, data, rules);
        let inputs = TaskInputs {
            data,
            as_of: self.as_of,
            book: &book,
            audience: &Audience::new(&book, &self.observed.tiers, &holds),
            occasions: &occasions,
            tiers: model.tiers(),
            services: &self.services(),
            calendar: &Calendar::shipped(),
            log: &self.work,
            holds: &|account, signal, on| {
                let at = observation.signal_position(signal);
                at.is_some_and(|at| self.timeline.at(account, on).signal(at))
            },
        };
        let owner = self.owner(account).unwrap_or_default();
        told::next_task(&inputs, &tasks(&inputs), account, owner)
    }
}
