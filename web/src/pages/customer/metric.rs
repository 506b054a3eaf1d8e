//! A measure down to its rows: what the metric is, its value, window and freshness, the rows behind,
//! and where other customers are.

use super::why::{state_text, value_text};
use crate::pages::parts::{Pager, view_or_wait};
use crate::queries::{metric, use_view};
use crate::store::{Env, use_env};
use crate::ui::dialog::{Dialog, DialogKind};
use crate::ui::table::{fact, number_cell};
use crate::words::unit_text;
use perennial_protocol::view::{CustomerView, MeasureView, MetricView};
use perennial_protocol::{Request, Window};
use std::rc::Rc;
use yew::prelude::*;

/// Rows on a page.
const PAGE: u32 = 50;

#[derive(Properties)]
pub(super) struct MetricDrawerProps {
    pub(super) view: Rc<CustomerView>,
    /// Position of the measure.
    pub(super) at: usize,
    pub(super) onclose: Callback<()>,
}

impl PartialEq for MetricDrawerProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.view, &other.view) && self.at == other.at
    }
}

/// The drawer.
#[component]
pub(super) fn MetricDrawer(props: &MetricDrawerProps) -> Html {
    let env = use_env();
    let m = env.m;
    let offset = use_state_eq(|| 0_u32);
    let measure = props.view.explanation.measures.get(props.at);
    let request = measure.map(|measure| Request::Metric {
        metric: measure.metric.clone(),
        account: props.view.id.clone(),
        as_of: props.view.explanation.as_of,
        window: Window {
            offset: *offset,
            len: PAGE,
        },
    });
    let view = use_view(request, metric);
    let ongo = {
        let offset = offset.setter();
        Callback::from(move |to| offset.set(to))
    };
    let Some(measure) = measure else {
        return html! {};
    };
    html! {
        <Dialog title={measure.title.get(m.language()).to_owned()} kind={DialogKind::Drawer} messages={m}
            onclose={props.onclose.clone()}>
            <div class="stack" data-testid="metric">
                { scoring(&env, &props.view, measure) }
                { view_or_wait(&env, &view, |view| about(&env, &props.view.currency, view, &ongo)) }
            </div>
        </Dialog>
    }
}

/// From value to contribution.
fn scoring(env: &Env, view: &CustomerView, measure: &MeasureView) -> Html {
    let m = env.m;
    let formula = measure.score.map(|score| {
        format!(
            "{} × {} = {}",
            m.percent(measure.weight, 2),
            m.number(score, 2),
            m.number(measure.contribution, 2)
        )
    });
    html! {
        <dl class="facts">
            <dt>{ m.customer_metric_value() }</dt><dd class="strong">{ value_text(env, view, measure) }</dd>
            { fact(m.customer_how_fresh(), state_text(env, view, measure)) }
            { fact(m.customer_transform(), measure.transform.get(m.language())) }
            { fact(m.customer_measure_score(), m.health(measure.score, &[])) }
            { fact(m.customer_weight(), m.customer_weight_of(measure.weight, measure.nominal_weight)) }
            if let Some(formula) = formula {
                <><dt>{ m.customer_contribution() }</dt><dd class="formula">{ formula }</dd></>
            }
        </dl>
    }
}

/// A metric of a customer: what it is, its window and freshness, other customers, its rows.
pub(in crate::pages) fn about(
    env: &Env,
    currency: &str,
    view: &MetricView,
    ongo: &Callback<u32>,
) -> Html {
    let m = env.m;
    html! {
        <>
            <section class="stack stack--tight">
                <h3>{ m.customer_definition() }</h3>
                <p><strong>{ view.metric.title.get(m.language()) }</strong>{ ": " }{ view.metric.definition.get(m.language()) }</p>
            </section>
            <dl class="facts">
                if let Some((from, until)) = view.window {
                    { fact(m.customer_window(), m.date_range(from, until)) }
                }
                if let Some(per) = view.per {
                    { fact(m.metric_per(), m.short_number(per, 2)) }
                }
                if let Some(day) = view.dated_on {
                    <><dt>{ m.metric_newest_row() }</dt><dd>{ m.date(day) }{ " · " }{ m.days_from(day, env.state.as_of()) }</dd></>
                }
            </dl>
            { others(env, currency, view) }
            { rows_behind(env, currency, view, ongo) }
        </>
    }
}

/// Where other customers are.
fn others(env: &Env, currency: &str, view: &MetricView) -> Html {
    const SHARES: [f64; 7] = [0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0];
    let m = env.m;
    if view.quantiles.len() != SHARES.len() {
        return html! {};
    }
    let heads =
        SHARES.map(|share| html! { <th scope="col" class="number">{ m.percent(share, 0) }</th> });
    let cells = view.quantiles.iter().map(|value| {
        let text = unit_text(m, Some(*value), &view.metric.unit, currency);
        number_cell(text)
    });
    html! {
        <section class="stack stack--tight">
            <h3>{ m.metric_others() }</h3>
            <div class="table-scroll" tabindex="0" role="region" aria-label={m.metric_others()}>
                <table class="table"><thead><tr>{ for heads }</tr></thead><tbody><tr>{ for cells }</tr></tbody></table>
            </div>
        </section>
    }
}

fn rows_behind(env: &Env, currency: &str, view: &MetricView, ongo: &Callback<u32>) -> Html {
    let m = env.m;
    html! {
        <section class="stack stack--tight">
            <h3>{ m.customer_rows() }{ " " }<span class="muted">{ m.count_rows(view.rows.total) }</span></h3>
            if view.rows.total == 0 {
                <p class="muted">{ m.customer_rows_none() }</p>
            } else {
                { super::rows::table(env, currency, &view.rows) }
                { Pager { offset: view.rows.offset, len: PAGE, total: view.rows.total }.view(ongo, m) }
            }
        </section>
    }
}
