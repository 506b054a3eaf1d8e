//! What messages say, in both languages: `texts/*.txt`, a line each, with places for what they tell of.

use perennial_data::Language;

const ENGLISH: &str = include_str!("texts/en.txt");
const CHINESE: &str = include_str!("texts/zh-CN.txt");

/// The texts in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Words(pub(crate) Language);

impl Words {
    /// The text of a key, with `{name}` replaced by the value of that name. A key without a text is its
    /// own, which the tests do not let happen.
    pub(crate) fn say(self, key: &str, values: &[(&str, &str)]) -> String {
        let all = match self.0 {
            Language::Zh => CHINESE,
            Language::En => ENGLISH,
        };
        let mut lines = lines(all);
        let text = lines.find_map(|(of, text)| (of == key).then_some(text));
        let mut rest = text.unwrap_or(key);
        let mut said = String::new();
        // Once from the left, so that a value may hold what looks like a place.
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                break;
            };
            said.push_str(before);
            let value = values.iter().find(|(of, _)| *of == name);
            said.push_str(value.map_or_else(|| name.trim_matches('"'), |(_, value)| value));
            rest = after;
        }
        said + rest
    }

    /// What `--help` says.
    pub(crate) fn help(self) -> &'static str {
        match self.0 {
            Language::Zh => include_str!("texts/help.zh-CN.txt"),
            Language::En => include_str!("texts/help.en.txt"),
        }
    }
}

fn lines(texts: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    texts.lines().filter_map(|line| line.split_once(" = "))
}

#[cfg(test)]
mod tests {
    use super::{CHINESE, ENGLISH, Words, lines};
    use perennial_data::Language;
    use std::collections::BTreeSet;

    fn places(text: &str) -> BTreeSet<&str> {
        let after = text.split('{').skip(1);
        let names = after.filter_map(|rest| rest.split_once('}'));
        names
            .map(|(name, _)| name)
            .filter(|name| !name.starts_with('"'))
            .collect()
    }

    #[test]
    fn both_languages_say_the_same_of_the_same() {
        let (en, zh): (Vec<_>, Vec<_>) = (lines(ENGLISH).collect(), lines(CHINESE).collect());
        assert_eq!(en.len(), ENGLISH.lines().count(), "every line has a text");
        assert_eq!(en.len(), zh.len());
        for ((key, english), (other, chinese)) in en.into_iter().zip(zh) {
            assert_eq!(key, other);
            assert_eq!(places(english), places(chinese), "{key}");
        }
    }

    #[test]
    fn every_code_of_the_import_has_words() {
        for code in perennial_import::Code::ALL {
            let key = format!("code-{}", code.as_str());
            assert_ne!(Words(Language::Zh).say(&key, &[]), key);
        }
    }

    #[test]
    fn values_stand_in_their_places_whatever_they_hold() {
        let words = Words(Language::En);
        let said = words.say("unwritable", &[("path", "{source}"), ("source", "full")]);
        assert_eq!(said, "{source}: cannot be written: full");
        assert_eq!(words.say("details", &[("details", "a")]), " (a)");
    }
}
