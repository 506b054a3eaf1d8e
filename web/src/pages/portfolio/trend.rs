//! The health rate at the last month-ends; a point travels there.

use super::PartProps;
use crate::route::Place;
use crate::store::use_env;
use crate::ui::card::Card;
use crate::ui::chart::{LineChart, LinePoint};
use yew::prelude::*;

/// The line.
#[component]
pub(super) fn Trend(props: &PartProps) -> Html {
    let env = use_env();
    let m = env.m;
    let trend = &props.view.trend;
    let points: Vec<_> = trend
        .iter()
        .map(|(on, rate)| LinePoint {
            at: f64::from(on.number()),
            label: m.month(*on).into(),
            value: rate.map(|rate| rate * 100.0),
            text: rate
                .map_or_else(|| "—".to_owned(), |rate| m.percent(rate, 1))
                .into(),
        })
        .collect();
    let days: Vec<_> = trend.iter().map(|(on, _)| *on).collect();
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
        <Card title={m.portfolio_trend()} note={m.trend_press_note()}>
            <LineChart label={m.portfolio_trend()} {points} domain={Some((0.0, 100.0))} {onpoint} messages={m} />
        </Card>
    }
}
