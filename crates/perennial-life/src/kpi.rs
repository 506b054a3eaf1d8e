//! The figures of the tracks: onboarding, adoption, renewal, escalation (SPEC §6 [4.08–4.15]).
//! Averages of metrics over the customers of a stage or track are here too; what a figure should
//! be, the model's cards say.

use crate::contract::ContractFacts;
use crate::tier::ServiceTable;
use perennial_data::{Column, Dataset, Day, TableId, lower};
use perennial_model::life::Tiers;

/// A metric over a group of customers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// The mean of those that have a value.
    pub mean: f64,
    /// How many have one.
    pub n: u32,
}

/// The mean of a metric's values (NaN where missing) over the members of a group; `None` where no
/// member has one. Summed in the order of accounts.
#[must_use]
pub fn mean(values: &[f64], members: &[bool]) -> Option<Mean> {
    let mut sum = 0.0;
    let mut n = 0_u32;
    for (value, member) in values.iter().zip(members) {
        if *member && !value.is_nan() {
            sum += value;
            n += 1;
        }
    }
    (n > 0).then(|| Mean {
        mean: sum / f64::from(n),
        n,
    })
}

/// Escalations over a time [4.13–4.15].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Escalations {
    /// Opened in the time.
    pub opened: u32,
    /// Opened in the time of the same length before it: fewer new ones is the goal.
    pub opened_before: u32,
    /// Of those opened in the time, answered within the days that the service level asks for.
    pub in_time: u32,
    /// Answered later than that, or not at all although the days are over.
    pub late: u32,
    /// Not answered, and the days are not over.
    pub waiting: u32,
    /// Solved.
    pub solved: u32,
    /// Solved, and the customer was asked what they think of it.
    pub with_feedback: u32,
}

/// Escalations of the `days` days up to `as_of`. An account without a service level is held to
/// `default_days`.
#[must_use]
pub fn escalations(
    data: &Dataset,
    (tiers, services): (&Tiers, &ServiceTable),
    (as_of, days): (Day, u32),
    default_days: u32,
) -> Escalations {
    let table = data.table(TableId::Tickets);
    let length = i32::try_from(days).unwrap_or(i32::MAX);
    let from = as_of.plus_days(length.saturating_neg().saturating_add(1));
    let before = from.plus_days(length.saturating_neg());
    let kind = table.column("kind");
    let escalated = |row: usize| {
        let kind = kind.and_then(|kind| kind.text(row));
        kind.is_some_and(|kind| lower(kind.trim()) == "escalation")
    };
    let day = |name: &str, row: usize| {
        let day = table.column(name).and_then(|column| column.day(row));
        day.filter(|day| *day <= as_of)
    };
    let mut found = Escalations::default();
    let earlier = table.rows_between(before, from.plus_days(-1));
    let count = earlier.filter(|&row| escalated(row)).count();
    found.opened_before = u32::try_from(count).unwrap_or(u32::MAX);
    for row in table
        .rows_between(from, as_of)
        .filter(|&row| escalated(row))
    {
        let Some(opened) = day("opened_at", row) else {
            continue;
        };
        let account = table.accounts()[row] as usize;
        let sla = services.sla(tiers, account);
        let allowed = sla.map_or(default_days, |sla| sla.escalation_days);
        let allowed = i32::try_from(allowed).unwrap_or(i32::MAX);
        let solved = day("resolved_at", row);
        // Who solves it without a word before has answered it.
        let answered = day("first_response_at", row).or(solved);
        found.opened += 1;
        match answered {
            Some(on) if on.days_since(opened) <= allowed => found.in_time += 1,
            None if as_of.days_since(opened) <= allowed => found.waiting += 1,
            _ => found.late += 1,
        }
        if let Some(solved) = solved {
            found.solved += 1;
            found.with_feedback += u32::from(has_feedback(data, row, solved, as_of));
        }
    }
    found
}

/// Whether the customer said what they think of a solved ticket, as known on a date (SPEC §1:
/// without a day of its own, from the day it was solved).
fn has_feedback(data: &Dataset, row: usize, solved: Day, as_of: Day) -> bool {
    let table = data.table(TableId::Tickets);
    let on = table
        .column("feedback_on")
        .and_then(|column| column.day(row));
    let graded = table
        .column("csat")
        .and_then(|column| column.number(row))
        .is_some();
    match on {
        Some(on) => on <= as_of,
        None => graded && solved <= as_of,
    }
}

/// Renewals over a time [4.12].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Renewals {
    /// Contracts whose end lay in the time.
    pub due: u32,
    /// Of these, renewed by their end.
    pub on_time: u32,
    /// Renewed after it.
    pub late: u32,
    /// Lost.
    pub lost: u32,
    /// Not decided.
    pub open: u32,
}

/// What became of the contracts that ended in the `days` days up to `as_of`, by the day on which
/// the outcome is known. A renewal without a day counts as on time: nothing says otherwise.
#[must_use]
pub fn renewals(data: &Dataset, as_of: Day, days: u32) -> Renewals {
    let table = data.table(TableId::Contracts);
    let length = i32::try_from(days).unwrap_or(i32::MAX);
    let from = as_of.plus_days(length.saturating_neg().saturating_add(1));
    let mut found = Renewals::default();
    for row in table.rows_between(Day::FIRST, as_of) {
        let day = |name: &str| table.column(name).and_then(|column| column.day(row));
        let Some(end) = day("ends_on").filter(|end| (from..=as_of).contains(end)) else {
            continue;
        };
        found.due += 1;
        let known = day("outcome_on");
        let outcome = table.column("outcome").and_then(|column| column.text(row));
        let outcome = outcome
            .filter(|_| known.is_none_or(|on| on <= as_of))
            .map(|o| lower(o.trim()));
        match outcome.as_deref() {
            Some("renewed" | "expanded" | "contracted") if known.is_none_or(|on| on <= end) => {
                found.on_time += 1;
            }
            Some("renewed" | "expanded" | "contracted") => found.late += 1,
            Some("lost") => found.lost += 1,
            _ => found.open += 1,
        }
    }
    found
}

/// Whether customers were happier when their renewal window opened than before [4.11].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// The last reading is above the one before.
    Rising,
    /// They are the same.
    Flat,
    /// It is below.
    Falling,
}

/// How an account's satisfaction stood when its renewal window opened: its last two readings by
/// then, of NPS, else satisfaction, else effort (where less is better); of several answers on one
/// day their mean, in surveys, else in the sheets. `None` before the window opened, without one, or
/// with fewer than two readings.
#[must_use]
pub fn satisfaction_at_opening(
    data: &Dataset,
    facts: &ContractFacts,
    account: usize,
    as_of: Day,
) -> Option<Trend> {
    let opens = facts
        .get(account)?
        .window_opens
        .filter(|opens| *opens <= as_of)?;
    let sources = [
        (TableId::Surveys, "kind", "score", "nps", 1.0),
        (TableId::Surveys, "kind", "score", "csat", 1.0),
        (TableId::Surveys, "kind", "score", "ces", -1.0),
        (TableId::Snapshots, "field", "number", "nps", 1.0),
        (TableId::Snapshots, "field", "number", "csat", 1.0),
    ];
    sources
        .iter()
        .find_map(|&(table, kind, value, word, sign)| {
            let (before, last) = last_two(data, (table, kind, value, word), (account, opens))?;
            let change = sign * (last - before);
            Some(if change > 0.0 {
                Trend::Rising
            } else if change < 0.0 {
                Trend::Falling
            } else {
                Trend::Flat
            })
        })
}

/// The readings of the last two days that have one, the earlier first.
fn last_two(
    data: &Dataset,
    (table, kind, value, word): (TableId, &str, &str, &str),
    (account, until): (usize, Day),
) -> Option<(f64, f64)> {
    let table = data.table(table);
    let days = table.row_days()?;
    let Some(Column::Number(values)) = table.column(value) else {
        return None;
    };
    let mut rows: Vec<(i32, i64)> = Vec::new();
    for row in table.rows_between(Day::FIRST, until) {
        let of_kind = table.column(kind).and_then(|column| column.text(row));
        if table.accounts()[row] as usize == account
            && of_kind.is_some_and(|text| lower(text.trim()) == word)
            && let Some(mantissa) = values.mantissa(row)
        {
            rows.push((days[row], mantissa));
        }
    }
    // Whole numbers, so that the order of answers of one day does not matter.
    let mut means = rows.chunk_by(|a, b| a.0 == b.0).map(|day| {
        let sum: i128 = day.iter().map(|row| i128::from(row.1)).sum();
        #[allow(clippy::cast_precision_loss)] // scores are small
        let mean = sum as f64 / day.len() as f64;
        mean / values.divisor()
    });
    let last = means.next_back()?;
    Some((means.next_back()?, last))
}

/// Onboarding over a time [4.08].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Onboarding {
    /// Customers who finished it.
    pub finished: u32,
    /// Of these, within the days aimed at.
    pub within_target: u32,
    /// The mean of their satisfaction (CSAT) while they were in it.
    pub satisfaction: Option<f64>,
    /// Tickets per customer while they were in it.
    pub tickets: Option<f64>,
    /// Of those who finished it at least 30 days ago, the share that used the product in the 30
    /// days after.
    pub used_after: Option<f64>,
}

/// What became of onboarding stays that are over: per stay the account, its first day and the day
/// it was left. `target_days` is what is aimed at.
#[must_use]
pub fn onboarding(
    data: &Dataset,
    stays: &[(u32, Day, Day)],
    target_days: i32,
    as_of: Day,
) -> Onboarding {
    let mut found = Onboarding::default();
    let (mut tickets, mut old, mut used) = (0_u32, 0_u32, 0_u32);
    let (mut score, mut answers) = (0.0, 0_u32);
    let count = |table: TableId, (account, from, to): (u32, Day, Day)| {
        let table = data.table(table);
        let rows = table.rows_between(from, to);
        rows.filter(move |&row| table.accounts()[row] == account)
    };
    let surveys = data.table(TableId::Surveys);
    for &(account, from, left) in stays {
        if left > as_of {
            continue;
        }
        let stay = (account, from, left.plus_days(-1));
        found.finished += 1;
        found.within_target += u32::from(left.days_since(from) <= target_days);
        let n = count(TableId::Tickets, stay).count();
        tickets = tickets.saturating_add(u32::try_from(n).unwrap_or(u32::MAX));
        for row in count(TableId::Surveys, stay) {
            let kind = surveys.column("kind").and_then(|column| column.text(row));
            let value = surveys
                .column("score")
                .and_then(|column| column.number(row));
            if let (Some(kind), Some(value)) = (kind, value)
                && lower(kind.trim()) == "csat"
            {
                score += value;
                answers += 1;
            }
        }
        if left.plus_days(30) <= as_of {
            let after = (account, left, left.plus_days(29));
            old += 1;
            used += u32::from(count(TableId::Usage, after).next().is_some());
        }
    }
    let share = |part: f64, of: u32| (of > 0).then(|| part / f64::from(of));
    found.satisfaction = share(score, answers);
    found.tickets = share(f64::from(tickets), found.finished);
    found.used_after = share(f64::from(used), old);
    found
}

#[cfg(test)]
#[path = "kpi_tests.rs"]
mod tests;
