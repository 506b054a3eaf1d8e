//! Versions: named, dated, signed documents; when each was in force; the way back to one.

use crate::model::ModelState;
use crate::session::Session;
use crate::state::State;
use perennial_data::Day;
use perennial_engine::Model;
use perennial_engine::model::edit::{Signature, sign};
use perennial_protocol::Failure;
use perennial_protocol::view::VersionView;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// The first byte of what is written: the version of its form.
const FORM: u8 = 1;

/// All versions, as they are written down.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Versions {
    /// By number, the oldest first.
    all: Vec<Version>,
    /// Which was taken into force when, the oldest first; without a day: before the first was saved.
    taken: Vec<(Option<Day>, u32)>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Version {
    pub(super) number: u32,
    pub(super) name: String,
    pub(super) author: String,
    pub(super) note: String,
    pub(super) saved_on: Option<Day>,
    /// The document as JSON.
    pub(super) json: String,
}

impl Versions {
    /// # Errors
    /// `newer-format`, `stored-damaged`.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Failure> {
        match bytes {
            [] => Ok(Self::default()),
            [FORM, rest @ ..] => {
                postcard::from_bytes(rest).map_err(|_| Failure::new("stored-damaged"))
            }
            [newer, ..] => Err(Failure::new("newer-format").with("format", newer.to_string())),
        }
    }

    fn bytes(&self) -> Result<Rc<[u8]>, Failure> {
        let bytes = postcard::to_extend(self, vec![FORM]);
        Ok(bytes.map_err(|_| Failure::new("not-stored"))?.into())
    }

    pub(super) fn get(&self, number: u32) -> Result<&Version, Failure> {
        let found = self.all.iter().find(|version| version.number == number);
        found.ok_or_else(|| Failure::new("unknown-version").with("version", number.to_string()))
    }

    /// The version whose document this is.
    pub(super) fn number_of(&self, json: &str) -> Option<u32> {
        let mut newest = self.all.iter().rev();
        newest
            .find(|version| version.json == json)
            .map(|version| version.number)
    }

    /// All documents with their numbers, the oldest first.
    pub(super) fn documents(&self) -> Vec<(u32, &str)> {
        let all = self.all.iter();
        all.map(|version| (version.number, version.json.as_str()))
            .collect()
    }

    fn next_number(&self) -> u32 {
        self.all.last().map_or(1, |version| version.number + 1)
    }

    pub(super) fn views(&self) -> Vec<VersionView> {
        let view = |version: &Version| {
            let taken = self.taken.iter().enumerate();
            let of_version = taken.filter(|(_, (_, number))| *number == version.number);
            let spans = of_version.map(|(at, (from, _))| {
                let until = self.taken.get(at + 1).and_then(|(day, _)| *day);
                (*from, until)
            });
            VersionView {
                number: version.number,
                name: version.name.clone(),
                author: version.author.clone(),
                note: version.note.clone(),
                saved_on: version.saved_on,
                in_force: spans.collect(),
            }
        };
        self.all.iter().rev().map(view).collect()
    }

    /// Keeps a model that was in force without being a version, so that there is a way back to it.
    fn keep(&mut self, model: &ModelState) {
        if self.number_of(model.json()).is_some() {
            return;
        }
        let number = self.next_number();
        let document = model.model();
        self.all.push(Version {
            number,
            // Nobody gave it one; screens say its number.
            name: String::new(),
            author: document.author.clone().unwrap_or_default(),
            note: document.note.clone().unwrap_or_default(),
            saved_on: document.created_on,
            json: model.json().to_owned(),
        });
        self.taken.push((None, number));
    }
}

impl Session {
    pub(super) fn versions(&self) -> Result<Versions, Failure> {
        Versions::read(&self.state.versions)
    }

    /// # Errors
    /// `no-draft`, `version-name` where it has none.
    pub(super) fn save_version(
        &mut self,
        name: &str,
        author: String,
        note: String,
        on: Day,
    ) -> Result<(), Failure> {
        let is_draft = !self.state.draft.is_empty();
        let model = Rc::clone(self.in_hand()?.sound()?);
        let mut versions = self.versions()?;
        if !is_draft && versions.number_of(model.json()).is_some() {
            return Err(Failure::new("no-draft"));
        }
        if name.trim().is_empty() {
            return Err(Failure::new("version-name"));
        }
        if is_draft {
            versions.keep(&self.state.model);
        }
        let number = versions.next_number();
        let revision = number.max(self.state.model.model().revision.saturating_add(1));
        let signature = Signature {
            revision,
            author: author.trim().to_owned(),
            note: note.trim().to_owned(),
            on,
        };
        // What the other screens have set since the draft began holds.
        let held = self.state.model.model();
        let saved = Model {
            tiers: held.tiers.clone(),
            stages: held.stages.clone(),
            ..sign(model.model(), signature.clone())
        };
        let saved = Rc::new(ModelState::edited(saved)?);
        versions.all.push(Version {
            number: revision,
            name: name.trim().to_owned(),
            author: signature.author,
            note: signature.note,
            saved_on: Some(on),
            json: saved.json().to_owned(),
        });
        versions.taken.push((Some(on), revision));
        let next = State {
            model: saved,
            draft: Rc::default(),
            versions: versions.bytes()?,
            ..self.state.clone()
        };
        self.change("model-version", next);
        Ok(())
    }

    /// # Errors
    /// `unknown-version`.
    pub(super) fn use_version(&mut self, number: u32, on: Day) -> Result<(), Failure> {
        let mut versions = self.versions()?;
        versions.keep(&self.state.model);
        let model = Rc::new(ModelState::parse(&versions.get(number)?.json)?);
        if versions.number_of(self.state.model.json()) == Some(number) {
            return Ok(());
        }
        versions.taken.push((Some(on), number));
        let next = State {
            model,
            versions: versions.bytes()?,
            ..self.state.clone()
        };
        self.change("model-back", next);
        Ok(())
    }
}
