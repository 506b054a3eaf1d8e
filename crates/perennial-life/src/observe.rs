//! What holds for all accounts on one date: contracts, tiers, signals, stage, tracks.

use crate::bits::Bits;
use crate::contract::{ContractBook, ContractFacts, ContractWalk};
use crate::plan::{Inner, LifePlan};
use crate::rule::{Bands, Facts, Leaves, Sheet};
use crate::settle::Wait;
use crate::signal::SignalFlags;
use crate::stage::{self, NO_STAGE};
use crate::tier::{Orders, TierInputs, TierTable, tiers_after};
use crate::work::{ManualStage, WorkLog};
use perennial_data::{AccountIdx, Dataset, Day};
use perennial_engine::{Override, Prepared, Run};
use perennial_model::Model;
use perennial_model::life::{LifeRule, Severity, TierId};
use std::rc::Rc;
use std::sync::Arc;

/// What people set by hand.
#[derive(Clone, Copy, Debug)]
pub struct Manual<'a> {
    /// Healths.
    pub overrides: &'a [Override],
    /// The user's own work: stages.
    pub work: &'a WorkLog,
}

/// What holds for every account on one date, a column per thing.
#[derive(Clone, Debug)]
pub struct Observation {
    pub(crate) as_of: Day,
    pub(crate) stages: Vec<u8>,
    /// What the rules give on the date alone.
    pub(crate) rules: Vec<u8>,
    /// Which stages last past their rules.
    pub(crate) waits: Arc<[Wait]>,
    pub(crate) tracks: Vec<u16>,
    pub(crate) signals: Vec<u64>,
    /// Stages set by hand, by account: what the rules would say.
    pub(crate) by_hand: Vec<(AccountIdx, u8)>,
    flags: SignalFlags,
}

/// An observation with everything that it was made from.
#[derive(Clone, Debug)]
pub struct Observed {
    /// What holds.
    pub observation: Observation,
    /// Metrics, measures and score.
    pub run: Run,
    /// What the contracts say.
    pub contracts: Rc<ContractFacts>,
    /// Value tiers.
    pub tiers: TierTable,
    pub(crate) month_ends: Vec<Bands>,
}

impl Observation {
    /// The date.
    #[must_use]
    pub fn as_of(&self) -> Day {
        self.as_of
    }

    /// Per account the position of its stage in the set in use, [`NO_STAGE`] where it is in none:
    /// the stage set by hand where one is in force, else that of the rules. A stage that lasts past its
    /// rules is only known after [`Timeline::settle`](crate::Timeline::settle).
    #[must_use]
    pub fn stages(&self) -> &[u8] {
        &self.stages
    }

    /// Per account a bit per track of the model that runs.
    #[must_use]
    pub fn tracks(&self) -> &[u16] {
        &self.tracks
    }

    /// Per account a bit per signal of the model that holds.
    #[must_use]
    pub fn signals(&self) -> &[u64] {
        &self.signals
    }

    /// Position of an account's stage; `None` where it is in none.
    #[must_use]
    pub fn stage(&self, account: usize) -> Option<usize> {
        position(*self.stages.get(account)?)
    }

    /// Position of the stage that the rules give, whatever was set by hand; a stage that lasts past its
    /// rules as [`Observation::stages`].
    #[must_use]
    pub fn stage_by_rules(&self, account: usize) -> Option<usize> {
        let set = self.by_hand.iter();
        let rules = set.copied().find(|&(other, _)| other as usize == account);
        rules.map_or_else(|| self.stage(account), |(_, stage)| position(stage))
    }

    /// Position of the stage whose rules hold on the date itself.
    #[must_use]
    pub fn stage_of_date(&self, account: usize) -> Option<usize> {
        position(*self.rules.get(account)?)
    }

    /// How much a signal matters for an account, by its variant, whether it holds or not; `None`
    /// for a signal that is not there.
    #[must_use]
    pub fn severity(&self, signal: usize, account: usize) -> Option<Severity> {
        self.flags.severity(signal, account)
    }

    /// Number of signals of the model.
    #[must_use]
    pub fn n_signals(&self) -> usize {
        self.flags.len()
    }

    /// Position of a signal in the model.
    #[must_use]
    pub fn signal_position(&self, id: &str) -> Option<usize> {
        self.flags.position(id)
    }

    /// Whether the signal at a position holds for an account.
    #[must_use]
    pub fn holds(&self, signal: usize, account: usize) -> bool {
        let signals = self.signals.get(account);
        signal < 64 && signals.is_some_and(|signals| signals >> signal & 1 == 1)
    }
}

impl Observed {
    /// The tier of an account.
    #[must_use]
    pub fn tier(&self, account: usize) -> Option<TierId> {
        self.tiers.tier(account)
    }

    /// Per account whether all of these rules hold, for whatever stands outside signals and stages:
    /// service levels, and for whom plays and cadences are. `plan` and `data` are those of the
    /// observation; a metric that the plan does not compute is met by nobody.
    #[must_use]
    pub fn rules_hold(&self, plan: &LifePlan, data: &Dataset, rules: &[LifeRule]) -> Vec<bool> {
        let mut leaves = Leaves::default();
        let expr = leaves.all_of(rules);
        let n = data.n_accounts();
        let facts = Facts {
            data,
            compiled: &plan.inner().compiled,
            run: &self.run,
            contracts: &self.contracts,
            tiers: self.tiers.positions(),
            month_ends: &self.month_ends,
            signals: Some(&self.observation.flags),
        };
        let bits = Sheet::new(&leaves, n).holds(&facts, &expr);
        (0..n).map(|account| bits.get(account)).collect()
    }
}

pub(crate) fn position(stage: u8) -> Option<usize> {
    (stage != NO_STAGE).then_some(usize::from(stage))
}

/// Observes all accounts on one date.
#[must_use]
pub fn observe(plan: &LifePlan, data: Rc<Dataset>, manual: Manual<'_>, as_of: Day) -> Observed {
    Observer::new(data).observe(plan, manual, as_of)
}

/// Bands at month-ends, kept from date to date, as rules ask for them again and again.
#[derive(Clone, Debug, Default)]
pub(crate) struct MonthEnds(Vec<(Day, Bands)>);

/// Observes one dataset at date after date, with less work than [`observe`] on each: what does not
/// depend on the date is kept, and so are bands at month-ends. These depend on the model and the
/// overrides: see [`Observer::forget_from`].
pub struct Observer {
    prepared: Prepared,
    contracts: ContractBook,
    /// What they said on the last date.
    contract_walk: ContractWalk,
    month_ends: MonthEnds,
    /// Of the values that tiers rank.
    orders: Orders,
}

impl Observer {
    /// For one dataset.
    #[must_use]
    pub fn new(data: Rc<Dataset>) -> Self {
        Self {
            contracts: ContractBook::new(&data),
            prepared: Prepared::new(data),
            contract_walk: ContractWalk::default(),
            month_ends: MonthEnds::default(),
            orders: Orders::default(),
        }
    }

    /// The dataset.
    #[must_use]
    pub fn data(&self) -> &Rc<Dataset> {
        self.prepared.data()
    }

    /// The dataset kept ready, for scores at dates of their own.
    pub fn prepared(&mut self) -> &mut Prepared {
        &mut self.prepared
    }

    /// Its contracts.
    #[must_use]
    pub fn contracts(&self) -> &ContractBook {
        &self.contracts
    }

    /// Forgets what is kept of a day and of later ones, as an override of these days has changed; of
    /// all days where the model has.
    pub fn forget_from(&mut self, day: Day) {
        self.month_ends.forget_from(day);
    }

    /// The same as [`observe`].
    #[must_use]
    pub fn observe(&mut self, plan: &LifePlan, manual: Manual<'_>, as_of: Day) -> Observed {
        let month_ends = self.month_ends(plan.inner(), manual, as_of);
        let compiled = &plan.inner().compiled;
        let run = self.prepared.evaluate(compiled, manual.overrides, as_of);
        self.of_run(plan, manual, (run, month_ends))
    }

    /// The same as [`observe`] on one of many days in a row: see [`Prepared::step`].
    pub(crate) fn step(&mut self, plan: &LifePlan, manual: Manual<'_>, as_of: Day) -> Observed {
        let month_ends = self.month_ends(plan.inner(), manual, as_of);
        let compiled = &plan.inner().compiled;
        let run = self.prepared.step(compiled, manual.overrides, as_of);
        self.of_run(plan, manual, (run, month_ends))
    }

    /// Frees what days in a row keep.
    pub(crate) fn rest(&mut self) {
        self.prepared.rest();
    }

    /// What follows from metrics, measures and score of a date, and bands at month-ends before it.
    fn of_run(
        &mut self,
        plan: &LifePlan,
        manual: Manual<'_>,
        (run, month_ends): (Run, Vec<Bands>),
    ) -> Observed {
        let as_of = run.evaluation.as_of();
        let model = plan.model();
        let plan = plan.inner();
        let data = Rc::clone(self.prepared.data());
        let data = &*data;
        let n = data.n_accounts();
        let window = &model.stages().renewal_window;
        let contracts = self.contract_walk.facts(&self.contracts, as_of, window);
        let metric = |id: &str| {
            let at = plan.compiled.metric_position(id)?;
            run.metrics.column(at).map(|column| column.values())
        };
        let tiers = tiers_after(
            &mut self.orders,
            model.tiers(),
            &TierInputs {
                data,
                as_of,
                exists: run.evaluation.exists(),
                metric: &metric,
            },
        );
        let exists = Bits::of(run.evaluation.exists(), |&exists| exists);
        let mut sheet = Sheet::new(&plan.leaves, n);
        let mut facts = Facts {
            data,
            compiled: &plan.compiled,
            run: &run,
            contracts: &contracts,
            tiers: tiers.positions(),
            month_ends: &month_ends,
            signals: None,
        };
        let flags = SignalFlags::new(&plan.signals, &mut sheet, &facts, &exists);
        facts.signals = Some(&flags);
        let mut stages = stage::stages(&plan.stages, &mut sheet, &facts, &exists);
        let tracks = stage::tracks(&plan.tracks, &mut sheet, &facts, &exists);
        let rules = stages.clone();
        let by_hand = set_by_hand(model, data, manual.work, as_of, &mut stages);
        if as_of == as_of.month_end() {
            self.month_ends.add(as_of, run.evaluation.bands().into());
        }
        Observed {
            observation: Observation {
                as_of,
                stages,
                rules,
                waits: Arc::clone(&plan.waits),
                tracks,
                signals: flags.by_account(),
                by_hand,
                flags,
            },
            run,
            contracts,
            tiers,
            month_ends,
        }
    }

    /// The bands at the month-ends before a date that rules look at, the newest first.
    fn month_ends(&mut self, plan: &Inner, manual: Manual<'_>, as_of: Day) -> Vec<Bands> {
        let days = as_of.past_month_ends(plan.leaves.month_ends());
        let bands = days.iter().map(|&day| match self.month_ends.get(day) {
            Some(bands) => bands,
            None => {
                let run = self.prepared.evaluate(&plan.score, manual.overrides, day);
                let bands: Bands = run.evaluation.bands().into();
                self.month_ends.add(day, bands.clone());
                bands
            }
        });
        let mut bands: Vec<Bands> = bands.collect();
        bands.reverse();
        bands
    }
}

/// Puts the stages set by hand in place; which accounts they are of, and what the rules say.
fn set_by_hand(
    model: &Model,
    data: &Dataset,
    work: &WorkLog,
    as_of: Day,
    stages: &mut [u8],
) -> Vec<(AccountIdx, u8)> {
    let Some(set) = model.stages().set() else {
        return Vec::new();
    };
    let place = |manual: &ManualStage| {
        let account = data.account(&manual.account)?;
        let stage = u8::try_from(set.position(&manual.stage)?).ok()?;
        let place = stages.get_mut(account as usize)?;
        Some((account, std::mem::replace(place, stage)))
    };
    let manual = work.manual_stages(as_of).into_iter();
    manual.map(|(_, manual)| manual).filter_map(place).collect()
}

impl MonthEnds {
    fn get(&self, day: Day) -> Option<Bands> {
        let known = self.0.iter().find(|(known, _)| *known == day);
        known.map(|(_, bands)| bands.clone())
    }

    fn add(&mut self, day: Day, bands: Bands) {
        if self.get(day).is_some() {
            return;
        }
        // As many as the longest run may ask for; those asked for longest ago go first.
        if self.0.len() > 13 {
            self.0.remove(0);
        }
        self.0.push((day, bands));
    }

    /// Forgets those on or after a day, as what they were made from has changed.
    pub(crate) fn forget_from(&mut self, day: Day) {
        self.0.retain(|(known, _)| *known < day);
    }
}
