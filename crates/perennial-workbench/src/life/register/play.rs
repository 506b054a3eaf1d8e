//! How far a play is over all customers: what was done of it, with what shows it, and what is to be done;
//! journey maps, interviews and co-creation are told by it ([1.06, 1.07, 1.34, 1.35]).

use super::{List, day_cell, text_cell};
use crate::life::tasks::{person, state as state_of};
use crate::life::today::Today;
use crate::life::tracking::Life;
use crate::session::count;
use perennial_data::{Day, sort_by};
use perennial_engine::model::life::Play;
use perennial_life::play::PlayBook;
use perennial_life::task::{Origin, Task, TaskState as Now, describe};
use perennial_life::work::{TaskAct, TaskKey, Work};
use perennial_protocol::view::{CellView, PlayChoice, PlayRow, PlayState, PlayView, TaskState};
use std::collections::BTreeMap;

pub(super) const HEADER: [&str; 8] = [
    "account_id",
    "name",
    "task",
    "state",
    "due_on",
    "on",
    "text",
    "person",
];

/// The tasks of one play, or one task of it, at all customers; all of them or those that stand so.
pub(super) fn list(
    (life, today): (&Life, &Today),
    (play, task, only): (Option<&str>, Option<&str>, Option<PlayState>),
) -> List<PlayView, PlayRow> {
    let book = PlayBook::new(life.plan.model());
    let plays: Vec<PlayChoice> = book
        .plays()
        .iter()
        .map(|play| choice(&play.id, &play.title))
        .collect();
    let named = |id: &str| book.plays().iter().position(|known| known.id == id);
    let at = play.and_then(named).unwrap_or(0);
    let spec = book.plays().get(at);
    let tasks = spec.map(|spec| spec.tasks.iter().map(|task| choice(&task.id, &task.title)));
    let mut rows = spec.map_or_else(Vec::new, |spec| decided((life, today), spec, task));
    rows.extend(open((life, today), (&book, at), task));
    let n = |state| count(rows.iter().filter(|row| stands(row) == state).count());
    let view = PlayView {
        as_of: today.as_of(),
        plays,
        play: spec.map(|spec| spec.id.clone()).unwrap_or_default(),
        need: spec.and_then(|spec| spec.need.clone()),
        tasks: tasks.map(Iterator::collect).unwrap_or_default(),
        by_state: [
            n(PlayState::Open),
            n(PlayState::Done),
            n(PlayState::Skipped),
        ],
        n_rows: 0,
        rows: Vec::new(),
    };
    rows.retain(|row| only.is_none_or(|only| stands(row) == only));
    sort_by(&mut rows, |a, b| {
        (on(a).is_some().cmp(&on(b).is_some()))
            .then(a.due.cmp(&b.due))
            .then(on(b).cmp(&on(a)))
            .then_with(|| a.id.cmp(&b.id))
            .then_with(|| a.title.en.cmp(&b.title.en))
    });
    List { view, rows }
}

fn choice(id: &str, title: &perennial_data::Bilingual) -> PlayChoice {
    PlayChoice {
        id: id.to_owned(),
        title: title.clone(),
    }
}

fn stands(row: &PlayRow) -> PlayState {
    match &row.state {
        TaskState::Open => PlayState::Open,
        TaskState::Done { .. } => PlayState::Done,
        TaskState::Skipped { .. } => PlayState::Skipped,
    }
}

/// When it was decided.
fn on(row: &PlayRow) -> Option<Day> {
    match &row.state {
        TaskState::Done { on, .. } | TaskState::Skipped { on, .. } => Some(*on),
        TaskState::Open => None,
    }
}

/// What people said they did, of stages that are over too: the last word on each task counts.
fn decided((life, today): (&Life, &Today), play: &Play, only: Option<&str>) -> Vec<PlayRow> {
    let mut last: BTreeMap<(&str, &str, Day), PlayRow> = BTreeMap::new();
    for entry in life.log().standing(today.as_of()) {
        let Work::Task(work) = &entry.work else {
            continue;
        };
        let TaskKey::Play {
            play: of,
            task,
            trigger_on,
        } = &work.task
        else {
            continue;
        };
        if *of != play.id || only.is_some_and(|only| only != task) {
            continue;
        }
        let Some(account) = life.data().account(&work.account) else {
            continue;
        };
        let key = (work.account.as_str(), task.as_str(), *trigger_on);
        let state = match &work.act {
            TaskAct::Done(evidence) => TaskState::Done {
                on: entry.on,
                evidence: evidence.clone(),
            },
            TaskAct::Skip(reason) => TaskState::Skipped {
                on: entry.on,
                reason: reason.clone(),
            },
            TaskAct::Reopen => {
                last.remove(&key);
                continue;
            }
            TaskAct::Assign(_) | TaskAct::Move(_) => continue,
        };
        let spec = play.tasks.iter().find(|spec| spec.id == *task);
        let (Some(spec), Some((id, name))) = (spec, life.id_and_name(account)) else {
            continue;
        };
        let row = PlayRow {
            id,
            name,
            title: spec.title.clone(),
            state,
            due: None,
            person: entry.author.clone(),
        };
        last.insert(key, row);
    }
    last.into_values().collect()
}

/// What is to be done now.
fn open(
    (life, today): (&Life, &Today),
    (book, at): (&PlayBook<'_>, usize),
    only: Option<&str>,
) -> Vec<PlayRow> {
    let of_play = |origin: Origin| match origin {
        Origin::Play { play, task } if usize::from(play) == at => Some(usize::from(task)),
        _ => None,
    };
    today.with_tasks(life, book, |inputs| {
        let tasks = today.tasks.iter().filter(|task| task.state == Now::Open);
        let row = |task: &Task| {
            let spec = book.plays().get(at)?.tasks.get(of_play(task.origin)?)?;
            if only.is_some_and(|only| only != spec.id) {
                return None;
            }
            let (id, name) = life.id_and_name(task.account?)?;
            let words = describe(inputs, task);
            Some(PlayRow {
                id,
                name,
                title: spec.title.clone(),
                state: state_of(task, &words),
                due: Some(task.due),
                person: person(life, task, &words).to_owned(),
            })
        };
        tasks.filter_map(row).collect()
    })
}

/// A line of the file.
pub(super) fn line(row: PlayRow) -> Vec<CellView> {
    let (state, on, said) = match row.state {
        TaskState::Done { on, evidence } => ("done", Some(on), evidence),
        TaskState::Skipped { on, reason } => ("skipped", Some(on), reason),
        TaskState::Open => ("open", None, String::new()),
    };
    vec![
        text_cell(row.id),
        text_cell(row.name),
        text_cell(format!("{} / {}", row.title.zh, row.title.en)),
        text_cell(state),
        day_cell(row.due),
        day_cell(on),
        text_cell(said),
        text_cell(row.person),
    ]
}
