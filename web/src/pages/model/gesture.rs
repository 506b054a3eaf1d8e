//! When a gesture ends. A pointer that lets go ends it at once; keys end it when they pause or the focus leaves, so
//! that ten presses of an arrow are one step of undo.

use gloo::timers::callback::Timeout;
use perennial_model::edit::Edit;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// How long keys must pause.
const PAUSE_MS: u32 = 700;

/// The gesture under way.
#[derive(Clone)]
pub(super) struct Gesture {
    preview: Callback<Vec<Edit>>,
    commit: Callback<Vec<Edit>>,
    held: Rc<RefCell<Held>>,
}

#[derive(Default)]
struct Held {
    by_pointer: bool,
    edits: Option<Vec<Edit>>,
    timer: Option<Timeout>,
}

impl PartialEq for Gesture {
    fn eq(&self, other: &Self) -> bool {
        self.preview == other.preview
            && self.commit == other.commit
            && Rc::ptr_eq(&self.held, &other.held)
    }
}

impl Gesture {
    /// A pointer has taken hold.
    pub(super) fn hold(&self) {
        self.held.borrow_mut().by_pointer = true;
    }

    /// The hand has moved: shows what that would do.
    pub(super) fn moved(&self, edits: Vec<Edit>) {
        self.preview.emit(edits.clone());
        let mut held = self.held.borrow_mut();
        held.edits = Some(edits);
        held.timer = None;
        if !held.by_pointer {
            let gesture = self.clone();
            held.timer = Some(Timeout::new(PAUSE_MS, move || gesture.end()));
        }
    }

    /// The control says that its value is decided: a pointer has let go.
    pub(super) fn decided(&self) {
        if std::mem::take(&mut self.held.borrow_mut().by_pointer) {
            self.end();
        }
    }

    /// Makes what is under way, as when the focus leaves.
    pub(super) fn end(&self) {
        let edits = {
            let mut held = self.held.borrow_mut();
            held.timer = None;
            held.by_pointer = false;
            held.edits.take()
        };
        if let Some(edits) = edits {
            self.commit.emit(edits);
        }
    }
}

/// A gesture over the model; what is under way when the screen is left is made.
#[hook]
pub(super) fn use_gesture(preview: &Callback<Vec<Edit>>, commit: &Callback<Vec<Edit>>) -> Gesture {
    let held = (*use_memo((), |()| Rc::<RefCell<Held>>::default())).clone();
    let gesture = Gesture {
        preview: preview.clone(),
        commit: commit.clone(),
        held,
    };
    let newest = use_mut_ref(|| gesture.clone());
    newest.replace(gesture.clone());
    use_effect_with((), move |()| {
        move || {
            let gesture = newest.borrow().clone();
            gesture.end();
        }
    });
    gesture
}
