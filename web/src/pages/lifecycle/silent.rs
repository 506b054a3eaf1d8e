//! Signals that no play follows: their alerts come to nothing unless somebody takes them up.

use super::Part;
use crate::store::Env;
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use crate::ui::table::Head::{Number, Text};
use crate::ui::table::{head, number_cell};
use perennial_protocol::view::SilentView;
use yew::prelude::*;

/// The card; where every signal has a play it says that.
pub(super) fn silent(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    let (silent, n) = (&part.figures.silent, part.figures.n_signals);
    let row = |signal: &SilentView| {
        html! {
            <tr key={signal.id.clone()}>
                <th scope="row">{ signal.title.get(m.language()) }</th>
                <td>{ signal.definition.get(m.language()) }</td>
                { number_cell(m.count(signal.n_open)) }
            </tr>
        }
    };
    Card {
        note: Some(m.silent_note().into()),
        ..Card::new(m.silent_title())
    }
    .view(html! {
        <div class="stack" data-testid="silent">
            if silent.is_empty() {
                <p class="muted">{ m.silent_none(n) }</p>
            } else {
                <p class="finding">{ Icon::Warning.view_sized(14) }<span>{ m.silent_some(n, silent.len()) }</span></p>
                <div class="table-scroll" tabindex="0" role="group" aria-label={m.silent_title()}>
                    <table class="table table--words">
                        { head(&[
                            Text(m.silent_signal()),
                            Text(m.alert_when()),
                            Number(m.silent_open()),
                        ]) }
                        <tbody>{ for silent.iter().map(row) }</tbody>
                    </table>
                </div>
            }
        </div>
    })
}
