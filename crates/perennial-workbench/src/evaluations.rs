//! Results by date, kept while data, model and overrides stay what they are.

use crate::state::State;
use perennial_data::Day;
use perennial_engine::{ActiveOverrides, Evaluation, MetricColumn, Prepared, Run, score};
use perennial_protocol::view::Band;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Dates whose metrics, measures and scores are kept. Each costs a few megabytes per 10,000 accounts.
const RUNS: usize = 4;

/// Health and band of every account on one date: what trends need.
pub(crate) struct Slice {
    /// NaN where there is none.
    pub(crate) values: Vec<f64>,
    pub(crate) bands: Vec<Band>,
    pub(crate) exists: Vec<bool>,
}

/// The results.
#[derive(Default)]
pub(crate) struct Evaluations {
    /// Newest use last.
    runs: Vec<Rc<Run>>,
    /// Metrics that the model does not score, by id, all of one date.
    metrics: (Option<Day>, Vec<(String, Rc<MetricColumn>)>),
    slices: BTreeMap<Day, Rc<Slice>>,
    prepared: Option<Prepared>,
}

impl Evaluations {
    /// Forgets what depends on the model.
    pub(crate) fn measure_again(&mut self) {
        let prepared = self.prepared.take();
        *self = Self {
            prepared,
            ..Self::default()
        };
    }

    /// The dataset, ready for evaluation.
    pub(crate) fn prepared(&mut self, state: &State) -> &mut Prepared {
        let held = self.prepared.take();
        let held = held.filter(|held| Rc::ptr_eq(held.data(), &state.data));
        let prepared = held.unwrap_or_else(|| Prepared::new(Rc::clone(&state.data)));
        self.prepared.insert(prepared)
    }

    /// Forgets what depends on overrides, and keeps the rest.
    pub(crate) fn rescore(&mut self, state: &State) {
        self.slices.clear();
        for run in &mut self.runs {
            let as_of = run.metrics.as_of();
            let active = ActiveOverrides::new(&state.data, &state.overrides, as_of);
            let evaluation = score(state.model.compiled(), &run.measures, &active);
            *run = Rc::new(Run {
                evaluation,
                ..Run::clone(run)
            });
        }
    }

    /// Everything on a date.
    pub(crate) fn run(&mut self, state: &State, as_of: Day) -> Rc<Run> {
        let held = self
            .runs
            .iter()
            .position(|run| run.metrics.as_of() == as_of);
        let run = match held {
            Some(position) => self.runs.remove(position),
            None => {
                let compiled = state.model.compiled();
                let prepared = self.prepared(state);
                Rc::new(prepared.evaluate(compiled, &state.overrides, as_of))
            }
        };
        self.runs.push(Rc::clone(&run));
        if self.runs.len() > RUNS {
            self.runs.remove(0);
        }
        run
    }

    /// A metric that the model does not score, on a date: computed alone when it is asked for, and kept with
    /// the date. `None` where there is no such metric.
    pub(crate) fn metric(
        &mut self,
        state: &State,
        as_of: Day,
        id: &str,
    ) -> Option<Rc<MetricColumn>> {
        if self.metrics.0 != Some(as_of) {
            self.metrics = (Some(as_of), Vec::new());
        }
        let mut held = self.metrics.1.iter();
        if let Some((_, held)) = held.find(|(of, _)| of == id) {
            return Some(Rc::clone(held));
        }
        let prepared = self.prepared(state);
        let column = Rc::new(prepared.metric(state.model.model(), id, as_of)?);
        self.metrics.1.push((id.to_owned(), Rc::clone(&column)));
        Some(column)
    }

    /// Health at several dates, in their order; what is not known yet is computed in one go.
    pub(crate) fn slices(&mut self, state: &State, dates: &[Day]) -> Vec<Rc<Slice>> {
        let missing: Vec<Day> = dates
            .iter()
            .copied()
            .filter(|day| !self.slices.contains_key(day))
            .collect();
        let compiled = state.model.compiled();
        let prepared = self.prepared(state);
        let made = prepared.history(compiled, &state.overrides, &missing);
        for (day, evaluation) in missing.into_iter().zip(made) {
            self.slices.insert(day, Rc::new(Slice::of(&evaluation)));
        }
        dates
            .iter()
            .filter_map(|day| self.slices.get(day).cloned())
            .collect()
    }
}

impl Slice {
    pub(crate) fn of(evaluation: &Evaluation) -> Self {
        Self {
            values: evaluation.values().to_vec(),
            bands: evaluation.bands().iter().map(|&id| band(id)).collect(),
            exists: evaluation.exists().to_vec(),
        }
    }

    /// Health of an account.
    pub(crate) fn health(&self, account: usize) -> Option<f64> {
        self.values
            .get(account)
            .copied()
            .filter(|value| !value.is_nan())
    }
}

/// The engine's colour as screens know it.
pub(crate) fn band(id: Option<perennial_engine::model::BandId>) -> Band {
    use perennial_engine::model::BandId;
    match id {
        None => Band::NoData,
        Some(BandId::Red) => Band::Red,
        Some(BandId::Yellow) => Band::Yellow,
        Some(BandId::Green) => Band::Green,
    }
}
