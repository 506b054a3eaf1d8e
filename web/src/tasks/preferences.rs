//! Language, theme and the reader's name: remembered by the browser where it remembers anything, shown on the page.

use crate::state::{Action, Theme};
use crate::store::Store;
use perennial_data::Language;
use web_sys::Storage;

const LANGUAGE: &str = "perennial.language";
const THEME: &str = "perennial.theme";
const AUTHOR: &str = "perennial.author";

/// The language to begin with: as chosen before, else the first of the reader's that we have.
pub(crate) fn first_language() -> Language {
    let chosen = remembered(LANGUAGE).and_then(|tag| language_of(&tag));
    chosen.unwrap_or_else(|| {
        let tags = gloo::utils::window().navigator().languages();
        let tags = tags.iter().filter_map(|tag| tag.as_string());
        tags.filter_map(|tag| language_of(&tag))
            .next()
            .unwrap_or_default()
    })
}

/// The theme to begin with.
pub(crate) fn first_theme() -> Theme {
    remembered(THEME)
        .and_then(|code| Theme::of_code(&code))
        .unwrap_or_default()
}

/// Speaks another language from now on.
pub(crate) fn speak(store: &Store, language: Language) {
    remember(LANGUAGE, language.tag());
    store.dispatch(Action::Speak(language));
}

/// Wears another theme from now on.
pub(crate) fn wear(store: &Store, theme: Theme) {
    remember(THEME, theme.code());
    store.dispatch(Action::Wear(theme));
}

/// The name to begin with; empty where none was said.
pub(crate) fn first_author() -> String {
    remembered(AUTHOR).unwrap_or_default()
}

/// Takes work down under another name from now on.
pub(crate) fn sign(store: &Store, author: &str) {
    remember(AUTHOR, author.trim());
    store.dispatch(Action::Sign(author.to_owned()));
}

/// The language of a BCP 47 tag, if it is one of ours.
fn language_of(tag: &str) -> Option<Language> {
    let primary = tag.split('-').next().unwrap_or_default();
    match primary.to_ascii_lowercase().as_str() {
        "zh" => Some(Language::Zh),
        "en" => Some(Language::En),
        _ => None,
    }
}

/// A private window may refuse storage; then the choice lasts as long as the page.
fn storage() -> Option<Storage> {
    gloo::utils::window().local_storage().ok().flatten()
}

fn remembered(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

fn remember(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // Refused when full: the choice lasts as long as the page.
        storage.set_item(key, value).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::language_of;
    use perennial_data::Language;

    #[test]
    fn regional_tags_find_their_language() {
        assert_eq!(language_of("zh-Hans-CN"), Some(Language::Zh));
        assert_eq!(language_of("EN-gb"), Some(Language::En));
        assert_eq!(language_of("de"), None);
    }
}
