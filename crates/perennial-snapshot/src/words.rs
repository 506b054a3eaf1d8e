//! What the card says, in both languages: `texts/*.txt`, a line each. Apart from the app's sentences, which would
//! weigh more than the whole widget.

use perennial_data::{Bilingual, Day, Language};
use perennial_i18n::Messages;

const ENGLISH: &str = include_str!("texts/en.txt");
const CHINESE: &str = include_str!("texts/zh-CN.txt");
/// The longest text of a host that is shown, in characters.
const LONGEST: usize = 200;

/// The texts in one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words(pub(crate) Language);

impl Words {
    /// The text of a key; `None` for a key that has none.
    pub(crate) fn find(self, key: &str) -> Option<&'static str> {
        let all = match self.0 {
            Language::Zh => CHINESE,
            Language::En => ENGLISH,
        };
        // One character parts them: looking for a longer mark is a kilobyte of code.
        let mut lines = all.split('\n').filter_map(|line| line.split_once('='));
        lines.find_map(|(of, text)| (of == key).then_some(text))
    }

    /// The text of one of the program's own keys; every one has a text, as the tests see to.
    pub(crate) fn say(self, key: &str) -> &'static str {
        self.find(key).unwrap_or_default()
    }

    /// The same with `{name}` replaced by the value of that name, once from the left, so that a value may hold
    /// what looks like a place.
    pub(crate) fn with(self, key: &str, values: &[(&str, &str)]) -> String {
        let mut rest = self.say(key);
        let mut said = String::new();
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                break;
            };
            said.push_str(before);
            let value = values.iter().find(|(of, _)| *of == name);
            said.push_str(value.map_or("", |(_, value)| value));
            rest = after;
        }
        said + rest
    }

    /// A text of the document in this language, or in the other where there is none; cut where it is very long.
    pub(crate) fn title(self, text: &Bilingual) -> String {
        let (own, other) = match self.0 {
            Language::Zh => (&text.zh, &text.en),
            Language::En => (&text.en, &text.zh),
        };
        shown(if own.is_empty() { other } else { own })
    }

    pub(crate) fn date(self, day: Day) -> String {
        self.numbers().date(day)
    }

    pub(crate) fn points(self, points: f64) -> String {
        self.numbers().signed(points, 1)
    }

    pub(crate) fn percent(self, share: f64) -> String {
        self.numbers().percent(share, 0)
    }

    /// Details one behind the other.
    pub(crate) fn all(details: impl IntoIterator<Item = String>) -> String {
        let mut out = String::new();
        for detail in details {
            if !out.is_empty() {
                out.push_str(" · ");
            }
            out.push_str(&detail);
        }
        out
    }

    fn numbers(self) -> Messages {
        Messages::new(self.0)
    }
}

/// A text of a host, not longer than a card can bear.
pub(crate) fn shown(text: &str) -> String {
    let mut characters = text.chars();
    let mut shown: String = characters.by_ref().take(LONGEST).collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(texts: &'static str) -> Vec<(&'static str, usize)> {
        let lines = texts.lines().filter_map(|line| line.split_once('='));
        let places = |text: &str| text.matches('{').count();
        lines.map(|(key, text)| (key, places(text))).collect()
    }

    #[test]
    fn both_languages_say_the_same() {
        assert_eq!(keys(ENGLISH), keys(CHINESE));
        assert_eq!(keys(ENGLISH).len(), ENGLISH.lines().count());
    }

    #[test]
    fn every_key_in_the_sources_has_a_text() {
        let sources = [
            include_str!("card.rs"),
            include_str!("facts.rs"),
            include_str!("trend.rs"),
        ];
        let before = |source: &'static str| source.split("#[cfg(test)]").next().unwrap_or_default();
        let mut n_keys = 0;
        for source in sources.map(before) {
            for call in ["say(\"", "with(\"", "key: \""] {
                for rest in source.split(call).skip(1) {
                    let key = rest.split('"').next().unwrap_or_default();
                    n_keys += usize::from(Words(Language::En).find(key).is_some());
                    let is_attribute = rest.contains(&format!("{key}\", ")) && call == "with(\"";
                    assert!(
                        Words(Language::Zh).find(key).is_some() || is_attribute,
                        "{key}"
                    );
                }
            }
        }
        assert!(n_keys > 20, "{n_keys}");
    }

    #[test]
    fn values_stand_in_their_places_whatever_they_hold() {
        let words = Words(Language::En);
        assert_eq!(
            words.with("cap", &[("title", "{title}")]),
            "Held down by: {title}"
        );
        assert_eq!(shown(&"长".repeat(300)).chars().count(), 201);
    }
}
