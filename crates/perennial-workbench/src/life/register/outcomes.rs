//! The report of renewals and losses of a month, a quarter or any other span: what was due, renewed, lost,
//! why, and for how much (SPEC §9 [0.15]).

use super::{List, day_cell, number, number_cell, text, text_cell};
use crate::life::tracking::Life;
use crate::session::count;
use perennial_data::{Day, TableId, sort_by};
use perennial_life::contract::{Due, Outcome};
use perennial_protocol::view::{
    CellView, Fate, FateSum, OutcomeFilter, OutcomeRow, OutcomesView, ReasonRow,
};
use std::collections::BTreeMap;

pub(super) const HEADER: [&str; 10] = [
    "account_id",
    "name",
    "contract_id",
    "ends_on",
    "outcome",
    "decided_on",
    "amount",
    "renewed_amount",
    "reason_code",
    "reason_text",
];

/// The contracts that end within a span, and their sums.
pub(super) fn list(
    life: &Life,
    currency: Option<String>,
    span: (Day, Day),
    only: &OutcomeFilter,
    as_of: Day,
) -> List<OutcomesView, OutcomeRow> {
    let due = life.contracts().due(span, as_of);
    let rows = due.iter().filter_map(|due| row(life, due));
    let mut rows: Vec<OutcomeRow> = rows.collect();
    let sum = |fate: Option<Fate>| sum(&rows, |row| fate.is_none_or(|fate| row.fate == fate));
    let renewed_amounts = rows.iter().filter(|row| row.fate == Fate::Renewed);
    let renewed_amounts: Vec<Option<f64>> = renewed_amounts.map(|row| row.renewed_amount).collect();
    let view = OutcomesView {
        as_of,
        span,
        currency,
        due: sum(None),
        renewed: sum(Some(Fate::Renewed)),
        lost: sum(Some(Fate::Lost)),
        open: sum(Some(Fate::Open)),
        renewed_amount: renewed_amounts.iter().flatten().sum(),
        n_amount_unknown: count(renewed_amounts.iter().filter(|a| a.is_none()).count()),
        reasons: reasons(&rows),
        n_rows: 0,
        rows: Vec::new(),
    };
    rows.retain(|row| {
        only.fate.is_none_or(|fate| row.fate == fate)
            && only
                .reason
                .as_ref()
                .is_none_or(|reason| row.reason == *reason)
    });
    let rank = |fate: Fate| match fate {
        Fate::Lost => 0,
        Fate::Open => 1,
        Fate::Renewed => 2,
    };
    sort_by(&mut rows, |a, b| {
        let money = |row: &OutcomeRow| row.amount.unwrap_or(0.0);
        (rank(a.fate).cmp(&rank(b.fate)))
            .then(money(b).total_cmp(&money(a)))
            .then_with(|| a.id.cmp(&b.id))
            .then(a.ends_on.cmp(&b.ends_on))
            .then_with(|| a.contract.cmp(&b.contract))
    });
    List { view, rows }
}

fn row(life: &Life, due: &Due) -> Option<OutcomeRow> {
    let (id, name) = life.id_and_name(due.account)?;
    let of = |field| number(life, TableId::Contracts, field, due.row);
    let amount = of("amount");
    let fate = if due.renewed {
        Fate::Renewed
    } else if due.lost {
        Fate::Lost
    } else {
        Fate::Open
    };
    // What was said when it was decided; else what the next contract is worth; the same where it is said
    // to be the same.
    let said = if due.outcome.is_renewal() {
        of("outcome_amount")
    } else {
        None
    };
    let next = || number(life, TableId::Contracts, "amount", due.next_row?);
    let same = || amount.filter(|_| due.outcome == Outcome::Renewed);
    let renewed_amount = if due.renewed {
        said.or_else(next).or_else(same)
    } else {
        None
    };
    // A reason is that of the outcome: a loss that a later contract undid has none of a renewal.
    let decided = due.outcome != Outcome::Open && (due.outcome == Outcome::Lost) == due.lost;
    let words = |field| {
        let text = text(life, TableId::Contracts, field, due.row);
        if decided {
            text.to_owned()
        } else {
            String::new()
        }
    };
    Some(OutcomeRow {
        id,
        name,
        contract: text(life, TableId::Contracts, "contract_id", due.row).to_owned(),
        ends_on: due.ends_on,
        fate,
        decided_on: due.decided_on,
        amount,
        renewed_amount,
        reason: words("reason_code"),
        reason_text: words("reason_text"),
    })
}

/// Sums the rows that meet a condition; customers by what became of them as a whole.
fn sum(rows: &[OutcomeRow], meets: impl Fn(&OutcomeRow) -> bool) -> FateSum {
    // The best that became of any of a customer's contracts.
    let mut best: BTreeMap<&str, u8> = BTreeMap::new();
    let rank = |row: &OutcomeRow| match row.fate {
        Fate::Renewed => 2,
        Fate::Lost => 1,
        Fate::Open => 0,
    };
    for row in rows {
        let held = best.entry(&row.id).or_default();
        *held = rank(row).max(*held);
    }
    let chosen: Vec<&OutcomeRow> = rows.iter().filter(|row| meets(row)).collect();
    let counted = chosen
        .iter()
        .filter(|row| best.get(&*row.id) == Some(&rank(row)));
    let mut customers: Vec<&str> = counted.map(|row| &*row.id).collect();
    // Rows are by account.
    customers.dedup();
    FateSum {
        contracts: count(chosen.len()),
        customers: count(customers.len()),
        amount: chosen.iter().filter_map(|row| row.amount).sum(),
    }
}

fn reasons(rows: &[OutcomeRow]) -> Vec<ReasonRow> {
    let decided = rows.iter().filter(|row| row.fate != Fate::Open);
    let mut codes: Vec<&str> = decided.map(|row| &*row.reason).collect();
    sort_by(&mut codes, Ord::cmp);
    codes.dedup();
    let mut reasons: Vec<ReasonRow> = codes
        .into_iter()
        .map(|reason| {
            let of = |fate| sum(rows, |row| row.fate == fate && row.reason == reason);
            ReasonRow {
                reason: reason.to_owned(),
                renewed: of(Fate::Renewed),
                lost: of(Fate::Lost),
            }
        })
        .collect();
    sort_by(&mut reasons, |a, b| {
        (b.lost.amount.total_cmp(&a.lost.amount))
            .then(b.renewed.amount.total_cmp(&a.renewed.amount))
            .then_with(|| a.reason.cmp(&b.reason))
    });
    reasons
}

/// A line of the file.
pub(super) fn line(row: OutcomeRow) -> Vec<CellView> {
    let fate = match row.fate {
        Fate::Renewed => "renewed",
        Fate::Lost => "lost",
        Fate::Open => "open",
    };
    vec![
        text_cell(row.id),
        text_cell(row.name),
        text_cell(row.contract),
        CellView::Day(row.ends_on),
        text_cell(fate),
        day_cell(row.decided_on),
        number_cell(row.amount),
        number_cell(row.renewed_amount),
        text_cell(row.reason),
        text_cell(row.reason_text),
    ]
}
