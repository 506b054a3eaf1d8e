//! The model room as its screen first asks for it.

use crate::room::scored;
use crate::session::Session;
use perennial_data::Day;
use perennial_engine::model::pack;
use perennial_engine::reach;
use perennial_protocol::Failure;
use perennial_protocol::view::RoomView;

impl Session {
    /// # Errors
    /// `stored-damaged` where draft or versions cannot be read.
    pub(super) fn room_view(&mut self, as_of: Day) -> Result<RoomView, Failure> {
        let in_force = self.scored_in_force(as_of);
        let in_hand = self.scored_in_hand(as_of)?;
        let model = self.in_hand()?;
        let versions = self.versions()?;
        let reach = reach(&in_hand.compiled, in_hand.measures(), in_hand.evaluation());
        let n = model.model().measures.len();
        let measures = (0..n).filter_map(|at| scored::view(&model, &in_hand, at));
        Ok(RoomView {
            revision: self.revision,
            as_of,
            document: pack(model.model()),
            is_draft: !self.state.draft.is_empty(),
            measures: measures.collect(),
            caps: reach.caps,
            variants: reach.variants,
            effect: self.effect(&in_force, &in_hand),
            currency: self.currency().0,
            versions: versions.views(),
            in_force: self.state.model.model().name.clone(),
            version: versions.number_of(self.state.model.json()),
        })
    }
}
