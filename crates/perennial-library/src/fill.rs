//! The snapshot of an account, from what engine and life say of it.

use crate::error::LibraryError;
use crate::portfolio::Portfolio;
use perennial_data::{AccountIdx, Day, sort_by};
use perennial_engine::model::Model;
use perennial_engine::{Change, Explanation, change, history};
use perennial_snapshot::{
    ChangePart, Customer, FORMAT, Health, ModelName, NextTask, PartKind, Reason, Renewal, Snapshot,
    Stage, TrendPoint, VERSION,
};

/// Month-ends of the trend, as on the page of a customer.
pub const TREND_MONTHS: u32 = 24;
/// How far back the change looks where no date is given.
const SINCE_DAYS: i32 = 30;
/// Parts smaller than this are rounding.
const DUST: f64 = 1e-9;

/// What a snapshot is made from.
#[derive(Clone, Debug)]
pub struct Parts<'a> {
    /// Why health is what it is.
    pub explanation: &'a Explanation,
    /// The model that says so.
    pub model: &'a Model,
    /// Why it changed.
    pub change: &'a Change,
    /// Health over time, oldest first.
    pub trend: Vec<TrendPoint>,
    /// Stage of life.
    pub stage: Option<Stage>,
    /// What is due first.
    pub next_task: Option<NextTask>,
    /// The contract that runs.
    pub renewal: Option<Renewal>,
}

/// Puts a snapshot together.
#[must_use]
pub fn fill(parts: Parts<'_>) -> Snapshot {
    let explanation = parts.explanation;
    let id = &explanation.account_id;
    let (model, revision) = &explanation.model;
    let caps = &explanation.caps;
    let cap = caps.iter().find(|cap| cap.bit);
    let cap = cap.filter(|_| explanation.overridden.is_none());
    Snapshot {
        format: FORMAT.to_owned(),
        version: VERSION,
        as_of: explanation.as_of,
        model: ModelName {
            id: model.clone(),
            revision: *revision,
        },
        customer: Customer {
            id: id.clone(),
            name: explanation.name.clone().unwrap_or_else(|| id.clone()),
        },
        health: Health {
            value: explanation.value,
            band: explanation.band,
            coverage: explanation.coverage,
            edges: edges(explanation, parts.model),
            cap: cap.map(|cap| cap.title.clone()),
            by_hand: explanation.overridden.is_some(),
        },
        trend: parts.trend,
        stage: parts.stage,
        reasons: reasons(explanation),
        change: Some(changed(parts.change)),
        next_task: parts.next_task,
        renewal: parts.renewal,
    }
}

/// Lower ends of the bands of the account's variant, above the lowest.
fn edges(explanation: &Explanation, model: &Model) -> Vec<f64> {
    let variant = explanation.variant.as_ref();
    let variant = variant.and_then(|variant| model.variants.get(variant.position));
    let own = variant.and_then(|variant| variant.bands.as_deref());
    let bands = own.unwrap_or(&model.bands);
    let edges = bands.iter().map(|band| band.from);
    edges.filter(|&edge| edge > 0.0).collect()
}

/// What costs points, the dearest first; of the same cost in the model's order.
fn reasons(explanation: &Explanation) -> Vec<Reason> {
    let reason = |measure: &perennial_engine::MeasureExplanation| {
        let score = measure.score?;
        let lost = measure.effective_weight * (100.0 - score);
        (lost > DUST).then(|| Reason {
            measure: measure.id.clone(),
            title: measure.title.clone(),
            score,
            lost,
        })
    };
    let mut reasons: Vec<Reason> = explanation.measures.iter().filter_map(reason).collect();
    sort_by(&mut reasons, |a, b| b.lost.total_cmp(&a.lost));
    reasons
}

/// The parts of a change, the largest first.
fn changed(change: &Change) -> perennial_snapshot::Change {
    let mut parts = Vec::new();
    if let Some(split) = &change.parts {
        let whole = |kind, points| ChangePart {
            kind,
            measure: None,
            title: None,
            points,
        };
        parts.push(whole(PartKind::Model, split.model));
        parts.push(whole(PartKind::Variant, split.variant));
        parts.push(whole(PartKind::Data, split.data));
        parts.extend(split.behaviour.iter().map(|moved| ChangePart {
            kind: PartKind::Measure,
            measure: Some(moved.measure.clone()),
            title: Some(moved.title.clone()),
            points: moved.part,
        }));
        parts.push(whole(PartKind::Cap, split.caps));
        parts.push(whole(PartKind::Override, split.overridden));
        parts.retain(|part| part.points.abs() > DUST);
        sort_by(&mut parts, |a, b| b.points.abs().total_cmp(&a.points.abs()));
    }
    perennial_snapshot::Change {
        since: change.from,
        difference: change.difference,
        parts,
    }
}

/// Stage, next task and renewal of an account.
type Life = (Option<Stage>, Option<NextTask>, Option<Renewal>);

impl Portfolio {
    /// The snapshot of an account, with the change since a date (30 days back where none is given).
    ///
    /// # Errors
    /// As [`Portfolio::explain`].
    pub fn snapshot(
        &self,
        id: Option<&str>,
        since: Option<Day>,
        as_of: Day,
    ) -> Result<Snapshot, LibraryError> {
        let account = self.account(id)?;
        let explanation = self.explain(id, as_of)?;
        let since = since.unwrap_or_else(|| as_of.plus_days(-SINCE_DAYS));
        let before = self.explanation(account, since)?;
        let (stage, next_task, renewal) = self.life(account, as_of)?;
        Ok(fill(Parts {
            change: &change(&self.compiled, &before, &before, &explanation),
            explanation: &explanation,
            model: self.compiled.model(),
            trend: self.trend(account, as_of),
            stage,
            next_task,
            renewal,
        }))
    }

    #[cfg(feature = "life")]
    fn life(&self, account: AccountIdx, as_of: Day) -> Result<Life, LibraryError> {
        let lived = self.lived(as_of)?;
        let task = lived.next_task(account);
        Ok((lived.stage(account), task, lived.renewal(account)))
    }

    #[cfg(not(feature = "life"))]
    #[allow(clippy::unused_self, clippy::unnecessary_wraps)] // as above, where there is a life
    fn life(&self, _account: AccountIdx, _as_of: Day) -> Result<Life, LibraryError> {
        Ok((None, None, None))
    }

    fn trend(&self, account: AccountIdx, as_of: Day) -> Vec<TrendPoint> {
        let mut dates = as_of.past_month_ends(TREND_MONTHS);
        if dates.last() != Some(&as_of) {
            dates.push(as_of);
        }
        let evaluations = history(&self.data, &self.compiled, &[], &dates);
        let point = |(on, evaluation): (Day, perennial_engine::Evaluation)| {
            let value = evaluation.values().get(account as usize).copied();
            TrendPoint {
                on,
                health: value.filter(|value| !value.is_nan()),
            }
        };
        let points = dates.into_iter().zip(evaluations).map(point);
        // What lies before the first value says nothing.
        points.skip_while(|point| point.health.is_none()).collect()
    }
}
