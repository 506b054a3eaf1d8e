//! The clock of the service level on the customer's tickets: what was answered and solved in time, and
//! what has time until when.

use super::Part;
use crate::store::Env;
use crate::ui::badge::chip;
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use crate::ui::table::Head::Text;
use crate::ui::table::head;
use crate::words::value_word;
use perennial_i18n::Messages;
use perennial_protocol::view::{ClockView, TicketView};
use yew::prelude::*;

/// Tickets that are in sight; the others are one press away.
const FIRST: usize = 6;

/// The card; nothing without tickets or without a service level.
pub(super) fn clocks(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    let Some(clocks) = &part.life.clocks else {
        return html! {};
    };
    let (first, more) = clocks.tickets.split_at(clocks.tickets.len().min(FIRST));
    Card {
        note: Some(
            m.clocks_note(clocks.answer_hours, clocks.solution_hours)
                .into(),
        ),
        ..Card::new(m.clocks_title())
    }
    .view(html! {
        <div class="stack" data-testid="clocks">
            { table(m, first) }
            if !more.is_empty() {
                <details>
                    <summary>{ m.clocks_more(more.len()) }</summary>
                    { table(m, more) }
                </details>
            }
        </div>
    })
}

fn table(m: Messages, tickets: &[TicketView]) -> Html {
    let line = |ticket: &TicketView| {
        html! {
            <tr key={ticket.id.clone()}>
                <th scope="row">
                    { value_word(m, &ticket.kind) }{ " " }<span class="small muted">{ &ticket.id }</span>
                    if !ticket.is_solved {
                        { " " }{ chip(m.clocks_open()) }
                    }
                </th>
                <td>{ ticket.opened_on.to_string() }</td>
                <td>{ clock(m, ticket.answer) }</td>
                <td>{ clock(m, ticket.solution) }</td>
            </tr>
        }
    };
    html! {
        <div class="table-scroll" tabindex="0" role="group" aria-label={m.clocks_title()}>
            <table class="table table--people">
                { head(&[
                    Text(m.table("tickets").unwrap_or_default()),
                    Text(m.figure_on_opened()),
                    Text(m.clocks_answer()),
                    Text(m.clocks_solution()),
                ]) }
                <tbody>{ for tickets.iter().map(line) }</tbody>
            </table>
        </div>
    }
}

/// In words, and with a mark where a promise was broken.
fn clock(m: Messages, clock: ClockView) -> Html {
    match clock {
        ClockView::Kept => html! { <span class="muted">{ m.clocks_kept() }</span> },
        ClockView::Broken => html! {
            <span class="finding">{ Icon::Warning.view_sized(14) }<span>{ m.clocks_broken() }</span></span>
        },
        ClockView::Runs(until) => html! { m.clocks_runs(until) },
    }
}
