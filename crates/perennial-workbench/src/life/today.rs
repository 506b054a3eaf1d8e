//! Everything that is current on one date: what was observed, alerts, what plays follow, tasks.

use crate::evaluations::band;
use crate::life::tracking::Life;
use crate::life::value::services;
use crate::query::columns::ARR;
use perennial_data::{Column, Day, TableId};
use perennial_engine::model::life::{Direction, LifeRule};
use perennial_engine::{Compiled, Scope, metrics};
use perennial_life::Observed;
use perennial_life::alert::{Alert, alerts};
use perennial_life::flood::is_held_back;
use perennial_life::occasion::occasions;
use perennial_life::play::{Audience, Occasion, PlayBook, Source};
use perennial_life::task::{Origin, Task, TaskInputs, TaskState, tasks};
use perennial_life::tier::ServiceTable;
use perennial_protocol::view::Band;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What is current on one date.
pub(crate) struct Today {
    pub(crate) observed: Rc<Observed>,
    pub(crate) alerts: Vec<Alert>,
    pub(crate) occasions: Vec<Occasion>,
    pub(crate) services: ServiceTable,
    pub(crate) audience: Audience,
    pub(crate) tasks: Vec<Task>,
    /// Annual recurring revenue, NaN where missing.
    pub(crate) arr: Vec<f64>,
    /// By account and position of the signal: when the first open task of its plays is due.
    first_due: BTreeMap<(u32, usize), Day>,
}

impl Today {
    /// Of the date that was observed, from a timeline that reaches it.
    pub(crate) fn new(life: &Life, observed: Rc<Observed>) -> Self {
        let as_of = observed.observation.as_of();
        let (data, log) = (life.data(), life.log());
        let model = life.plan.model();
        let timeline = life.timeline(as_of);
        let mut alerts = alerts(data, timeline, &observed.observation, log);
        if let Some(Some(wave)) = life.flood.get() {
            let of = |alert: &Alert| Some(model.signals().get(alert.signal)?.direction);
            alerts.retain(|alert| {
                let opened = (&alert.state, alert.first_seen);
                let held = |of| is_held_back(opened, of, wave.flood, wave.brought.clone());
                !of(alert).is_some_and(held)
            });
        }
        let occasions = occasions(data, timeline, &observed.observation, &alerts, log);
        let holds = |rules: &[LifeRule]| observed.rules_hold(&life.plan, data, rules);
        let services = services(life, &observed);
        let book = PlayBook::new(model);
        let audience = Audience::new(&book, &observed.tiers, &holds);
        let mut today = Self {
            arr: arr(life, &observed, as_of),
            observed,
            alerts,
            occasions,
            services,
            audience,
            tasks: Vec::new(),
            first_due: BTreeMap::new(),
        };
        today.tasks = today.with_tasks(life, &book, tasks);
        today.first_due = today.first_due(&book);
        today
    }

    pub(crate) fn as_of(&self) -> Day {
        self.observed.observation.as_of()
    }

    /// Calls `then` with what tasks are derived from.
    pub(crate) fn with_tasks<R>(
        &self,
        life: &Life,
        book: &PlayBook<'_>,
        then: impl FnOnce(&TaskInputs<'_>) -> R,
    ) -> R {
        let timeline = life.timeline(self.as_of());
        let holds = |account: u32, signal: &str, on: Day| {
            let at = self.observed.observation.signal_position(signal);
            at.is_some_and(|at| timeline.at(account, on).signal(at))
        };
        then(&TaskInputs {
            data: life.data(),
            as_of: self.as_of(),
            book,
            audience: &self.audience,
            occasions: &self.occasions,
            tiers: life.plan.model().tiers(),
            services: &self.services,
            calendar: &life.calendar,
            log: life.log(),
            holds: &holds,
        })
    }

    fn first_due(&self, book: &PlayBook<'_>) -> BTreeMap<(u32, usize), Day> {
        let mut first = BTreeMap::new();
        for task in self.tasks.iter().filter(|t| t.state == TaskState::Open) {
            if let (Origin::Play { play, .. }, Some(account)) = (task.origin, task.account)
                && let Some(Source::Signal(signal)) = book.source_of(usize::from(play))
            {
                let held = first.entry((account, usize::from(signal)));
                let held = held.or_insert(task.due);
                *held = task.due.min(*held);
            }
        }
        first
    }

    /// When the first open task of an alert's plays is due.
    pub(crate) fn due_of(&self, alert: &Alert) -> Option<Day> {
        let asks = alert.state.asks();
        let due = self.first_due.get(&(alert.account, alert.signal)).copied();
        due.filter(|_| asks)
    }

    pub(crate) fn band(&self, account: usize) -> Band {
        let bands = self.observed.run.evaluation.bands();
        band(bands.get(account).copied().flatten())
    }

    pub(crate) fn exists(&self, account: usize) -> bool {
        let exists = self.observed.run.evaluation.exists();
        exists.get(account).copied().unwrap_or(false)
    }

    pub(crate) fn arr(&self, account: usize) -> Option<f64> {
        self.arr.get(account).copied().filter(|arr| !arr.is_nan())
    }

    /// A metric's value, where the model computes it.
    pub(crate) fn metric(&self, life: &Life, id: &str, account: usize) -> Option<f64> {
        let position = life.plan.compiled().metric_position(id)?;
        let value = self.observed.run.metrics.column(position)?.get(account);
        value.filter(|value| !value.is_nan())
    }
}

/// Revenue by account: a metric that the model may not ask for itself.
pub(crate) fn arr(life: &Life, observed: &Observed, as_of: Day) -> Vec<f64> {
    let column = |compiled: &Compiled, table: &perennial_engine::MetricTable| {
        let column = table.column(compiled.metric_position(ARR)?)?;
        Some(column.values().to_vec())
    };
    let held = column(life.plan.compiled(), &observed.run.metrics);
    let all = || {
        let all = Compiled::of_valid(life.plan.model().clone(), Scope::All).ok()?;
        column(&all, &metrics(life.data(), &all, as_of))
    };
    let none = || vec![f64::NAN; life.data().n_accounts()];
    held.or_else(all).unwrap_or_else(none)
}

/// The owner of an account; empty where nobody.
pub(crate) fn owner(life: &Life, account: u32) -> &str {
    text(life, "owner", account)
}

/// A text of the accounts table; empty where missing.
pub(crate) fn text<'l>(life: &'l Life, field: &str, account: u32) -> &'l str {
    let accounts = life.data().table(TableId::Accounts);
    let text = |column: &'l Column| column.text(account as usize);
    accounts.column(field).and_then(text).unwrap_or_default()
}

/// Whether an alert stands in the list by itself; a nurture moment is its task alone.
pub(crate) fn is_shown(life: &Life, alert: &Alert) -> bool {
    let signal = life.plan.model().signals().get(alert.signal);
    signal.is_some_and(|signal| signal.direction != Direction::Nurture)
}
