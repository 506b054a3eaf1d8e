//! The model room: the methods of [`Part::Model`](crate::Part::Model). The draft is a document beside the model in
//! force, versions are documents that were in force; both are bytes of the state, so that undo brings them back like
//! everything else and nothing else needs to know what they say.

mod change;
mod compare;
mod differ;
mod draft;
mod flaws;
mod live;
mod meet;
mod outlook;
mod preview;
mod robust;
mod scored;
mod versions;
mod view;

use crate::Workbench;
use crate::packed;
use crate::session::Session;
use live::Room;
use perennial_protocol::view::{ModelAction, ModelAnswer, ModelQuery};
use perennial_protocol::{Failure, Packed, Request, Response};

impl Workbench {
    /// Answers a request of [`Part::Model`](crate::Part::Model).
    ///
    /// # Errors
    /// As [`Workbench::handle`].
    pub fn handle_model(&mut self, request: &Request) -> Result<Response, Failure> {
        match request {
            Request::ModelRoom(query) => {
                let answer = self.session.model_room(&read(query)?)?;
                Ok(Response::Model(packed(&answer)?))
            }
            Request::EditModel(action) => {
                self.session.act_on_model(read(action)?)?;
                Ok(self.workspace())
            }
            Request::Outlook { account, as_of } => {
                let view = self.session.outlook(account, *as_of)?;
                Ok(Response::Outlook(packed(&view)?))
            }
            _ => Err(crate::not_ours()),
        }
    }
}

/// What bytes of this build say.
fn read<T: serde::de::DeserializeOwned>(bytes: &Packed<T>) -> Result<T, Failure> {
    bytes.read().map_err(|_| crate::not_ours())
}

impl Session {
    fn model_room(&mut self, query: &ModelQuery) -> Result<ModelAnswer, Failure> {
        Ok(match query {
            ModelQuery::Room { as_of } => ModelAnswer::Room(Box::new(self.room_view(*as_of)?)),
            ModelQuery::WhatIf { as_of, edits } => {
                let edits = draft::edits(edits)?;
                ModelAnswer::WhatIf(Box::new(self.what_if_edited(*as_of, &edits)?))
            }
            ModelQuery::Step { as_of, edits } => {
                let edits = draft::edits(edits)?;
                ModelAnswer::WhatIf(Box::new(self.one_step(*as_of, &edits)?))
            }
            ModelQuery::Noise { as_of } => ModelAnswer::Noise(Box::new(self.noise(*as_of)?)),
            ModelQuery::Tornado { as_of } => ModelAnswer::Tornado(self.tornado(*as_of)?),
            ModelQuery::Decisive { as_of } => ModelAnswer::Decisive(self.decisive(*as_of)?),
            ModelQuery::Change { from, to, filters } => {
                ModelAnswer::Change(Box::new(self.change_over((*from, *to), filters)?))
            }
            ModelQuery::Meet { as_of, json, base } => {
                let base = base.map_or(meet::Base::Likeliest, meet::Base::Said);
                ModelAnswer::Meet(Box::new(self.meet_view(*as_of, json, base)?))
            }
            ModelQuery::Compare { as_of, from, to } => {
                ModelAnswer::Compare(Box::new(self.compare(*as_of, (*from, *to))?))
            }
            ModelQuery::Preview { as_of, metric } => {
                ModelAnswer::Preview(Box::new(self.preview(*as_of, metric)?))
            }
        })
    }

    fn act_on_model(&mut self, action: ModelAction) -> Result<(), Failure> {
        match action {
            ModelAction::Edit { edits } => self.edit_draft(&draft::edits(&edits)?),
            ModelAction::Discard => self.discard_draft(),
            ModelAction::Mend {
                as_of,
                code,
                path,
                fix,
            } => self.mend(as_of, (&code, &path), fix),
            ModelAction::Open { json } => self.open_draft(&json),
            ModelAction::Begin { model } => self.begin_draft(&model),
            ModelAction::Merge { json, base, theirs } => self.merge(&json, base, &theirs),
            ModelAction::Save {
                name,
                author,
                note,
                on,
            } => self.save_version(&name, author, note, on),
            ModelAction::Use { version, on } => self.use_version(version, on),
        }
    }

    /// What is kept between requests, for the state as it is now.
    fn room(&mut self) -> &mut Room {
        let held = self.room.take().and_then(|held| held.downcast().ok());
        let room = self
            .room
            .insert(held.unwrap_or_else(|| Box::new(Room::default())));
        let Some(room) = room.downcast_mut::<Room>() else {
            unreachable!("it has just been put there")
        };
        room.follow(&self.state);
        room
    }
}
