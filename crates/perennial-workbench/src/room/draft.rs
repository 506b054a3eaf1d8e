//! The draft: begun, edited, forgotten.

use crate::model::{ModelState, refused};
use crate::session::Session;
use crate::state::State;
use perennial_engine::model::edit::{Edit, apply_all};
use perennial_engine::model::unpack;
use perennial_protocol::Failure;
use std::rc::Rc;

/// Edits of this build.
pub(super) fn edits(bytes: &[u8]) -> Result<Vec<Edit>, Failure> {
    unpack(bytes).ok_or_else(crate::not_ours)
}

impl Session {
    /// The document in hand: the draft, else the model in force.
    ///
    /// # Errors
    /// `stored-damaged` where the draft cannot be read.
    pub(super) fn in_hand(&mut self) -> Result<Rc<ModelState>, Failure> {
        if self.state.draft.is_empty() {
            return Ok(Rc::clone(&self.state.model));
        }
        let bytes = Rc::clone(&self.state.draft);
        if let Some(held) = self.room().drafted(&bytes) {
            return Ok(held);
        }
        let json = str::from_utf8(&bytes).map_err(|_| Failure::new("stored-damaged"))?;
        let model = Rc::new(ModelState::parse(json)?);
        self.room().hold_draft(bytes, Rc::clone(&model));
        Ok(model)
    }

    /// One step of undo. A draft that says what the model in force says is none.
    pub(super) fn edit_draft(&mut self, edits: &[Edit]) -> Result<(), Failure> {
        let before = self.in_hand()?;
        let next = apply_all(before.model(), edits).map_err(refused)?;
        if next == *before.model() {
            return Ok(());
        }
        if next == *self.state.model.model() {
            self.change_draft("model-draft", Rc::default());
            return Ok(());
        }
        let next = Rc::new(ModelState::edited(next)?);
        let bytes: Rc<[u8]> = next.json().as_bytes().into();
        self.room().hold_draft(Rc::clone(&bytes), next);
        self.change_draft("model-draft", bytes);
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
