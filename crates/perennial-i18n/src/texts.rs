//! Where a language's texts are: one string, and where each line of it begins; the texts of later parts of the app in
//! strings of their own, which only these refer to.

use crate::Messages;
use crate::generated::{LANGUAGE_COUNT, ROOM_TEXTS, SCREENS_TEXTS, SHARE_TEXTS, TEXTS};
use std::sync::OnceLock;

/// The texts of a language by position.
struct Texts(Vec<&'static str>);

type Languages = [OnceLock<Texts>; LANGUAGE_COUNT];

static LANGUAGES: Languages = [const { OnceLock::new() }; LANGUAGE_COUNT];
static SCREENS: Languages = [const { OnceLock::new() }; LANGUAGE_COUNT];
static SHARE: Languages = [const { OnceLock::new() }; LANGUAGE_COUNT];
static ROOM: Languages = [const { OnceLock::new() }; LANGUAGE_COUNT];

impl Messages {
    /// The text at a position; for texts with arguments the form that [`Messages::render`] reads.
    pub(crate) fn text(self, at: usize) -> &'static str {
        self.text_of(&LANGUAGES, &TEXTS, at)
    }

    /// The same of the texts of the screens behind the first.
    pub(crate) fn screens_text(self, at: usize) -> &'static str {
        self.text_of(&SCREENS, &SCREENS_TEXTS, at)
    }

    /// The same of the model room's texts.
    pub(crate) fn room_text(self, at: usize) -> &'static str {
        self.text_of(&ROOM, &ROOM_TEXTS, at)
    }

    /// The same of the texts of what gives things to others.
    pub(crate) fn share_text(self, at: usize) -> &'static str {
        self.text_of(&SHARE, &SHARE_TEXTS, at)
    }

    fn text_of(
        self,
        languages: &'static Languages,
        sources: &'static [&'static str; LANGUAGE_COUNT],
        at: usize,
    ) -> &'static str {
        let column = self.column;
        let (Some(language), Some(source)) = (languages.get(column), sources.get(column)) else {
            return "";
        };
        let texts = language.get_or_init(|| Texts(source.lines().collect()));
        texts.0.get(at).copied().unwrap_or_default()
    }
}
