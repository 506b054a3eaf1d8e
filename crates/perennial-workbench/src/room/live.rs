//! What another model would do to the portfolio, in as little time as can be: what a change leaves as it was is kept
//! from the document in hand, and that from the model in force.

use crate::evaluations::band;
use crate::model::{ModelState, refused};
use crate::query::columns::ARR;
use crate::room::draft::InHand;
use crate::session::{Session, count};
use crate::state::State;
use perennial_data::{Dataset, Day};
use perennial_engine::model::edit::{Edit, apply_all};
use perennial_engine::{
    ActiveOverrides, Balance, Compiled, Evaluation, MeasureTable, MetricColumn, MetricTable, Run,
    Scope, balance, measure_again, moves, score,
};
use perennial_protocol::Failure;
use perennial_protocol::view::{BalanceView, Band, CrosserView, WhatIfView};
use std::rc::Rc;

/// Everything that is kept between requests.
#[derive(Default)]
pub(super) struct Room {
    data: Option<Rc<Dataset>>,
    /// The draft as it was read, and what it was read from.
    draft: Option<(Rc<[u8]>, InHand)>,
    /// Under the model in force, and under the draft.
    in_force: Option<Scored>,
    drafted: Option<Scored>,
}

/// All customers scored by a model on a date.
#[derive(Clone)]
pub(super) struct Scored {
    pub(super) model: Rc<ModelState>,
    pub(super) compiled: Compiled,
    /// Where metrics, and measures but for those that are others, come from.
    run: Rc<Run>,
    /// The run of the model in force, of the same date and overrides.
    beside: Rc<Run>,
    measures: Option<Rc<MeasureTable>>,
    /// Score under [`Scored::compiled`]; that of the run where it is the same.
    evaluation: Option<Rc<Evaluation>>,
    balance: Balance,
    /// Yearly revenue; the catalogue has it.
    arr: Option<Rc<MetricColumn>>,
}

fn values(column: &Option<Rc<MetricColumn>>) -> &[f64] {
    column.as_ref().map_or(&[], |column| column.values())
}

impl Room {
    /// Forgets what does not hold in another state.
    pub(super) fn follow(&mut self, state: &State) {
        let same = self.data.as_ref();
        if !same.is_some_and(|held| Rc::ptr_eq(held, &state.data)) {
            self.in_force = None;
            self.drafted = None;
            self.data = Some(Rc::clone(&state.data));
        }
    }

    pub(super) fn drafted(&self, bytes: &Rc<[u8]>) -> Option<InHand> {
        let held = self.draft.as_ref()?;
        Rc::ptr_eq(&held.0, bytes).then(|| held.1.clone())
    }

    pub(super) fn hold_draft(&mut self, bytes: Rc<[u8]>, model: InHand) {
        self.draft = Some((bytes, model));
    }
}

impl Scored {
    pub(super) fn metrics(&self) -> &MetricTable {
        &self.run.metrics
    }

    pub(super) fn measures(&self) -> &MeasureTable {
        self.measures.as_deref().unwrap_or(&self.run.measures)
    }

    pub(super) fn evaluation(&self) -> &Evaluation {
        self.evaluation.as_deref().unwrap_or(&self.run.evaluation)
    }

    /// Everything in one.
    pub(super) fn whole(&self) -> Rc<Run> {
        if self.measures.is_none() && self.evaluation.is_none() {
            return Rc::clone(&self.run);
        }
        Rc::new(Run {
            metrics: self.run.metrics.clone(),
            measures: self.measures().clone(),
            evaluation: self.evaluation().clone(),
        })
    }

    /// Yearly revenue by customer; empty where nobody has any.
    pub(super) fn arr(&self) -> &[f64] {
        values(&self.arr)
    }

    fn as_of(&self) -> Day {
        self.run.metrics.as_of()
    }

    pub(super) fn balance(&self) -> BalanceView {
        let Balance {
            accounts: [red, yellow, green, grey],
            amounts,
            histogram,
            scored,
            sum,
        } = self.balance;
        BalanceView {
            n: [grey, red, yellow, green],
            arr: by_view(amounts),
            bins: histogram,
            mean: sum / f64::from(scored),
        }
    }
}

/// The engine's order of bands as screens have it: no data, red, yellow, green.
fn by_view<T: Copy>([red, yellow, green, grey]: [T; 4]) -> [T; 4] {
    [grey, red, yellow, green]
}

impl Session {
    /// Under the model in force.
    pub(super) fn scored_in_force(&mut self, as_of: Day) -> Scored {
        let run = self.evaluations.run(&self.state, as_of);
        let held = self.room().in_force.take();
        let held = held.filter(|held| Rc::ptr_eq(&held.run, &run));
        let scored = held.unwrap_or_else(|| {
            let arr = self.evaluations.metric(&self.state, as_of, ARR);
            Scored {
                model: Rc::clone(&self.state.model),
                compiled: self.state.model.compiled().clone(),
                balance: balance(&run.evaluation, values(&arr)),
                beside: Rc::clone(&run),
                run,
                measures: None,
                evaluation: None,
                arr,
            }
        });
        self.room().in_force = Some(scored.clone());
        scored
    }

    /// Under the document in hand.
    pub(super) fn scored_in_hand(&mut self, as_of: Day) -> Result<Scored, Failure> {
        let in_force = self.scored_in_force(as_of);
        let model = Rc::clone(self.in_hand()?.sound()?);
        if Rc::ptr_eq(&model, &in_force.model) {
            return Ok(in_force);
        }
        let held = self.room().drafted.take();
        // What was scored beside the model in force as it is now: overrides and date are the same, too.
        let held = held.filter(|held| Rc::ptr_eq(&held.beside, &in_force.run));
        let scored = match held {
            Some(held) if Rc::ptr_eq(&held.model, &model) => held,
            // The draft of a moment ago is most like this one.
            held => {
                let like = held.as_ref().unwrap_or(&in_force);
                self.score_like(like, model.compiled().clone(), &model)
            }
        };
        self.room().drafted = Some(scored.clone());
        Ok(scored)
    }

    /// Scores by another model, keeping of `held` what is the same.
    pub(super) fn score_like(
        &mut self,
        held: &Scored,
        compiled: Compiled,
        model: &Rc<ModelState>,
    ) -> Scored {
        let as_of = held.as_of();
        let arr = held.arr.clone();
        if !held.compiled.keeps_metrics(&compiled) {
            let prepared = self.evaluations.prepared(&self.state);
            let run = Rc::new(prepared.evaluate(&compiled, &self.state.overrides, as_of));
            return Scored {
                model: Rc::clone(model),
                compiled,
                balance: balance(&run.evaluation, values(&arr)),
                beside: Rc::clone(&held.beside),
                run,
                measures: None,
                evaluation: None,
                arr,
            };
        }
        let measures = if held.compiled.keeps_measures(&compiled) {
            held.measures.clone()
        } else {
            let before = (&held.compiled, held.measures());
            let again = measure_again(before, &compiled, &self.state.data, held.metrics());
            Some(Rc::new(again))
        };
        let active = ActiveOverrides::new(&self.state.data, &self.state.overrides, as_of);
        let of = measures.as_deref().unwrap_or(&held.run.measures);
        let evaluation = Rc::new(score(&compiled, of, &active));
        Scored {
            model: Rc::clone(model),
            compiled,
            balance: balance(&evaluation, values(&arr)),
            run: Rc::clone(&held.run),
            beside: Rc::clone(&held.beside),
            measures,
            evaluation: Some(evaluation),
            arr,
        }
    }

    /// What the document in hand would do with some edits more.
    ///
    /// # Errors
    /// `model-…` for edits that make no sense.
    pub(super) fn what_if_edited(
        &mut self,
        as_of: Day,
        edits: &[Edit],
    ) -> Result<WhatIfView, Failure> {
        let in_force = self.scored_in_force(as_of);
        let in_hand = self.scored_in_hand(as_of)?;
        if edits.is_empty() {
            return Ok(self.effect(&in_force, &in_hand));
        }
        let scored = self.edited(&in_hand, edits)?;
        Ok(self.effect(&in_force, &scored))
    }

    /// What some edits alone do to the document in hand.
    ///
    /// # Errors
    /// `model-…` for edits that make no sense.
    pub(super) fn one_step(&mut self, as_of: Day, edits: &[Edit]) -> Result<WhatIfView, Failure> {
        let in_hand = self.scored_in_hand(as_of)?;
        let scored = self.edited(&in_hand, edits)?;
        Ok(self.effect(&in_hand, &scored))
    }

    fn edited(&mut self, held: &Scored, edits: &[Edit]) -> Result<Scored, Failure> {
        let next = apply_all(held.model.model(), edits).map_err(refused)?;
        let compiled = Compiled::of_valid(next, Scope::Model).map_err(refused)?;
        let model = Rc::clone(&held.model);
        Ok(self.score_like(held, compiled, &model))
    }

    /// The difference between two models.
    pub(super) fn effect(&self, before: &Scored, after: &Scored) -> WhatIfView {
        let arr = values(&after.arr);
        let (was, is) = (before.evaluation(), after.evaluation());
        let moved = moves(was, is, arr, WhatIfView::CROSSERS);
        let crosser = |&account: &u32| {
            let at = account as usize;
            let data = &self.state.data;
            let of = |evaluation: &Evaluation| {
                let health = evaluation.account(at);
                let colour: Band = band(health.and_then(|health| health.band));
                (health.and_then(|health| health.value), colour)
            };
            Some(CrosserView {
                id: data.account_id(account)?.to_owned(),
                name: data.account_name(account).unwrap_or_default().to_owned(),
                arr: arr.get(at).copied().filter(|arr| !arr.is_nan()),
                before: of(was),
                after: of(is),
            })
        };
        let bands = after.compiled.model().bands.iter().skip(1);
        WhatIfView {
            before: before.balance(),
            after: after.balance(),
            edges: bands.map(|band| band.from).collect(),
            moves: by_view(moved.accounts.map(by_view)),
            moved_arr: by_view(moved.amounts.map(by_view)),
            crossers: moved.crossers.iter().filter_map(crosser).collect(),
        }
    }
}

/// How many.
pub(super) fn number(n: usize) -> u32 {
    count(n)
}
