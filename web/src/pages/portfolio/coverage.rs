//! Which measures have data, and for how many customers.

use super::{Part, list_of};
use crate::store::Env;
use crate::ui::card::Card;
use perennial_protocol::{ColumnRef, Filter};
use yew::prelude::*;

/// A line per measure; the share opens the customers that have no data for it.
pub(super) fn by_measure(env: &Env, part: &Part) -> Html {
    let m = env.m;
    let rows = part.view.measure_coverage.iter().map(|(id, title, share)| {
        let name = title.get(m.language());
        let without = Filter::Missing(ColumnRef::Measure(id.clone()));
        html! {
            <tr key={id.clone()}>
                <th scope="row"><a href={env.link(list_of(without))}>{ name }</a></th>
                <td>
                    <progress class="progress__bar progress__bar--cell" max="1" value={share.to_string()}
                        aria-label={name.to_owned()} />
                </td>
                <td class="number">{ m.percent(*share, 0) }</td>
            </tr>
        }
    });
    Card {
        note: Some(m.portfolio_coverage_note().into()),
        ..Card::new(m.portfolio_coverage_by_measure())
    }
    .view(html! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{ m.customer_measure() }</th>
                    <th scope="col">{ m.portfolio_coverage() }</th>
                    <th scope="col" class="number">{ m.word_share() }</th>
                </tr>
            </thead>
            <tbody>{ for rows }</tbody>
        </table>
    })
}
