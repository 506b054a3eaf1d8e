//! Onboarding that is over: in time, satisfied, how many tickets, still used after (SPEC §6 [4.08]).

use crate::contract::ContractFacts;
use crate::stay::stays;
use crate::timeline::Timeline;
use perennial_data::{AccountIdx, Column, Dataset, Day, TableId, UNMATCHED, lower};
use perennial_model::life::StageSet;

/// The stage that is looked at, by the id that it has in the sets that ship.
const STAGE: &str = "onboarding";
/// Months from a customer's first day in which it should be over (SPEC §6). *Default.*
const MONTHS: i32 = 3;
/// Days after it in which the product should be used.
const AFTER_DAYS: i32 = 30;

/// Onboarding that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finished {
    /// Whose.
    pub account: AccountIdx,
    /// The customer's first day, else the first day of the stage.
    pub from: Day,
    /// The first day after it.
    pub left_on: Day,
    /// The first day on which that is late.
    pub late_from: Day,
}

impl Finished {
    /// Whether its exit was reached before its months were over.
    #[must_use]
    pub fn is_on_time(&self) -> bool {
        self.left_on < self.late_from
    }

    /// Days that it took.
    #[must_use]
    pub fn days(&self) -> i32 {
        self.left_on.days_since(self.from)
    }
}

/// Onboarding that was over between two days, by account; the later day is the one on which it is
/// looked at. It is over where a customer who was in it stands in a stage that is tried after it: one
/// that interrupts it (at risk, renewal, churned) does not end it. Of whom it is not known when it
/// began nothing is said.
#[must_use]
pub fn finished(
    timeline: &Timeline,
    set: &StageSet,
    contracts: &ContractFacts,
    (from, as_of): (Day, Day),
) -> Vec<Finished> {
    let Some(stage) = set.position(STAGE) else {
        return Vec::new();
    };
    let of_account = |account: AccountIdx| {
        let stays = stays(timeline, account, as_of);
        let began = stays.iter().position(|stay| stay.stage == stage)?;
        let after = stays.get(began + 1..)?;
        let left_on = after.iter().find(|stay| stay.stage > stage)?.entered_on;
        let began = stays.get(began).filter(|stay| !stay.earlier)?.entered_on;
        let first = contracts.get(account as usize).map(|fact| fact.first_start);
        let began = first.map_or(began, |first| first.min(began));
        (from..=as_of).contains(&left_on).then_some(Finished {
            account,
            from: began,
            left_on,
            late_from: began.plus_months(MONTHS),
        })
    };
    let n = AccountIdx::try_from(timeline.n_accounts()).unwrap_or(AccountIdx::MAX);
    (0..n).filter_map(of_account).collect()
}

/// Onboarding that is over, and what is known of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Onboarded {
    /// Which.
    pub stay: Finished,
    /// The mean of the customer's satisfaction (CSAT) while in it.
    pub satisfaction: Option<f64>,
    /// Tickets while in it.
    pub tickets: u32,
    /// Whether the product was used in the 30 days after; `None` while these are not over.
    pub used_after: Option<bool>,
}

/// What is known on a date of onboarding that is over; at most one per account.
#[must_use]
pub fn onboarded(data: &Dataset, stays: &[Finished], as_of: Day) -> Vec<Onboarded> {
    let over = stays.iter().filter(|stay| stay.left_on <= as_of);
    let mut found: Vec<Onboarded> = over
        .map(|&stay| Onboarded {
            stay,
            satisfaction: None,
            tickets: 0,
            used_after: (stay.left_on.plus_days(AFTER_DAYS) <= as_of).then_some(false),
        })
        .collect();
    let mut places = vec![u32::MAX; data.n_accounts()];
    for (at, one) in (0_u32..).zip(&found) {
        if let Some(place) = places.get_mut(one.stay.account as usize) {
            *place = at;
        }
    }
    let first = found.iter().map(|one| one.stay.from).min();
    let Some(first) = first else {
        return found;
    };
    // Each row of a table with the stay of its account.
    let each = |table: TableId,
                found: &mut [Onboarded],
                visit: &mut dyn FnMut(&mut Onboarded, usize, Day)| {
        let table = data.table(table);
        let Some(days) = table.row_days() else {
            return;
        };
        for row in table.rows_between(first, as_of) {
            let account = table.accounts()[row];
            let place = (account < UNMATCHED)
                .then(|| places.get(account as usize))
                .flatten();
            let one = place.and_then(|&at| found.get_mut(at as usize));
            if let (Some(one), Some(day)) = (one, Day::from_column(days[row])) {
                visit(one, row, day);
            }
        }
    };
    each(TableId::Tickets, &mut found, &mut |one, _, day| {
        one.tickets += u32::from(one.stay.lasted_on(day));
    });
    each(TableId::Usage, &mut found, &mut |one, _, day| {
        let after = day.days_since(one.stay.left_on);
        if let Some(used) = &mut one.used_after {
            *used |= (0..AFTER_DAYS).contains(&after);
        }
    });
    // Whole numbers, so that the order of answers of one day does not matter.
    let surveys = data.table(TableId::Surveys);
    let kinds = surveys.column("kind");
    let Some(Column::Number(scores)) = surveys.column("score") else {
        return found;
    };
    let mut sums = vec![(0_i128, 0_i128); data.n_accounts()];
    each(TableId::Surveys, &mut found, &mut |one, row, day| {
        let kind = kinds.and_then(|column| column.text(row));
        let is_csat = kind.is_some_and(|kind| lower(kind.trim()) == "csat");
        if let Some(score) = scores.mantissa(row)
            && is_csat
            && one.stay.lasted_on(day)
            && let Some((sum, n)) = sums.get_mut(one.stay.account as usize)
        {
            *sum += i128::from(score);
            *n += 1;
            #[allow(clippy::cast_precision_loss)] // scores are small
            let mean = *sum as f64 / *n as f64;
            one.satisfaction = Some(mean / scores.divisor());
        }
    });
    found
}

impl Finished {
    fn lasted_on(&self, day: Day) -> bool {
        (self.from..self.left_on).contains(&day)
    }
}
