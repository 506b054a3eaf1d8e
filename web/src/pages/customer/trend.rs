//! Health at the last month-ends.

use super::Part;
use crate::pages::parts::{Trend, TrendPoint};
use crate::store::Env;
use crate::ui::card::Card;
use yew::prelude::*;

/// The line, recomputed for each month-end from what was known then.
pub(super) fn trend(env: &Env, part: &Part) -> Html {
    let m = env.m;
    let view = &part.view;
    let edges = &view.explanation.edges;
    let points = view.trend.iter().map(|point| TrendPoint {
        on: point.on,
        value: point.health,
        text: format!("{} · {}", m.date(point.on), m.health(point.health, edges)),
    });
    let line = Trend {
        label: m.customer_trend(),
        points: points.collect(),
        edges: edges.clone(),
        marked: view
            .trend
            .iter()
            .position(|point| point.on >= view.change.from),
    };
    Card {
        note: Some(m.trend_press_note().into()),
        class: "span-6",
        ..Card::new(m.customer_trend())
    }
    .view(html! {
        <>
            { line.view(env) }
            <p class="small muted">{ m.customer_trend_note() }</p>
        </>
    })
}
