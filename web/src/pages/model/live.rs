//! What edits would do, asked while they are made. One question is under way at a time; of those that come meanwhile
//! only the newest is asked next, so answers never lag behind the hand by more than one.

use crate::store::{Env, Store};
use crate::tasks::{model, spawn_owned, unexpected};
use perennial_data::Day;
use perennial_model::edit::Edit;
use perennial_model::pack;
use perennial_protocol::view::{ModelAnswer, ModelQuery, RoomView, WhatIfView};
use perennial_protocol::{Failure, Packed, Request, Response};
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// What is shown beside the editor, and what editors call.
pub(super) struct Live {
    /// The newest answer, and the revision that it was asked at.
    answer: Option<(u64, Rc<WhatIfView>)>,
    /// What is wrong with the edits, where something is.
    pub(super) failure: Option<Failure>,
    /// Whether a newer answer is awaited.
    pub(super) is_waiting: bool,
    pub(super) preview: Callback<Vec<Edit>>,
    pub(super) commit: Callback<Vec<Edit>>,
}

impl Live {
    /// What the document in hand does, with the edits under way where there are some.
    pub(super) fn shown(&self, room: &Rc<RoomView>) -> Rc<WhatIfView> {
        let newer = self
            .answer
            .as_ref()
            .filter(|(asked_at, _)| *asked_at >= room.revision);
        newer.map_or_else(|| Rc::new(room.effect.clone()), |(_, view)| Rc::clone(view))
    }
}

/// Between gestures and answers.
#[derive(Default)]
struct Line {
    /// What is asked next.
    next: Option<Question>,
    is_under_way: bool,
    answer: Option<(u64, Rc<WhatIfView>)>,
    failure: Option<Failure>,
}

struct Question {
    as_of: Day,
    revision: u64,
    edits: Vec<Edit>,
}

/// Asks what edits would do.
#[hook]
pub(super) fn use_live(env: &Env, room: Option<&Rc<RoomView>>) -> Live {
    let line = use_mut_ref(Line::default);
    let update = use_force_update();
    let as_of = env.state.as_of();
    let revision = room.map_or(0, |room| room.revision);
    let preview = use_callback((env.store.clone(), as_of, revision), {
        let (line, update) = (Rc::clone(&line), update.clone());
        move |edits: Vec<Edit>, (store, as_of, revision)| {
            line.borrow_mut().next = Some(Question {
                as_of: *as_of,
                revision: *revision,
                edits,
            });
            let update = update.clone();
            ask(
                store,
                &line,
                &Callback::from(move |()| update.force_update()),
            );
        }
    });
    let commit = use_callback(env.store.clone(), {
        let (line, update) = (Rc::clone(&line), update.clone());
        move |edits: Vec<Edit>, store| {
            let (line, update) = (Rc::clone(&line), update.clone());
            // What was refused is no longer under way.
            let done = Callback::from(move |is_done: bool| {
                if !is_done {
                    line.borrow_mut().answer = None;
                    update.force_update();
                }
            });
            model::edit(store, &edits, done);
        }
    });
    let held = line.borrow();
    Live {
        answer: held.answer.clone(),
        failure: held.failure.clone(),
        is_waiting: held.is_under_way,
        preview,
        commit,
    }
}

/// Asks the next question unless one is under way.
fn ask(store: &Store, line: &Rc<RefCell<Line>>, update: &Callback<()>) {
    let question = {
        let mut line = line.borrow_mut();
        if line.is_under_way {
            return;
        }
        let Some(question) = line.next.take() else {
            return;
        };
        line.is_under_way = true;
        question
    };
    let (to, line, update) = (store.clone(), Rc::clone(line), update.clone());
    spawn_owned(store, async move {
        let revision = question.revision;
        let answer = what_if(&to, question).await;
        {
            let mut line = line.borrow_mut();
            line.is_under_way = false;
            match answer {
                Ok(view) => {
                    line.answer = Some((revision, Rc::new(view)));
                    line.failure = None;
                }
                // Shown where the answer would stand.
                Err(failure) => line.failure = Some(failure),
            }
        }
        update.emit(());
        ask(&to, &line, &update);
        Ok(())
    });
}

async fn what_if(store: &Store, question: Question) -> Result<WhatIfView, Failure> {
    let query = ModelQuery::WhatIf {
        as_of: question.as_of,
        edits: pack(&question.edits),
    };
    let query = Packed::of(&query).map_err(|_| unexpected())?;
    let Response::Model(answer) = store.ask(Request::ModelRoom(query)).await? else {
        return Err(unexpected());
    };
    match answer.read().map_err(|_| unexpected())? {
        ModelAnswer::WhatIf(view) => Ok(*view),
        _ => Err(unexpected()),
    }
}
