//! Cadences: what is done again and again while a stage, track or signal lasts (SPEC §8, [1.14],
//! [1.33]). Dates count from the first day of the occasion, not from the last time it was done; a
//! cadence of touches counts from the last touchpoint.

use crate::work::{Work, WorkLog};
use perennial_data::{Dataset, Day, MISSING_DAY, TableId, UNMATCHED};
use perennial_model::life::{Cadence, Every};

/// A cadence of one account, and what may change its pace.
#[derive(Clone, Copy)]
pub struct Rhythm<'a> {
    /// The cadence.
    pub cadence: &'a Cadence,
    /// First day of the stage, track or alert that it follows.
    pub from: Day,
    /// The service level's days between touches, for [`Every::Touch`].
    pub touch_days: Option<u32>,
    /// The last touchpoint on or before the date, for [`Every::Touch`].
    pub last_touch: Option<Day>,
    /// Whether a signal, by its id, holds on a day; days ahead are asked as the date itself.
    pub holds: &'a dyn Fn(&str, Day) -> bool,
}

/// The dates of a cadence around a date, before days off are skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// The newest on or before the date.
    pub last: Option<Day>,
    /// The first after the date.
    pub next: Option<Day>,
}

impl Rhythm<'_> {
    /// The last and the next date of the cadence around `as_of`. The first date comes one step after
    /// the occasion's first day; the days before it are those of its plays.
    #[must_use]
    pub fn around(&self, as_of: Day) -> Around {
        if as_of < self.from {
            return Around::default();
        }
        if self.cadence.every == Every::Touch {
            return self.touch(as_of);
        }
        let Some(step) = self.steps_by(as_of) else {
            return Around::default();
        };
        let (begin, end) = (self.grid(step), self.grid(step + 1));
        let mut dates = vec![end];
        if step > 0 {
            dates.push(begin);
        }
        dates.extend(self.between(begin, end, as_of));
        let past = dates.iter().copied().filter(|&date| date <= as_of);
        let ahead = dates.iter().copied().filter(|&date| date > as_of);
        Around {
            last: past.max(),
            next: ahead.min(),
        }
    }

    /// All dates after `after` and up to `to`, without what a signal adds; at most 1,000.
    #[must_use]
    pub fn dates(&self, after: Day, to: Day) -> Vec<Day> {
        let first = self.steps_by(after).map_or(1, |step| step.max(0) + 1);
        (first..first + 1_000)
            .map(|step| self.grid(step))
            .skip_while(|&date| date <= after)
            .take_while(|&date| date <= to && self.step_days().is_some())
            .collect()
    }

    /// Days between two dates of the cadence, the shortest; `None` where it has none.
    #[must_use]
    pub fn step_days(&self) -> Option<u32> {
        let days = match self.cadence.every {
            Every::Days(n) => n,
            Every::Weeks(n) => n.saturating_mul(7),
            Every::Months(n) => n.saturating_mul(28),
            Every::Touch => self.touch_days?,
        };
        (days > 0).then_some(days)
    }

    /// The date after so many steps.
    fn grid(&self, step: i32) -> Day {
        match self.cadence.every {
            // From the first day each time, so that the 31st comes back after February.
            Every::Months(n) => self.from.plus_months(times(n, step)),
            Every::Days(_) | Every::Weeks(_) | Every::Touch => {
                let days = self.step_days().unwrap_or(0);
                self.from.plus_days(times(days, step))
            }
        }
    }

    /// How many whole steps lie between the first day and a date; `None` without a step.
    fn steps_by(&self, date: Day) -> Option<i32> {
        let days = i32::try_from(self.step_days()?).unwrap_or(i32::MAX);
        Some(match self.cadence.every {
            Every::Months(n) => {
                let months = i32::try_from(n).unwrap_or(i32::MAX).max(1);
                date.months_since(self.from).div_euclid(months)
            }
            Every::Days(_) | Every::Weeks(_) | Every::Touch => {
                date.days_since(self.from).div_euclid(days)
            }
        })
    }

    /// Dates that signals add between two dates of the grid: equal parts of the time, each only if
    /// the signal holds on it. Of several signals the one that asks for most.
    fn between(&self, begin: Day, end: Day, as_of: Day) -> Vec<Day> {
        let length = end.days_since(begin);
        let parts = |part: i32, times: i32| begin.plus_days(length * part / times);
        let mut dates = Vec::new();
        for faster in &self.cadence.faster {
            let times = i32::try_from(faster.times.clamp(1, 10)).unwrap_or(1);
            let held = (1..times)
                .map(|part| parts(part, times))
                .filter(|&date| date > begin && date < end)
                .filter(|&date| (self.holds)(&faster.signal, date.min(as_of)));
            let held: Vec<Day> = held.collect();
            if held.len() > dates.len() {
                dates = held;
            }
        }
        dates
    }

    /// A touch is due so many days after the last one, or after the first day where there was none.
    fn touch(&self, as_of: Day) -> Around {
        let Some(days) = self.touch_days.filter(|&days| days > 0) else {
            return Around::default();
        };
        let faster = self.cadence.faster.iter();
        let held = faster.filter(|faster| (self.holds)(&faster.signal, as_of));
        let times = held.map(|faster| faster.times).max().unwrap_or(1).max(1);
        let days = i32::try_from(days.div_ceil(times)).unwrap_or(i32::MAX);
        let since = self
            .last_touch
            .map_or(self.from, |touch| touch.max(self.from));
        let due = since.plus_days(days);
        if due <= as_of {
            Around {
                last: Some(due),
                next: None,
            }
        } else {
            Around {
                last: None,
                next: Some(due),
            }
        }
    }
}

fn times(n: u32, step: i32) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX).saturating_mul(step)
}

/// Per account the day of the last touchpoint on or before `as_of`, imported or logged by hand;
/// the missing day where there was none.
#[must_use]
pub fn last_touches(data: &Dataset, log: &WorkLog, as_of: Day) -> Vec<i32> {
    let mut last = vec![MISSING_DAY; data.n_accounts()];
    let table = data.table(TableId::Touchpoints);
    if let Some(days) = table.row_days() {
        for row in table.rows_between(Day::FIRST, as_of) {
            let account = table.accounts()[row];
            if account < UNMATCHED
                && let Some(held) = last.get_mut(account as usize)
            {
                *held = (*held).max(days[row]);
            }
        }
    }
    for entry in log.standing(as_of) {
        if let Work::Touch(touch) = &entry.work
            && touch.date <= as_of
            && let Some(account) = data.account(&touch.account)
        {
            let held = &mut last[account as usize];
            *held = (*held).max(touch.date.number());
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch;
    use crate::work::Touch;
    use perennial_engine::vectors::dataset;
    use perennial_model::life::{Faster, Trigger};
    use serde_json::json;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn cadence(every: Every, faster: &[(&str, u32)]) -> Cadence {
        let faster = faster.iter().map(|&(signal, times)| Faster {
            signal: signal.to_owned(),
            times,
        });
        Cadence {
            id: "c".to_owned(),
            title: perennial_data::Bilingual::same("c"),
            trigger: Trigger::Stage("growth".to_owned()),
            tiers: Vec::new(),
            applies_to: Vec::new(),
            every,
            faster: faster.collect(),
            task: sketch::task("tip", 0),
        }
    }

    fn never(_: &str, _: Day) -> bool {
        false
    }

    fn rhythm<'a>(
        cadence: &'a Cadence,
        from: &str,
        holds: &'a dyn Fn(&str, Day) -> bool,
    ) -> Rhythm<'a> {
        Rhythm {
            cadence,
            from: day(from),
            touch_days: Some(30),
            last_touch: None,
            holds,
        }
    }

    fn around(rhythm: &Rhythm<'_>, on: &str) -> (Option<String>, Option<String>) {
        let around = rhythm.around(day(on));
        let text = |day: Option<Day>| day.map(|day| day.to_string());
        (text(around.last), text(around.next))
    }

    fn pair(last: &str, next: &str) -> (Option<String>, Option<String>) {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        (some(last), some(next))
    }

    #[test]
    fn new_customers_get_one_tip_a_week() {
        let weekly = cadence(Every::Weeks(1), &[]);
        let rhythm = rhythm(&weekly, "2026-01-07", &never);
        assert_eq!(around(&rhythm, "2026-01-06"), pair("", ""), "not begun");
        assert_eq!(around(&rhythm, "2026-01-07"), pair("", "2026-01-14"));
        assert_eq!(
            around(&rhythm, "2026-01-14"),
            pair("2026-01-14", "2026-01-21")
        );
        assert_eq!(
            around(&rhythm, "2026-01-20"),
            pair("2026-01-14", "2026-01-21")
        );
        let dates = rhythm.dates(day("2026-01-07"), day("2026-04-07"));
        assert_eq!(dates.len(), 12);
    }

    #[test]
    fn mature_customers_get_one_report_a_month_and_the_31st_comes_back() {
        let monthly = cadence(Every::Months(1), &[]);
        let rhythm = rhythm(&monthly, "2028-01-31", &never);
        let dates: Vec<String> = rhythm
            .dates(day("2028-01-31"), day("2028-04-30"))
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(dates, ["2028-02-29", "2028-03-31", "2028-04-30"]);
        assert_eq!(
            around(&rhythm, "2028-03-30"),
            pair("2028-02-29", "2028-03-31")
        );
    }

    #[test]
    fn three_falls_of_nps_make_visits_twice_as_frequent() {
        let visits = cadence(Every::Days(30), &[("nps_falling_3m", 2)]);
        let from = day("2026-01-01");
        let falling = |signal: &str, on: Day| signal == "nps_falling_3m" && on >= day("2026-02-10");
        let rhythm = Rhythm {
            from,
            ..rhythm(&visits, "2026-01-01", &falling)
        };
        // 31 January, then with the signal also the middle of the month after it.
        assert_eq!(
            around(&rhythm, "2026-02-01"),
            pair("2026-01-31", "2026-03-02")
        );
        assert_eq!(
            around(&rhythm, "2026-02-12"),
            pair("2026-01-31", "2026-02-15")
        );
        assert_eq!(
            around(&rhythm, "2026-02-20"),
            pair("2026-02-15", "2026-03-02")
        );
    }

    #[test]
    fn touches_count_from_the_last_one() {
        let touch = cadence(Every::Touch, &[("nps_falling_3m", 2)]);
        let quiet = Rhythm {
            last_touch: Some(day("2026-02-01")),
            ..rhythm(&touch, "2026-01-01", &never)
        };
        assert_eq!(around(&quiet, "2026-02-20"), pair("", "2026-03-03"));
        assert_eq!(around(&quiet, "2026-03-03"), pair("2026-03-03", ""));
        let falling = |_: &str, _: Day| true;
        let hurry = Rhythm {
            holds: &falling,
            ..quiet
        };
        assert_eq!(around(&hurry, "2026-02-20"), pair("2026-02-16", ""));
        let none = Rhythm {
            touch_days: None,
            ..quiet
        };
        assert_eq!(none.around(day("2026-02-20")), Around::default());
        assert!(none.dates(day("2026-01-01"), day("2027-01-01")).is_empty());
        let first = Rhythm {
            last_touch: None,
            ..quiet
        };
        assert_eq!(around(&first, "2026-01-10"), pair("", "2026-01-31"));
    }

    #[test]
    fn logged_touches_count_like_imported_ones_and_unknown_accounts_are_no_fault() {
        let data = dataset(&json!({
            "accounts": [{"account_id": "a"}, {"account_id": "b"}],
            "touchpoints": [
                {"account_id": "a", "date": "2026-01-05", "kind": "call"},
                {"account_id": "a", "date": "2026-03-05", "kind": "call"},
                {"account_id": "z", "date": "2026-01-05", "kind": "call"},
            ],
        }))
        .unwrap();
        let mut log = WorkLog::default();
        for (account, date) in [
            ("a", "2026-01-20"),
            ("nobody", "2026-01-21"),
            ("a", "2026-02-20"),
        ] {
            log.push(
                "Wu",
                day("2026-01-22"),
                Work::Touch(Touch {
                    account: account.to_owned(),
                    date: day(date),
                    kind: "visit".to_owned(),
                    channel: String::new(),
                    minutes: 0,
                    outcome: String::new(),
                }),
            );
        }
        let last = last_touches(&data, &log, day("2026-01-31"));
        assert_eq!(last, [day("2026-01-20").number(), MISSING_DAY]);
        let before = last_touches(&data, &log, day("2026-01-21"));
        assert_eq!(before[0], day("2026-01-05").number(), "logged later");
    }
}
