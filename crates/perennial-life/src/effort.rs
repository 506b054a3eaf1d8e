//! Effort beside return: where the time of the team goes and where the money is [2.18].

use crate::work::{TaskAct, Work, WorkLog};
use perennial_data::{AccountIdx, Dataset, Day, TableId};

/// What was spent on an account over a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// Touchpoints, imported or logged.
    pub touches: u32,
    /// Minutes of those that say how long they took.
    pub minutes: u32,
    /// Tasks done.
    pub tasks: u32,
}

impl Spent {
    /// Touchpoints and tasks: what is compared, as minutes are seldom known of all.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.touches.saturating_add(self.tasks)
    }
}

/// What was spent on each account from `from` to `to`, both included, as known on `to`.
#[must_use]
pub fn spent(data: &Dataset, log: &WorkLog, from: Day, to: Day) -> Vec<Spent> {
    let mut spent = vec![Spent::default(); data.n_accounts()];
    let table = data.table(TableId::Touchpoints);
    let minutes = table.column("minutes");
    let mut touch = |account: AccountIdx, minutes: u32| {
        if let Some(spent) = spent.get_mut(account as usize) {
            spent.touches = spent.touches.saturating_add(1);
            spent.minutes = spent.minutes.saturating_add(minutes);
        }
    };
    for row in table.rows_between(from, to) {
        let minutes = minutes.and_then(|column| column.number(row)).unwrap_or(0.0);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // held within a year
        touch(table.accounts()[row], minutes.clamp(0.0, 525_600.0) as u32);
    }
    let days = from..=to;
    let mut done = Vec::new();
    for entry in log.standing(to) {
        match &entry.work {
            Work::Touch(logged) if days.contains(&logged.date) => {
                if let Some(account) = data.account(&logged.account) {
                    touch(account, logged.minutes);
                }
            }
            Work::Task(work)
                if matches!(work.act, TaskAct::Done(_)) && days.contains(&entry.on) =>
            {
                done.extend(data.account(&work.account));
            }
            _ => {}
        }
    }
    for account in done {
        let tasks = &mut spent[account as usize].tasks;
        *tasks = tasks.saturating_add(1);
    }
    spent
}

/// Effort and money of one group of accounts: a tier, a stage, an owner's.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Return {
    /// Accounts in the group.
    pub accounts: u32,
    /// What was spent on them.
    pub spent: Spent,
    /// What they pay, over all currencies; missing amounts are left out.
    pub amount: f64,
    /// Their share of all effort, 0 to 1; `None` where there was none.
    pub effort_share: Option<f64>,
    /// Their share of all money, 0 to 1; `None` where there is none.
    pub amount_share: Option<f64>,
}

impl Return {
    /// The share of money over the share of effort: above 1 the group gets less care than it pays
    /// for, below 1 more. `None` where it gets none at all.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        let effort = self.effort_share.filter(|share| *share > 0.0)?;
        Some(self.amount_share? / effort)
    }
}

/// Effort beside amount for `n_groups` groups. `groups` gives each account's, `None` where it is in
/// none; those are in no row and in no total.
#[must_use]
pub fn returns(
    spent: &[Spent],
    amounts: &[f64],
    groups: &[Option<usize>],
    n_groups: usize,
) -> Vec<Return> {
    let mut rows = vec![Return::default(); n_groups];
    for (account, group) in groups.iter().enumerate() {
        let Some(row) = group.and_then(|group| rows.get_mut(group)) else {
            continue;
        };
        row.accounts += 1;
        if let Some(spent) = spent.get(account) {
            row.spent.touches = row.spent.touches.saturating_add(spent.touches);
            row.spent.minutes = row.spent.minutes.saturating_add(spent.minutes);
            row.spent.tasks = row.spent.tasks.saturating_add(spent.tasks);
        }
        row.amount += amounts
            .get(account)
            .copied()
            .filter(|a| !a.is_nan())
            .unwrap_or(0.0);
    }
    let effort: u64 = rows.iter().map(|row| u64::from(row.spent.count())).sum();
    let amount: f64 = rows.iter().map(|row| row.amount).sum();
    for row in &mut rows {
        let own = u64::from(row.spent.count());
        #[allow(clippy::cast_precision_loss)] // counts stay far below 2^53
        if effort > 0 {
            row.effort_share = Some(own as f64 / effort as f64);
        }
        row.amount_share = (amount > 0.0).then(|| row.amount / amount);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work::{TaskKey, TaskWork, Touch};
    use perennial_engine::vectors::dataset;
    use serde_json::json;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn effort_beside_amount_says_who_gets_less_than_they_pay_for() {
        let data = dataset(&json!({
            "accounts": [{"account_id": "a"}, {"account_id": "b"}, {"account_id": "c"}],
            "touchpoints": [
                {"account_id": "a", "date": "2025-12-31", "kind": "visit", "minutes": 60},
                {"account_id": "a", "date": "2026-01-01", "kind": "visit", "minutes": 90},
                {"account_id": "b", "date": "2026-01-31", "kind": "call"},
                {"account_id": "b", "date": "2026-02-01", "kind": "call"},
                {"account_id": "z", "date": "2026-01-15", "kind": "call"},
            ],
        }))
        .unwrap();
        let mut log = WorkLog::default();
        log.push(
            "Wu",
            day("2026-01-20"),
            Work::Task(TaskWork {
                account: "a".to_owned(),
                task: TaskKey::Own(1),
                act: TaskAct::Done(String::new()),
            }),
        );
        log.push(
            "Wu",
            day("2026-02-20"),
            Work::Touch(Touch {
                account: "b".to_owned(),
                date: day("2026-01-20"),
                kind: "visit".to_owned(),
                channel: String::new(),
                minutes: 30,
                outcome: String::new(),
            }),
        );
        let spent = spent(&data, &log, day("2026-01-01"), day("2026-01-31"));
        assert_eq!(
            spent[0],
            Spent {
                touches: 1,
                minutes: 90,
                tasks: 1
            }
        );
        assert_eq!(
            spent[1],
            Spent {
                touches: 1,
                minutes: 0,
                tasks: 0
            },
            "logged later"
        );
        let rows = returns(
            &spent,
            &[100.0, 300.0, f64::NAN],
            &[Some(0), Some(1), None],
            3,
        );
        assert_eq!(
            (rows[0].effort_share, rows[0].amount_share),
            (Some(2.0 / 3.0), Some(0.25))
        );
        assert!(
            rows[1]
                .ratio()
                .is_some_and(|ratio| (ratio - 2.25).abs() < 1e-12)
        );
        assert_eq!((rows[2].accounts, rows[2].ratio()), (0, None));
        let none = returns(&[], &[], &[Some(0)], 1);
        assert_eq!((none[0].effort_share, none[0].amount_share), (None, None));
    }
}
