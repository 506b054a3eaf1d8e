//! Days, months and durations in words.

use crate::Messages;
use perennial_data::{Day, Language};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn month_name(month: u32) -> &'static str {
    let at = usize::try_from(month).unwrap_or_default().wrapping_sub(1);
    MONTHS.get(at).copied().unwrap_or_default()
}

impl Messages {
    /// A day in words: 1 Mar 2026, 2026年3月1日. In tables use the ISO form, `Day`'s `Display`.
    #[must_use]
    pub fn date(self, day: Day) -> String {
        let (year, month, date) = day.ymd();
        match self.language() {
            Language::Zh => format!("{year}年{month}月{date}日"),
            Language::En => format!("{date} {} {year}", month_name(month)),
        }
    }

    /// A day without its year, for axes: 1 Mar, 3月1日.
    #[must_use]
    pub fn date_short(self, day: Day) -> String {
        let (_, month, date) = day.ymd();
        match self.language() {
            Language::Zh => format!("{month}月{date}日"),
            Language::En => format!("{date} {}", month_name(month)),
        }
    }

    /// The month of a day: Mar 2026, 2026年3月.
    #[must_use]
    pub fn month(self, day: Day) -> String {
        let (year, month, _) = day.ymd();
        match self.language() {
            Language::Zh => format!("{year}年{month}月"),
            Language::En => format!("{} {year}", month_name(month)),
        }
    }

    /// The day of the week: Mon, 周一.
    #[must_use]
    pub fn weekday(self, day: Day) -> &'static str {
        const ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
        const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        let names = match self.language() {
            Language::Zh => ZH,
            Language::En => EN,
        };
        let at = usize::try_from(day.weekday()).unwrap_or_default();
        names.get(at).copied().unwrap_or_default()
    }

    /// How far `day` is from `as_of`: today, 12 days ago, in 3 days.
    #[must_use]
    pub fn days_from(self, day: Day, as_of: Day) -> String {
        match day.days_since(as_of) {
            0 => self.day_today().to_owned(),
            days if days < 0 => self.days_ago(-i64::from(days)),
            days => self.days_ahead(days),
        }
    }

    /// A short time in words, for progress: 8 s, 2 min 5 s; 8 秒, 2 分 5 秒.
    #[must_use]
    pub fn duration(self, seconds: u64) -> String {
        let (minutes, seconds) = (seconds / 60, seconds % 60);
        match (minutes, seconds) {
            (0, _) => self.duration_seconds(seconds),
            (_, 0) => self.duration_minutes(minutes),
            _ => {
                let minutes = self.duration_minutes(minutes);
                format!("{minutes} {}", self.duration_seconds(seconds))
            }
        }
    }

    /// Words or names one after the other: “a, b, c”, 「a、b、c」.
    #[must_use]
    pub fn list(self, items: &[&str]) -> String {
        items.join(if self.spaces_words() { ", " } else { "、" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_the_language_does() {
        let day = Day::from_ymd(2026, 3, 1).unwrap();
        let (zh, en) = (Messages::new(Language::Zh), Messages::new(Language::En));
        assert_eq!(zh.date(day), "2026年3月1日");
        assert_eq!(en.date(day), "1 Mar 2026");
        assert_eq!(zh.month(day), "2026年3月");
        assert_eq!(en.month(day), "Mar 2026");
        assert_eq!((zh.weekday(day), en.weekday(day)), ("周日", "Sun"));
        assert_eq!(en.days_from(day, day.plus_days(1)), "1 day ago");
        assert_eq!(en.days_from(day, day), "today");
        assert_eq!(zh.days_from(day, day.plus_days(-12)), "12 天后");
        assert_eq!(en.duration(125), "2 min 5 s");
    }
}
