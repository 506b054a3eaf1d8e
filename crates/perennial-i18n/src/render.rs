//! Puts arguments into a text.
//!
//! A text with arguments is words, and between them (made by `build/generate.rs`):
//!
//! - `\u{1}`, the position of an argument (one digit), and its format: `p` as it is, `c` a count,
//!   `n1`, `s1`, `%1` a number, a signed number, a percentage with so many digits, `d` a day, `m` money;
//! - `\u{2}`, the position of a number, and its forms: an exact number or nothing for the rest,
//!   `\u{3}`, a text, `\u{4}`. The form without a number is the last one.

use crate::{Messages, Money};
use perennial_data::{Day, Language};
use std::str::Chars;

/// How an argument is written; the number is digits after the point.
#[derive(Clone, Copy, Debug)]
enum Format {
    Plain,
    Count,
    Number(u8),
    Signed(u8),
    Percent(u8),
    Date,
    Money,
}

/// An argument.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code)] // which of them occur depends on the texts
pub(crate) enum Arg<'a> {
    /// Text; where a text asks for a count or a date, it is read as one (arguments of errors).
    Text(&'a str),
    Count(i64),
    Number(f64),
    Day(Day),
    Money(Money<'a>),
}

impl Arg<'_> {
    fn whole(self) -> Option<i64> {
        match self {
            Self::Count(count) => Some(count),
            Self::Text(text) => text.parse().ok(),
            Self::Number(_) | Self::Day(_) | Self::Money(_) => None,
        }
    }

    fn number(self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(number),
            Self::Text(_) | Self::Count(_) | Self::Day(_) | Self::Money(_) => None,
        }
    }
}

impl Format {
    fn read(text: &mut Chars<'_>) -> Option<Self> {
        let kind = text.next()?;
        let mut digits = || text.next()?.to_digit(10)?.try_into().ok();
        Some(match kind {
            'c' => Self::Count,
            'n' => Self::Number(digits()?),
            's' => Self::Signed(digits()?),
            '%' => Self::Percent(digits()?),
            'd' => Self::Date,
            'm' => Self::Money,
            _ => Self::Plain,
        })
    }
}

/// The argument whose position comes next.
fn read_arg<'a>(text: &mut Chars<'_>, args: &[Arg<'a>]) -> Option<Arg<'a>> {
    let at = text.next()?.to_digit(10)?;
    args.get(at as usize).copied()
}

impl Messages {
    pub(crate) fn render(self, at: usize, args: &[Arg<'_>]) -> String {
        self.rendered(self.text(at), args)
    }

    /// The same of the texts of the screens behind the first.
    pub(crate) fn screens_render(self, at: usize, args: &[Arg<'_>]) -> String {
        self.rendered(self.screens_text(at), args)
    }

    /// The same of the model room's texts.
    pub(crate) fn room_render(self, at: usize, args: &[Arg<'_>]) -> String {
        self.rendered(self.room_text(at), args)
    }

    /// The same of the texts of what gives things to others.
    pub(crate) fn share_render(self, at: usize, args: &[Arg<'_>]) -> String {
        self.rendered(self.share_text(at), args)
    }

    fn rendered(self, text: &str, args: &[Arg<'_>]) -> String {
        let mut out = String::new();
        self.write_text(&mut text.chars(), args, Some(&mut out));
        out
    }

    /// Reads a text to its end, or to the end of the form that it is, and writes it if `out` is there.
    fn write_text(self, text: &mut Chars<'_>, args: &[Arg<'_>], mut out: Option<&mut String>) {
        while let Some(c) = text.next() {
            match c {
                '\u{1}' => {
                    let arg = read_arg(text, args);
                    let written = Format::read(text)
                        .zip(arg)
                        .map(|(format, arg)| self.write_arg(arg, format));
                    if let Some(out) = &mut out {
                        out.push_str(written.as_deref().unwrap_or("—"));
                    }
                }
                '\u{2}' => {
                    let number = read_arg(text, args).and_then(Arg::whole);
                    let mut is_found = false;
                    loop {
                        let exact: String = text.by_ref().take_while(|c| *c != '\u{3}').collect();
                        let is_rest = exact.is_empty();
                        let holds = is_rest || exact.parse().ok() == number;
                        let out = out.as_deref_mut().filter(|_| holds && !is_found);
                        self.write_text(text, args, out);
                        is_found |= holds;
                        if is_rest {
                            break;
                        }
                    }
                }
                '\u{4}' => return,
                c => {
                    if let Some(out) = &mut out {
                        out.push(c);
                    }
                }
            }
        }
    }

    fn write_arg(self, arg: Arg<'_>, format: Format) -> String {
        let written = match (format, arg) {
            (Format::Count, arg) => arg.whole().map(|n| self.count(n)),
            (Format::Number(digits), arg) => arg.number().map(|x| self.number(x, digits)),
            (Format::Signed(digits), arg) => arg.number().map(|x| self.signed(x, digits)),
            (Format::Percent(digits), arg) => arg.number().map(|x| self.percent(x, digits)),
            (Format::Date, Arg::Day(day)) => Some(self.date(day)),
            (Format::Date, Arg::Text(text)) => text.parse().ok().map(|day| self.date(day)),
            (Format::Money, Arg::Money(money)) => Some(self.money(money)),
            (Format::Date | Format::Money | Format::Plain, _) => None,
        };
        written.unwrap_or_else(|| match arg {
            Arg::Text(text) => text.to_owned(),
            Arg::Count(count) => self.count(count),
            Arg::Number(number) => self.number(number, 1),
            Arg::Day(day) => self.date(day),
            Arg::Money(money) => self.money(money),
        })
    }

    /// Whether the language puts spaces between words.
    pub(crate) fn spaces_words(self) -> bool {
        self.language() == Language::En
    }
}
