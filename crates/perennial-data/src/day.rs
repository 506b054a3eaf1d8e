//! A calendar date as a number of days, with the month arithmetic of SPEC §1.

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
        let real = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=month_length(year, month)).contains(&day);
        real.then(|| Self(number_of(year, month, day)))
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn number(self) -> i32 {
        self.0
    }

    /// Year, month 1–12, day of month.
    #[must_use]
    pub fn ymd(self) -> (i32, u32, u32) {
        // Days from 0000-03-01 on, in eras of 400 years that begin with March: a leap day then ends a
        // year (Howard Hinnant, "chrono-compatible low-level date algorithms"). All of it is positive.
        let days = (self.0 + EPOCH).unsigned_abs();
        let (era, of_era) = (days / ERA, days % ERA);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = (from_march + 2) % 12 + 1;
        let year = 400 * era + year_of_era + u32::from(month <= 2);
        (year.cast_signed(), month, day)
    }

    /// Day of the week, Monday 0 to Sunday 6.
    #[must_use]
    pub fn weekday(self) -> u32 {
        // 1970-01-01 was a Thursday.
        (self.0 + 3).rem_euclid(7).unsigned_abs()
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
        let (year, month, day) = self.ymd();
        let months = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(months);
        let month = months.rem_euclid(12).unsigned_abs() as u32 + 1;
        match i32::try_from(months.div_euclid(12)) {
            Ok(year @ 1..=9999) => Self(number_of(year, month, day.min(month_length(year, month)))),
            _ if months < 12 => Self::FIRST,
            _ => Self::LAST,
        }
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
        self.plus_days(1 - self.ymd().2.cast_signed())
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
}

/// Days from 0000-03-01 to 1970-01-01.
const EPOCH: i32 = 719_468;
/// Days of 400 years.
const ERA: u32 = 146_097;

/// Days from 1970-01-01 to a date of the years 1 to 9999; see [`Day::ymd`].
fn number_of(year: i32, month: u32, day: u32) -> i32 {
    let from_march = (month + 9) % 12;
    let year = year.unsigned_abs() - u32::from(month <= 2);
    let (era, year_of_era) = (year / 400, year % 400);
    let of_year = (153 * from_march + 2) / 5 + day - 1;
    let of_era = 365 * year_of_era + year_of_era / 4 - year_of_era / 100 + of_year;
    (ERA * era + of_era).cast_signed() - EPOCH
}

fn month_length(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
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
    fn the_calendar_is_that_of_every_other_program() {
        use chrono::{Datelike, Months, NaiveDate};
        let mut date = NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
        for number in Day::FIRST.number()..=Day::LAST.number() {
            let day = Day::new(number).unwrap();
            let (year, month, of_month) = day.ymd();
            assert_eq!(
                (year, month, of_month),
                (date.year(), date.month(), date.day())
            );
            assert_eq!(Day::from_ymd(year, month, of_month), Some(day));
            assert_eq!(day.weekday(), date.weekday().num_days_from_monday());
            if number % 37 == 0 && (100..9900).contains(&year) {
                for months in [-1_000, -13, -1, 1, 2, 11, 12, 1_000] {
                    let moved = if months < 0 {
                        date - Months::new(u32::try_from(-months).unwrap())
                    } else {
                        date + Months::new(u32::try_from(months).unwrap())
                    };
                    let ours = day.plus_months(months).ymd();
                    assert_eq!(
                        ours,
                        (moved.year(), moved.month(), moved.day()),
                        "{day} {months}"
                    );
                }
            }
            date = date.succ_opt().unwrap();
        }
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
