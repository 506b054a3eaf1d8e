//! The stage on which the sample plays: a language and the day on which it is looked at.

use crate::words::Words;
use perennial_data::{Day, Language};

/// How many days of rows the sample has: two years.
pub(crate) const HISTORY_DAYS: i32 = 730;

/// Length of the slots in which rows are placed, in days; 25 of them hold the history.
pub(crate) const SLOT_DAYS: i32 = 30;

/// Language and day.
#[derive(Clone, Copy)]
pub(crate) struct Scene {
    pub(crate) language: Language,
    pub(crate) as_of: Day,
}

impl Scene {
    /// The day `ago` days before `as_of`.
    pub(crate) fn day(&self, ago: i32) -> Day {
        self.as_of.plus_days(-ago)
    }

    /// The text in the scene's language.
    pub(crate) fn say(&self, words: Words) -> &'static str {
        words.get(self.language)
    }

    /// Whether the day `ago` days before `as_of` is a Saturday or Sunday.
    pub(crate) fn is_weekend(&self, ago: i32) -> bool {
        self.weekday(ago) >= 5
    }

    /// `ago` moved back to Friday where it falls on a weekend.
    pub(crate) fn workday(&self, ago: i32) -> i32 {
        ago + (self.weekday(ago) - 4).max(0)
    }

    /// Monday 0 to Sunday 6.
    fn weekday(&self, ago: i32) -> i32 {
        (self.as_of.weekday().cast_signed() - ago).rem_euclid(7)
    }

    /// `day` if it has come by `as_of`.
    pub(crate) fn past(&self, day: Day) -> Option<Day> {
        (day <= self.as_of).then_some(day)
    }
}
