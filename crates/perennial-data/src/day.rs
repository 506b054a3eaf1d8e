//! A calendar date as a number of days, with the month arithmetic of SPEC §1.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

/// What a day column holds where a date is missing. Sorts before every real day.
pub const MISSING_DAY: i32 = i32::MIN;

/// A calendar date: days since 1970-01-01, from 0001-01-01 to 9999-12-31. No time of day, no zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Day(i32);

/// A text that is not a date as `YYYY-MM-DD` between the years 1 and 9999.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date of the form YYYY-MM-DD: {0:?}")]
pub struct DayError(pub String);

impl Day {
    const FIRST_NUMBER: i32 = -719_162;
    const LAST_NUMBER: i32 = 2_932_896;

    /// 0001-01-01: the first day there is.
    pub const FIRST: Self = Self(Self::FIRST_NUMBER);
    /// 9999-12-31: the last day there is.
    pub const LAST: Self = Self(Self::LAST_NUMBER);

    /// The day `number` days after 1970-01-01, if it lies in the years 1 to 9999.
    #[must_use]
    pub fn new(number: i32) -> Option<Self> {
        (Self::FIRST_NUMBER..=Self::LAST_NUMBER)
            .contains(&number)
            .then_some(Self(number))
    }

    /// The day that a column's number stands for; `None` where it is missing.
    #[must_use]
    pub fn from_column(number: i32) -> Option<Self> {
        Self::new(number)
    }

    /// Year, month 1–12 and day of month, if there is such a day.
    #[must_use]
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).and_then(|date| Self::new(number_of(date)))
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn number(self) -> i32 {
        self.0
    }

    /// Year, month 1–12, day of month.
    #[must_use]
    pub fn ymd(self) -> (i32, u32, u32) {
        let date = self.date();
        (date.year(), date.month(), date.day())
    }

    /// Day of the week, Monday 0 to Sunday 6.
    #[must_use]
    pub fn weekday(self) -> u32 {
        self.date().weekday().num_days_from_monday()
    }

    /// `days` later (earlier when negative), held within the years 1 to 9999.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(
            self.0
                .saturating_add(days)
                .clamp(Self::FIRST_NUMBER, Self::LAST_NUMBER),
        )
    }

    /// Calendar months later; the day of month is held to the length of the month (SPEC §1:
    /// 31 January + 1 month is the last day of February).
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let date = self.date();
        let step = Months::new(months.unsigned_abs());
        let moved = if months < 0 {
            date.checked_sub_months(step)
        } else {
            date.checked_add_months(step)
        };
        let limit = if months < 0 {
            Self::FIRST_NUMBER
        } else {
            Self::LAST_NUMBER
        };
        Self(
            moved
                .map_or(limit, number_of)
                .clamp(Self::FIRST_NUMBER, Self::LAST_NUMBER),
        )
    }

    /// Days from `earlier` to `self`; negative when `earlier` is later.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// Whole calendar months from `earlier` to `self`: the largest `m` for which
    /// `earlier.plus_months(m) <= self`; negative when `earlier` is later.
    #[must_use]
    pub fn months_since(self, earlier: Self) -> i32 {
        let ((y1, m1, _), (y0, m0, _)) = (self.ymd(), earlier.ymd());
        let mut months = (y1 - y0) * 12 + m1.cast_signed() - m0.cast_signed();
        while earlier.plus_months(months) > self {
            months -= 1;
        }
        months
    }

    /// The first day of this day's month.
    #[must_use]
    pub fn month_start(self) -> Self {
        let day_of_month = self.date().day0();
        self.plus_days(-day_of_month.cast_signed())
    }

    /// The last day of this day's month.
    #[must_use]
    pub fn month_end(self) -> Self {
        self.month_start().plus_months(1).plus_days(-1)
    }

    /// The last `count` month-ends before `self`, oldest first; a month that ends on `self` is
    /// not past yet and does not count.
    #[must_use]
    pub fn past_month_ends(self, count: u32) -> Vec<Self> {
        let start = self.month_start();
        (0..count.cast_signed())
            .rev()
            .map(|back| start.plus_months(-back).plus_days(-1))
            .collect()
    }

    fn date(self) -> NaiveDate {
        let epoch = NaiveDate::default(); // 1970-01-01
        let distance = Days::new(u64::from(self.0.unsigned_abs()));
        let date = if self.0 < 0 {
            epoch.checked_sub_days(distance)
        } else {
            epoch.checked_add_days(distance)
        };
        date.unwrap_or_default() // the constructor keeps numbers within chrono's range
    }
}

fn number_of(date: NaiveDate) -> i32 {
    // Within chrono's range of ±262,000 years the difference fits.
    i32::try_from(date.signed_duration_since(NaiveDate::default()).num_days())
        .unwrap_or(Day::LAST_NUMBER)
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = DayError;

    /// Reads `YYYY-MM-DD` and nothing else; the many ways that people write dates are the
    /// import's concern.
    fn from_str(text: &str) -> Result<Self, DayError> {
        let parse = || {
            let bytes = text.as_bytes();
            if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
                return None;
            }
            let number = |from: usize, to: usize| {
                bytes[from..to].iter().try_fold(0_u32, |sum, byte| {
                    byte.is_ascii_digit()
                        .then(|| sum * 10 + u32::from(byte - b'0'))
                })
            };
            Self::from_ymd(number(0, 4)?.cast_signed(), number(5, 7)?, number(8, 10)?)
        };
        parse().ok_or_else(|| DayError(text.to_owned()))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_i32(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            String::deserialize(deserializer)?
                .parse()
                .map_err(de::Error::custom)
        } else {
            Self::new(i32::deserialize(deserializer)?)
                .ok_or_else(|| de::Error::custom("day outside the years 1 to 9999"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn months_hold_to_the_length_of_the_month() {
        assert_eq!(day("2025-01-31").plus_months(1), day("2025-02-28"));
        assert_eq!(day("2024-01-31").plus_months(1), day("2024-02-29"));
        assert_eq!(day("2025-03-31").plus_months(-1), day("2025-02-28"));
        assert_eq!(day("2025-12-15").plus_months(13), day("2027-01-15"));
    }

    #[test]
    fn whole_months_between_days() {
        assert_eq!(day("2025-02-28").months_since(day("2025-01-31")), 1);
        assert_eq!(day("2025-02-27").months_since(day("2025-01-31")), 0);
        assert_eq!(day("2025-01-01").months_since(day("2025-01-02")), -1);
        assert_eq!(day("2026-01-01").months_since(day("2025-01-01")), 12);
    }

    #[test]
    fn past_month_ends_leave_out_the_month_of_the_day() {
        let ends = day("2025-06-30").past_month_ends(2);
        assert_eq!(ends, [day("2025-04-30"), day("2025-05-31")]);
        assert_eq!(day("2024-03-15").past_month_ends(1), [day("2024-02-29")]);
    }

    #[test]
    fn only_real_days_in_iso_form_are_read() {
        for text in [
            "2025-02-29",
            "2025-13-01",
            "2025-1-01",
            "0000-01-01",
            "+025-01-01",
            "",
            "今天",
        ] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
        for text in ["0001-01-01", "1969-12-31", "2024-02-29", "9999-12-31"] {
            assert_eq!(day(text).to_string(), text);
        }
    }

    #[test]
    fn arithmetic_never_leaves_the_calendar() {
        assert_eq!(day("9999-12-31").plus_days(1), day("9999-12-31"));
        assert_eq!(day("9999-12-31").plus_months(2), day("9999-12-31"));
        assert_eq!(day("0001-01-01").plus_months(-2), day("0001-01-01"));
        assert_eq!(day("0001-01-01").plus_days(i32::MIN), day("0001-01-01"));
    }
}
