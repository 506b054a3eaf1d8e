//! Two documents side by side: versions, or one and the document in hand.

use crate::model::ModelState;
use crate::room::differ::Both;
use crate::session::Session;
use perennial_data::Day;
use perennial_protocol::Failure;
use perennial_protocol::view::ComparedView;
use std::rc::Rc;

impl Session {
    /// # Errors
    /// `unknown-version`.
    pub(super) fn compare(
        &mut self,
        as_of: Day,
        (from, to): (u32, u32),
    ) -> Result<ComparedView, Failure> {
        let (from, to) = (self.document_of(from)?, self.document_of(to)?);
        let like = self.scored_in_force(as_of);
        let before = self.score_like(&like, from.compiled().clone(), &from);
        let after = self.score_like(&like, to.compiled().clone(), &to);
        Ok(ComparedView {
            differences: Both::new(from.model(), to.model()).differences(),
            effect: self.effect(&before, &after),
        })
    }

    pub(super) fn document_of(&mut self, version: u32) -> Result<Rc<ModelState>, Failure> {
        if version == 0 {
            return self.in_hand()?.sound().cloned();
        }
        let versions = self.versions()?;
        Ok(Rc::new(ModelState::parse(&versions.get(version)?.json)?))
    }
}
