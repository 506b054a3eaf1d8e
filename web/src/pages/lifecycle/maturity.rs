//! How mature the team says it is: the last assessment, what holds it back, the ones before.

use super::Part;
use crate::pages::work::{Errand, Record};
use crate::store::Env;
use crate::ui::badge::{accent_chip, chip};
use crate::ui::button::Button;
use crate::ui::card::Card;
use crate::words::{maturity_answer, maturity_level, maturity_question};
use perennial_protocol::view::{MATURITY_QUESTIONS, MaturityView};
use std::rc::Rc;
use yew::prelude::*;

/// The card.
pub(super) fn maturity(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    let made = &part.practice.maturity;
    let last = made
        .first()
        .map_or_else(Vec::new, |last| last.answers.clone());
    let assess = Rc::new(Record::Maturity(last));
    let assess = Button {
        disabled: !env.state.is_writer,
        ..Button::new(
            m.maturity_add(),
            part.errand
                .reform(move |()| Errand::Record(Rc::clone(&assess))),
        )
    };
    Card {
        note: Some(m.maturity_note().into()),
        actions: Some(assess.view()),
        ..Card::new(m.maturity_title())
    }
    .view(html! {
        <div class="stack" data-testid="maturity">
            if let Some(last) = made.first() {
                { newest(env, part, last) }
            } else {
                <p class="muted">{ m.maturity_none() }</p>
            }
            if made.len() > 1 {
                <ol class="happenings">{ for made.iter().skip(1).map(|one| earlier(env, one)) }</ol>
            }
        </div>
    })
}

fn when(env: &Env, one: &MaturityView) -> String {
    let m = env.m;
    if one.author.is_empty() {
        m.date(one.on)
    } else {
        m.review_by(&one.author, one.on)
    }
}

fn level(env: &Env, one: &MaturityView) -> String {
    let m = env.m;
    format!(
        "{} · {}",
        m.maturity_level(one.level),
        maturity_level(m, one.level)
    )
}

fn newest(env: &Env, part: &Part<'_>, one: &MaturityView) -> Html {
    let m = env.m;
    let held_back = |answer: u8| answer == one.level && one.level < 3;
    let line = |(at, answer): (usize, &u8)| {
        html! {
            <>
                <dt>{ maturity_question(m, at) }</dt>
                <dd>
                    { maturity_answer(m, at, *answer) }{ " " }
                    if held_back(*answer) {
                        { chip(m.maturity_weakest()) }
                    }
                </dd>
            </>
        }
    };
    let answers = one.answers.iter().take(MATURITY_QUESTIONS.len());
    let entry = one.entry;
    let take_back = Button {
        disabled: !env.state.is_writer,
        ..Button::new(
            m.work_take_back(),
            part.errand
                .reform(move |()| Errand::Record(Rc::new(Record::TakeBack(entry)))),
        )
    };
    html! {
        <>
            <p class="cluster">
                { accent_chip(level(env, one)) }
                <span class="muted">{ when(env, one) }</span>
            </p>
            <p class="small muted">{ m.maturity_rule() }</p>
            <dl class="facts facts--long">
                { for answers.enumerate().map(line) }
                if !one.note.is_empty() {
                    <dt>{ m.maturity_next() }</dt><dd>{ &one.note }</dd>
                }
            </dl>
            <div>{ take_back.view() }</div>
        </>
    }
}

fn earlier(env: &Env, one: &MaturityView) -> Html {
    html! {
        <li class="happening" key={one.entry}>
            <span class="fill">{ level(env, one) }{ " " }<span class="muted">{ when(env, one) }</span></span>
        </li>
    }
}
