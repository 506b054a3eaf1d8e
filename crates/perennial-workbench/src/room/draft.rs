//! The draft: begun, edited, mended, forgotten. It may be a document that makes no sense, as one that came from a file:
//! then nothing is scored by it, and all there is to do is to mend it.

use crate::model::{ModelState, refused};
use crate::session::Session;
use crate::state::State;
use perennial_engine::Model;
use perennial_engine::model::edit::{Edit, apply_all};
use perennial_engine::model::{read_json, unpack};
use perennial_protocol::Failure;
use std::rc::Rc;

/// Edits of this build.
pub(super) fn edits(bytes: &[u8]) -> Result<Vec<Edit>, Failure> {
    unpack(bytes).ok_or_else(crate::not_ours)
}

/// The document in hand.
#[derive(Clone)]
pub(super) enum InHand {
    /// It can be scored.
    Sound(Rc<ModelState>),
    /// It cannot, and why.
    Broken(Rc<Model>, Failure),
}

impl InHand {
    pub(super) fn model(&self) -> &Model {
        match self {
            Self::Sound(state) => state.model(),
            Self::Broken(model, _) => model,
        }
    }

    /// What can be scored.
    ///
    /// # Errors
    /// Why it cannot.
    pub(super) fn sound(&self) -> Result<&Rc<ModelState>, Failure> {
        match self {
            Self::Sound(state) => Ok(state),
            Self::Broken(_, failure) => Err(failure.clone()),
        }
    }
}

impl Session {
    /// The document in hand: the draft, else the model in force.
    ///
    /// # Errors
    /// `stored-damaged` where the draft cannot be read at all.
    pub(super) fn in_hand(&mut self) -> Result<InHand, Failure> {
        if self.state.draft.is_empty() {
            return Ok(InHand::Sound(Rc::clone(&self.state.model)));
        }
        let bytes = Rc::clone(&self.state.draft);
        if let Some(held) = self.room().drafted(&bytes) {
            return Ok(held);
        }
        let json = str::from_utf8(&bytes).map_err(|_| Failure::new("stored-damaged"))?;
        let held = match ModelState::parse(json) {
            Ok(model) => InHand::Sound(Rc::new(model)),
            Err(failure) => {
                let read = read_json(json).map_err(|_| Failure::new("stored-damaged"))?;
                InHand::Broken(Rc::new(read), failure)
            }
        };
        self.room().hold_draft(bytes, held.clone());
        Ok(held)
    }

    /// The draft as the room last looked at it; what reads documents is the room's part alone.
    ///
    /// # Errors
    /// `no-draft` where there is none, or the room has not been entered; what is wrong with it.
    pub(crate) fn sound_draft(&mut self) -> Result<Rc<ModelState>, Failure> {
        let bytes = Rc::clone(&self.state.draft);
        let held = self.room().drafted(&bytes);
        held.ok_or_else(|| Failure::new("no-draft"))?
            .sound()
            .cloned()
    }

    /// One step of undo. A draft that says what the model in force says is none.
    pub(super) fn edit_draft(&mut self, edits: &[Edit]) -> Result<(), Failure> {
        let before = self.in_hand()?;
        let next = apply_all(before.model(), edits).map_err(refused)?;
        self.take_draft(next, "model-draft")
    }

    /// Takes a document as the draft.
    ///
    /// # Errors
    /// `model-syntax` for a text that is no model document.
    pub(super) fn open_draft(&mut self, json: &str) -> Result<(), Failure> {
        let model = read_json(json).map_err(refused)?;
        self.take_draft(model, "model-draft")
    }

    /// Takes a model that ships as the draft.
    ///
    /// # Errors
    /// `unknown-model`.
    pub(super) fn begin_draft(&mut self, id: &str) -> Result<(), Failure> {
        let model = ModelState::shipped(id)?;
        self.take_draft(model.model().clone(), "model-draft")
    }

    pub(super) fn take_draft(&mut self, next: Model, code: &str) -> Result<(), Failure> {
        if next == *self.in_hand()?.model() {
            return Ok(());
        }
        if next == *self.state.model.model() {
            self.change_draft(code, Rc::default());
            return Ok(());
        }
        let (json, held) = match ModelState::edited(next.clone()) {
            Ok(state) => (state.json().to_owned(), InHand::Sound(Rc::new(state))),
            Err(failure) => {
                let json = next.to_json().map_err(refused)?;
                (json, InHand::Broken(Rc::new(next), failure))
            }
        };
        let bytes: Rc<[u8]> = json.as_bytes().into();
        self.room().hold_draft(Rc::clone(&bytes), held);
        self.change_draft(code, bytes);
        Ok(())
    }

    /// # Errors
    /// `no-draft`.
    pub(super) fn discard_draft(&mut self) -> Result<(), Failure> {
        if self.state.draft.is_empty() {
            return Err(Failure::new("no-draft"));
        }
        self.change_draft("model-discard", Rc::default());
        Ok(())
    }

    fn change_draft(&mut self, code: &str, draft: Rc<[u8]>) {
        let next = State {
            draft,
            ..self.state.clone()
        };
        self.change(code, next);
    }
}
