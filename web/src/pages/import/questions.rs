//! What the import wants confirmed: all in one list, each with its proposed answer.

use crate::store::Env;
use crate::tasks::import::edit;
use crate::ui::badge::chip;
use crate::ui::button::Button;
use crate::ui::card::Card;
use crate::ui::form::{Choice, OneOf};
use crate::words::{answer_text, question_text};
use perennial_protocol::ImportEdit;
use perennial_protocol::view::{ImportView, QuestionView};
use yew::prelude::*;

/// More answers than this are a list that opens.
const MOST_SIDE_BY_SIDE: usize = 3;

/// The questions, the unanswered ones first.
pub(super) fn questions(env: &Env, import: &ImportView) -> Html {
    let m = env.m;
    let questions = &import.questions;
    let open = questions.iter().filter(|q| !q.answered).count();
    if questions.is_empty() {
        return html! {};
    }
    let accept = {
        let store = env.store.clone();
        Callback::from(move |()| edit(&store, ImportEdit::AcceptAll))
    };
    let actions = (open > 0).then(|| Button::new(m.import_accept_all(), accept).view());
    let rows = [false, true].into_iter().flat_map(|answered| {
        questions
            .iter()
            .enumerate()
            .filter(move |(_, question)| question.answered == answered)
            .map(|question| row(env, import, question))
    });
    Card {
        note: Some(m.import_questions_count(open).into()),
        actions,
        ..Card::new(m.import_questions())
    }
    .view(html! {
        <ul class="stack" data-testid="questions">{ for rows }</ul>
    })
}

fn row(env: &Env, import: &ImportView, (at, question): (usize, &QuestionView)) -> Html {
    let m = env.m;
    let text = question_text(m, import, question);
    let choices: Vec<_> = question
        .answers
        .iter()
        .enumerate()
        .map(|(at, (_, edit))| {
            let answer = answer_text(m, &question.code, edit);
            let is_proposed = at == 0 && !question.answered;
            let label = if is_proposed {
                m.import_answer_proposed(&answer)
            } else {
                answer
            };
            Choice::new(at.to_string(), label)
        })
        .collect();
    let onchange = {
        let (store, answers) = (env.store.clone(), question.answers.clone());
        Callback::from(move |value: AttrValue| {
            let chosen = value.parse::<usize>().ok().and_then(|at| answers.get(at));
            if let Some((_, chosen)) = chosen {
                edit(&store, chosen.clone());
            }
        })
    };
    let confirm = {
        let (store, first) = (env.store.clone(), question.answers.first().cloned());
        Callback::from(move |()| {
            if let Some((_, first)) = &first {
                edit(&store, first.clone());
            }
        })
    };
    html! {
        <li class="cluster question">
            <span class="fill">{ &text }</span>
            if choices.len() > MOST_SIDE_BY_SIDE {
                { OneOf::new(text.clone(), choices, onchange).view_bare_list() }
            } else {
                { OneOf::new(text.clone(), choices, onchange).view_segmented(format!("question-{at}")) }
            }
            if question.answered {
                { chip(m.import_confirmed()) }
            } else {
                { Button::new(m.import_confirm(), confirm).view() }
            }
        </li>
    }
}
