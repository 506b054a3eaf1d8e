//! Goals of a customer with target, actual and review: the success plan (SPEC §8 [3.09, 4.01]),
//! from the goals table and the user's own.

use crate::work::{GoalWork, Work, WorkLog};
use perennial_data::{AccountIdx, Dataset, Day, TableId, lower};

/// A goal that nobody looked at for so many days is to be looked at again. *Default.*
pub const REVIEW_DAYS: i32 = 90;

/// A goal of an account as known on a date.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// The goal in words.
    pub goal: String,
    /// The customer's value behind it; empty where nobody wrote it down.
    pub value: String,
    /// What it is measured in.
    pub unit: String,
    /// Where it began; 0 where not said.
    pub baseline: f64,
    /// What is to be reached.
    pub target: Option<f64>,
    /// What is reached so far.
    pub actual: Option<f64>,
    /// By when.
    pub due_on: Option<Day>,
    /// When it was last looked at.
    pub reviewed_on: Option<Day>,
    /// When to look at it next.
    pub review_on: Option<Day>,
    /// How far it is, 0 at the baseline, 1 at the target; `None` without an actual value, or where
    /// target and baseline are one.
    pub progress: Option<f64>,
    /// What became of it.
    pub state: GoalState,
    /// It is to be looked at again: its review is due, or it has no result [4.01].
    pub review_due: bool,
}

/// What became of a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalState {
    /// No target is set: no goal yet.
    NoTarget,
    /// Under way.
    Open,
    /// Reached: the target or better.
    Reached,
    /// Its day is past and it is not reached.
    Missed,
    /// Given up, with a reason.
    Dropped,
}

/// The goals of an account on a date: those of the table in order of their words, then the user's
/// own in the order in which they came. What the user said of a goal of the table replaces it.
#[must_use]
pub fn goals(data: &Dataset, log: &WorkLog, account: AccountIdx, as_of: Day) -> Vec<Goal> {
    let mut found = of_table(data, account, as_of);
    perennial_data::sort_by(&mut found, |a, b| a.said.goal.cmp(&b.said.goal));
    let id = data.account_id(account);
    for entry in log.standing(as_of) {
        let Work::Goal(said) = &entry.work else {
            continue;
        };
        if Some(said.account.as_str()) != id {
            continue;
        }
        let key = key(&said.goal);
        match found
            .iter_mut()
            .find(|draft| self::key(&draft.said.goal) == key)
        {
            Some(draft) => draft.replace(said, entry.on),
            None => found.push(Draft {
                said: said.clone(),
                reviewed_on: said.actual.map(|_| entry.on),
            }),
        }
    }
    found.into_iter().map(|draft| draft.finish(as_of)).collect()
}

/// The first day on which a goal of each account was known to be reached; the missing day where
/// none was. By the table alone: what the user says of goals is in [`goals`].
#[must_use]
pub fn first_reached(data: &Dataset, as_of: Day) -> Vec<i32> {
    let mut first = vec![perennial_data::MISSING_DAY; data.n_accounts()];
    let table = data.table(TableId::Goals);
    for row in 0..table.len() {
        let draft = Draft::of_row(data, row, as_of);
        let reached = draft
            .reviewed_on
            .filter(|_| draft.clone().finish(as_of).state == GoalState::Reached);
        if let (Some(day), Some(held)) = (reached, first.get_mut(table.accounts()[row] as usize))
            && (*held == perennial_data::MISSING_DAY || day.number() < *held)
        {
            *held = day.number();
        }
    }
    first
}

/// The same words are the same goal, whatever their case and outer spaces.
fn key(goal: &str) -> String {
    lower(goal.trim())
}

/// What is known of a goal before anything is made of it.
#[derive(Clone)]
struct Draft {
    said: GoalWork,
    reviewed_on: Option<Day>,
}

fn of_table(data: &Dataset, account: AccountIdx, as_of: Day) -> Vec<Draft> {
    let table = data.table(TableId::Goals);
    let rows = (0..table.len()).filter(|&row| table.accounts().get(row) == Some(&account));
    rows.map(|row| Draft::of_row(data, row, as_of)).collect()
}

impl Draft {
    fn of_row(data: &Dataset, row: usize, as_of: Day) -> Self {
        let table = data.table(TableId::Goals);
        let column = |name: &str| table.column(name);
        let text = |name: &str| {
            column(name)
                .and_then(|c| c.text(row))
                .unwrap_or("")
                .to_owned()
        };
        let number = |name: &str| column(name).and_then(|c| c.number(row));
        let reviewed = column("reviewed_on").and_then(|c| c.day(row));
        // What a review found is known from its day on (SPEC §1); without a day, with the row.
        let known = reviewed.is_none_or(|day| day <= as_of);
        let status = if known {
            lower(text("status").trim())
        } else {
            String::new()
        };
        let dropped = matches!(
            status.as_str(),
            "dropped" | "cancelled" | "canceled" | "放弃" | "取消"
        );
        Self {
            said: GoalWork {
                account: String::new(),
                goal: text("goal"),
                value: String::new(),
                unit: text("unit"),
                baseline: number("baseline"),
                target: number("target"),
                actual: number("actual").filter(|_| known),
                due_on: column("due_on").and_then(|c| c.day(row)),
                review_on: None,
                dropped: dropped.then(|| text("status")),
            },
            reviewed_on: reviewed.filter(|_| known),
        }
    }

    /// Takes over what an entry says; what it leaves out stays.
    fn replace(&mut self, said: &GoalWork, on: Day) {
        let held = &mut self.said;
        for (held, said) in [(&mut held.value, &said.value), (&mut held.unit, &said.unit)] {
            if !said.is_empty() {
                held.clone_from(said);
            }
        }
        held.baseline = said.baseline.or(held.baseline);
        held.target = said.target.or(held.target);
        held.due_on = said.due_on.or(held.due_on);
        held.review_on = said.review_on;
        held.dropped.clone_from(&said.dropped);
        if said.actual.is_some() {
            held.actual = said.actual;
        }
        self.reviewed_on = Some(on);
    }

    fn finish(self, as_of: Day) -> Goal {
        let said = self.said;
        let baseline = said.baseline.unwrap_or(0.0);
        let progress = said.target.zip(said.actual).and_then(|(target, actual)| {
            let way = target - baseline;
            (way != 0.0).then(|| (actual - baseline) / way)
        });
        let reached = match (said.target, said.actual) {
            // Where nothing is to be gained, holding the target is reaching it.
            (Some(target), Some(actual)) => progress.map_or(actual == target, |p| p >= 1.0),
            _ => false,
        };
        let past = said.due_on.is_some_and(|due| due < as_of);
        let state = if said.dropped.is_some() {
            GoalState::Dropped
        } else if said.target.is_none() {
            GoalState::NoTarget
        } else if reached {
            GoalState::Reached
        } else if past {
            GoalState::Missed
        } else {
            GoalState::Open
        };
        let asked = match (said.review_on, self.reviewed_on) {
            (Some(review), _) => review <= as_of,
            (None, Some(reviewed)) => as_of.days_since(reviewed) >= REVIEW_DAYS,
            (None, None) => true,
        };
        let under_way = !matches!(state, GoalState::Reached | GoalState::Dropped);
        Goal {
            goal: said.goal,
            value: said.value,
            unit: said.unit,
            baseline,
            target: said.target,
            actual: said.actual,
            due_on: said.due_on,
            reviewed_on: self.reviewed_on,
            review_on: said.review_on,
            progress,
            review_due: under_way && (asked || state == GoalState::Missed),
            state,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use perennial_engine::vectors::dataset;
    use serde_json::json;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn data() -> Dataset {
        dataset(&json!({
            "accounts": [{"account_id": "a"}, {"account_id": "b"}],
            "goals": [
                {"account_id": "a", "goal": "Stock cost −10 %", "unit": "%", "baseline": 100, "target": 90,
                 "actual": 90, "due_on": "2026-03-31", "reviewed_on": "2026-02-10"},
                {"account_id": "a", "goal": "Hold uptime", "baseline": 99, "target": 99, "actual": 99, "reviewed_on": "2026-02-10"},
                {"account_id": "a", "goal": "Repurchase +20 %", "target": 20},
            ],
        }))
        .unwrap()
    }

    fn states(log: &WorkLog, on: &str) -> Vec<(String, GoalState, bool)> {
        let goals = goals(&data(), log, 0, day(on)).into_iter();
        goals
            .map(|goal| (goal.goal, goal.state, goal.review_due))
            .collect()
    }

    fn news(goal: &str, actual: Option<f64>) -> GoalWork {
        GoalWork {
            account: "a".to_owned(),
            goal: goal.to_owned(),
            value: String::new(),
            unit: String::new(),
            baseline: None,
            target: None,
            actual,
            due_on: None,
            review_on: None,
            dropped: None,
        }
    }

    #[test]
    fn a_review_is_known_from_its_day_and_a_missed_goal_is_to_be_looked_at() {
        let none = WorkLog::default();
        let of = |on: &str| states(&none, on);
        let row = |goal: &str, state, due| (goal.to_owned(), state, due);
        use GoalState::{Missed, Open, Reached};
        assert_eq!(of("2026-02-09")[2], row("Stock cost −10 %", Open, true));
        assert_eq!(of("2026-04-01")[2], row("Stock cost −10 %", Reached, false));
        assert_eq!(of("2026-04-01")[0], row("Hold uptime", Reached, false));
        assert_eq!(
            of("2026-04-01")[1],
            row("Repurchase +20 %", Open, true),
            "never looked at"
        );
        let mut log = WorkLog::default();
        let mut said = news("repurchase +20 %", Some(12.0));
        said.due_on = Some(day("2026-05-01"));
        log.push("Wu", day("2026-04-02"), Work::Goal(said));
        let at = |on: &str| states(&log, on)[1].clone();
        assert_eq!(at("2026-04-30"), row("Repurchase +20 %", Open, false));
        assert_eq!(at("2026-05-01").1, Open, "its day is not past");
        assert_eq!(at("2026-05-02"), row("Repurchase +20 %", Missed, true));
    }

    #[test]
    fn the_users_goals_are_added_and_dropped_and_keep_what_is_not_said_again() {
        let mut log = WorkLog::default();
        let mut own = news("Launch in 6 weeks", None);
        (own.target, own.value) = (Some(6.0), "faster launch".to_owned());
        log.push("Wu", day("2026-04-01"), Work::Goal(own));
        log.push(
            "Wu",
            day("2026-04-10"),
            Work::Goal(news("Launch in 6 weeks", Some(3.0))),
        );
        let mut stray = news("x", None);
        stray.account = "nobody".to_owned();
        log.push("Wu", day("2026-04-10"), Work::Goal(stray));
        let goals_on = |on: &str| goals(&data(), &log, 0, day(on));
        assert_eq!(goals_on("2026-03-31").len(), 3);
        let launch = goals_on("2026-04-11").pop().unwrap();
        assert_eq!(
            (launch.progress, launch.value.as_str()),
            (Some(0.5), "faster launch")
        );
        assert!(!launch.review_due);
        assert!(
            goals_on("2026-07-09").pop().unwrap().review_due,
            "90 days after"
        );
        let mut dropped = news("Launch in 6 weeks", None);
        dropped.dropped = Some("project stopped".to_owned());
        log.push("Wu", day("2026-05-01"), Work::Goal(dropped));
        let last = goals(&data(), &log, 0, day("2026-08-01")).pop().unwrap();
        assert_eq!((last.state, last.review_due), (GoalState::Dropped, false));
    }

    #[test]
    fn the_first_goal_reached_is_dated_by_its_review() {
        let on = |text: &str| first_reached(&data(), day(text));
        assert_eq!(on("2026-02-09"), [perennial_data::MISSING_DAY; 2]);
        assert_eq!(
            on("2026-02-10"),
            [day("2026-02-10").number(), perennial_data::MISSING_DAY]
        );
        assert!(
            goals(
                &Dataset::default(),
                &WorkLog::default(),
                0,
                day("2026-02-10")
            )
            .is_empty()
        );
    }
}
