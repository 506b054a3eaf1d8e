//! What a change replaces as a whole, and the way back.

use crate::model::ModelState;
use perennial_data::{Dataset, Language};
use perennial_engine::Override;
use std::rc::Rc;

/// How many changes can be taken back.
const UNDO_STEPS: usize = 100;
/// Of these, how many may hold a dataset of their own: each costs as much memory as the data.
const UNDO_DATASETS: usize = 2;

/// The work of a sample that nobody has asked for yet: what its team did is made by the part on life,
/// in the language of the sample. A first byte that no written work has.
pub(crate) fn sample_mark(language: Language) -> Rc<[u8]> {
    let second = match language {
        Language::Zh => 0,
        Language::En => 1,
    };
    Rc::from([0, second])
}

/// The language of a sample whose work is still to be made.
pub(crate) fn sample_work(bytes: &[u8]) -> Option<Language> {
    match bytes {
        [0, 0] => Some(Language::Zh),
        [0, 1] => Some(Language::En),
        _ => None,
    }
}

/// Everything that undo brings back. Parts are shared between states, so a state is cheap.
#[derive(Clone)]
pub(crate) struct State {
    pub(crate) data: Rc<Dataset>,
    pub(crate) model: Rc<ModelState>,
    /// The user's own work: imports do not touch it.
    pub(crate) overrides: Rc<[Override]>,
    /// The same: what people did, and calendars, as the part on life writes it down. Nothing else
    /// reads it, so that opening a workspace needs no code for it.
    pub(crate) work: Rc<[u8]>,
    pub(crate) is_sample: bool,
    /// How files were read, for those that come again, as the import writes it down; nothing else reads it.
    pub(crate) mappings: Rc<[u8]>,
    /// The model document that is being edited, as JSON; empty: none is. Only the model room reads it.
    pub(crate) draft: Rc<[u8]>,
    /// Saved versions of the model, as the model room writes them down.
    pub(crate) versions: Rc<[u8]>,
}

impl State {
    /// Whether only what nothing is computed from is another: a draft, versions, how files were read.
    pub(crate) fn is_scored_as(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data)
            && Rc::ptr_eq(&self.model, &other.model)
            && Rc::ptr_eq(&self.overrides, &other.overrides)
            && Rc::ptr_eq(&self.work, &other.work)
    }
}

/// Earlier and later states with the code of the change between.
#[derive(Default)]
pub(crate) struct History {
    undo: Vec<(String, State)>,
    redo: Vec<(String, State)>,
}

impl History {
    /// Notes that `before` was left by a change of this code.
    pub(crate) fn push(&mut self, change: &str, before: State) {
        self.redo.clear();
        self.undo.push((change.to_owned(), before));
        let mut datasets: Vec<Rc<Dataset>> = Vec::new();
        let mut keep = self.undo.len();
        for (_, state) in self.undo.iter().rev() {
            if !datasets.iter().any(|held| Rc::ptr_eq(held, &state.data)) {
                datasets.push(Rc::clone(&state.data));
            }
            if datasets.len() > UNDO_DATASETS || self.undo.len() - keep == UNDO_STEPS {
                break;
            }
            keep -= 1;
        }
        self.undo.drain(..keep);
    }

    /// The state before the last change; `current` can be had again by [`History::redo`].
    pub(crate) fn undo(&mut self, current: State) -> Result<State, State> {
        step(&mut self.undo, &mut self.redo, current)
    }

    /// The state before the last [`History::undo`].
    pub(crate) fn redo(&mut self, current: State) -> Result<State, State> {
        step(&mut self.redo, &mut self.undo, current)
    }

    /// The state before the import that brought these rows; `None` where something else did, or where
    /// there were none before.
    pub(crate) fn before_import(&self, data: &Rc<Dataset>) -> Option<&State> {
        let mut back = self.undo.iter().rev();
        let (change, before) = back.find(|(_, state)| !Rc::ptr_eq(&state.data, data))?;
        let grew = change == "import" && !before.is_sample && !before.data.is_empty();
        grew.then_some(before)
    }

    /// What undo would take back.
    pub(crate) fn next_undo(&self) -> Option<&str> {
        self.undo.last().map(|(change, _)| change.as_str())
    }

    /// What redo would make again.
    pub(crate) fn next_redo(&self) -> Option<&str> {
        self.redo.last().map(|(change, _)| change.as_str())
    }
}

fn step(
    from: &mut Vec<(String, State)>,
    to: &mut Vec<(String, State)>,
    current: State,
) -> Result<State, State> {
    match from.pop() {
        Some((change, state)) => {
            to.push((change, current));
            Ok(state)
        }
        None => Err(current),
    }
}
