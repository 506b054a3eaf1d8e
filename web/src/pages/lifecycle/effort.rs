//! Effort beside return: where the time of the team goes and where the money is, by tier, stage or
//! owner.

use super::{Part, amount};
use crate::number;
use crate::pages::explain::Explanation;
use crate::route::{EffortBy, LifeChoice, ListView, Route};
use crate::store::Env;
use crate::ui::card::Card;
use crate::ui::figure::{Figure, FigureSize};
use crate::ui::form::{Choice, OneOf};
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::{head, number_cell};
use crate::words::NONE;
use perennial_i18n::Messages;
use perennial_protocol::view::EffortView;
use perennial_protocol::{ColumnRef, Filter, LifeColumn};
use yew::prelude::*;

/// From this ratio of shares on a group gets less than it pays for; below its inverse more. *Default.*
const UNEVEN: f64 = 1.5;

/// The card.
pub(super) fn effort(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    let by = part.choice.effort;
    let choices = EffortBy::ALL.map(|by| Choice::new(by.code(), word(m, by)));
    let onchange = {
        let (env, choice) = (env.clone(), part.choice.clone());
        Callback::from(move |code: AttrValue| {
            if let Some(effort) = EffortBy::of_code(&code) {
                env.go(Route::Lifecycle(LifeChoice {
                    effort,
                    ..choice.clone()
                }));
            }
        })
    };
    let choice = OneOf {
        value: by.code().into(),
        ..OneOf::new(m.effort_by(), choices.to_vec(), onchange)
    };
    let rows = &part.figures.effort[by as usize];
    Card {
        note: part
            .figures
            .effort_from
            .map(|from| m.effort_note(from).into()),
        actions: Some(choice.view_segmented("effort-by")),
        ..Card::new(m.effort_title())
    }
    .view(html! {
        <div class="table-scroll" tabindex="0" role="group" aria-label={m.effort_title()}>
            <table class="table table--people" data-testid="effort">
                { head(&[
                    Text(word(m, by)),
                    Number(m.word_customers()),
                    Number(m.effort_touches()),
                    Number(m.effort_time()),
                    Number(m.effort_tasks()),
                    Number(m.effort_share()),
                    Number(m.customers_column_arr()),
                    Number(m.effort_paid()),
                    Text(m.effort_finding()),
                ]) }
                <tbody>{ for rows.iter().map(|row| line(env, part, row)) }</tbody>
            </table>
        </div>
    })
}

fn word(m: Messages, by: EffortBy) -> &'static str {
    match by {
        EffortBy::Tier => m.life_value(),
        EffortBy::Stage => m.life_stage(),
        EffortBy::Owner => m.word_owner(),
    }
}

fn line(env: &Env, part: &Part<'_>, row: &EffortView) -> Html {
    let m = env.m;
    let title = match row.title.get(m.language()) {
        "" => m.effort_none(),
        title => title,
    };
    let list = ListView::of_life(vec![filter(part.choice.effort, &row.id)]);
    let hours = if row.minutes > 0 {
        m.unit_hours(&m.short_number(f64::from(row.minutes) / 60.0, 1))
    } else {
        NONE.to_owned()
    };
    let share = |share: Option<f64>| {
        let share = share.map(|share| {
            html! {
                <span class="share">
                    <progress class="progress__bar share__bar" max="1" value={number::text(share)} aria-hidden="true" />
                    <span>{ m.percent(share, 0) }</span>
                </span>
            }
        });
        html! { <td class="number">{ share.unwrap_or_else(|| html! { NONE }) }</td> }
    };
    html! {
        <tr key={row.id.clone()}>
            <th scope="row">{ title.to_owned() }</th>
            <td class="number">
                <a href={env.link(Route::Customers(list))}>{ m.count(row.n) }</a>
            </td>
            { number_cell(m.count(row.touches)) }
            { number_cell(hours) }
            { number_cell(m.count(row.tasks)) }
            { share(row.effort_share) }
            { number_cell(amount(env, part.view, row.arr)) }
            { share(row.arr_share) }
            <td>{ finding(env, part, title, row) }</td>
        </tr>
    }
}

/// What the two shares say together, and the number behind it.
fn finding(env: &Env, part: &Part<'_>, title: &str, row: &EffortView) -> Html {
    let m = env.m;
    let Some(paid) = row.arr_share.filter(|paid| *paid > 0.0) else {
        return html! { <span class="muted">{ NONE }</span> };
    };
    let Some(ratio) = row.ratio else {
        let none_at_all = row.effort_share.is_none();
        return html! { <span class="muted">{ if none_at_all { NONE } else { m.effort_nothing() } }</span> };
    };
    let verdict = if ratio > UNEVEN {
        m.effort_less()
    } else if ratio < 1.0 / UNEVEN {
        m.effort_more()
    } else {
        m.effort_even()
    };
    let value = m.short_number(ratio, 2);
    let percent = |share: f64| m.percent(share, 1);
    let effort = percent(row.effort_share.unwrap_or_default());
    let explanation = Explanation {
        title: format!("{title} · {}", m.effort_finding()),
        value: value.clone(),
        definition: m.effort_definition().to_owned(),
        formula: m.effort_rule(&effort, &percent(paid), &value),
        facts: Vec::new(),
        links: Vec::new(),
    };
    let onopen = part.figure().reform(move |()| explanation.clone());
    html! {
        <>
            { Figure { size: FigureSize::Inline, ..Figure::new(m.effort_finding(), value, onopen) }.view() }
            { " " }
            <span class={classes!((verdict == m.effort_even()).then_some("muted"))}>{ verdict }</span>
        </>
    }
}

fn filter(by: EffortBy, id: &str) -> Filter {
    let column = match by {
        EffortBy::Tier => LifeColumn::Tier.column(),
        EffortBy::Stage => LifeColumn::Stage.column(),
        EffortBy::Owner => ColumnRef::Field("owner".to_owned()),
    };
    if id.is_empty() {
        Filter::Missing(column)
    } else {
        Filter::OneOf(column, vec![id.to_owned()])
    }
}
