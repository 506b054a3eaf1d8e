//! The rows of the table by windows: what is drawn is asked for, what was drawn stays until the next
//! window is there, and windows of another question are dropped.

use crate::state::{Engine, Slot};
use crate::store::Env;
use crate::tasks::{spawn_owned, unexpected};
use crate::words::life_word;
use perennial_i18n::Messages;
use perennial_protocol::view::{CustomerRow, CustomersView};
use perennial_protocol::{CustomersQuery, Failure, Request, Response, Window};
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use yew::functional::{UseForceUpdateHandle, hook, use_effect_with, use_force_update, use_mut_ref};
use yew::{AttrValue, Callback};

/// Windows begin at multiples of this many rows.
const STEP: u32 = 64;
/// Rows asked for at once: two screens and more.
const LEN: u32 = 256;

/// What is kept between renderings.
#[derive(Default)]
struct Kept {
    slot: Slot<CustomersView>,
    /// The question that the slot answers.
    question: Option<(CustomersQuery, u64)>,
    /// The number of the last request.
    asked: u32,
    /// The window asked for last.
    window: Option<Window>,
}

/// How numbers are written.
#[derive(Default)]
pub(super) struct Written {
    /// Unit code, empty for texts.
    pub(super) unit: String,
    /// Currency code of amounts, empty where there are several or none.
    pub(super) currency: String,
    /// Where bands begin: no number may look as if it lay in another band.
    pub(super) edges: Vec<f64>,
}

/// The rows there are, and ways to get more.
#[derive(Clone)]
pub(super) struct Rows {
    kept: Rc<RefCell<Kept>>,
    env: Env,
    query: CustomersQuery,
    update: UseForceUpdateHandle,
    /// Asks again after a failure.
    pub(super) retry: Callback<()>,
    /// Changes with the question, not with its window.
    pub(super) reset: AttrValue,
}

/// The rows of a query, kept up to date with the workspace.
#[hook]
pub(super) fn use_rows(env: &Env, query: &CustomersQuery) -> Rows {
    let kept = use_mut_ref(Kept::default);
    let update = use_force_update();
    let rows = Rows {
        kept: Rc::clone(&kept),
        env: env.clone(),
        query: query.clone(),
        update: update.clone(),
        retry: Callback::from(move |()| {
            kept.borrow_mut().question = None;
            update.force_update();
        }),
        reset: crate::route::Place::new(env.state.place.route.clone())
            .hash()
            .into(),
    };
    let is_ready = env.state.engine == Engine::Ready && env.state.has_customers();
    let question = (query.clone(), env.state.revision);
    let is_new = rows.kept.borrow().question.as_ref() != Some(&question);
    let to_ask = rows.clone();
    use_effect_with(
        (question, is_ready, is_new),
        move |(question, is_ready, is_new)| {
            if *is_ready && *is_new {
                let window = {
                    let mut kept = to_ask.kept.borrow_mut();
                    // The same list at another date or revision is looked at where it was.
                    let same_list = kept
                        .question
                        .as_ref()
                        .is_some_and(|(query, _)| is_same_list(query, &question.0));
                    kept.question = Some(question.clone());
                    kept.window.filter(|_| same_list).unwrap_or(Window {
                        offset: 0,
                        len: LEN,
                    })
                };
                to_ask.ask(window);
            }
        },
    );
    rows
}

fn is_same_list(a: &CustomersQuery, b: &CustomersQuery) -> bool {
    a.search == b.search && a.filters == b.filters && a.sort == b.sort
}

impl Rows {
    /// The newest view.
    pub(super) fn view(&self) -> Option<Rc<CustomersView>> {
        self.kept.borrow().slot.data().cloned()
    }

    /// Why there is none.
    pub(super) fn failure(&self) -> Option<Failure> {
        self.kept.borrow().slot.failure().cloned()
    }

    /// The number of the last request, by which its progress is told.
    pub(super) fn asked(&self) -> u32 {
        self.kept.borrow().asked
    }

    /// Whether rows are awaited.
    pub(super) fn is_loading(&self) -> bool {
        self.kept.borrow().slot.is_loading()
    }

    /// The row at a position, if it is in the window at hand.
    pub(super) fn row(&self, at: usize) -> Option<CustomerRow> {
        let kept = self.kept.borrow();
        let view = kept.slot.data()?;
        let place = at.checked_sub(view.offset as usize)?;
        view.rows.get(place).cloned()
    }

    /// What a code of a column of the customer's life is called.
    pub(super) fn word(&self, m: Messages, column: &str, code: &str) -> String {
        let kept = self.kept.borrow();
        let names = kept.slot.data().map_or(&[][..], |view| &view.names);
        life_word(m, names, column, code)
    }

    /// How the numbers of the column at a position are written.
    pub(super) fn written(&self, column: usize) -> Written {
        let kept = self.kept.borrow();
        let written = kept.slot.data().map(|view| Written {
            unit: view.units.get(column).cloned().unwrap_or_default(),
            currency: view.currency.clone(),
            edges: view.edges.clone(),
        });
        written.unwrap_or_default()
    }

    /// Asks for the window around the rows that are drawn, unless it is asked for already.
    pub(super) fn onrange(&self) -> Callback<Range<usize>> {
        let rows = self.clone();
        Callback::from(move |range: Range<usize>| {
            let (has_question, window) = {
                let kept = rows.kept.borrow();
                (kept.question.is_some(), kept.window)
            };
            let first = u32::try_from(range.start).unwrap_or(u32::MAX);
            let end = u32::try_from(range.end).unwrap_or(u32::MAX);
            let covered = window.is_some_and(|window| {
                window.offset <= first && end <= window.offset.saturating_add(window.len)
            });
            if has_question && !covered {
                let before = first.saturating_sub(STEP);
                rows.ask(Window {
                    offset: before - before % STEP,
                    len: LEN,
                });
            }
        })
    }

    fn ask(&self, window: Window) {
        let number = {
            let mut kept = self.kept.borrow_mut();
            kept.window = Some(window);
            kept.slot.ask()
        };
        let request = Request::Customers(CustomersQuery {
            window,
            ..self.query.clone()
        });
        let (id, reply) = self.env.store.ask_with(request, Vec::new());
        self.kept.borrow_mut().asked = id;
        self.update.force_update();
        let (kept, update) = (Rc::clone(&self.kept), self.update.clone());
        spawn_owned(&self.env.store, async move {
            let answer = match reply.await {
                Ok(Response::Customers(view)) => Ok(Rc::new(view)),
                Ok(_) => Err(unexpected()),
                Err(failure) => Err(failure),
            };
            // A failure is shown in the place of the rows.
            if kept.borrow_mut().slot.answer(number, answer) {
                update.force_update();
            }
            Ok(())
        });
    }
}
