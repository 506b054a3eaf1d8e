//! Why health changed between two dates, in words and as a waterfall that sums exactly.

use super::{Opened, PartProps};
use crate::pages::parts::SinceField;
use crate::store::use_env;
use crate::ui::badge::BandBadge;
use crate::ui::card::Card;
use crate::ui::chart::{Waterfall, WaterfallStep};
use crate::words::{part_label, summary, unit_text};
use perennial_protocol::view::PartView;
use yew::prelude::*;

/// Parts smaller than this are in the table, not in the chart.
const LEAST: f64 = 0.05;

/// The change since the date compared with.
#[component]
pub(super) fn Change(props: &PartProps) -> Html {
    let env = use_env();
    let m = env.m;
    let change = &props.view.change;
    let edges = &props.view.explanation.edges;
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
                let measures = &props.view.explanation.measures;
                measures.iter().position(|measure| measure.id == *id)
            })
            .collect();
        let open = props.open.clone();
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
            let text = |value| unit_text(m, value, &part.unit, &props.view.currency);
            html! {
                <><dt>{ part_label(m, part) }</dt>
                <dd>{ m.before_and_now(&text(part.from), &text(part.to)) }</dd></>
            }
        });
    html! {
        <Card title={m.customer_change()} actions={html! { <SinceField /> }} class="span-6">
            if let Some(words) = summary(m, change) {
                <p class="strong" data-testid="change-summary">{ words }</p>
                <p class="cluster">
                    <BandBadge band={change.bands.0} messages={m} />{ "→" }<BandBadge band={change.bands.1} messages={m} />
                </p>
                if !steps.is_empty() {
                    <Waterfall label={m.customer_change()} {steps} {onopen} messages={m}
                        start={(AttrValue::from(m.date(change.from)), change.from_health.unwrap_or_default())}
                        end={(AttrValue::from(m.date(change.to)), AttrValue::from(m.health(change.to_health, edges)))} />
                }
                <dl class="facts">{ for moves }</dl>
            } else {
                <p class="muted">{ m.customer_change_unknown(change.from) }</p>
            }
        </Card>
    }
}
