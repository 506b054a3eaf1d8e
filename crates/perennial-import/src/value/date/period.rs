//! Quarters and months, which stand for their first day.

use super::day_number;

/// The first day of 2024Q1, Q1 2024, 2024年第1季度, 2024年3月 or 2024-03.
pub(super) fn first_day(text: &str) -> Option<i32> {
    let (year, rest) = match year(text) {
        Some(found) => found,
        None => {
            let (before, last) = text.split_at_checked(text.len().checked_sub(4)?)?;
            (year(last)?.0, before.trim_end_matches([' ', '-', '/']))
        }
    };
    let month = match quarter(rest) {
        Some(quarter) => quarter * 3 - 2,
        None => month(rest)?,
    };
    day_number(year, month, 1)
}

/// A year of four digits in front, and what follows.
fn year(text: &str) -> Option<(i32, &str)> {
    let (year, rest) = text.split_at_checked(4)?;
    let digits = year.bytes().all(|byte| byte.is_ascii_digit());
    let year = year
        .parse()
        .ok()
        .filter(|year| digits && (1900..2200).contains(year))?;
    Some((year, rest))
}

fn quarter(text: &str) -> Option<i32> {
    let text = text.trim_start_matches(['年', '-', '/', ' ', '第']);
    let chinese = text
        .strip_suffix("季度")
        .or_else(|| text.strip_suffix("季"));
    let digit = match chinese {
        Some(digit) => digit,
        None => text.strip_prefix(['Q', 'q'])?,
    };
    match digit {
        "1" | "一" => Some(1),
        "2" | "二" => Some(2),
        "3" | "三" => Some(3),
        "4" | "四" => Some(4),
        _ => None,
    }
}

/// 年3月, or a dash and two digits.
fn month(text: &str) -> Option<i32> {
    let digits = match text.strip_prefix('年') {
        Some(rest) => rest
            .strip_suffix("月份")
            .or_else(|| rest.strip_suffix("月"))?,
        None => text.strip_prefix('-').filter(|digits| digits.len() == 2)?,
    };
    let are_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| are_digits)
}
