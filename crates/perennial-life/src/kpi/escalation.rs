//! Escalations: answered in time, fewer new ones, asked for feedback (SPEC §6 [4.13–4.15]).

use crate::tier::ServiceTable;
use perennial_data::{AccountIdx, Dataset, Day, TableId, UNMATCHED, lower};
use perennial_model::life::Tiers;

/// Whether an escalation was answered within the days that the service level asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Within them.
    InTime,
    /// Later, or not at all although they are over.
    Late,
    /// Not yet, and they are not over.
    Waiting,
}

/// An escalation as known on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Escalation {
    /// Whose.
    pub account: AccountIdx,
    /// When it was opened.
    pub opened_on: Day,
    /// The last day on which an answer is in time.
    pub until: Day,
    /// Whether it was answered in time.
    pub answer: Answer,
    /// Whether it is solved.
    pub is_solved: bool,
    /// Whether it is solved and the customer said what they think of it.
    pub has_feedback: bool,
}

/// Escalations over a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Escalations {
    /// Those opened in the time, in order of rows.
    pub rows: Vec<Escalation>,
    /// How many were opened in the time of the same length before it: fewer new ones is the goal.
    pub opened_before: u32,
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
    let escalated = |row: &usize| {
        let kind = kind.and_then(|kind| kind.text(*row));
        let is_one = kind.is_some_and(|kind| lower(kind.trim()) == "escalation");
        is_one && table.accounts()[*row] < UNMATCHED
    };
    let day = |name: &str, row: usize| {
        let day = table.column(name).and_then(|column| column.day(row));
        day.filter(|day| *day <= as_of)
    };
    let view = |row: usize| {
        let opened_on = day("opened_at", row)?;
        let account = table.accounts()[row];
        let sla = services.sla(tiers, account as usize);
        let allowed = sla.map_or(default_days, |sla| sla.escalation_days);
        let until = opened_on.plus_days(i32::try_from(allowed).unwrap_or(i32::MAX));
        let solved = day("resolved_at", row);
        // Who solves it without a word before has answered it.
        let answered = day("first_response_at", row).or(solved);
        let answer = match answered {
            Some(on) if on <= until => Answer::InTime,
            None if as_of <= until => Answer::Waiting,
            _ => Answer::Late,
        };
        Some(Escalation {
            account,
            opened_on,
            until,
            answer,
            is_solved: solved.is_some(),
            has_feedback: solved.is_some_and(|solved| has_feedback(data, row, solved, as_of)),
        })
    };
    let earlier = table.rows_between(before, from.plus_days(-1));
    let n_before = earlier.filter(escalated).count();
    let rows = table.rows_between(from, as_of).filter(escalated);
    Escalations {
        rows: rows.filter_map(view).collect(),
        opened_before: u32::try_from(n_before).unwrap_or(u32::MAX),
    }
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
