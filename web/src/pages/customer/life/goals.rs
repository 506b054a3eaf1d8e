//! Goals: the success plan with target, actual, progress and review.

use super::{Part, errand_button};
use crate::number;
use crate::pages::work::Errand;
use crate::store::Env;
use crate::ui::badge::chip;
use crate::ui::card::Card;
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::{head, number_cell};
use crate::words::NONE;
use perennial_data::Day;
use perennial_protocol::view::GoalView;
use std::rc::Rc;
use yew::prelude::*;

/// The card.
pub(super) fn goals(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    let life = part.life;
    let add = Errand::Goal(life.id.clone(), None);
    Card {
        actions: Some(errand_button(env, part, m.goal_add(), add)),
        ..Card::new(m.life_goals())
    }
    .view(html! {
        if life.goals.is_empty() {
            <p class="muted">{ m.goals_none() }</p>
        } else {
            <div class="table-scroll" tabindex="0" role="region" aria-label={m.life_goals()}>
                <table class="table" data-testid="goals">
                    { head(&[
                        Text(m.goal_words()),
                        Number(m.goal_baseline()),
                        Number(m.goal_actual()),
                        Number(m.goal_target()),
                        Text(m.goal_progress()),
                        Text(m.ask_due()),
                        Text(m.goal_reviewed()),
                        Text(""),
                    ]) }
                    <tbody>{ for life.goals.iter().map(|goal| row(env, part, goal)) }</tbody>
                </table>
            </div>
        }
    })
}

fn row(env: &Env, part: &Part<'_>, goal: &GoalView) -> Html {
    let m = env.m;
    let amount = |value: Option<f64>| match value {
        None => NONE.to_owned(),
        Some(value) => format!("{} {}", m.short_number(value, 2), goal.unit),
    };
    let day = |day: Option<Day>| day.map_or_else(|| NONE.to_owned(), |day| day.to_string());
    let edit = Errand::Goal(part.life.id.clone(), Some(Rc::new(goal.clone())));
    let is_late = goal.due_on.is_some_and(|due| due < env.state.as_of())
        && goal.progress.is_none_or(|progress| progress < 1.0);
    let progress = goal.progress.map(|progress| {
        let value = number::text((progress * 100.0).clamp(0.0, 100.0));
        html! {
            <span class="cluster">
                <progress class="progress__bar progress__bar--goal" max="100" {value}
                    aria-label={m.goal_progress()} />
                <span>{ m.percent(progress, 0) }</span>
            </span>
        }
    });
    html! {
        <tr key={goal.goal.clone()}>
            <th scope="row">
                { &goal.goal }
                if goal.is_own {
                    { " " }{ chip(m.goal_own()) }
                }
            </th>
            { number_cell(amount(goal.baseline)) }
            { number_cell(amount(goal.actual)) }
            { number_cell(amount(goal.target)) }
            <td>{ progress.unwrap_or_else(|| html! { { NONE } }) }</td>
            <td>
                { day(goal.due_on) }
                if is_late {
                    { " " }{ chip(m.inbox_overdue()) }
                }
            </td>
            <td>
                { day(goal.reviewed_on) }
                if goal.review_due {
                    { " " }{ chip(m.goal_review_due()) }
                }
            </td>
            <td>{ errand_button(env, part, m.goal_edit(), edit) }</td>
        </tr>
    }
}
