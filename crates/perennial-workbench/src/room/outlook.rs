//! What would lift one customer into the next band, and which measures disagree with its score, under the model in
//! force.

use crate::evaluations::band;
use crate::query::columns::unit_code;
use crate::session::Session;
use perennial_data::{AccountIdx, Bilingual, Day, TableId};
use perennial_engine::model::{Better, Model, Per, Unit};
use perennial_engine::{
    BandPath, Disagreement, Needed, Obstacle, PathStep, disagreements, path_to_band,
};
use perennial_protocol::Failure;
use perennial_protocol::view::{
    DisagreementView, ObstacleView, OutlookView, PathStepView, PathView, ValueView,
};

/// Far below a seat.
const DUST: f64 = 1e-6;

impl Session {
    /// # Errors
    /// `unknown-account`, also for one that did not exist on the date.
    pub(super) fn outlook(&mut self, id: &str, as_of: Day) -> Result<OutlookView, Failure> {
        let account = self.account(id)?;
        let run = self.evaluations.run(&self.state, as_of);
        let state = &self.state;
        let compiled = state.model.compiled();
        let path = path_to_band(&state.data, compiled, &run, account, None);
        let path = path.ok_or_else(|| Failure::new("unknown-account").with("account", id))?;
        Ok(OutlookView {
            path: match path {
                Ok(path) => Ok(self.path_view(account, path)),
                Err(obstacle) => Err(obstacle_view(state.model.model(), obstacle)),
            },
            disagreements: disagreements(compiled, &run, account)
                .into_iter()
                .map(disagreement_view)
                .collect(),
        })
    }

    fn path_view(&self, account: AccountIdx, path: BandPath) -> PathView {
        PathView {
            to: band(Some(path.to)),
            threshold: path.threshold,
            after: path.after,
            coverage: (path.coverage_before, path.coverage_after),
            steps: path
                .steps
                .into_iter()
                .map(|step| self.step_view(account, step))
                .collect(),
            is_smallest: path.is_smallest,
        }
    }

    fn step_view(&self, account: AccountIdx, step: PathStep) -> PathStepView {
        PathStepView {
            seats: self.seats(account, &step),
            definition: self.state.model.model().metric(&step.metric).map_or_else(
                || Bilingual::same(&step.metric),
                |metric| metric.definition.clone(),
            ),
            measure: step.measure,
            title: step.title,
            unit: unit_code(step.unit),
            higher_is_better: step.better == Better::Higher,
            before: step.value_before.map(value_view),
            needed: value_view(step.value_needed),
            score_before: step.score_before,
            score_after: step.score_after,
            weight: step.weight,
        }
    }

    /// A share of the seats as seats: now, needed (whole ones), in all.
    fn seats(&self, account: AccountIdx, step: &PathStep) -> Option<(Option<f64>, f64, f64)> {
        let decl = self.state.model.model().metric(&step.metric)?;
        let is_of_seats = decl.per == Some(Per::Account("seats".to_owned()));
        let accounts = self.state.data.table(TableId::Accounts);
        let all = accounts.column("seats")?.number(account as usize)?;
        let Needed::Number(needed) = step.value_needed else {
            return None;
        };
        let before = match step.value_before {
            Some(Needed::Number(share)) => Some((share * all).round()),
            _ => None,
        };
        // Whole seats, without the dust of the multiplication.
        let needed = match step.better {
            Better::Higher => (needed * all - DUST).ceil(),
            Better::Lower => (needed * all + DUST).floor(),
        };
        (is_of_seats && step.unit == Unit::Share).then_some((before, needed, all))
    }
}

fn value_view(value: Needed) -> ValueView {
    match value {
        Needed::Number(number) => ValueView::Number(number),
        Needed::Word(word) => ValueView::Word(word),
    }
}

fn obstacle_view(model: &Model, obstacle: Obstacle) -> ObstacleView {
    match obstacle {
        Obstacle::Reached => ObstacleView::Reached,
        Obstacle::Overridden => ObstacleView::Overridden,
        Obstacle::NothingControllable => ObstacleView::NothingControllable,
        Obstacle::Coverage(share) => ObstacleView::Coverage(share),
        Obstacle::Capped(ids) => {
            let caps = model.caps.iter().filter(|cap| ids.contains(&cap.id));
            ObstacleView::Capped(caps.map(|cap| cap.title.clone()).collect())
        }
        Obstacle::OutOfReach(best) => ObstacleView::OutOfReach(best),
        Obstacle::NoHealth => ObstacleView::NoHealth,
    }
}

fn disagreement_view(found: Disagreement) -> DisagreementView {
    DisagreementView {
        measure: found.measure,
        title: found.title,
        score: found.score,
        says: band(Some(found.says)),
        weight: found.weight,
    }
}
