//! Walking says what evaluating each date anew says, for every metric that there is.

use super::{Step, Walk};
use crate::bound::{Bound, Prepared};
use crate::vectors::dataset;
use crate::{Compiled, Run, Scope, evaluate, shipped};
use perennial_data::{Dataset, Day};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::rc::Rc;
use std::sync::Arc;

const ACCOUNTS: u32 = 4;

fn day(offset: i32) -> Day {
    Day::from_ymd(2025, 1, 20).unwrap().plus_days(offset)
}

/// A row of any table: which, whose, on which day, some days later, and a number to make values of.
type Row = (usize, u32, i32, i32, u32);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (0..12_usize, 0..ACCOUNTS, 0..130, -5..40, 0..60_u32);
    prop::collection::vec(row, 1..80)
}

const TABLES: [&str; 10] = [
    "usage",
    "tickets",
    "surveys",
    "snapshots",
    "events",
    "contracts",
    "goals",
    "invoices",
    "contacts",
    "purchases",
];

/// Twice as many rows of usage as of anything else.
fn data(rows: &[Row]) -> Dataset {
    let pick = |words: &[&'static str], n: u32| words[n as usize % words.len()];
    let account = |a: u32| {
        let started = (a > 0).then(|| day(i32::try_from(a * 20).unwrap()).to_string());
        json!({"account_id": a.to_string(), "seats": 10 * a, "started_on": started})
    };
    let mut tables = json!({"accounts": (0..ACCOUNTS).map(account).collect::<Vec<Value>>()});
    for (i, &(table, account, on, later, n)) in rows.iter().enumerate() {
        let (account, date) = (account.to_string(), day(on).to_string());
        let other = (n % 4 > 0).then(|| day(on + later).to_string());
        let table = TABLES.get(table).unwrap_or(&"usage");
        let row = match *table {
            "usage" => json!({"account_id": account, "date": date,
                "feature": pick(&["login", "core", "b", "c"], n), "events": n % 25, "users": n % 17}),
            "tickets" => {
                json!({"ticket_id": i.to_string(), "account_id": account, "opened_at": date,
                "priority": pick(&["high", "urgent"], n), "kind": pick(&["complaint", "question", "escalation"], n),
                "resolved_at": other, "csat": (n % 3 > 0).then_some(1 + n % 5)})
            }
            "surveys" => {
                json!({"account_id": account, "date": date, "kind": pick(&["nps", "csat", "nps_net"], n),
                "score": n % 11, "respondent": i.to_string()})
            }
            "snapshots" => json!({"account_id": account, "date": date,
                "field": pick(&["nps", "logins_30d", "csat"], n), "number": n % 11}),
            "events" => json!({"account_id": account, "date": date,
                "kind": pick(&["cancel_attempt", "negative_mention", "kickoff", "referral"], n)}),
            "contracts" => {
                json!({"contract_id": i.to_string(), "account_id": account, "starts_on": date,
                "ends_on": other, "amount": 100 * n, "outcome": pick(&["renewed", "expanded", "contracted"], n),
                "outcome_on": day(on + later + 20).to_string()})
            }
            "goals" => {
                json!({"goal_id": i.to_string(), "account_id": account, "set_on": date, "target": 10 + n,
                "actual": n % 20, "reviewed_on": other})
            }
            "invoices" => {
                json!({"invoice_id": i.to_string(), "account_id": account, "issued_on": date,
                "due_on": day(on + 10).to_string(), "amount": n, "paid_on": other})
            }
            "contacts" => json!({"contact_id": i.to_string(), "account_id": account,
                "role": pick(&["champion", "decision_maker", "user"], n), "left_on": other}),
            _ => json!({"account_id": account, "date": date, "amount": n}),
        };
        let rows = tables.as_object_mut().unwrap().entry(*table);
        rows.or_insert_with(|| json!([]))
            .as_array_mut()
            .unwrap()
            .push(row);
    }
    dataset(&tables).unwrap()
}

/// Everything that a run says, as text: of metrics also where values are from and how old they are.
fn all(run: &Run, compiled: &Compiled) -> String {
    let mut all = format!("{:?}", run.evaluation);
    for column in &run.measures.columns {
        let (scores, states) = (column.scores(), column.states());
        all += &format!("\n{scores:?} {states:?} {}", column.is_complete);
    }
    for (position, metric) in compiled.metrics().enumerate() {
        let column = run.metrics.column(position).unwrap();
        for account in 0..ACCOUNTS as usize {
            let value = column.get(account).map(f64::to_bits);
            let (source, dated) = (column.source(account), column.dated(account));
            all += &format!("\n{} {account}: {value:?} {source:?} {dated:?}", metric.id);
        }
    }
    all
}

fn everything() -> Compiled {
    Compiled::with_scope(&shipped()[0].model().unwrap(), Scope::All).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn walking_equals_evaluating_anew(
        rows in rows(), start in -5..60,
        steps in prop::collection::vec(prop_oneof![6 => 1..3_i32, 2 => 3..60, 1 => -40..1], 1..14),
    ) {
        let (data, compiled) = (Rc::new(data(&rows)), everything());
        let mut prepared = Prepared::new(Rc::clone(&data));
        let mut at = start;
        for step in steps {
            at += step;
            let walked = prepared.step(&compiled, &[], day(at));
            let anew = evaluate(&data, &compiled, &[], day(at));
            prop_assert_eq!(all(&walked, &compiled), all(&anew, &compiled));
        }
    }
}

#[test]
fn most_aggregates_are_carried() {
    let rows: Vec<Row> = (0..120)
        .map(|i| (i % 12, 1, i as i32, 3, i as u32))
        .collect();
    let (data, compiled) = (data(&rows), everything());
    let mut bound = Bound::new(&data);
    let plan = Arc::clone(compiled.shared_plan());
    let mut walk = Walk::new(&plan);
    let carries = |at: &usize| {
        crate::bound::Walking::column(&mut walk, &mut bound, *at, day(100));
        matches!(walk.prims[*at], Step::Rolling(_))
    };
    let carried = (0..plan.prims.len()).filter(carries).count();
    assert!(
        2 * carried > plan.prims.len(),
        "{carried} of {}",
        plan.prims.len()
    );
}
