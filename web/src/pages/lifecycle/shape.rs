//! The shape of care over a contract's term: planned beside executed, named and explained.

use super::{Part, tab_word};
use crate::pages::explain::Explanation;
use crate::route::LifeTab;
use crate::store::Env;
use crate::ui::card::Card;
use crate::ui::figure::Figure;
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::{head, number_cell};
use crate::words::NONE;
use perennial_chart::{Segment, coord, stack};
use perennial_i18n::Messages;
use yew::prelude::*;

/// Length of a bar in user units; it is stretched to the width there is.
const LENGTH: f64 = 640.0;
/// Classes of the thirds: each is told from its neighbours without colour.
const THIRDS: [&str; 3] = [
    "third third--head",
    "third third--middle",
    "third third--tail",
];

/// The part.
pub(super) fn shape(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    html! {
        <div class="grid">
            { Card {
                note: Some(m.shape_note().into()),
                ..Card::new(tab_word(m, LifeTab::Shape))
            }.view(thirds(m, part)) }
            { Card::new(m.shape_contracts()).view(contracts(env, part)) }
        </div>
    }
}

/// Planned and executed as bars of three parts, with their numbers.
fn thirds(m: Messages, part: &Part<'_>) -> Html {
    let shape = &part.view.shape;
    let row = |(name, shares): (&'static str, Option<[f64; 3]>)| {
        let numbers = match shares {
            Some(shares) => shares.map(|share| m.percent(share, 0)),
            None => [NONE; 3].map(str::to_owned),
        };
        html! {
            <tr key={name}>
                <th scope="row">{ name }</th>
                <td class="shape__bar">{ shares.map(bar).unwrap_or_default() }</td>
                { for numbers.into_iter().map(number_cell) }
            </tr>
        }
    };
    let rows = [
        (m.shape_planned(), shape.planned),
        (m.shape_executed(), shape.executed),
    ];
    html! {
        <div class="table-scroll" tabindex="0" role="group" aria-label={tab_word(m, LifeTab::Shape)}>
            <table class="table" data-testid="shape">
                { head(&[
                    Text(m.shape_effort()),
                    Text(m.word_share()),
                    Number(m.shape_head()),
                    Number(m.shape_middle()),
                    Number(m.shape_tail()),
                ]) }
                <tbody>{ for rows.into_iter().map(row) }</tbody>
            </table>
        </div>
    }
}

/// The numbers stand beside it.
fn bar(shares: [f64; 3]) -> Html {
    let parts = stack(&shares, LENGTH, 3.0, 0.0);
    let part = |(class, part): (&'static str, Segment)| {
        html! {
            <rect {class} x={coord(part.start)} width={coord(part.length)} y="1" height="14" />
        }
    };
    html! {
        <svg viewBox="0 0 640 16" preserveAspectRatio="none" height="16" class="bandbar" aria-hidden="true">
            { for THIRDS.into_iter().zip(parts).map(part) }
        </svg>
    }
}

/// Contracts by the shape of what was executed, and losses that a shape explains.
fn contracts(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    let shape = &part.view.shape;
    let [club, dumbbell, balanced] = shape.by_shape;
    let open = part.figure();
    let figure = |label: &'static str, n: u32, definition: &'static str, rule: &'static str| {
        let explanation = Explanation {
            title: label.to_owned(),
            value: m.count(n),
            definition: definition.to_owned(),
            formula: rule.to_owned(),
            facts: Vec::new(),
            links: Vec::new(),
        };
        let onopen = open.reform(move |()| explanation.clone());
        html! {
            <li class="stack stack--tight">
                { Figure::new(label, m.count(n), onopen).view() }
                <p class="muted">{ definition }</p>
            </li>
        }
    };
    html! {
        <ul class="shapes">
            { figure(m.shape_club(), club, m.shape_club_note(), m.shape_club_rule()) }
            { figure(m.shape_dumbbell(), dumbbell, m.shape_dumbbell_note(), m.shape_dumbbell_rule()) }
            { figure(m.shape_balanced(), balanced, m.shape_balanced_note(), m.shape_balanced_rule()) }
            { figure(m.shape_without(), shape.n_without, m.shape_without_note(), m.shape_without_note()) }
            { figure(m.shape_losses(), shape.dumbbell_losses, m.shape_losses_note(), m.shape_losses_rule()) }
        </ul>
    }
}
