//! Special dates: go-live, anniversaries, the budget round; each comes into the Inbox some days ahead.

use super::{Part, errand_button, record_buttons};
use crate::pages::work::{Errand, Record};
use crate::store::Env;
use crate::ui::card::Card;
use crate::words::day_and_distance;
use perennial_protocol::view::DateView;
use std::rc::Rc;
use yew::prelude::*;

/// The card.
pub(super) fn dates(env: &Env, part: &Part<'_>, dates: &[DateView]) -> Html {
    let m = env.m;
    let add = Errand::Record(Rc::new(Record::Date(part.life.id.clone(), None)));
    Card {
        note: Some(m.dates_note().into()),
        actions: Some(errand_button(env, part, m.date_add(), add)),
        ..Card::new(m.dates_title())
    }
    .view(html! {
        <div data-testid="dates">
            if dates.is_empty() {
                <p class="muted">{ m.dates_none() }</p>
            } else {
                <ul class="rules">{ for dates.iter().map(|date| line(env, part, date)) }</ul>
            }
        </div>
    })
}

fn line(env: &Env, part: &Part<'_>, date: &DateView) -> Html {
    let m = env.m;
    let next = match date.next {
        Some(day) => day_and_distance(m, Some(day), env.state.as_of()),
        None => format!("{} · {}", m.date(date.on), m.date_is_past()),
    };
    let repeats = if date.yearly {
        m.date_is_yearly()
    } else {
        m.date_is_once()
    };
    let mut said = vec![next, repeats.to_owned(), m.date_ahead_is(date.ahead_days)];
    if !date.author.is_empty() {
        said.push(m.work_by(&date.author));
    }
    let correct = Record::Date(part.life.id.clone(), Some(date.clone()));
    html! {
        <li class="rule" key={date.entry}>
            <span class="fill">
                <span class="strong">{ &date.title }</span>{ " " }
                <span class="muted">{ said.join(" · ") }</span>
            </span>
            { record_buttons(env, &part.errand, correct, date.entry) }
        </li>
    }
}
