//! Both languages say the same things: the same keys, attributes and arguments.

use super::catalogue::{Catalogue, Message};
use super::generate::{ERROR_PARTS, FAMILIES, family_of};

/// What is missing or different; each problem names the file and the key.
pub(crate) fn compare(a: &Catalogue, b: &Catalogue) -> Vec<String> {
    let mut problems = Vec::new();
    for (here, there) in [(a, b), (b, a)] {
        for (key, message) in &here.messages {
            match there.messages.get(key) {
                None => problems.push(format!("{}: {key}: missing", there.file)),
                Some(other) if here.file == a.file => {
                    let found = differences(message, other);
                    problems.extend(
                        found.map(|found| format!("{}, {}: {key}: {found}", a.file, b.file)),
                    );
                }
                Some(_) => {}
            }
        }
    }
    for (key, message) in &a.messages {
        let found = shape(key, message);
        problems.extend(found.map(|found| format!("{}: {key}: {found}", a.file)));
    }
    problems
}

fn differences(a: &Message, b: &Message) -> Option<String> {
    if !a.attributes.keys().eq(b.attributes.keys()) {
        return Some("the attributes differ".to_owned());
    }
    let (a, b) = (a.args(), b.args());
    let names = a.keys().chain(b.keys());
    names
        .into_iter()
        .find_map(|name| match (a.get(name), b.get(name)) {
            (Some(a), Some(b)) if a == b && a.len() == 1 => None,
            (Some(a), Some(b)) => Some(format!("${name} is {a:?} here and {b:?} there")),
            _ => Some(format!("${name} is in one language only")),
        })
}

/// What a message of its family must look like.
fn shape(key: &str, message: &Message) -> Option<String> {
    match family_of(key) {
        Some("error") => {
            let has: Vec<_> = message.attributes.keys().map(String::as_str).collect();
            (has != ERROR_PARTS)
                .then(|| "an error says three things: the text, .next and .safe".to_owned())
        }
        Some(_) if !message.args().is_empty() => {
            Some(format!("a text of {FAMILIES:?} takes no arguments"))
        }
        _ => (!message.attributes.is_empty())
            .then(|| "only error-… messages have attributes".to_owned()),
    }
}
