//! Service levels: what is promised to whom, how many have each, and how promises were kept.

use super::{Part, door, opens};
use crate::pages::explain::Explanation;
use crate::route::ValueChoice;
use crate::store::Env;
use crate::ui::figure::{Figure, FigureSize};
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
                <td class="number">{ door(env, only, title.clone(), m.count(level.n)) }</td>
                { number_cell(hours(level.first_response_hours)) }
                { number_cell(hours(level.resolution_hours)) }
                { number_cell(days(level.escalation_days)) }
                { number_cell(level.touch_days.map_or_else(|| NONE.to_owned(), days)) }
                <td>{ owner }</td>
                { on_time(env, part, (&title, m.clocks_answers_on_time()), level.answers) }
                { on_time(env, part, (&title, m.clocks_solutions_on_time()), level.solutions) }
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
                    Number(m.clocks_answers_on_time()),
                    Number(m.clocks_solutions_on_time()),
                ]) }
                <tbody>{ for part.view.levels.iter().map(row) }</tbody>
            </table>
        </div>
    }
}

/// The share of promises kept, which opens with the tickets that it is from.
fn on_time(
    env: &Env,
    part: &Part<'_>,
    (level, name): (&str, &'static str),
    [kept, broken, runs]: [u32; 3],
) -> Html {
    let m = env.m;
    let over = kept + broken;
    if over + runs == 0 {
        return number_cell(NONE);
    }
    let value = if over == 0 {
        NONE.to_owned()
    } else {
        m.percent(f64::from(kept) / f64::from(over), 0)
    };
    let explanation = Explanation {
        title: format!("{level} · {name}"),
        value: value.clone(),
        definition: m.clocks_definition().to_owned(),
        formula: m.formula_division(&m.count(kept), &value, &m.count(over)),
        facts: vec![
            (m.clocks_n_kept().to_owned(), m.count(kept)),
            (m.clocks_n_broken().to_owned(), m.count(broken)),
            (m.clocks_n_runs().to_owned(), m.count(runs)),
        ],
        links: Vec::new(),
    };
    let figure = Figure {
        size: FigureSize::Inline,
        ..Figure::new(name, value, opens(part, explanation))
    };
    html! { <td class="number">{ figure.view() }</td> }
}
