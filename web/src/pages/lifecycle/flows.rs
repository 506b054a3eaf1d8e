//! Moves between stages in a month: a drawing, and the table whose numbers open.

use super::{Part, tab_word};
use crate::pages::explain::Explanation;
use crate::route::{LifeChoice, LifeTab, Place, Route};
use crate::store::Env;
use crate::ui::card::Card;
use crate::ui::chart::{StreamFlow, Streams};
use crate::ui::figure::{Figure, FigureSize};
use crate::ui::form::{Choice, OneOf};
use perennial_data::Day;
use perennial_i18n::Messages;
use perennial_protocol::view::{FlowView, LifecycleView};
use yew::prelude::*;

/// The part.
pub(super) fn flows(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    let months = months(&part.view.flows);
    let chosen = part.choice.month.filter(|month| months.contains(month));
    let Some(month) = chosen.or_else(|| months.last().copied()) else {
        return html! { <p class="muted">{ m.flows_none() }</p> };
    };
    let moves = Moves::of(m, part.view, month);
    html! {
        <div class="grid">
            { Card {
                class: "span-5",
                note: Some(m.flows_note().into()),
                actions: Some(month_choice(env, &months, month)),
                ..Card::new(tab_word(m, LifeTab::Flows))
            }.view(moves.drawing(env, part)) }
            { Card { class: "span-7", ..Card::new(m.flows_table(month)) }.view(moves.table(env, part)) }
        </div>
    }
}

/// Ends of the months that moves are known of, rising.
fn months(flows: &[FlowView]) -> Vec<Day> {
    let mut months: Vec<Day> = flows.iter().map(|flow| flow.to_date).collect();
    months.sort_unstable();
    months.dedup();
    months
}

/// The month, in the address so that links restore it.
fn month_choice(env: &Env, months: &[Day], month: Day) -> Html {
    let m = env.m;
    let choices = months.iter().rev();
    let choices = choices.map(|month| Choice::new(month.to_string(), m.date(*month)));
    let onchange = {
        let env = env.clone();
        Callback::from(move |text: AttrValue| {
            env.go(Route::Lifecycle(LifeChoice {
                month: text.parse().ok(),
                ..LifeChoice::of(LifeTab::Flows)
            }));
        })
    };
    OneOf {
        value: month.to_string().into(),
        ..OneOf::new(m.flows_month(), choices.collect(), onchange)
    }
    .view_bare_list()
}

/// The moves of one month, between nodes: the stages, and one for being in none.
struct Moves {
    month: Day,
    nodes: Vec<AttrValue>,
    flows: Vec<StreamFlow>,
}

impl Moves {
    fn of(m: Messages, view: &LifecycleView, month: Day) -> Self {
        let titles = view.stages.iter();
        let titles = titles.map(|stage| AttrValue::from(stage.title.get(m.language()).to_owned()));
        let nodes: Vec<_> = titles.chain([AttrValue::from(m.flows_outside())]).collect();
        let outside = view.stages.len();
        let place = |stage: Option<u32>| stage.map_or(outside, |at| (at as usize).min(outside));
        let of_month = view.flows.iter().filter(|flow| flow.to_date == month);
        let flows = of_month.map(|flow| {
            let (from, to) = (place(flow.from), place(flow.to));
            let text = sentence(m, &nodes, from, to, flow.n);
            StreamFlow {
                from,
                to,
                n: flow.n,
                text: text.into(),
            }
        });
        let flows: Vec<_> = flows.collect();
        Self {
            month,
            nodes,
            flows,
        }
    }

    fn drawing(&self, env: &Env, part: &Part<'_>) -> Html {
        let explanations: Vec<_> = self
            .flows
            .iter()
            .map(|flow| self.explanation(env, flow))
            .collect();
        let open = part.figure();
        let onopen = Callback::from(move |at: usize| {
            if let Some(explanation) = explanations.get(at) {
                open.emit(explanation.clone());
            }
        });
        Streams {
            label: env.m.flows_table(self.month).into(),
            nodes: self.nodes.clone(),
            flows: self.flows.clone(),
            onopen,
        }
        .view()
    }

    /// From where, in rows, to where, in columns.
    fn table(&self, env: &Env, part: &Part<'_>) -> Html {
        let m = env.m;
        let open = part.figure();
        let has_any = |place: usize| {
            let mut flows = self.flows.iter();
            flows.any(|flow| flow.n > 0 && (flow.from == place || flow.to == place))
        };
        let places: Vec<usize> = (0..self.nodes.len()).filter(|at| has_any(*at)).collect();
        let cell = |from: usize, to: usize| {
            let flow = self
                .flows
                .iter()
                .find(|flow| flow.from == from && flow.to == to && flow.n > 0);
            let stays = (from == to).then_some("moves__stay");
            let number = flow.map(|flow| {
                let explanation = self.explanation(env, flow);
                Figure {
                    size: FigureSize::Inline,
                    ..Figure::new(
                        flow.text.clone(),
                        m.count(flow.n),
                        open.reform(move |()| explanation.clone()),
                    )
                }
                .view()
            });
            html! { <td class={classes!("number", stays)}>{ number.unwrap_or_default() }</td> }
        };
        let row = |from: &usize| {
            html! {
                <tr key={*from}>
                    <th scope="row">{ self.nodes.get(*from).cloned() }</th>
                    { for places.iter().map(|to| cell(*from, *to)) }
                </tr>
            }
        };
        let head = places.iter().map(|to| {
            html! { <th scope="col" class="number moves__to">{ self.nodes.get(*to).cloned() }</th> }
        });
        html! {
            <div class="table-scroll" tabindex="0" role="group" aria-label={m.flows_table(self.month)}>
                <table class="table moves" data-testid="moves">
                    <thead><tr><th scope="col">{ m.flows_from_to() }</th>{ for head }</tr></thead>
                    <tbody>{ for places.iter().map(row) }</tbody>
                </table>
            </div>
        }
    }

    /// What a number of the table counts, what part of the stage it is, and the boards before and after.
    fn explanation(&self, env: &Env, flow: &StreamFlow) -> Explanation {
        let m = env.m;
        let before = self.month.month_start().plus_days(-1);
        let of_stage = self.flows.iter().filter(|other| other.from == flow.from);
        let total: u32 = of_stage.map(|other| other.n).sum();
        let share = f64::from(flow.n) / f64::from(total.max(1));
        let board = |on: Day| {
            let place = Place {
                on: (on != env.state.today).then_some(on),
                ..env.place(Route::Lifecycle(LifeChoice::default()))
            };
            (m.flows_board(on), place.hash())
        };
        Explanation {
            title: flow.text.to_string(),
            value: m.count_customers(flow.n),
            definition: m.flows_definition(before, self.month),
            formula: m.formula_division(&m.count(flow.n), &m.percent(share, 1), &m.count(total)),
            facts: Vec::new(),
            links: vec![board(before), board(self.month)],
        }
    }
}

/// A move in words.
fn sentence(m: Messages, nodes: &[AttrValue], from: usize, to: usize, n: u32) -> String {
    let name = |at: usize| nodes.get(at).map_or("", |name| name.as_str());
    if from == to {
        m.flows_stayed(&m.count(n), name(from))
    } else {
        m.flows_moved(&m.count(n), name(from), name(to))
    }
}

#[cfg(test)]
mod tests {
    use super::months;
    use perennial_protocol::view::FlowView;

    #[test]
    fn months_are_told_once_and_in_order() {
        let flow = |day: &str| FlowView {
            to_date: day.parse().unwrap(),
            from: None,
            to: Some(0),
            n: 1,
        };
        let flows = ["2026-03-31", "2026-02-28", "2026-03-31"].map(flow);
        let months: Vec<_> = months(&flows).iter().map(ToString::to_string).collect();
        assert_eq!(months, ["2026-02-28", "2026-03-31"]);
    }
}
