//! Why the mean health of a segment or of all customers changed between two dates or models.

use crate::evaluations::band;
use crate::model::ModelState;
use crate::query::customers::Matching;
use crate::room::robust::member;
use crate::session::{Session, count};
use perennial_data::{AccountIdx, Bilingual, Day, sort_by};
use perennial_engine::{Crossing, PortfolioChange, Run, change_over};
use perennial_protocol::view::{ChangeOverView, CrossedBy, CrossedView, OverKind, OverPartView};
use perennial_protocol::{CustomersQuery, Failure, Filter, Window};
use std::rc::Rc;

/// Parts smaller than this are arithmetic dust.
const DUST: f64 = 1e-9;

/// One end of a change: the date, and a version's number, 0 for the document in hand; `None`: the model in force.
pub(super) type End = (Day, Option<u32>);

impl Session {
    /// # Errors
    /// `unknown-version`, or why a document cannot be scored.
    pub(super) fn change_over(
        &mut self,
        (from, to): (End, End),
        filters: &[Filter],
    ) -> Result<ChangeOverView, Failure> {
        let (old, new) = (self.model_of(from.1)?, self.model_of(to.1)?);
        let before = self.run_of(&old, from.0);
        let carried = match Rc::ptr_eq(&old, &new) {
            true => Rc::clone(&before),
            false => self.run_of(&new, from.0),
        };
        let after = self.run_of(&new, to.0);
        let members = self.members_of(to.0, filters);
        let data = &self.state.data;
        let found = change_over(data, new.compiled(), (&before, &carried, &after), &members);
        let arr = self
            .evaluations
            .metric(&self.state, to.0, crate::query::columns::ARR);
        let arr = arr.as_ref().map_or(&[][..], |arr| arr.values());
        let mut n_crossed = [0; 3];
        let mut crossed = Vec::new();
        for crossing in &found.crossed {
            let by = by(crossing);
            n_crossed[by as usize] += 1;
            if n_crossed[by as usize] as usize > ChangeOverView::CROSSED {
                continue;
            }
            let health = before.evaluation.account(crossing.account as usize);
            let member = member(&self.state.data, (&after.evaluation, arr), crossing.account);
            crossed.extend(member.map(|member| CrossedView {
                by,
                member,
                before: (
                    health.and_then(|health| health.value),
                    band(crossing.bands[0]),
                ),
                model: crossing.model,
            }));
        }
        Ok(ChangeOverView {
            from: found.from,
            to: found.to,
            members: count(members.len()),
            accounts: found.accounts,
            before: found.before,
            after: found.after,
            parts: parts(&found),
            n_crossed,
            crossed,
            edges: new.edges(),
        })
    }

    fn model_of(&mut self, version: Option<u32>) -> Result<Rc<ModelState>, Failure> {
        match version {
            None => Ok(Rc::clone(&self.state.model)),
            Some(version) => self.document_of(version),
        }
    }

    fn run_of(&mut self, model: &Rc<ModelState>, as_of: Day) -> Rc<Run> {
        if Rc::ptr_eq(model, &self.state.model) {
            return self.evaluations.run(&self.state, as_of);
        }
        let prepared = self.evaluations.prepared(&self.state);
        Rc::new(prepared.evaluate(model.compiled(), &self.state.overrides, as_of))
    }

    /// Everybody, or those who meet the conditions on the later date.
    fn members_of(&mut self, as_of: Day, filters: &[Filter]) -> Vec<AccountIdx> {
        if filters.is_empty() {
            return (0..count(self.state.data.n_accounts())).collect();
        }
        self.find_matching(&CustomersQuery {
            as_of,
            since: as_of,
            columns: Vec::new(),
            search: String::new(),
            filters: filters.to_vec(),
            sort: None,
            window: Window { offset: 0, len: 0 },
        });
        let matching = self.matching.as_ref();
        let mut members = matching.map_or_else(Vec::new, |held| Matching::accounts(held).to_vec());
        members.sort_unstable();
        members
    }
}

fn by(crossing: &Crossing) -> CrossedBy {
    if crossing.is_by_model() {
        CrossedBy::Model
    } else if crossing.is_by_customer() {
        CrossedBy::Customer
    } else {
        CrossedBy::Both
    }
}

fn parts(found: &PortfolioChange) -> Vec<OverPartView> {
    if found.before.is_none() || found.after.is_none() {
        return Vec::new();
    }
    let part = |kind, points: f64| (kind, None::<Bilingual>, points);
    let mut behaviour = found.behaviour.clone();
    sort_by(&mut behaviour, |a, b| {
        b.2.abs().total_cmp(&a.2.abs()).then(a.0.cmp(&b.0))
    });
    let behaviour = behaviour.into_iter();
    let of_measures =
        behaviour.map(|(_, title, points)| (OverKind::Behaviour, Some(title), points));
    let mut all = vec![
        part(OverKind::Model, found.model),
        part(OverKind::Variant, found.variant),
        part(OverKind::Data, found.data),
    ];
    all.extend(of_measures);
    all.extend([
        part(OverKind::Cap, found.caps),
        part(OverKind::Override, found.overridden),
        part(OverKind::Joined, found.joined),
        part(OverKind::Left, found.left),
    ]);
    all.into_iter()
        .filter(|(_, _, points)| points.abs() > DUST)
        .map(|(kind, measure, points)| OverPartView {
            kind,
            measure,
            points,
        })
        .collect()
}
