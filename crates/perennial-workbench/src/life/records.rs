//! What people keep on record of a customer: hand-off and onboarding, promises and values, special
//! dates.

use crate::life::codes;
use crate::life::today::Today;
use crate::life::tracking::Life;
use perennial_data::{Day, TableId, sort_by};
use perennial_life::delivery::{delivery, proofs};
use perennial_life::handoff::{HandOffField, StepKind, checklist, hand_off, time_to_value};
use perennial_life::lead::phases;
use perennial_life::proposition::propositions;
use perennial_life::special::special_dates;
use perennial_protocol::view::{
    AchievedView, DateView, DeliveryView, HandOffEdit, HandOffView, PhaseView, PromiseView,
    RecordsView,
};

/// The records of an account on a date.
pub(super) fn records((life, today): (&Life, &Today), account: u32) -> RecordsView {
    let as_of = today.as_of();
    let id = life.data().account_id(account).unwrap_or_default();
    let promises = propositions(life.log(), id, as_of).into_iter();
    let achieved = proofs(life.log(), id, as_of).into_iter();
    RecordsView {
        hand_off: handed_off((life, today), account),
        promises: promises
            .map(|made| PromiseView {
                entry: made.entry,
                root: made.root(),
                text: made.said.text.clone(),
                on: made.on,
                author: made.by.to_owned(),
            })
            .collect(),
        achieved: achieved
            .map(|proof| AchievedView {
                entry: proof.entry,
                promise: proof.said.promise,
                text: proof.said.text.clone(),
                on: proof.said.on,
                author: proof.by.to_owned(),
            })
            .collect(),
        delivery: delivered((life, today), account),
        dates: dates(life, id, as_of),
    }
}

/// The customer's first day: of its first contract, else as the accounts table says.
fn began((life, today): (&Life, &Today), account: u32) -> Option<Day> {
    let contract = today.observed.contracts.get(account as usize);
    let table = || {
        let accounts = life.data().table(TableId::Accounts);
        accounts.column("started_on")?.day(account as usize)
    };
    let began = contract.map(|fact| fact.first_start).or_else(table);
    began.filter(|began| *began <= today.as_of())
}

fn handed_off((life, today): (&Life, &Today), account: u32) -> HandOffView {
    let (data, log, as_of) = (life.data(), life.log(), today.as_of());
    let record = hand_off(data, log, account, as_of);
    let began = began((life, today), account);
    let steps = began.map_or_else(Vec::new, |began| {
        checklist(data, log, account, (began, as_of))
    });
    let days = began.and_then(|began| time_to_value(data, log, account, (began, as_of)));
    let phases = phases(&record.said, as_of);
    let said = record.said;
    HandOffView {
        said: HandOffEdit {
            account: said.account,
            purchase_intent: said.purchase_intent,
            problem: said.problem,
            expected_by: said.expected_by,
            promises: said.promises,
            customer_duties: said.customer_duties,
            our_duties: said.our_duties,
            confirmation: said.confirmation,
            accepted_on: said.accepted_on,
            implementer: said.implementer,
            success: said.success,
            steady_on: said.steady_on,
        },
        missing: record.missing.into_iter().map(field_code).collect(),
        updated: record.updated,
        steps: steps
            .into_iter()
            .map(|step| (step_code(step.kind), step.done_on))
            .collect(),
        began,
        time_to_value: days.and_then(|days| u32::try_from(days).ok()),
        phases: phases
            .into_iter()
            .map(|phase| PhaseView {
                lead: codes::role(phase.lead),
                support: phase.support.map(codes::role),
                from: phase.from,
                until: phase.until,
                is_now: phase.is_now,
            })
            .collect(),
    }
}

fn field_code(field: HandOffField) -> String {
    let code = match field {
        HandOffField::PurchaseIntent => "purchase-intent",
        HandOffField::Problem => "problem",
        HandOffField::ExpectedBy => "expected-by",
    };
    code.to_owned()
}

fn step_code(step: StepKind) -> String {
    let code = match step {
        StepKind::HandedOff => "handed-off",
        StepKind::DutiesConfirmed => "duties-confirmed",
        StepKind::KickedOff => "kicked-off",
        StepKind::FirstUse => "first-use",
        StepKind::Trained => "trained",
        StepKind::Accepted => "accepted",
        StepKind::FirstValue => "first-value",
    };
    code.to_owned()
}

fn delivered((life, today): (&Life, &Today), account: u32) -> Option<DeliveryView> {
    let fact = today.observed.contracts.get(account as usize)?;
    let term = (fact.starts_on, fact.ends_on);
    let found = delivery(life.data(), life.log(), account, term, today.as_of())?;
    Some(DeliveryView {
        last_on: found.last_on,
        days: u32::try_from(found.days).unwrap_or(0),
        ends_on: fact.ends_on,
        next_by: found.next_by.filter(|_| !fact.lost),
        is_gap: found.is_gap,
    })
}

fn dates(life: &Life, id: &str, as_of: Day) -> Vec<DateView> {
    let dates = special_dates(life.log(), as_of).filter(|said| said.date.account == id);
    let mut views: Vec<DateView> = dates
        .map(|said| DateView {
            entry: said.entry.id,
            title: said.date.title.clone(),
            on: said.date.on,
            yearly: said.date.yearly,
            ahead_days: said.date.ahead_days,
            next: said.next(as_of),
            author: said.entry.author.clone(),
        })
        .collect();
    sort_by(&mut views, |a, b| {
        let key = |view: &DateView| (view.next.is_none(), view.next, view.entry);
        key(a).cmp(&key(b))
    });
    views
}
