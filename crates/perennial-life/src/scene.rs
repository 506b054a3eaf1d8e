//! Tables and observations for the tests of signals, stages, timelines and alerts.

use crate::observe::{Manual, Observed, Observer, observe};
use crate::plan::LifePlan;
use crate::tracker::Tracker;
use crate::work::WorkLog;
use perennial_data::{Dataset, Day};
use perennial_engine::vectors::dataset;
use perennial_model::{Model, shipped};
use serde_json::Value;
use std::rc::Rc;

/// Data under a model, observed at will.
pub(crate) struct Scene {
    pub(crate) plan: LifePlan,
    pub(crate) data: Rc<Dataset>,
    pub(crate) work: WorkLog,
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The default model with the sections that ship.
pub(crate) fn default_model() -> Model {
    Model::parse(shipped()[0].json()).unwrap()
}

impl Scene {
    /// The default model over these tables.
    pub(crate) fn new(tables: &Value) -> Self {
        Self::of(&default_model(), tables)
    }

    pub(crate) fn of(model: &Model, tables: &Value) -> Self {
        Self {
            plan: LifePlan::new(model).unwrap(),
            data: Rc::new(dataset(tables).unwrap()),
            work: WorkLog::default(),
        }
    }

    pub(crate) fn manual(&self) -> Manual<'_> {
        Manual {
            overrides: &[],
            work: &self.work,
        }
    }

    pub(crate) fn observe(&self, on: Day) -> Observed {
        observe(&self.plan, Rc::clone(&self.data), self.manual(), on)
    }

    /// Whether a signal holds for the first account.
    pub(crate) fn holds(&self, signal: &str, on: &str) -> bool {
        let observed = self.observe(day(on));
        let at = observed.observation.signal_position(signal).unwrap();
        observed.observation.holds(at, 0)
    }

    /// Observed with the days before.
    pub(crate) fn settled(&self, on: Day) -> Observed {
        let mut observed = self.observe(on);
        let tracker = self.tracked(on);
        tracker.timeline().settle(&mut observed.observation);
        observed
    }

    /// Every day up to one, worked out.
    pub(crate) fn tracked(&self, until: Day) -> Tracker {
        let mut observer = Observer::new(Rc::clone(&self.data));
        let mut tracker = Tracker::new(&self.data, until);
        let days = (until, u32::MAX);
        tracker.advance(&mut observer, &self.plan, self.manual(), days);
        tracker
    }

    /// The id of the first account's stage.
    pub(crate) fn stage(&self, on: &str) -> Option<String> {
        let stage = self.settled(day(on)).observation.stage(0)?;
        let set = self.plan.model().stages().set().unwrap();
        Some(set.stages[stage].id.clone())
    }

    /// Whether a track runs for the first account.
    pub(crate) fn runs(&self, track: &str, on: &str) -> bool {
        let tracks = &self.plan.model().stages().tracks;
        let at = tracks.iter().position(|other| other.id == track).unwrap();
        self.observe(day(on)).observation.tracks()[0] >> at & 1 == 1
    }
}
