//! Evaluation on one date after another that is soon after, with what only grows or slides carried along.

use crate::bound::{Bound, Prepared, Walking};
use crate::compiled::Compiled;
use crate::overrides::Override;
use crate::plan::Plan;
use crate::prim::PrimColumn;
use crate::rolling::Rolling;
use crate::run::Run;
use perennial_data::Day;
use std::rc::Rc;
use std::sync::Arc;

/// The aggregates of one plan.
struct Walk {
    plan: Arc<Plan>,
    prims: Vec<Step>,
}

/// One aggregate.
enum Step {
    Unasked,
    /// Worked out anew on each date.
    Anew,
    Rolling(Box<Rolling>),
}

impl Walk {
    fn new(plan: &Arc<Plan>) -> Self {
        Self {
            plan: Arc::clone(plan),
            prims: plan.prims.iter().map(|_| Step::Unasked).collect(),
        }
    }
}

impl Walking for Walk {
    fn column(
        &mut self,
        bound: &mut Bound<'_>,
        position: usize,
        as_of: Day,
    ) -> Option<Rc<PrimColumn>> {
        let step = self.prims.get_mut(position)?;
        let prim = self.plan.prims.get(position)?;
        let query = self.plan.queries.get(prim.query)?;
        if matches!(step, Step::Unasked) {
            let rolling = Rolling::new(bound, prim, query);
            *step = rolling.map_or(Step::Anew, |rolling| Step::Rolling(Box::new(rolling)));
        }
        let Step::Rolling(rolling) = step else {
            return None;
        };
        let column = rolling.column(bound, prim, query, as_of);
        if column.is_none() {
            *step = Step::Anew;
        }
        column
    }

    fn is_of(&self, plan: &Plan) -> bool {
        std::ptr::eq(&*self.plan, plan)
    }
}

impl Prepared {
    /// Evaluates one date of many that ascend, a day or a few apart: the same as
    /// [`Prepared::evaluate`], with less work on each and more memory, until [`Prepared::rest`].
    pub fn step(&mut self, compiled: &Compiled, overrides: &[Override], as_of: Day) -> Run {
        let plan = compiled.shared_plan();
        let known = self.walk.take().filter(|walk| walk.is_of(plan));
        let walk = known.unwrap_or_else(|| Box::new(Walk::new(plan)));
        self.with(|bound| bound.walk(Some(walk)));
        let run = self.evaluate(compiled, overrides, as_of);
        self.walk = self.with(|bound| bound.walk(None));
        run
    }

    /// Frees what [`Prepared::step`] keeps.
    pub fn rest(&mut self) {
        self.walk = None;
    }
}

#[cfg(test)]
#[path = "walk_tests.rs"]
mod tests;
