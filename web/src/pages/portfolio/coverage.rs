//! Which measures have data, and for how many customers.

use super::{Part, list_of};
use crate::number;
use crate::store::Env;
use crate::ui::card::Card;
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::{head, number_cell};
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
                    <progress class="progress__bar progress__bar--cell" max="1" value={number::text(*share)}
                        aria-label={name.to_owned()} />
                </td>
                { number_cell(m.percent(*share, 0)) }
            </tr>
        }
    });
    Card {
        note: Some(m.portfolio_coverage_note().into()),
        ..Card::new(m.portfolio_coverage_by_measure())
    }
    .view(html! {
        <div class="table-scroll">
            <table class="table">
                { head(&[
                    Text(m.customer_measure()),
                    Text(m.portfolio_coverage()),
                    Number(m.word_share()),
                ]) }
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    })
}
