//! Service levels: what is promised to whom, and how many have each.

use super::{Part, door};
use crate::route::ValueChoice;
use crate::store::Env;
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::{head, number_cell};
use crate::words::NONE;
use perennial_protocol::view::ServiceLevelView;
use yew::prelude::*;

/// The SLA table; the number of customers picks them out.
pub(super) fn levels(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    let row = |level: &ServiceLevelView| {
        let title = level.title.get(m.language()).to_owned();
        let only = ValueChoice {
            level: Some(level.id.clone()),
            ..ValueChoice::default()
        };
        let hours = |hours: u32| m.unit_hours(&m.count(hours));
        let days = |days: u32| m.unit_days(&m.count(days));
        let is_chosen = part.choice.level.as_ref() == Some(&level.id);
        let owner = if level.owner_required {
            m.word_yes()
        } else {
            m.word_no()
        };
        html! {
            <tr key={level.id.clone()} aria-current={is_chosen.then_some("true")}>
                <th scope="row">{ title.clone() }</th>
                <td class="number">{ door(env, only, title, m.count(level.n)) }</td>
                { number_cell(hours(level.first_response_hours)) }
                { number_cell(hours(level.resolution_hours)) }
                { number_cell(days(level.escalation_days)) }
                { number_cell(level.touch_days.map_or_else(|| NONE.to_owned(), days)) }
                <td>{ owner }</td>
            </tr>
        }
    };
    html! {
        <div class="table-scroll" tabindex="0" role="group" aria-label={m.map_levels()}>
            <table class="table levels" data-testid="levels">
                { head(&[
                    Text(m.map_level()),
                    Number(m.word_customers()),
                    Number(m.sla_first()),
                    Number(m.sla_solution()),
                    Number(m.sla_escalation()),
                    Number(m.sla_touch()),
                    Text(m.sla_owner()),
                ]) }
                <tbody>{ for part.view.levels.iter().map(row) }</tbody>
            </table>
        </div>
    }
}
