//! The report of renewals and losses of a month, a quarter or any other span: what was due, renewed, lost,
//! for how much, and told by reason, tier, stage, owner or industry (SPEC §9 [0.15]).

use super::{List, day_cell, number, number_cell, text, text_cell};
use crate::life::today::{owner, text as accounts_text};
use crate::life::tracking::Life;
use crate::life::words::tier_title;
use crate::session::count;
use perennial_data::{Bilingual, Day, TableId, sort_by};
use perennial_engine::model::life::TierId;
use perennial_life::contract::{Due, Outcome};
use perennial_life::tier::TierTable;
use perennial_protocol::view::{
    CellView, Fate, FateSum, OutcomeBy, OutcomeFilter, OutcomeGroup, OutcomeRow, OutcomesView,
};
use std::collections::BTreeMap;

pub(super) const HEADER: [&str; 14] = [
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
    "tier",
    "stage",
    "owner",
    "industry",
];

/// A contract that ended, and what its customer is told by.
pub(super) struct Ended {
    pub(super) row: OutcomeRow,
    /// Tier and stage by their ids, as the span began; empty: none.
    tier: &'static str,
    stage: String,
    owner: String,
    industry: String,
}

impl Ended {
    /// The group that it belongs to; `None` for the reason of what is not decided.
    fn group(&self, by: OutcomeBy) -> Option<&str> {
        match by {
            OutcomeBy::Reason => (self.row.fate != Fate::Open).then_some(&*self.row.reason),
            OutcomeBy::Tier => Some(self.tier),
            OutcomeBy::Stage => Some(&self.stage),
            OutcomeBy::Owner => Some(&self.owner),
            OutcomeBy::Industry => Some(&self.industry),
        }
    }
}

/// The day on which a customer's tier and stage are told: when the span begins, or the date, where that is earlier.
pub(super) fn told_on(span: (Day, Day), as_of: Day) -> Day {
    span.0.min(as_of)
}

/// The contracts that end within a span, and their sums. `tiers` are of the day of [`told_on`], to which the days of
/// `life` reach.
pub(super) fn list(
    (life, tiers): (&Life, &TierTable),
    currency: Option<String>,
    span: (Day, Day),
    only: &OutcomeFilter,
    as_of: Day,
) -> List<OutcomesView, Ended> {
    let due = life.contracts().due(span, as_of);
    let on = told_on(span, as_of);
    let ended = due.iter().filter_map(|due| ended((life, tiers), due, on));
    let mut rows: Vec<Ended> = ended.collect();
    let sum = |fate: Option<Fate>| {
        sum(&rows, |ended| {
            fate.is_none_or(|fate| ended.row.fate == fate)
        })
    };
    let renewed = rows.iter().filter(|ended| ended.row.fate == Fate::Renewed);
    let renewed_amounts: Vec<Option<f64>> = renewed.map(|ended| ended.row.renewed_amount).collect();
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
        groups: groups(life, &rows, only.by),
        n_rows: 0,
        rows: Vec::new(),
    };
    rows.retain(|ended| {
        let group = only.group.as_deref();
        only.fate.is_none_or(|fate| ended.row.fate == fate)
            && (group.is_none() || ended.group(only.by) == group)
    });
    let rank = |fate: Fate| match fate {
        Fate::Lost => 0,
        Fate::Open => 1,
        Fate::Renewed => 2,
    };
    sort_by(&mut rows, |Ended { row: a, .. }, Ended { row: b, .. }| {
        let money = |row: &OutcomeRow| row.amount.unwrap_or(0.0);
        (rank(a.fate).cmp(&rank(b.fate)))
            .then(money(b).total_cmp(&money(a)))
            .then_with(|| a.id.cmp(&b.id))
            .then(a.ends_on.cmp(&b.ends_on))
            .then_with(|| a.contract.cmp(&b.contract))
    });
    List { view, rows }
}

fn ended((life, tiers): (&Life, &TierTable), due: &Due, on: Day) -> Option<Ended> {
    let account = due.account;
    let stage = life.timeline(on).at(due.account, on).stage();
    let set = life.plan.model().stages().set();
    let stage = stage.and_then(|at| set?.stages.get(at));
    let industry = accounts_text(life, "industry", account);
    Some(Ended {
        row: row(life, due)?,
        tier: tiers.tier(account as usize).map_or("", TierId::as_str),
        stage: stage.map(|stage| stage.id.clone()).unwrap_or_default(),
        owner: owner(life, account).trim().to_owned(),
        industry: industry.trim().to_owned(),
    })
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

/// Sums the contracts that meet a condition; customers by what became of them as a whole.
fn sum(all: &[Ended], meets: impl Fn(&Ended) -> bool) -> FateSum {
    // The best that became of any of a customer's contracts.
    let mut best: BTreeMap<&str, u8> = BTreeMap::new();
    let rank = |ended: &Ended| match ended.row.fate {
        Fate::Renewed => 2,
        Fate::Lost => 1,
        Fate::Open => 0,
    };
    for ended in all {
        let held = best.entry(&ended.row.id).or_default();
        *held = rank(ended).max(*held);
    }
    let chosen: Vec<&Ended> = all.iter().filter(|ended| meets(ended)).collect();
    let counted = chosen
        .iter()
        .filter(|ended| best.get(&*ended.row.id) == Some(&rank(ended)));
    let mut customers: Vec<&str> = counted.map(|ended| &*ended.row.id).collect();
    // Contracts are by account.
    customers.dedup();
    FateSum {
        contracts: count(chosen.len()),
        customers: count(customers.len()),
        amount: chosen.iter().filter_map(|ended| ended.row.amount).sum(),
    }
}

fn groups(life: &Life, all: &[Ended], by: OutcomeBy) -> Vec<OutcomeGroup> {
    let mut ids: Vec<&str> = all.iter().filter_map(|ended| ended.group(by)).collect();
    sort_by(&mut ids, Ord::cmp);
    ids.dedup();
    let group = |id: &str| {
        let of = |fate: Option<Fate>| {
            sum(all, |ended| {
                ended.group(by) == Some(id) && fate.is_none_or(|fate| ended.row.fate == fate)
            })
        };
        OutcomeGroup {
            id: id.to_owned(),
            title: title(life, by, id),
            due: of(None),
            renewed: of(Some(Fate::Renewed)),
            lost: of(Some(Fate::Lost)),
        }
    };
    let mut groups: Vec<OutcomeGroup> = ids.into_iter().map(group).collect();
    sort_by(&mut groups, |a, b| {
        (b.lost.amount.total_cmp(&a.lost.amount))
            .then(b.renewed.amount.total_cmp(&a.renewed.amount))
            .then_with(|| a.id.cmp(&b.id))
    });
    groups
}

/// What the model calls a tier or stage.
fn title(life: &Life, by: OutcomeBy, id: &str) -> Option<Bilingual> {
    match by {
        OutcomeBy::Tier => {
            let tier = TierId::ALL.into_iter().find(|tier| tier.as_str() == id)?;
            Some(tier_title(life, tier))
        }
        OutcomeBy::Stage => {
            let set = life.plan.model().stages().set()?;
            let stage = set.stages.iter().find(|stage| stage.id == id)?;
            Some(stage.title.clone())
        }
        OutcomeBy::Reason | OutcomeBy::Owner | OutcomeBy::Industry => None,
    }
}

/// A line of the file.
pub(super) fn line(ended: Ended) -> Vec<CellView> {
    let row = ended.row;
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
        text_cell(ended.tier),
        text_cell(ended.stage),
        text_cell(ended.owner),
        text_cell(ended.industry),
    ]
}
