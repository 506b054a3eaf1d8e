//! A document that came from elsewhere beside the one in hand: what differs, and what both changed since they parted.

use crate::model::{ModelState, refused};
use crate::room::differ::Both;
use crate::session::Session;
use perennial_data::{Day, sort_by};
use perennial_engine::Model;
use perennial_engine::model::{Merged, Patch, read_json};
use perennial_protocol::Failure;
use perennial_protocol::view::MetView;
use std::rc::Rc;

/// Which version both began with.
#[derive(Clone, Copy)]
pub(super) enum Base {
    /// The likeliest one.
    Likeliest,
    /// This one; `None`: none, the document is taken as it is.
    Said(Option<u32>),
}

/// The two put together, or the other one as it is.
struct Met {
    theirs: Model,
    bases: Vec<(u32, u32)>,
    base: Option<u32>,
    merged: Merged,
}

impl Session {
    /// # Errors
    /// `model-syntax` for a text that is no model document, `unknown-version`.
    pub(super) fn meet_view(
        &mut self,
        as_of: Day,
        json: &str,
        base: Base,
    ) -> Result<MetView, Failure> {
        let held = self.in_hand()?;
        let met = self.meet(json, base)?;
        let both = Both::new(held.model(), &met.merged.model);
        let conflicts = met.merged.conflicts.iter();
        let (fault, effect) = match ModelState::edited(met.merged.model.clone()) {
            Ok(state) => {
                let in_force = self.scored_in_force(as_of);
                let state = Rc::new(state);
                let scored = self.score_like(&in_force, state.compiled().clone(), &state);
                (None, Some(self.effect(&in_force, &scored)))
            }
            Err(failure) => {
                let path = failure.args.iter().find(|(name, _)| name == "path");
                (
                    Some(path.map(|(_, path)| path.clone()).unwrap_or_default()),
                    None,
                )
            }
        };
        Ok(MetView {
            name: met.theirs.name.clone(),
            revision: met.theirs.revision,
            author: met.theirs.author.clone(),
            note: met.theirs.note.clone(),
            created_on: met.theirs.created_on,
            differences: both.differences(),
            conflicts: conflicts.map(|conflict| both.conflict(conflict)).collect(),
            bases: met.bases,
            base: met.base,
            fault,
            effect,
        })
    }

    /// Makes the two put together the draft; `theirs` are the places where the other document's way is taken.
    ///
    /// # Errors
    /// As [`Session::meet_view`].
    pub(super) fn merge(
        &mut self,
        json: &str,
        base: Option<u32>,
        theirs: &[String],
    ) -> Result<(), Failure> {
        let met = self.meet(json, Base::Said(base))?;
        let taken = met.merged.conflicts.iter();
        let taken = taken.filter(|conflict| theirs.contains(&conflict.path.to_string()));
        let patches: Vec<Patch> = taken
            .filter_map(perennial_engine::model::Conflict::take_theirs)
            .collect();
        let next = met.merged.model.patched(&patches).map_err(refused)?;
        self.take_draft(next, "model-draft")
    }

    fn meet(&mut self, json: &str, base: Base) -> Result<Met, Failure> {
        let theirs: Model = read_json(json).map_err(refused)?;
        let ours = self.in_hand()?.model().clone();
        let versions = self.versions()?;
        let mut bases = Vec::new();
        let mut documents = versions.documents();
        // The model in force is one, too, where no version says the same.
        if versions.number_of(self.state.model.json()).is_none() {
            documents.push((0, self.state.model.json()));
        }
        for (number, json) in documents {
            let held: Model = read_json(json).map_err(refused)?;
            if held.id == theirs.id {
                let n = Both::new(&held, &theirs).differences().len();
                bases.push((number, crate::session::count(n)));
            }
        }
        // Of as like ones the newest.
        sort_by(&mut bases, |a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
        let base = match base {
            Base::Likeliest => bases.first().map(|(number, _)| *number),
            Base::Said(base) => base,
        };
        let merged = match base {
            None => Merged {
                model: theirs.clone(),
                conflicts: Vec::new(),
            },
            Some(0) => merged(self.state.model.model(), &ours, &theirs)?,
            Some(number) => {
                let base: Model = read_json(&versions.get(number)?.json).map_err(refused)?;
                merged(&base, &ours, &theirs)?
            }
        };
        Ok(Met {
            theirs,
            bases,
            base,
            merged,
        })
    }
}

fn merged(base: &Model, ours: &Model, theirs: &Model) -> Result<Merged, Failure> {
    Model::merged(base, ours, theirs).map_err(refused)
}
