//! Health at the last month-ends; a point travels there.

use super::PartProps;
use crate::route::Place;
use crate::store::use_env;
use crate::ui::card::Card;
use crate::ui::chart::{LineChart, LinePoint};
use yew::prelude::*;

/// The line, recomputed for each month-end from what was known then.
#[component]
pub(super) fn Trend(props: &PartProps) -> Html {
    let env = use_env();
    let m = env.m;
    let view = &props.view;
    let edges = &view.explanation.edges;
    let points: Vec<_> = view
        .trend
        .iter()
        .map(|point| LinePoint {
            at: f64::from(point.on.number()),
            label: m.month(point.on).into(),
            value: point.health,
            text: format!("{} · {}", m.date(point.on), m.health(point.health, edges)).into(),
        })
        .collect();
    let marked = view
        .trend
        .iter()
        .position(|point| point.on >= view.change.from)
        .into_iter()
        .collect::<Vec<_>>();
    let days: Vec<_> = view.trend.iter().map(|point| point.on).collect();
    let onpoint = {
        let env = env.clone();
        Callback::from(move |at: usize| {
            if let Some(on) = days.get(at) {
                let on = (*on != env.state.today).then_some(*on);
                env.store.go(&Place {
                    on,
                    ..env.state.place.clone()
                });
            }
        })
    };
    html! {
        <Card title={m.customer_trend()} note={m.trend_press_note()} class="span-6">
            <LineChart label={m.customer_trend()} {points} domain={Some((0.0, 100.0))} edges={edges.clone()}
                {marked} {onpoint} messages={m} />
            <p class="small muted">{ m.customer_trend_note() }</p>
        </Card>
    }
}
