//! The clock of a service level: whether tickets were answered and solved in time, and which run
//! out (SPEC §5 [0.13, 4.13]).

use crate::tier::ServiceTable;
use perennial_data::{AccountIdx, Dataset, Day, TableId, UNMATCHED};
use perennial_model::life::{Sla, Tiers};

/// Where one promise on a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// Kept.
    Kept,
    /// Broken: too late, or not done although the time is over.
    Broken,
    /// Not done yet, and there is time until the day named, included.
    Runs(Day),
}

/// A ticket under a service level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TicketClock {
    /// Its row in the tickets table.
    pub row: usize,
    /// Whose.
    pub account: AccountIdx,
    /// When it was opened.
    pub opened_on: Day,
    /// The first answer.
    pub answer: Clock,
    /// The solution.
    pub solution: Clock,
    /// Whether it is solved.
    pub solved: bool,
}

/// The clocks of the tickets opened from `from` to `as_of`, in order of rows, as known on `as_of`; of
/// one account where it is named.
/// Accounts without a service level have promised times nowhere, so their tickets are left out.
///
/// Hours are compared where the source gives them (`response_hours`, `resolution_hours`); else
/// calendar days, of which a promise in hours has as many as are whole: an answer within 8 hours is
/// due the same day, a solution within 72 hours on the third day after.
#[must_use]
pub fn ticket_clocks(
    data: &Dataset,
    (tiers, services): (&Tiers, &ServiceTable),
    (from, as_of): (Day, Day),
    only: Option<AccountIdx>,
) -> Vec<TicketClock> {
    let table = data.table(TableId::Tickets);
    let mut clocks = Vec::new();
    for row in table.rows_between(from, as_of) {
        let account = table.accounts()[row];
        if account >= UNMATCHED || only.is_some_and(|only| only != account) {
            continue;
        }
        let Some(sla) = services.sla(tiers, account as usize) else {
            continue;
        };
        clocks.extend(clock(data, row, account, sla, as_of));
    }
    clocks
}

fn clock(
    data: &Dataset,
    row: usize,
    account: AccountIdx,
    sla: Sla,
    as_of: Day,
) -> Option<TicketClock> {
    let table = data.table(TableId::Tickets);
    let day = |name: &str| {
        let day = table.column(name).and_then(|column| column.day(row));
        day.filter(|day| *day <= as_of)
    };
    let hours = |name: &str| table.column(name).and_then(|column| column.number(row));
    let opened_on = day("opened_at")?;
    let solved = day("resolved_at");
    // Who solves it without a word before has answered it.
    let answered = day("first_response_at").or(solved);
    let promise = |allowed: u32, done: Option<Day>, taken: Option<f64>| {
        let whole_days = i32::try_from(allowed / 24).unwrap_or(i32::MAX);
        let until = opened_on.plus_days(whole_days);
        match (done, taken) {
            (Some(_), Some(taken)) if taken <= f64::from(allowed) => Clock::Kept,
            (Some(_), Some(_)) => Clock::Broken,
            (Some(done), None) if done <= until => Clock::Kept,
            (Some(_), None) => Clock::Broken,
            (None, _) if as_of <= until => Clock::Runs(until),
            (None, _) => Clock::Broken,
        }
    };
    Some(TicketClock {
        row,
        account,
        opened_on,
        answer: promise(
            sla.first_response_hours,
            answered,
            day("first_response_at").and_then(|_| hours("response_hours")),
        ),
        solution: promise(sla.resolution_hours, solved, hours("resolution_hours")),
        solved: solved.is_some(),
    })
}

/// How a promise stands over many tickets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Kept.
    pub kept: u32,
    /// Broken.
    pub broken: u32,
    /// Not done yet, with time left.
    pub runs: u32,
}

impl Tally {
    /// Counts a clock.
    pub fn add(&mut self, clock: Clock) {
        match clock {
            Clock::Kept => self.kept += 1,
            Clock::Broken => self.broken += 1,
            Clock::Runs(_) => self.runs += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tier::service_levels;
    use perennial_engine::vectors::dataset;
    use perennial_model::life::ServiceLevel;
    use serde_json::{Value, json};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// The clocks of one ticket: answers within 4 hours, solutions within 48.
    fn clocks(ticket: Value, on: &str) -> Vec<TicketClock> {
        let mut row = json!({"ticket_id": "1", "account_id": "a", "opened_at": "2026-03-02", "kind": "problem"});
        for (name, value) in ticket.as_object().unwrap() {
            row[name] = value.clone();
        }
        let data = dataset(&json!({"accounts": [{"account_id": "a"}], "tickets": [row]})).unwrap();
        let tiers = Tiers {
            service_levels: vec![ServiceLevel {
                id: "only".to_owned(),
                title: perennial_data::Bilingual::same("only"),
                when: Vec::new(),
                sla: Sla {
                    first_response_hours: 4,
                    resolution_hours: 48,
                    escalation_days: 1,
                    touch_days: None,
                    owner_required: false,
                    pace_percent: 100,
                },
            }],
            ..Tiers::default()
        };
        let services = service_levels(&tiers.service_levels, &[true], &|_| vec![true]);
        let span = (day("2026-01-01"), day(on));
        let all = ticket_clocks(&data, (&tiers, &services), span, None);
        assert_eq!(
            ticket_clocks(&data, (&tiers, &services), span, Some(0)),
            all
        );
        assert_eq!(ticket_clocks(&data, (&tiers, &services), span, Some(1)), []);
        all
    }

    fn one(ticket: Value, on: &str) -> (Clock, Clock) {
        let clock = clocks(ticket, on)[0];
        (clock.answer, clock.solution)
    }

    #[test]
    fn a_promise_runs_to_its_day_and_is_broken_after_it() {
        use Clock::{Broken, Kept, Runs};
        let open = || json!({});
        let until = day("2026-03-04");
        assert_eq!(
            one(open(), "2026-03-02"),
            (Runs(day("2026-03-02")), Runs(until))
        );
        assert_eq!(one(open(), "2026-03-04"), (Broken, Runs(until)));
        assert_eq!(one(open(), "2026-03-05"), (Broken, Broken));
        let solved = || json!({"resolved_at": "2026-03-04"});
        assert_eq!(one(solved(), "2026-03-04"), (Broken, Kept));
        assert_eq!(
            one(solved(), "2026-03-03"),
            (Broken, Runs(until)),
            "not known yet"
        );
        assert!(clocks(open(), "2026-03-01").is_empty(), "not opened yet");
    }

    #[test]
    fn hours_decide_where_the_source_gives_them() {
        use Clock::{Broken, Kept};
        let answered = |hours: f64| {
            json!({"first_response_at": "2026-03-02", "response_hours": hours,
                "resolved_at": "2026-03-03", "resolution_hours": 48.5})
        };
        assert_eq!(one(answered(4.0), "2026-03-10"), (Kept, Broken));
        assert_eq!(one(answered(4.1), "2026-03-10"), (Broken, Broken));
        let mut tally = Tally::default();
        let clocks = clocks(answered(4.0), "2026-03-10").into_iter();
        clocks.for_each(|clock| tally.add(clock.solution));
        assert_eq!((tally.kept, tally.broken, tally.runs), (0, 1, 0));
    }
}
