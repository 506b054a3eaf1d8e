//! Values as people write them: what is empty, and the one place where each kind is read.

pub(crate) mod date;
pub(crate) mod flag;
pub(crate) mod number;
pub(crate) mod word;

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Which part of a date comes first where the year does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 2024-03-01, 24/3/1; also what holds where every value starts with a four-digit year.
    #[default]
    YearFirst,
    /// 1/3/2024 is the first of March.
    DayFirst,
    /// 3/1/2024 is the first of March.
    MonthFirst,
}

/// The sign between whole and decimal digits; the other one separates thousands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecimalMark {
    /// 1,234.5
    #[default]
    Point,
    /// 1.234,5
    Comma,
}

/// What a number is multiplied with on its way in: 万元 in a header is 10,000, minutes that become
/// hours are a sixtieth, a percentage that becomes a share is a hundredth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Factor {
    /// Multiplied by this,
    pub times: u32,
    /// then divided by this, which is not 0.
    pub over: u32,
}

impl Factor {
    /// No change.
    pub const ONE: Self = Self { times: 1, over: 1 };
    /// Percent to share.
    pub const PERCENT: Self = Self {
        times: 1,
        over: 100,
    };

    /// Durations written as hours, minutes and seconds (36:05:00), read as seconds, in the unit of a field; `None` for
    /// fields of another unit. Times 60, though the fraction could be reduced: no other factor is so, and columns
    /// that are read so take nothing but durations.
    #[must_use]
    pub fn of_durations(field: &str) -> Option<Self> {
        let over = match field {
            field if field.ends_with("_hours") => 3_600,
            field if field.contains("minutes") => 60,
            _ => return None,
        };
        Some(Self {
            times: 60,
            over: 60 * over,
        })
    }

    /// Whether it is one of [`Factor::of_durations`].
    pub(crate) fn is_of_durations(self) -> bool {
        self.times == 60 && self.over > 1
    }
}

/// How the values of a column are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueFormat {
    /// As it stands.
    Text,
    /// Dates; a time of day is dropped.
    Day {
        /// For dates that do not start with a four-digit year.
        order: DateOrder,
        /// Whether the day given is the last one inside; the date is then moved one day on.
        inclusive: bool,
    },
    /// Numbers and amounts.
    Number {
        /// For numbers with a point or comma.
        decimal: DecimalMark,
        /// Applied to values without a unit of their own.
        factor: Factor,
    },
    /// Yes or no.
    Flag,
    /// Yes becomes this word, no is missing: a column `escalation_flag` gives the kind `escalation`.
    FlagAs(String),
}

impl ValueFormat {
    /// How a value is understood: an ISO date, a plain number, `true` or `false`, the text itself.
    /// Empty where it is not understood or says that there is none.
    #[must_use]
    pub fn understood(&self, text: &str) -> String {
        let text = trim(text);
        if is_missing(text, *self != Self::Text) {
            return String::new();
        }
        match self {
            Self::Text => text.to_owned(),
            Self::Day { order, inclusive } => date::read(text)
                .by(*order)
                .or_else(|| date::epoch(text))
                .and_then(perennial_data::Day::new)
                .map(|day| day.plus_days(i32::from(*inclusive)).to_string())
                .unwrap_or_default(),
            Self::Number { decimal, factor } => number::value(text, *decimal, *factor)
                .map(|value| value.to_string())
                .unwrap_or_default(),
            Self::Flag => flag::read(text)
                .map(|flag| flag.to_string())
                .unwrap_or_default(),
            Self::FlagAs(word) => match flag::read(text) {
                Some(true) => word.clone(),
                _ => String::new(),
            },
        }
    }
}

/// Whether `text`, already trimmed, says that there is no value. For text fields, where `NA` is a
/// region and `None` may be a name, `typed` is false and fewer words count.
#[inline]
pub(crate) fn is_missing(text: &str, typed: bool) -> bool {
    let bytes = text.as_bytes();
    match bytes {
        [] => true,
        _ if bytes.len() > 12 => false,
        [
            b'-' | b'#' | b'/' | b'\\' | b'n' | b'N' | b'.' | b'?' | b'<' | b'(' | 0x80..,
            ..,
        ] => missing_word(text, typed),
        _ => false,
    }
}

fn missing_word(text: &str, typed: bool) -> bool {
    const ALWAYS: [&str; 23] = [
        "-",
        "--",
        "---",
        "/",
        "—",
        "——",
        "–",
        "n/a",
        "#n/a",
        "null",
        "nan",
        "\\n",
        "无",
        "暂无",
        "空",
        "未知",
        "(blank)",
        "(空)",
        "(null)",
        "<null>",
        "不详",
        "无数据",
        "#null!",
    ];
    const TYPED: [&str; 9] = [
        "na", "none", "nil", ".", "?", "#value!", "#ref!", "#div/0!", "未填",
    ];
    let is = |word: &str| word.eq_ignore_ascii_case(text);
    ALWAYS.iter().any(|word| is(word)) || (typed && TYPED.iter().any(|word| is(word)))
}

/// Without white space at the ends, of whatever width, and without stray NULs and BOMs.
#[inline]
pub(crate) fn trim(text: &str) -> &str {
    let bytes = text.as_bytes();
    match (bytes.first(), bytes.last()) {
        (Some(0x21..=0x7e), Some(0x21..=0x7e)) | (None, _) => text,
        _ => text.trim_matches(|c: char| {
            c.is_whitespace() || c == '\0' || c == '\u{feff}' || c == '\u{200b}'
        }),
    }
}

/// Full-width letters, digits and signs made half-width.
pub(crate) fn half_width(text: &str) -> Cow<'_, str> {
    let wide = |c: char| ('\u{ff01}'..='\u{ff5e}').contains(&c) || c == '\u{3000}';
    if text.is_ascii() || !text.contains(wide) {
        return Cow::Borrowed(text);
    }
    let narrow = |c: char| match c {
        '\u{3000}' => ' ',
        c if wide(c) => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    Cow::Owned(text.chars().map(narrow).collect())
}
