//! What the values of a column say: how many can be read as what, and in which way.

use crate::value::number::{self, Read};
use crate::value::{DateOrder, DecimalMark, date, flag, is_missing, trim, word};
use perennial_data::Decimal;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Counts over the sampled values of one column.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Rows sampled.
    pub rows: u32,
    /// Those with a value.
    pub filled: u32,
    /// Different values.
    pub distinct: u32,
    /// Values that read as a number, by the better decimal mark.
    pub numbers: u32,
    /// Values that read as a date, in the best order.
    pub days: u32,
    /// Values that are times counted from 1970, if the column holds dates.
    pub epochs: u32,
    /// Values that read as yes or no.
    pub flags: u32,
    /// Values that are durations of hours, minutes and seconds.
    pub durations: u32,
    /// Values that are words of satisfaction (很满意).
    pub words: u32,
    /// Values with a percent sign.
    pub percents: u32,
    /// Values with a decimal point or comma, or a thousands separator.
    pub fractions: u32,
    /// The smallest and largest number.
    pub range: Option<(f64, f64)>,
    /// Numbers written with a leading zero (telephone numbers, codes).
    pub(crate) zeros: u32,
    /// Values readable by order: year, day, month first.
    by_order: [u32; 3],
    /// Values that every order reads as the same date.
    sure_days: u32,
    /// Values that some order reads as a date.
    any_days: u32,
    by_mark: [u32; 2],
    /// Values that mean different numbers under the two marks, with three digits behind it.
    unclear_marks: u32,
}

/// What the values tell about a choice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Told<T> {
    pub(crate) value: T,
    pub(crate) confidence: f32,
}

const ORDERS: [DateOrder; 3] = [
    DateOrder::YearFirst,
    DateOrder::DayFirst,
    DateOrder::MonthFirst,
];

impl Evidence {
    #[inline(never)]
    pub(crate) fn of<'a>(values: impl Iterator<Item = &'a str>) -> Self {
        let mut evidence = Self::default();
        // Each different value is read once.
        let mut places: FxHashMap<&str, usize> = FxHashMap::default();
        let mut distinct: Vec<(&str, u32)> = Vec::new();
        for text in values {
            evidence.rows += 1;
            let text = trim(text);
            if is_missing(text, true) {
                continue;
            }
            evidence.filled += 1;
            let place = *places.entry(text).or_insert(distinct.len());
            match distinct.get_mut(place) {
                Some((_, times)) => *times += 1,
                None => distinct.push((text, 1)),
            }
        }
        for &(text, times) in &distinct {
            evidence.add(text, times);
        }
        evidence.distinct = u32::try_from(distinct.len()).unwrap_or(u32::MAX);
        evidence.days = evidence.by_order.into_iter().max().unwrap_or(0);
        evidence.numbers = evidence.by_mark.into_iter().max().unwrap_or(0);
        evidence
    }

    // Apart: browsers optimise a function that is called often, not one that loops for long.
    #[inline(never)]
    fn add(&mut self, text: &str, times: u32) {
        self.flags += flag::read(text).map_or(0, |_| times);
        let starts_with_digit = text.starts_with(|c: char| c.is_ascii_digit());
        if !starts_with_digit {
            self.words += word::satisfaction(text).map_or(0, |_| times);
        }
        // Dates hold a digit, and numbers do not go on for long.
        if text.len() <= 48 && text.chars().any(|c| c.is_numeric()) {
            self.add_day(text, times);
            self.durations += number::duration(text).map_or(0, |_| times);
            // What is a date so plainly is no number.
            let plainly = text.as_bytes().try_into().ok().and_then(date::iso);
            if plainly.is_none() {
                self.add_number(text, times);
            }
        }
    }

    /// The share of filled values that `count` is; 0 for an empty column.
    #[allow(clippy::cast_precision_loss)] // counts of a sample
    pub(crate) fn share(&self, count: u32) -> f32 {
        if self.filled == 0 {
            return 0.0;
        }
        count as f32 / self.filled as f32
    }

    /// Whether every date of the column is one in this order too.
    pub(crate) fn reads_by(&self, order: DateOrder) -> bool {
        let at = ORDERS.iter().position(|known| *known == order);
        at.and_then(|at| self.by_order.get(at)) == Some(&self.days)
    }

    /// Whether numbers of eight digits are all dates such as 20240301.
    pub(crate) fn range_is_dates(&self) -> bool {
        self.days == self.filled
    }

    /// Whether the numbers are amounts and counts rather than long codes.
    pub(crate) fn range_is_sane(&self) -> bool {
        self.range
            .is_some_and(|(low, high)| low > -1e12 && high < 1e12)
    }

    /// The order of day and month, as the values tell it.
    pub(crate) fn date_order(&self) -> Told<DateOrder> {
        if self.days == self.sure_days {
            let value = DateOrder::YearFirst;
            return Told {
                value,
                confidence: 1.0,
            };
        }
        let best = self.days;
        let able: Vec<DateOrder> = ORDERS
            .into_iter()
            .zip(self.by_order)
            .filter(|(_, count)| *count == best)
            .map(|(order, _)| order)
            .collect();
        match able.as_slice() {
            [only] => {
                // Other orders read some values too; how many fewer says how sure this is.
                let runner_up = self
                    .by_order
                    .into_iter()
                    .filter(|&count| count != best)
                    .max();
                let lead = best - runner_up.unwrap_or(0);
                let confidence = if lead >= 2 || best < 4 { 0.97 } else { 0.85 };
                Told {
                    value: *only,
                    confidence,
                }
            }
            [DateOrder::YearFirst, other, ..] | [other, ..] => Told {
                value: *other,
                confidence: 0.5,
            },
            [] => Told {
                value: DateOrder::YearFirst,
                confidence: 1.0,
            },
        }
    }

    /// Whether some values are dates by one order only and others by another only.
    pub(crate) fn orders_conflict(&self) -> bool {
        self.any_days > self.days
    }

    /// The decimal mark, as the values tell it.
    pub(crate) fn decimal_mark(&self) -> Told<DecimalMark> {
        let [point, comma] = self.by_mark;
        let (value, confidence) = match point.cmp(&comma) {
            std::cmp::Ordering::Greater => (DecimalMark::Point, 0.97),
            std::cmp::Ordering::Less => (DecimalMark::Comma, 0.97),
            std::cmp::Ordering::Equal if self.unclear_marks >= 3 => (DecimalMark::Point, 0.6),
            std::cmp::Ordering::Equal => (DecimalMark::Point, 0.95),
        };
        Told { value, confidence }
    }

    fn add_day(&mut self, text: &str, times: u32) {
        let readings = date::read(text);
        for (count, order) in self.by_order.iter_mut().zip(ORDERS) {
            *count += readings.by(order).map_or(0, |_| times);
        }
        self.sure_days += if readings.is_sure() { times } else { 0 };
        self.any_days += if readings.any() { times } else { 0 };
        self.epochs += date::epoch(text).map_or(0, |_| times);
    }

    fn add_number(&mut self, text: &str, times: u32) {
        let point = number::read(text, DecimalMark::Point);
        let comma = if text.contains(['.', ',']) {
            number::read(text, DecimalMark::Comma)
        } else {
            point
        };
        for (count, read) in self.by_mark.iter_mut().zip([point, comma]) {
            *count += read.map_or(0, |_| times);
        }
        let Some(read) = point.or(comma) else { return };
        let counted = |yes: bool| if yes { times } else { 0 };
        self.percents += counted(read.percent);
        self.fractions += counted(text.contains(['.', ',']));
        self.zeros += counted(has_leading_zero(text));
        if let (Some(Read { value: a, .. }), Some(Read { value: b, .. })) = (point, comma)
            && a != b
            && text.contains('.')
        {
            self.unclear_marks += counted(!text.trim_start_matches('-').starts_with("0."));
        }
        let value = Decimal::to_f64(read.value);
        let (low, high) = self.range.unwrap_or((value, value));
        self.range = Some((low.min(value), high.max(value)));
    }
}

fn has_leading_zero(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() > 1 && bytes[0] == b'0' && bytes.iter().all(u8::is_ascii_digit)
}
