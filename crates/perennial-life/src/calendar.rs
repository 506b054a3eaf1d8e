//! Working days: weekends, holidays and make-up workdays (SPEC §8). The Chinese calendar ships;
//! any other can be read from a file.

use perennial_data::{Bilingual, Day};
use perennial_model::{ModelError, ModelErrorCode, read_json};
use serde::{Deserialize, Serialize};

/// What the field `format` of a calendar file says.
pub const CALENDAR_FORMAT: &str = "perennial-calendar";
/// The version of the file that this program writes and the newest it reads.
pub const CALENDAR_VERSION: u32 = 1;
/// The longest stretch of days off that a file may name: longer ones are slips of the pen.
const STRETCH_MAX_DAYS: i32 = 366;

/// A calendar as a file: what is known of the days of one stretch of time, normally a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarFile {
    /// Always [`CALENDAR_FORMAT`].
    pub format: String,
    /// Version of the format, 1.
    pub version: u32,
    /// Stable name, `cn-2026`.
    pub id: String,
    /// Its name.
    pub title: Bilingual,
    /// First day that the file speaks of.
    pub from: Day,
    /// Last day that the file speaks of, included.
    pub to: Day,
    /// Whether days off and make-up workdays are all there. `false` where, say, the year's notice
    /// is not out yet and the file has statutory days alone.
    pub complete: bool,
    /// Where the dates are from.
    pub source: Bilingual,
    /// What a reader should know of it.
    #[serde(default)]
    pub note: Bilingual,
    /// Days that nobody works on, weekends of the stretch included or not.
    pub days_off: Vec<DaysOff>,
    /// Weekend days on which people do work.
    #[serde(default)]
    pub workdays: Vec<Day>,
}

/// Days in a row that nobody works on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DaysOff {
    /// The first.
    pub from: Day,
    /// The last, included.
    pub to: Day,
    /// What they are called.
    #[serde(default)]
    pub name: Bilingual,
}

/// Which days are worked on. Days that no file speaks of follow the week: Saturday and Sunday off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// In order, without repeats, and none of them in `worked`.
    off: Vec<i32>,
    worked: Vec<i32>,
    /// Stretches that complete files speak of.
    known: Vec<(i32, i32)>,
}

/// The calendars of mainland China that ship, oldest first. They are tested to read.
#[must_use]
pub fn shipped_calendars() -> Vec<CalendarFile> {
    SHIPPED
        .iter()
        .filter_map(|json| CalendarFile::parse(json).ok())
        .collect()
}

const SHIPPED: [&str; 4] = [
    include_str!("../calendar/cn-2024.json"),
    include_str!("../calendar/cn-2025.json"),
    include_str!("../calendar/cn-2026.json"),
    include_str!("../calendar/cn-2027.json"),
];

impl CalendarFile {
    /// Reads a calendar: our own JSON, or the JSON that lists days with `date` and `isOffDay`
    /// as other programs publish it.
    ///
    /// # Errors
    /// The first fault, with the path to it: JSON that is no calendar, another format or version,
    /// a stretch that ends before it begins or is longer than a year.
    pub fn parse(json: &str) -> Result<Self, ModelError> {
        let own = match read_json::<Self>(json) {
            Ok(file) => file,
            // The fault of our own form is the one to tell: it is what we ask for.
            Err(fault) => match read_json::<Published>(json) {
                Ok(published) => return published.file().ok_or(fault),
                Err(_) => return Err(fault),
            },
        };
        own.check().map(|()| own)
    }

    fn check(&self) -> Result<(), ModelError> {
        let fault =
            |path: &str, message: &str| Err(ModelError::new(ModelErrorCode::Syntax, path, message));
        if self.format != CALENDAR_FORMAT {
            return fault("format", "not a calendar");
        }
        if self.version != CALENDAR_VERSION {
            return fault("version", "a calendar of another version");
        }
        if self.to < self.from {
            return fault("to", "ends before it begins");
        }
        for stretch in &self.days_off {
            let days = stretch.to.days_since(stretch.from);
            if !(0..STRETCH_MAX_DAYS).contains(&days) {
                return fault("days_off", "ends before it begins, or lasts over a year");
            }
        }
        Ok(())
    }
}

/// A year's days as several public projects publish them: `{"days": [{"date", "isOffDay"}]}`.
#[derive(Deserialize)]
struct Published {
    days: Vec<PublishedDay>,
}

#[derive(Deserialize)]
struct PublishedDay {
    #[serde(default)]
    name: String,
    date: Day,
    #[serde(rename = "isOffDay")]
    is_off_day: bool,
}

impl Published {
    /// `None` for a list without days: it says nothing of any year.
    fn file(&self) -> Option<CalendarFile> {
        let dates = || self.days.iter().map(|day| day.date);
        let (from, to) = (dates().min()?, dates().max()?);
        let (year, ..) = from.ymd();
        let (off, worked): (Vec<_>, Vec<_>) = self.days.iter().partition(|day| day.is_off_day);
        Some(CalendarFile {
            format: CALENDAR_FORMAT.to_owned(),
            version: CALENDAR_VERSION,
            id: format!("imported-{year}"),
            title: Bilingual::same(&year.to_string()),
            from: Day::from_ymd(year, 1, 1).map_or(from, |first| first.min(from)),
            to: Day::from_ymd(year, 12, 31).map_or(to, |last| last.max(to)),
            complete: true,
            source: Bilingual::default(),
            note: Bilingual::default(),
            days_off: off
                .iter()
                .map(|day| DaysOff {
                    from: day.date,
                    to: day.date,
                    name: Bilingual::same(&day.name),
                })
                .collect(),
            workdays: worked.iter().map(|day| day.date).collect(),
        })
    }
}

impl Calendar {
    /// Saturday and Sunday off, and nothing else known.
    #[must_use]
    pub fn weekends() -> Self {
        Self::default()
    }

    /// The Chinese calendar that ships.
    #[must_use]
    pub fn shipped() -> Self {
        Self::of(&shipped_calendars())
    }

    /// What these files say together. Where two speak of the same day, the later file of the list
    /// decides all days between its `from` and `to`: an imported year replaces a shipped one.
    #[must_use]
    pub fn of(files: &[CalendarFile]) -> Self {
        let mut calendar = Self::default();
        for file in files {
            let (from, to) = (file.from.number(), file.to.number());
            calendar.off.retain(|day| !(from..=to).contains(day));
            calendar.worked.retain(|day| !(from..=to).contains(day));
            if file.complete {
                calendar.known.push((from, to));
            } else {
                calendar.known.retain(|known| *known != (from, to));
            }
            for stretch in &file.days_off {
                calendar
                    .off
                    .extend(stretch.from.number()..=stretch.to.number());
            }
            calendar
                .worked
                .extend(file.workdays.iter().map(|day| day.number()));
        }
        for days in [&mut calendar.off, &mut calendar.worked] {
            days.sort_unstable();
            days.dedup();
        }
        let worked = std::mem::take(&mut calendar.worked);
        calendar
            .off
            .retain(|day| worked.binary_search(day).is_err());
        calendar.worked = worked;
        calendar
    }

    /// Whether a complete file speaks of the day. Elsewhere holidays and make-up workdays may be
    /// missing, and a screen that plans there should say so.
    #[must_use]
    pub fn knows(&self, day: Day) -> bool {
        let number = day.number();
        self.known
            .iter()
            .any(|&(from, to)| (from..=to).contains(&number))
    }

    /// Whether people work on that day.
    #[must_use]
    pub fn is_workday(&self, day: Day) -> bool {
        let number = day.number();
        if self.worked.binary_search(&number).is_ok() {
            return true;
        }
        // 1970-01-01 was a Thursday; this is asked for every task of every customer.
        let weekend = (number + 3).rem_euclid(7) >= 5;
        !weekend && self.off.binary_search(&number).is_err()
    }

    /// The day itself if people work on it, else the next on which they do.
    #[must_use]
    pub fn next_workday(&self, day: Day) -> Day {
        let mut day = day;
        while !self.is_workday(day) && day < Day::LAST {
            day = day.plus_days(1);
        }
        day
    }

    /// The day itself if people work on it, else the last on which they did.
    #[must_use]
    pub fn previous_workday(&self, day: Day) -> Day {
        let mut day = day;
        while !self.is_workday(day) && day > Day::FIRST {
            day = day.plus_days(-1);
        }
        day
    }

    /// The workday `count` workdays after `day`; 0 is [`Calendar::next_workday`], negative counts
    /// go back. A day off does not count, so Friday evening's and Saturday's +1 are both Monday.
    #[must_use]
    pub fn add_workdays(&self, day: Day, count: i32) -> Day {
        if count < 0 {
            let mut at = day;
            for _ in count..0 {
                at = self.previous_workday(at.plus_days(-1));
            }
            return at;
        }
        let mut at = if count == 0 {
            self.next_workday(day)
        } else {
            day
        };
        for _ in 0..count {
            at = self.next_workday(at.plus_days(1));
        }
        at
    }

    /// Workdays from `from` (included) to `to` (excluded); 0 where `to` is not later.
    #[must_use]
    pub fn workdays_between(&self, from: Day, to: Day) -> u32 {
        let days = from.number()..to.number();
        let worked = days
            .filter_map(Day::new)
            .filter(|&day| self.is_workday(day));
        u32::try_from(worked.count()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn the_shipped_calendars_read_and_have_the_years_of_the_notices() {
        let files = shipped_calendars();
        assert_eq!(files.len(), SHIPPED.len());
        let calendar = Calendar::of(&files);
        let worked = |year: i32| {
            let first = |year| Day::from_ymd(year, 1, 1).unwrap();
            calendar.workdays_between(first(year), first(year + 1))
        };
        // 251, 248 and 248 are what the notices of 2024 to 2026 leave of the year.
        assert_eq!([worked(2024), worked(2025), worked(2026)], [251, 248, 248]);
        assert!(calendar.knows(day("2026-12-31")));
        assert!(
            !calendar.knows(day("2027-01-04")),
            "2027 has no notice here"
        );
    }

    #[test]
    fn make_up_workdays_are_weekend_days_and_days_off_do_not_contain_them() {
        for file in shipped_calendars() {
            for worked in &file.workdays {
                assert!(worked.weekday() >= 5, "{worked}");
                assert!(
                    !file
                        .days_off
                        .iter()
                        .any(|d| d.from <= *worked && *worked <= d.to)
                );
            }
        }
    }

    #[test]
    fn spring_festival_2026() {
        let calendar = Calendar::shipped();
        assert!(calendar.is_workday(day("2026-02-14")), "Saturday, made up");
        assert!(!calendar.is_workday(day("2026-02-16")), "Monday, off");
        assert_eq!(calendar.next_workday(day("2026-02-15")), day("2026-02-24"));
        assert_eq!(
            calendar.add_workdays(day("2026-02-13"), 2),
            day("2026-02-24")
        );
        assert_eq!(
            calendar.previous_workday(day("2026-02-23")),
            day("2026-02-14")
        );
        assert_eq!(
            calendar.add_workdays(day("2026-02-24"), -1),
            day("2026-02-14")
        );
    }

    #[test]
    fn without_a_file_the_week_decides_over_29_february_and_year_ends() {
        let calendar = Calendar::weekends();
        assert_eq!(
            calendar.add_workdays(day("2028-02-28"), 1),
            day("2028-02-29")
        );
        assert_eq!(
            calendar.add_workdays(day("2027-12-31"), 1),
            day("2028-01-03")
        );
        assert_eq!(
            calendar.add_workdays(day("2026-11-21"), 0),
            day("2026-11-23")
        );
        assert_eq!(
            calendar.add_workdays(day("2026-11-21"), 1),
            day("2026-11-23")
        );
        assert_eq!(calendar.add_workdays(Day::LAST, 3), Day::LAST);
        assert_eq!(
            calendar.workdays_between(day("2026-01-02"), day("2026-01-01")),
            0
        );
    }

    #[test]
    fn an_imported_year_replaces_the_shipped_one_and_other_programs_lists_are_read() {
        let list = r#"{"year": 2027, "papers": [], "days": [
            {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
            {"name": "春节", "date": "2027-01-30", "isOffDay": false}]}"#;
        let imported = CalendarFile::parse(list).unwrap();
        let mut files = shipped_calendars();
        files.push(imported);
        let calendar = Calendar::of(&files);
        assert!(calendar.knows(day("2027-06-09")) && calendar.is_workday(day("2027-06-09")));
        assert!(calendar.is_workday(day("2027-01-30")));
        assert!(!calendar.is_workday(day("2026-10-01")), "other years stay");
    }

    #[test]
    fn what_is_no_calendar_is_refused_with_its_place() {
        assert!(CalendarFile::parse("{}").is_err());
        assert!(CalendarFile::parse(r#"{"days": []}"#).is_err());
        let wrong = SHIPPED[2].replace("2026-10-07", "2025-10-07");
        assert!(CalendarFile::parse(&wrong).is_err());
        let other = SHIPPED[2].replace("\"version\": 1", "\"version\": 2");
        assert!(CalendarFile::parse(&other).is_err());
    }
}
