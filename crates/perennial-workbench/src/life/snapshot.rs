//! The snapshot of a customer, as the card outside of the app shows it: with what people have done and set.

use crate::export_file;
use crate::life::today::owner;
use crate::session::Session;
use perennial_engine::change;
use perennial_library::{Parts, TREND_MONTHS, fill, told};
use perennial_life::play::PlayBook;
use perennial_life::stay::current_stay;
use perennial_protocol::{Failure, Packed, Response, SnapshotQuery};
use perennial_snapshot::TrendPoint;
use std::rc::Rc;

impl Session {
    /// # Errors
    /// `unknown-account`, also for one that is not there yet on the date; `stored-damaged`.
    pub(super) fn snapshot(&mut self, query: &Packed<SnapshotQuery>) -> Result<Response, Failure> {
        let SnapshotQuery {
            account: id,
            as_of,
            since,
        } = query.read().map_err(|_| crate::not_ours())?;
        let account = self.account(&id)?;
        let explanation = self.explanation(account, as_of)?;
        if !explanation.exists {
            return Err(Failure::new("unknown-account").with("account", id.as_str()));
        }
        let before = self.explanation(account, since)?;
        let dates = Self::trend_dates(as_of, TREND_MONTHS);
        let slices = self.evaluations.slices(&self.state, &dates);
        let points = dates.iter().zip(slices).map(|(&on, slice)| TrendPoint {
            on,
            health: slice.health(account as usize),
        });
        // What lies before the first value says nothing; of a month-end that is the date itself, once.
        let mut trend: Vec<TrendPoint> =
            points.skip_while(|point| point.health.is_none()).collect();
        trend.dedup_by_key(|point| point.on);

        let state = Rc::clone(&self.state.model);
        let (life, today) = self.life_on(as_of)?;
        let model = life.plan.model();
        let stay = current_stay(life.timeline(as_of), account, as_of);
        let at = today.observed.observation.stage(account as usize);
        let book = PlayBook::new(model);
        let next_task = today.with_tasks(life, &book, |inputs| {
            told::next_task(inputs, &today.tasks, account, owner(life, account))
        });
        let contract = today.observed.contracts.get(account as usize);
        let snapshot = fill(Parts {
            change: &change(state.compiled(), &before, &before, &explanation),
            explanation: &explanation,
            model: state.model(),
            trend,
            stage: at.and_then(|at| {
                told::stage((model.stages(), at), (account, stay), &life.paces(as_of))
            }),
            next_task,
            renewal: contract.and_then(|contract| told::renewal(&contract)),
        });
        // Texts and numbers only: there is nothing that JSON cannot say.
        let json = serde_json::to_string(&snapshot).map_err(|_| crate::not_ours())?;
        Ok(export_file::text(
            &format!("{id}.json"),
            "application/json",
            &json,
        ))
    }
}
