//! Where in a JSON document its reader stopped, as a path to the field that a person has to mend.
//! Not a parser: the reader has judged the document.

use crate::json::Fault;

/// One open object or list, with the place within it.
enum Level<'a> {
    /// The key read last.
    Object(&'a str),
    /// The position, from 0.
    List(usize),
}

/// The path to the value or key that `fault` is about, as in `measures[3].transform.linear.best`;
/// empty for the document itself.
pub(crate) fn path_of(json: &str, fault: &Fault) -> String {
    // A word that is none of a choice's stands as the key of its content: the choice is at fault.
    let of_choice = fault.message.starts_with("unknown variant");
    path_at(json, fault.offset, of_choice)
}

/// The path after `end` bytes. A key that they end with counts only if it is not `of_choice`.
fn path_at(json: &str, end: usize, of_choice: bool) -> String {
    let bytes = json.as_bytes();
    let mut levels: Vec<Level<'_>> = Vec::new();
    let mut key_comes = false;
    let mut at = 0;
    while let Some(&byte) = bytes.get(..end).and_then(|read| read.get(at)) {
        at += 1;
        match byte {
            b'{' => {
                levels.push(Level::Object(""));
                key_comes = true;
            }
            b'[' => {
                levels.push(Level::List(0));
                key_comes = false;
            }
            b'}' | b']' => {
                levels.pop();
                key_comes = false;
            }
            b',' => match levels.last_mut() {
                Some(Level::List(position)) => *position += 1,
                Some(Level::Object(key)) => {
                    *key = "";
                    key_comes = true;
                }
                None => {}
            },
            b'"' => {
                let start = at;
                at = past_string(bytes, at);
                if let Some(Level::Object(key)) = levels.last_mut()
                    && key_comes
                    && !(of_choice && at >= end)
                {
                    *key = json.get(start..at - 1).unwrap_or_default();
                    key_comes = false;
                }
            }
            _ => {}
        }
    }
    written(&levels)
}

/// The byte after the string whose content starts at `at`.
fn past_string(bytes: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = bytes.get(at) {
        at += match byte {
            b'"' => return at + 1,
            b'\\' => 2,
            _ => 1,
        };
    }
    bytes.len()
}

fn written(levels: &[Level<'_>]) -> String {
    let mut path = String::new();
    for level in levels {
        match level {
            Level::List(position) => {
                path.push('[');
                path.push_str(&position.to_string());
                path.push(']');
            }
            Level::Object("") => {}
            Level::Object(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key);
            }
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use crate::Model;

    fn check(json: &str, path: &str) {
        assert_eq!(Model::parse(json).unwrap_err().path, path, "{json}");
    }

    #[test]
    fn a_document_that_does_not_read_says_where() {
        check("[]", "");
        check("{\"format\": \"a\", \"colour\": 1}", "colour");
        check("{\n  \"name\":\n    {\"zh\": 1}}", "name.zh");
        check(r#"{"measures": [{"id": "a\"]}b"}]}"#, "measures[0]");
        check(
            r#"{"bands": [{"id": "red", "from": 0, "to": 50}, {"id": "blue"}]}"#,
            "bands[1].id",
        );
        check(r#"{"caps": [{"when": [{"none": []}]}]}"#, "caps[0].when[0]");
        check(
            r#"{"variants": [{"weights": {"u": {}}}]}"#,
            "variants[0].weights.u",
        );
        check(r#"{"note": "常青", "revision": "二"}"#, "revision");
    }
}
