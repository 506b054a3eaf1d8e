//! Language, theme and the reader's name: remembered by the browser where it remembers anything, shown on the page.

use crate::state::{Action, Theme};
use crate::store::Store;
use perennial_data::Language;
use web_sys::Storage;

const LANGUAGE: &str = "perennial.language";
const THEME: &str = "perennial.theme";
const AUTHOR: &str = "perennial.author";
const VIEWS: &str = "perennial.views";
const ORIGINS: &str = "perennial.origins";

/// A view of the table under a name of one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SavedView {
    pub(crate) name: String,
    /// The address, without a date.
    pub(crate) address: String,
}

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

/// The saved views, in the order in which they were saved.
pub(crate) fn remembered_views() -> Vec<SavedView> {
    views_of(&remembered(VIEWS).unwrap_or_default())
}

/// Keeps these views from now on.
pub(crate) fn remember_views(views: &[SavedView]) {
    remember(VIEWS, &text_of(views));
}

/// The origins whose pages may ask for a customer's card. They belong to this browser and are in no file, so that nobody
/// can bring them along with data.
pub(crate) fn origins() -> Vec<String> {
    let kept = remembered(ORIGINS).unwrap_or_default();
    kept.split_whitespace().map(str::to_owned).collect()
}

/// Lets pages of these origins ask from now on, and no others.
pub(crate) fn allow(origins: &[String]) {
    remember(ORIGINS, &origins.join(" "));
}

/// A line per view: address, tab, name.
fn text_of(views: &[SavedView]) -> String {
    let line = |view: &SavedView| {
        let name = view.name.replace(['\t', '\n', '\r'], " ");
        format!("{}\t{name}\n", view.address)
    };
    views.iter().map(line).collect()
}

fn views_of(text: &str) -> Vec<SavedView> {
    let view = |line: &str| {
        let (address, name) = line.split_once('\t')?;
        Some(SavedView {
            name: name.to_owned(),
            address: address.to_owned(),
        })
    };
    text.lines().filter_map(view).collect()
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

pub(super) fn remembered(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

pub(super) fn remember(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // Refused when full: the choice lasts as long as the page.
        storage.set_item(key, value).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::{SavedView, language_of, text_of, views_of};
    use perennial_data::Language;

    #[test]
    fn views_come_back_under_their_names() {
        let view = |name: &str, address: &str| SavedView {
            name: name.to_owned(),
            address: address.to_owned(),
        };
        let views = [
            view("红色客户", "#/customers?f=band~is~red"),
            view("two\twords", "#/customers?by=field.owner"),
        ];
        let mut kept = views_of(&text_of(&views));
        assert_eq!(kept.pop().unwrap().name, "two words");
        assert_eq!(kept, views[..1]);
        assert_eq!(views_of("broken"), []);
    }

    #[test]
    fn regional_tags_find_their_language() {
        assert_eq!(language_of("zh-Hans-CN"), Some(Language::Zh));
        assert_eq!(language_of("EN-gb"), Some(Language::En));
        assert_eq!(language_of("de"), None);
    }
}
