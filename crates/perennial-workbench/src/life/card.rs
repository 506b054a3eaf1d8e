//! What a stage or track is for, as screens show it, with its figures.

use crate::life::codes;
use crate::life::today::Today;
use crate::life::tracking::Life;
use crate::query::columns::unit_code;
use perennial_engine::model::life::{Criterion, Part, StageCard};
use perennial_life::kpi::mean;
use perennial_protocol::view::{CardView, KpiView, RoleView};

/// A card; `value` gives a metric's value for whom it is shown.
pub(crate) fn view(
    life: &Life,
    card: &StageCard,
    exit: &[Criterion],
    value: &dyn Fn(&str) -> Option<f64>,
) -> CardView {
    CardView {
        journey: card.journey.clone(),
        need: card.need.clone(),
        goal: card.goal.clone(),
        business_goal: card.business_goal.clone(),
        roles: card
            .roles
            .iter()
            .map(|role| RoleView {
                role: codes::role(role.role),
                leads: role.part == Part::Lead,
            })
            .collect(),
        actions: card.actions.clone(),
        feedback: card.feedback.clone(),
        kpis: kpis(life, card, value),
        exit: exit
            .iter()
            .map(|criterion| criterion.title.clone())
            .collect(),
    }
}

/// The figures of a card.
pub(crate) fn kpis(
    life: &Life,
    card: &StageCard,
    value: &dyn Fn(&str) -> Option<f64>,
) -> Vec<KpiView> {
    let view = |kpi: &perennial_engine::model::life::Kpi| {
        let decl = kpi
            .metric
            .as_deref()
            .and_then(|id| life.plan.model().metric(id));
        let value = decl.and_then(|decl| value(&decl.id));
        let met = |test: &perennial_engine::model::Test| value.map(|value| test.number(value));
        KpiView {
            title: kpi.title.clone(),
            value,
            unit: decl.map(|decl| unit_code(decl.unit)).unwrap_or_default(),
            met: kpi.target.as_ref().and_then(met),
        }
    };
    card.kpis.iter().map(view).collect()
}

/// The mean of a metric over a group of customers.
pub(crate) fn mean_of(
    (life, today): (&Life, &Today),
    metric: &str,
    members: &[bool],
) -> Option<f64> {
    let at = life.plan.compiled().metric_position(metric)?;
    let column = today.observed.run.metrics.column(at)?;
    mean(column.values(), members).map(|mean| mean.mean)
}
