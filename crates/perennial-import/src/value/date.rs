//! Dates in every way that they are written, in both languages.

mod period;

use super::{DateOrder, half_width};

/// A date as each order would read it: days since 1970-01-01. Where the text leaves no choice (a
/// four-digit year in front, a month's name) all three are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Readings {
    pub(crate) year_first: Option<i32>,
    pub(crate) day_first: Option<i32>,
    pub(crate) month_first: Option<i32>,
}

impl Readings {
    fn sure(day: Option<i32>) -> Self {
        Self {
            year_first: day,
            day_first: day,
            month_first: day,
        }
    }

    pub(crate) fn by(self, order: DateOrder) -> Option<i32> {
        match order {
            DateOrder::YearFirst => self.year_first,
            DateOrder::DayFirst => self.day_first,
            DateOrder::MonthFirst => self.month_first,
        }
    }

    pub(crate) fn any(self) -> bool {
        self.year_first
            .or(self.day_first)
            .or(self.month_first)
            .is_some()
    }

    pub(crate) fn is_sure(self) -> bool {
        self.year_first.is_some()
            && self.year_first == self.day_first
            && self.day_first == self.month_first
    }
}

/// The day number of a date, if there is such a day in the years 1 to 9999.
#[inline]
pub(crate) fn day_number(year: i32, month: i32, day: i32) -> Option<i32> {
    const LENGTHS: [i32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let index = usize::try_from(month - 1).ok()?;
    let length = LENGTHS.get(index)? + i32::from(leap && month == 2);
    if !(1..=9999).contains(&year) || !(1..=length).contains(&day) {
        return None;
    }
    // Days from a March-based year, as in Howard Hinnant's "chrono-compatible date algorithms".
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// The ten characters `YYYY-MM-DD`.
#[inline]
pub(crate) fn iso(bytes: [u8; 10]) -> Option<i32> {
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = bytes else {
        return None;
    };
    let digits = [y0, y1, y2, y3, m0, m1, d0, d1];
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let of = |byte: u8| i32::from(byte - b'0');
    day_number(
        of(y0) * 1000 + of(y1) * 100 + of(y2) * 10 + of(y3),
        of(m0) * 10 + of(m1),
        of(d0) * 10 + of(d1),
    )
}

/// Reads a trimmed text; a time of day behind the date is checked and dropped.
pub(crate) fn read(text: &str) -> Readings {
    if let Ok(ten) = <[u8; 10]>::try_from(text.as_bytes())
        && let day @ Some(_) = iso(ten)
    {
        return Readings::sure(day);
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Readings::sure(compact(text));
    }
    let text = half_width(text);
    let mut parts = [Part::default(); 3];
    let mut rest: &str = &text;
    if let Some(day) = compact(rest).or_else(|| period::first_day(rest)) {
        return Readings::sure(Some(day));
    }
    rest = without_weekday(rest);
    for (index, slot) in parts.iter_mut().enumerate() {
        let separated = if index == 0 {
            Some(rest)
        } else {
            separator(rest)
        };
        let Some((part, after)) = separated.and_then(part) else {
            return Readings::default();
        };
        *slot = part;
        rest = after;
    }
    if let Some(after) = ["日", "号"].iter().find_map(|end| rest.strip_prefix(end)) {
        rest = after;
    }
    if !is_time(rest) {
        return Readings::default();
    }
    arrange(parts)
}

#[derive(Clone, Copy, Default)]
struct Part {
    value: i32,
    digits: usize,
    /// Written as a month's name.
    month: bool,
}

fn arrange([a, b, c]: [Part; 3]) -> Readings {
    let year = |part: Part| match part.digits {
        4 => Some(part.value),
        2 if part.value < 69 => Some(2000 + part.value),
        2 => Some(1900 + part.value),
        _ => None,
    };
    let date = |y: Part, m: Part, d: Part| {
        (d.digits <= 2 && m.digits <= 2)
            .then(|| day_number(year(y)?, m.value, d.value))
            .flatten()
    };
    if [a, b, c].iter().filter(|part| part.month).count() > 1 {
        return Readings::default();
    }
    if a.month {
        return Readings::sure(date(c, a, b));
    }
    if b.month {
        return Readings::sure(if a.digits == 4 {
            date(a, b, c)
        } else {
            date(c, b, a)
        });
    }
    if c.month {
        return Readings::default();
    }
    if a.digits == 4 {
        return Readings::sure(date(a, b, c));
    }
    Readings {
        year_first: if c.digits <= 2 && a.digits == 2 {
            date(a, b, c)
        } else {
            None
        },
        day_first: date(c, b, a),
        month_first: date(c, a, b),
    }
}

/// 20240301, with or without a time behind it.
fn compact(text: &str) -> Option<i32> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits != text.len() || !matches!(digits, 8 | 12 | 14) {
        return None;
    }
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i32>().ok();
    let year = number(0, 4).filter(|year| (1900..2200).contains(year))?;
    day_number(year, number(4, 6)?, number(6, 8)?)
}

/// The day of a time that is counted from 1970 in seconds or milliseconds, of the years 2000 to 2099. Numbers
/// of ten digits can be anything, so that only columns known to hold dates are read so.
pub(crate) fn epoch(text: &str) -> Option<i32> {
    let digits = text.strip_suffix(".0").unwrap_or(text);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = digits.parse().ok()?;
    let seconds = match digits.len() {
        9 | 10 => number,
        12 | 13 => number / 1000,
        _ => return None,
    };
    let in_range = (946_684_800..4_102_444_800).contains(&seconds);
    in_range
        .then(|| i32::try_from(seconds / 86_400).ok())
        .flatten()
}

fn without_weekday(text: &str) -> &str {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let is_day = text
        .get(..3.min(letters))
        .is_some_and(|start| DAYS.iter().any(|day| day.eq_ignore_ascii_case(start)));
    if !is_day {
        return text;
    }
    text.get(letters..)
        .map_or(text, |rest| rest.trim_start_matches([',', '.', ' ']))
}

fn part(text: &str) -> Option<(Part, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let (number, mut rest) = text.split_at_checked(digits).filter(|_| digits <= 4)?;
        for ordinal in ["st", "nd", "rd", "th"] {
            rest = rest.strip_prefix(ordinal).unwrap_or(rest);
        }
        let value = number.parse().ok()?;
        return Some((
            Part {
                value,
                digits,
                month: false,
            },
            rest,
        ));
    }
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (word, rest) = text.split_at_checked(letters).filter(|_| letters >= 3)?;
    let value = month_of(word)?;
    Some((
        Part {
            value,
            digits: 2,
            month: true,
        },
        rest.strip_prefix('.').unwrap_or(rest),
    ))
}

fn month_of(word: &str) -> Option<i32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    let at = MONTHS
        .iter()
        .position(|month| month.starts_with(&word) || (word == "sept" && *month == "september"))?;
    i32::try_from(at + 1).ok()
}

fn separator(text: &str) -> Option<&str> {
    for sign in ["年", "月", "-", "/", ".", "–"] {
        if let Some(rest) = text.strip_prefix(sign) {
            return Some(rest.trim_start_matches(' '));
        }
    }
    let rest = text.trim_start_matches([' ', ',']);
    (rest.len() < text.len()).then_some(rest)
}

/// Nothing, or a time of day with an optional zone.
fn is_time(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() {
        return true;
    }
    let text = text.strip_prefix(['T', 't']).unwrap_or(text).trim_start();
    let is_part =
        |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ' ' | '+' | '-' | ',' | 'Z' | 'z');
    let words = [
        "AM", "PM", "am", "pm", "UTC", "GMT", "上午", "下午", "时", "分", "秒",
    ];
    let mut rest = text.to_owned();
    for word in words {
        rest = rest.replace(word, "");
    }
    text.chars().any(|c| c.is_ascii_digit()) && rest.len() <= 32 && rest.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use perennial_data::Day;

    fn check(text: &str, order: DateOrder, expect: &str) {
        let read = read(text).by(order).and_then(Day::new);
        let written = read.map_or_else(|| "none".to_owned(), |day| day.to_string());
        assert_eq!(written, expect, "{text:?} {order:?}");
    }

    #[test]
    fn dates_in_zh_and_en() {
        use DateOrder::{DayFirst, MonthFirst, YearFirst};
        for (text, order, expect) in [
            ("2024-03-01", YearFirst, "2024-03-01"),
            ("2024/3/1", DayFirst, "2024-03-01"),
            ("2024.3.1", MonthFirst, "2024-03-01"),
            ("2024年3月1日", YearFirst, "2024-03-01"),
            ("２０２４年３月１日", YearFirst, "2024-03-01"),
            ("20240301", YearFirst, "2024-03-01"),
            ("2024-03-01T08:00:00Z", YearFirst, "2024-03-01"),
            ("2024-03-01T08:00:00.000+08:00", YearFirst, "2024-03-01"),
            ("2024/3/1 下午 3:05", YearFirst, "2024-03-01"),
            ("28-07-2023 03:00", DayFirst, "2023-07-28"),
            ("1/3/2024", DayFirst, "2024-03-01"),
            ("3/1/2024 11:05 PM", MonthFirst, "2024-03-01"),
            ("3/1/24", MonthFirst, "2024-03-01"),
            ("24/3/1", YearFirst, "2024-03-01"),
            ("01-Mar-2024", YearFirst, "2024-03-01"),
            ("Mar 1, 2024", DayFirst, "2024-03-01"),
            ("Fri, 1st March 2024", MonthFirst, "2024-03-01"),
            ("1-Sept-99", YearFirst, "1999-09-01"),
            ("2024Q1", YearFirst, "2024-01-01"),
            ("2024-Q3", DayFirst, "2024-07-01"),
            ("Q4 2024", MonthFirst, "2024-10-01"),
            ("2024年第2季度", YearFirst, "2024-04-01"),
            ("2024年二季度", YearFirst, "2024-04-01"),
            ("2024年3月", YearFirst, "2024-03-01"),
            ("2024-03", YearFirst, "2024-03-01"),
            ("2024Q5", YearFirst, "none"),
            ("2024-13", YearFirst, "none"),
            ("2024-03-01T23:30:00-08:00", YearFirst, "2024-03-01"),
            ("2024-03-01 08:00:00 UTC", YearFirst, "2024-03-01"),
            ("1709251200", YearFirst, "none"),
            ("2024-02-29", YearFirst, "2024-02-29"),
            ("2023-02-29", YearFirst, "none"),
            ("13/13/2024", DayFirst, "none"),
            ("31/12/2024", MonthFirst, "none"),
            ("10-50", DayFirst, "none"),
            ("100-250", DayFirst, "none"),
            ("1.2.3", DayFirst, "none"),
            ("2024-03-01 or so", YearFirst, "none"),
            ("20241301", YearFirst, "none"),
            ("12345678", YearFirst, "none"),
            ("", YearFirst, "none"),
        ] {
            check(text, order, expect);
        }
    }

    #[test]
    fn seconds_and_milliseconds_since_1970() {
        let day = |text: &str| epoch(text).and_then(Day::new).map(|day| day.to_string());
        for text in ["1709251200", "1709251200000", "1709337599", "1709251200.0"] {
            assert_eq!(day(text).as_deref(), Some("2024-03-01"), "{text}");
        }
        for text in ["20240301", "13800138000", "-1709251200", "170925120", "x"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn day_numbers_agree_with_the_calendar() {
        for number in (-719_162..2_932_896).step_by(97) {
            let (year, month, day) = Day::new(number).unwrap().ymd();
            let made = day_number(year, month.cast_signed(), day.cast_signed());
            assert_eq!(made, Some(number));
        }
    }
}
