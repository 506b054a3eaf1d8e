//! A fixed text in both languages.

use perennial_data::Language;

/// Chinese first, English second.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words(pub(crate) &'static str, pub(crate) &'static str);

impl Words {
    pub(crate) fn get(self, language: Language) -> &'static str {
        match language {
            Language::Zh => self.0,
            Language::En => self.1,
        }
    }
}
