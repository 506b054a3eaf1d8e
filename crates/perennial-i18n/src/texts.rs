//! Where a language's texts are: one string, and where each line of it begins.

use crate::Messages;
use crate::generated::{LANGUAGE_COUNT, ROOM_TEXTS, TEXTS};
use std::sync::OnceLock;

/// The texts of a language by position.
struct Texts(Vec<&'static str>);

static LANGUAGES: [OnceLock<Texts>; LANGUAGE_COUNT] = [const { OnceLock::new() }; LANGUAGE_COUNT];
static ROOM: [OnceLock<Texts>; LANGUAGE_COUNT] = [const { OnceLock::new() }; LANGUAGE_COUNT];

impl Messages {
    /// The text at a position; for texts with arguments the form that [`Messages::render`] reads.
    pub(crate) fn text(self, at: usize) -> &'static str {
        let column = self.column;
        let (Some(language), Some(source)) = (LANGUAGES.get(column), TEXTS.get(column)) else {
            return "";
        };
        let texts = language.get_or_init(|| Texts(source.lines().collect()));
        texts.0.get(at).copied().unwrap_or_default()
    }

    /// The same of the model room's texts.
    pub(crate) fn room_text(self, at: usize) -> &'static str {
        let column = self.column;
        let (Some(language), Some(source)) = (ROOM.get(column), ROOM_TEXTS.get(column)) else {
            return "";
        };
        let texts = language.get_or_init(|| Texts(source.lines().collect()));
        texts.0.get(at).copied().unwrap_or_default()
    }
}
