//! Whether a text says how much: numbers that measure, apart from years and names (SPEC §8 [1.08]).

use crate::lower;

/// Whether a text has a number that measures something. Digits count in any width
/// (`10`, `１０`), and Chinese numerals where a unit follows (`八折`, `百分之九十五`); a year or a
/// version alone does not.
#[must_use]
pub fn has_quantity(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < letters.len() {
        if !is_digit(letters[at]) {
            at += 1;
            continue;
        }
        let from = at;
        while at < letters.len()
            && (is_digit(letters[at]) || matches!(letters[at], '.' | ',' | '．'))
        {
            at += 1;
        }
        let (before, after) = (&letters[..from], &letters[at..]);
        let name = before.last().is_some_and(char::is_ascii_alphabetic);
        if !name && !is_year(&letters[from..at], before, after) {
            return true;
        }
    }
    has_chinese_number(&letters)
}

/// Whether digits name a year: 19… or 20… before 年, at the end of the text, or after a word that
/// places things in time.
fn is_year(digits: &[char], before: &[char], after: &[char]) -> bool {
    let digits: String = digits.iter().collect();
    let century = digits.starts_with("19") || digits.starts_with("20");
    if digits.len() != 4 || !century {
        return false;
    }
    let before: String = before.iter().collect();
    let word = before.trim_end().rsplit(' ').next().map(lower);
    let placed = ["in", "by", "since", "until", "for", "of"];
    let after = after.iter().find(|letter| !letter.is_whitespace());
    word.is_some_and(|word| placed.contains(&word.as_str()))
        || after.is_none_or(|&next| next == '年' || ".,;。，；".contains(next))
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit() || ('０'..='９').contains(&letter)
}

fn has_chinese_number(letters: &[char]) -> bool {
    const NUMERALS: &str = "一二三四五六七八九十百千万两半";
    const UNITS: &str = "折倍成天日周月年小时分钟秒个次家人元万亿%％";
    let numeral = |letter: &char| NUMERALS.contains(*letter);
    letters
        .windows(2)
        .any(|pair| numeral(&pair[0]) && UNITS.contains(pair[1]))
        || letters
            .windows(4)
            .any(|four| four[..3] == ['百', '分', '之'] && numeral(&four[3]))
}
