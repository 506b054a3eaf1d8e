//! How far a play is at all customers: journey maps, interviews, co-creation and all the others, each task
//! with its state and what shows it.

use super::{counts, cut, narrowed, narrows, use_register, ways_out};
use crate::pages::lifecycle::customer_link;
use crate::pages::parts::view_or_wait;
use crate::route::LifeTab;
use crate::store::{Env, use_env};
use crate::ui::card::Card;
use crate::ui::form::{Choice, OneOf};
use crate::ui::table::Head::Text;
use crate::ui::table::head;
use crate::words::{NONE, task_state_text};
use perennial_protocol::view::{
    PlayChoice, PlayRow, PlayState, PlayView, Register, RegisterView, TaskState,
};
use yew::prelude::*;

/// How tasks stand, as an address says it.
const STATES: [(&str, PlayState); 3] = [
    ("open", PlayState::Open),
    ("done", PlayState::Done),
    ("skipped", PlayState::Skipped),
];

#[derive(Properties, PartialEq)]
pub(in crate::pages::lifecycle) struct PlaysProps {
    /// The play, a task of it, how it stands: `play/task/state`, of which the last ones may be missing and the task
    /// empty.
    pub(in crate::pages::lifecycle) only: Option<String>,
}

/// The part.
#[component]
pub(in crate::pages::lifecycle) fn Plays(props: &PlaysProps) -> Html {
    let env = use_env();
    let only = props.only.as_deref().unwrap_or_default();
    let mut parts = only.split('/').map(str::to_owned);
    let mut part = || parts.next().filter(|part| !part.is_empty());
    let (play, task, state) = (part(), part(), part());
    let state = state.and_then(|state| STATES.iter().find(|(code, _)| *code == state));
    let of = Register::Play {
        play,
        task,
        state: state.map(|&(_, state)| state),
    };
    let view = use_register(&of);
    view_or_wait(&env, &view, |view| match &**view {
        RegisterView::Play(view) => list(&env, view, &of),
        _ => html! {},
    })
}

/// The play, and which task of it.
fn chooser(env: &Env, view: &PlayView, task: Option<&str>) -> Html {
    let m = env.m;
    let choices = |of: &[PlayChoice]| -> Vec<Choice> {
        let choices = of.iter();
        choices
            .map(|choice| Choice::new(choice.id.clone(), choice.title.get(m.language()).to_owned()))
            .collect()
    };
    let go = narrows(env, LifeTab::Plays);
    let onplay = go.reform(|play: AttrValue| Some(play.to_string()));
    let play = view.play.clone();
    let ontask = go.reform(move |task: AttrValue| {
        Some(if task.is_empty() {
            play.clone()
        } else {
            format!("{play}/{task}")
        })
    });
    let mut tasks = vec![Choice::new("", m.plays_all_tasks())];
    tasks.extend(choices(&view.tasks));
    html! {
        <>
            { OneOf {
                value: view.play.clone().into(),
                ..OneOf::new(m.plays_play(), choices(&view.plays), onplay)
            }.view_bare_list() }
            { OneOf {
                value: task.unwrap_or_default().to_owned().into(),
                ..OneOf::new(m.plays_task(), tasks, ontask)
            }.view_bare_list() }
        </>
    }
}

fn list(env: &Env, view: &PlayView, of: &Register) -> Html {
    let m = env.m;
    let language = m.language();
    let task = match of {
        Register::Play { task, .. } => task.as_deref(),
        _ => None,
    };
    let title = view.plays.iter().find(|play| play.id == view.play);
    let title = title.map_or("", |play| play.title.get(language));
    let only = match of {
        Register::Play { state, .. } => *state,
        _ => None,
    };
    let words = [m.plays_open(), m.plays_done(), m.plays_skipped()];
    let states = STATES.into_iter().zip(words).zip(view.by_state);
    let states = states.map(|(((code, state), word), n)| {
        let is_chosen = only == Some(state);
        let code = if is_chosen { "" } else { code };
        let to = format!("{}/{}/{code}", view.play, task.unwrap_or_default());
        (word, n, is_chosen, narrowed(env, LifeTab::Plays, Some(to)))
    });
    let counts = counts(env, states);
    Card {
        note: Some(m.plays_note().into()),
        actions: Some(html! { <>{ chooser(env, view, task) }{ ways_out(env, of) }</> }),
        ..Card::new(title.to_owned())
    }
    .view(html! {
        <div class="stack">
            if let Some(need) = &view.need {
                <p>{ need.get(language) }</p>
            }
            { counts }
            if view.rows.is_empty() {
                <p>{ m.plays_none() }</p>
                <p class="muted">{ m.plays_none_note() }</p>
            } else {
                { cut(env, view.rows.len(), view.n_rows) }
                <div class="table-scroll" tabindex="0" role="group" aria-label={title.to_owned()}>
                    <table class="table table--people" data-testid="plays">
                        { head(&[
                            Text(m.customers_column_name()),
                            Text(m.word_task()),
                            Text(m.word_state()),
                            Text(m.plays_said()),
                            Text(m.word_owner()),
                        ]) }
                        <tbody>{ for view.rows.iter().enumerate().map(|(at, row)| line(env, at, row)) }</tbody>
                    </table>
                </div>
            }
        </div>
    })
}

fn line(env: &Env, at: usize, row: &PlayRow) -> Html {
    let m = env.m;
    let said = match &row.state {
        TaskState::Done { evidence, .. } => evidence.as_str(),
        TaskState::Skipped { reason, .. } => reason.as_str(),
        TaskState::Open => "",
    };
    let state = match row.due {
        Some(due) => format!("{} · {due}", task_state_text(m, &row.state)),
        None => task_state_text(m, &row.state),
    };
    html! {
        <tr key={at}>
            <th scope="row"><a href={customer_link(env, &row.id)}>{ &row.name }</a></th>
            <td>{ row.title.get(m.language()) }</td>
            <td>{ state }</td>
            <td>{ if said.is_empty() { NONE } else { said } }</td>
            <td>{ if row.person.is_empty() { m.word_nobody() } else { row.person.as_str() } }</td>
        </tr>
    }
}
