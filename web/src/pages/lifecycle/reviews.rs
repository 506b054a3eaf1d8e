//! When each stage's need, goal and play were last reviewed, by whom, and when again.

use super::Part;
use crate::pages::work::{Errand, Record, record_buttons};
use crate::store::Env;
use crate::ui::badge::accent_chip;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use perennial_protocol::view::{ReviewView, StageColumn};
use std::rc::Rc;
use yew::prelude::*;

/// The card.
pub(super) fn reviews(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    let both = part.view.stages.iter().zip(&part.practice.reviews);
    let lines = both.map(|(stage, review)| line(env, part, stage, review.as_ref()));
    Card {
        note: Some(m.review_note().into()),
        ..Card::new(m.review_title())
    }
    .view(html! { <ul class="happenings" data-testid="reviews">{ for lines }</ul> })
}

fn line(env: &Env, part: &Part<'_>, stage: &StageColumn, review: Option<&ReviewView>) -> Html {
    let m = env.m;
    let title = stage.title.get(m.language());
    let named = (stage.id.clone(), title.to_owned());
    let record = |old: Option<&ReviewView>| Record::Review {
        stage: named.clone(),
        old: old.cloned(),
    };
    let new = Rc::new(record(None));
    let button = Button {
        kind: ButtonKind::Plain,
        disabled: !env.state.is_writer,
        ..Button::new(
            m.review_add(),
            part.errand
                .reform(move |()| Errand::Record(Rc::clone(&new))),
        )
    };
    html! {
        <li class="happening" key={stage.id.clone()}>
            <span class="fill">
                <span class="strong">{ title }</span>{ " " }
                { review.map_or_else(
                    || html! { <span class="muted">{ m.review_never() }</span> },
                    |review| said(env, review),
                ) }
            </span>
            <span class="cluster">
                { button.view() }
                if let Some(review) = review {
                    { record_buttons(env, &part.errand, record(Some(review)), review.entry) }
                }
            </span>
        </li>
    }
}

fn said(env: &Env, review: &ReviewView) -> Html {
    let m = env.m;
    let by = if review.by.is_empty() {
        m.date(review.on)
    } else {
        m.review_by(&review.by, review.on)
    };
    let next = review.next_on.map(|next| {
        if review.is_overdue {
            accent_chip(m.review_overdue(next))
        } else {
            html! { <span class="muted">{ m.review_due_on(next) }</span> }
        }
    });
    html! {
        <>
            <span>{ by }</span>{ " " }
            { next.unwrap_or_default() }
            if !review.note.is_empty() {
                <span class="muted">{ " · " }{ &review.note }</span>
            }
        </>
    }
}
