//! The health rate at the last month-ends.

use super::Part;
use crate::pages::parts::{Trend, TrendPoint};
use crate::store::Env;
use crate::ui::card::Card;
use crate::words::NONE;
use yew::prelude::*;

/// The line.
pub(super) fn trend(env: &Env, part: &Part) -> Html {
    let m = env.m;
    let points = part.view.trend.iter().map(|(on, rate)| TrendPoint {
        on: *on,
        value: rate.map(|rate| rate * 100.0),
        text: rate.map_or_else(|| NONE.to_owned(), |rate| m.percent(rate, 1)),
    });
    let line = Trend {
        label: m.portfolio_trend(),
        points: points.collect(),
        edges: Vec::new(),
        marked: None,
    };
    Card {
        note: Some(m.trend_press_note().into()),
        ..Card::new(m.portfolio_trend())
    }
    .view(line.view(env))
}
