//! Rust source from two catalogues: a method per message, a sorted table per family.

use super::catalogue::{Arm, Catalogue, Format, Kind, Message, Part};
use std::fmt::Write as _;

/// Keys `family-…` are looked up by name at run time (`Messages::field("…")`) and have no method.
pub(crate) const FAMILIES: [&str; 5] = ["error", "field", "problem", "table", "value"];

/// The attributes of an error, sorted.
pub(crate) const ERROR_PARTS: [&str; 2] = ["next", "safe"];

/// The family a key belongs to.
pub(crate) fn family_of(key: &str) -> Option<&'static str> {
    let (start, _) = key.split_once('-')?;
    FAMILIES.into_iter().find(|family| *family == start)
}

/// The whole generated file.
pub(crate) fn generate(zh: &Catalogue, en: &Catalogue, pseudo: bool) -> String {
    let mut methods = String::new();
    let mut families = FAMILIES.map(|family| (family, String::new()));
    let pairs = en.messages.iter().filter_map(|(key, english)| {
        let chinese = zh.messages.get(key)?;
        Some((key, chinese, english))
    });
    for (key, chinese, english) in pairs {
        let Some(family) = family_of(key) else {
            method(&mut methods, key, chinese, english, pseudo);
            continue;
        };
        let name = &key[family.len() + 1..];
        let rows = families.iter_mut().find(|(other, _)| *other == family);
        let Some((_, rows)) = rows else { continue };
        let args: Vec<_> = english.args().into_keys().collect();
        let row = if family == "error" {
            let part = |message: &Message, at: &str| match at {
                "what" => message.text.clone(),
                at => message.attributes.get(at).cloned().unwrap_or_default(),
            };
            let [what, safe, next] = ["what", "safe", "next"]
                .map(|at| pieces(&part(chinese, at), &part(english, at), &args, pseudo));
            format!(
                "ErrorText {{ code: {name:?}, args: &{args:?}, what: {what}, safe: {safe}, next: {next} }},\n"
            )
        } else {
            let texts = texts(&chinese.text, &english.text, pseudo);
            format!("({name:?}, {texts}),\n")
        };
        rows.push_str(&row);
    }
    let mut out = format!(
        "pub(crate) const LANGUAGE_COUNT: usize = {};\n",
        if pseudo { 3 } else { 2 }
    );
    for (family, rows) in families {
        let kind = match family {
            "error" => "ErrorText",
            _ => "(&str, [&str; LANGUAGE_COUNT])",
        };
        let name = family.to_uppercase();
        writeln_to(
            &mut out,
            &format!("pub(crate) static {name}: &[{kind}] = &[\n{rows}];"),
        );
    }
    writeln_to(&mut out, &format!("impl Messages {{\n{methods}}}"));
    out
}

fn method(out: &mut String, key: &str, zh: &Message, en: &Message, pseudo: bool) {
    let name = key.replace('-', "_");
    let doc = describe(&en.text);
    let args = en.args();
    if args.is_empty() {
        let texts = texts(&zh.text, &en.text, pseudo);
        writeln_to(
            out,
            &format!(
                "/// “{doc}”\n#[must_use]\npub fn {name}(self) -> &'static str {{ self.pick(&{texts}) }}"
            ),
        );
        return;
    }
    let names: Vec<_> = args.keys().cloned().collect();
    let mut params = String::new();
    let mut values = String::new();
    for (arg, kinds) in &args {
        let (kind, value) = match kinds.first() {
            Some(Kind::Count) => ("impl crate::ToCount", "Count(crate::ToCount::to_count({}))"),
            Some(Kind::Number) => ("f64", "Number({})"),
            Some(Kind::Day) => ("perennial_data::Day", "Day({})"),
            Some(Kind::Money) => ("crate::Money<'_>", "Money({})"),
            Some(Kind::Text) | None => ("&str", "Text({})"),
        };
        params.push_str(&format!(", {arg}: {kind}"));
        values.push_str(&format!("Arg::{}, ", value.replace("{}", arg)));
    }
    let pieces = pieces(&zh.text, &en.text, &names, pseudo);
    writeln_to(
        out,
        &format!(
            "/// “{doc}”\n#[must_use]\npub fn {name}(self{params}) -> String {{ self.render({pieces}, &[{values}]) }}"
        ),
    );
}

/// The texts of all languages as an array literal.
fn texts(zh: &[Part], en: &[Part], pseudo: bool) -> String {
    let plain = |parts: &[Part]| match parts {
        [Part::Text(text)] => text.clone(),
        _ => String::new(),
    };
    let mut texts = vec![plain(zh), plain(en)];
    if pseudo {
        texts.push(plain(&stretch(en)));
    }
    format!("{texts:?}")
}

/// The pieces of all languages as an array literal.
fn pieces(zh: &[Part], en: &[Part], args: &[String], pseudo: bool) -> String {
    let mut all = vec![literal(zh, args), literal(en, args)];
    if pseudo {
        all.push(literal(&stretch(en), args));
    }
    format!("[{}]", all.join(", "))
}

fn literal(parts: &[Part], args: &[String]) -> String {
    let index = |name: &String| args.iter().position(|arg| arg == name).unwrap_or_default();
    let mut out = String::from("&[");
    for part in parts {
        let piece = match part {
            Part::Text(text) => format!("Piece::Text({text:?})"),
            Part::Arg { name, format } => {
                let format = match format {
                    Format::Plain => "Plain".to_owned(),
                    Format::Count => "Count".to_owned(),
                    Format::Number(digits) => format!("Number({digits})"),
                    Format::Signed(digits) => format!("Signed({digits})"),
                    Format::Percent(digits) => format!("Percent({digits})"),
                    Format::Date => "Date".to_owned(),
                    Format::Money => "Money".to_owned(),
                };
                format!("Piece::Arg({}, Format::{format})", index(name))
            }
            Part::Plural { name, arms, other } => {
                let arms: Vec<_> = arms
                    .iter()
                    .map(|(arm, parts)| {
                        let number = match arm {
                            Arm::Exact(number) => *number,
                            Arm::One => 1,
                        };
                        format!("({number}, {})", literal(parts, args))
                    })
                    .collect();
                let other = literal(other, args);
                format!(
                    "Piece::Plural({}, &[{}], {other})",
                    index(name),
                    arms.join(", ")
                )
            }
        };
        out.push_str(&piece);
        out.push_str(", ");
    }
    out.push(']');
    out
}

/// The English text as a line of documentation.
fn describe(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(&text.replace('\n', " ")),
            Part::Arg { name, .. } => out.push_str(&format!("`{name}`")),
            Part::Plural { other, .. } => out.push_str(&describe(other)),
        }
    }
    out.replace(['[', ']', '<', '>'], "")
}

/// The pseudo-language: accents, brackets and 40 % more characters.
fn stretch(parts: &[Part]) -> Vec<Part> {
    let letters: usize = parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => text.chars().count(),
            Part::Arg { .. } | Part::Plural { .. } => 0,
        })
        .sum();
    let mut out = vec![Part::Text("⟦".to_owned())];
    out.extend(accented(parts));
    let padding: String = "~".repeat((letters * 2).div_ceil(5));
    out.push(Part::Text(format!("{padding}⟧")));
    let mut joined: Vec<Part> = Vec::new();
    for part in out {
        match (joined.last_mut(), part) {
            (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
            (_, part) => joined.push(part),
        }
    }
    joined
}

fn accented(parts: &[Part]) -> Vec<Part> {
    const PLAIN: &str = "aceinosuyACEINOSUY";
    const ACCENTED: &str = "áçéíñóšúýÁÇÉÍÑÓŠÚÝ";
    let accent = |c: char| {
        let at = PLAIN.chars().position(|plain| plain == c);
        at.and_then(|at| ACCENTED.chars().nth(at)).unwrap_or(c)
    };
    let each = |part: &Part| match part {
        Part::Text(text) => Part::Text(text.chars().map(accent).collect()),
        Part::Arg { .. } => part.clone(),
        Part::Plural { name, arms, other } => Part::Plural {
            name: name.clone(),
            arms: arms
                .iter()
                .map(|(arm, parts)| (*arm, accented(parts)))
                .collect(),
            other: accented(other),
        },
    };
    parts.iter().map(each).collect()
}

fn writeln_to(out: &mut String, text: &str) {
    // Writing to a String cannot fail.
    writeln!(out, "{text}").unwrap_or_default();
}
