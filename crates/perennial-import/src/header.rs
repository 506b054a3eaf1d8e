//! Column names made comparable: `Customer_ID__c`, `customerId` and `Customer ID (UTC)` are one.

use crate::han;
use crate::value::{Factor, half_width};
use perennial_data::{lower, push_lower};
use std::borrow::Cow;

/// A column's name, normalised, with the unit that it carries.
#[derive(Clone, Debug, Default)]
pub(crate) struct Header {
    /// Lower case, words separated by one space, none between Chinese characters.
    pub(crate) name: String,
    /// The same without words that only say what the number is counted in.
    bare: String,
    words: Vec<String>,
    /// A bit per letter that a word begins with.
    initials: u32,
    /// The words without those that say nothing, and the name without such a beginning.
    content: Vec<String>,
    core: String,
    /// From a unit: 万元 is 10,000, minutes are themselves until a field wants hours.
    pub(crate) unit: Option<Unit>,
}

/// A unit that a column's name carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Times(u32),
    Percent,
    Seconds,
    Minutes,
    Hours,
    Days,
}

impl Unit {
    /// Whether it measures how long something took.
    pub(crate) fn is_duration(self) -> bool {
        matches!(
            self,
            Self::Seconds | Self::Minutes | Self::Hours | Self::Days
        )
    }

    /// The factor for a field, by its name.
    pub(crate) fn factor(self, field: &str) -> Option<Factor> {
        let hours = field.ends_with("_hours");
        let minutes = field.contains("minutes");
        let over = |over| Some(Factor { times: 1, over });
        let times = |times| Some(Factor { times, over: 1 });
        match self {
            Self::Times(factor) => times(factor),
            Self::Percent => Some(Factor::PERCENT),
            Self::Seconds if hours => over(3600),
            Self::Seconds if minutes => over(60),
            Self::Minutes if hours => over(60),
            Self::Hours if minutes => times(60),
            Self::Days if hours => times(24),
            _ => None,
        }
    }
}

const NOISE: [&str; 25] = [
    "customer", "account", "company", "client", "current", "total", "the", "our", "new", "名义",
    "客户", "当前", "公司", "企业", "目前", "最新", "本期", "我方", "产品", "合计", "主要", "所属",
    "归属", "ticket", "contract",
];

impl Header {
    pub(crate) fn new(raw: &str) -> Self {
        let narrow = half_width(raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}'));
        let narrow = han::simplified(&narrow).map_or(narrow, Cow::Owned);
        let mut unit = None;
        let mut outside = String::new();
        let mut inside: Option<String> = None;
        for c in narrow.chars() {
            match (c, &mut inside) {
                ('(' | '[' | '【' | '（', None) => inside = Some(String::new()),
                (')' | ']' | '】' | '）', Some(text)) => {
                    unit = unit.or_else(|| unit_of(text));
                    inside = None;
                    outside.push(' ');
                }
                (c, Some(text)) => text.push(c),
                (c, None) => outside.push(c),
            }
        }
        if let Some(text) = inside {
            outside.push_str(&text);
        }
        let outside = outside
            .trim()
            .trim_end_matches("__c")
            .trim_end_matches("__C");
        if outside.contains('%') {
            unit = unit.or(Some(Unit::Percent));
        }
        let words = words(outside);
        let unit = unit.or_else(|| words.iter().find_map(|word| word_unit(word)));
        let bare: Vec<&str> = words
            .iter()
            .map(String::as_str)
            .filter(|word| word_unit(word).is_none() && !is_currency(word))
            .collect();
        let name = words.join(" ");
        Self {
            bare: bare.join(" "),
            content: words.iter().filter(|w| is_content(w)).cloned().collect(),
            core: without_noise(&name).to_owned(),
            name,
            initials: words.iter().fold(0, |all, word| all | initials(word)),
            words,
            unit,
        }
    }

    /// How well the name fits a synonym, 0 to 1.
    pub(crate) fn fits(&self, synonym: &str) -> f32 {
        if self.name == synonym {
            return 0.97;
        }
        if self.bare == synonym {
            return 0.95;
        }
        if self.name.is_ascii() && synonym.is_ascii() {
            return self.fits_words(synonym);
        }
        let theirs = without_noise(synonym);
        if self.core == theirs && !theirs.is_empty() {
            return 0.86;
        }
        let contained = self.name.ends_with(synonym) || self.name.starts_with(synonym);
        if contained {
            let (longer, shorter) = (self.name.chars().count(), synonym.chars().count());
            if shorter >= 3 && longer - shorter <= 3 {
                return 0.7;
            }
        }
        0.0
    }

    // Asked of every column and every synonym: nothing is allocated here.
    fn fits_words(&self, synonym: &str) -> f32 {
        // Most have no word in common, and most of these not even its first letter.
        if self.initials & initials(synonym) == 0 {
            return 0.0;
        }
        let theirs = || synonym.split(' ');
        let n_theirs = theirs().count();
        let has = |word: &&str| self.words.iter().any(|own| own == word);
        let known = theirs().filter(has).count();
        if known == n_theirs && self.words.len() == n_theirs {
            return 0.92;
        }
        let ours = self.content.iter().map(String::as_str);
        let may_equal = !self.content.is_empty() && known >= self.content.len();
        if may_equal && ours.eq(theirs().filter(|word| is_content(word))) {
            return 0.86;
        }
        if n_theirs >= 2 && known == n_theirs && self.words.len() == n_theirs + 1 {
            return 0.7;
        }
        0.0
    }

    /// Whether the words `wanted` stand together in the name.
    pub(crate) fn has_words(&self, wanted: &str) -> bool {
        self.end_of_words(wanted).is_some()
    }

    /// Where the words `wanted` end in the name, the last time that they stand in it together.
    pub(crate) fn end_of_words(&self, wanted: &str) -> Option<usize> {
        let start = if wanted.is_ascii() && self.name.is_ascii() {
            format!(" {} ", self.name).rfind(&format!(" {wanted} "))?
        } else {
            self.name.rfind(wanted)?
        };
        Some(start + wanted.len())
    }
}

/// A bit per letter that a word of `text` begins with; several letters may share one.
fn initials(text: &str) -> u32 {
    let mut before = b' ';
    let mut bits = 0;
    for byte in text.bytes() {
        bits |= u32::from(before == b' ') << (byte & 31);
        before = byte;
    }
    bits
}

fn is_content(word: &str) -> bool {
    !NOISE.contains(&word)
}

fn without_noise(name: &str) -> &str {
    NOISE.iter().fold(name, |rest, noise| {
        rest.strip_prefix(noise).map_or(rest, str::trim_start)
    })
}

/// Words of `text` in lower case: split at punctuation and where camelCase does. Chinese is one
/// word, spaces in it dropped.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut before = ' ';
    let chars: Vec<char> = text.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        let next_is_lower = chars.get(at + 1).is_some_and(|next| next.is_lowercase());
        let camel =
            c.is_uppercase() && (before.is_lowercase() || (before.is_uppercase() && next_is_lower));
        let sign = !c.is_alphanumeric();
        if (camel || sign) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if !sign {
            push_lower(&mut word, c);
        }
        before = c;
    }
    if !word.is_empty() {
        words.push(word);
    }
    let chinese = |word: &String| !word.is_ascii();
    if words.iter().any(chinese) {
        return vec![words.concat()];
    }
    words
}

fn unit_of(inside: &str) -> Option<Unit> {
    let text = lower(inside.trim());
    let text = text.strip_prefix("in ").unwrap_or(&text);
    match text {
        "万" | "万元" | "万人民币" | "人民币万元" | "rmb万" | "万rmb" | "单位:万元" | "单位:万"
        | "w" => Some(Unit::Times(10_000)),
        "百万" | "百万元" | "m" | "mn" | "million" | "$m" | "usd m" => {
            Some(Unit::Times(1_000_000))
        }
        "亿" | "亿元" => Some(Unit::Times(100_000_000)),
        "千" | "千元" | "k" | "$k" | "k$" | "k usd" | "usd k" | "thousand" | "thousands" => {
            Some(Unit::Times(1000))
        }
        "%" | "percent" | "百分比" => Some(Unit::Percent),
        "秒" | "s" | "sec" => Some(Unit::Seconds),
        "分钟" | "min" | "分" => Some(Unit::Minutes),
        "小时" | "h" | "hr" => Some(Unit::Hours),
        "天" | "日" => Some(Unit::Days),
        _ => word_unit(text),
    }
}

fn word_unit(word: &str) -> Option<Unit> {
    match word {
        "seconds" | "secs" => Some(Unit::Seconds),
        "minutes" | "mins" => Some(Unit::Minutes),
        "hours" | "hrs" => Some(Unit::Hours),
        "pct" | "percent" | "percentage" => Some(Unit::Percent),
        _ => None,
    }
}

fn is_currency(word: &str) -> bool {
    matches!(
        word,
        "usd" | "eur" | "gbp" | "cny" | "rmb" | "元" | "utc" | "gmt"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_systems_become_one() {
        for (raw, name) in [
            ("Customer_ID__c", "customer id"),
            ("customerID", "customer id"),
            ("NumberOfEmployees", "number of employees"),
            ("Created (UTC)", "created"),
            (
                "Full resolution time in minutes",
                "full resolution time in minutes",
            ),
            (" 客户 名称 ", "客户名称"),
            ("*合同金额（万元）", "合同金额"),
            ("近30天登录次数", "近30天登录次数"),
            ("Country/Region", "country region"),
            ("客戶名稱", "客户名称"),
        ] {
            assert_eq!(Header::new(raw).name, name, "{raw}");
        }
        assert_eq!(
            Header::new("合同金额(万元)").unit,
            Some(Unit::Times(10_000))
        );
        assert_eq!(
            Header::new("first_response_time_minutes").unit,
            Some(Unit::Minutes)
        );
        assert_eq!(Header::new("使用率%").unit, Some(Unit::Percent));
        assert!(Header::new("refund_amount_usd").fits("refund amount") > 0.9);
        assert!(Header::new("客户满意度").fits("满意度") > 0.8);
        assert_eq!(Header::new("满意度").fits("净推荐值"), 0.0);
    }
}
