//! Why health changed between two dates, in words and as a waterfall that sums exactly.

use super::{Opened, Part};
use crate::pages::parts::since_field;
use crate::store::Env;
use crate::ui::badge::{BadgeSize, band_badge};
use crate::ui::card::Card;
use crate::ui::chart::{Reach, Waterfall, WaterfallStep};
use crate::ui::table::fact;
use crate::words::{part_label, summary, unit_text};
use perennial_protocol::view::PartView;
use yew::prelude::*;

/// Parts smaller than this are in the table, not in the chart.
const LEAST: f64 = 0.05;

/// The change since the date compared with.
pub(super) fn change(env: &Env, page: &Part) -> Html {
    let m = env.m;
    let change = &page.view.change;
    let edges = &page.view.explanation.edges;
    let parts: Vec<&PartView> = change
        .parts
        .iter()
        .filter(|part| part.points.abs() >= LEAST)
        .collect();
    let steps: Vec<_> = parts
        .iter()
        .map(|part| WaterfallStep {
            name: part_label(m, part).into(),
            value: part.points,
        })
        .collect();
    let onopen = {
        let measures: Vec<_> = parts
            .iter()
            .map(|part| {
                let (id, _) = part.measure.as_ref()?;
                let measures = &page.view.explanation.measures;
                measures.iter().position(|measure| measure.id == *id)
            })
            .collect();
        let open = page.open.clone();
        Callback::from(move |at: usize| {
            open.emit(
                measures
                    .get(at)
                    .copied()
                    .flatten()
                    .map_or(Opened::Health, Opened::Measure),
            );
        })
    };
    let moves = parts
        .iter()
        .filter(|part| part.from.is_some() || part.to.is_some())
        .map(|part| {
            let text = |value| unit_text(m, value, &part.unit, &page.view.currency);
            fact(
                part_label(m, part),
                m.before_and_now(&text(part.from), &text(part.to)),
            )
        });
    let waterfall = (!steps.is_empty()).then(|| Waterfall {
        label: m.customer_change().into(),
        start: (
            m.date(change.from).into(),
            change.from_health.unwrap_or_default(),
        ),
        steps,
        reach: Reach::Near,
        end: (
            m.date(change.to).into(),
            m.health(change.to_health, edges).into(),
        ),
        onopen,
    });
    Card {
        actions: Some(since_field(env)),
        class: "span-6",
        ..Card::new(m.customer_change())
    }
    .view(html! {
        <>
            if let Some(words) = summary(m, change) {
                <p class="strong" data-testid="change-summary">{ words }</p>
                <p class="cluster">
                    { band_badge(change.bands.0, BadgeSize::Normal, m) }
                    { "→" }
                    { band_badge(change.bands.1, BadgeSize::Normal, m) }
                </p>
                { waterfall.map(|waterfall| waterfall.view(m)) }
                <dl class="facts">{ for moves }</dl>
            } else {
                <p class="muted">{ m.customer_change_unknown(change.from) }</p>
            }
        </>
    })
}
