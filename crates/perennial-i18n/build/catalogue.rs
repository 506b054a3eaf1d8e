//! One language's messages, from Fluent syntax into the small form that the generator understands.

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, Variant,
    VariantKey,
};
use std::collections::BTreeMap;

/// All messages of a file.
#[derive(Debug)]
pub(crate) struct Catalogue {
    /// Path of the file, for errors.
    pub(crate) file: String,
    /// Messages by key.
    pub(crate) messages: BTreeMap<String, Message>,
}

/// A message: its text and its attributes (`.safe`, `.next`).
#[derive(Debug)]
pub(crate) struct Message {
    pub(crate) text: Vec<Part>,
    pub(crate) attributes: BTreeMap<String, Vec<Part>>,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Words.
    Text(String),
    /// An argument, formatted.
    Arg { name: String, format: Format },
    /// A choice by number.
    Plural {
        name: String,
        arms: Vec<(Arm, Vec<Part>)>,
        other: Vec<Part>,
    },
}

/// When a plural arm holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arm {
    /// Exactly this number.
    Exact(i64),
    /// The language's singular.
    One,
}

/// How an argument is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// `{ $x }`: as it is.
    Plain,
    /// `COUNT($x)`: a whole number, grouped.
    Count,
    /// `NUMBER($x, digits: n)`.
    Number(u8),
    /// `SIGNED($x, digits: n)`: always with a sign.
    Signed(u8),
    /// `PERCENT($x, digits: n)`: a share of 1.
    Percent(u8),
    /// `DATE($x)`: a day in words.
    Date,
    /// `MONEY($x)`: an amount, compact.
    Money,
}

/// The Rust type of an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Count,
    Number,
    Day,
    Money,
}

impl Format {
    /// The type of argument that the format writes.
    pub(crate) fn kind(self) -> Kind {
        match self {
            Self::Plain => Kind::Text,
            Self::Count => Kind::Count,
            Self::Number(_) | Self::Signed(_) | Self::Percent(_) => Kind::Number,
            Self::Date => Kind::Day,
            Self::Money => Kind::Money,
        }
    }
}

impl Message {
    /// The arguments of text and attributes by name, each with every type it is used as.
    pub(crate) fn args(&self) -> BTreeMap<String, Vec<Kind>> {
        let mut args = BTreeMap::new();
        collect_args(&self.text, &mut args);
        for attribute in self.attributes.values() {
            collect_args(attribute, &mut args);
        }
        args
    }

    /// The names of the arguments, in the order in which methods take them.
    pub(crate) fn arg_names(&self) -> Vec<String> {
        self.args().into_keys().collect()
    }
}

fn collect_args(parts: &[Part], args: &mut BTreeMap<String, Vec<Kind>>) {
    let mut note = |name: &String, kind| {
        let kinds: &mut Vec<Kind> = args.entry(name.clone()).or_default();
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    };
    for part in parts {
        match part {
            Part::Text(_) => {}
            Part::Arg { name, format } => note(name, format.kind()),
            Part::Plural { name, .. } => note(name, Kind::Count),
        }
    }
    for part in parts {
        if let Part::Plural { arms, other, .. } = part {
            arms.iter().for_each(|(_, arm)| collect_args(arm, args));
            collect_args(other, args);
        }
    }
}

/// Reads a file. Every problem names the file and the key.
pub(crate) fn parse(file: &str, source: &str, language: &str) -> Result<Catalogue, Vec<String>> {
    let resource = match fluent_syntax::parser::parse(source) {
        Ok(resource) => resource,
        Err((_, errors)) => {
            return Err(errors
                .iter()
                .map(|error| {
                    let before = source.get(..error.pos.start).unwrap_or(source);
                    let line = before.matches('\n').count() + 1;
                    let start = error.slice.as_ref().map_or(0, |slice| slice.start);
                    let key = source.get(start..).unwrap_or_default();
                    let key = key.trim_start().split([' ', '=']).next().unwrap_or("");
                    format!("{file}:{line}: {key}: {}", error.kind)
                })
                .collect());
        }
    };
    let mut messages = BTreeMap::new();
    let mut problems = Vec::new();
    for entry in &resource.body {
        match entry {
            Entry::Message(message) => {
                let key = message.id.name;
                let mut reader = Reader { language };
                let read = message
                    .value
                    .as_ref()
                    .ok_or_else(|| "has no text".to_owned())
                    .and_then(|value| {
                        let mut attributes = BTreeMap::new();
                        for attribute in &message.attributes {
                            let text = reader.pattern(&attribute.value)?;
                            attributes.insert(attribute.id.name.to_owned(), text);
                        }
                        Ok(Message {
                            text: reader.pattern(value)?,
                            attributes,
                        })
                    });
                match read {
                    Ok(read) => {
                        if messages.insert(key.to_owned(), read).is_some() {
                            problems.push(format!("{file}: {key}: is there twice"));
                        }
                    }
                    Err(problem) => problems.push(format!("{file}: {key}: {problem}")),
                }
            }
            Entry::Term(term) => problems.push(format!(
                "{file}: -{}: terms are not supported",
                term.id.name
            )),
            Entry::Junk { content } => problems.push(format!("{file}: not understood: {content}")),
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
        }
    }
    if problems.is_empty() {
        Ok(Catalogue {
            file: file.to_owned(),
            messages,
        })
    } else {
        Err(problems)
    }
}

struct Reader<'a> {
    language: &'a str,
}

impl Reader<'_> {
    fn pattern(&mut self, pattern: &Pattern<&str>) -> Result<Vec<Part>, String> {
        let mut parts = Vec::new();
        for element in &pattern.elements {
            let part = match element {
                PatternElement::TextElement { value } => Part::Text((*value).to_owned()),
                PatternElement::Placeable { expression } => self.expression(expression)?,
            };
            match (parts.last_mut(), part) {
                (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
                (_, part) => parts.push(part),
            }
        }
        Ok(parts)
    }

    fn expression(&mut self, expression: &Expression<&str>) -> Result<Part, String> {
        match expression {
            Expression::Inline(InlineExpression::StringLiteral { value }) => {
                Ok(Part::Text((*value).to_owned()))
            }
            Expression::Inline(InlineExpression::VariableReference { id }) => Ok(Part::Arg {
                name: id.name.to_owned(),
                format: Format::Plain,
            }),
            Expression::Inline(InlineExpression::FunctionReference { id, arguments }) => {
                function(id.name, arguments)
            }
            Expression::Select {
                selector: InlineExpression::VariableReference { id },
                variants,
            } => self.plural(id.name, variants),
            Expression::Select { .. } => {
                Err("a choice is by a plain number argument, { $n -> … }".to_owned())
            }
            Expression::Inline(_) => Err(
                "a placeable is { $name }, { COUNT($name) } or another function of the crate docs"
                    .to_owned(),
            ),
        }
    }

    fn plural(&mut self, name: &str, variants: &[Variant<&str>]) -> Result<Part, String> {
        let mut arms = Vec::new();
        let mut other = None;
        for variant in variants {
            let parts = self.pattern(&variant.value)?;
            match &variant.key {
                VariantKey::Identifier { name: "other" } => other = Some(parts),
                VariantKey::Identifier { name: "one" } if self.language == "en" => {
                    arms.push((Arm::One, parts));
                }
                VariantKey::NumberLiteral { value } => match value.parse() {
                    Ok(number) => arms.push((Arm::Exact(number), parts)),
                    Err(_) => return Err(format!("[{value}] is not a whole number")),
                },
                VariantKey::Identifier { name } => {
                    return Err(format!("{} has no plural form [{name}]", self.language));
                }
            }
        }
        Ok(Part::Plural {
            name: name.to_owned(),
            arms,
            other: other.ok_or("the default form is *[other]")?,
        })
    }
}

fn function(function: &str, arguments: &CallArguments<&str>) -> Result<Part, String> {
    let [InlineExpression::VariableReference { id }] = arguments.positional.as_slice() else {
        return Err(format!("{function}($name) takes one argument"));
    };
    let mut digits = None;
    for option in &arguments.named {
        digits = match (option.name.name, &option.value) {
            ("digits", InlineExpression::NumberLiteral { value }) => value.parse().ok(),
            _ => None,
        };
        if digits.is_none_or(|digits| digits > 6) {
            return Err(format!(
                "{function}: the only option is `digits`, from 0 to 6"
            ));
        }
    }
    let format = match (function, digits) {
        ("COUNT", None) => Format::Count,
        ("DATE", None) => Format::Date,
        ("MONEY", None) => Format::Money,
        ("NUMBER", digits) => Format::Number(digits.unwrap_or(1)),
        ("SIGNED", digits) => Format::Signed(digits.unwrap_or(1)),
        ("PERCENT", digits) => Format::Percent(digits.unwrap_or(1)),
        _ => return Err(format!("no function {function} with these options")),
    };
    Ok(Part::Arg {
        name: id.name.to_owned(),
        format,
    })
}
