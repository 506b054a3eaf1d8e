//! Days that matter to a customer, once or every year, and what is to be done some days before
//! ([0.07]).

use crate::calendar::Calendar;
use crate::work::{Entry, SpecialDate, Work, WorkLog};
use perennial_data::Day;

/// A special date as it was said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Said<'l> {
    /// Its entry in the log.
    pub entry: &'l Entry,
    /// The date.
    pub date: &'l SpecialDate,
}

/// All special dates that stand on a date, in the order in which they were said.
pub fn special_dates(log: &WorkLog, as_of: Day) -> impl Iterator<Item = Said<'_>> {
    log.standing(as_of).filter_map(|entry| match &entry.work {
        Work::Date(date) => Some(Said { entry, date }),
        _ => None,
    })
}

impl Said<'_> {
    /// The day and those on which it comes again, up to `until`; 29 February comes again on the last
    /// day of February.
    pub fn days(&self, until: Day) -> impl Iterator<Item = Day> + use<> {
        let (first, years) = (self.date.on, if self.date.yearly { 10_000 } else { 1 });
        (0..years)
            .map(move |year| first.plus_months(12 * year))
            .take_while(move |day| *day <= until)
    }

    /// The first of its days on or after `from`.
    #[must_use]
    pub fn next(&self, from: Day) -> Option<Day> {
        let years = if self.date.yearly {
            (from.months_since(self.date.on) / 12).max(0)
        } else {
            0
        };
        let near = [years, years + i32::from(self.date.yearly)];
        let mut near = near
            .into_iter()
            .map(|year| self.date.on.plus_months(12 * year));
        near.find(|day| *day >= from)
    }

    /// The last of its days before `as_of` that was still to come when it was written down.
    #[must_use]
    pub fn last(&self, as_of: Day) -> Option<Day> {
        let year = if self.date.yearly {
            as_of.plus_months(-12)
        } else {
            self.entry.on
        };
        self.next(year.max(self.entry.on))
            .filter(|day| *day < as_of)
    }

    /// When something is to be done for one of its days: so many days before, on a working day, not
    /// before it was written down and not after the day itself.
    #[must_use]
    pub fn due(&self, day: Day, calendar: &Calendar) -> Day {
        let ahead = i32::try_from(self.date.ahead_days).unwrap_or(i32::MAX);
        let due = calendar.next_workday(day.plus_days(ahead.saturating_neg()));
        due.max(self.entry.on).min(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn entry(on: &str, yearly: bool) -> Entry {
        Entry {
            id: 1,
            author: "Wu".to_owned(),
            on: day("2026-03-31"),
            work: Work::Date(SpecialDate {
                account: "a".to_owned(),
                title: "go-live".to_owned(),
                on: day(on),
                yearly,
                ahead_days: 14,
                first: 0,
            }),
        }
    }

    fn said(entry: &Entry) -> Said<'_> {
        let Work::Date(date) = &entry.work else {
            panic!("not a date")
        };
        Said { entry, date }
    }

    #[test]
    fn a_yearly_date_comes_again_and_a_single_one_does_not() {
        let yearly = entry("2024-02-29", true);
        let days: Vec<String> = said(&yearly)
            .days(day("2026-12-31"))
            .map(|d| d.to_string())
            .collect();
        assert_eq!(days, ["2024-02-29", "2025-02-28", "2026-02-28"]);
        assert_eq!(
            said(&yearly).next(day("2026-02-28")),
            Some(day("2026-02-28"))
        );
        assert_eq!(
            said(&yearly).next(day("2026-03-01")),
            Some(day("2027-02-28"))
        );
        assert_eq!(
            said(&yearly).next(day("2028-02-29")),
            Some(day("2028-02-29"))
        );
        let once = entry("2026-04-20", false);
        assert_eq!(said(&once).next(day("2026-04-20")), Some(day("2026-04-20")));
        assert_eq!(said(&once).next(day("2026-04-21")), None);
        assert_eq!(said(&once).last(day("2026-04-21")), Some(day("2026-04-20")));
        assert_eq!(said(&once).last(day("2026-04-20")), None);
        assert_eq!(
            said(&yearly).last(day("2026-12-01")),
            None,
            "was past when written down"
        );
        assert_eq!(
            said(&yearly).last(day("2027-03-01")),
            Some(day("2027-02-28"))
        );
        assert_eq!(
            said(&entry("2020-01-01", false)).last(day("2026-12-01")),
            None
        );
    }

    #[test]
    fn what_is_to_be_done_is_due_some_days_ahead_on_a_working_day() {
        let calendar = Calendar::weekends();
        let due = |on: &str| {
            let entry = entry(on, false);
            said(&entry).due(day(on), &calendar)
        };
        assert_eq!(due("2026-05-04"), day("2026-04-20"), "a Monday");
        assert_eq!(
            due("2026-05-02"),
            day("2026-04-20"),
            "18 April is a Saturday"
        );
        assert_eq!(
            due("2026-04-02"),
            day("2026-03-31"),
            "not before it was written down"
        );
    }
}
