//! Puts arguments into the pieces of a text. The pieces are made at build time.

use crate::generated::LANGUAGE_COUNT;
use crate::{Messages, Money};
use perennial_data::{Day, Language};

/// A piece of a text with arguments.
#[derive(Debug)]
pub(crate) enum Piece {
    /// Words.
    Text(&'static str),
    /// The argument at a position, formatted.
    Arg(usize, Format),
    /// A choice by the number at a position: exact numbers (1 is the singular), else the rest.
    Plural(usize, &'static [(i64, &'static [Piece])], &'static [Piece]),
}

/// How an argument is written; the number is digits after the point.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code)] // which of them occur depends on the texts
pub(crate) enum Format {
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
    /// Text; where a text asks for a number or a date, it is read as one (arguments of errors).
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
            Self::Text(text) => text.parse().ok(),
            Self::Count(_) | Self::Day(_) | Self::Money(_) => None,
        }
    }
}

impl Messages {
    pub(crate) fn render(
        self,
        texts: [&'static [Piece]; LANGUAGE_COUNT],
        args: &[Arg<'_>],
    ) -> String {
        let mut out = String::new();
        let pieces = texts.get(self.column).copied().unwrap_or_default();
        self.write_pieces(&mut out, pieces, args);
        out
    }

    fn write_pieces(self, out: &mut String, pieces: &[Piece], args: &[Arg<'_>]) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Arg(at, format) => match args.get(*at) {
                    Some(arg) => out.push_str(&self.write_arg(*arg, *format)),
                    None => out.push('—'),
                },
                Piece::Plural(at, arms, other) => {
                    let number = args.get(*at).and_then(|arg| arg.whole());
                    let arm = arms.iter().find(|(exact, _)| Some(*exact) == number);
                    self.write_pieces(out, arm.map_or(*other, |(_, pieces)| pieces), args);
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
