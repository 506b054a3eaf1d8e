//! What a stage or track is for, as screens show it, with its figures.

use crate::life::codes;
use crate::life::figures::Figures;
use crate::life::today::Today;
use crate::life::tracking::Life;
use crate::query::columns::unit_code;
use perennial_engine::model::Test;
use perennial_engine::model::life::{Criterion, Kpi, Part, StageCard};
use perennial_life::kpi::mean;
use perennial_protocol::view::{CardView, KpiView, RoleView};

/// Where the values of a card's KPIs are from.
pub(crate) struct Values<'v> {
    /// A metric's value for whom the card is shown.
    pub(crate) metric: &'v dyn Fn(&str) -> Option<f64>,
    /// The figures over many customers; `None` on the page of one of them.
    pub(crate) figures: Option<&'v Figures>,
}

/// A card as it is shown to whom the values belong.
pub(crate) fn view(
    life: &Life,
    card: &StageCard,
    exit: &[Criterion],
    values: &Values<'_>,
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
        kpis: kpis(life, card, values),
        exit: exit
            .iter()
            .map(|criterion| criterion.title.clone())
            .collect(),
    }
}

/// The KPIs of a card. What only many customers together have is left out on the page of one.
pub(crate) fn kpis(life: &Life, card: &StageCard, values: &Values<'_>) -> Vec<KpiView> {
    let of_one =
        |kpi: &&Kpi| values.figures.is_some() || kpi.metric.is_some() || kpi.figure.is_none();
    let view = |kpi: &Kpi| {
        let figure = kpi.figure.zip(values.figures);
        let found = figure.and_then(|(figure, figures)| figures.of(figure));
        let decl = kpi
            .metric
            .as_deref()
            .and_then(|id| life.plan.model().metric(id));
        let (value, unit) = match found {
            Some((_, figure)) => (figure.value, figure.unit.clone()),
            None => (
                decl.and_then(|decl| (values.metric)(&decl.id)),
                decl.map(|decl| unit_code(decl.unit)).unwrap_or_default(),
            ),
        };
        let met = |test: &Test| value.map(|value| test.number(value));
        KpiView {
            title: kpi.title.clone(),
            value,
            figure: found.map(|(at, _)| at),
            unit,
            met: kpi.target.as_ref().and_then(met),
        }
    };
    card.kpis.iter().filter(of_one).map(view).collect()
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
