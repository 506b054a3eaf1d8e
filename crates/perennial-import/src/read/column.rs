//! One column of a block at a time: texts to typed values, with what could not be read.

use crate::problem::Code;
use crate::split::{Span, Texts};
use crate::value::{
    DateOrder, DecimalMark, Factor, ValueFormat, date, flag, is_missing, number, trim, word,
};
use perennial_data::{Decimal, Dict, FieldKind, FieldSpec, MISSING_DAY, unguarded};

/// No code of a text.
pub(crate) const NO_CODE: u32 = u32::MAX;
/// No whole number.
pub(crate) const NO_NUMBER: i32 = i32::MIN;

/// How a column's values are read.
pub(crate) enum Reading {
    Text,
    /// Words brought to one form; the form of each distinct text is found once.
    Words {
        field: &'static FieldSpec,
        seen: Dict,
        forms: Vec<String>,
        /// The code of each form where the column's values go; [`NO_CODE`] until it comes there.
        stored: Vec<u32>,
    },
    Day {
        order: DateOrder,
        inclusive: bool,
        /// The last ISO date and its day: sorted files repeat it.
        last: ([u8; 10], i32),
    },
    Number {
        decimal: DecimalMark,
        factor: Factor,
        words: bool,
    },
    Flag,
    FlagAs(String),
}

impl Reading {
    /// The reading that fits the field; details come from the format where it is of that kind.
    pub(crate) fn for_field(field: &'static FieldSpec, format: &ValueFormat) -> Self {
        match field.kind {
            FieldKind::Day => match *format {
                ValueFormat::Day { order, inclusive } => Self::day(order, inclusive),
                _ => Self::day(DateOrder::default(), false),
            },
            FieldKind::Number | FieldKind::Money => {
                let words = matches!(field.name, "csat" | "score");
                match *format {
                    ValueFormat::Number { decimal, factor } => Self::Number {
                        decimal,
                        factor,
                        words,
                    },
                    _ => Self::plain_number(words),
                }
            }
            FieldKind::Flag => Self::Flag,
            FieldKind::Account | FieldKind::Id => Self::Text,
            FieldKind::Text | FieldKind::Category(_) => match format {
                ValueFormat::FlagAs(word) => Self::FlagAs(word.clone()),
                _ if word::has_words(field) => Self::Words {
                    field,
                    seen: Dict::default(),
                    forms: Vec::new(),
                    stored: Vec::new(),
                },
                _ => Self::Text,
            },
        }
    }

    /// The reading that the format names, for columns that no field prescribes.
    pub(crate) fn free(format: &ValueFormat) -> Self {
        match *format {
            ValueFormat::Text | ValueFormat::FlagAs(_) => Self::Text,
            ValueFormat::Day { order, inclusive } => Self::day(order, inclusive),
            ValueFormat::Number { decimal, factor } => Self::Number {
                decimal,
                factor,
                words: false,
            },
            ValueFormat::Flag => Self::Flag,
        }
    }

    pub(crate) fn day(order: DateOrder, inclusive: bool) -> Self {
        Self::Day {
            order,
            inclusive,
            last: ([0; 10], MISSING_DAY),
        }
    }

    pub(crate) fn plain_number(words: bool) -> Self {
        Self::Number {
            decimal: DecimalMark::default(),
            factor: Factor::ONE,
            words,
        }
    }

    /// The kind of column that holds what this gives.
    pub(crate) fn kind(&self) -> FieldKind {
        match self {
            Self::Text | Self::Words { .. } | Self::FlagAs(_) => FieldKind::Text,
            Self::Day { .. } => FieldKind::Day,
            Self::Number { .. } => FieldKind::Number,
            Self::Flag => FieldKind::Flag,
        }
    }
}

/// The values of one column of one block, a place per row.
#[derive(Default)]
pub(crate) struct Values {
    /// Of [`Reading::Text`]: where each value lies.
    pub(crate) texts: Vec<Span>,
    pub(crate) days: Vec<i32>,
    /// Of [`Reading::Number`], where every value of the block is a whole number of few digits;
    /// [`NO_NUMBER`] where there is none. Empty where some value is something else.
    pub(crate) wholes: Vec<i32>,
    numbers: Vec<Option<Decimal>>,
    pub(crate) flags: Vec<Option<bool>>,
    /// Codes of [`Reading::Words`].
    pub(crate) words: Vec<u32>,
    pub(crate) bad: Vec<Bad>,
}

/// A value that could not be read.
#[derive(Clone, Copy)]
pub(crate) struct Bad {
    pub(crate) row: usize,
    pub(crate) code: Code,
}

impl Values {
    /// The number in a place of the block.
    #[inline]
    pub(crate) fn number(&self, at: usize) -> Option<Decimal> {
        match self.wholes.get(at) {
            Some(&NO_NUMBER) => None,
            Some(&whole) => Some(Decimal::whole(whole.into())),
            None => self.numbers.get(at).copied().flatten(),
        }
    }

    /// Reads `column` of the rows `from..` of the block.
    pub(crate) fn read(
        &mut self,
        reading: &mut Reading,
        texts: &Texts<'_>,
        column: usize,
        rows: std::ops::Range<usize>,
    ) {
        self.texts.clear();
        self.days.clear();
        self.wholes.clear();
        self.numbers.clear();
        self.flags.clear();
        self.words.clear();
        self.bad.clear();
        let Self {
            texts: spans,
            days,
            wholes,
            numbers,
            flags,
            words,
            bad,
        } = self;
        let values = rows.clone().map(|row| (row, texts.field(row, column)));
        match reading {
            Reading::Text => read_texts(spans, texts, column, rows),
            Reading::Words {
                field,
                seen,
                forms,
                stored,
            } => words.extend(values.map(|(_, text)| {
                let text = unguarded(trim(text));
                if is_missing(text, false) {
                    return NO_CODE;
                }
                let code = seen.intern(text);
                if code as usize == forms.len() {
                    forms.push(word::canonical(field, text));
                    stored.push(NO_CODE);
                }
                code
            })),
            Reading::Day {
                order,
                inclusive,
                last,
            } => {
                let reads = (*order, *inclusive);
                read_days(days, bad, texts, column, rows, reads, last);
            }
            Reading::Number { factor, .. }
                if *factor == Factor::ONE && read_wholes(wholes, texts, column, rows.clone()) => {}
            Reading::Number {
                decimal,
                factor,
                words,
            } => numbers.extend(rows.map(|row| {
                if !factor.is_of_durations()
                    && let Some(whole) = number::plain(texts.bytes(row, column))
                    && let value @ Some(_) = number::scaled(Decimal::whole(whole), *factor)
                {
                    return value;
                }
                let text = trim(texts.field(row, column));
                if text.is_empty() {
                    return None;
                }
                let read = number::value(text, *decimal, *factor);
                if read.is_some() || is_missing(text, true) {
                    return read;
                }
                let word = words.then(|| word::satisfaction(text)).flatten();
                if word.is_none() {
                    bad.push(Bad {
                        row,
                        code: Code::BadNumber,
                    });
                }
                word
            })),
            Reading::Flag | Reading::FlagAs(_) => flags.extend(values.map(|(row, text)| {
                let text = trim(text);
                let read = flag::read(text);
                if read.is_none() && !is_missing(text, true) {
                    bad.push(Bad {
                        row,
                        code: Code::BadFlag,
                    });
                }
                read
            })),
        }
    }
}

// Each kind of column apart: browsers optimise a short function sooner, and until then it is slow.

#[inline(never)]
fn read_texts(
    spans: &mut Vec<Span>,
    texts: &Texts<'_>,
    column: usize,
    rows: std::ops::Range<usize>,
) {
    spans.extend(rows.map(|row| texts.value(row, column)));
}

#[inline(never)]
fn read_days(
    days: &mut Vec<i32>,
    bad: &mut Vec<Bad>,
    texts: &Texts<'_>,
    column: usize,
    rows: std::ops::Range<usize>,
    (order, inclusive): (DateOrder, bool),
    last: &mut ([u8; 10], i32),
) {
    days.extend(rows.map(|row| {
        let bytes = texts.bytes(row, column);
        if bytes == last.0 {
            return last.1;
        }
        match day(texts.field(row, column), order) {
            Ok(Some(day)) => {
                let day = day + i32::from(inclusive);
                if let Ok(ten) = <[u8; 10]>::try_from(bytes) {
                    *last = (ten, day);
                }
                day
            }
            Ok(None) => MISSING_DAY,
            Err(code) => {
                bad.push(Bad { row, code });
                MISSING_DAY
            }
        }
    }));
}

/// Reads whole numbers of at most nine digits; `false`, and none of them, where a value is anything else.
#[inline(never)]
fn read_wholes(
    wholes: &mut Vec<i32>,
    texts: &Texts<'_>,
    column: usize,
    rows: std::ops::Range<usize>,
) -> bool {
    for row in rows {
        let short = texts.word(row, column).and_then(number::eight_digits);
        let bytes = texts.bytes(row, column);
        let whole = match short {
            _ if bytes.is_empty() => Some(NO_NUMBER),
            Some(whole) => Some(whole),
            None => number::plain(bytes)
                .filter(|_| bytes.len() <= 9)
                .and_then(|whole| i32::try_from(whole).ok()),
        };
        let Some(whole) = whole else {
            wholes.clear();
            return false;
        };
        wholes.push(whole);
    }
    true
}

#[inline(never)]
fn day(text: &str, order: DateOrder) -> Result<Option<i32>, Code> {
    if let Some(ten) = text.as_bytes().first_chunk::<10>()
        && text.len() == 10
        && let Some(day) = date::iso(*ten)
    {
        return Ok(Some(day));
    }
    let text = trim(text);
    if is_missing(text, true) {
        return Ok(None);
    }
    let readings = date::read(text);
    match readings.by(order) {
        Some(day) => Ok(Some(day)),
        None if readings.any() => Err(Code::DateOrderConflict),
        None => date::epoch(text).map(Some).ok_or(Code::BadDate),
    }
}
