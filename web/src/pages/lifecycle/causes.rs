//! Root causes of closed alerts, most first, with what share of all they make up together (Pareto).

use super::{Part, tab_word};
use crate::number;
use crate::pages::explain::Explanation;
use crate::route::{InboxChoice, LifeTab, ListView, Route};
use crate::store::Env;
use crate::ui::button::Button;
use crate::ui::card::Card;
use crate::ui::feedback::Empty;
use crate::ui::figure::{Figure, FigureSize};
use crate::ui::icon::Icon;
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::{head, number_cell};
use perennial_protocol::view::CauseView;
use perennial_protocol::{Filter, LifeColumn};
use yew::prelude::*;

/// The part.
pub(super) fn causes(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    let causes = &part.view.causes;
    if causes.is_empty() {
        return Empty {
            icon: Icon::Inbox,
            title: m.causes_none().into(),
            note: m.causes_none_note().into(),
            actions: html! {
                { Button::link(m.nav_inbox(), env.link(Route::Inbox(InboxChoice::default()))).view() }
            },
        }
        .view();
    }
    let total: u32 = causes.iter().map(|cause| cause.n).sum();
    let share = |n: u32| f64::from(n) / f64::from(total.max(1));
    let mut so_far = 0;
    let rows = causes.iter().map(|CauseView { id, title, n }| {
        so_far += n;
        let name = title.get(m.language()).to_owned();
        let closed = LifeColumn::Cause(id.clone()).column();
        let theirs = ListView::of_life(vec![Filter::Between(closed, Some(1.0), None)]);
        let explanation = Explanation {
            title: name.clone(),
            value: m.count(*n),
            definition: m.causes_definition().to_owned(),
            formula: m.formula_division(&m.count(*n), &m.percent(share(*n), 1), &m.count(total)),
            facts: vec![(m.causes_together().to_owned(), m.percent(share(so_far), 1))],
            links: vec![(
                m.board_list().to_owned(),
                env.link(Route::Customers(theirs)),
            )],
        };
        let onopen = part.figure().reform(move |()| explanation.clone());
        html! {
            <tr key={id.clone()}>
                <th scope="row">{ name.clone() }</th>
                <td class="number">
                    { Figure { size: FigureSize::Inline, ..Figure::new(name, m.count(*n), onopen) }.view() }
                </td>
                <td>
                    <span class="share">
                        <progress class="progress__bar share__bar" max="1" value={number::text(share(*n))}
                            aria-hidden="true" />
                        <span>{ m.percent(share(*n), 0) }</span>
                    </span>
                </td>
                { number_cell(m.percent(share(so_far), 0)) }
            </tr>
        }
    });
    Card {
        note: Some(m.causes_note().into()),
        ..Card::new(tab_word(m, LifeTab::Causes))
    }
    .view(html! {
        <table class="table" data-testid="causes">
            { head(&[
                Text(m.causes_cause()),
                Number(m.causes_alerts()),
                Text(m.word_share()),
                Number(m.causes_together()),
            ]) }
            <tbody>{ for rows }</tbody>
        </table>
    })
}
