//! Whom to win back: customers that are lost on the date, why, what they were worth, and what is to be
//! done next (SPEC §9 [0.08]). What would bring them back is said by the screen, by the reason.

use super::{List, day_cell, number, number_cell, text, text_cell};
use crate::life::today::{Today, owner};
use crate::life::tracking::Life;
use crate::session::count;
use perennial_data::{AccountIdx, Bilingual, TableId, sort_by};
use perennial_life::play::PlayBook;
use perennial_life::task::{Task, TaskState, describe};
use perennial_protocol::view::{CellView, NextStep, WinBackReason, WinBackRow, WinBackView};
use std::collections::BTreeMap;

pub(super) const HEADER: [&str; 10] = [
    "account_id",
    "name",
    "owner",
    "lost_on",
    "on_record",
    "amount",
    "reason_code",
    "reason_text",
    "next_step",
    "next_due_on",
];

/// Calendar months past the end from which one that was not renewed counts as lost, as for the stage.
const UNRENEWED_MONTHS: i32 = 1;

/// The customers whose contract is lost, or ran out more than a month ago and was not renewed.
pub(super) fn list(
    (life, today): (&Life, &Today),
    currency: Option<String>,
    only: Option<&str>,
) -> List<WinBackView, WinBackRow> {
    let accounts = 0..count(life.data().n_accounts());
    let lost = accounts.filter(|&account| today.exists(account as usize));
    let mut rows: Vec<(AccountIdx, WinBackRow)> = lost
        .filter_map(|account| Some((account, row((life, today), account)?)))
        .collect();
    let view = WinBackView {
        as_of: today.as_of(),
        currency,
        reasons: reasons(&rows),
        n_rows: 0,
        rows: Vec::new(),
    };
    rows.retain(|(_, row)| only.is_none_or(|reason| row.reason == reason));
    with_next_steps((life, today), &mut rows);
    let mut rows: Vec<WinBackRow> = rows.into_iter().map(|(_, row)| row).collect();
    let money = |row: &WinBackRow| row.amount.unwrap_or(0.0);
    sort_by(&mut rows, |a, b| {
        (money(b).total_cmp(&money(a)))
            .then(b.lost_on.cmp(&a.lost_on))
            .then_with(|| a.id.cmp(&b.id))
    });
    List { view, rows }
}

fn row((life, today): (&Life, &Today), account: AccountIdx) -> Option<WinBackRow> {
    let fact = today.observed.contracts.get(account as usize)?;
    let ran_out = |end: perennial_data::Day| end.plus_months(UNRENEWED_MONTHS) < today.as_of();
    if !(fact.lost || (!fact.renewed && fact.ends_on.is_some_and(ran_out))) {
        return None;
    }
    let row = fact.row as usize;
    let table = life.data().table(TableId::Contracts);
    let said_on = table
        .column("outcome_on")
        .and_then(|column| column.day(row));
    let lost_on = said_on.filter(|_| fact.lost).or(fact.ends_on)?;
    let (id, name) = life.id_and_name(account)?;
    let words = |field| {
        let text = text(life, TableId::Contracts, field, row);
        if fact.lost {
            text.to_owned()
        } else {
            String::new()
        }
    };
    Some(WinBackRow {
        id,
        name,
        owner: owner(life, account).to_owned(),
        lost_on,
        is_recorded: fact.lost,
        amount: number(life, TableId::Contracts, "amount", row),
        reason: words("reason_code"),
        reason_text: words("reason_text"),
        next: None,
    })
}

/// Says of each which of its open tasks is due first.
fn with_next_steps((life, today): (&Life, &Today), rows: &mut [(AccountIdx, WinBackRow)]) {
    let mut first: BTreeMap<AccountIdx, &Task> = BTreeMap::new();
    for task in today
        .tasks
        .iter()
        .filter(|task| task.state == TaskState::Open)
    {
        let Some(account) = task.account else {
            continue;
        };
        let held = first.entry(account).or_insert(task);
        if (task.due, task.origin) < (held.due, held.origin) {
            *held = task;
        }
    }
    let book = PlayBook::new(life.plan.model());
    today.with_tasks(life, &book, |inputs| {
        for (account, row) in rows {
            row.next = first.get(account).map(|task| {
                let words = describe(inputs, task);
                let own = || Bilingual::same(words.own_title.unwrap_or_default());
                NextStep {
                    title: words.title.cloned().unwrap_or_else(own),
                    due: task.due,
                }
            });
        }
    });
}

fn reasons(rows: &[(AccountIdx, WinBackRow)]) -> Vec<WinBackReason> {
    let mut by_code: BTreeMap<&str, (u32, f64)> = BTreeMap::new();
    for (_, row) in rows {
        let held = by_code.entry(&row.reason).or_default();
        held.0 += 1;
        held.1 += row.amount.unwrap_or(0.0);
    }
    let reasons = by_code
        .into_iter()
        .map(|(reason, (n, amount))| WinBackReason {
            reason: reason.to_owned(),
            n,
            amount,
        });
    let mut reasons: Vec<WinBackReason> = reasons.collect();
    sort_by(&mut reasons, |a, b| {
        (b.amount.total_cmp(&a.amount)).then_with(|| a.reason.cmp(&b.reason))
    });
    reasons
}

/// A line of the file.
pub(super) fn line(row: WinBackRow) -> Vec<CellView> {
    let (title, due) = row.next.map_or((String::new(), None), |next| {
        (
            format!("{} / {}", next.title.zh, next.title.en),
            Some(next.due),
        )
    });
    vec![
        text_cell(row.id),
        text_cell(row.name),
        text_cell(row.owner),
        CellView::Day(row.lost_on),
        CellView::Flag(row.is_recorded),
        number_cell(row.amount),
        text_cell(row.reason),
        text_cell(row.reason_text),
        text_cell(title),
        day_cell(due),
    ]
}
