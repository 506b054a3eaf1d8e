//! One column of a table in memory.

use crate::schema::FieldKind;
use crate::{Day, Decimals, Dict, MISSING_DAY};
use serde::{Deserialize, Serialize};

const MISSING_CODE: u32 = u32::MAX;
const MISSING_FLAG: u8 = 2;

/// Texts by code; a missing text has no code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextColumn {
    dict: Dict,
    codes: Vec<u32>,
}

impl TextColumn {
    /// A column of these texts; `None` if a code names no text.
    pub(crate) fn from_parts(dict: Dict, codes: Vec<u32>) -> Option<Self> {
        let known = |&code: &u32| code == MISSING_CODE || (code as usize) < dict.len();
        codes.iter().all(known).then_some(Self { dict, codes })
    }

    /// The different texts of the column (it may hold texts of rows since removed).
    #[must_use]
    pub fn dict(&self) -> &Dict {
        &self.dict
    }

    /// A code per row, [`u32::MAX`] where missing.
    #[must_use]
    pub fn codes(&self) -> &[u32] {
        &self.codes
    }

    /// The text in `row`; `None` where missing or past the end.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&str> {
        self.codes.get(row).and_then(|&code| self.dict.get(code))
    }

    /// Adds a row. An empty text is missing.
    #[inline]
    pub fn push(&mut self, text: Option<&str>) {
        let code = text.map_or(MISSING_CODE, |text| self.intern(text));
        self.codes.push(code);
    }

    /// The code by which [`TextColumn::push_code`] adds this text; that of no text for an empty one.
    #[inline]
    pub fn intern(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            MISSING_CODE
        } else {
            self.dict.intern(text)
        }
    }

    /// Adds a row for each text, given by its bytes; one that is empty or no UTF-8 is missing. Faster than
    /// one by one where most texts are there already.
    #[inline(never)]
    pub fn extend(&mut self, texts: &[&[u8]]) {
        let first = self.codes.len();
        self.dict.codes_of(texts, &mut self.codes);
        for (code, text) in self.codes.iter_mut().skip(first).zip(texts) {
            if text.is_empty() {
                *code = MISSING_CODE;
            } else if *code == MISSING_CODE {
                let text = std::str::from_utf8(text);
                *code = text.map_or(MISSING_CODE, |text| self.dict.intern(text));
            }
        }
    }

    /// Makes room for so many further rows.
    pub fn reserve(&mut self, rows: usize) {
        self.codes.reserve_exact(rows);
    }

    /// Adds a row with a text whose code [`TextColumn::intern`] has given; any other is missing.
    #[inline]
    pub fn push_code(&mut self, code: u32) {
        let known = (code as usize) < self.dict.len();
        self.codes.push(if known { code } else { MISSING_CODE });
    }

    /// Replaces the text in `row`.
    pub fn set(&mut self, row: usize, text: &str) {
        let code = self.dict.intern(text);
        if let Some(slot) = self.codes.get_mut(row) {
            *slot = code;
        }
    }
}

/// Yes, no or missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlagColumn(Vec<u8>);

impl FlagColumn {
    /// 0, 1 or 2 for missing, per row.
    pub(crate) fn raw(&self) -> &[u8] {
        &self.0
    }

    /// The column of [`FlagColumn::raw`]; `None` for other numbers.
    pub(crate) fn from_raw(flags: Vec<u8>) -> Option<Self> {
        flags
            .iter()
            .all(|&flag| flag <= MISSING_FLAG)
            .then_some(Self(flags))
    }

    /// The value in `row`; `None` where missing or past the end.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<bool> {
        self.0
            .get(row)
            .filter(|&&flag| flag != MISSING_FLAG)
            .map(|&flag| flag == 1)
    }

    /// Adds a row.
    pub fn push(&mut self, flag: Option<bool>) {
        self.0.push(flag.map_or(MISSING_FLAG, u8::from));
    }

    /// Replaces the value in `row`.
    pub fn set(&mut self, row: usize, flag: bool) {
        if let Some(slot) = self.0.get_mut(row) {
            *slot = u8::from(flag);
        }
    }
}

/// The values of one field, one per row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Column {
    /// Ids, words and free text.
    Text(TextColumn),
    /// Dates as day numbers, [`MISSING_DAY`] where missing.
    Day(Vec<i32>),
    /// Numbers and amounts.
    Number(Decimals),
    /// Yes or no.
    Flag(FlagColumn),
}

impl Column {
    /// An empty column for fields of `kind`. Accounts are not stored in a [`Column`] of a table
    /// but as indices; in a batch they are text.
    #[must_use]
    pub fn of_kind(kind: FieldKind) -> Self {
        match kind {
            FieldKind::Account | FieldKind::Id | FieldKind::Text | FieldKind::Category(_) => {
                Self::Text(TextColumn::default())
            }
            FieldKind::Day => Self::Day(Vec::new()),
            FieldKind::Number | FieldKind::Money => Self::Number(Decimals::default()),
            FieldKind::Flag => Self::Flag(FlagColumn::default()),
        }
    }

    /// A column of the same kind without rows.
    pub(crate) fn emptied(&self) -> Self {
        match self {
            Self::Text(_) => Self::Text(TextColumn::default()),
            Self::Day(_) => Self::Day(Vec::new()),
            Self::Number(_) => Self::Number(Decimals::default()),
            Self::Flag(_) => Self::Flag(FlagColumn::default()),
        }
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Text(column) => column.codes.len(),
            Self::Day(days) => days.len(),
            Self::Number(numbers) => numbers.len(),
            Self::Flag(flags) => flags.0.len(),
        }
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the value in `row` is missing.
    #[must_use]
    pub fn is_missing(&self, row: usize) -> bool {
        match self {
            Self::Text(column) => column.get(row).is_none(),
            Self::Day(days) => days.get(row).is_none_or(|&day| day == MISSING_DAY),
            Self::Number(numbers) => numbers.mantissa(row).is_none(),
            Self::Flag(flags) => flags.get(row).is_none(),
        }
    }

    /// The value in `row` as text: an ISO date, a plain number, `true` or `false`, the text itself.
    #[must_use]
    pub fn written(&self, row: usize) -> Option<String> {
        match self {
            Self::Text(column) => column.get(row).map(str::to_owned),
            Self::Day(_) => self.day(row).map(|day| day.to_string()),
            Self::Number(numbers) => numbers.decimal(row).map(|number| number.to_string()),
            Self::Flag(flags) => flags.get(row).map(|flag| flag.to_string()),
        }
    }

    /// Makes room for so many further rows.
    pub(crate) fn reserve(&mut self, rows: usize) {
        match self {
            Self::Text(column) => column.reserve(rows),
            Self::Day(days) => days.reserve_exact(rows),
            Self::Number(numbers) => numbers.reserve(rows),
            Self::Flag(flags) => flags.0.reserve_exact(rows),
        }
    }

    /// Adds a row without a value.
    pub fn push_missing(&mut self) {
        match self {
            Self::Text(column) => column.push(None),
            Self::Day(days) => days.push(MISSING_DAY),
            Self::Number(numbers) => {
                numbers.push(None);
            }
            Self::Flag(flags) => flags.push(None),
        }
    }

    /// Adds all rows of `other`. Where a custom field changed its kind between files, its values
    /// from `other` are missing.
    pub(crate) fn append(&mut self, other: &Self) {
        match (self, other) {
            (Self::Text(to), Self::Text(from)) => {
                let codes: Vec<u32> = from.dict.iter().map(|text| to.dict.intern(text)).collect();
                to.codes.extend(
                    from.codes
                        .iter()
                        .map(|&code| codes.get(code as usize).copied().unwrap_or(MISSING_CODE)),
                );
            }
            (Self::Day(to), Self::Day(from)) => to.extend_from_slice(from),
            (Self::Flag(to), Self::Flag(from)) => to.0.extend_from_slice(&from.0),
            (Self::Number(to), Self::Number(from)) => to.append(from),
            (to, from) => (0..from.len()).for_each(|row| to.push_from(from, row)),
        }
    }

    /// Copies the value of `from` in `from_row` to the end of this column. Columns of different
    /// kinds meet only where a custom field changed its kind between files; the value is then
    /// missing.
    pub(crate) fn push_from(&mut self, from: &Self, from_row: usize) {
        match (self, from) {
            (Self::Text(to), Self::Text(from)) => to.push(from.get(from_row)),
            (Self::Day(to), Self::Day(from)) => {
                to.push(from.get(from_row).copied().unwrap_or(MISSING_DAY));
            }
            (Self::Number(to), Self::Number(from)) => {
                to.push(from.decimal(from_row));
            }
            (Self::Flag(to), Self::Flag(from)) => to.push(from.get(from_row)),
            (to, _) => to.push_missing(),
        }
    }

    /// Overwrites the value in `row` with that of `from` in `from_row`, unless that is missing.
    pub(crate) fn set_from(&mut self, row: usize, from: &Self, from_row: usize) {
        match (self, from) {
            (Self::Text(to), Self::Text(from)) => {
                if let Some(text) = from.get(from_row) {
                    to.set(row, text);
                }
            }
            (Self::Day(to), Self::Day(from)) => {
                if let (Some(slot), Some(&day)) = (to.get_mut(row), from.get(from_row))
                    && day != MISSING_DAY
                {
                    *slot = day;
                }
            }
            (Self::Number(to), Self::Number(from)) => {
                if let Some(value) = from.decimal(from_row) {
                    to.set(row, value);
                }
            }
            (Self::Flag(to), Self::Flag(from)) => {
                if let Some(flag) = from.get(from_row) {
                    to.set(row, flag);
                }
            }
            _ => {}
        }
    }

    /// The rows named, in the order named.
    #[must_use]
    pub fn select(&self, rows: &[u32]) -> Self {
        fn pick<T: Copy>(values: &[T], rows: &[u32], missing: T) -> Vec<T> {
            rows.iter()
                .map(|&row| values.get(row as usize).copied().unwrap_or(missing))
                .collect()
        }
        match self {
            Self::Text(column) => Self::Text(TextColumn {
                dict: column.dict.clone(),
                codes: pick(&column.codes, rows, MISSING_CODE),
            }),
            Self::Day(days) => Self::Day(pick(days, rows, MISSING_DAY)),
            Self::Number(numbers) => Self::Number(numbers.select(rows)),
            Self::Flag(flags) => Self::Flag(FlagColumn(pick(&flags.0, rows, MISSING_FLAG))),
        }
    }

    /// The text in `row`, if this is a text column and it is there.
    #[must_use]
    pub fn text(&self, row: usize) -> Option<&str> {
        match self {
            Self::Text(column) => column.get(row),
            _ => None,
        }
    }

    /// The date in `row`, if this is a date column and it is there.
    #[must_use]
    pub fn day(&self, row: usize) -> Option<Day> {
        match self {
            Self::Day(days) => days.get(row).and_then(|&day| Day::from_column(day)),
            _ => None,
        }
    }

    /// The number in `row`, if this is a number column and it is there.
    #[must_use]
    pub fn number(&self, row: usize) -> Option<f64> {
        match self {
            Self::Number(numbers) => numbers.get(row),
            _ => None,
        }
    }

    /// The flag in `row`, if this is a flag column and it is there.
    #[must_use]
    pub fn flag(&self, row: usize) -> Option<bool> {
        match self {
            Self::Flag(flags) => flags.get(row),
            _ => None,
        }
    }
}
