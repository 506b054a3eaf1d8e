//! Whether value is delivered until the term ends: values that were reached, beside what was promised,
//! and how long nothing was shown ([1.19, 2.08]).

use crate::goal::goals;
use crate::work::{Achieved, Work, WorkLog};
use perennial_data::{AccountIdx, Dataset, Day};

/// So many days without any value shown are a gap, within the term. *Default*, as in the signal
/// `value_gap`.
pub const GAP_DAYS: i32 = 90;

/// A value that was reached, as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof<'l> {
    /// Its entry in the log.
    pub entry: u64,
    /// Who said so.
    pub by: &'l str,
    /// What and when.
    pub said: &'l Achieved,
}

/// The values of an account known on a date, the newest first.
#[must_use]
pub fn proofs<'l>(log: &'l WorkLog, account: &str, as_of: Day) -> Vec<Proof<'l>> {
    let found = log.standing(as_of).filter_map(|entry| match &entry.work {
        Work::Achieved(said) if said.account == account && said.on <= as_of => Some(Proof {
            entry: entry.id,
            by: &entry.author,
            said,
        }),
        _ => None,
    });
    let mut found: Vec<_> = found.collect();
    perennial_data::sort_by(&mut found, |a, b| {
        (b.said.on, b.entry).cmp(&(a.said.on, a.entry))
    });
    found
}

/// How value is delivered within a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// When value was last shown: a value reached, or a goal that moved; `None`: not in this term.
    pub last_on: Option<Day>,
    /// Days since then, or since the term began; after its end to that end.
    pub days: i32,
    /// The day on which it becomes a gap unless something is shown; never after the term's end.
    pub next_by: Option<Day>,
    /// Whether it is a gap: [`GAP_DAYS`] or more within the term.
    pub is_gap: bool,
}

/// How value is delivered in the term from `starts_on` to (not including) `ends_on`, as known on a
/// date; `None` before the term.
#[must_use]
pub fn delivery(
    data: &Dataset,
    log: &WorkLog,
    account: AccountIdx,
    (starts_on, ends_on): (Day, Option<Day>),
    as_of: Day,
) -> Option<Delivery> {
    if as_of < starts_on {
        return None;
    }
    let id = data.account_id(account).unwrap_or_default();
    let reached = proofs(log, id, as_of)
        .into_iter()
        .map(|proof| proof.said.on);
    let moved = goals(data, log, account, as_of).into_iter();
    let moved = moved
        .filter(|goal| goal.progress.is_some_and(|progress| progress > 0.0))
        .filter_map(|goal| goal.reviewed_on);
    let last_on = reached.chain(moved).filter(|on| *on >= starts_on).max();
    let since = last_on.unwrap_or(starts_on);
    let today = ends_on.map_or(as_of, |end| end.min(as_of));
    let days = today.days_since(since).max(0);
    let by = since.plus_days(GAP_DAYS);
    let next_by = match ends_on {
        Some(end) if end <= as_of => None,
        Some(end) => Some(by.min(end)),
        None => Some(by),
    };
    Some(Delivery {
        last_on,
        days,
        next_by,
        is_gap: days >= GAP_DAYS,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use perennial_engine::vectors::dataset;
    use serde_json::json;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn value_is_due_until_the_term_ends_and_90_days_without_are_a_gap() {
        let data = dataset(&json!({
            "accounts": [{"account_id": "a"}],
            "goals": [{"account_id": "a", "goal": "stock", "baseline": 100, "target": 90, "actual": 95, "reviewed_on": "2025-12-01"}],
        }))
        .unwrap();
        let mut log = WorkLog::default();
        let term = (day("2026-01-01"), Some(day("2027-01-01")));
        let on = |log: &WorkLog, on: &str| delivery(&data, log, 0, term, day(on));
        assert_eq!(on(&log, "2025-12-31"), None);
        let before = on(&log, "2026-03-31").unwrap();
        assert_eq!(
            (before.last_on, before.days, before.is_gap),
            (None, 89, false),
            "what an earlier term brought does not count"
        );
        assert!(on(&log, "2026-04-01").unwrap().is_gap, "the 90th day");
        log.push(
            "Wu",
            day("2026-04-03"),
            Work::Achieved(Achieved {
                account: "a".to_owned(),
                promise: 0,
                text: "stock cost −10 %".to_owned(),
                on: day("2026-04-02"),
            }),
        );
        assert!(
            on(&log, "2026-04-02").unwrap().is_gap,
            "nobody had said so yet"
        );
        let shown = on(&log, "2026-04-03").unwrap();
        assert_eq!(
            (shown.last_on, shown.days, shown.is_gap),
            (Some(day("2026-04-02")), 1, false)
        );
        assert_eq!(shown.next_by, Some(day("2026-07-01")));
        let last = on(&log, "2026-12-31").unwrap();
        assert_eq!(
            (last.next_by, last.is_gap),
            (Some(day("2026-07-01")), true),
            "until the last day"
        );
        let over = on(&log, "2028-01-01").unwrap();
        assert_eq!(
            (over.next_by, over.days),
            (None, day("2027-01-01").days_since(day("2026-04-02")))
        );
    }
}
