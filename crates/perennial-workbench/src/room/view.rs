//! The model room as its screen first asks for it.

use crate::query::customers::choices;
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
        let held = self.in_hand()?;
        let versions = self.versions()?;
        let (scored, fault) = match held.sound() {
            Ok(_) => (Some(self.scored_in_hand(as_of)?), None),
            Err(failure) => {
                let path = failure.args.iter().find(|(name, _)| name == "path");
                let path = path.map(|(_, path)| path.clone());
                (None, Some(path.unwrap_or_default()))
            }
        };
        let in_hand = scored.as_ref().unwrap_or(&in_force);
        let reach = reach(&in_hand.compiled, in_hand.measures(), in_hand.evaluation());
        let measures = match held.sound() {
            Ok(model) => {
                let n = model.model().measures.len();
                let views = (0..n).filter_map(|at| scored::view(model, in_hand, at));
                views.collect()
            }
            Err(_) => Vec::new(),
        };
        Ok(RoomView {
            revision: self.revision,
            as_of,
            document: pack(held.model()),
            signals: pack(&held.model().signals().to_vec()),
            is_draft: !self.state.draft.is_empty(),
            fault,
            findings: self.flaws(&held, scored.as_ref()),
            measures,
            caps: reach.caps,
            variants: reach.variants,
            effect: self.effect(&in_force, in_hand),
            currency: self.currency().0,
            choices: choices(&self.state.data),
            versions: versions.views(),
            in_force: self.state.model.model().name.clone(),
            version: versions.number_of(self.state.model.json()),
        })
    }
}
